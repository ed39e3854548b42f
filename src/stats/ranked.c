/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ranked.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "base/wide.h"
#include "stats/ranked_grid.h"

/* Keys in the memory of their scores. */
static uint64_t *make_keys(double *score, const uint8_t *is_pos, size_t n)
{
    uint64_t *keys = (void *)score;

    static_assert(sizeof *score == sizeof *keys, "a key replaces its score");
    for (size_t i = 0; i < n; i++) {
        assert(!isnan(score[i]) && is_pos[i] <= 1);
        keys[i] = sort_key(score[i]);
    }
    return keys;
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
        ranked->score[block] = sort_key_value(key);
        ranked->pos[block] = pos;
        ranked->neg[block] = i - begin - pos;
        ranked->n_pos += pos;
        ranked->n_neg += i - begin - pos;
        block++;
    }
    assert(block == ranked->n_blocks);
}

struct counted_row {
    uint64_t key;
    uint64_t pos, neg;
};

static int compare_counted(const void *left, const void *right)
{
    const struct counted_row *a = left, *b = right;

    return (a->key > b->key) - (a->key < b->key);
}

static void add_counted(uint64_t *block, uint64_t *total, uint64_t studies)
{
    *block += studies;
    *total += studies;
}

/* Rows that stand for several studies: no more than the table they came from, so plain
 * sorting will do. */
static void init_counted(struct ranked *ranked, const struct sample *sample)
{
    size_t n = sample->n;
    struct counted_row *rows = xcalloc(n, sizeof *rows);

    for (size_t i = 0; i < n; i++) {
        rows[i].key = sort_key(sample->score[i]);
        *(sample->is_pos[i] ? &rows[i].pos : &rows[i].neg) = sample->count[i];
    }
    qsort(rows, n, sizeof *rows, compare_counted);
    *ranked = (struct ranked){.score = xcalloc(n, sizeof *ranked->score),
                              .pos = xcalloc(n, sizeof *ranked->pos),
                              .neg = xcalloc(n, sizeof *ranked->neg)};
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || rows[i].key != rows[i - 1].key)
            ranked->score[ranked->n_blocks++] = sort_key_value(rows[i].key);
        add_counted(&ranked->pos[ranked->n_blocks - 1], &ranked->n_pos, rows[i].pos);
        add_counted(&ranked->neg[ranked->n_blocks - 1], &ranked->n_neg, rows[i].neg);
    }
    free(rows);
}

static void sort_and_take(struct ranked *ranked, size_t n, double *score,
                          uint8_t *is_pos)
{
    uint64_t *keys = make_keys(score, is_pos, n);

    sort_keys(keys, is_pos, n);
    *ranked = (struct ranked){.score = score, .n_blocks = count_distinct(keys, n)};
    ranked->pos = xcalloc(ranked->n_blocks, sizeof *ranked->pos);
    ranked->neg = xcalloc(ranked->n_blocks, sizeof *ranked->neg);
    compress(ranked, keys, is_pos, n);
    ranked->score = xrealloc(score, ranked->n_blocks, sizeof *ranked->score);
    free(is_pos);
}

void ranked_take(struct ranked *ranked, size_t n, double *score, uint8_t *is_pos)
{
    if (!ranked_by_grid(ranked, n, score, is_pos)) {
        sort_and_take(ranked, n, score, is_pos);
        return;
    }
    free(score);
    free(is_pos);
}

static void init_single(struct ranked *ranked, const struct sample *sample)
{
    size_t n = sample->n;
    double *score;
    uint8_t *is_pos;

    if (ranked_by_grid(ranked, n, sample->score, sample->is_pos))
        return;
    score = xrealloc(NULL, n, sizeof *score);
    is_pos = xrealloc(NULL, n, sizeof *is_pos);
    if (n > 0) {
        memcpy(score, sample->score, n * sizeof *score);
        memcpy(is_pos, sample->is_pos, n * sizeof *is_pos);
    }
    sort_and_take(ranked, n, score, is_pos);
}

void ranked_init(struct ranked *ranked, const struct sample *sample)
{
    if (sample->count)
        init_counted(ranked, sample);
    else
        init_single(ranked, sample);
}

void ranked_release(struct ranked *ranked)
{
    free(ranked->score);
    free(ranked->pos);
    free(ranked->neg);
    *ranked = (struct ranked){0};
}

static int compare_numbers(const uint64_t *a, const uint64_t *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

int ranked_compare(const struct ranked *a, const struct ranked *b)
{
    size_t n = a->n_blocks;
    int order;

    if (n != b->n_blocks)
        return n > b->n_blocks ? -1 : 1;
    order = compare_numbers(a->pos, b->pos, n);
    if (!order)
        order = compare_numbers(a->neg, b->neg, n);
    for (size_t i = 0; i < n && !order; i++)
        order = (a->score[i] > b->score[i]) - (a->score[i] < b->score[i]);
    return order;
}

double ranked_tied_pairs(const struct ranked *ranked)
{
    uint128 pairs = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++)
        pairs += (uint128)ranked->pos[b] * ranked->neg[b];
    return (double)pairs;
}

uint64_t ranked_tied_studies(const struct ranked *ranked)
{
    uint64_t studies = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        uint64_t here = ranked->pos[b] + ranked->neg[b];

        studies += here > 1 ? here : 0;
    }
    return studies;
}
