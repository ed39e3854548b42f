/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/abreast.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/patients.h"
#include "boot/weights_lines.h"

enum {
    MOST_STUDIES = 1 << 22, /* of more the batch would need too much memory */
};

/* ---- A model's order ----------------------------------------------------------- */

/* Studies in ascending order of score, those without the finding first within a score. */
struct order {
    uint32_t *unit; /* [n + KERNEL_AHEAD] what is drawn for each */
    struct kernel_stretch *stretches;
    size_t n_stretches;
    uint64_t
        *next; /* [2 * n_blocks] place of a cell's next study, while they are laid */
};

/* Scores without a positive study join what follows; positive ones join what comes before, if no negative has that score or stands between. */
static void add_block(struct order *order, struct kernel_stretch *open, uint64_t pos,
                      uint64_t neg)
{
    struct kernel_stretch *last = &order->stretches[order->n_stretches];

    if (pos == 0) {
        open->n_neg += (uint32_t)neg;
    } else if (order->n_stretches > 0 && last[-1].n_tied + open->n_neg + neg == 0) {
        last[-1].n_pos += (uint32_t)pos;
    } else {
        *last = (struct kernel_stretch){open->n_neg, (uint32_t)neg, (uint32_t)pos};
        order->n_stretches++;
        open->n_neg = 0;
    }
}

static void order_init(struct order *order, const struct ranked *ranked)
{
    struct kernel_stretch open = {0};
    size_t n_positive = 0;
    uint64_t at = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++)
        n_positive += ranked->pos[b] > 0;
    order->stretches = xcalloc(n_positive + 1, sizeof *order->stretches);
    order->next = xcalloc(2 * ranked->n_blocks, sizeof *order->next);
    for (size_t b = 0; b < ranked->n_blocks; b++) {
        add_block(order, &open, ranked->pos[b], ranked->neg[b]);
        order->next[2 * b] = at;
        order->next[2 * b + 1] = at + ranked->neg[b];
        at += ranked->neg[b] + ranked->pos[b];
    }
    if (open.n_neg)
        order->stretches[order->n_stretches++] = open;
    order->unit = xcalloc(at + KERNEL_AHEAD, sizeof *order->unit);
}

static void order_release(struct order *order)
{
    free(order->unit);
    free(order->stretches);
}

/* Studies of one block and class; each gets its own unit, or all the same. */
static void lay(struct order *order, size_t cell, uint32_t unit, uint64_t studies,
                uint32_t step)
{
    for (uint64_t i = 0; i < studies; i++, unit += step)
        order->unit[order->next[cell]++] = unit;
}

static void finish(struct order *order)
{
    free(order->next);
    order->next = NULL;
}

/* `block` is that of a model by block of `clusters`; NULL if it is the same. */
static void lay_patients(struct order *order, const struct clusters *clusters,
                         const uint32_t *block)
{
    for (size_t i = 0; i < clusters->n_cells; i++) {
        size_t own = block ? block[clusters->block[i]] : clusters->block[i];

        lay(order, 2 * own, clusters->patient[i], clusters->neg[i], 0);
        lay(order, 2 * own + 1, clusters->patient[i], clusters->pos[i], 0);
    }
    finish(order);
}

static void lay_studies(struct order *order, const struct ranked *joint,
                        const uint32_t *block)
{
    uint32_t unit = 0;

    for (size_t i = 0; i < joint->n_blocks; i++) {
        uint64_t studies = joint->neg[i] + joint->pos[i];

        lay(order, 2 * (size_t)block[i] + (joint->pos[i] > 0), unit, studies, 1);
        unit += (uint32_t)studies;
    }
    finish(order);
}

/* ---- Batches ------------------------------------------------------------------- */

/* What the threads share. */
struct engine {
    const struct boot_plan *plan;
    size_t n_threads, n_models;
    struct weights_plan *weights;
    struct order *orders;         /* [n_models] */
    struct weights_lines **lines; /* [n_threads] */
    size_t *n_redrawn;            /* [n_threads] */
    struct boot_result *results;
};

/* Patients alone can leave a class empty: then in every model, and they are drawn again as patients_draw() does. */
static size_t choose_again(uint64_t *keys, size_t *again,
                           const struct kernel_wins *sums, uint64_t key, size_t first,
                           size_t n)
{
    size_t n_empty = 0;

    for (size_t r = 0; r < n; r++)
        if (sums->pos[r] == 0 || sums->neg[r] == 0) {
            keys[r] = rng_key_number(rng_key_number(key, first + r), ++again[r]);
            n_empty++;
        }
    return n_empty;
}

static void count_wins(struct kernel_wins *sums, const struct engine *engine,
                       const struct weights_lines *lines, size_t model)
{
    const struct order *order = &engine->orders[model];

    engine->weights->kernel->wins(sums, lines->line, order->unit, order->stretches,
                                  order->n_stretches);
}

/* Leaves the first model's sums. */
static size_t draw(const struct engine *engine, struct weights_lines *lines,
                   struct kernel_wins *sums, size_t first, size_t n)
{
    uint64_t keys[KERNEL_ABREAST] = {0};
    size_t again[KERNEL_ABREAST] = {0}, n_again = 0, n_empty;

    for (size_t r = 0; r < n; r++)
        keys[r] = rng_key_number(engine->plan->key, first + r);
    do {
        weights_lines_draw(engine->weights, lines, keys, n);
        count_wins(sums, engine, lines, 0);
        n_empty = choose_again(keys, again, sums, engine->plan->key, first, n);
        n_again += n_empty;
    } while (n_empty > 0);
    return n_again;
}

static void store(double *auc, const struct kernel_wins *sums, size_t n)
{
    for (size_t r = 0; r < n; r++)
        auc[r] =
            (double)sums->wins[r] / (double)(2 * (uint64_t)sums->pos[r] * sums->neg[r]);
}

static void run_batch(void *ctx, size_t batch, size_t thread)
{
    const struct engine *engine = ctx;
    const struct boot_plan *plan = engine->plan;
    struct weights_lines *lines = engine->lines[thread];
    size_t first = batch * KERNEL_ABREAST, left = plan->replicates - first;
    size_t n = left < KERNEL_ABREAST ? left : KERNEL_ABREAST;
    struct kernel_wins sums;

    engine->n_redrawn[thread] += draw(engine, lines, &sums, first, n);
    store(engine->results[0].auc + first, &sums, n);
    for (size_t k = 1; k < engine->n_models; k++) {
        count_wins(&sums, engine, lines, k);
        store(engine->results[k].auc + first, &sums, n);
    }
    for (size_t r = 0; r < n && plan->tick; r++)
        plan->tick(plan->tick_ctx);
}

/* ---- Runs ---------------------------------------------------------------------- */

static size_t n_batches(const struct boot_plan *plan)
{
    return (plan->replicates + KERNEL_ABREAST - 1) / KERNEL_ABREAST;
}

static bool wants_auc_alone(const struct boot_request *request)
{
    return request->want_auc && !request->want_auc_std_error &&
           !request->want_average_precision && request->n_prevalences == 0 &&
           request->n_thresholds == 0 && request->n_windows == 0;
}

static bool has_wide_cells(const struct ranked *ranked)
{
    for (size_t b = 0; b < ranked->n_blocks; b++)
        if (ranked->pos[b] > WEIGHTS_UNIT_CELL || ranked->neg[b] > WEIGHTS_UNIT_CELL)
            return true;
    return false;
}

bool abreast_can_serve(const struct ranked *drawn, const struct clusters *clusters,
                       const struct boot_request *requests, size_t n_models,
                       const struct boot_plan *plan)
{
    for (size_t k = 0; k < n_models; k++)
        if (!wants_auc_alone(&requests[k]))
            return false;
    return drawn->n_pos + drawn->n_neg <= MOST_STUDIES &&
           plan->replicates >= plan->n_threads * KERNEL_ABREAST &&
           (clusters || !has_wide_cells(drawn));
}

static void engine_init(struct engine *engine, struct weights_plan *weights,
                        const struct boot_plan *plan)
{
    size_t batches = n_batches(plan);

    engine->plan = plan;
    engine->weights = weights;
    if (plan->kernel)
        weights->kernel = plan->kernel;
    engine->n_threads = plan->n_threads < batches ? plan->n_threads : batches;
    engine->lines = xcalloc(engine->n_threads, sizeof(struct weights_lines *));
    engine->n_redrawn = xcalloc(engine->n_threads, sizeof *engine->n_redrawn);
    for (size_t t = 0; t < engine->n_threads; t++)
        engine->lines[t] = weights_lines_new(weights);
}

static void engine_run(struct engine *engine)
{
    size_t n_redrawn = 0;

    parallel_for(engine->n_threads, n_batches(engine->plan), run_batch, engine);
    for (size_t t = 0; t < engine->n_threads; t++) {
        n_redrawn += engine->n_redrawn[t];
        weights_lines_free(engine->lines[t]);
    }
    for (size_t k = 0; k < engine->n_models; k++) {
        engine->results[k].n_redrawn = n_redrawn;
        order_release(&engine->orders[k]);
    }
    free(engine->lines);
    free(engine->n_redrawn);
    free(engine->orders);
    weights_plan_free(engine->weights);
}

void abreast_run_shared(struct boot_result *results, const struct paired *paired,
                        const struct boot_plan *plan)
{
    const struct clusters *clusters = paired_clusters(paired);
    struct engine engine = {.n_models = paired->n_models, .results = results};

    engine.orders = xcalloc(engine.n_models, sizeof *engine.orders);
    for (size_t k = 0; k < engine.n_models; k++) {
        order_init(&engine.orders[k], &paired->model[k]);
        if (clusters)
            lay_patients(&engine.orders[k], clusters, paired->block[k]);
        else
            lay_studies(&engine.orders[k], &paired->joint, paired->block[k]);
    }
    engine_init(
        &engine,
        clusters ? patients_weights(clusters) : weights_plan_new(&paired->joint), plan);
    engine_run(&engine);
}

void abreast_run_patients(struct boot_result *result, const struct ranked *ranked,
                          const struct boot_plan *plan)
{
    struct engine engine = {.n_models = 1, .results = result};

    engine.orders = xcalloc(1, sizeof *engine.orders);
    order_init(engine.orders, ranked);
    lay_patients(engine.orders, plan->clusters, NULL);
    engine_init(&engine, patients_weights(plan->clusters), plan);
    engine_run(&engine);
}
