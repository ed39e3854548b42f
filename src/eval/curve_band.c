/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bootstrap bands of a curve's metrics. */
#include <math.h>
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

enum { ROWS = 16 }; /* replicates at once, so that both arrays are walked along */

static void gather_rows(double *values, const struct boot_result *boot,
                        const struct curve_column *column, size_t n, size_t from)
{
    size_t to = from + ROWS < boot->replicates ? from + ROWS : boot->replicates;

    for (size_t i = 0; i < n; i++)
        for (size_t r = from; r < to; r++)
            values[i * boot->replicates + r] =
                value_of(column, &boot->counts[r * n + i]);
}

/* Replicates of a column at the places. */
static struct band_input gather(const struct banding *banding,
                                const struct curve_column *column)
{
    size_t n = banding->places.n, replicates = banding->boot.replicates;
    double *values = xcalloc(n * replicates, sizeof *values);
    double *estimate = xcalloc(n, sizeof *estimate), *floor = xcalloc(n, sizeof *floor);

    for (size_t i = 0; i < n; i++) {
        const struct counts *c = &banding->curve->counts[banding->places.row[i]];

        estimate[i] = value_of(column, c);
        floor[i] = smallest_deviation(column->metric, c);
    }
    for (size_t from = 0; from < replicates; from += ROWS)
        gather_rows(values, &banding->boot, column, n, from);
    return (struct band_input){n,      replicates, estimate,
                               values, floor,      banding->request->spec.confidence};
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

static void add_band(const struct banding *banding, size_t column)
{
    struct band_input input = gather(banding, &banding->set->columns[column]);
    double q = band_multiplier(&input);

    for (size_t i = 0; i < input.n_places; i++)
        if (band_has_place(&input, i))
            widen(banding, column, i, q);
    free((void *)input.values);
    free((void *)input.estimate);
    free((void *)input.floor);
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
        for (size_t i = 0; i < set->n_columns; i++)
            if (set->columns[i].has_band)
                add_band(&banding, i);
        boot_result_release(&banding.boot);
    }
    free(banding.places.row);
    free(banding.places.cutoff);
}
