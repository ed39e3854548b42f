/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DeLong's variance of the AUC (DeLong, DeLong & Clarke-Pearson 1988) from placement values, by mid-ranks in O(n) on ranked scores
 * (Sun & Xu 2014). Equals pROC::var(method = "delong").
 *
 * Placement of a positive at block b: V10 = (negatives below b + half the negatives in b) / n_neg; of a negative:
 * V01 = (positives above b + half the positives in b) / n_pos. Both have mean AUC. */
#ifndef PROCTOR_STATS_DELONG_H
#define PROCTOR_STATS_DELONG_H

#include "stats/estimate.h"
#include "stats/ranked.h"

struct delong {
    double auc; /* NaN if a class is empty */
    double s10,
        s01; /* variances of V10 and V01, divisors n-1; NaN if a class has one study */
    double std_error; /* sqrt(s10/n_pos + s01/n_neg) */
    /* BCa's a for two strata: [sum L10^3/m^3 + sum L01^3/n^3] / (6 [sum L10^2/m^2 + sum L01^2/n^2]^1.5)
                          * (Davison & Hinkley 1997); NaN where the sums are 0 */
    double acceleration;
    double xi11; /* mean(psi^2) - auc^2, for the ideal bootstrap */
};

/* `scratch`-free; O(n_blocks). */
struct delong delong_from_ranked(const struct ranked *ranked);

/* Placements less the AUC, by block: pos[n_blocks] of a positive there, neg[n_blocks] of a negative. Exactly 0 where placements do
 * not vary, and equal where two models place a study alike and have the same AUC. Both classes must have studies. O(n_blocks). */
void delong_deviations(double *pos, double *neg, const struct ranked *ranked);

/* Standard error of the stratified bootstrap with infinitely many replicates:
 * sqrt([xi11 + (n-1) xi10 + (m-1) xi01] / (mn)), xi10 = s10 (m-1)/m, xi01 = s01 (n-1)/n (methods 2.6). */
double delong_ideal_bootstrap_se(const struct delong *delong,
                                 const struct ranked *ranked);

/* The AUC with its logit-DeLong interval, method "delong-logit": expit(logit A +- z SE/(A(1-A))). Where that degenerates (A is 0 or 1,
 * the variance is 0 or undefined because a class has one study) Newcombe's method 5 is used and named ("newcombe-auc"), with a note.
 * One class empty: value NaN, status undefined, note naming the class. */
struct estimate delong_logit_estimate(const struct delong *delong,
                                      const struct ranked *ranked, double confidence);

/* True if the interval of delong_logit_estimate is method 5's, and every bootstrap interval would be degenerate too. */
int delong_is_degenerate(const struct delong *delong);

#endif
