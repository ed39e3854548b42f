/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A point chosen on the file: what it shows here, what of it is owed to the choice, what to expect, and which threshold is sure to do. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/present_parts.h"

static const struct result *find(struct slice slice, const char *metric,
                                 const char *point, const char *scenario)
{
    return slice_find_at(slice, metric, point, NAN, scenario);
}

/* In points of percent, or in the metric's own unit. */
static void add_optimism(struct strbuf *out, const struct metric *metric, double x)
{
    char number[NUMFMT_SIZE];
    bool is_percent = metric_is_percent(metric);
    int digits = is_percent || metric->scale == 100 ? 1 : 4;

    strbuf_adds(out, numfmt_signed(number, is_percent ? 100 * x : x, digits));
}

static void add_row(struct table *table, const struct metric *metric,
                    const struct result *apparent, const struct result *corrected)
{
    struct strbuf here = STRBUF_INIT, fraction = STRBUF_INIT, optimism = STRBUF_INIT,
                  value = STRBUF_INIT;

    cell_value(&here, metric, apparent->estimate.value);
    cell_fraction(&fraction, apparent);
    cell_range(&value, metric, corrected);
    if (!isnan(corrected->optimism))
        add_optimism(&optimism, metric, corrected->optimism);
    table_add_row(table, (const char *[]){metric->title, here.text, fraction.text,
                                          optimism.text, value.text});
    strbuf_release(&here);
    strbuf_release(&fraction);
    strbuf_release(&optimism);
    strbuf_release(&value);
}

static bool is_of_point(const struct run *run, const struct metric *metric,
                        size_t index, bool verbose)
{
    return (metric->kind == METRIC_THRESHOLD || metric->kind == METRIC_COUNT) &&
           is_shown(run, metric, index, verbose);
}

static bool can_be_corrected(const struct result *apparent,
                             const struct result *corrected)
{
    return apparent && corrected && !isnan(corrected->estimate.value);
}

static void present_corrected(struct report *report, const struct run *run,
                              struct slice slice, const char *point, bool verbose)
{
    const struct metric *const *metric = metrics_all(NULL);
    char confidence[NUMFMT_SIZE + 8], head[NUMFMT_SIZE + 32];
    struct table *table;

    snprintf(head, sizeof head, "To expect (%s)", present_confidence(run, confidence));
    table = report_table(report, "lrlrl",
                         (const char *[]){"", "On this\nfile", "", "Optimism", head});
    for (size_t i = 0; metric[i]; i++) {
        const struct result *apparent = find(slice, metric[i]->name, point, "");
        const struct result *corrected =
            find(slice, metric[i]->name, point, "corrected");

        if (can_be_corrected(apparent, corrected) &&
            is_of_point(run, metric[i], i, verbose))
            add_row(table, metric[i], apparent, corrected);
    }
}

bool present_chosen_suffices(const struct run *run, struct slice slice,
                             const struct result_point *point, bool verbose)
{
    const struct metric *const *metric = metrics_all(NULL);

    if (!point || point->status != STATUS_EXPLORATORY || verbose)
        return false;
    for (size_t i = 0; metric[i]; i++)
        if (is_of_point(run, metric[i], i, verbose) &&
            !can_be_corrected(find(slice, metric[i]->name, point->name, ""),
                              find(slice, metric[i]->name, point->name, "corrected")))
            return false;
    return true;
}

static void add_value(struct strbuf *out, struct slice slice, const char *name,
                      const char *point)
{
    const struct result *r = find(slice, name, point, "guaranteed");

    if (!r || isnan(r->estimate.value))
        return;
    strbuf_addf(out, "%s %s ", out->length ? "," : "", name);
    cell_value(out, metric_find(name), r->estimate.value);
}

/* What is promised over patients, who may have several studies. */
static const char *words_for_patients(const struct result *r, bool of_positives)
{
    if (!strstr(r->estimate.method, "clustered"))
        return "";
    return of_positives
               ? " It is a promise for patients: all of a patient's studies with the "
                 "finding are flagged."
               : " It is a promise for patients: none of a patient's studies without "
                 "the finding is flagged.";
}

static void present_guaranteed(struct report *report, const struct run *run,
                               struct slice slice, const struct result_point *point)
{
    bool of_positives = !strncmp(point->rule, "sensitivity", 11);
    const struct result *r = find(slice, of_positives ? "sensitivity" : "specificity",
                                  point->name, "guaranteed");
    char percent[NUMFMT_SIZE], threshold[NUMFMT_SIZE];
    struct strbuf here = STRBUF_INIT;

    if (!r)
        return;
    if (r->estimate.status == STATUS_UNDEFINED) {
        report_paragraph(report, "No threshold makes sure of %s in truth: %s.",
                         point->rule, r->estimate.note);
        return;
    }
    add_value(&here, slice, "sensitivity", point->name);
    add_value(&here, slice, "specificity", point->name);
    report_paragraph(report,
                     "To be %s %% sure of %s in truth, flag if score %s %s; on this "
                     "file that has%s.%s",
                     numfmt_record(percent, 100 * run->request->spec.confidence),
                     point->rule, present_direction(run),
                     numfmt_shortest(threshold, r->threshold), here.text,
                     words_for_patients(r, of_positives));
    strbuf_release(&here);
}

static bool has_corrected(struct slice slice, const char *point)
{
    for (size_t i = 0; i < slice.n && !*slice.items[i].group; i++)
        if (!strcmp(slice.items[i].point, point) &&
            !strcmp(slice.items[i].scenario, "corrected"))
            return true;
    return false;
}

void present_chosen(struct report *report, const struct run *run, struct slice slice,
                    const struct result_point *point, bool verbose)
{
    bool is_corrected;

    if (!point || point->status != STATUS_EXPLORATORY)
        return;
    is_corrected = has_corrected(slice, point->name);
    report_paragraph(report,
                     "Chosen on this file (%s), and so better here than on new "
                     "studies%s",
                     point->rule, is_corrected ? ":" : ".");
    if (is_corrected)
        present_corrected(report, run, slice, point->name, verbose);
    present_guaranteed(report, run, slice, point);
}
