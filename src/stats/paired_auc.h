/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AUCs of several models on the same studies: their covariance, differences, and whether they are all equal.
 *
 * Covariances are DeLong's (DeLong, DeLong & Clarke-Pearson 1988) by placement values (stats/delong.h):
 * cov(V10 of a, V10 of b)/m + cov(V01 of a, V01 of b)/n. With patients they are Obuchowski's (1997, stats/obuchowski.h), products
 * of the two models' sums within patients. Equals pROC::roc.test(paired = TRUE, method = "delong"). Valid for fixed models on
 * studies that they have not seen; not for nested refits on their training data. */
#ifndef PROCTOR_STATS_PAIRED_AUC_H
#define PROCTOR_STATS_PAIRED_AUC_H

#include <stdbool.h>

#include "stats/estimate.h"
#include "stats/margin.h"
#include "stats/paired.h"

/* Fills [n_models * n_models]. NaN if a class is empty, or has only one study or patient. O(k^2 n). */
void paired_auc_covariance(double *covariance, const struct paired *paired);

/* What the interval and every test of one difference rest on. */
struct auc_difference {
    double auc[2]; /* of the model and of the baseline; NaN if a class is empty */
    double value;  /* auc[0] - auc[1] */
    /* 0 if the difference of placements is the same for all of a class (below 1/(1000 m n), where only rounding is left);
     * NaN if a class has only one study or patient */
    double std_error;
    double df; /* INFINITY; with patients min(I10, I01) - 1 */
    /* Efron's a for the bootstrap of the difference: sum L^3 / (6 (sum L^2)^1.5), L the difference of the two models' influences
     * of a study or patient; NaN where the sums are 0 */
    double acceleration;
    double n_pos, n_neg; /* studies; with patients Kish's effective sizes */
    bool has_patients;
    bool
        same_ranking; /* both order the studies alike: the difference is 0 without any doubt */
};

/* models[0] less models[1]. O(n) for n joint blocks and cells. */
struct auc_difference auc_difference_of(const struct paired *paired,
                                        const size_t models[2]);

/* The difference with its interval: value +- z SE (t with patients), cut to -1 .. 1, p by inversion; `statistic` is value / SE. Method
 * "delong-paired" or "obuchowski-paired".
 * Identical rankings: 0 to 0, p 1, note. Otherwise, where the SE is 0 or undefined or df < 1: MOVER on Newcombe's method 5
 * ("mover-newcombe-auc"), which takes the AUCs for independent and so is wide: two models with AUC 1 on 3 + 3 studies differ by
 * -0.50 to 0.50. A class empty: undefined. */
struct estimate auc_difference_estimate(const struct auc_difference *difference,
                                        double confidence);

/* How far the difference lies above an assumed one; `ctx` is a struct auc_difference. For margin_test(). Of identical
 * rankings: 0 at 0, elsewhere infinite. */
struct deviate auc_difference_deviate(const void *ctx, double null);

/* Are all AUCs equal? Chi-square d' C^- d, d the differences to the first model and C^- a generalised inverse of their covariance, df its
 * rank: identical rankings count once. With patients p is from F with (rank, min(I10, I01) - 1), which is Student's t for two
 * models. Does not depend on the order of the models. Method "delong-equality" or "obuchowski-equality".
 * All rankings identical: 0 with df 0, p 1. Undefined, with a note, where a difference is not 0 but has no variance, no
 * difference has one, a class is empty or has one study or patient. */
struct estimate paired_auc_equality(const struct paired *paired);

#endif
