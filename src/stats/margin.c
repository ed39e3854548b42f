/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/margin.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/mover.h"

static double upper_tail(double x, double df)
{
    return isinf(df) ? gsl_cdf_ugaussian_Q(x) : gsl_cdf_tdist_Q(x, df);
}

double deviate_p(struct deviate deviate, enum alternative alternative)
{
    if (isnan(deviate.value) || isnan(deviate.df))
        return NAN;
    switch (alternative) {
    case ALTERNATIVE_GREATER:
        return upper_tail(deviate.value, deviate.df);
    case ALTERNATIVE_LESS:
        return upper_tail(-deviate.value, deviate.df);
    case ALTERNATIVE_TWO_SIDED:
    default:
        return 2 * upper_tail(fabs(deviate.value), deviate.df);
    }
}

static struct margin_test test_at(struct deviate deviate, double null,
                                  enum alternative alternative)
{
    return (struct margin_test){.null = null,
                                .statistic = deviate.value,
                                .df = deviate.df,
                                .p = deviate_p(deviate, alternative)};
}

struct margin_test
margin_test(struct deviate (*deviate_at)(const void *ctx, double null), const void *ctx,
            double margin, enum alternative alternative)
{
    struct margin_test above, below;

    assert(margin >= 0);
    if (margin == 0)
        return test_at(deviate_at(ctx, 0), 0, alternative);
    above = test_at(deviate_at(ctx, -margin), -margin, ALTERNATIVE_GREATER);
    below = test_at(deviate_at(ctx, margin), margin, ALTERNATIVE_LESS);
    if (alternative == ALTERNATIVE_GREATER)
        return above;
    if (alternative == ALTERNATIVE_LESS)
        return below;
    return above.p >= below.p ? above : below;
}

/* The same interval, seen from another difference than 0. */
struct shifted {
    const struct inverted *inverted;
    double null;
};

static struct limits shifted_limits_at(const void *ctx, double confidence)
{
    const struct shifted *shifted = ctx;
    struct limits limits =
        shifted->inverted->limits_at(shifted->inverted->ctx, confidence);

    return (struct limits){limits.low - shifted->null, limits.high - shifted->null};
}

struct deviate inverted_deviate(const void *ctx, double null)
{
    const struct inverted *inverted = ctx;
    struct shifted shifted = {inverted, null};
    double above = inverted->difference - null;
    double p = mover_p_value(shifted_limits_at, &shifted, above);

    return (struct deviate){
        .value = isnan(p) ? NAN : copysign(gsl_cdf_ugaussian_Qinv(p / 2), above),
        .df = INFINITY};
}
