/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histogram of the scores by class: for figures and reports. */
#ifndef PROCTOR_EVAL_SCORE_BINS_H
#define PROCTOR_EVAL_SCORE_BINS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/round_step.h"
#include "stats/ranked.h"

enum { SCORE_BINS_MAX = 25 };

/* Neighbouring bins of one width between multiples of it, in the file's own scores. Histograms that are compared share it. */
struct score_scale {
    size_t n;     /* 1 .. SCORE_BINS_MAX */
    double first; /* the lowest edge, in steps */
    struct round_step width;
};

/* Lowest and highest finite score. */
struct score_range {
    double low, high; /* low > high: there are none */
};

/* Widens the range by the scores of `ranked`; is_low: there they stand with their sign turned. Begin with SCORE_RANGE_NONE. O(number of
 * distinct scores). */
#define SCORE_RANGE_NONE                                                               \
    {                                                                                  \
        INFINITY, -INFINITY                                                            \
    }
void score_range_add(struct score_range *range, const struct ranked *ranked,
                     bool is_low);

/* The rule: scores within 0 and 1 are shown from 0 to 1, others from the lowest to the highest; the width is the smallest of 1, 2 and 5 times a power of
 * ten with which SCORE_BINS_MAX bins suffice. So probabilities have 20 bins of 0.05. */
struct score_scale score_scale_of(struct score_range range);
/* The same for exactly this part, low < high, as for a part of an axis. */
struct score_scale score_scale_between(double low, double high);

/* Edge 0 .. n. Edges are the doubles that their decimal digits stand for: 0.15 lies in the bin that begins there. */
double score_scale_edge(const struct score_scale *scale, size_t i);

struct score_bins {
    uint64_t pos[SCORE_BINS_MAX], neg[SCORE_BINS_MAX];
    /* Beyond the scale, and studies without output that count as flagged or not: infinite. */
    uint64_t pos_left_out, neg_left_out;
};

/* Counts studies. A bin holds its lower edge, not its upper one, the last bin both. O(number of distinct scores + bins). */
void score_bins_count(struct score_bins *bins, const struct score_scale *scale,
                      const struct ranked *ranked, bool is_low);

#endif
