/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/subset.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

void subset_count(struct subset *subset, const double *cutoffs, size_t n_cutoffs)
{
    subset->counts = xcalloc(n_cutoffs, sizeof *subset->counts);
    for (size_t i = 0; i < n_cutoffs; i++)
        subset->counts[i] = counts_at(&subset->ranked, cutoffs[i]);
}

void subset_init(struct subset *subset, const struct cohort *cohort, struct pair pair,
                 const struct cohort_group *group, size_t level)
{
    double *score = xrealloc(NULL, cohort->n, sizeof *score);
    uint8_t *is_pos = xrealloc(NULL, cohort->n, 1);
    struct sample sample = {.score = score, .is_pos = is_pos};

    sample.n = cohort_select(cohort, pair, group, level, score, is_pos);
    *subset = (struct subset){.group = group ? group->name : "",
                              .level = group ? group->levels[level] : ""};
    ranked_init(&subset->ranked, &sample);
    free(score);
    free(is_pos);
}

static void subtract(struct ranked *rest, const struct ranked *whole,
                     const struct ranked *part)
{
    size_t j = 0;

    *rest = (struct ranked){.score = xcalloc(whole->n_blocks, sizeof *rest->score),
                            .pos = xcalloc(whole->n_blocks, sizeof *rest->pos),
                            .neg = xcalloc(whole->n_blocks, sizeof *rest->neg),
                            .n_pos = whole->n_pos - part->n_pos,
                            .n_neg = whole->n_neg - part->n_neg};
    for (size_t i = 0; i < whole->n_blocks; i++) {
        bool shared = j < part->n_blocks && part->score[j] == whole->score[i];
        uint32_t pos = whole->pos[i] - (shared ? part->pos[j] : 0);
        uint32_t neg = whole->neg[i] - (shared ? part->neg[j] : 0);

        j += shared;
        if (pos + neg == 0)
            continue;
        rest->score[rest->n_blocks] = whole->score[i];
        rest->pos[rest->n_blocks] = pos;
        rest->neg[rest->n_blocks++] = neg;
    }
    assert(j == part->n_blocks);
}

void subset_init_rest(struct subset *rest, const struct subset *whole,
                      const struct subset *level)
{
    *rest = (struct subset){.group = level->group, .level = level->level};
    subtract(&rest->ranked, &whole->ranked, &level->ranked);
}

void subset_release(struct subset *subset)
{
    ranked_release(&subset->ranked);
    free(subset->counts);
    *subset = (struct subset){0};
}

struct counts subset_classes(const struct subset *subset)
{
    return (struct counts){.fn = subset->ranked.n_pos, .tn = subset->ranked.n_neg};
}
