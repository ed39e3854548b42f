/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points chosen on the file: how much of what they show is owed to the choice, and which threshold is sure to do. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "boot/bca.h"
#include "boot/selection.h"
#include "eval/evaluation.h"
#include "eval/verification.h"

/* ---- Corrected for optimism ---------------------------------------------- */

/* Of the rules of all chosen points, in their order. */
struct replicates {
    size_t n;
    size_t n_rules;
    struct operating_rule *rules; /* [n_rules] */
    struct boot_choice *choices;  /* [n * n_rules] */
};

static bool can_be_corrected(const struct metric *metric)
{
    return metric->kind == METRIC_THRESHOLD && isfinite(metric->range_low) &&
           isfinite(metric->range_high);
}

/* Optimism of the metric in each replicate, those left out in which it is undefined; returns how many are left. */
static size_t optimisms(double *values, const struct replicates *replicates,
                        size_t rule, const struct metric *metric)
{
    size_t n = 0;

    for (size_t r = 0; r < replicates->n; r++) {
        const struct boot_choice *c =
            &replicates->choices[r * replicates->n_rules + rule];
        double x = metric->value(&c->drawn) - metric->value(&c->studies);

        if (isfinite(x))
            values[n++] = x;
    }
    return n;
}

/* Turns the apparent estimate into the corrected one. */
static void correct(struct result *result, double *values, size_t n,
                    const struct metric *metric, double confidence)
{
    struct limits range = {metric->range_low, metric->range_high};
    struct corrected corrected =
        boot_correct(&result->estimate, values, n, range, confidence);

    result->optimism = corrected.optimism;
    result->estimate = (struct estimate)ESTIMATE_NONE;
    result->estimate.value = corrected.value;
    result->estimate.low = corrected.limits.low;
    result->estimate.high = corrected.limits.high;
    result->estimate.std_error = boot_std_error(values, n);
    result->estimate.method = "bootstrap-selection";
}

static void add_note(struct evaluation *evaluation, struct result *result, size_t n)
{
    char text[128], mean[NUMFMT_SIZE], error[NUMFMT_SIZE];

    snprintf(text, sizeof text, "optimism %s (Monte Carlo error %s)",
             numfmt_fixed(mean, result->optimism, 4),
             numfmt_fixed(error, result->estimate.std_error / sqrt((double)n), 4));
    result->estimate.note = result_set_text(evaluation->set, text);
}

static void add_corrected(struct evaluation *evaluation, size_t point, size_t rule,
                          const struct metric *metric,
                          const struct replicates *replicates)
{
    const struct subset *whole = &evaluation->whole;
    struct result result = evaluation_result(evaluation, whole, metric->name);
    double *values = xcalloc(replicates->n, sizeof *values);
    size_t n = optimisms(values, replicates, rule, metric);
    struct interval_spec spec = subset_spec(whole, &evaluation->request->spec, point);

    result.scenario = "corrected";
    result.estimate = metric_estimate(metric, &whole->counts[point], &spec);
    if (isfinite(result.estimate.value) && n > 0) {
        correct(&result, values, n, metric, spec.confidence);
        add_note(evaluation, &result, n);
        evaluation_name_method(evaluation, whole, &result.estimate);
    } else {
        result.estimate = (struct estimate)ESTIMATE_NONE;
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "undefined at the chosen threshold";
    }
    evaluation_set_point(evaluation, &result, point);
    verification_apply(evaluation, whole, metric, &result);
    if (isnan(result.estimate.value))
        result.optimism = NAN;
    else
        result.conf_level = spec.confidence;
    result_set_add(evaluation->set, &result);
    free(values);
}

static void resample(struct replicates *replicates, const struct evaluation *evaluation)
{
    const struct subset *whole = &evaluation->whole;
    struct boot_plan plan = {.replicates = evaluation->request->replicates,
                             .key = evaluation_key(evaluation, "selection", "", ""),
                             .n_threads = evaluation->request->n_threads,
                             .kernel = evaluation->request->kernel,
                             .clusters = whole->clusters,
                             .tick = evaluation->watch->tick,
                             .tick_ctx = evaluation->watch->ctx};

    replicates->choices =
        xcalloc(replicates->n * replicates->n_rules, sizeof *replicates->choices);
    boot_select(replicates->choices, &whole->ranked, replicates->rules,
                replicates->n_rules, &plan);
}

static void add_all_corrected(struct evaluation *evaluation)
{
    const struct subset *whole = &evaluation->whole;
    const struct metric *const *metric = metrics_all(NULL);
    struct replicates replicates = {
        .n = evaluation->request->replicates,
        .rules = xcalloc(evaluation->n_points, sizeof *replicates.rules)};
    size_t rule = 0;

    for (size_t p = 0; p < evaluation->n_points; p++)
        if (evaluation->points[p].selection)
            replicates.rules[replicates.n_rules++] = *evaluation->points[p].selection;
    if (replicates.n_rules && replicates.n && whole->ranked.n_pos &&
        whole->ranked.n_neg) {
        resample(&replicates, evaluation);
        for (size_t p = 0; p < evaluation->n_points; p++) {
            if (!evaluation->points[p].selection)
                continue;
            for (size_t i = 0; metric[i]; i++)
                if (evaluation->request->wanted[i] && can_be_corrected(metric[i]))
                    add_corrected(evaluation, p, rule, metric[i], &replicates);
            rule++;
        }
    }
    free(replicates.choices);
    free(replicates.rules);
}

/* ---- Guaranteed ---------------------------------------------------------- */

/* "26 of 738 studies with the finding": how many the threshold misses or flags here. */
static void add_units(struct strbuf *out, const struct evaluation *evaluation,
                      const struct guarantee *g, bool of_positives)
{
    bool by_patient = evaluation->whole.clusters;
    char k[NUMFMT_SIZE], m[NUMFMT_SIZE];

    strbuf_addf(out, "%s%s of %s %s %s the finding",
                of_positives ? "missed: " : "flagged: ", numfmt_count(k, g->rank - 1),
                numfmt_count(m, g->units), by_patient ? "patients" : "studies",
                of_positives ? "with" : "without");
}

static const char *note_guarantee(struct evaluation *evaluation,
                                  const struct point *point, bool of_positives)
{
    const struct guarantee *g = &point->guarantee;
    const char *units = evaluation->whole.clusters ? "patients" : "studies";
    const char *which = of_positives ? "with" : "without";
    struct strbuf text = STRBUF_INIT;
    char number[NUMFMT_SIZE];
    const char *note;

    if (g->is_there) {
        strbuf_addf(&text, "P(%s) = %s, one-sided; ", point->rule,
                    numfmt_people(number, g->probability));
        add_units(&text, evaluation, g, of_positives);
    } else if (g->rank) {
        strbuf_adds(&text, "too many of them have no output");
    } else if (g->least) {
        strbuf_addf(&text, "too few: %s %s %s the finding, ",
                    numfmt_count(number, g->units), units, which);
        strbuf_addf(&text, "%s would do", numfmt_count(number, g->least));
    } else {
        strbuf_addf(&text, "no number of %s is enough", units);
    }
    note = result_set_text(evaluation->set, text.text);
    strbuf_release(&text);
    return note;
}

/* The metric at the guaranteed threshold; if it is the one that is guaranteed, with the bound that is. */
static void fill_guaranteed(struct result *result, const struct evaluation *evaluation,
                            const struct metric *metric, const struct guarantee *g,
                            bool is_target)
{
    const struct subset *whole = &evaluation->whole;
    struct interval_spec spec =
        subset_spec(whole, &evaluation->request->spec, SIZE_MAX);
    struct counts counts = counts_at(&whole->ranked, g->cutoff), *patients = NULL;
    struct proportion p = metric->proportion(&counts);

    if (whole->clusters)
        spec.patients = patients =
            clusters_counts_at(whole->clusters, &whole->ranked, g->cutoff);
    result->estimate = metric_estimate(metric, &counts, &spec);
    result->numerator = p.x;
    result->denominator = p.k;
    if (is_target) {
        result->estimate.low = fmin(g->bound, result->estimate.value);
        result->estimate.high = 1;
        result->estimate.method = "order-statistic";
    }
    free(patients);
}

/* Lacking truth may forbid to say what a threshold reaches (eval/verification.h): then none is guaranteed. */
static bool is_forbidden(const struct evaluation *evaluation, size_t point)
{
    const struct point *at = &evaluation->points[point];
    bool of_positives = at->selection->criterion == CHOOSE_SENSITIVITY;
    const struct metric *target =
        metric_find(of_positives ? "sensitivity" : "specificity");
    struct result result =
        evaluation_result(evaluation, &evaluation->whole, target->name);

    evaluation_set_point(evaluation, &result, point);
    return evaluation->whole.verification &&
           verification_withholds(evaluation, &evaluation->whole, target, &result);
}

static void add_guaranteed(struct evaluation *evaluation, size_t point,
                           const char *name)
{
    const struct point *at = &evaluation->points[point];
    const struct guarantee *g = &at->guarantee;
    const struct metric *metric = metric_find(name);
    bool of_positives = at->selection->criterion == CHOOSE_SENSITIVITY;
    bool is_target = of_positives == !strcmp(name, "sensitivity");
    struct result result = evaluation_result(evaluation, &evaluation->whole, name);

    if (!request_wants(evaluation->request, name))
        return;
    result.scenario = "guaranteed";
    if (g->is_there)
        fill_guaranteed(&result, evaluation, metric, g, is_target);
    else
        result.estimate.status = STATUS_UNDEFINED;
    if (is_target || !g->is_there)
        result.estimate.note = note_guarantee(evaluation, at, of_positives);
    evaluation_set_point(evaluation, &result, point);
    verification_apply(evaluation, &evaluation->whole, metric, &result);
    result.threshold = is_forbidden(evaluation, point) ? NAN : g->threshold;
    if (!isnan(result.estimate.low))
        result.conf_level = evaluation->request->spec.confidence;
    evaluation_name_method(evaluation, &evaluation->whole, &result.estimate);
    result_set_add(evaluation->set, &result);
}

/* ---- Unmet --------------------------------------------------------------- */

/* A rule that no threshold meets still has records, which say so. */
static void add_unmet(struct evaluation *evaluation, const struct point *point,
                      struct notes *notes)
{
    static const char *const names[] = {"sensitivity", "specificity"};

    for (size_t i = 0; i < 2; i++) {
        struct result result =
            evaluation_result(evaluation, &evaluation->whole, names[i]);

        if (!request_wants(evaluation->request, names[i]))
            continue;
        result.point = point->name;
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "no threshold meets the rule";
        result_set_add(evaluation->set, &result);
    }
    notes_addf(notes, "No threshold of %s for %s meets %s: there is no point %s.",
               evaluation->model, evaluation->finding, point->rule, point->name);
}

/* ---- Notes --------------------------------------------------------------- */

static void note_point(const struct evaluation *evaluation, const struct point *point,
                       struct notes *notes)
{
    char n[NUMFMT_SIZE];

    if (point->n_tied > 1)
        notes_addf(notes,
                   "%s of %s for %s: %s thresholds are equally good; the highest is "
                   "taken.",
                   point->name, evaluation->model, evaluation->finding,
                   numfmt_count(n, point->n_tied));
    if (point->selection && isinf(point->threshold))
        notes_addf(notes,
                   "%s of %s for %s flags no study: its rule (%s) has nothing better.",
                   point->name, evaluation->model, evaluation->finding, point->rule);
}

static void note_not_locked(const struct evaluation *evaluation,
                            const struct point_list *list, struct notes *notes)
{
    struct strbuf names = STRBUF_INIT;

    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].source == POINT_LOCKED &&
            list->items[i].status == STATUS_EXPLORATORY)
            strbuf_addf(&names, "%s%s", names.length ? ", " : "", list->items[i].name);
    if (names.length)
        notes_addf(notes,
                   "Points of the file that were chosen on these very studies, so that "
                   "their numbers are as optimistic as those of any point chosen here: "
                   "%s of %s for %s.",
                   names.text, evaluation->model, evaluation->finding);
    strbuf_release(&names);
}

void measure_chosen(struct evaluation *evaluation, const struct point_list *list,
                    struct notes *notes)
{
    add_all_corrected(evaluation);
    for (size_t p = 0; p < list->n; p++) {
        if (list->items[p].guarantee.is_asked) {
            add_guaranteed(evaluation, p, "sensitivity");
            add_guaranteed(evaluation, p, "specificity");
        }
        note_point(evaluation, &list->items[p], notes);
    }
    note_not_locked(evaluation, list, notes);
    for (size_t i = 0; i < list->n_unmet; i++)
        add_unmet(evaluation, &list->unmet[i], notes);
}

static void remember(struct evaluation *evaluation, const struct point *point,
                     const char *name, double threshold, const char *rule)
{
    result_set_add_point(evaluation->set,
                         &(struct result_point){.model = evaluation->model,
                                                .finding = evaluation->finding,
                                                .name = name,
                                                .threshold = threshold,
                                                .rule = rule,
                                                .source_digest = point->source_digest,
                                                .status = point->status});
}

void remember_points(struct evaluation *evaluation, const struct point_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct point *point = &list->items[i];
        struct strbuf name = STRBUF_INIT, rule = STRBUF_INIT;
        char confidence[NUMFMT_SIZE];

        remember(evaluation, point, point->name, point->threshold, point->rule);
        if (point->guarantee.is_there && !is_forbidden(evaluation, i)) {
            strbuf_addf(&name, "%s%s", point->name, POINT_GUARANTEED);
            strbuf_addf(
                &rule, "%s with confidence %s", point->rule,
                numfmt_record(confidence, evaluation->request->spec.confidence));
            remember(evaluation, point, name.text, point->guarantee.threshold,
                     rule.text);
        }
        strbuf_release(&name);
        strbuf_release(&rule);
    }
}
