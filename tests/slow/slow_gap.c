/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coverage of the interval of the largest difference between levels, by simulation with a
 * fixed seed.
 *
 *     tests/slow/slow_gap [DATA-SETS] > tests/slow/gap.txt
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/rng.h"
#include "simulation.h"
#include "stats/delong.h"
#include "stats/gap.h"

enum { MOST_LEVELS = 10, MOST_STUDIES = 200 };

/* The best level has the metric `best`; the others lie `gap` below ("one high"), all but one
 * with it ("one low"), or evenly between ("spread"). */
struct design {
    size_t levels, studies;
    double best, gap;
    enum shape { ONE_HIGH, ONE_LOW, SPREAD } shape;
};

static double truth(const struct design *d, size_t level)
{
    switch (d->shape) {
    case ONE_HIGH:
        return d->best - (level > 0 ? d->gap : 0);
    case ONE_LOW:
        return d->best - (level == 0 ? d->gap : 0);
    case SPREAD:
        return d->best - d->gap * (double)level / (double)(d->levels - 1);
    }
    abort(); /* not a shape */
}

static struct rng stream(const char *purpose, const struct design *d, unsigned i)
{
    uint64_t key = rng_key_text(rng_key(11), purpose);
    struct rng rng;

    key = rng_key_number(key, 100 * d->levels + d->shape);
    key = rng_key_number(key, 1000 * d->studies + (uint64_t)llround(100 * d->gap));
    key = rng_key_number(key, (uint64_t)llround(100 * d->best));
    rng_init(&rng, rng_key_number(key, i));
    return rng;
}

struct tally {
    double below, above, estimate, low,
        high; /* sums; truth below, above the interval */
};

static void add(struct tally *tally, const struct gap *gap, double truth)
{
    tally->below += truth < gap->estimate.low;
    tally->above += truth > gap->estimate.high;
    tally->estimate += gap->estimate.value;
    tally->low += gap->estimate.low;
    tally->high += gap->estimate.high;
}

static void print(const struct design *d, const char *method, const struct tally *t,
                  unsigned n)
{
    static const char *const shapes[] = {"one high", "one low", "spread"};

    printf("%-16s %6zu %7zu %.2f %.2f %-8s %6.1f %5.1f %5.1f  %.3f %.3f %.3f\n", method,
           d->levels, d->studies, d->best, d->gap, d->gap > 0 ? shapes[d->shape] : "-",
           100 - 100 * (t->below + t->above) / n, 100 * t->below / n,
           100 * t->above / n, t->estimate / n, t->low / n, t->high / n);
}

/* ---- Proportions ---------------------------------------------------------------- */

struct proportions {
    enum proportion_method method;
    double x[MOST_LEVELS], k;
};

static struct bounded proportion_at(const void *ctx, size_t level, double confidence)
{
    const struct proportions *p = ctx;
    struct limits limits = proportion_limits((struct proportion){p->x[level], p->k},
                                             p->method, confidence);

    return (struct bounded){p->x[level] / p->k, limits.low, limits.high};
}

static void cover_proportions(const struct design *d, enum proportion_method method,
                              unsigned data_sets)
{
    struct proportions p = {.method = method, .k = (double)d->studies};
    struct gap_levels levels = {d->levels, proportion_at, NULL, &p};
    struct tally tally = {0};

    for (unsigned i = 0; i < data_sets; i++) {
        struct rng rng = stream("proportions", d, i);
        struct gap gap;

        for (size_t level = 0; level < d->levels; level++) {
            p.x[level] = 0;
            for (size_t j = 0; j < d->studies; j++)
                p.x[level] += rng_uniform(&rng) < truth(d, level);
        }
        gap = gap_between_levels(&levels, 0.95);
        add(&tally, &gap, d->gap);
    }
    print(d, proportion_method_name(method), &tally, data_sets);
}

/* ---- AUC ------------------------------------------------------------------------ */

struct aucs {
    struct ranked ranked[MOST_LEVELS];
    struct delong delong[MOST_LEVELS];
};

static struct bounded auc_at(const void *ctx, size_t level, double confidence)
{
    const struct aucs *a = ctx;
    struct estimate e =
        delong_logit_estimate(&a->delong[level], &a->ranked[level], confidence);

    return (struct bounded){e.value, e.low, e.high};
}

/* Binormal, a third of the studies positive. */
static void draw_level(struct aucs *aucs, size_t level, const struct design *d,
                       struct rng *rng)
{
    double score[MOST_STUDIES];
    uint8_t is_pos[MOST_STUDIES];
    struct sample sample = {.n = d->studies, .score = score, .is_pos = is_pos};
    double shift = sqrt(2) * gsl_cdf_ugaussian_Pinv(truth(d, level));

    for (size_t i = 0; i < d->studies; i++) {
        is_pos[i] = i < d->studies / 3;
        score[i] = gsl_cdf_ugaussian_Pinv(rng_uniform(rng)) + (is_pos[i] ? shift : 0);
    }
    ranked_init(&aucs->ranked[level], &sample);
    aucs->delong[level] = delong_from_ranked(&aucs->ranked[level]);
}

static void cover_aucs(const struct design *d, unsigned data_sets)
{
    struct aucs aucs;
    struct gap_levels levels = {d->levels, auc_at, NULL, &aucs};
    struct tally tally = {0};

    for (unsigned i = 0; i < data_sets; i++) {
        struct rng rng = stream("aucs", d, i);
        struct gap gap;

        for (size_t level = 0; level < d->levels; level++)
            draw_level(&aucs, level, d, &rng);
        gap = gap_between_levels(&levels, 0.95);
        add(&tally, &gap, d->gap);
        for (size_t level = 0; level < d->levels; level++)
            ranked_release(&aucs.ranked[level]);
    }
    print(d, "auc delong-logit", &tally, data_sets);
}

static void cover(const struct design *d, unsigned data_sets)
{
    cover_proportions(d, PROPORTION_WILSON, data_sets);
    if (d->best == 0.9) {
        cover_proportions(d, PROPORTION_CLOPPER_PEARSON, data_sets / 4);
        cover_aucs(d, data_sets / 4);
    }
}

static void cover_shapes(struct design d, unsigned data_sets)
{
    cover(&d, data_sets);
    if (!(d.gap > 0) || d.levels == 2)
        return;
    d.shape = ONE_LOW;
    cover(&d, data_sets);
    d.shape = SPREAD;
    cover(&d, data_sets);
}

int main(int argc, char **argv)
{
    struct simulation simulation = {
        .name = "slow_gap", .table = "gap.txt", .data_sets = 8000};
    static const double bests[] = {0.9, 0.7}, gaps[] = {0, 0.05, 0.2};
    static const size_t levels[] = {2, 3, 5, 10}, studies[] = {60, 200};
    unsigned data_sets;

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    data_sets = (unsigned)simulation.data_sets;
    printf(
        "# %u data sets for wilson, %u for the others (standard errors %.2f, %.2f at "
        "97.5 %%)\n",
        data_sets, data_sets / 4, 100 * sqrt(0.025 * 0.975 / data_sets),
        100 * sqrt(0.025 * 0.975 / (data_sets / 4)));
    printf("# below, above: percent whose true gap lies below, above the interval\n");
    printf("# estimate, low, high: means over the data sets\n");
    printf("%-16s %6s %7s %-4s %-4s %-8s %6s %5s %5s  %-5s %-5s %s\n", "method",
           "levels", "studies", "best", "gap", "shape", "cover%", "below", "above",
           "estim", "low", "high");
    for (size_t b = 0; b < 2; b++)
        for (size_t s = 0; s < 2; s++)
            for (size_t l = 0; l < 4; l++)
                for (size_t g = 0; g < 3; g++)
                    cover_shapes(
                        (struct design){levels[l], studies[s], bests[b], gaps[g], 0},
                        data_sets);
    return 0;
}
