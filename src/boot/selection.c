/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/selection.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/bca.h"
#include "boot/draws.h"

/* What the threads share. */
struct engine {
    const struct boot_plan *plan;
    struct draws draws;
    const struct operating_rule *rules;
    size_t n_rules;
    size_t n_sums;                /* blocks, and 0 for none */
    size_t first;                 /* of the sums that is a candidate */
    struct operating_curve curve; /* of the studies themselves */
    uint64_t **sums;              /* [2 * n_sums] of a replicate, one per thread */
    struct boot_choice *choices;
};

/* On the way down over a replicate. */
struct walk {
    uint64_t tp, fp;
    uint64_t *tps, *fps; /* where the sums at the end of the present score go */
};

static void walk_units(struct walk *walk, const uint8_t *unit, const uint8_t *place,
                       size_t n)
{
    struct walk at = *walk;

    while (n-- > 0) {
        uint64_t times = unit[n], pos = times & -(uint64_t)(place[n] & PLACE_POS);
        size_t is_end = (place[n] & PLACE_LOWEST) != 0;

        at.tp += pos;
        at.fp += times ^ pos;
        *at.tps = at.tp;
        *at.fps = at.fp;
        at.tps += is_end;
        at.fps += is_end;
    }
    *walk = at;
}

static void walk_wide(struct walk *walk, uint64_t times, unsigned place)
{
    *(place & PLACE_POS ? &walk->tp : &walk->fp) += times;
    *walk->tps = walk->tp;
    *walk->fps = walk->fp;
    walk->tps += (place & PLACE_LOWEST) != 0;
    walk->fps += (place & PLACE_LOWEST) != 0;
}

static struct operating_curve fill_curve(const struct engine *engine,
                                         const struct weights_scratch *scratch,
                                         uint64_t *sums)
{
    const struct weights_plan *weights = engine->draws.weights;
    uint64_t *fps = sums + engine->n_sums;
    struct walk walk = {.tps = sums + 1, .fps = fps + 1};
    size_t at = weights->n_units;

    sums[0] = fps[0] = 0;
    for (size_t i = weights->n_wide; i-- > 0;) {
        size_t below = weights->wide[i].n_units_below;

        walk_units(&walk, scratch->unit + below, weights->place + below, at - below);
        walk_wide(&walk, scratch->wide[i], weights->wide[i].place);
        at = below;
    }
    walk_units(&walk, scratch->unit, weights->place, at);
    assert(walk.tps == sums + engine->n_sums);
    return (struct operating_curve){engine->curve.n, sums + engine->first,
                                    fps + engine->first, scratch->n_pos,
                                    scratch->n_neg};
}

static struct counts counts_of(const struct operating_curve *curve, size_t candidate)
{
    uint64_t tp = curve->tp[candidate], fp = curve->fp[candidate];

    return (struct counts){tp, fp, curve->n_pos - tp, curve->n_neg - fp};
}

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct engine *engine = ctx;
    struct operating_curve curve = fill_curve(
        engine, draws_next(&engine->draws, replicate, thread), engine->sums[thread]);

    for (size_t i = 0; i < engine->n_rules; i++) {
        struct operating_choice choice = operating_choose(&curve, &engine->rules[i]);

        engine->choices[replicate * engine->n_rules + i] =
            choice.is_reached
                ? (struct boot_choice){counts_of(&curve, choice.candidate),
                                       counts_of(&engine->curve, choice.candidate)}
                : (struct boot_choice){0};
    }
    if (engine->plan->tick)
        engine->plan->tick(engine->plan->tick_ctx);
}

void boot_select(struct boot_choice *choices, const struct ranked *ranked,
                 const struct operating_rule *rules, size_t n_rules,
                 const struct boot_plan *plan)
{
    struct engine engine = {.plan = plan,
                            .rules = rules,
                            .n_rules = n_rules,
                            .n_sums = ranked->n_blocks + 1,
                            .choices = choices};
    uint64_t *own = xcalloc(2 * engine.n_sums, sizeof *own);

    assert(ranked->n_pos > 0 && ranked->n_neg > 0);
    engine.curve = operating_curve_of(ranked, own, own + engine.n_sums);
    operating_candidates(ranked, &engine.first);
    draws_init(&engine.draws, ranked, plan->clusters, plan);
    engine.sums = xcalloc(engine.draws.n_threads, sizeof(uint64_t *));
    for (size_t t = 0; t < engine.draws.n_threads; t++)
        engine.sums[t] = xcalloc(2 * engine.n_sums, sizeof *engine.sums[t]);
    parallel_for(engine.draws.n_threads, plan->replicates, run_replicate, &engine);
    for (size_t t = 0; t < engine.draws.n_threads; t++)
        free(engine.sums[t]);
    free(engine.sums);
    free(own);
    draws_release(&engine.draws);
}

/* How far the truth may lie to either side of the corrected number. The farther quantile of the optimism to both sides: its own quantiles,
 * or the mirrored ones, each miss on one side near 0 and 1. And not nearer than at a threshold fixed before, which has all uncertainty but
 * that of the choice, also that of the prevalence, which replicates do not vary. */
static struct limits reach(const double *sorted, size_t n, double mean,
                           const struct estimate *fixed, double confidence)
{
    struct limits of_optimism = percentile_from_sorted(sorted, n, confidence).limits;
    double half = fmax(of_optimism.high - mean, mean - of_optimism.low);

    return (struct limits){fmax(half, fixed->value - fixed->low),
                           fmax(half, fixed->high - fixed->value)};
}

static double clamp(double x, struct limits range)
{
    return fmin(fmax(x, range.low), range.high);
}

struct corrected boot_correct(const struct estimate *fixed, double *optimism, size_t n,
                              struct limits range, double confidence)
{
    struct limits far;
    double mean = 0, value;

    for (size_t i = 0; i < n; i++)
        mean += optimism[i] / (double)n;
    boot_sort(optimism, n);
    far = reach(optimism, n, mean, fixed, confidence);
    value = fixed->value - mean;
    return (struct corrected){
        mean,
        clamp(value, range),
        {clamp(value - far.low, range), clamp(value + far.high, range)}
    };
}
