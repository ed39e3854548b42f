/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals for a proportion x/k. `x` and `k` are doubles because studies of one patient count as fewer (effective sizes). */
#ifndef PROCTOR_STATS_PROPORTION_H
#define PROCTOR_STATS_PROPORTION_H

enum proportion_method {
    PROPORTION_WILSON,          /* score interval (Wilson 1927); the default */
    PROPORTION_CLOPPER_PEARSON, /* exact, conservative (Clopper & Pearson 1934) */
    PROPORTION_JEFFREYS, /* Beta(1/2, 1/2) posterior; 0 at x = 0 and 1 at x = k (Brown, Cai & DasGupta 2001) */
};

struct proportion {
    double x; /* successes, 0 <= x <= k */
    double k; /* trials; 0 makes the proportion undefined */
};

struct limits {
    double low, high; /* NaN if undefined */
};

/* Two-sided limits at `confidence` (0.95). x = 0 gives low exactly 0, x = k gives high exactly 1; k = 0 gives NaN. */
struct limits proportion_limits(struct proportion p, enum proportion_method method,
                                double confidence);

/* "wilson", "clopper-pearson", "jeffreys": the record's `method`. */
const char *proportion_method_name(enum proportion_method method);

/* Upper quantile of the standard normal for two-sided `confidence`: 1.959963985 for 0.95. */
double normal_quantile_two_sided(double confidence);

#endif
