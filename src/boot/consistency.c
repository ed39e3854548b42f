/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/consistency.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/bca.h"
#include "boot/calibrated.h"

/* A figure of 2,000 pixels shows no more. */
#define STEP (1.0 / 400)

/* What the threads share. */
struct engine {
    const struct ranked *ranked;
    const struct boot_plan *plan;
    struct calibrated_plan *draws;
    struct ranked *drawn; /* [n_threads] the same scores with outcomes of their own */
    const struct consistency *places;
    double *values;         /* [n_places * replicates], by place */
    double *miscalibration; /* [replicates] */
};

/* From more scores than these on neighbours are drawn together, at their mean. */
enum { MANY_SCORES = 20000, MOST_POOLS = 10000 };

static void add_pool(struct ranked *pooled, const struct ranked *ranked, size_t from,
                     size_t to)
{
    uint64_t pos = 0, neg = 0;
    double sum = 0;

    for (size_t b = from; b < to; b++) {
        pos += ranked->pos[b];
        neg += ranked->neg[b];
        sum += ranked->score[b] * (double)(ranked->pos[b] + ranked->neg[b]);
    }
    pooled->score[pooled->n_blocks] = sum / (double)(pos + neg);
    pooled->pos[pooled->n_blocks] = pos;
    pooled->neg[pooled->n_blocks++] = neg;
}

/* Of about equal numbers of studies. Infinite scores stay out. */
static struct ranked pool_scores(const struct ranked *ranked)
{
    uint64_t least = (ranked->n_pos + ranked->n_neg) / MOST_POOLS, n = 0;
    struct ranked pooled = {.score = xcalloc(ranked->n_blocks, sizeof(double)),
                            .pos = xcalloc(ranked->n_blocks, sizeof(uint64_t)),
                            .neg = xcalloc(ranked->n_blocks, sizeof(uint64_t)),
                            .n_pos = ranked->n_pos,
                            .n_neg = ranked->n_neg};
    size_t from = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        bool is_last = b + 1 == ranked->n_blocks || isinf(ranked->score[b + 1]);

        if (isinf(ranked->score[b])) {
            from = b + 1;
            continue;
        }
        n += ranked->pos[b] + ranked->neg[b];
        if (n < least && !is_last)
            continue;
        add_pool(&pooled, ranked, from, b + 1);
        from = b + 1;
        n = 0;
    }
    return pooled;
}

static void choose_places(struct consistency *places, const struct ranked *ranked)
{
    size_t last = ranked->n_blocks;
    double *score = xcalloc(ranked->n_blocks, sizeof *score);

    while (last > 0 && isinf(ranked->score[last - 1]))
        last--;
    for (size_t b = 0; b < last; b++)
        if (isfinite(ranked->score[b]) &&
            (places->n == 0 || b + 1 == last ||
             ranked->score[b] - score[places->n - 1] >= STEP))
            score[places->n++] = ranked->score[b];
    places->score = score;
}

static void read_fit(const struct engine *engine, const struct isotonic *fit,
                     size_t replicate)
{
    const struct consistency *places = engine->places;
    size_t block = 0;

    for (size_t i = 0; i < places->n; i++) {
        while (fit->blocks[block].high < places->score[i])
            block++;
        engine->values[i * engine->plan->replicates + replicate] =
            (double)fit->blocks[block].pos / (double)fit->blocks[block].n;
    }
}

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct engine *engine = ctx;
    const struct boot_plan *plan = engine->plan;
    struct ranked *drawn = &engine->drawn[thread];
    struct isotonic fit;
    struct rng rng;

    rng_init(&rng, rng_key_number(plan->key, replicate));
    calibrated_draw(engine->draws, &rng, drawn->pos, drawn->neg);
    isotonic_fit(&fit, drawn);
    read_fit(engine, &fit, replicate);
    engine->miscalibration[replicate] =
        isotonic_brier_parts(&fit, drawn).miscalibration;
    isotonic_release(&fit);
    if (plan->tick)
        plan->tick(plan->tick_ctx);
}

static void run(struct engine *engine, size_t n_threads)
{
    size_t n = engine->ranked->n_blocks;

    engine->drawn = xcalloc(n_threads, sizeof *engine->drawn);
    for (size_t t = 0; t < n_threads; t++)
        engine->drawn[t] = (struct ranked){.n_blocks = n,
                                           .score = engine->ranked->score,
                                           .pos = xcalloc(n, sizeof(uint64_t)),
                                           .neg = xcalloc(n, sizeof(uint64_t))};
    parallel_for(n_threads, engine->plan->replicates, run_replicate, engine);
    for (size_t t = 0; t < n_threads; t++) {
        free(engine->drawn[t].pos);
        free(engine->drawn[t].neg);
    }
    free(engine->drawn);
}

/* ---- Limits ---------------------------------------------------------------------- */

/* Of one place: the mean of the replicates, and how far the pointwise limits lie from it. */
struct spread {
    double mean, below, above;
};

static void set_pointwise(struct consistency *band, struct spread *spread,
                          const struct engine *engine, double confidence)
{
    size_t n = engine->plan->replicates;
    double *sorted = xcalloc(n, sizeof *sorted);
    double least = 0.5 / (double)(engine->ranked->n_pos + engine->ranked->n_neg);

    for (size_t i = 0; i < band->n; i++) {
        struct limits limits;
        double mean = 0;

        memcpy(sorted, &engine->values[i * n], n * sizeof *sorted);
        gsl_sort(sorted, 1, n);
        for (size_t r = 0; r < n; r++)
            mean += sorted[r] / (double)n;
        limits = percentile_from_sorted(sorted, n, confidence).limits;
        spread[i] = (struct spread){mean, fmax(mean - limits.low, least),
                                    fmax(limits.high - mean, least)};
        band->low[i] = limits.low;
        band->high[i] = limits.high;
    }
    free(sorted);
}

/* The quantile of the replicates' largest deviation, in such distances on its side. */
static double multiplier(const struct consistency *band, const struct spread *spread,
                         const struct engine *engine, double confidence)
{
    size_t n = engine->plan->replicates;
    double *largest = xcalloc(n, sizeof *largest), q;

    for (size_t i = 0; i < band->n; i++)
        for (size_t r = 0; r < n; r++) {
            double d = engine->values[i * n + r] - spread[i].mean;

            largest[r] =
                fmax(largest[r], d > 0 ? d / spread[i].above : -d / spread[i].below);
        }
    gsl_sort(largest, 1, n);
    q = gsl_stats_quantile_from_sorted_data(largest, 1, n, confidence);
    free(largest);
    return fmax(q, 1);
}

static void set_limits(struct consistency *band, const struct engine *engine,
                       enum band_kind kind, double confidence)
{
    struct spread *spread = xcalloc(band->n, sizeof *spread);
    size_t n = engine->plan->replicates;

    band->low = xcalloc(band->n, sizeof *band->low);
    band->high = xcalloc(band->n, sizeof *band->high);
    set_pointwise(band, spread, engine, confidence);
    if (kind == BAND_SIMULTANEOUS) {
        double q = multiplier(band, spread, engine, confidence);

        for (size_t i = 0; i < band->n; i++) {
            band->low[i] =
                fmin(band->low[i], fmax(0, spread[i].mean - q * spread[i].below));
            band->high[i] =
                fmax(band->high[i], fmin(1, spread[i].mean + q * spread[i].above));
        }
    }
    gsl_sort(engine->miscalibration, 1, n);
    band->miscalibration =
        gsl_stats_quantile_from_sorted_data(engine->miscalibration, 1, n, confidence);
    free(spread);
}

void consistency_init(struct consistency *consistency, const struct ranked *ranked,
                      const struct isotonic *fit, const struct boot_plan *plan,
                      enum band_kind kind, double confidence)
{
    size_t n_threads =
        plan->n_threads < plan->replicates ? plan->n_threads : plan->replicates;
    struct engine engine = {.ranked = ranked, .plan = plan, .places = consistency};
    struct ranked pooled = {0};

    *consistency = (struct consistency){.share = NAN, .miscalibration = NAN};
    if (kind == BAND_NONE || plan->replicates < 2 || !fit->n_blocks)
        return;
    if (!plan->clusters && ranked->n_blocks > MANY_SCORES) {
        pooled = pool_scores(ranked);
        engine.ranked = &pooled;
    }
    choose_places(consistency, engine.ranked);
    if (plan->clusters)
        consistency->share = calibrated_share(plan->clusters, ranked, fit);
    engine.values = xcalloc(consistency->n * plan->replicates, sizeof *engine.values);
    engine.miscalibration = xcalloc(plan->replicates, sizeof *engine.miscalibration);
    engine.draws =
        calibrated_plan_new(engine.ranked, plan->clusters, consistency->share);
    run(&engine, n_threads);
    set_limits(consistency, &engine, kind, confidence);
    calibrated_plan_free(engine.draws);
    free(engine.values);
    free(engine.miscalibration);
    ranked_release(&pooled);
}

void consistency_release(struct consistency *consistency)
{
    free(consistency->score);
    free(consistency->low);
    free(consistency->high);
    *consistency = (struct consistency){0};
}
