/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals from bootstrap replicates. Quantiles are type 7 (gsl_stats_quantile_from_sorted_data). */
#ifndef PROCTOR_BOOT_BCA_H
#define PROCTOR_BOOT_BCA_H

#include <stddef.h>

#include "stats/proportion.h"

enum boot_interval { BOOT_BCA, BOOT_PERCENTILE, BOOT_BASIC, BOOT_STUDENTIZED };

struct bca_limits {
    struct limits limits;
    /* Larger of the two limits' Monte Carlo standard errors: half the distance of the quantiles one binomial standard deviation of
     * the replicates' rank to either side of the level actually used (for BCa with the noise of z0 on top). NaN if unknown: less
     * than one replicate is expected beyond a limit. */
    double monte_carlo_error;
    int failed; /* 1: no limits (NaN); each function says when */
};

/* Takes out NaN, sorts the rest in ascending order; returns how many are left. */
size_t boot_sort(double *values, size_t n);

/* Efron's (1987, doi:10.1080/01621459.1987.10478410) bias-corrected accelerated interval:
 * z0 = Phi^-1(#{t* < t}/B + #{t* = t}/2B); alpha_i = Phi(z0 + (z0+z)/(1 - a(z0+z))).
 * `sorted` are the replicates in ascending order, none NaN, at least one. Failed if z0 is infinite (all replicates on one side of
 * the estimate), 1 - a(z0+z) <= 0 or a is NaN. */
struct bca_limits bca_from_sorted(const double *sorted, size_t n, double estimate,
                                  double acceleration, double confidence);

struct bca_limits percentile_from_sorted(const double *sorted, size_t n,
                                         double confidence);

/* 2t - percentile limits; may leave the range of the statistic: the caller clips and says so. */
struct bca_limits basic_from_sorted(const double *sorted, size_t n, double estimate,
                                    double confidence);

/* On the logit scale: t* = (logit A* - logit A) / SE*_logit with SE_logit = SE/(A(1-A)); the limits are the logits less the upper and
 * the lower quantile of t* times SE_logit, brought back. Replicates with SE 0 or AUC 0 or 1 are left out; failed if they are more
 * than 5 %. `std_error` belongs to `estimate`, both strictly inside their range. Sorts nothing in place. */
struct bca_limits studentized_logit(const double *auc, const double *auc_std_error,
                                    size_t n, double estimate, double std_error,
                                    double confidence);

/* Standard deviation of the replicates, divisor n-1. NaN for one replicate. */
double boot_std_error(const double *values, size_t n);

#endif
