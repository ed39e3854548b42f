/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/boot.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/patients.h"
#include "boot/replicate.h"
#include "boot/weights.h"

/* What the threads share. */
struct engine {
    const struct boot_plan *plan;
    struct weights_plan *weights;
    struct replicate_plan *statistics;
    struct weights_scratch **scratch; /* one per thread */
    struct patients_plan *patients;   /* NULL: studies are independent */
    struct weights_scratch **times;   /* of the patients, one per thread */
    size_t *n_redrawn;                /* one per thread */
    struct boot_result *result;
};

static void draw(const struct engine *engine, uint64_t key, size_t thread)
{
    if (engine->patients)
        engine->n_redrawn[thread] += patients_draw(
            engine->patients, engine->times[thread], engine->scratch[thread], key);
    else
        weights_draw(engine->weights, engine->scratch[thread], key);
}

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct engine *engine = ctx;
    const struct boot_plan *plan = engine->plan;

    draw(engine, rng_key_number(plan->key, replicate), thread);
    replicate_evaluate(engine->statistics, engine->scratch[thread], engine->result,
                       replicate);
    if (plan->tick)
        plan->tick(plan->tick_ctx);
}

static void result_init(struct boot_result *result, const struct boot_request *request,
                        size_t n)
{
    *result = (struct boot_result){.replicates = n};
    if (request->want_auc)
        result->auc = xcalloc(n, sizeof *result->auc);
    if (request->want_auc_std_error)
        result->auc_std_error = xcalloc(n, sizeof *result->auc_std_error);
    if (request->want_average_precision)
        result->average_precision = xcalloc(n, sizeof *result->average_precision);
    if (request->n_prevalences > 0)
        result->precision_at =
            xcalloc(n * request->n_prevalences, sizeof *result->precision_at);
    if (request->n_thresholds > 0) {
        assert(n <= SIZE_MAX / request->n_thresholds);
        result->counts = xcalloc(n * request->n_thresholds, sizeof *result->counts);
    }
}

static void engine_start(struct engine *engine, const struct ranked *ranked,
                         size_t n_threads)
{
    const struct clusters *clusters = engine->plan->clusters;

    engine->scratch = xcalloc(n_threads, sizeof(struct weights_scratch *));
    engine->times = xcalloc(n_threads, sizeof(struct weights_scratch *));
    engine->n_redrawn = xcalloc(n_threads, sizeof *engine->n_redrawn);
    if (clusters)
        engine->patients = patients_plan_new(clusters, ranked, engine->weights);
    for (size_t t = 0; t < n_threads; t++) {
        engine->scratch[t] = weights_scratch_new(engine->weights);
        if (clusters)
            engine->times[t] = patients_scratch_new(engine->patients);
    }
}

static void engine_stop(struct engine *engine, size_t n_threads)
{
    for (size_t t = 0; t < n_threads; t++) {
        engine->result->n_redrawn += engine->n_redrawn[t];
        weights_scratch_free(engine->scratch[t]);
        weights_scratch_free(engine->times[t]);
    }
    free(engine->scratch);
    free(engine->times);
    free(engine->n_redrawn);
    patients_plan_free(engine->patients);
}

void boot_run(struct boot_result *result, const struct ranked *ranked,
              const struct boot_request *request, const struct boot_plan *plan)
{
    struct engine engine = {.plan = plan, .result = result};
    size_t n_threads =
        plan->n_threads < plan->replicates ? plan->n_threads : plan->replicates;

    assert(plan->n_threads > 0);
    result_init(result, request, plan->replicates);
    engine.weights = weights_plan_new(ranked);
    if (plan->kernel)
        engine.weights->kernel = plan->kernel;
    engine.statistics = replicate_plan_new(ranked, request, engine.weights);
    engine_start(&engine, ranked, n_threads);
    parallel_for(n_threads, plan->replicates, run_replicate, &engine);
    engine_stop(&engine, n_threads);
    replicate_plan_free(engine.statistics);
    weights_plan_free(engine.weights);
}

void boot_run_identity(struct boot_result *result, const struct ranked *ranked,
                       const struct boot_request *request)
{
    struct weights_plan *weights = weights_plan_new(ranked);
    struct replicate_plan *statistics = replicate_plan_new(ranked, request, weights);
    struct weights_scratch *ones = weights_scratch_new(weights);

    result_init(result, request, 1);
    replicate_evaluate(statistics, ones, result, 0);
    weights_scratch_free(ones);
    replicate_plan_free(statistics);
    weights_plan_free(weights);
}

void boot_result_release(struct boot_result *result)
{
    free(result->auc);
    free(result->auc_std_error);
    free(result->average_precision);
    free(result->precision_at);
    free(result->counts);
    *result = (struct boot_result){0};
}
