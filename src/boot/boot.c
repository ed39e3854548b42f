/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/boot.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/abreast.h"
#include "boot/by_cell.h"
#include "boot/draws.h"
#include "boot/replicate.h"

/* What the threads share. */
struct engine {
    const struct boot_plan *plan;
    struct draws draws;
    struct replicate_plan *statistics;
    struct boot_result *result;
};

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct engine *engine = ctx;
    const struct boot_plan *plan = engine->plan;

    replicate_evaluate(engine->statistics,
                       draws_next(&engine->draws, replicate, thread), engine->result,
                       replicate);
    if (plan->tick)
        plan->tick(plan->tick_ctx);
}

void boot_result_init(struct boot_result *result, const struct boot_request *request,
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
    if (request->n_windows > 0)
        result->partial_areas =
            xcalloc(n * request->n_windows, sizeof *result->partial_areas);
}

void boot_run(struct boot_result *result, const struct ranked *ranked,
              const struct boot_request *request, const struct boot_plan *plan)
{
    struct engine engine = {.plan = plan, .result = result};

    boot_result_init(result, request, plan->replicates);
    if (plan->clusters && abreast_can_serve(ranked, plan->clusters, request, 1, plan)) {
        abreast_run_patients(result, ranked, plan);
        return;
    }
    if (request->by_cell && !plan->clusters) {
        by_cell_run(result, ranked, request, plan);
        return;
    }
    draws_init(&engine.draws, ranked, plan->clusters, plan);
    engine.statistics = replicate_plan_new(ranked, request, engine.draws.weights);
    parallel_for(engine.draws.n_threads, plan->replicates, run_replicate, &engine);
    result->n_redrawn = draws_redrawn(&engine.draws);
    replicate_plan_free(engine.statistics);
    draws_release(&engine.draws);
}

void boot_run_identity(struct boot_result *result, const struct ranked *ranked,
                       const struct boot_request *request)
{
    struct weights_plan *weights = weights_plan_new(ranked);
    struct replicate_plan *statistics = replicate_plan_new(ranked, request, weights);
    struct weights_scratch *ones = weights_scratch_new(weights);

    boot_result_init(result, request, 1);
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
    free(result->partial_areas);
    *result = (struct boot_result){0};
}
