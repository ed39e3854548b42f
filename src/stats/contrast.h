/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AUC differences between two disjoint groups of studies (a level and all other rows, one file and another). */
#ifndef PROCTOR_STATS_CONTRAST_H
#define PROCTOR_STATS_CONTRAST_H

#include "stats/estimate.h"
#include "stats/ranked.h"

/* a - b by MOVER on the two logit-DeLong intervals (method 5 where they degenerate), p by inversion. Method "mover-delong-logit".
 * Survives AUC 1 (F40 scanner C against the rest: -0.227 to 0.358 where Wald says 0.0063 to 0.2987). Undefined if a class is missing on
 * either side. */
struct estimate contrast_auc_mover(const struct ranked *a, const struct ranked *b,
                                   double confidence);

/* The unpaired DeLong test as pROC::roc.test(paired = FALSE) has it: statistic D = (A1-A2)/sqrt(V1+V2), df after Welch-Satterthwaite
 * with N1-1 and N2-1, two-sided p from t; Wald limits are not reported. Method "delong-welch". NaN where the variance is 0 or undefined. */
struct estimate contrast_auc_welch(const struct ranked *a, const struct ranked *b);

#endif
