/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/level_shuffle.h"

#include <stdlib.h>

#include "base/mem.h"

/* What has passed of one level on the walk up the scores. Placements are counted in half studies. */
struct level_tally {
    uint64_t pos, neg;           /* below this block */
    uint64_t tied_pos, tied_neg; /* in it */
    uint64_t sum, squares10;     /* of 2 x negatives below + ties, over positives */
    uint64_t squares01;          /* of 2 x positives below + ties, over negatives */
};

struct cell {
    double score;
    uint32_t level, pos, neg;
};

static int by_score(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;

    return (x->score > y->score) - (x->score < y->score);
}

static struct cell *collect_cells(const struct ranked *const *levels, size_t n_levels,
                                  size_t *n_cells)
{
    struct cell *cells;
    size_t n = 0;

    for (size_t i = 0; i < n_levels; i++)
        n += levels[i]->n_blocks;
    cells = xcalloc(n, sizeof *cells);
    *n_cells = n;
    n = 0;
    for (size_t i = 0; i < n_levels; i++)
        for (size_t b = 0; b < levels[i]->n_blocks; b++)
            cells[n++] =
                (struct cell){levels[i]->score[b], (uint32_t)i,
                              (uint32_t)levels[i]->pos[b], (uint32_t)levels[i]->neg[b]};
    qsort(cells, n, sizeof *cells, by_score);
    return cells;
}

static void add_cell(struct level_shuffle *shuffle, const struct cell *cell)
{
    shuffle->block_pos[shuffle->n_blocks - 1] += cell->pos;
    shuffle->block_neg[shuffle->n_blocks - 1] += cell->neg;
    for (uint32_t i = 0; i < cell->pos; i++)
        shuffle->pos_level[shuffle->n_pos++] = cell->level;
    for (uint32_t i = 0; i < cell->neg; i++)
        shuffle->neg_level[shuffle->n_neg++] = cell->level;
}

void level_shuffle_init(struct level_shuffle *shuffle,
                        const struct ranked *const *levels, size_t n_levels)
{
    size_t n_cells, n_pos = 0, n_neg = 0;
    struct cell *cells = collect_cells(levels, n_levels, &n_cells);

    for (size_t i = 0; i < n_levels; i++) {
        n_pos += levels[i]->n_pos;
        n_neg += levels[i]->n_neg;
    }
    *shuffle = (struct level_shuffle){
        .n_levels = n_levels,
        .block_pos = xcalloc(n_cells, sizeof(uint32_t)),
        .block_neg = xcalloc(n_cells, sizeof(uint32_t)),
        .pos_level = xcalloc(n_pos, sizeof(uint32_t)),
        .neg_level = xcalloc(n_neg, sizeof(uint32_t)),
        .levels = xcalloc(n_levels, sizeof(struct auc_level)),
        .tallies = xcalloc(n_levels, sizeof(struct level_tally)),
    };
    cochran_levels_from_ranked(shuffle->levels, levels, n_levels);
    for (size_t i = 0; i < n_cells; i++) {
        shuffle->n_blocks += i == 0 || cells[i].score != cells[i - 1].score;
        add_cell(shuffle, &cells[i]);
    }
    free(cells);
}

void level_shuffle_release(struct level_shuffle *shuffle)
{
    free(shuffle->block_pos);
    free(shuffle->block_neg);
    free(shuffle->pos_level);
    free(shuffle->neg_level);
    free(shuffle->levels);
    free(shuffle->tallies);
}

/* Fisher and Yates. */
static void permute(uint32_t *labels, size_t n, struct rng *rng)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)rng_below(rng, i);
        uint32_t label = labels[i - 1];

        labels[i - 1] = labels[j];
        labels[j] = label;
    }
}

static void walk_positives(struct level_tally *tallies, const uint32_t *level,
                           uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct level_tally *tally = &tallies[level[i]];
        uint64_t placement = 2 * tally->neg;

        tally->sum += placement;
        tally->squares10 += placement * placement;
        tally->pos++;
    }
}

static void walk_negatives(struct level_tally *tallies, const uint32_t *level,
                           uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct level_tally *tally = &tallies[level[i]];
        uint64_t placement = 2 * tally->pos;

        tally->squares01 += placement * placement;
        tally->neg++;
    }
}

/* Both classes, tied. */
static void walk_mixed(struct level_tally *tallies, const uint32_t *pos_level,
                       uint32_t n_pos, const uint32_t *neg_level, uint32_t n_neg)
{
    for (uint32_t i = 0; i < n_pos; i++)
        tallies[pos_level[i]].tied_pos++;
    for (uint32_t i = 0; i < n_neg; i++)
        tallies[neg_level[i]].tied_neg++;
    for (uint32_t i = 0; i < n_pos; i++) {
        struct level_tally *tally = &tallies[pos_level[i]];
        uint64_t placement = 2 * tally->neg + tally->tied_neg;

        tally->sum += placement;
        tally->squares10 += placement * placement;
    }
    for (uint32_t i = 0; i < n_neg; i++) {
        struct level_tally *tally = &tallies[neg_level[i]];
        uint64_t placement = 2 * tally->pos + tally->tied_pos;

        tally->squares01 += placement * placement;
    }
    for (uint32_t i = 0; i < n_pos; i++) {
        tallies[pos_level[i]].pos++;
        tallies[pos_level[i]].tied_pos = 0;
    }
    for (uint32_t i = 0; i < n_neg; i++) {
        tallies[neg_level[i]].neg++;
        tallies[neg_level[i]].tied_neg = 0;
    }
}

/* V01 is 1 less the share of positives below, which has the same squares about its mean. */
static void level_from_tally(struct auc_level *level, const struct level_tally *tally)
{
    double m = level->n_pos, n = level->n_neg, pairs = m * n;
    double sum = (double)tally->sum, sum_neg = 2 * pairs - sum;

    level->auc = sum / (2 * pairs);
    level->squares10 = ((double)tally->squares10 - sum * sum / m) / (4 * n * n);
    level->squares01 = ((double)tally->squares01 - sum_neg * sum_neg / n) / (4 * m * m);
}

static void tally_levels(const struct level_shuffle *shuffle)
{
    const uint32_t *pos_level = shuffle->pos_level, *neg_level = shuffle->neg_level;

    for (size_t i = 0; i < shuffle->n_levels; i++)
        shuffle->tallies[i] = (struct level_tally){0};
    for (size_t b = 0; b < shuffle->n_blocks; b++) {
        uint32_t n_pos = shuffle->block_pos[b], n_neg = shuffle->block_neg[b];

        if (n_neg == 0)
            walk_positives(shuffle->tallies, pos_level, n_pos);
        else if (n_pos == 0)
            walk_negatives(shuffle->tallies, neg_level, n_neg);
        else
            walk_mixed(shuffle->tallies, pos_level, n_pos, neg_level, n_neg);
        pos_level += n_pos;
        neg_level += n_neg;
    }
    for (size_t i = 0; i < shuffle->n_levels; i++)
        level_from_tally(&shuffle->levels[i], &shuffle->tallies[i]);
}

void level_shuffle_draw(struct level_shuffle *shuffle, struct rng *rng)
{
    permute(shuffle->pos_level, shuffle->n_pos, rng);
    permute(shuffle->neg_level, shuffle->n_neg, rng);
    tally_levels(shuffle);
}
