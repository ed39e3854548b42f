/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/roc_band.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "boot/band.h"
#include "boot/boot.h"
#include "stats/proportion.h"

/* A rate is known to a study without the finding, no better: where limits stay at their rates the band leaves out steep parts of the curve. Two were
 * chosen on other samples than those on which tests/slow/slow_roc_band counts how often the band holds. */
#define MOVED_STUDIES 2.0

/* Thresholds at which the curve has gone another thousandth of its length, highest first: evenly spread scores would leave the steep part,
 * where a few of many negatives lie, with one. */
static size_t choose_cutoffs(double *cutoff, const struct ranked *ranked)
{
    double step = 2.0 / (BAND_MAX_PLACES - 1), gone = 0, next = 0;
    size_t n = 0;

    for (size_t b = ranked->n_blocks; b-- > 0;) {
        gone += (double)ranked->pos[b] / (double)ranked->n_pos +
                (double)ranked->neg[b] / (double)ranked->n_neg;
        if (!isfinite(ranked->score[b]) || (gone < next && b > 0))
            continue;
        if (n < BAND_MAX_PLACES)
            cutoff[n++] = ranked->score[b];
        next = (floor(gone / step) + 1) * step;
    }
    return n;
}

static struct roc_point point_of(const struct counts *c)
{
    return (struct roc_point){(double)c->fp / (double)(c->fp + c->tn),
                              (double)c->tp / (double)(c->tp + c->fn)};
}

/* Highest sensitivity at each rate, on straight lines between the tables and to the corners. */
static void read_curve(const struct counts *tables, size_t n_tables,
                       const struct roc_band *band, double *tpr)
{
    struct roc_point from = {0, 0}, to = {0, 0};
    size_t next = 0;

    for (size_t i = 0; i < band->n; i++) {
        double f = band->fpr[i];

        while (to.fpr <= f && next <= n_tables) {
            from = to;
            to = next < n_tables ? point_of(&tables[next]) : (struct roc_point){1, 1};
            next++;
        }
        if (to.fpr <= f)
            from = to;
        tpr[i] =
            to.fpr > from.fpr && f > from.fpr
                ? from.tpr + (to.tpr - from.tpr) * (f - from.fpr) / (to.fpr - from.fpr)
                : from.tpr;
    }
}

static double variance_of(const double *values, size_t n)
{
    double mean = 0, sum = 0;

    for (size_t i = 0; i < n; i++)
        mean += values[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum / (double)(n - 1);
}

/* Positives that tell as much of a rate with this variance. Between two tables the curve is a straight line and comes nearer to 0 and 1 than any
 * sensitivity of the studies can, while its replicates vary as before: p (1 - p) is taken no nearer than half a study, or there
 * would be nearly none. */
static double effective_positives(double p, double variance, double n_pos, double units)
{
    double half = 0.5 / n_pos, held = fmin(fmax(p, half), 1 - half);

    if (variance == 0 || p <= 0 || p >= 1)
        return fmin(n_pos, units);
    return fmin(n_pos, held * (1 - held) / variance);
}

static void set_limits(struct roc_band *band, const struct band_input *input,
                       const struct subset *subset, double confidence)
{
    double n_pos = (double)subset->ranked.n_pos, units = (double)subset->units_pos;

    for (size_t i = 0; i < band->n; i++) {
        double p = input->estimate[i];
        double variance =
            variance_of(&input->values[i * input->replicates], input->replicates);
        double n = effective_positives(p, variance, n_pos, units);
        struct limits limits = proportion_limits((struct proportion){p * n, n},
                                                 PROPORTION_WILSON, confidence);

        band->low[i] = fmin(limits.low, p);
        band->high[i] = fmax(limits.high, p);
    }
}

/* A curve that never falls lies above what it lay above further left. Only where all limits hold at once. */
static void make_monotone(struct roc_band *band)
{
    for (size_t i = 1; i < band->n; i++)
        band->low[i] = fmax(band->low[i], band->low[i - 1]);
    for (size_t i = band->n; i-- > 1;)
        band->high[i - 1] = fmin(band->high[i - 1], band->high[i]);
}

/* The replicates as sensitivities, by place. */
static double *gather(const struct roc_band *band, const struct boot_result *boot,
                      size_t n_cutoffs)
{
    size_t replicates = boot->replicates;
    double *values = xcalloc(band->n * replicates, sizeof *values);
    double tpr[ROC_BAND_PLACES];

    for (size_t r = 0; r < replicates; r++) {
        read_curve(&boot->counts[r * n_cutoffs], n_cutoffs, band, tpr);
        for (size_t i = 0; i < band->n; i++)
            values[i * replicates + r] = tpr[i];
    }
    return values;
}

static void read_estimate(const struct roc_band *band, const struct ranked *ranked,
                          const struct boot_request *at, double *estimate)
{
    struct counts tables[BAND_MAX_PLACES];

    counts_at_falling(tables, ranked, at->thresholds, at->n_thresholds);
    read_curve(tables, at->n_thresholds, band, estimate);
}

static void fill(struct roc_band *band, const struct boot_result *boot,
                 const struct boot_request *at, const struct subset *subset,
                 const struct roc_band_wish *wish, double confidence)
{
    double *values = gather(band, boot, at->n_thresholds);
    double estimate[ROC_BAND_PLACES], floor[ROC_BAND_PLACES];
    struct band_input input = {band->n, boot->replicates, estimate, values,
                               floor,   confidence};

    read_estimate(band, &subset->ranked, at, estimate);
    for (size_t i = 0; i < band->n; i++)
        floor[i] = 0.5 / (double)subset->ranked.n_pos;
    if (wish->kind == BAND_SIMULTANEOUS)
        confidence = fmax(confidence, erf(band_multiplier(&input) / sqrt(2)));
    set_limits(band, &input, subset, confidence);
    if (wish->kind == BAND_SIMULTANEOUS)
        make_monotone(band);
    free(values);
}

static void allocate(struct roc_band *band, double from, double to)
{
    band->n = ROC_BAND_PLACES;
    band->fpr = xcalloc(band->n, sizeof *band->fpr);
    band->low = xcalloc(band->n, sizeof *band->low);
    band->high = xcalloc(band->n, sizeof *band->high);
    for (size_t i = 0; i < band->n; i++)
        band->fpr[i] = from + (to - from) * (double)i / (ROC_BAND_PLACES - 1);
}

/* The limit at a rate between the band's places; `beyond` left of the first and right of the last. */
static double limit_at(const struct roc_band *band, const double *limit, double f,
                       double beyond)
{
    double first = band->fpr[0], last = band->fpr[band->n - 1];
    double at = (f - first) / (last - first) * (double)(band->n - 1);
    size_t i = (size_t)fmax(at, 0);

    if (f < first || f > last)
        return beyond;
    if (i + 1 >= band->n)
        return limit[band->n - 1];
    return limit[i] + (at - (double)i) * (limit[i + 1] - limit[i]);
}

/* The lower limit moves to the right, the upper one to the left. */
static void move_outwards(struct roc_band *band, const struct roc_band *inner,
                          double shift)
{
    for (size_t i = 0; i < band->n; i++) {
        band->low[i] = limit_at(inner, inner->low, band->fpr[i] - shift, 0);
        band->high[i] = limit_at(inner, inner->high, band->fpr[i] + shift, 1);
    }
}

static void resample(struct roc_band *band, const struct roc_band_wish *wish,
                     const struct sweep_task *task, const struct subset_names *names,
                     const struct subset *subset)
{
    struct boot_plan plan = sweep_boot_plan(task, "roc_band", names, subset);
    double cutoffs[BAND_MAX_PLACES];
    struct boot_request wanted = {.thresholds = cutoffs, .by_cell = 1};
    struct boot_result boot;

    allocate(band, wish->from, wish->to);
    wanted.n_thresholds = choose_cutoffs(cutoffs, &subset->ranked);
    boot_run(&boot, &subset->ranked, &wanted, &plan);
    fill(band, &boot, &wanted, subset, wish, task->request->spec.confidence);
    boot_result_release(&boot);
}

void roc_band_init(struct roc_band *band, const struct roc_band_wish *wish,
                   const struct sweep_task *task, const struct subset_names *names,
                   const struct subset *subset)
{
    double shift = MOVED_STUDIES / (double)subset->ranked.n_neg;
    struct roc_band_wish wider = {wish->kind, fmax(0, wish->from - shift),
                                  fmin(1, wish->to + shift)};
    struct roc_band inner;

    *band = (struct roc_band){0};
    if (wish->kind == BAND_NONE || task->request->replicates < 2 ||
        !subset->ranked.n_pos || !subset->ranked.n_neg)
        return;
    if (wish->kind == BAND_POINTWISE) {
        resample(band, wish, task, names, subset);
        return;
    }
    resample(&inner, &wider, task, names, subset);
    allocate(band, wish->from, wish->to);
    move_outwards(band, &inner, shift);
    roc_band_release(&inner);
}

struct limits roc_band_at(const struct roc_band *band, double fpr)
{
    if (!band->n)
        return (struct limits){NAN, NAN};
    return (struct limits){limit_at(band, band->low, fpr, NAN),
                           limit_at(band, band->high, fpr, NAN)};
}

void roc_band_release(struct roc_band *band)
{
    free(band->fpr);
    free(band->low);
    free(band->high);
    *band = (struct roc_band){0};
}
