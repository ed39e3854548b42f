/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap intervals of AUC, average precision and MCC of one subset. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sort.h>

#include "base/mem.h"
#include "base/rng.h"
#include "boot/bca.h"
#include "boot/boot.h"
#include "eval/evaluation.h"
#include "stats/auc.h"
#include "stats/effective.h"
#include "stats/jackknife.h"
#include "stats/pr.h"

uint64_t evaluation_key(const struct evaluation *evaluation, const char *purpose,
                        const char *group, const char *level)
{
    uint64_t key = rng_key(evaluation->request->seed);

    key = rng_key_text(key, purpose);
    key = rng_key_text(key, evaluation->finding);
    key = rng_key_text(key, group);
    return rng_key_text(key, level);
}

static void set_error(const struct evaluation *evaluation, struct estimate *estimate,
                      double monte_carlo_error)
{
    char text[128];

    estimate->monte_carlo_error = monte_carlo_error;
    if (isnan(monte_carlo_error) ||
        monte_carlo_error < 1e-12) /* replicates all alike */
        return;
    snprintf(text, sizeof text, "Monte Carlo error of the limits %.2g",
             monte_carlo_error);
    estimate->note = result_set_text(evaluation->set, text);
}

static bool all_same(const double *sorted, size_t n)
{
    return n == 0 || sorted[0] == sorted[n - 1];
}

/* An interval contains its estimate: the bootstrap's may miss it when replicates are skewed, so it is widened to it. */
static void set_limits(struct estimate *estimate, struct limits limits,
                       const char *method)
{
    estimate->low = fmin(limits.low, estimate->value);
    estimate->high = fmax(limits.high, estimate->value);
    estimate->method = method;
}

struct replicates {
    double *values; /* [n], sorted by who reads them */
    size_t n;
    double confidence;
};

/* BCa of replicates that may contain NaN (undefined in a replicate); says why there is no interval. */
static void set_bca(const struct evaluation *evaluation, struct estimate *estimate,
                    struct replicates replicates, double acceleration)
{
    double *values = replicates.values;
    size_t n = replicates.n;
    struct bca_limits bca;
    size_t defined = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            values[defined++] = values[i];
    if (defined < n - n / 20) {
        estimate->note = "no interval: undefined in more than 5 % of the replicates";
        return;
    }
    estimate->std_error = boot_std_error(values, defined);
    gsl_sort(values, 1, defined);
    bca = bca_from_sorted(values, defined, estimate->value, acceleration,
                          replicates.confidence);
    if (bca.failed || isnan(acceleration) || all_same(values, defined)) {
        estimate->note = "no interval: the replicates are degenerate";
        estimate->std_error = NAN;
        return;
    }
    set_limits(estimate, bca.limits, "bootstrap-bca");
    set_error(evaluation, estimate, bca.monte_carlo_error);
}

static const char *auc_method(enum auc_interval interval)
{
    switch (interval) {
    case AUC_BCA:
        return "bootstrap-bca";
    case AUC_PERCENTILE:
        return "bootstrap-percentile";
    case AUC_BASIC:
        return "bootstrap-basic";
    case AUC_STUDENTIZED:
        return "bootstrap-studentized";
    case AUC_DELONG:
        break;
    }
    return "delong-logit";
}

static struct bca_limits auc_limits(const struct request *request,
                                    const struct auc_basis *basis,
                                    const struct boot_result *boot,
                                    const double *sorted, double confidence)
{
    size_t n = boot->replicates;

    switch (request->interval) {
    case AUC_PERCENTILE:
        return percentile_from_sorted(sorted, n, confidence);
    case AUC_BASIC:
        return basic_from_sorted(sorted, n, basis->auc, confidence);
    case AUC_STUDENTIZED:
        return studentized_logit(boot->auc, boot->auc_std_error, n, basis->auc,
                                 basis->std_error, confidence);
    case AUC_BCA:
    case AUC_DELONG:
        break;
    }
    return bca_from_sorted(sorted, n, basis->auc, basis->acceleration, confidence);
}

/* Falls back to the closed form (logit-DeLong or method 5, named in its method) where the bootstrap has no limits. */
static struct estimate auc_estimate(const struct evaluation *evaluation,
                                    const struct auc_basis *basis,
                                    const struct boot_result *boot, double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct bca_limits found;
    double *sorted;

    if (basis->is_degenerate)
        return basis->closed;
    sorted = xrealloc(NULL, boot->replicates, sizeof *sorted);
    memcpy(sorted, boot->auc, boot->replicates * sizeof *sorted);
    gsl_sort(sorted, 1, boot->replicates);
    found = auc_limits(evaluation->request, basis, boot, sorted, confidence);
    free(sorted);
    if (found.failed)
        return basis->closed;
    estimate.value = basis->auc;
    estimate.std_error = boot_std_error(boot->auc, boot->replicates);
    set_error(evaluation, &estimate, found.monte_carlo_error);
    if (found.limits.low < 0 || found.limits.high > 1)
        estimate.note = "limits outside [0,1] are cut off";
    found.limits.low = fmax(found.limits.low, 0);
    found.limits.high = fmin(found.limits.high, 1);
    set_limits(&estimate, found.limits, auc_method(evaluation->request->interval));
    return estimate;
}

double resample_mcc_acceleration(const struct subset *subset, size_t point)
{
    const struct metric *mcc = metric_find("mcc");

    if (!subset->clusters)
        return mcc->acceleration(&subset->counts[point]);
    return jackknife_of_counts(mcc->value, &subset->counts[point],
                               subset->patients[point], subset->clusters->n_patients);
}

double resample_precision_acceleration(const struct subset *subset, double pi)
{
    if (subset->clusters)
        return jackknife_of_average_precision(subset->clusters, &subset->ranked, pi);
    return isnan(pi) ? pr_acceleration(&subset->ranked)
                     : pr_acceleration_at(&subset->ranked, pi);
}

static bool has_empty_cell(const struct counts *c)
{
    return !c->tp || !c->fp || !c->fn || !c->tn;
}

static void mcc_estimates(struct resampled *resampled,
                          const struct evaluation *evaluation,
                          const struct subset *subset, const struct boot_result *boot)
{
    const struct metric *mcc = metric_find("mcc");
    double *values = xcalloc(boot->replicates, sizeof *values);

    for (size_t p = 0; p < evaluation->n_points; p++) {
        struct estimate *estimate = &resampled->mcc[p];

        if (isnan(estimate->value))
            continue;
        if (has_empty_cell(&subset->counts[p])) {
            estimate->note = "no interval: a class that is all right or all wrong does "
                             "not vary in the bootstrap";
            continue;
        }
        for (size_t r = 0; r < boot->replicates; r++)
            values[r] = mcc->value(&boot->counts[r * evaluation->n_points + p]);
        set_bca(evaluation, estimate,
                (struct replicates){values, boot->replicates, resampled->confidence},
                resample_mcc_acceleration(subset, p));
    }
    free(values);
}

static void precision_estimate(struct resampled *resampled,
                               const struct evaluation *evaluation,
                               const struct subset *subset,
                               const struct boot_result *boot)
{
    size_t n = boot->replicates;
    double *values = xcalloc(n, sizeof *values);

    memcpy(values, boot->average_precision, n * sizeof *values);
    set_bca(evaluation, &resampled->average_precision,
            (struct replicates){values, n, resampled->confidence},
            resample_precision_acceleration(subset, NAN));
    free(values);
}

static void precision_estimates(struct resampled *resampled,
                                const struct evaluation *evaluation,
                                const struct subset *subset,
                                const struct boot_result *boot)
{
    size_t n = evaluation_prevalences(evaluation, subset);
    double *values = xcalloc(boot->replicates, sizeof *values);

    for (size_t i = 0; i < n; i++) {
        for (size_t r = 0; r < boot->replicates; r++)
            values[r] = boot->precision_at[r * n + i];
        set_bca(evaluation, &resampled->precision_at[i],
                (struct replicates){values, boot->replicates, resampled->confidence},
                resample_precision_acceleration(subset,
                                                evaluation->request->prevalences[i]));
    }
    free(values);
}

struct boot_request resample_request(const struct evaluation *evaluation,
                                     const struct subset *subset)
{
    const struct request *request = evaluation->request;
    bool wants_mcc = request_wants(request, "mcc");

    return (struct boot_request){
        .want_auc = request_wants(request, "auc") && request->interval != AUC_DELONG,
        .want_auc_std_error =
            request_wants(request, "auc") && request->interval == AUC_STUDENTIZED,
        .want_average_precision = request_wants(request, "average_precision"),
        .n_prevalences = request_wants(request, "average_precision")
                             ? evaluation_prevalences(evaluation, subset)
                             : 0,
        .prevalences = request->prevalences,
        .n_thresholds = wants_mcc ? evaluation->n_points : 0,
        .thresholds = evaluation->cutoffs,
    };
}

/* Studies or patients of the class that has fewer. */
static size_t units_of_fewer(const struct subset *subset)
{
    return (size_t)(subset->units_pos < subset->units_neg ? subset->units_pos
                                                          : subset->units_neg);
}

size_t resample_patients(const struct subset *subset)
{
    return subset->clusters ? units_of_fewer(subset) : 0;
}

double resample_confidence(const struct subset *subset, double confidence)
{
    return subset->clusters
               ? effective_boot_confidence(units_of_fewer(subset), confidence)
               : confidence;
}

static void set_precisions(struct resampled *resampled,
                           const struct evaluation *evaluation,
                           const struct subset *subset)
{
    const double *prevalences = evaluation->request->prevalences;

    resampled->average_precision.value = pr_average_precision(&subset->ranked);
    for (size_t i = 0; i < evaluation_prevalences(evaluation, subset); i++)
        resampled->precision_at[i].value =
            pr_average_precision_at(&subset->ranked, prevalences[i]);
}

static void start(struct resampled *resampled, const struct evaluation *evaluation,
                  const struct subset *subset, const struct auc_basis *basis)
{
    *resampled = (struct resampled){
        .confidence = resample_confidence(subset, evaluation->request->spec.confidence),
        .auc = basis->closed,
        .average_precision = ESTIMATE_NONE};
    resampled->precision_at =
        xcalloc(evaluation->request->n_prevalences, sizeof *resampled->precision_at);
    for (size_t i = 0; i < evaluation->request->n_prevalences; i++)
        resampled->precision_at[i] = (struct estimate)ESTIMATE_NONE;
    if (request_wants(evaluation->request, "average_precision"))
        set_precisions(resampled, evaluation, subset);
    resampled->mcc = xcalloc(evaluation->n_points, sizeof *resampled->mcc);
    for (size_t p = 0; p < evaluation->n_points; p++)
        resampled->mcc[p] = metric_estimate(metric_find("mcc"), &subset->counts[p],
                                            &evaluation->request->spec);
}

/* The AUC has its closed form then. */
static void note_too_few(struct resampled *resampled,
                         const struct evaluation *evaluation,
                         const struct subset *subset)
{
    const char *note = subset->clusters
                           ? "no interval: too few patients of a class to resample"
                           : "no interval: too few studies of a class to resample";

    if (!isnan(resampled->average_precision.value))
        resampled->average_precision.note = note;
    for (size_t i = 0; i < evaluation->request->n_prevalences; i++)
        if (!isnan(resampled->precision_at[i].value))
            resampled->precision_at[i].note = note;
    for (size_t p = 0; p < evaluation->n_points; p++)
        if (!isnan(resampled->mcc[p].value))
            resampled->mcc[p].note = note;
}

static struct boot_plan plan_draws(const struct evaluation *evaluation,
                                   const struct subset *subset)
{
    const struct request *request = evaluation->request;

    return (struct boot_plan){
        .replicates = request->replicates,
        .key = evaluation_key(evaluation, "bootstrap", subset->group, subset->level),
        .n_threads = request->n_threads,
        .clusters = subset->clusters,
        .kernel = request->kernel,
        .tick = evaluation->watch->tick,
        .tick_ctx = evaluation->watch->ctx};
}

static void take_replicates(struct resampled *resampled,
                            const struct evaluation *evaluation,
                            const struct subset *subset, const struct auc_basis *basis,
                            const struct boot_result *boot)
{
    struct boot_request wanted = resample_request(evaluation, subset);

    if (wanted.want_auc)
        resampled->auc = auc_estimate(evaluation, basis, boot, resampled->confidence);
    if (wanted.want_average_precision)
        precision_estimate(resampled, evaluation, subset, boot);
    if (wanted.n_prevalences)
        precision_estimates(resampled, evaluation, subset, boot);
    if (wanted.n_thresholds)
        mcc_estimates(resampled, evaluation, subset, boot);
}

void resample_subset(struct resampled *resampled, const struct evaluation *evaluation,
                     const struct subset *subset, const struct auc_basis *basis,
                     const struct boot_result *drawn)
{
    struct boot_request wanted = resample_request(evaluation, subset);
    struct boot_plan plan = plan_draws(evaluation, subset);
    struct boot_result boot;

    start(resampled, evaluation, subset, basis);
    if (!plan.replicates || !subset->ranked.n_pos || !subset->ranked.n_neg ||
        !(wanted.want_auc || wanted.want_average_precision || wanted.n_thresholds))
        return;
    if (!effective_boot_reaches(units_of_fewer(subset), resampled->confidence)) {
        note_too_few(resampled, evaluation, subset);
        return;
    }
    if (drawn) {
        take_replicates(resampled, evaluation, subset, basis, drawn);
        return;
    }
    boot_run(&boot, &subset->ranked, &wanted, &plan);
    take_replicates(resampled, evaluation, subset, basis, &boot);
    boot_result_release(&boot);
}

void resampled_release(struct resampled *resampled)
{
    free(resampled->precision_at);
    free(resampled->mcc);
    *resampled = (struct resampled){0};
}
