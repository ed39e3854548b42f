/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of fewer digits, so that a table of counts stays small.
 *
 * A rounded score has the digits asked for, or as many more as it takes to stay on its side of every edge: below, at, or above it. So
 * what is counted at an edge does not change, whichever direction of scores means positive. Rounding keeps the order of two scores or
 * makes them equal, and depends on nothing but the score. */
#ifndef PROCTOR_DATA_ROUNDING_H
#define PROCTOR_DATA_ROUNDING_H

#include <stddef.h>

enum { ROUNDING_MOST_DIGITS = 15 };

struct rounding {
    int digits; /* significant decimal digits, 1 .. ROUNDING_MOST_DIGITS; 0: scores stay as they are */
    double *
        edges; /* [n_edges] thresholds in the scores' own direction, finite, in any order */
    size_t n_edges;
};

/* NaN and infinities stay as they are. O(n_edges), for most scores without printing a number. */
double rounding_apply(const struct rounding *rounding, double score);

#endif
