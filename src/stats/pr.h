/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Average precision: the area under the step-wise precision-recall curve, sum over distinct scores, from the highest down, of
 * (R_k - R_{k-1}) P_k. Equals sklearn.metrics.average_precision_score. Depends on prevalence. */
#ifndef PROCTOR_STATS_PR_H
#define PROCTOR_STATS_PR_H

#include "stats/ranked.h"

/* NaN without positives; 1 without negatives. O(n_blocks). */
double pr_average_precision(const struct ranked *ranked);

/* The same if a share `pi` (in (0,1)) of the studies had the finding: those without count
 * (1-pi)/pi * n_pos/n_neg each. NaN if a class is empty. */
double pr_average_precision_at(const struct ranked *ranked, double pi);

/* BCa acceleration for two strata (as in stats/delong.h) from the empirical influence values of average precision:
 * L10 of a positive and L01 of a negative, in O(n_blocks) by suffix sums. NaN if they are all 0. */
double pr_acceleration(const struct ranked *ranked);

/* The same of pr_average_precision_at(). */
double pr_acceleration_at(const struct ranked *ranked, double pi);

#endif
