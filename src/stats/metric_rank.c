/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics of the order of the scores. Their values come from stats/delong.h and
 * stats/pr.h. */
#include "stats/metrics.h"

extern const struct metric metric_auc, metric_average_precision;

const struct metric metric_auc = {
    .name = "auc",
    .title = "AUC",
    .unit = "fraction",
    .definition = "area under the ROC curve: the probability that a study with the "
                  "finding scores higher than one without, ties counting half",
    .citation = "Bamber 1975; DeLong, DeLong & Clarke-Pearson 1988",
    .kind = METRIC_RANK,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
};

const struct metric metric_average_precision = {
    .name = "average_precision",
    .title = "Average precision",
    .unit = "fraction",
    .definition = "area under the step-wise precision-recall curve: the mean, over "
                  "the studies with the finding, of the PPV at their own score",
    .citation = "Boyd, Eng & Page 2013",
    .kind = METRIC_RANK,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
};
