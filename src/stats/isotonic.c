/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/isotonic.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/wide.h"

static bool violates(const struct isotonic_block *left,
                     const struct isotonic_block *right)
{
    return (uint128)left->pos * right->n >= (uint128)right->pos * left->n;
}

static void pool(struct isotonic_block *left, const struct isotonic_block *right)
{
    left->high = right->high;
    left->pos += right->pos;
    left->n += right->n;
}

void isotonic_fit(struct isotonic *fit, const struct ranked *ranked)
{
    struct isotonic_block *blocks = xcalloc(ranked->n_blocks, sizeof *blocks);
    size_t n = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        double score = ranked->score[b];
        uint64_t pos = ranked->pos[b];

        if (isinf(score))
            continue;
        blocks[n++] = (struct isotonic_block){score, score, pos, pos + ranked->neg[b]};
        for (; n > 1 && violates(&blocks[n - 2], &blocks[n - 1]); n--)
            pool(&blocks[n - 2], &blocks[n - 1]);
    }
    *fit = (struct isotonic){n, blocks};
}

void isotonic_release(struct isotonic *fit)
{
    free(fit->blocks);
    *fit = (struct isotonic){0};
}

static double brier_score(const struct ranked *ranked, double n)
{
    double sum = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        double score = ranked->score[b];

        if (isinf(score))
            continue;
        assert(score >= 0 && score <= 1);
        sum += (double)ranked->neg[b] * score * score +
               (double)ranked->pos[b] * (1 - score) * (1 - score);
    }
    return sum / n;
}

struct brier_parts isotonic_brier_parts(const struct isotonic *fit,
                                        const struct ranked *ranked)
{
    double n = 0, pos = 0, within = 0, share, of_fit;
    struct brier_parts parts = {NAN, NAN, NAN, NAN};

    for (size_t i = 0; i < fit->n_blocks; i++) {
        double block_pos = (double)fit->blocks[i].pos;
        double block_n = (double)fit->blocks[i].n;

        n += block_n;
        pos += block_pos;
        within += block_pos * (block_n - block_pos) / block_n;
    }
    if (n == 0)
        return parts;
    share = pos / n;
    of_fit = within / n;
    parts.brier = brier_score(ranked, n);
    parts.uncertainty = share * (1 - share);
    parts.miscalibration = parts.brier - of_fit;
    parts.discrimination = parts.uncertainty - of_fit;
    return parts;
}
