/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The differences of one part: in closed form, their tests, and those that only shared replicates can tell. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "boot/difference.h"
#include "boot/shared.h"
#include "eval/comparison_parts.h"
#include "eval/reading.h"
#include "stats/mcnemar.h"
#include "stats/pr.h"
#include "stats/tango.h"

/* ---- Records -------------------------------------------------------------------- */

static const struct request *request_of(const struct comparison_part *part)
{
    return part->comparison->sides->request;
}

/* A p-value of "there is no difference" in the direction asked for; the interval stays two-sided. */
static void set_test(struct paired_difference *difference, enum alternative alternative)
{
    struct margin_test test;

    if (!difference->deviate_at || alternative == ALTERNATIVE_TWO_SIDED ||
        isnan(difference->estimate.p))
        return;
    test = margin_test(difference->deviate_at, difference->ctx, 0, alternative);
    difference->estimate.statistic = test.statistic;
    difference->estimate.df = isfinite(test.df) ? test.df : NAN;
    difference->estimate.p = test.p;
}

/* Decided by the interval that is printed, which the test inverts. */
static void add_verdict(struct strbuf *note, const struct metric *metric,
                        const struct estimate *e, const struct request *request)
{
    struct reading reading = {metric, READING_DIFFERENCE};
    bool above = e->low > -request->margin, below = e->high < request->margin;
    bool from_below = request->margin_alternative == ALTERNATIVE_GREATER;
    bool from_above = request->margin_alternative == ALTERNATIVE_LESS;
    bool is_shown = (above || from_above) && (below || from_below);

    strbuf_adds(note, from_below   ? "not worse by more than "
                      : from_above ? "not higher by more than "
                                   : "no more than ");
    reading_add_limit(note, reading, request->margin);
    strbuf_addf(note, "%s: %s (", from_below || from_above ? "" : " apart",
                is_shown ? "shown" : "not shown");
    if (from_below || from_above) {
        strbuf_addf(note, "%s limit ", from_below ? "lower" : "upper");
        reading_add_apart(note, reading, from_below ? e->low : e->high,
                          from_below ? -request->margin : request->margin);
    } else {
        reading_add_interval(note, reading, e);
    }
    strbuf_addc(note, ')');
}

/* With --margin: the same difference, tested against the margin. */
static void add_margin(const struct resampling *r,
                       const struct paired_difference *difference,
                       const struct metric *metric, const struct result *base)
{
    const struct request *request = request_of(r->part);
    enum alternative alternative = request->margin_alternative;
    struct strbuf note = STRBUF_INIT;
    struct result result = *base;
    struct margin_test test;
    char scenario[64], margin[NUMFMT_SIZE];

    if (isnan(request->margin) || *base->group || !difference->deviate_at ||
        isnan(base->estimate.p) || isnan(base->estimate.low))
        return;
    test = margin_test(difference->deviate_at, difference->ctx, request->margin,
                       alternative);
    snprintf(scenario, sizeof scenario, "margin=%s",
             numfmt_shortest(margin, request->margin));
    add_verdict(&note, metric, &base->estimate, request);
    result.scenario = scenario;
    result.estimate.note = note.text;
    result.estimate.statistic = test.statistic;
    result.estimate.df = isfinite(test.df) ? test.df : NAN;
    result.estimate.p = test.p;
    result_set_add(r->set, &result);
    strbuf_release(&note);
}

/* Returns false if the difference is undefined. */
static bool add(const struct resampling *r, const struct metric *metric,
                const size_t *points, struct paired_difference *difference)
{
    const struct comparison_part *part = r->part;
    struct result result = comparison_result(part, metric->name, "_difference");

    set_test(difference, request_of(part)->alternative);
    comparison_set_estimate(&result, part, metric, points, &difference->estimate);
    if (difference->table.k && result.estimate.status != STATUS_UNDEFINED) {
        result.numerator = (double)difference->table.b - (double)difference->table.c;
        result.denominator = (double)difference->table.k;
    }
    result = *result_set_add(r->set, &result);
    add_margin(r, difference, metric, &result);
    return result.estimate.status != STATUS_UNDEFINED;
}

/* ---- Discordant studies --------------------------------------------------------- */

/* How many of the studies on which the models disagree are the model's: McNemar's tests, two-sided. */
static void add_discordant(const struct resampling *r, const struct metric *metric,
                           const size_t points[2], const struct discordant *table)
{
    struct result result = comparison_result(r->part, metric->name, "_difference");
    struct estimate test = ESTIMATE_NONE;

    if (table->n_patients < table->k) {
        test = tango_patient_test(table);
    } else {
        test.p = mcnemar_test(table->b, table->c).mid_p;
        test.method = "mcnemar-mid-p";
    }
    test.value = test.low = test.high = NAN; /* they stand in the record by Tango */
    comparison_set_estimate(&result, r->part, metric, points, &test);
    if (result.estimate.status == STATUS_UNDEFINED)
        return;
    result.numerator = (double)table->b;
    result.denominator = (double)(table->b + table->c);
    result_set_add(r->set, &result);
}

/* ---- From shared replicates ----------------------------------------------------- */

static bool wants_resampled_auc(const struct request *request)
{
    return request_wants(request, "auc") && request->difference_interval != AUC_DELONG;
}

/* What the differences need of each side. */
static struct boot_request plan_difference(const struct resampling *r)
{
    const struct request *request = request_of(r->part);
    bool wants_tables = request_wants(request, "ppv") || request_wants(request, "npv");

    return (struct boot_request){.want_auc = wants_resampled_auc(request),
                                 .want_average_precision =
                                     request_wants(request, "average_precision"),
                                 .n_thresholds = wants_tables ? r->n_points : 0};
}

static struct boot_request plan_side(const struct resampling *r, size_t side,
                                     const struct boot_request *difference)
{
    const struct evaluation *evaluation = &r->part->comparison->sides[side];
    struct boot_request request = {.thresholds = evaluation->cutoffs};

    if (r->is_alone[side])
        request = resample_request(evaluation, r->part->subsets[side]);
    request.want_auc |= difference->want_auc;
    request.want_average_precision |= difference->want_average_precision;
    if (difference->n_thresholds)
        request.n_thresholds = evaluation->n_points;
    return request;
}

/* A replicate that serves several runs is told of as often. */
struct told {
    const struct eval_watch *watch;
    unsigned times;
};

static void tell(void *ctx)
{
    const struct told *told = ctx;

    for (unsigned i = 0; i < told->times; i++)
        told->watch->tick(told->watch->ctx);
}

static void draw(struct resampling *r, const struct boot_request *difference)
{
    const struct comparison_part *part = r->part;
    const size_t *at = part->comparison->at;
    struct boot_plan plan = comparison_plan(part, "bootstrap");
    struct told told = {part->comparison->sides->watch,
                        1u + r->is_alone[0] + r->is_alone[1]};
    struct boot_request requests[2];
    struct boot_result results[2];

    if (plan.tick) {
        plan.tick = tell;
        plan.tick_ctx = &told;
    }
    for (size_t side = 0; side < 2; side++)
        requests[at[side]] = plan_side(r, side, difference);
    boot_shared_run(results, &part->paired, requests, &plan);
    for (size_t side = 0; side < 2; side++)
        r->results[side] = results[at[side]];
}

static void find_points(struct resampling *r)
{
    const struct comparison *comparison = r->part->comparison;
    const struct evaluation *model = &comparison->sides[THE_MODEL];

    r->points = xcalloc(model->n_points, sizeof *r->points);
    for (size_t i = 0; i < model->n_points; i++)
        if (comparison_find_point(comparison, model->points[i].name,
                                  r->points[r->n_points]))
            r->n_points++;
}

void resampling_init(struct resampling *r, const struct comparison_part *part,
                     struct result_set *set, const bool wants_own[2])
{
    const struct paired *paired = &part->paired;
    struct boot_request difference;

    *r = (struct resampling){.part = part, .set = set};
    find_points(r);
    difference = plan_difference(r);
    r->is_drawn = request_of(part)->replicates && paired->joint.n_pos &&
                  paired->joint.n_neg &&
                  (difference.want_auc || difference.want_average_precision ||
                   difference.n_thresholds);
    if (!r->is_drawn)
        return;
    for (size_t side = 0; side < 2; side++)
        r->is_alone[side] =
            wants_own[side] && boot_shared_is_alone(paired, part->comparison->at[side]);
    draw(r, &difference);
}

void resampling_release(struct resampling *r)
{
    for (size_t k = 0; k < 2 && r->is_drawn; k++)
        boot_result_release(&r->results[k]);
    free(r->points);
    *r = (struct resampling){0};
}

static void set_error(const struct resampling *r, struct estimate *estimate)
{
    char text[96];

    if (!(estimate->monte_carlo_error >= 1e-12) || estimate->note)
        return;
    snprintf(text, sizeof text, "Monte Carlo error of the limits %.2g",
             estimate->monte_carlo_error);
    estimate->note = result_set_text(r->part->comparison->sides->set, text);
}

/* A difference on its replicates, both [replicates]. */
static void add_resampled(const struct resampling *r, const struct metric *metric,
                          const size_t *points, struct boot_difference *replicates)
{
    struct paired_difference difference = {.deviate_at = boot_difference_deviate,
                                           .ctx = replicates};
    struct estimate *estimate = &difference.estimate;

    replicates->n_patients = resample_patients(r->part->subsets[THE_MODEL]);
    *estimate =
        boot_difference_estimate(replicates, request_of(r->part)->spec.confidence);
    estimate->method = comparison_method(r->part, estimate->method);
    if (isnan(estimate->value))
        estimate->note = metric->if_undefined ? metric->if_undefined
                                              : "undefined for one of the models";
    else if (!r->is_drawn)
        estimate->note = "no interval without replicates";
    set_error(r, estimate);
    add(r, metric, points, &difference);
}

/* The AUC's second record; none where the replicates have no limits, for the closed form stands beside it. */
static void add_resampled_auc(const struct resampling *r, const struct metric *metric,
                              const struct paired_difference *closed)
{
    const struct request *request = request_of(r->part);
    bool is_bca = request->difference_interval == AUC_BCA;
    struct boot_difference replicates;
    struct estimate estimate;

    if (!r->is_drawn || !wants_resampled_auc(request) || isnan(closed->auc.value) ||
        closed->auc.same_ranking)
        return;
    boot_difference_init(&replicates, closed->auc.value,
                         is_bca ? closed->auc.acceleration : NAN, r->results[0].auc,
                         r->results[1].auc, request->replicates);
    replicates.n_patients = resample_patients(r->part->subsets[THE_MODEL]);
    estimate = boot_difference_estimate(&replicates, request->spec.confidence);
    if (!isnan(estimate.low) && !(is_bca && isnan(closed->auc.acceleration)))
        add_resampled(r, metric, NULL, &replicates);
    boot_difference_release(&replicates);
}

static void add_average_precision(const struct resampling *r,
                                  const struct metric *metric)
{
    const struct comparison_part *part = r->part;
    double value = pr_average_precision(&part->subsets[THE_MODEL]->ranked) -
                   pr_average_precision(&part->subsets[THE_BASELINE]->ranked);
    struct boot_difference replicates;

    boot_difference_init(&replicates, value, NAN, r->results[0].average_precision,
                         r->results[1].average_precision,
                         r->is_drawn ? request_of(part)->replicates : 0);
    add_resampled(r, metric, NULL, &replicates);
    boot_difference_release(&replicates);
}

static double *values_at(const struct resampling *r, size_t side, size_t point,
                         const struct metric *metric)
{
    size_t n = r->is_drawn ? request_of(r->part)->replicates : 0;
    size_t n_points = r->part->comparison->sides[side].n_points;
    const struct counts *counts = r->results[side].counts;
    double *values = xcalloc(n, sizeof *values);

    for (size_t i = 0; i < n; i++)
        values[i] = metric->value(&counts[i * n_points + r->points[point][side]]);
    return values;
}

static void add_predictive_value(const struct resampling *r, size_t point,
                                 const struct metric *metric)
{
    const struct comparison_part *part = r->part;
    const size_t *at = r->points[point];
    double value = metric->value(&part->subsets[0]->counts[at[0]]) -
                   metric->value(&part->subsets[1]->counts[at[1]]);
    double *model = values_at(r, 0, point, metric),
           *baseline = values_at(r, 1, point, metric);
    struct boot_difference replicates;

    boot_difference_init(&replicates, value, NAN, model, baseline,
                         r->is_drawn ? request_of(part)->replicates : 0);
    add_resampled(r, metric, at, &replicates);
    boot_difference_release(&replicates);
    free(model);
    free(baseline);
}

/* ---- All of a part -------------------------------------------------------------- */

static void add_ranking(const struct resampling *r, const struct metric *metric)
{
    struct paired_difference difference;

    if (!comparison_is_closed(metric)) {
        add_average_precision(r, metric);
        return;
    }
    paired_difference_closed(&difference, r->part, metric, NULL);
    if (add(r, metric, NULL, &difference))
        add_resampled_auc(r, metric, &difference);
}

static void add_at_point(const struct resampling *r, size_t point,
                         const struct metric *metric)
{
    const size_t *points = r->points[point];
    struct paired_difference difference;

    if (!comparison_is_closed(metric)) {
        if (!strcmp(metric->name, "ppv") || !strcmp(metric->name, "npv"))
            add_predictive_value(r, point, metric);
        return;
    }
    paired_difference_closed(&difference, r->part, metric, points);
    add(r, metric, points, &difference);
    add_discordant(r, metric, points, &difference.table);
}

void measure_differences(const struct resampling *r)
{
    const struct metric *const *metric = metrics_all(NULL);
    const bool *wanted = request_of(r->part)->wanted;

    for (size_t i = 0; metric[i]; i++)
        if (wanted[i] && metric[i]->kind == METRIC_RANK)
            add_ranking(r, metric[i]);
    for (size_t point = 0; point < r->n_points; point++)
        for (size_t i = 0; metric[i]; i++)
            if (wanted[i] && metric[i]->kind == METRIC_THRESHOLD)
                add_at_point(r, point, metric[i]);
}
