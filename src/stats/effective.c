/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/effective.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Sums over patients with studies in the denominator. */
struct sums {
    double patients, residual2, k2;
};

static struct sums add_up(struct proportion (*part)(const struct counts *c), double p,
                          const struct counts *patients, size_t n_patients)
{
    struct sums sums = {0};

    for (size_t i = 0; i < n_patients; i++) {
        struct proportion own = part(&patients[i]);
        double residual = own.x - p * own.k;

        sums.patients += own.k > 0;
        sums.residual2 += residual * residual;
        sums.k2 += own.k * own.k;
    }
    return sums;
}

/* Below, z and t lose their digits, and are proportional: both are half the confidence over the density at 0. The inversion of an interval
 * for a p-value of 1 comes here. */
#define TINY_CONFIDENCE 1e-6

double effective_few_patients(double n_patients, double confidence)
{
    double z = normal_quantile_two_sided(confidence), t;

    if (isinf(n_patients))
        return 1;
    if (n_patients < 2)
        return 1e-12;
    t = gsl_cdf_tdist_Pinv(0.5 + confidence / 2, n_patients - 1);

    if (confidence < TINY_CONFIDENCE) {
        z = gsl_ran_tdist_pdf(0, n_patients - 1);
        t = gsl_ran_ugaussian_pdf(0);
    }
    return z * z / (t * t);
}

double effective_boot_confidence(size_t n_patients, double confidence)
{
    double n = (double)n_patients, outside;

    if (n_patients < 2)
        return confidence;
    outside = 2 * gsl_cdf_ugaussian_Q(sqrt(n / (n - 1)) *
                                      gsl_cdf_tdist_Pinv(0.5 + confidence / 2, n - 1));
    return 1 - fmax(outside, DBL_EPSILON);
}

double effective_boot_p(size_t n_patients, double outside)
{
    double n = (double)n_patients;

    if (n_patients < 2)
        return outside;
    return 2 * gsl_cdf_tdist_Q(gsl_cdf_ugaussian_Qinv(outside / 2) * sqrt((n - 1) / n),
                               n - 1);
}

bool effective_boot_reaches(size_t n, double confidence)
{
    return n > 0 && pow((double)n, -(double)n) <= (1 - confidence) / 2;
}

struct effective
effective_size_of_test(struct proportion (*part)(const struct counts *c),
                       const struct counts *total, const struct counts *patients,
                       size_t n_patients)
{
    struct proportion all = part(total);
    double p = all.x / all.k, k_eff;
    struct sums sums;
    struct effective effective = {.design_effect = NAN, .kish = NAN};

    if (!(all.k > 0))
        return effective;
    sums = add_up(part, p, patients, n_patients);
    effective.n_patients = (size_t)sums.patients;
    effective.kish = all.k * all.k / sums.k2;
    if (sums.patients < 2) {
        k_eff = 1e-12;
    } else if (p > 0 && p < 1) {
        double v =
            sums.patients / (sums.patients - 1) * sums.residual2 / (all.k * all.k);

        effective.design_effect = v / (p * (1 - p) / all.k);
        k_eff = all.k / fmax(1, effective.design_effect);
    } else {
        k_eff = effective.kish;
    }
    effective.size = (struct proportion){p * k_eff, k_eff};
    return effective;
}

struct effective effective_size(struct proportion (*part)(const struct counts *c),
                                const struct counts *total,
                                const struct counts *patients, size_t n_patients,
                                double confidence)
{
    struct effective effective =
        effective_size_of_test(part, total, patients, n_patients);

    if (effective.n_patients >= 2) {
        double factor =
            effective_few_patients((double)effective.n_patients, confidence);

        effective.size.x *= factor;
        effective.size.k *= factor;
    }
    return effective;
}
