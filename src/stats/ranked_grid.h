/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of few decimals in order, by counting instead of sorting. */
#ifndef PROCTOR_STATS_RANKED_GRID_H
#define PROCTOR_STATS_RANKED_GRID_H

#include <stdbool.h>

#include "stats/ranked.h"

/* Fills `ranked` as ranked_init() does, if every score is the double nearest to a number of at most six decimals and these are dense enough: no more
 * steps of 1e-6 from the lowest to the highest than twice the studies. False, after a look at a few scores, if not. O(n) time, a fifth of that of
 * sorting at 1e7 scores; at most 16 bytes a study. */
bool ranked_by_grid(struct ranked *ranked, size_t n, const double *score,
                    const uint8_t *is_pos);

#endif
