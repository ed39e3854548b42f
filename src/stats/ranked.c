/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ranked.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/wide.h"

static void gather(uint64_t *keys, uint8_t *classes, const struct sample *sample)
{
    for (size_t i = 0; i < sample->n; i++) {
        assert(!isnan(sample->score[i]) && sample->is_pos[i] <= 1);
        keys[i] = sort_key(sample->score[i]);
        classes[i] = sample->is_pos[i];
    }
}

static size_t count_distinct(const uint64_t *sorted, size_t n)
{
    size_t distinct = n > 0;

    for (size_t i = 1; i < n; i++)
        distinct += sorted[i] != sorted[i - 1];
    return distinct;
}

/* Blocks are written into the memory of the keys they come from: block b never lies
 * behind row b. */
static void compress(struct ranked *ranked, const uint64_t *keys,
                     const uint8_t *classes, size_t n)
{
    size_t block = 0;

    for (size_t i = 0; i < n;) {
        uint64_t key = keys[i];
        size_t begin = i, pos = 0;

        for (; i < n && keys[i] == key; i++)
            pos += classes[i];
        assert(i - begin <= UINT32_MAX);
        ranked->score[block] = sort_key_value(key);
        ranked->pos[block] = (uint32_t)pos;
        ranked->neg[block] = (uint32_t)(i - begin - pos);
        ranked->n_pos += pos;
        ranked->n_neg += i - begin - pos;
        block++;
    }
    assert(block == ranked->n_blocks);
}

void ranked_init(struct ranked *ranked, const struct sample *sample)
{
    size_t n = sample->n;
    void *memory = xcalloc(n, sizeof(uint64_t)); /* keys first, scores in the end */
    uint64_t *keys = memory;
    uint8_t *classes = xcalloc(n, sizeof *classes);

    static_assert(sizeof(double) == sizeof(uint64_t), "scores replace their keys");
    gather(keys, classes, sample);
    sort_keys(keys, classes, n);
    *ranked = (struct ranked){.score = memory, .n_blocks = count_distinct(keys, n)};
    ranked->pos = xcalloc(ranked->n_blocks, sizeof *ranked->pos);
    ranked->neg = xcalloc(ranked->n_blocks, sizeof *ranked->neg);
    compress(ranked, keys, classes, n);
    ranked->score = xrealloc(memory, ranked->n_blocks, sizeof *ranked->score);
    free(classes);
}

void ranked_release(struct ranked *ranked)
{
    free(ranked->score);
    free(ranked->pos);
    free(ranked->neg);
    *ranked = (struct ranked){0};
}

double ranked_tied_pairs(const struct ranked *ranked)
{
    uint128 pairs = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++)
        pairs += (uint64_t)ranked->pos[b] * ranked->neg[b];
    return (double)pairs;
}

uint64_t ranked_tied_studies(const struct ranked *ranked)
{
    uint64_t studies = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        uint64_t here = (uint64_t)ranked->pos[b] + ranked->neg[b];

        studies += here > 1 ? here : 0;
    }
    return studies;
}
