/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MOVER: intervals of differences and ratios from the separate intervals of their two independent parts, which need
 * no standard error and do not collapse when an estimate is 0 or 1. */
#ifndef PROCTOR_STATS_MOVER_H
#define PROCTOR_STATS_MOVER_H

#include "stats/proportion.h"

/* An estimate with its limits, as MOVER needs it. */
struct bounded {
    double value, low, high;
};

/* a - b (Zou & Donner 2008): L = d - sqrt((a-la)^2 + (ub-b)^2), U = d + sqrt((ua-a)^2 + (b-lb)^2).
 * For Wilson limits this is Newcombe's (1998) method 10. */
struct limits mover_difference(struct bounded a, struct bounded b);

/* The same for correlated a and b (Zou 2007): - 2 r (a-la)(ub-b) under the first root, likewise under the second. */
struct limits mover_difference_correlated(struct bounded a, struct bounded b,
                                          double correlation);

/* a / b for non-negative a and b (MOVER-R, Donner & Zou 2012). b = 0: high is +infinity. a = 0: low is 0.
 * Both 0: NaN. */
struct limits mover_ratio(struct bounded a, struct bounded b);

/* Two-sided p-value of "the difference is 0" by inverting an interval: 1 - c for the confidence c at which a limit of `limits_at` touches 0.
 * `limits_at(ctx, confidence)` must widen with confidence. 1 if the estimate is 0; smallest value returned 1e-15. */
double mover_p_value(struct limits (*limits_at)(const void *ctx, double confidence),
                     const void *ctx, double difference);

#endif
