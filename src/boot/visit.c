/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/visit.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/draws.h"

/* What the threads share. */
struct tour {
    const struct paired *paired;
    const struct boot_plan *plan;
    struct draws draws;
    struct ranked *models; /* [n_threads * n_models]; scores are borrowed */
    boot_visitor visit;
    void *ctx;
};

/* Studies drawn of the next joint block; the layout is that of boot/weights.h. */
static uint64_t take_block(const struct weights_scratch *drawn, uint64_t studies,
                           size_t *units, size_t *wide)
{
    uint64_t sum = 0;

    if (studies > WEIGHTS_UNIT_CELL)
        return drawn->wide[(*wide)++];
    for (uint64_t i = 0; i < studies; i++)
        sum += drawn->unit[(*units)++];
    return sum;
}

static void clear(struct ranked *models, const struct paired *paired,
                  const struct weights_scratch *drawn)
{
    for (size_t k = 0; k < paired->n_models; k++) {
        memset(models[k].pos, 0, models[k].n_blocks * sizeof *models[k].pos);
        memset(models[k].neg, 0, models[k].n_blocks * sizeof *models[k].neg);
        models[k].n_pos = drawn->n_pos;
        models[k].n_neg = drawn->n_neg;
    }
}

static void fill(struct ranked *models, const struct paired *paired,
                 const struct weights_scratch *drawn)
{
    const struct ranked *joint = &paired->joint;
    size_t units = 0, wide = 0;

    clear(models, paired, drawn);
    for (size_t i = 0; i < joint->n_blocks; i++) {
        bool is_pos = joint->pos[i] > 0;
        uint64_t studies = is_pos ? joint->pos[i] : joint->neg[i];
        uint64_t times = take_block(drawn, studies, &units, &wide);

        for (size_t k = 0; k < paired->n_models; k++) {
            uint64_t *own = is_pos ? models[k].pos : models[k].neg;

            own[paired->block[k][i]] += times;
        }
    }
}

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct tour *tour = ctx;
    struct ranked *models = &tour->models[thread * tour->paired->n_models];

    fill(models, tour->paired, draws_next(&tour->draws, replicate, thread));
    tour->visit(tour->ctx, models, replicate, thread);
    if (tour->plan->tick)
        tour->plan->tick(tour->plan->tick_ctx);
}

void boot_visit(const struct paired *paired, const struct boot_plan *plan,
                boot_visitor visit, void *ctx)
{
    struct tour tour = {.paired = paired, .plan = plan, .visit = visit, .ctx = ctx};
    size_t n;

    assert(!plan->clusters);
    draws_init(&tour.draws, &paired->joint, paired_clusters(paired), plan);
    n = tour.draws.n_threads * paired->n_models;
    tour.models = xcalloc(n, sizeof *tour.models);
    for (size_t i = 0; i < n; i++) {
        struct ranked *model = &tour.models[i];

        *model = paired->model[i % paired->n_models];
        model->pos = xcalloc(model->n_blocks, sizeof *model->pos);
        model->neg = xcalloc(model->n_blocks, sizeof *model->neg);
    }
    parallel_for(tour.draws.n_threads, plan->replicates, run_replicate, &tour);
    for (size_t i = 0; i < n; i++) {
        free(tour.models[i].pos);
        free(tour.models[i].neg);
    }
    free(tour.models);
    draws_release(&tour.draws);
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
