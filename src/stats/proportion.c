/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/proportion.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "stats/beta.h"

double normal_quantile_two_sided(double confidence)
{
    assert(confidence >= 0 && confidence < 1);
    return gsl_cdf_ugaussian_Qinv((1 - confidence) / 2);
}

static struct limits wilson(struct proportion p, double confidence)
{
    double z = normal_quantile_two_sided(confidence), share = p.x / p.k;
    double shrink = 1 + z * z / p.k;
    double centre = (share + z * z / (2 * p.k)) / shrink;
    double half =
        z / shrink * sqrt(share * (1 - share) / p.k + z * z / (4 * p.k * p.k));

    return (struct limits){centre - half, centre + half};
}

static struct limits clopper_pearson(struct proportion p, double confidence)
{
    double tail = (1 - confidence) / 2;

    return (struct limits){
        p.x > 0 ? beta_quantile(tail, p.x, p.k - p.x + 1, LOWER_TAIL) : 0,
        p.x < p.k ? beta_quantile(tail, p.x + 1, p.k - p.x, UPPER_TAIL) : 1,
    };
}

static struct limits jeffreys(struct proportion p, double confidence)
{
    double tail = (1 - confidence) / 2, a = p.x + 0.5, b = p.k - p.x + 0.5;

    return (struct limits){
        beta_quantile(tail, a, b, LOWER_TAIL),
        beta_quantile(tail, a, b, UPPER_TAIL),
    };
}

static struct limits raw_limits(struct proportion p, enum proportion_method method,
                                double confidence)
{
    switch (method) {
    case PROPORTION_WILSON:
        return wilson(p, confidence);
    case PROPORTION_CLOPPER_PEARSON:
        return clopper_pearson(p, confidence);
    case PROPORTION_JEFFREYS:
        return jeffreys(p, confidence);
    }
    abort(); /* not a method */
}

struct limits proportion_limits(struct proportion p, enum proportion_method method,
                                double confidence)
{
    struct limits limits;

    assert(p.x >= 0 && p.x <= p.k);
    if (p.k == 0)
        return (struct limits){NAN, NAN};
    limits = raw_limits(p, method, confidence);
    assert(!isnan(limits.low) && !isnan(limits.high));
    /* Rounding, and Jeffreys' interval at low confidence, would leave the estimate
     * out. */
    limits.low = p.x == 0 ? 0 : fmin(limits.low, p.x / p.k);
    limits.high = p.x == p.k ? 1 : fmax(limits.high, p.x / p.k);
    return limits;
}

const char *proportion_method_name(enum proportion_method method)
{
    switch (method) {
    case PROPORTION_WILSON:
        return "wilson";
    case PROPORTION_CLOPPER_PEARSON:
        return "clopper-pearson";
    case PROPORTION_JEFFREYS:
        return "jeffreys";
    }
    abort(); /* not a method */
}
