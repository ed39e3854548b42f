/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/difference.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/effective.h"

/* Of the replicates, how many may be undefined before limits are refused. */
#define MOST_UNDEFINED 0.05

void boot_difference_init(struct boot_difference *difference, double value,
                          double acceleration, const double *model,
                          const double *baseline, size_t n)
{
    double *values = xcalloc(n, sizeof *values);

    for (size_t i = 0; i < n; i++)
        values[i] = model[i] - baseline[i];
    *difference = (struct boot_difference){.value = value,
                                           .acceleration = acceleration,
                                           .n = boot_sort(values, n),
                                           .n_asked = n,
                                           .sorted = values};
}

void boot_difference_release(struct boot_difference *difference)
{
    free(difference->sorted);
    *difference = (struct boot_difference){0};
}

/* NULL if there are limits. */
static const char *what_is_wrong(const struct boot_difference *d)
{
    if ((double)d->n < (1 - MOST_UNDEFINED) * (double)d->n_asked)
        return "no interval: undefined in more than 5 % of the replicates";
    if (d->n == 0 || d->sorted[0] == d->sorted[d->n - 1])
        return "no interval: the replicates are all alike";
    return NULL;
}

/* The confidence whose percentiles of the replicates are the limits at `confidence`, which
 * near 0 is lost in rounding. */
static double read_at(const struct boot_difference *d, double confidence)
{
    return d->n_patients
               ? fmax(confidence, effective_boot_confidence(d->n_patients, confidence))
               : confidence;
}

static struct bca_limits limits_of(const struct boot_difference *d, double confidence)
{
    double within = read_at(d, confidence);
    struct bca_limits found =
        isnan(d->acceleration)
            ? percentile_from_sorted(d->sorted, d->n, within)
            : bca_from_sorted(d->sorted, d->n, d->value, d->acceleration, within);

    if (found.failed) /* NaN, which the inversion takes for an interval without end */
        return found;
    found.limits.low = fmin(found.limits.low, d->value);
    found.limits.high = fmax(found.limits.high, d->value);
    return found;
}

static struct limits limits_at(const void *ctx, double confidence)
{
    return limits_of(ctx, confidence).limits;
}

/* A p-value of less cannot be told from n replicates. */
static double smallest_p(const struct boot_difference *d)
{
    double p = 2 / ((double)d->n + 1);

    return d->n_patients ? effective_boot_p(d->n_patients, p) : p;
}

struct deviate boot_difference_deviate(const void *ctx, double null)
{
    const struct boot_difference *d = ctx;
    struct inverted inverted = {d->value, limits_at, d};
    struct deviate deviate = {NAN, INFINITY};
    double furthest;

    if (isnan(d->value) || what_is_wrong(d))
        return deviate;
    furthest = gsl_cdf_ugaussian_Qinv(smallest_p(d) / 2);
    deviate = inverted_deviate(&inverted, null);
    deviate.value = fmax(-furthest, fmin(furthest, deviate.value));
    return deviate;
}

struct estimate boot_difference_estimate(const struct boot_difference *d,
                                         double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct bca_limits found;

    estimate.value = d->value;
    if (isnan(d->value)) {
        estimate.status = STATUS_UNDEFINED;
        return estimate;
    }
    estimate.note = what_is_wrong(d);
    if (!estimate.note && d->n_patients &&
        !effective_boot_reaches(d->n_patients, read_at(d, confidence)))
        estimate.note = "no interval: too few patients of a class to resample";
    if (!estimate.note && smallest_p(d) > 1 - confidence)
        estimate.note = "no interval: too few replicates for this confidence";
    if (estimate.note)
        return estimate;
    found = limits_of(d, confidence);
    if (found.failed) {
        estimate.note = "no interval: the replicates are degenerate";
        return estimate;
    }
    estimate.low = found.limits.low;
    estimate.high = found.limits.high;
    estimate.std_error = boot_std_error(d->sorted, d->n);
    estimate.monte_carlo_error = found.monte_carlo_error;
    estimate.p = deviate_p(boot_difference_deviate(d, 0), ALTERNATIVE_TWO_SIDED);
    estimate.method = isnan(d->acceleration) ? "bootstrap-percentile" : "bootstrap-bca";
    return estimate;
}
