/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

static size_t position(const uint64_t *sorted, size_t n, uint64_t key)
{
    size_t first = 0;

    while (n > 1) {
        size_t half = n / 2;

        first += sorted[first + half] <= key ? half : 0;
        n -= half;
    }
    return first;
}

/* Replaces keys by their ranks 0, 1, ... among the distinct ones. */
static void rank_densely(uint64_t *keys, size_t n)
{
    uint64_t *sorted = xcalloc(n, sizeof *sorted);
    uint8_t *tags = xcalloc(n, 1); /* of no use here */
    size_t distinct = 0;

    if (n > 0)
        memcpy(sorted, keys, n * sizeof *sorted);
    sort_keys(sorted, tags, n);
    free(tags);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || sorted[i] != sorted[distinct - 1])
            sorted[distinct++] = sorted[i];
    for (size_t i = 0; i < n; i++)
        keys[i] = position(sorted, distinct, keys[i]);
    free(sorted);
}

/* Block of each row in a model's order. */
static void find_blocks(uint32_t *block, const struct ranked *ranked,
                        const double *score, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = counts_first_flagged(ranked, score[i]);

        assert(at < ranked->n_blocks);
        block[i] = (uint32_t)at;
    }
}

/* Joint block of each row; `blocks` are those of each model. */
static uint64_t *join(const struct paired_sample *sample, uint32_t *const *blocks)
{
    uint64_t *joint = xcalloc(sample->n, sizeof *joint);

    for (size_t i = 0; i < sample->n; i++)
        joint[i] = 2 * (uint64_t)blocks[0][i] + sample->is_pos[i];
    rank_densely(joint, sample->n);
    for (size_t k = 1; k < sample->n_models; k++) {
        for (size_t i = 0; i < sample->n; i++)
            joint[i] = joint[i] << 32 | blocks[k][i];
        rank_densely(joint, sample->n);
    }
    return joint;
}

static void rank_joint(struct paired *paired, const struct paired_sample *sample,
                       const uint64_t *joint)
{
    double *number = xcalloc(sample->n, sizeof *number);
    struct sample joined = {.n = sample->n,
                            .score = number,
                            .is_pos = sample->is_pos,
                            .count = sample->count,
                            .patient = sample->patient};

    for (size_t i = 0; i < sample->n; i++)
        number[i] = (double)joint[i];
    if (sample->patient) {
        clusters_init(&paired->clusters, &paired->joint, &joined);
        paired->has_patients =
            !clusters_are_singletons(&paired->clusters, &paired->joint);
    } else {
        ranked_init(&paired->joint, &joined);
    }
    free(number);
}

void paired_init(struct paired *paired, const struct paired_sample *sample)
{
    uint32_t **rows = xcalloc(sample->n_models, sizeof(uint32_t *));
    uint64_t *joint;

    assert(sample->n_models > 0 && sample->n < UINT32_MAX);
    *paired = (struct paired){.n_models = sample->n_models};
    paired->model = xcalloc(sample->n_models, sizeof *paired->model);
    paired->block = xcalloc(sample->n_models, sizeof(uint32_t *));
    for (size_t k = 0; k < sample->n_models; k++) {
        struct sample alone = {.n = sample->n,
                               .score = sample->score[k],
                               .is_pos = sample->is_pos,
                               .count = sample->count};

        ranked_init(&paired->model[k], &alone);
        rows[k] = xcalloc(sample->n, sizeof *rows[k]);
        find_blocks(rows[k], &paired->model[k], sample->score[k], sample->n);
    }
    joint = join(sample, rows);
    rank_joint(paired, sample, joint);
    for (size_t k = 0; k < sample->n_models; k++) {
        paired->block[k] = xcalloc(paired->joint.n_blocks, sizeof(uint32_t));
        for (size_t i = 0; i < sample->n; i++)
            paired->block[k][joint[i]] = rows[k][i];
        free(rows[k]);
    }
    free(rows);
    free(joint);
}

void paired_release(struct paired *paired)
{
    for (size_t k = 0; k < paired->n_models; k++) {
        ranked_release(&paired->model[k]);
        free(paired->block[k]);
    }
    free(paired->model);
    free(paired->block);
    ranked_release(&paired->joint);
    clusters_release(&paired->clusters);
    *paired = (struct paired){0};
}

const struct clusters *paired_clusters(const struct paired *paired)
{
    return paired->has_patients ? &paired->clusters : NULL;
}

bool paired_same_ranking(const struct paired *paired, size_t a, size_t b)
{
    return paired->model[a].n_blocks == paired->model[b].n_blocks &&
           memcmp(paired->block[a], paired->block[b],
                  paired->joint.n_blocks * sizeof(uint32_t)) == 0;
}
