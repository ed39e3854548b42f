/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One metric of one subset, asked again and again: at other confidences, or with the studies without a score counted otherwise. In closed form only;
 * what rests on the bootstrap (average_precision, mcc) has no limits here. */
#ifndef PROCTOR_EVAL_PROBE_H
#define PROCTOR_EVAL_PROBE_H

#include "eval/request.h"
#include "eval/subset.h"
#include "stats/effective.h"
#include "stats/planning_gap.h"

struct probe_place {
    const struct cohort *cohort;
    const struct request *request;
    struct pair pair;
    const struct cohort_group *group; /* NULL: the whole cohort */
    size_t level;
    enum missing_as missing;
    double threshold; /* in the file's own direction; NaN for metrics without a point */
    double prevalence; /* stated; NaN: the file's own */
};

struct probe {
    struct subset subset;
    const struct metric *metric;
    struct interval_spec spec;
    double cutoff;     /* in the cohort's direction; +infinity without a point */
    double prevalence; /* stated; NaN: the file's own */
};

void probe_init(struct probe *probe, const struct metric *metric,
                const struct probe_place *place);
void probe_release(struct probe *probe);

/* Value and limits: logit-DeLong or Obuchowski for the AUC, else the metric's own closed form. */
struct estimate probe_estimate(const struct probe *probe, double confidence);

/* The limits of a `const struct probe *`, as stats/alarm.h and stats/gap.h ask for them. */
struct limits probe_limits_at(const void *probe, double confidence);

/* Numerator and denominator of a proportion; NaN for what is none. */
struct proportion probe_proportion(const struct probe *probe);

/* The same in effective sizes, as the interval counts them. */
struct proportion probe_effective(const struct probe *probe);

/* How many independent studies they are worth, without the factor for few patients; only with spec.patients. */
struct effective probe_worth(const struct probe *probe);

/* A proportion or AUC with what its limits rest on, for planning. */
struct plan_level probe_level(const struct probe *probe);

/* Correlation of the estimates of a proportion or AUC in two subsets that share patients; else 0. */
double probe_correlation(const struct probe *a, const struct probe *b);

#endif
