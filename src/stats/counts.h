/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The 2x2 table at a threshold. A study is flagged when its score >= threshold. */
#ifndef PROCTOR_STATS_COUNTS_H
#define PROCTOR_STATS_COUNTS_H

#include <stdint.h>

#include "stats/ranked.h"

struct counts {
    uint64_t tp, fp, fn, tn;
};

/* O(n_blocks). `threshold` may be infinite. */
struct counts counts_at(const struct ranked *ranked, double threshold);

/* The tables at `n` thresholds that do not rise. O(n_blocks + n). */
void counts_at_falling(struct counts *counts, const struct ranked *ranked,
                       const double *thresholds, size_t n);

/* Index of the first block with score >= threshold; n_blocks if there is none. O(log n_blocks). */
size_t counts_first_flagged(const struct ranked *ranked, double threshold);

static inline uint64_t counts_pos(const struct counts *c)
{
    return c->tp + c->fn;
}

static inline uint64_t counts_neg(const struct counts *c)
{
    return c->fp + c->tn;
}

static inline uint64_t counts_all(const struct counts *c)
{
    return counts_pos(c) + counts_neg(c);
}

#endif
