/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of one subset: prevalence, ranking, probabilities, and every metric at every operating point. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "eval/evaluation.h"
#include "eval/verification.h"
#include "stats/at_prevalence.h"
#include "stats/auc.h"
#include "stats/delong.h"
#include "stats/obuchowski.h"

struct result evaluation_result(const struct evaluation *evaluation,
                                const struct subset *subset, const char *metric)
{
    struct result result = RESULT_NONE;

    result.model = evaluation->model;
    result.finding = evaluation->finding;
    result.group = subset->group;
    result.level = subset->level;
    result.metric = metric;
    result.n_pos = (double)subset->ranked.n_pos;
    result.n_neg = (double)subset->ranked.n_neg;
    result.n = result.n_pos + result.n_neg;
    if (subset->n_patients)
        result.n_patients = (double)subset->n_patients;
    return result;
}

const char *evaluation_clustered_name(const struct evaluation *evaluation,
                                      const char *method)
{
    char name[96];

    snprintf(name, sizeof name, "%s-clustered", method);
    return result_set_text(evaluation->set, name);
}

void evaluation_name_method(const struct evaluation *evaluation,
                            const struct subset *subset, struct estimate *estimate)
{
    if (!subset->clusters || !estimate->method || !*estimate->method ||
        strstr(estimate->method, "clustered") || strstr(estimate->method, "obuchowski"))
        return;
    estimate->method = evaluation_clustered_name(evaluation, estimate->method);
}

struct auc_basis auc_basis_of(const struct subset *subset, double confidence)
{
    struct auc_basis basis;

    if (subset->clusters) {
        struct obuchowski o =
            obuchowski_from_clusters(subset->clusters, &subset->ranked);

        basis = (struct auc_basis){o.auc, o.std_error, o.acceleration,
                                   obuchowski_is_degenerate(&o),
                                   obuchowski_estimate(&o, confidence)};
    } else {
        struct delong d = delong_from_ranked(&subset->ranked);

        basis = (struct auc_basis){
            d.auc, d.std_error, d.acceleration, delong_is_degenerate(&d),
            delong_logit_estimate(&d, &subset->ranked, confidence)};
    }
    return basis;
}

void evaluation_set_point(const struct evaluation *evaluation, struct result *result,
                          size_t point)
{
    result->point = evaluation->points[point].name;
    result->threshold = evaluation->points[point].threshold;
    if (result->estimate.status == STATUS_OK)
        result->estimate.status = evaluation->points[point].status;
}

bool evaluation_is_too_small(const struct evaluation *evaluation,
                             const struct subset *subset, enum metric_needs needs)
{
    uint64_t least = evaluation->request->min_group;

    if (!*subset->group)
        return false;
    if (needs == NEEDS_NOTHING)
        return subset->units_pos + subset->units_neg < least;
    return ((needs & NEEDS_POSITIVES) && subset->units_pos < least) ||
           ((needs & NEEDS_NEGATIVES) && subset->units_neg < least);
}

void evaluation_mark_too_few(struct estimate *estimate)
{
    if (estimate->status == STATUS_OK || estimate->status == STATUS_DEFAULT ||
        estimate->status == STATUS_EXPLORATORY)
        estimate->status = STATUS_TOO_FEW;
    estimate->statistic = estimate->df = estimate->p = NAN;
}

static void add(struct evaluation *evaluation, struct result *result,
                const struct subset *subset, const struct metric *metric)
{
    evaluation_name_method(evaluation, subset, &result->estimate);
    verification_apply(evaluation, subset, metric, result);
    if (evaluation_is_too_small(evaluation, subset, metric->needs))
        evaluation_mark_too_few(&result->estimate);
    if (!isnan(result->estimate.low) || !isnan(result->estimate.high))
        result->conf_level = evaluation->request->spec.confidence;
    result_set_add(evaluation->set, result);
}

static void add_counted(struct evaluation *evaluation, const struct subset *subset,
                        const struct metric *metric, size_t point,
                        const struct counts *counts, const struct estimate *estimate)
{
    struct result result = evaluation_result(evaluation, subset, metric->name);

    result.estimate = *estimate;
    if (metric->proportion) {
        struct proportion p = metric->proportion(counts);

        result.numerator = p.x;
        result.denominator = p.k;
    }
    if (metric->kind == METRIC_COUNT || metric->kind == METRIC_THRESHOLD)
        evaluation_set_point(evaluation, &result, point);
    add(evaluation, &result, subset, metric);
}

static void note_ties(struct evaluation *evaluation, const struct subset *subset,
                      struct result *result)
{
    double pairs = (double)subset->ranked.n_pos * (double)subset->ranked.n_neg;
    double half = ranked_tied_pairs(&subset->ranked) / (2 * pairs);
    char text[160], low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    if (!(half >= 0.00005)) /* would not show in four decimals */
        return;
    result->tie_low = result->estimate.value - half;
    result->tie_high = result->estimate.value + half;
    snprintf(text, sizeof text,
             "ties between the classes count half; broken one way or the other they "
             "give %s to %s",
             numfmt_fixed(low, result->tie_low, 4),
             numfmt_fixed(high, result->tie_high, 4));
    result->estimate.note = result_set_text(evaluation->set, text);
}

static void add_auc(struct evaluation *evaluation, const struct subset *subset,
                    const struct metric *metric, const struct resampled *resampled,
                    const struct estimate *closed)
{
    struct result result = evaluation_result(evaluation, subset, metric->name);
    bool is_one = !resampled->auc.method || !closed->method ||
                  !strcmp(resampled->auc.method, closed->method) ||
                  verification_withholds(evaluation, subset, metric, &result);

    if (!is_one) {
        result.estimate = resampled->auc;
        add(evaluation, &result, subset, metric);
    }
    result.estimate = *closed;
    if (!result.estimate.note && closed->status == STATUS_OK)
        note_ties(evaluation, subset, &result);
    add(evaluation, &result, subset, metric);
}

size_t evaluation_prevalences(const struct evaluation *evaluation,
                              const struct subset *subset)
{
    const struct request *request = evaluation->request;

    return request->prevalence_is_stated || !*subset->group ? request->n_prevalences
                                                            : 0;
}

static void add_precisions_at(struct evaluation *evaluation,
                              const struct subset *subset, const struct metric *metric,
                              const struct resampled *resampled)
{
    for (size_t i = 0; i < evaluation_prevalences(evaluation, subset); i++) {
        struct result result = evaluation_result(evaluation, subset, metric->name);

        result.estimate = resampled->precision_at[i];
        result.prevalence = evaluation->request->prevalences[i];
        if (isnan(result.estimate.value)) {
            result.estimate.status = STATUS_UNDEFINED;
            result.estimate.note = "a class has no studies";
        }
        add(evaluation, &result, subset, metric);
    }
}

static void add_average_precision(struct evaluation *evaluation,
                                  const struct subset *subset,
                                  const struct metric *metric,
                                  const struct resampled *resampled)
{
    struct result result = evaluation_result(evaluation, subset, metric->name);

    result.estimate = resampled->average_precision;
    if (isnan(result.estimate.value)) {
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "no positive studies";
    } else if (!subset->ranked.n_neg) {
        result.estimate.note = "no interval: no negative studies";
    }
    add(evaluation, &result, subset, metric);
    add_precisions_at(evaluation, subset, metric, resampled);
}

static void add_rank_metric(struct evaluation *evaluation, const struct subset *subset,
                            const struct metric *metric,
                            const struct resampled *resampled,
                            const struct estimate *closed)
{
    if (!strcmp(metric->name, "auc"))
        add_auc(evaluation, subset, metric, resampled, closed);
    else
        add_average_precision(evaluation, subset, metric, resampled);
}

/* Studies without output that count as flagged or not have no probability. */
static void leave_out_imputed(struct result *result, const struct ranked *ranked)
{
    for (size_t b = 0; b < ranked->n_blocks; b++)
        if (isinf(ranked->score[b])) {
            result->n_pos -= (double)ranked->pos[b];
            result->n_neg -= (double)ranked->neg[b];
        }
    result->n = result->n_pos + result->n_neg;
}

static void add_probability_metric(struct evaluation *evaluation,
                                   const struct subset *subset,
                                   const struct metric *metric)
{
    struct result result = evaluation_result(evaluation, subset, metric->name);

    if (evaluation->cohort->direction == SCORE_LOW) {
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "low scores mean the finding";
    } else if (evaluation->scores_are_probabilities) {
        struct interval_spec spec =
            subset_spec(subset, &evaluation->request->spec, SIZE_MAX);

        result.estimate = metric->of_probabilities(&subset->ranked, &spec);
        leave_out_imputed(&result, &subset->ranked);
    } else {
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "scores outside [0,1]";
    }
    add(evaluation, &result, subset, metric);
}

/* What the table means where another share of the studies has the finding. */
static void add_at_prevalences(struct evaluation *evaluation,
                               const struct subset *subset, size_t point)
{
    const struct metric *const *metric = metrics_all(NULL);
    struct interval_spec spec = subset_spec(subset, &evaluation->request->spec, point);

    for (size_t p = 0; p < evaluation_prevalences(evaluation, subset); p++)
        for (size_t i = 0; metric[i]; i++) {
            struct result result =
                evaluation_result(evaluation, subset, metric[i]->name);

            if (!evaluation->request->wanted[i] || !at_prevalence_applies(metric[i]))
                continue;
            result.prevalence = evaluation->request->prevalences[p];
            result.estimate = at_prevalence_estimate(metric[i], &subset->counts[point],
                                                     result.prevalence, &spec);
            evaluation_set_point(evaluation, &result, point);
            add(evaluation, &result, subset, metric[i]);
        }
}

/* The accuracy of flagging everything or nothing, beside which every accuracy must be read: `pi` NaN is the file's own
 * prevalence. */
static void add_trivial_model(struct evaluation *evaluation,
                              const struct subset *subset, bool flags_all, double pi)
{
    const struct metric *accuracy = metric_find("accuracy");
    uint64_t pos = subset->ranked.n_pos, neg = subset->ranked.n_neg;
    struct counts counts = flags_all ? (struct counts){.tp = pos, .fp = neg}
                                     : (struct counts){.fn = pos, .tn = neg};
    struct result result = evaluation_result(evaluation, subset, accuracy->name);

    result.scenario = flags_all ? "flag-all" : "flag-none";
    result.prevalence = pi;
    if (isnan(pi)) {
        result.estimate =
            metric_estimate(accuracy, &counts, &evaluation->request->spec);
        result.numerator = (double)(counts.tp + counts.tn);
        result.denominator = (double)(pos + neg);
        /* The trivial model's accuracy is a matter of the mix of studies, not of a model: no interval. */
        result.estimate.low = result.estimate.high = NAN;
        result.estimate.method = NULL;
        verification_apply(evaluation, subset, accuracy, &result);
    } else {
        result.estimate.value = flags_all ? pi : 1 - pi;
    }
    result_set_add(evaluation->set, &result);
}

static void add_trivial_models(struct evaluation *evaluation,
                               const struct subset *subset)
{
    if (!request_wants(evaluation->request, "accuracy") || !evaluation->n_points)
        return;
    for (int flags_all = 1; flags_all >= 0; flags_all--) {
        add_trivial_model(evaluation, subset, flags_all, NAN);
        for (size_t p = 0; p < evaluation_prevalences(evaluation, subset); p++)
            add_trivial_model(evaluation, subset, flags_all,
                              evaluation->request->prevalences[p]);
    }
}

/* Metrics at one operating point, or (of kind METRIC_COHORT) of the classes alone. */
static void add_table_metrics(struct evaluation *evaluation,
                              const struct subset *subset, size_t point,
                              const struct resampled *resampled)
{
    const struct metric *const *metric = metrics_all(NULL);
    struct interval_spec spec = subset_spec(subset, &evaluation->request->spec, point);

    for (size_t i = 0; metric[i]; i++) {
        const struct counts *counts = &subset->counts[point];
        struct estimate estimate;

        if (!evaluation->request->wanted[i] ||
            (metric[i]->kind != METRIC_COUNT && metric[i]->kind != METRIC_THRESHOLD))
            continue;
        estimate = metric[i]->acceleration ? resampled->mcc[point]
                                           : metric_estimate(metric[i], counts, &spec);
        add_counted(evaluation, subset, metric[i], point, counts, &estimate);
    }
}

void measure_subset(struct evaluation *evaluation, const struct subset *subset,
                    const struct boot_result *drawn)
{
    const struct metric *const *metric = metrics_all(NULL);
    struct interval_spec spec =
        subset_spec(subset, &evaluation->request->spec, SIZE_MAX);
    struct auc_basis basis = auc_basis_of(subset, spec.confidence);
    struct counts classes = subset_classes(subset);
    struct resampled resampled;

    resample_subset(&resampled, evaluation, subset, &basis, drawn);
    for (size_t i = 0; metric[i]; i++) {
        if (!evaluation->request->wanted[i])
            continue;
        if (metric[i]->kind == METRIC_COHORT) {
            struct estimate estimate = metric_estimate(metric[i], &classes, &spec);

            add_counted(evaluation, subset, metric[i], 0, &classes, &estimate);
        } else if (metric[i]->kind == METRIC_RANK) {
            add_rank_metric(evaluation, subset, metric[i], &resampled, &basis.closed);
        } else if (metric[i]->kind == METRIC_PROBABILITY) {
            add_probability_metric(evaluation, subset, metric[i]);
        }
    }
    for (size_t point = 0; point < evaluation->n_points; point++) {
        add_table_metrics(evaluation, subset, point, &resampled);
        add_at_prevalences(evaluation, subset, point);
    }
    add_trivial_models(evaluation, subset);
    resampled_release(&resampled);
}
