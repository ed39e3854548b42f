/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap bands of a curve's metrics. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "boot/band.h"
#include "boot/boot.h"
#include "eval/sweep.h"
#include "stats/at_prevalence.h"

/* Rows with a band, evenly spread over all but the first. */
struct places {
    size_t n;
    size_t *row;
    double *cutoff;
};

static struct places choose_places(const struct curve *curve, bool is_low)
{
    size_t n_rows = curve->n_rows - 1;
    struct places places = {.n = n_rows < BAND_MAX_PLACES ? n_rows : BAND_MAX_PLACES};

    places.row = xcalloc(places.n, sizeof *places.row);
    places.cutoff = xcalloc(places.n, sizeof *places.cutoff);
    for (size_t i = 0; i < places.n; i++) {
        size_t row = places.n > 1 ? 1 + i * (n_rows - 1) / (places.n - 1) : 1;
        double t = curve->threshold[row];

        places.row[i] = row;
        places.cutoff[i] = is_low && t != 0 ? -t : t;
    }
    return places;
}

/* Half a study of those that the share is of. */
static double smallest_deviation(const struct metric *metric, const struct counts *c)
{
    return metric->scale * 0.5 / metric->proportion(c).k;
}

/* What the bands of all columns share. */
struct banding {
    const struct curve_set *set;
    struct curve *curve;
    const struct subset *subset;
    const struct request *request;
    struct places places;
    struct boot_result boot;
};

static double value_of(const struct curve_column *column, const struct counts *c)
{
    return isnan(column->prevalence)
               ? column->metric->value(c)
               : at_prevalence_value(column->metric, c, column->prevalence);
}

/* Places whose replicates are held at once: tables stand by replicate, values by place. */
enum { PLACES = 16 };

static void gather(double *values, const struct banding *banding,
                   const struct curve_column *column, size_t from, size_t n)
{
    const struct boot_result *boot = &banding->boot;

    for (size_t r = 0; r < boot->replicates; r++) {
        const struct counts *counts = &boot->counts[r * banding->places.n + from];

        for (size_t i = 0; i < n; i++)
            values[i * boot->replicates + r] = value_of(column, &counts[i]);
    }
}

/* A column's deviations so far, and which places can have a band. */
struct growing {
    struct band_sup sup;
    bool *has_place; /* [places.n] */
};

static void grow(struct growing *growing, const struct banding *banding,
                 const struct curve_column *column, size_t place, const double *values)
{
    const struct counts *c = &banding->curve->counts[banding->places.row[place]];

    growing->has_place[place] = band_sup_add(&growing->sup, values, value_of(column, c),
                                             smallest_deviation(column->metric, c));
}

/* The closed-form interval with the multiplier in the place of the normal quantile: unlike estimate -+ q sd it stays honest at 0 and 1. */
static void widen(const struct banding *banding, size_t column, size_t place, double q)
{
    const struct curve_column *of = &banding->set->columns[column];
    const struct counts *c = &banding->curve->counts[banding->places.row[place]];
    size_t row = banding->places.row[place];
    struct interval_spec spec = banding->request->spec;
    const struct clusters *clusters = banding->subset->clusters;
    struct curve_cell *cell =
        &banding->curve->cells[row * banding->set->n_columns + column];
    struct counts *patients = NULL;
    struct estimate wide;

    spec.confidence = fmax(spec.confidence, erf(q / sqrt(2)));
    if (clusters) {
        spec.patients = patients = clusters_counts_at(
            clusters, &banding->subset->ranked, banding->places.cutoff[place]);
        spec.n_patients = clusters->n_patients;
    }
    wide = isnan(of->prevalence)
               ? metric_estimate(of->metric, c, &spec)
               : at_prevalence_estimate(of->metric, c, of->prevalence, &spec);
    cell->band_low = wide.low;
    cell->band_high = wide.high;
    free(patients);
}

static void add_places(struct growing *growing, const struct banding *banding,
                       size_t from, double *values)
{
    const struct curve_set *set = banding->set;
    size_t left = banding->places.n - from, n = left < PLACES ? left : PLACES;

    for (size_t column = 0; column < set->n_columns; column++) {
        if (!set->columns[column].has_band)
            continue;
        gather(values, banding, &set->columns[column], from, n);
        for (size_t i = 0; i < n; i++)
            grow(&growing[column], banding, &set->columns[column], from + i,
                 values + i * banding->boot.replicates);
    }
}

static void finish(struct growing *growing, const struct banding *banding,
                   size_t column)
{
    double q = band_sup_multiplier(&growing->sup, banding->request->spec.confidence);

    for (size_t i = 0; i < banding->places.n; i++)
        if (growing->has_place[i])
            widen(banding, column, i, q);
    band_sup_release(&growing->sup);
    free(growing->has_place);
}

static void add_bands(const struct banding *banding)
{
    size_t n_columns = banding->set->n_columns, n = banding->places.n;
    struct growing *growing = xcalloc(n_columns, sizeof *growing);
    double *values = xcalloc(PLACES * banding->boot.replicates, sizeof *values);

    for (size_t i = 0; i < n_columns; i++) {
        band_sup_init(&growing[i].sup, banding->boot.replicates);
        growing[i].has_place = xcalloc(n, sizeof *growing[i].has_place);
    }
    for (size_t from = 0; from < n; from += PLACES)
        add_places(growing, banding, from, values);
    for (size_t i = 0; i < n_columns; i++)
        finish(&growing[i], banding, i);
    free(growing);
    free(values);
}

void curve_add_bands(const struct curve_set *set, struct curve *curve,
                     const struct subset *subset, const struct sweep_task *task)
{
    struct banding banding = {
        .set = set,
        .curve = curve,
        .subset = subset,
        .request = task->request,
        .places = choose_places(curve, task->cohort->direction == SCORE_LOW)};
    struct boot_request wanted = {.n_thresholds = banding.places.n,
                                  .thresholds = banding.places.cutoff,
                                  .by_cell = 1};
    struct boot_plan plan = sweep_boot_plan(task, "band", &curve->names, subset);

    if (banding.places.n > 0 && subset->ranked.n_pos && subset->ranked.n_neg) {
        boot_run(&banding.boot, &subset->ranked, &wanted, &plan);
        add_bands(&banding);
        boot_result_release(&banding.boot);
    }
    free(banding.places.row);
    free(banding.places.cutoff);
}
