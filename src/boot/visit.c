/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/visit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/draws.h"
#include "boot/gather.h"

/* What the threads share. */
struct tour {
    const struct paired *paired;
    const struct boot_plan *plan;
    struct draws draws;
    struct weights_plan **weights;    /* [n_models] */
    struct gather **gathers;          /* [n_models] */
    struct weights_scratch **scratch; /* [n_threads * n_models] */
    struct ranked *models;            /* [n_threads * n_models]; scores are borrowed */
    boot_visitor visit;
    void *ctx;
};

/* Adds units to their blocks; `block` is that of the last unit before, all ones before the first. */
static size_t add_units(uint64_t *const sums[2], size_t block, const uint8_t *unit,
                        const uint8_t *place, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        block += (place[i] & PLACE_LOWEST) != 0;
        sums[place[i] & PLACE_POS][block] += unit[i];
    }
    return block;
}

/* Studies drawn of each block of a model. */
static void fill(struct ranked *model, const struct weights_plan *weights,
                 const struct weights_scratch *drawn)
{
    uint64_t *const sums[2] = {model->neg, model->pos};
    size_t block = SIZE_MAX, at = 0;

    memset(model->pos, 0, model->n_blocks * sizeof *model->pos);
    memset(model->neg, 0, model->n_blocks * sizeof *model->neg);
    model->n_pos = drawn->n_pos;
    model->n_neg = drawn->n_neg;
    for (size_t i = 0; i < weights->n_wide; i++) {
        const struct weights_wide *cell = &weights->wide[i];

        block = add_units(sums, block, drawn->unit + at, weights->place + at,
                          cell->n_units_below - at);
        at = cell->n_units_below;
        block += (cell->place & PLACE_LOWEST) != 0;
        sums[cell->place & PLACE_POS][block] = drawn->wide[i];
    }
    block = add_units(sums, block, drawn->unit + at, weights->place + at,
                      weights->n_units - at);
    assert(block + 1 == model->n_blocks);
}

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct tour *tour = ctx;
    size_t n = tour->paired->n_models;
    struct ranked *models = &tour->models[thread * n];
    const struct weights_scratch *drawn = draws_next(&tour->draws, replicate, thread);

    for (size_t k = 0; k < n; k++) {
        gather_run(tour->gathers[k], drawn, tour->scratch[thread * n + k]);
        fill(&models[k], tour->weights[k], tour->scratch[thread * n + k]);
    }
    tour->visit(tour->ctx, models, replicate, thread);
    if (tour->plan->tick)
        tour->plan->tick(tour->plan->tick_ctx);
}

static void tour_init(struct tour *tour)
{
    const struct paired *paired = tour->paired;
    size_t n_models = paired->n_models, n;

    draws_init(&tour->draws, &paired->joint, paired_clusters(paired), tour->plan);
    n = tour->draws.n_threads * n_models;
    tour->weights = xcalloc(n_models, sizeof *tour->weights);
    tour->gathers = xcalloc(n_models, sizeof *tour->gathers);
    tour->scratch = xcalloc(n, sizeof *tour->scratch);
    tour->models = xcalloc(n, sizeof *tour->models);
    for (size_t k = 0; k < n_models; k++) {
        tour->weights[k] = weights_plan_new(&paired->model[k]);
        tour->gathers[k] = gather_new(paired, k, tour->draws.weights, tour->weights[k]);
    }
    for (size_t i = 0; i < n; i++) {
        struct ranked *model = &tour->models[i];

        tour->scratch[i] = weights_scratch_new(tour->weights[i % n_models]);
        *model = paired->model[i % n_models];
        model->pos = xcalloc(model->n_blocks, sizeof *model->pos);
        model->neg = xcalloc(model->n_blocks, sizeof *model->neg);
    }
}

static void tour_release(struct tour *tour)
{
    for (size_t i = 0; i < tour->draws.n_threads * tour->paired->n_models; i++) {
        weights_scratch_free(tour->scratch[i]);
        free(tour->models[i].pos);
        free(tour->models[i].neg);
    }
    for (size_t k = 0; k < tour->paired->n_models; k++) {
        gather_free(tour->gathers[k]);
        weights_plan_free(tour->weights[k]);
    }
    free(tour->weights);
    free(tour->gathers);
    free(tour->scratch);
    free(tour->models);
    draws_release(&tour->draws);
}

void boot_visit(const struct paired *paired, const struct boot_plan *plan,
                boot_visitor visit, void *ctx)
{
    struct tour tour = {.paired = paired, .plan = plan, .visit = visit, .ctx = ctx};

    assert(!plan->clusters);
    tour_init(&tour);
    parallel_for(tour.draws.n_threads, plan->replicates, run_replicate, &tour);
    tour_release(&tour);
}

struct search {
    struct matched *matched;
    const size_t *models;
    double baseline_threshold;
    enum matched_quantity keep;
};

static void match(void *ctx, const struct ranked *models, size_t replicate,
                  size_t thread)
{
    const struct search *search = ctx;

    (void)thread;
    search->matched[replicate] =
        matched_threshold(&models[search->models[0]], &models[search->models[1]],
                          search->baseline_threshold, search->keep);
}

void boot_matched(struct matched *matched, const struct paired *paired,
                  const size_t models[2], double baseline_threshold,
                  enum matched_quantity keep, const struct boot_plan *plan)
{
    struct search search = {matched, models, baseline_threshold, keep};

    boot_visit(paired, plan, match, &search);
}

static int compare_thresholds(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

struct limits boot_matched_limits(const struct matched *matched, size_t n,
                                  double confidence)
{
    double *sorted = xcalloc(n, sizeof *sorted);
    size_t outside = (size_t)((1 - confidence) / 2 * (double)n);
    struct limits limits;

    assert(n > 0 && confidence > 0 && confidence < 1);
    for (size_t i = 0; i < n; i++)
        sorted[i] = matched[i].threshold;
    qsort(sorted, n, sizeof *sorted, compare_thresholds);
    limits = (struct limits){sorted[outside], sorted[n - 1 - outside]};
    free(sorted);
    return limits;
}
