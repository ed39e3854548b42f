/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

/* Replaces keys by their ranks 0, 1, ... among the distinct ones. */
static void rank_densely(uint64_t *keys, size_t n)
{
    uint32_t *order = xcalloc(n, sizeof *order);
    uint64_t last = 0, rank = 0;

    sort_order(order, keys, n);
    for (size_t i = 0; i < n; i++) {
        uint64_t *key = &keys[order[i]];

        rank += i > 0 && *key != last;
        last = *key;
        *key = rank;
    }
    free(order);
}

/* Block of each row in a model's order. */
static void find_blocks(uint32_t *block, const struct ranked *ranked,
                        const double *score, size_t n)
{
    uint64_t *keys = xcalloc(n, sizeof *keys);

    for (size_t i = 0; i < n; i++)
        keys[i] = sort_key(score[i]);
    rank_densely(keys, n);
    for (size_t i = 0; i < n; i++) {
        assert(keys[i] < ranked->n_blocks);
        block[i] = (uint32_t)keys[i];
    }
    free(keys);
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
