/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of a difference against zero or a margin. Every p-value inverts the interval that is printed: a statistic that can say
 * how far its estimate lies above an assumed difference has its interval where that is +-z, and its p-values from there. */
#ifndef PROCTOR_STATS_MARGIN_H
#define PROCTOR_STATS_MARGIN_H

#include "stats/proportion.h"

/* What is to be shown of the true difference, model minus baseline. */
enum alternative {
    ALTERNATIVE_TWO_SIDED, /* it is not 0; with a margin: it lies between -margin and margin */
    ALTERNATIVE_GREATER, /* it is above -margin: not inferior; with margin 0 superior */
    ALTERNATIVE_LESS,    /* it is below margin */
};

/* A test statistic, positive where the estimate lies above the assumed difference. */
struct deviate {
    double value; /* NaN: undefined */
    double df;    /* of Student's t; INFINITY: standard normal */
};

/* Of a statistic that is centred on 0. NaN for NaN. */
double deviate_p(struct deviate deviate, enum alternative alternative);

struct margin_test {
    double null; /* the difference that is tested against */
    double statistic, df, p;
};

/* `deviate_at(ctx, null)` must fall as `null` rises. Margin >= 0. Two-sided with a margin is equivalence: the larger of the two
 * one-sided p-values (Schuirmann 1987), with the statistic that has it. */
struct margin_test
margin_test(struct deviate (*deviate_at)(const void *ctx, double null), const void *ctx,
            double margin, enum alternative alternative);

/* A difference known by its interval alone. `limits_at` must widen with confidence. */
struct inverted {
    double difference;
    struct limits (*limits_at)(const void *ctx, double confidence);
    const void *ctx;
};

/* The standard normal deviate at which the nearer limit touches `null`; `ctx` is a struct inverted. At most 8 from 0
 * (p 1e-15). For margin_test(). */
struct deviate inverted_deviate(const void *ctx, double null);

#endif
