/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sort.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "boot/bca.h"
#include "boot/boot.h"

struct boot_plan sweep_boot_plan(const struct sweep_task *task, const char *purpose,
                                 const struct subset_names *names,
                                 const struct subset *subset)
{
    uint64_t key = rng_key(task->request->seed);

    key = rng_key_text(key, purpose);
    key = rng_key_text(key, names->finding);
    key = rng_key_text(key, names->group);
    return (struct boot_plan){.replicates = task->request->replicates,
                              .key = rng_key_text(key, names->level),
                              .n_threads = task->request->n_threads,
                              .clusters = subset->clusters,
                              .kernel = task->request->kernel,
                              .tick = task->watch->tick,
                              .tick_ctx = task->watch->ctx};
}

/* ---- Records of the whole cohort --------------------------------------------- */

/* Metrics that a sweep records: what belongs to the curve and its points. */
static bool is_recorded(const struct metric *metric)
{
    return metric->kind == METRIC_COHORT || metric->kind == METRIC_COUNT ||
           (metric->kind == METRIC_THRESHOLD && !metric->acceleration) ||
           !strcmp(metric->name, "auc");
}

static enum err_code record_points(struct result_set *set,
                                   const struct sweep_task *task, struct notes *notes,
                                   struct err *err)
{
    size_t n;
    const struct metric *const *metric = metrics_all(&n);
    struct request request = *task->request;
    struct cohort whole = *task->cohort;
    enum err_code code;

    request.wanted = xcalloc(n, sizeof *request.wanted);
    for (size_t i = 0; i < n; i++)
        request.wanted[i] = task->request->wanted[i] && is_recorded(metric[i]);
    if (task->curves_only)
        request.replicates = 0;
    whole.n_groups = 0;
    code = evaluate(set, &whole, task->binding, &request, task->watch, notes, err);
    free(request.wanted);
    return code;
}

/* ---- Partial areas ------------------------------------------------------------ */

/* "fpr=0:0.2": which part of the curve. */
static const char *window_name(struct result_set *set, const struct roc_window *window)
{
    struct strbuf name = STRBUF_INIT;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];
    const char *text;

    strbuf_addf(&name, "%s=%s:%s", window->axis == ROC_FPR ? "fpr" : "tpr",
                numfmt_record(low, window->low), numfmt_record(high, window->high));
    text = result_set_text(set, name.text);
    strbuf_release(&name);
    return text;
}

/* The percentile interval of a partial area; its replicates are sorted. */
static void set_interval(struct estimate *estimate, double *values, size_t n,
                         const struct sweep_task *task, bool by_patient)
{
    struct bca_limits found;

    if (n == 0)
        return;
    gsl_sort(values, 1, n);
    if (values[0] == values[n - 1]) {
        estimate->note = "no interval: the replicates are degenerate";
        return;
    }
    found = percentile_from_sorted(values, n, task->request->spec.confidence);
    estimate->low = fmin(found.limits.low, estimate->value);
    estimate->high = fmax(found.limits.high, estimate->value);
    estimate->std_error = boot_std_error(values, n);
    estimate->monte_carlo_error = found.monte_carlo_error;
    estimate->method =
        by_patient ? "bootstrap-percentile-clustered" : "bootstrap-percentile";
}

/* The index is a straight line of the area, and so are its limits. */
static struct estimate indexed(const struct estimate *area,
                               const struct roc_window *window)
{
    struct estimate index = *area;

    index.value = roc_mcclish(area->value, window);
    index.low = roc_mcclish(area->low, window);
    index.high = roc_mcclish(area->high, window);
    index.std_error *= roc_mcclish(1, window) - roc_mcclish(0, window);
    if (index.value < 0.5 && !index.note)
        index.note = "below 0.5: the curve runs below chance in this range";
    return index;
}

static void set_studies(struct result *result, const struct subset *subset)
{
    result->n_pos = (double)subset->ranked.n_pos;
    result->n_neg = (double)subset->ranked.n_neg;
    result->n = result->n_pos + result->n_neg;
    if (subset->n_patients)
        result->n_patients = (double)subset->n_patients;
}

static void add_area(struct result_set *set, const struct subset_names *names,
                     const struct subset *subset, const struct roc_window *window,
                     const struct estimate *area, const struct sweep_task *task)
{
    struct result result = RESULT_NONE;
    uint64_t least = task->request->min_group;

    result.model = names->model;
    result.finding = names->finding;
    result.group = names->group;
    result.level = names->level;
    result.metric = "partial_auc";
    result.scenario = window_name(set, window);
    result.estimate = *area;
    set_studies(&result, subset);
    if (isnan(area->value)) {
        result.estimate.status = STATUS_UNDEFINED;
        if (!result.estimate.note)
            result.estimate.note = "a class has no studies";
    } else if (*names->group &&
               (subset->units_pos < least || subset->units_neg < least)) {
        result.estimate.status = STATUS_TOO_FEW;
    }
    if (!isnan(area->low))
        result.conf_level = task->request->spec.confidence;
    result_set_add(set, &result);
    result.metric = "partial_auc_mcclish";
    result.estimate = indexed(&result.estimate, window);
    result_set_add(set, &result);
}

static void record_areas(struct result_set *set, const struct subset_names *names,
                         const struct subset *subset, const struct sweep_task *task,
                         bool is_cut)
{
    size_t n = task->sweep->n_windows, replicates = task->request->replicates;
    struct boot_request wanted = {.n_windows = n, .windows = task->sweep->windows};
    struct boot_plan plan = sweep_boot_plan(task, "partial_auc", names, subset);
    struct boot_result boot = {0};
    double *values = xcalloc(replicates, sizeof *values);

    if (n && replicates && !is_cut && subset->ranked.n_pos && subset->ranked.n_neg)
        boot_run(&boot, &subset->ranked, &wanted, &plan);
    for (size_t w = 0; w < n; w++) {
        const struct roc_window *window = &task->sweep->windows[w];
        struct estimate area = ESTIMATE_NONE;

        area.value = is_cut ? NAN : roc_partial_area(&subset->ranked, window);
        area.note = is_cut ? "not estimable: the scores that have truth are cut" : NULL;
        for (size_t r = 0; r < boot.replicates; r++)
            values[r] = boot.partial_areas[r * n + w];
        set_interval(&area, values, boot.replicates, task, subset->clusters != NULL);
        add_area(set, names, subset, window, &area, task);
    }
    boot_result_release(&boot);
    free(values);
}

/* ---- Curves ------------------------------------------------------------------- */

/* What the curves of a sweep go to. */
struct sweeping {
    struct result_set *set;
    struct curve_set *curves;
    const struct sweep_task *task;
    bool any_withheld;
};

static void sweep_subset(void *ctx, const struct cohort_choice *choice,
                         const struct subset_names *names, const struct subset *subset)
{
    struct sweeping *sweeping = ctx;
    const struct sweep_task *task = sweeping->task;
    struct curve *curve =
        curve_set_add(sweeping->curves, names, subset, task->request, task->sweep,
                      task->cohort->direction == SCORE_LOW);

    if (task->sweep->band != BAND_NONE && task->request->replicates)
        curve_add_bands(sweeping->curves, curve, subset, task);
    sweeping->any_withheld |= curve_withhold(sweeping->curves, curve, task, choice);
    if (!task->curves_only)
        record_areas(sweeping->set, names, subset, task, curve_is_cut(task, choice));
}

static uint64_t count_replicates(const struct sweep_task *task)
{
    uint64_t n = 1, runs = (task->sweep->band != BAND_NONE) +
                           (task->sweep->n_windows && !task->curves_only);

    for (size_t i = 0; i < task->cohort->n_groups; i++)
        n += task->cohort->groups[i].n_levels;
    return n * runs * task->binding->n_pairs * task->request->replicates;
}

enum err_code sweep_run(struct result_set *set, struct curve_set *curves,
                        const struct sweep_task *task, struct notes *notes,
                        struct err *err)
{
    struct sweeping sweeping = {set, curves, task, false};

    if (record_points(set, task, notes, err))
        return err->code;
    if (task->watch->total)
        task->watch->total(task->watch->ctx, count_replicates(task));
    each_subset(task->cohort, task->binding, sweep_subset, &sweeping);
    if (sweeping.any_withheld)
        notes_addf(notes, "Studies without truth: what they forbid to estimate is left "
                          "empty in the curves; tp, fp, tn and fn count studies with "
                          "truth only.");
    return ERR_OK;
}
