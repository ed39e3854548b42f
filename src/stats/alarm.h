/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alarms of a rule that every level must keep: which levels are shown to break it, whatever the number of levels.
 *
 * A level breaks "metric >= limit" when its upper limit lies below the limit (mirrored for "<="). Over many levels some upper limit
 * is too low by chance, so the tails are Holm's (1979): the worst level is judged with a tail of (1 - confidence) / 2 / n, the next,
 * if that one broke the rule, with (1 - confidence) / 2 / (n - 1), and so on. That all levels pass needs no correction: it is an
 * intersection-union test of the unadjusted limits. */
#ifndef PROCTOR_STATS_ALARM_H
#define PROCTOR_STATS_ALARM_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/planning.h"

/* One level and the rule. */
struct alarm_level {
    double value; /* estimate; NaN if there is none */
    double limit;
    enum plan_side side;
    /* Two-sided limits at any confidence; they must widen with it. */
    struct limits (*limits_at)(const void *ctx, double confidence);
    const void *ctx;
};

/* One-sided p-value of "the true value keeps the rule": the tail at which the limit that decides touches the rule's, so that it cannot
 * disagree with the interval. p < tail exactly if the two-sided interval at 1 - 2 tail lies wholly on the wrong side.
 * Clopper-Pearson: P(X <= x) for k studies at the limit; Wilson: Phi of the score statistic; logit-DeLong: Phi((logit A - logit limit)
 * A (1 - A) / SE). 1 if the estimate keeps the rule; at most 0.5 otherwise (where Clopper-Pearson's is larger, no interval has such
 * a tail); smallest value 5e-16, which limits from n replicates do not bear out: the caller takes 1/(n + 1) at least. NaN without an
 * estimate. 64 calls of limits_at. Predictive values at a stated prevalence (MOVER-R) and BCa have no closed test, and are inverted
 * like the others; paired differences have their own deviates (tango_deviate, auc_difference_deviate). */
double alarm_p_value(const struct alarm_level *level);

/* alarms[i] is set if level i breaks the rule, given the p-values of the n tested levels (NaN: not tested); returns how many do.
 * `confidence` is two-sided: the chance of any false alarm is at most (1 - confidence) / 2. O(n log n). */
size_t alarm_levels(const double *p, size_t n, double confidence, bool *alarms);

#endif
