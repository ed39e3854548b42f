/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics at a stated prevalence: what sensitivity and specificity mean where the model will work, if the file is
 * enriched. Sensitivity and specificity are taken over from the file; only the mix of studies changes. */
#ifndef PROCTOR_STATS_AT_PREVALENCE_H
#define PROCTOR_STATS_AT_PREVALENCE_H

#include <stdbool.h>

#include "stats/metrics.h"

/* True for ppv, npv, flags_per_100, false_alarms_per_true_positive and accuracy. */
bool at_prevalence_applies(const struct metric *metric);

/* The metric at prevalence `pi` (0 < pi < 1) from the 2x2 table.
 *
 * ppv = pi LR+ / (pi LR+ + 1-pi) and npv = (1-pi) / ((1-pi) + pi LR-), with limits from those of the likelihood ratios
 * (MOVER-R, Donner & Zou 2012), which need no rule for zero cells; false alarms per true positive = (1-PPV)/PPV from PPV's
 * limits; flags per 100 = 100 (pi Se + (1-pi)(1-Sp)) and accuracy = pi Se + (1-pi) Sp by MOVER on the sum of two
 * independent parts (Zou & Donner 2008). Undefined where sensitivity or specificity is, or the denominator is 0. */
struct estimate at_prevalence_estimate(const struct metric *metric,
                                       const struct counts *c, double pi,
                                       const struct interval_spec *spec);

/* The value of that estimate alone: for replicates. NaN where it is undefined. */
double at_prevalence_value(const struct metric *metric, const struct counts *c,
                           double pi);

#endif
