/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permutations of the level labels of studies within each class. */
#ifndef PROCTOR_STATS_LEVEL_SHUFFLE_H
#define PROCTOR_STATS_LEVEL_SHUFFLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"
#include "stats/cochran.h"
#include "stats/ranked.h"

struct level_tally;

/* All studies of all levels, in score order; `pos_level` and `neg_level` say whose
 * they are. */
struct level_shuffle {
    size_t n_levels, n_blocks, n_pos, n_neg;
    uint32_t *block_pos, *block_neg; /* [n_blocks] */
    uint32_t *pos_level, *neg_level; /* [n_pos], [n_neg] */
    struct auc_level *levels; /* [n_levels]: sizes stay, the rest is of the last draw */
    struct level_tally *tallies; /* [n_levels], scratch */
};

/* Every level needs studies of both classes. */
void level_shuffle_init(struct level_shuffle *shuffle,
                        const struct ranked *const *levels, size_t n_levels);
void level_shuffle_release(struct level_shuffle *shuffle);

/* Deals the labels anew, positives and negatives for themselves, and computes
 * `levels`. O(studies). */
void level_shuffle_draw(struct level_shuffle *shuffle, struct rng *rng);

#endif
