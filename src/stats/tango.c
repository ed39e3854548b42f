/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/tango.h"

#include <assert.h>
#include <math.h>

/* Effective numbers of studies. */
struct table {
    double k, b, c;
};

static bool has_patients(const struct discordant *d)
{
    return d->n_patients < d->k;
}

static struct table effective(const struct discordant *d)
{
    double disagreeing = (double)d->b + (double)d->c, k = (double)d->k;
    double design = disagreeing > 0 ? d->squares / disagreeing : k / d->kish;

    design = fmax(1, design);
    return (struct table){k / design, (double)d->b / design, (double)d->c / design};
}

/* Variance of b - c under the likeliest table with this difference. */
static double variance_at(const struct table *t, double null)
{
    double a = 2 * t->k;
    double b = -t->b - t->c + (2 * t->k - t->b + t->c) * null;
    double c = -t->c * null * (1 - null);
    double q = (sqrt(fmax(0, b * b - 4 * a * c)) - b) / (2 * a);

    return fmax(0, t->k * (2 * q + null * (1 - null)));
}

static double statistic_at(const struct table *t, double null)
{
    double above = t->b - t->c - t->k * null;

    return above == 0 ? 0 : above / sqrt(variance_at(t, null));
}

enum { HALVINGS = 60 }; /* of an interval of 2: finer than doubles near 1 */

/* Where the statistic passes z (or -z); it falls from `from`, where it is beyond, to the estimate. */
static double limit(const struct table *t, double from, double z)
{
    double inside = (t->b - t->c) / t->k, outside = from;

    for (int i = 0; i < HALVINGS; i++) {
        double middle = (inside + outside) / 2;

        if (fabs(statistic_at(t, middle)) <= z)
            inside = middle;
        else
            outside = middle;
    }
    return inside;
}

struct deviate tango_deviate(const void *ctx, double null)
{
    struct table t = effective(ctx);

    assert(null > -1 && null < 1);
    return (struct deviate){t.k > 0 ? statistic_at(&t, null) : NAN, INFINITY};
}

struct estimate tango_estimate(const struct discordant *d, double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    double z = normal_quantile_two_sided(confidence);
    struct table t;
    struct deviate at_zero;

    if (d->k == 0) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = "no studies to compare on";
        return estimate;
    }
    t = effective(d);
    at_zero = tango_deviate(d, 0);
    estimate.value = ((double)d->b - (double)d->c) / (double)d->k;
    estimate.low = fmin(estimate.value, limit(&t, -1, z));
    estimate.high = fmax(estimate.value, limit(&t, 1, z));
    estimate.statistic = at_zero.value * at_zero.value;
    estimate.df = 1;
    estimate.p = deviate_p(at_zero, ALTERNATIVE_TWO_SIDED);
    estimate.method = has_patients(d) ? "tango-clustered" : "tango";
    return estimate;
}

struct estimate tango_patient_test(const struct discordant *d)
{
    struct estimate estimate = ESTIMATE_NONE;
    double sum = (double)d->b - (double)d->c;

    estimate.method = "mcnemar-clustered";
    if (d->k == 0) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = "no studies to compare on";
        return estimate;
    }
    estimate.value = sum / (double)d->k;
    estimate.statistic = d->squares > 0 ? sum / sqrt(d->squares) : 0;
    estimate.p = deviate_p((struct deviate){estimate.statistic, INFINITY},
                           ALTERNATIVE_TWO_SIDED);
    return estimate;
}
