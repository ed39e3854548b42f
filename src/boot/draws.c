/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/draws.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "boot/patients.h"

void draws_init(struct draws *draws, const struct ranked *ranked,
                const struct clusters *clusters, const struct boot_plan *plan)
{
    size_t n = plan->n_threads < plan->replicates ? plan->n_threads : plan->replicates;

    assert(plan->n_threads > 0);
    *draws = (struct draws){.key = plan->key,
                            .n_threads = n,
                            .weights = weights_plan_new(ranked),
                            .scratch = xcalloc(n, sizeof(struct weights_scratch *)),
                            .times = xcalloc(n, sizeof(struct weights_scratch *)),
                            .n_redrawn = xcalloc(n, sizeof *draws->n_redrawn)};
    if (plan->kernel)
        draws->weights->kernel = plan->kernel;
    if (clusters)
        draws->patients = patients_plan_new(clusters, ranked, draws->weights);
    for (size_t t = 0; t < n; t++) {
        draws->scratch[t] = weights_scratch_new(draws->weights);
        if (clusters)
            draws->times[t] = patients_scratch_new(draws->patients);
    }
}

void draws_release(struct draws *draws)
{
    for (size_t t = 0; t < draws->n_threads; t++) {
        weights_scratch_free(draws->scratch[t]);
        weights_scratch_free(draws->times[t]);
    }
    free(draws->scratch);
    free(draws->times);
    free(draws->n_redrawn);
    patients_plan_free(draws->patients);
    weights_plan_free(draws->weights);
    *draws = (struct draws){0};
}

const struct weights_scratch *draws_next(const struct draws *draws, size_t replicate,
                                         size_t thread)
{
    uint64_t key = rng_key_number(draws->key, replicate);

    if (draws->patients)
        draws->n_redrawn[thread] += patients_draw(draws->patients, draws->times[thread],
                                                  draws->scratch[thread], key);
    else
        weights_draw(draws->weights, draws->scratch[thread], key);
    return draws->scratch[thread];
}

size_t draws_redrawn(const struct draws *draws)
{
    size_t n = 0;

    for (size_t t = 0; t < draws->n_threads; t++)
        n += draws->n_redrawn[t];
    return n;
}
