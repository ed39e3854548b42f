/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/numfmt.h"
#include "plot/curves.h"

/* The first stated prevalence; NaN: the file's own. */
static double stated(const struct curves *curves)
{
    const struct request *request = curves->input->request;

    return request->prevalence_is_stated ? request->prevalences[0] : NAN;
}

static double prevalence_of(const struct curves *curves, const struct series *series)
{
    double pi = stated(curves);

    return isnan(pi) ? (double)series->n_pos / (double)(series->n_pos + series->n_neg)
                     : pi;
}

/* ---- The curve -------------------------------------------------------------------- */

/* Of `tp` and `fp` flagged studies, each weighing what the prevalence gives it. */
static double precision(const struct curves *curves, const struct series *series,
                        double tp, double fp)
{
    double pi = prevalence_of(curves, series);
    double found = pi * tp / (double)series->n_pos;
    double alarms = (1 - pi) * fp / (double)series->n_neg;

    return isnan(stated(curves)) ? tp / (tp + fp) : found / (found + alarms);
}

/* Steps whose area is the average precision: the precision of a threshold holds for all the recall that it adds. Straight lines would promise
 * precisions in between that no threshold has (Davis and Goadrich 2006). Where only false alarms come, the line falls. */
static void trace(struct trace *trace, const struct curves *curves,
                  const struct series *series)
{
    const struct curve *curve = series->curve;
    double recall = 0, next;
    bool is_inside = true;

    for (size_t i = 0; i < curve->n_rows && is_inside; i++) {
        double tp = (double)curve->counts[i].tp, fp = (double)curve->counts[i].fp;

        if (tp + fp == 0)
            continue;
        next = tp / (double)series->n_pos;
        if (next > recall || trace->n == 0)
            is_inside = trace_add(trace, recall, precision(curves, series, tp, fp));
        recall = next;
        if (is_inside)
            is_inside = trace_add(trace, recall, precision(curves, series, tp, fp));
    }
    if (is_inside && recall < 1)
        trace_add(trace, recall, prevalence_of(curves, series));
    if (is_inside)
        trace_add(trace, 1, prevalence_of(curves, series));
}

static bool place(struct curves_place *place, const struct curves *curves,
                  const struct series *series, const struct mark *mark)
{
    struct series_record record = {.metric = "sensitivity",
                                   .point = mark->name,
                                   .scenario = mark->scenario,
                                   .prevalence = NAN};
    const struct result *sens = series_find(series, curves->input, &record), *ppv;

    if (!curves_has(series))
        return false;
    record.metric = "ppv";
    record.prevalence = stated(curves);
    ppv = series_find(series, curves->input, &record);
    if (!sens || !ppv || isnan(sens->estimate.value) || isnan(ppv->estimate.value))
        return false;
    *place = (struct curves_place){sens->estimate.value, sens->estimate.low,
                                   sens->estimate.high,  ppv->estimate.value,
                                   ppv->estimate.low,    ppv->estimate.high};
    return true;
}

/* ---- Chance ----------------------------------------------------------------------- */

static void add_chance(struct strbuf *out, const struct curves *curves,
                       const struct series *series)
{
    script_number(out, prevalence_of(curves, series));
}

static bool shares_chance(const struct curves *curves)
{
    const struct series_set *set = &curves->series;

    for (size_t i = 1; i < set->n && isnan(stated(curves)); i++)
        if (set->items[i].n_pos != set->items[0].n_pos ||
            set->items[i].n_neg != set->items[0].n_neg)
            return false;
    return true;
}

/* "chance: 12.2 % have the finding" */
static void add_chance_title(struct strbuf *out, const struct curves *curves)
{
    char percent[NUMFMT_SIZE];

    if (!shares_chance(curves)) {
        strbuf_adds(out, "chance: the prevalence of each");
        return;
    }
    strbuf_addf(
        out, "chance: %s have the finding",
        numfmt_percent(percent, prevalence_of(curves, &curves->series.items[0]), 1));
}

/* ---- The figure ------------------------------------------------------------------- */

static const struct curves_kind precision_recall = {
    .area = "average_precision",
    .area_title = "Average precision",
    .x_title = "Recall (sensitivity)",
    .y_title = "Precision (PPV)",
    .trace = trace,
    .place = place,
    .prevalence = stated,
    .add_chance = add_chance,
    .shares_chance = shares_chance,
    .add_chance_title = add_chance_title,
};

static void build(struct picture *figure, const struct figure_input *input)
{
    curves_draw(figure, input, &precision_recall);
}

const struct figure_kind figure_pr = {
    .name = "pr",
    .what = "Precision-recall curve",
    .metrics = "average_precision,sensitivity,ppv",
    .takes_range = true,
    .x_is_rate = true,
    .needs_curves = true,
    .build = build,
};
