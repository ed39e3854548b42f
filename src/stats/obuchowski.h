/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variance of the AUC when patients have several studies (Obuchowski 1997, Biometrics 53:567): DeLong's placement values,
 * summed within patients. With one study a patient it is DeLong's variance exactly. */
#ifndef PROCTOR_STATS_OBUCHOWSKI_H
#define PROCTOR_STATS_OBUCHOWSKI_H

#include "stats/clusters.h"
#include "stats/estimate.h"

struct obuchowski {
    double auc; /* NaN if a class is empty */
    size_t n_pos_patients,
        n_neg_patients; /* I10, I01: with at least one study of the class */
    double s10, s01,
        s11; /* components; NaN where fewer than two patients have the class */
    /* sqrt(s10/m + s01/n + 2 s11/(mn)), m and n studies of each class */
    double std_error;
    double design_effect;      /* variance over DeLong's */
    double kish_pos, kish_neg; /* effective studies: (sum k)^2 / sum k^2 */
    /* BCa's a for patients: sum L^3 / (6 (sum L^2)^1.5), L = (V10(k) - m_k A)/m + (V01(k) - n_k A)/n */
    double acceleration;
};

/* O(cells). */
struct obuchowski obuchowski_from_clusters(const struct clusters *clusters,
                                           const struct ranked *ranked);

/* Influence of each patient on the AUC, [n_patients]: L above, over studies; the caller frees it. NULL if a class is empty. */
double *obuchowski_influence(const struct clusters *clusters,
                             const struct ranked *ranked);

/* The AUC with its interval on the logit scale, t quantile with min(I10, I01) - 1 degrees of freedom: method
 * "obuchowski-logit". Where the variance is 0 or undefined, or df < 1: Newcombe's method 5 with Kish's sizes,
 * "newcombe-auc-clustered", with a note. One class empty: undefined. */
struct estimate obuchowski_estimate(const struct obuchowski *obuchowski,
                                    double confidence);

/* True if the bootstrap of patients would be degenerate too. */
bool obuchowski_is_degenerate(const struct obuchowski *obuchowski);

#endif
