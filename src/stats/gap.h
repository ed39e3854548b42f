/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The largest difference of a metric between any two of several levels, with an interval that is honest for a maximum. */
#ifndef PROCTOR_STATS_GAP_H
#define PROCTOR_STATS_GAP_H

#include <stddef.h>

#include "stats/estimate.h"
#include "stats/mover.h"

/* Any metric of which every level has limits at any confidence: proportions (Wilson, Clopper-Pearson, over patients with
 * effective sizes), AUC (logit-DeLong, Newcombe, Obuchowski). */
struct gap_levels {
    size_t n; /* levels; the caller leaves out those that are too small to be judged */
    /* Estimate of a level, 0 .. n-1, with its two-sided limits; they must widen with the confidence and contain the estimate. */
    struct bounded (*limits_at)(const void *ctx, size_t level, double confidence);
    /* Correlation of the estimates of two levels, in [-1,1]: patients with studies in both. NULL if no patient crosses. */
    double (*correlation)(const void *ctx, size_t a, size_t b);
    const void *ctx;
};

struct gap {
    struct estimate estimate;
    size_t highest, lowest; /* levels; the first of equal ones */
};

/* Value: the plain largest difference, >= 0. It is biased upward, the more the smaller and the more numerous the levels are (the
 * note says so): a claim should rest on the limits.
 * High: the largest unadjusted upper MOVER limit (Zou & Donner 2008) over ordered pairs of levels. The pair that truly differs most is
 * a fixed one, and its limit is among them, so no correction is needed.
 * Low: max(0, the largest lower MOVER limit), with tails of (1 - confidence) / (2 n (n-1)): Bonferroni over the n (n-1) ordered pairs.
 * At 0.95 the true gap lies below the interval in at most 2.4 % and above it in at most 2.7 % of the data sets of tests/slow/gap.txt
 * (2 to 10 levels of 60 or 200 studies, gaps 0, 0.05 and 0.2): coverage .96 to 1, lowest for two levels that differ much.
 * Method "mover-gap". Fewer than two levels, or one without an estimate: undefined, highest and lowest 0.
 * Does not depend on the order of the levels, but for which of equal ones is named. O(n^2). */
struct gap gap_between_levels(const struct gap_levels *levels, double confidence);

#endif
