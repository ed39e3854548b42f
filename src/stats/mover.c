/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mover.h"

#include <assert.h>
#include <math.h>

static double distance(double x, double y, double correlation)
{
    return sqrt(fmax(0, x * x + y * y - 2 * correlation * x * y));
}

struct limits mover_difference_correlated(struct bounded a, struct bounded b,
                                          double correlation)
{
    double difference = a.value - b.value;

    return (struct limits){
        difference - distance(a.value - a.low, b.high - b.value, correlation),
        difference + distance(a.high - a.value, b.value - b.low, correlation)};
}

struct limits mover_difference(struct bounded a, struct bounded b)
{
    return mover_difference_correlated(a, b, 0);
}

/* The limits solve (a - R b)^2 = (a - a_limit)^2 + R^2 (b - b_limit)^2 for R. Of its
 * two roots the lower limit is written so that nothing cancels and b.high = 2b
 * divides nothing by 0. */
static double lower_ratio(struct bounded a, struct bounded b)
{
    double product = a.value * b.value;
    double square = b.high * (2 * b.value - b.high);
    double constant = a.low * (2 * a.value - a.low);

    if (constant <= 0)
        return 0;
    return constant / (product + sqrt(fmax(0, product * product - square * constant)));
}

static double upper_ratio(struct bounded a, struct bounded b)
{
    double product = a.value * b.value;
    double square = b.low * (2 * b.value - b.low);
    double constant = a.high * (2 * a.value - a.high);

    if (square <= 0)
        return INFINITY;
    return (product + sqrt(fmax(0, product * product - square * constant))) / square;
}

struct limits mover_ratio(struct bounded a, struct bounded b)
{
    assert(!(a.low < 0) && !(b.low < 0));
    if (isnan(a.value) || isnan(b.value) || (a.value == 0 && b.value == 0))
        return (struct limits){NAN, NAN};
    return (struct limits){lower_ratio(a, b), upper_ratio(a, b)};
}

enum { HALVINGS = 64 }; /* more than doubles can tell apart on the search interval */

double mover_p_value(struct limits (*limits_at)(const void *ctx, double confidence),
                     const void *ctx, double difference)
{
    /* The search is over log(1 - confidence): p-values of 0.5 and of 1e-12 are found
     * alike. */
    double small = log(1e-15), large = 0;

    if (isnan(difference))
        return NAN;
    if (difference == 0)
        return 1;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (small + large) / 2;
        struct limits limits = limits_at(ctx, -expm1(middle));
        double near_limit = difference > 0 ? limits.low : -limits.high;

        if (near_limit > 0)
            large = middle;
        else
            small = middle;
    }
    return exp(large);
}
