/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/shared.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/abreast.h"
#include "boot/draws.h"
#include "boot/gather.h"
#include "boot/replicate.h"

/* One model's side of every draw. */
struct view {
    struct weights_plan *weights;
    struct gather *gather;
    struct replicate_plan *statistics;
    struct weights_scratch **scratch; /* one per thread */
};

/* What the threads share. */
struct engine {
    const struct boot_plan *plan;
    struct draws draws;
    size_t n_models;
    struct view *views; /* [n_models] */
    struct boot_result *results;
};

static void view_init(struct view *view, const struct engine *engine,
                      const struct paired *paired, size_t model,
                      const struct boot_request *request)
{
    const struct weights_plan *joint = engine->draws.weights;

    view->weights = weights_plan_new(&paired->model[model]);
    view->weights->kernel = joint->kernel;
    view->gather = gather_new(paired, model, joint, view->weights);
    view->statistics =
        replicate_plan_new(&paired->model[model], request, view->weights);
    view->scratch = xcalloc(engine->draws.n_threads, sizeof(struct weights_scratch *));
    for (size_t t = 0; t < engine->draws.n_threads; t++)
        view->scratch[t] = weights_scratch_new(view->weights);
}

static void view_release(struct view *view, size_t n_threads)
{
    for (size_t t = 0; t < n_threads; t++)
        weights_scratch_free(view->scratch[t]);
    free(view->scratch);
    replicate_plan_free(view->statistics);
    gather_free(view->gather);
    weights_plan_free(view->weights);
}

static void engine_init(struct engine *engine, const struct paired *paired,
                        const struct boot_request *requests)
{
    draws_init(&engine->draws, &paired->joint, paired_clusters(paired), engine->plan);
    engine->n_models = paired->n_models;
    engine->views = xcalloc(paired->n_models, sizeof *engine->views);
    for (size_t k = 0; k < paired->n_models; k++) {
        boot_result_init(&engine->results[k], &requests[k], engine->plan->replicates);
        view_init(&engine->views[k], engine, paired, k, &requests[k]);
    }
}

static void engine_release(struct engine *engine)
{
    for (size_t k = 0; k < engine->n_models; k++) {
        engine->results[k].n_redrawn = draws_redrawn(&engine->draws);
        view_release(&engine->views[k], engine->draws.n_threads);
    }
    free(engine->views);
    draws_release(&engine->draws);
}

static void evaluate(const struct engine *engine, const struct weights_scratch *drawn,
                     size_t replicate, size_t thread)
{
    for (size_t k = 0; k < engine->n_models; k++) {
        const struct view *view = &engine->views[k];

        gather_run(view->gather, drawn, view->scratch[thread]);
        replicate_evaluate(view->statistics, view->scratch[thread], &engine->results[k],
                           replicate);
    }
}

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct engine *engine = ctx;

    evaluate(engine, draws_next(&engine->draws, replicate, thread), replicate, thread);
    if (engine->plan->tick)
        engine->plan->tick(engine->plan->tick_ctx);
}

void boot_shared_run(struct boot_result *results, const struct paired *paired,
                     const struct boot_request *requests, const struct boot_plan *plan)
{
    struct engine engine = {.plan = plan, .results = results};

    assert(!plan->clusters);
    if (abreast_can_serve(&paired->joint, paired_clusters(paired), requests,
                          paired->n_models, plan)) {
        for (size_t k = 0; k < paired->n_models; k++)
            boot_result_init(&results[k], &requests[k], plan->replicates);
        abreast_run_shared(results, paired, plan);
        return;
    }
    engine_init(&engine, paired, requests);
    parallel_for(engine.draws.n_threads, plan->replicates, run_replicate, &engine);
    engine_release(&engine);
}

void boot_shared_run_identity(struct boot_result *results, const struct paired *paired,
                              const struct boot_request *requests)
{
    struct boot_plan once = {.replicates = 1, .n_threads = 1};
    struct engine engine = {.plan = &once, .results = results};

    engine_init(&engine, paired, requests);
    evaluate(&engine, engine.draws.scratch[0], 0, 0); /* ones until the first draw */
    engine_release(&engine);
}

static bool is_split(const struct paired *paired, size_t i)
{
    const struct ranked *joint = &paired->joint, *own = &paired->model[0];
    size_t block = paired->block[0][i];
    bool is_pos = joint->pos[i] > 0;
    uint64_t studies = is_pos ? own->pos[block] : own->neg[block];

    return studies > WEIGHTS_UNIT_CELL &&
           studies != (is_pos ? joint->pos[i] : joint->neg[i]);
}

bool boot_shared_is_alone(const struct paired *paired, size_t model)
{
    const struct clusters *clusters = paired_clusters(paired);

    if (clusters)
        return clusters->code[clusters->n_patients - 1] != PATIENT_ALONE;
    if (model > 0)
        return false;
    for (size_t i = 0; i < paired->joint.n_blocks; i++)
        if (is_split(paired, i))
            return false;
    return true;
}
