/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry: every metric the program knows, in the order in which it is printed.
 *
 * A metric is a `const struct metric` beside its function in metric_threshold.c, metric_rank.c or metric_prob.c, listed by address in
 * metrics.c and nowhere else. The same names serve records, --metrics, policies and plots. */
#ifndef PROCTOR_STATS_METRICS_H
#define PROCTOR_STATS_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/clusters.h"
#include "stats/counts.h"
#include "stats/estimate.h"
#include "stats/proportion.h"
#include "stats/ranked.h"

enum metric_kind {
    METRIC_COHORT, /* of the studies alone: prevalence */
    METRIC_RANK,   /* of the order of the scores: auc, average_precision */
    METRIC_PROBABILITY, /* of the scores as probabilities: brier, log_loss; needs scores in [0,1] */
    METRIC_COUNT,     /* tp, fp, tn, fn at an operating point */
    METRIC_THRESHOLD, /* a function of the 2x2 table at an operating point */
};

enum metric_better { BETTER_HIGHER, BETTER_LOWER, BETTER_NEITHER };

/* Which class a metric cannot do without, and whose smallest number decides whether a level may be judged. */
enum metric_needs {
    NEEDS_NOTHING = 0,
    NEEDS_POSITIVES = 1,
    NEEDS_NEGATIVES = 2,
    NEEDS_BOTH = 3
};

struct interval_spec {
    double confidence; /* 0.95 */
    enum proportion_method proportion;
    /* 2x2 tables of the patients at the same operating point, [n_patients], that sum up to the table; NULL if studies are
     * independent. Every proportion then counts with its effective size (stats/effective.h). */
    const struct counts *patients;
    size_t n_patients;
    /* for means over studies (brier, log_loss); NULL likewise */
    const struct clusters *clusters;
};

/* Exactly one of the function pointers `proportion` and `interval` is set for kinds COHORT and THRESHOLD, except mcc,
 * whose interval is the bootstrap's (`acceleration` is set). Proportions get their interval from stats/proportion.h. */
struct metric {
    const char *name;  /* "sensitivity" */
    const char *title; /* "Sensitivity", as a table head for people */
    const char *unit;  /* "fraction", "ratio", "per 100 studies", "count", "score" */
    const char *definition; /* one sentence with the formula */
    const char *citation;   /* "Wilson 1927", or NULL */
    enum metric_kind kind;
    enum metric_better better;
    enum metric_needs needs;
    double range_low, range_high;
    double scale; /* value = scale * x/k for proportions: 1, or 100 for flags_per_100 */
    bool by_default;        /* shown in text without -v */
    bool has_contrast;      /* gets difference-to-the-rest (MOVER) records */
    bool has_heterogeneity; /* proportions tested over levels, and auc */

    const char *
        if_undefined; /* the note when the value is 0/0, "no flagged studies"; NULL: whichever margin is empty */

    double (*value)(
        const struct counts
            *c); /* kinds COHORT, COUNT, THRESHOLD; NaN undefined, +inf infinite */
    struct proportion (*proportion)(
        const struct counts *c); /* numerator and denominator; NULL if it is none */
    struct limits (*interval)(
        const struct counts *c,
        const struct interval_spec *spec); /* closed form that is no proportion */
    const char *(*interval_method)(
        const struct counts *c,
        const struct interval_spec *spec); /* its name for the record */
    double (*acceleration)(
        const struct counts *c); /* BCa a for two strata (stats/delong.h) */
    /* From blocks of equal score, not from rows, so that the sum does not depend on the order of the rows. Scores in [0,1];
     * infinite ones (studies without output, --missing positive or negative) are left out. */
    struct estimate (*of_probabilities)(const struct ranked *ranked,
                                        const struct interval_spec *spec);
};

/* All metrics, NULL-terminated, in printing order; *n is their number if n is not NULL. */
const struct metric *const *metrics_all(size_t *n);

/* NULL if there is none of that name. */
const struct metric *metric_find(const char *name);

/* True for shares, which people read as percentages; their differences are in percentage points. */
bool metric_is_percent(const struct metric *metric);

/* Value, interval, method and status of a METRIC_COHORT, METRIC_COUNT or METRIC_THRESHOLD metric from a 2x2 table (closed form; mcc gets no
 * interval here). Undefined: NaN with status undefined and a note that names the empty denominator ("no positive studies").
 * Infinite: status infinite, high +inf, low from the interval. Limits always contain the value. */
struct estimate metric_estimate(const struct metric *metric, const struct counts *c,
                                const struct interval_spec *spec);

/* Numerator and denominator that the interval of a proportion is computed from: as counted, or of its effective size. */
struct proportion metric_effective(struct proportion (*parts)(const struct counts *c),
                                   const struct counts *c,
                                   const struct interval_spec *spec);

/* Limits of a proportion of the table by spec->proportion. */
struct limits
metric_proportion_limits(struct proportion (*parts)(const struct counts *c),
                         const struct counts *c, const struct interval_spec *spec);

/* Difference a - b of the metric between two disjoint groups of studies: MOVER on the two single intervals, p by inversion,
 * method "newcombe" for proportions with Wilson limits, else "mover-" and the proportion method on which the single intervals rest.
 * Undefined if one side is; needs has_contrast. */
struct estimate metric_contrast(const struct metric *metric, const struct counts *a,
                                const struct counts *b,
                                const struct interval_spec *spec);

/* The same where the two sides have patients of their own (in their specs) or share some: `correlation` of the two estimates
 * (metric_correlation) narrows or widens the interval. */
struct estimate
metric_contrast_patients(const struct metric *metric, const struct counts *a,
                         const struct interval_spec *of_a, const struct counts *b,
                         const struct interval_spec *of_b, double correlation);

/* Correlation of a proportion in two groups over the same patients: residual sums of patients; 0 if the metric is no proportion or
 * a side does not vary. `patients_a` and `patients_b` are [n], zeros where a patient has no study in the group. */
double metric_correlation(const struct metric *metric, const struct counts *a,
                          const struct counts *patients_a, const struct counts *b,
                          const struct counts *patients_b, size_t n);

/* Studies whose score is 0 although they have the finding, or 1 although they have not: each makes the log loss infinite. */
uint64_t metric_count_impossible(const struct ranked *ranked);

#endif
