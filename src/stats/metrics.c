/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/metrics.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "stats/effective.h"
#include "stats/mover.h"

extern const struct metric metric_prevalence;
extern const struct metric metric_auc, metric_average_precision;
extern const struct metric metric_brier, metric_log_loss;
extern const struct metric metric_tp, metric_fp, metric_tn, metric_fn;
extern const struct metric metric_sensitivity, metric_specificity, metric_ppv,
    metric_npv;
extern const struct metric metric_accuracy, metric_balanced_accuracy, metric_youden;
extern const struct metric metric_f1, metric_mcc, metric_lr_pos, metric_lr_neg,
    metric_dor;
extern const struct metric metric_flags_per_100, metric_false_alarms_per_true_positive;

static const struct metric *const all_metrics[] = {
    &metric_prevalence,
    &metric_auc,
    &metric_average_precision,
    &metric_brier,
    &metric_log_loss,
    &metric_tp,
    &metric_fp,
    &metric_tn,
    &metric_fn,
    &metric_sensitivity,
    &metric_specificity,
    &metric_ppv,
    &metric_npv,
    &metric_accuracy,
    &metric_balanced_accuracy,
    &metric_youden,
    &metric_f1,
    &metric_mcc,
    &metric_lr_pos,
    &metric_lr_neg,
    &metric_dor,
    &metric_flags_per_100,
    &metric_false_alarms_per_true_positive,
    NULL,
};

const struct metric *const *metrics_all(size_t *n)
{
    if (n)
        *n = sizeof all_metrics / sizeof *all_metrics - 1;
    return all_metrics;
}

const struct metric *metric_find(const char *name)
{
    for (const struct metric *const *metric = all_metrics; *metric; metric++)
        if (strcmp((*metric)->name, name) == 0)
            return *metric;
    return NULL;
}

bool metric_is_percent(const struct metric *metric)
{
    return (metric->proportion && metric->scale == 1) ||
           !strcmp(metric->name, "balanced_accuracy");
}

/* ---- One table --------------------------------------------------------------- */

static const char *why_undefined(const struct metric *metric, const struct counts *c)
{
    if (counts_all(c) == 0)
        return "no studies";
    if (metric->if_undefined)
        return metric->if_undefined;
    if (counts_pos(c) == 0)
        return "no positive studies";
    if (counts_neg(c) == 0)
        return "no negative studies";
    if (c->tp + c->fp == 0)
        return "no flagged studies";
    return "no unflagged studies";
}

struct proportion metric_effective(struct proportion (*parts)(const struct counts *c),
                                   const struct counts *c,
                                   const struct interval_spec *spec)
{
    if (!spec->patients)
        return parts(c);
    return effective_size(parts, c, spec->patients, spec->n_patients, spec->confidence)
        .size;
}

struct limits
metric_proportion_limits(struct proportion (*parts)(const struct counts *c),
                         const struct counts *c, const struct interval_spec *spec)
{
    return proportion_limits(metric_effective(parts, c, spec), spec->proportion,
                             spec->confidence);
}

static struct limits limits_of(const struct metric *metric, const struct counts *c,
                               const struct interval_spec *spec)
{
    struct limits limits = {NAN, NAN};

    if (metric->proportion) {
        limits = metric_proportion_limits(metric->proportion, c, spec);
        limits.low *= metric->scale;
        limits.high *= metric->scale;
    } else if (metric->interval) {
        limits = metric->interval(c, spec);
    }
    return limits;
}

static const char *method_of(const struct metric *metric, const struct counts *c,
                             const struct interval_spec *spec)
{
    if (metric->proportion)
        return proportion_method_name(spec->proportion);
    return metric->interval_method ? metric->interval_method(c, spec) : NULL;
}

struct estimate metric_estimate(const struct metric *metric, const struct counts *c,
                                const struct interval_spec *spec)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct limits limits;

    assert(metric->value);
    estimate.value = metric->value(c);
    if (isnan(estimate.value)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = why_undefined(metric, c);
        return estimate;
    }
    if (isinf(estimate.value))
        estimate.status = STATUS_INFINITE;
    limits = limits_of(metric, c, spec);
    if (!isnan(limits.low) && !isnan(limits.high)) {
        /* Where a limit equals the estimate, a transformation may round it to the
         * wrong side. */
        estimate.low = fmin(limits.low, estimate.value);
        estimate.high = fmax(limits.high, estimate.value);
    }
    estimate.method = method_of(metric, c, spec);
    return estimate;
}

/* ---- Two disjoint tables ----------------------------------------------------- */

struct side {
    const struct counts *counts;
    struct interval_spec spec;
};

struct contrast {
    const struct metric *metric;
    struct side a, b;
    double correlation; /* of the two sides; 0 unless they share patients */
};

static struct bounded bounded_at(const struct metric *metric, const struct side *side,
                                 double confidence)
{
    struct interval_spec spec = side->spec;
    struct estimate estimate;

    spec.confidence = confidence;
    estimate = metric_estimate(metric, side->counts, &spec);
    return (struct bounded){estimate.value, estimate.low, estimate.high};
}

static struct limits contrast_limits_at(const void *ctx, double confidence)
{
    const struct contrast *contrast = ctx;

    return mover_difference_correlated(
        bounded_at(contrast->metric, &contrast->a, confidence),
        bounded_at(contrast->metric, &contrast->b, confidence), contrast->correlation);
}

static const char *contrast_method(const struct metric *metric,
                                   enum proportion_method proportion)
{
    static const char *const names[] = {
        [PROPORTION_WILSON] = "mover-wilson",
        [PROPORTION_CLOPPER_PEARSON] = "mover-clopper-pearson",
        [PROPORTION_JEFFREYS] = "mover-jeffreys",
    };

    return metric->proportion && proportion == PROPORTION_WILSON ? "newcombe"
                                                                 : names[proportion];
}

static struct estimate contrast_estimate(const struct contrast *contrast)
{
    const struct metric *metric = contrast->metric;
    const struct counts *a = contrast->a.counts, *b = contrast->b.counts;
    struct estimate estimate = ESTIMATE_NONE;
    struct limits limits;

    assert(metric->has_contrast && metric->value);
    estimate.value = metric->value(a) - metric->value(b);
    if (isnan(estimate.value)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = why_undefined(metric, isnan(metric->value(a)) ? a : b);
        return estimate;
    }
    limits = contrast_limits_at(contrast, contrast->a.spec.confidence);
    estimate.low = limits.low;
    estimate.high = limits.high;
    estimate.p = mover_p_value(contrast_limits_at, contrast, estimate.value);
    estimate.method = contrast_method(metric, contrast->a.spec.proportion);
    return estimate;
}

struct estimate metric_contrast(const struct metric *metric, const struct counts *a,
                                const struct counts *b,
                                const struct interval_spec *spec)
{
    struct contrast contrast = {
        metric, {a, *spec},
         {b, *spec},
         0
    };

    return contrast_estimate(&contrast);
}

double metric_correlation(const struct metric *metric, const struct counts *a,
                          const struct counts *patients_a, const struct counts *b,
                          const struct counts *patients_b, size_t n)
{
    double share_a, share_b, squares_a = 0, squares_b = 0, products = 0;

    if (!metric->proportion || isnan(metric->value(a)) || isnan(metric->value(b)))
        return 0;
    share_a = metric->proportion(a).x / metric->proportion(a).k;
    share_b = metric->proportion(b).x / metric->proportion(b).k;
    for (size_t i = 0; i < n; i++) {
        struct proportion of_a = metric->proportion(&patients_a[i]);
        struct proportion of_b = metric->proportion(&patients_b[i]);
        double residual_a = of_a.x - share_a * of_a.k;
        double residual_b = of_b.x - share_b * of_b.k;

        squares_a += residual_a * residual_a;
        squares_b += residual_b * residual_b;
        products += residual_a * residual_b;
    }
    return squares_a > 0 && squares_b > 0 ? products / sqrt(squares_a * squares_b) : 0;
}

struct estimate
metric_contrast_patients(const struct metric *metric, const struct counts *a,
                         const struct interval_spec *of_a, const struct counts *b,
                         const struct interval_spec *of_b, double correlation)
{
    struct contrast contrast = {
        metric, {a, *of_a},
         {b, *of_b},
         correlation
    };

    return contrast_estimate(&contrast);
}
