/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/bca.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "base/mem.h"

/* Of the replicates, how many may be unusable before studentized limits are refused. */
#define MOST_LEFT_OUT 0.05

/* A level between 0 and 1 and its standard deviation from one set of replicates to
 * another. */
struct level {
    double at, deviation;
};

static double quantile(const double *sorted, size_t n, double level)
{
    return gsl_stats_quantile_from_sorted_data(sorted, 1, n, fmin(1, fmax(0, level)));
}

static struct level plain_level(double at, size_t n)
{
    return (struct level){at, sqrt(at * (1 - at) / (double)n)};
}

static double noise(const double *sorted, size_t n, struct level level)
{
    double beyond = fmin(level.at, 1 - level.at) * (double)n;

    if (!(beyond >= 1))
        return NAN;
    return (quantile(sorted, n, level.at + level.deviation) -
            quantile(sorted, n, level.at - level.deviation)) /
           2;
}

/* NaN, unlike for fmax(), if one is NaN. */
static double larger(double x, double y)
{
    return isnan(x) || isnan(y) ? NAN : fmax(x, y);
}

static struct bca_limits failure(void)
{
    return (struct bca_limits){
        .limits = {NAN, NAN},
          .monte_carlo_error = NAN, .failed = 1
    };
}

static struct bca_limits limits_at(const double *sorted, size_t n, struct level low,
                                   struct level high)
{
    return (struct bca_limits){
        .limits = {quantile(sorted, n, low.at), quantile(sorted, n, high.at)},
        .monte_carlo_error = larger(noise(sorted, n, low), noise(sorted, n, high)),
    };
}

size_t boot_sort(double *values, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            values[kept++] = values[i];
    gsl_sort(values, 1, kept);
    return kept;
}

struct bca_limits percentile_from_sorted(const double *sorted, size_t n,
                                         double confidence)
{
    double tail = (1 - confidence) / 2;

    assert(n > 0 && confidence > 0 && confidence < 1);
    return limits_at(sorted, n, plain_level(tail, n), plain_level(1 - tail, n));
}

struct bca_limits basic_from_sorted(const double *sorted, size_t n, double estimate,
                                    double confidence)
{
    struct bca_limits result = percentile_from_sorted(sorted, n, confidence);
    struct limits percentile = result.limits;

    result.limits.low = 2 * estimate - percentile.high;
    result.limits.high = 2 * estimate - percentile.low;
    return result;
}

/* Share of replicates below the estimate, ties counting half: the AUC is discrete. */
static double share_below(const double *sorted, size_t n, double estimate)
{
    size_t below = 0, equal = 0;

    while (below < n && sorted[below] < estimate)
        below++;
    while (below + equal < n && sorted[below + equal] == estimate)
        equal++;
    return ((double)below + (double)equal / 2) / (double)n;
}

/* The level of a BCa limit and, by the delta method, its deviation. For a fixed z0 it
 * is the binomial one of the quantile; z0 itself comes from a share of the same
 * replicates, and the two shares are correlated. */
static struct level bca_level(double share, double z, double acceleration, size_t n)
{
    double z0 = gsl_cdf_ugaussian_Pinv(share), stretch = 1 - acceleration * (z0 + z);
    double at, slope, variance, shared;

    if (!isfinite(z0) || !(stretch > 0))
        return (struct level){NAN, NAN};
    at = gsl_cdf_ugaussian_P(z0 + (z0 + z) / stretch);
    slope = gsl_ran_ugaussian_pdf(z0 + (z0 + z) / stretch) *
            (1 + 1 / (stretch * stretch)) / gsl_ran_ugaussian_pdf(z0);
    shared = fmin(at, share) - at * share;
    variance = at * (1 - at) + slope * slope * share * (1 - share) - 2 * slope * shared;
    return (struct level){at, sqrt(fmax(0, variance) / (double)n)};
}

struct bca_limits bca_from_sorted(const double *sorted, size_t n, double estimate,
                                  double acceleration, double confidence)
{
    double z = normal_quantile_two_sided(confidence), share;
    struct level low, high;

    assert(n > 0 && !isnan(estimate));
    share = share_below(sorted, n, estimate);
    low = bca_level(share, -z, acceleration, n);
    high = bca_level(share, z, acceleration, n);
    if (isnan(low.at) || isnan(high.at))
        return failure();
    return limits_at(sorted, n, low, high);
}

static double logit(double x)
{
    return log(x / (1 - x));
}

static double expit(double x)
{
    return 1 / (1 + exp(-x));
}

/* Fills `t` and returns how many replicates could be used. */
static size_t studentize(double *t, const double *auc, const double *auc_std_error,
                         size_t n, double estimate)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        double scale = auc[i] * (1 - auc[i]);

        if (auc[i] > 0 && auc[i] < 1 && auc_std_error[i] > 0)
            t[kept++] = (logit(auc[i]) - logit(estimate)) / (auc_std_error[i] / scale);
    }
    return kept;
}

struct bca_limits studentized_logit(const double *auc, const double *auc_std_error,
                                    size_t n, double estimate, double std_error,
                                    double confidence)
{
    double spread = std_error / (estimate * (1 - estimate)),
           tail = (1 - confidence) / 2;
    double *t = xcalloc(n, sizeof *t);
    size_t kept = studentize(t, auc, auc_std_error, n, estimate);
    struct bca_limits result = failure();

    assert(n > 0 && estimate > 0 && estimate < 1 && std_error > 0);
    if ((double)(n - kept) <= MOST_LEFT_OUT * (double)n) {
        struct level few = plain_level(tail, kept), most = plain_level(1 - tail, kept);
        double low, high;

        gsl_sort(t, 1, kept);
        low = expit(logit(estimate) - quantile(t, kept, most.at) * spread);
        high = expit(logit(estimate) - quantile(t, kept, few.at) * spread);
        result = (struct bca_limits){
            .limits = {low, high},
            .monte_carlo_error =
                spread * larger(noise(t, kept, most) * low * (1 - low),
                                noise(t, kept, few) * high * (1 - high)),
        };
    }
    free(t);
    return result;
}

double boot_std_error(const double *values, size_t n)
{
    return n > 1 ? gsl_stats_sd(values, 1, n) : NAN;
}
