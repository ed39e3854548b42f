/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Area under the ROC curve: the probability that a study with the finding scores higher than one without, ties counting half. */
#ifndef PROCTOR_STATS_AUC_H
#define PROCTOR_STATS_AUC_H

#include "stats/proportion.h"
#include "stats/ranked.h"

/* Mann-Whitney form, exact integer sum, O(n_blocks). NaN if a class is empty. Equals pROC::auc(direction = "<") and
 * sklearn.metrics.roc_auc_score. */
double auc_from_ranked(const struct ranked *ranked);

/* Why there is no AUC: "no positive studies", "no negative studies" or "no studies"; NULL if there is one. */
const char *auc_missing_class(double n_pos, double n_neg);

/* Newcombe's (2006) method 5: limits that stay honest at 0 and 1. `auc` in [0,1], `n_pos`, `n_neg` >= 1 (doubles: may be
 * effective sizes). The limits are the roots of (auc - t)^2 = z^2 V(t), V(t) = newcombe_variance(t). Contains `auc`. */
struct limits auc_newcombe_limits(double auc, double n_pos, double n_neg,
                                  double confidence);

/* t(1-t) [1 + N*(1-t)/(2-t) + N* t/(1+t)] / (n_pos n_neg), N* = (n_pos + n_neg)/2 - 1. */
double auc_newcombe_variance(double auc, double n_pos, double n_neg);

#endif
