/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/curve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/parallel.h"
#include "base/strbuf.h"
#include "stats/at_prevalence.h"

/* What a person reads off a curve; bands of all would be many columns that nobody plots. */
static bool can_have_band(const struct metric *metric)
{
    static const char *const names[] = {"sensitivity", "specificity", "ppv", "npv",
                                        "flags_per_100"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(metric->name, names[i]))
            return true;
    return false;
}

static void add_column(struct curve_set *set, const struct metric *metric,
                       double prevalence, bool has_band)
{
    struct strbuf name = STRBUF_INIT;
    char number[NUMFMT_SIZE];

    strbuf_adds(&name, metric->name);
    if (!isnan(prevalence))
        strbuf_addf(&name, "_at_%s", numfmt_record(number, prevalence));
    set->columns = xrealloc(set->columns, set->n_columns + 1, sizeof *set->columns);
    set->columns[set->n_columns++] =
        (struct curve_column){metric, prevalence, has_band, strbuf_detach(&name)};
}

void curve_set_init(struct curve_set *set, const struct request *request,
                    enum band_kind band)
{
    const struct metric *const *metric = metrics_all(NULL);
    bool has_band = band != BAND_NONE && request->replicates > 0;

    *set = (struct curve_set){0};
    for (size_t i = 0; metric[i]; i++)
        if (request->wanted[i] && metric[i]->kind == METRIC_THRESHOLD)
            add_column(set, metric[i], NAN, has_band && can_have_band(metric[i]));
    for (size_t p = 0; request->prevalence_is_stated && p < request->n_prevalences; p++)
        for (size_t i = 0; metric[i]; i++)
            if (request->wanted[i] && at_prevalence_applies(metric[i]))
                add_column(set, metric[i], request->prevalences[p],
                           has_band && can_have_band(metric[i]));
}

void curve_set_release(struct curve_set *set)
{
    for (size_t i = 0; i < set->n; i++) {
        free(set->items[i].threshold);
        free(set->items[i].counts);
        free(set->items[i].cells);
        free(set->items[i].rate_band);
    }
    for (size_t i = 0; i < set->n_columns; i++)
        free(set->columns[i].name);
    free(set->items);
    free(set->columns);
    *set = (struct curve_set){0};
}

static double turned(double threshold, bool is_low)
{
    return is_low && threshold != 0 ? -threshold : threshold;
}

/* Cutoffs in the order of the rows: flagged is score >= cutoff. */
static size_t plan_cutoffs(double **cutoffs, const struct ranked *ranked,
                           const struct sweep_request *sweep, bool is_low)
{
    size_t n = 0;

    *cutoffs =
        xcalloc(1 + sweep->n_thresholds + (sweep->n_thresholds ? 0 : ranked->n_blocks),
                sizeof **cutoffs);
    (*cutoffs)[n++] = INFINITY;
    for (size_t i = 0; i < sweep->n_thresholds; i++) {
        size_t at = is_low ? i : sweep->n_thresholds - 1 - i;

        (*cutoffs)[n++] = turned(sweep->thresholds[at], is_low);
    }
    /* Infinite scores are studies without output: no threshold brings them in or out. */
    for (size_t b = ranked->n_blocks; !sweep->n_thresholds && b-- > 0;)
        if (isfinite(ranked->score[b]))
            (*cutoffs)[n++] = ranked->score[b];
    return n;
}

/* What the threads share. */
struct filling {
    const struct curve_set *set;
    struct curve *curve;
    const struct subset *subset;
    const struct request *request;
    const double *cutoffs;
};

static void fill_row(void *ctx, size_t row, size_t thread)
{
    const struct filling *filling = ctx;
    const struct curve_set *set = filling->set;
    const struct clusters *clusters = filling->subset->clusters;
    const struct counts *counts = &filling->curve->counts[row];
    struct interval_spec spec = filling->request->spec;
    struct counts *patients = NULL;

    (void)thread;
    if (clusters) {
        spec.patients = patients = clusters_counts_at(
            clusters, &filling->subset->ranked, filling->cutoffs[row]);
        spec.n_patients = clusters->n_patients;
    }
    for (size_t i = 0; i < set->n_columns; i++) {
        const struct curve_column *column = &set->columns[i];
        struct estimate e = isnan(column->prevalence)
                                ? metric_estimate(column->metric, counts, &spec)
                                : at_prevalence_estimate(column->metric, counts,
                                                         column->prevalence, &spec);

        filling->curve->cells[row * set->n_columns + i] =
            (struct curve_cell){e.value, e.low, e.high, NAN, NAN};
    }
    free(patients);
}

struct curve *curve_set_add(struct curve_set *set, const struct subset_names *names,
                            const struct subset *subset, const struct request *request,
                            const struct sweep_request *sweep, bool is_low)
{
    struct filling filling = {.set = set, .subset = subset, .request = request};
    struct curve *curve;
    double *cutoffs;

    set->items = xgrow(set->items, &set->capacity, set->n + 1, sizeof *set->items);
    curve = &set->items[set->n++];
    *curve = (struct curve){.names = *names};
    curve->n_rows = plan_cutoffs(&cutoffs, &subset->ranked, sweep, is_low);
    curve->counts = xcalloc(curve->n_rows, sizeof *curve->counts);
    curve->cells = xcalloc(curve->n_rows * set->n_columns, sizeof *curve->cells);
    counts_at_falling(curve->counts, &subset->ranked, cutoffs, curve->n_rows);
    filling.curve = curve;
    filling.cutoffs = cutoffs;
    if (set->n_columns)
        parallel_for(request->n_threads, curve->n_rows, fill_row, &filling);
    for (size_t i = 0; i < curve->n_rows; i++)
        cutoffs[i] = turned(cutoffs[i], is_low);
    curve->threshold = cutoffs;
    return curve;
}
