/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired_auc.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/auc.h"
#include "stats/mover.h"
#include "stats/paired_units.h"

static bool has_both_classes(const struct paired *paired)
{
    return paired->joint.n_pos > 0 && paired->joint.n_neg > 0;
}

void paired_auc_covariance(double *covariance, const struct paired *paired)
{
    size_t k = paired->n_models, *all = xcalloc(k, sizeof *all);
    struct units units;

    for (size_t i = 0; i < k * k; i++)
        covariance[i] = NAN;
    for (size_t a = 0; a < k; a++)
        all[a] = a;
    if (has_both_classes(paired)) {
        units_init(&units, paired, all, k);
        for (size_t a = 0; a < k; a++)
            for (size_t b = 0; b <= a; b++)
                covariance[a * k + b] = covariance[b * k + a] =
                    units_covariance(&units, a, b);
        units_release(&units);
    }
    free(all);
}

struct auc_difference auc_difference_of(const struct paired *paired,
                                        const size_t models[2])
{
    struct auc_difference d = {.std_error = NAN, .df = NAN, .acceleration = NAN};
    struct units units;

    for (int i = 0; i < 2; i++)
        d.auc[i] = auc_from_ranked(&paired->model[models[i]]);
    d.value = d.auc[0] - d.auc[1];
    d.n_pos = (double)paired->joint.n_pos;
    d.n_neg = (double)paired->joint.n_neg;
    d.has_patients = paired->has_patients;
    if (!has_both_classes(paired))
        return d;
    d.same_ranking = paired_same_ranking(paired, models[0], models[1]);
    units_init(&units, paired, models, 2);
    units_subtract(&units, 0, 1);
    d.std_error = units_std_error(&units, 0);
    d.acceleration = d.std_error == 0 ? NAN : units_acceleration(&units, 0);
    d.df = units.df;
    d.n_pos = units.kish_pos;
    d.n_neg = units.kish_neg;
    units_release(&units);
    return d;
}

static bool is_degenerate(const struct auc_difference *d)
{
    return !(d->std_error > 0) || d->df < 1;
}

static struct bounded newcombe_bounded(const struct auc_difference *d, int i,
                                       double confidence)
{
    struct limits limits =
        auc_newcombe_limits(d->auc[i], d->n_pos, d->n_neg, confidence);

    return (struct bounded){d->auc[i], limits.low, limits.high};
}

static struct limits mover_limits_at(const void *ctx, double confidence)
{
    const struct auc_difference *d = ctx;

    return mover_difference(newcombe_bounded(d, 0, confidence),
                            newcombe_bounded(d, 1, confidence));
}

static struct limits wald_limits(const struct auc_difference *d, double confidence)
{
    double quantile = isinf(d->df) ? normal_quantile_two_sided(confidence)
                                   : gsl_cdf_tdist_Pinv(0.5 + confidence / 2, d->df);
    double half = quantile * d->std_error;

    return (struct limits){fmax(-1, d->value - half), fmin(1, d->value + half)};
}

struct deviate auc_difference_deviate(const void *ctx, double null)
{
    const struct auc_difference *d = ctx;
    struct inverted inverted = {d->value, mover_limits_at, d};

    if (isnan(d->value))
        return (struct deviate){NAN, INFINITY};
    if (d->same_ranking)
        return (struct deviate){null == 0  ? 0
                                : null < 0 ? INFINITY
                                           : -INFINITY,
                                INFINITY};
    if (is_degenerate(d))
        return inverted_deviate(&inverted, null);
    return (struct deviate){(d->value - null) / d->std_error, d->df};
}

static void estimate_by_mover(struct estimate *estimate, const struct auc_difference *d,
                              double confidence)
{
    struct limits limits = mover_limits_at(d, confidence);

    estimate->low = limits.low;
    estimate->high = limits.high;
    estimate->method = "mover-newcombe-auc";
    estimate->note =
        d->std_error == 0 ? "the difference has no variance on these studies: MOVER on "
                            "Newcombe's method 5"
        : d->has_patients
            ? "a class has one patient, so the variance is undefined: MOVER "
              "on Newcombe's method 5"
            : "a class has one study, so DeLong's variance is undefined: "
              "MOVER on Newcombe's method 5";
}

static void estimate_by_wald(struct estimate *estimate, const struct auc_difference *d,
                             double confidence)
{
    struct limits limits = wald_limits(d, confidence);

    estimate->low = limits.low;
    estimate->high = limits.high;
    estimate->std_error = d->std_error;
    estimate->statistic = d->value / d->std_error;
    if (d->has_patients)
        estimate->df = d->df;
    estimate->method = d->has_patients ? "obuchowski-paired" : "delong-paired";
}

struct estimate auc_difference_estimate(const struct auc_difference *d,
                                        double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;

    if (isnan(d->value)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = auc_missing_class(d->n_pos, d->n_neg);
        return estimate;
    }
    estimate.value = d->value;
    if (d->same_ranking) {
        estimate.low = estimate.high = 0;
        estimate.method = d->has_patients ? "obuchowski-paired" : "delong-paired";
        estimate.note = "identical ranking";
    } else if (is_degenerate(d)) {
        estimate_by_mover(&estimate, d, confidence);
    } else {
        estimate_by_wald(&estimate, d, confidence);
    }
    estimate.p = deviate_p(auc_difference_deviate(d, 0), ALTERNATIVE_TWO_SIDED);
    return estimate;
}
