/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often does a band of a ROC curve contain the true curve?
 *
 *   slow_roc_band [DATA-SETS [REPLICATES [THREADS]]]
 *
 * Scores are normal, those with the finding shifted; "steps" are the same cut into a few grades. The band is the one that plot
 * draws, looked at in 999 false positive rates between 0 and 1, between its places on a straight line. "pointwise": percent of the
 * rates at which the pointwise band holds, on average, and at the rate where it does so least often; "whole": percent of the
 * data sets in which the simultaneous band holds at all rates; below, above: in which the true curve leaves it there. The seed is
 * fixed, and no constant of the program was chosen with it; coverage-roc-band.txt is the table of a full run. */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "eval/roc_band.h"
#include "simulation.h"

enum { N_RATES = 999 };

struct design {
    size_t n_pos, n_neg;
    double auc;
    double grade; /* width; 0: scores as they are */
    double to;    /* the band's last rate */
};

static const struct design designs[] = {
    {20,  80,   0.75, 0,   1  },
    {20,  80,   0.90, 0,   1  },
    {20,  80,   0.97, 0,   1  },
    {40,  80,   0.75, 0,   1  },
    {40,  80,   0.90, 0,   1  },
    {40,  80,   0.97, 0,   1  },
    {100, 100,  0.90, 0,   1  },
    {60,  300,  0.75, 0,   1  },
    {60,  300,  0.90, 0,   1  },
    {60,  300,  0.97, 0,   1  },
    {60,  300,  0.90, 0.5, 1  },
    {60,  300,  0.90, 0,   0.2},
    {500, 3000, 0.75, 0,   1  },
    {500, 3000, 0.97, 0,   1  },
};

/* Of one data set. */
struct found {
    char holds[N_RATES]; /* the pointwise band at the rate */
    char is_below, is_above;
};

struct study_plan {
    const struct design *design;
    double shift, truth[N_RATES];
    size_t replicates;
    uint64_t key;
    struct found *found; /* one per data set */
};

/* ---- Truth --------------------------------------------------------------- */

static double rate_at(const struct study_plan *plan, size_t i)
{
    return plan->design->to * (double)(i + 1) / (N_RATES + 1);
}

/* Of the curve of grades the vertices are known; between them it is straight. */
static double truth_at(const struct study_plan *plan, double fpr)
{
    double grade = plan->design->grade, t = gsl_cdf_ugaussian_Qinv(fpr), low, high;

    if (!(grade > 0))
        return gsl_cdf_ugaussian_Q(t - plan->shift);
    low = grade * floor(t / grade);
    high = low + grade;
    return gsl_cdf_ugaussian_Q(high - plan->shift) +
           (gsl_cdf_ugaussian_Q(low - plan->shift) -
            gsl_cdf_ugaussian_Q(high - plan->shift)) *
               (fpr - gsl_cdf_ugaussian_Q(high)) /
               (gsl_cdf_ugaussian_Q(low) - gsl_cdf_ugaussian_Q(high));
}

static void plan_truth(struct study_plan *plan)
{
    plan->shift = sqrt(2) * gsl_cdf_ugaussian_Pinv(plan->design->auc);
    for (size_t i = 0; i < N_RATES; i++)
        plan->truth[i] = truth_at(plan, rate_at(plan, i));
}

/* ---- One data set -------------------------------------------------------- */

static struct ranked draw_studies(const struct study_plan *plan, uint64_t key)
{
    size_t n = plan->design->n_pos + plan->design->n_neg;
    double *score = xcalloc(n, sizeof *score), grade = plan->design->grade;
    uint8_t *is_pos = xcalloc(n, 1);
    const struct sample sample = {.n = n, .score = score, .is_pos = is_pos};
    struct ranked ranked;
    struct rng rng;

    rng_init(&rng, key);
    for (size_t i = 0; i < n; i++) {
        is_pos[i] = i < plan->design->n_pos;
        score[i] = gsl_cdf_ugaussian_Pinv(rng_uniform(&rng));
        score[i] += is_pos[i] ? plan->shift : 0;
        if (grade > 0)
            score[i] = grade * floor(score[i] / grade);
    }
    ranked_init(&ranked, &sample);
    free(score);
    free(is_pos);
    return ranked;
}

static double limit_at(const struct roc_band *band, const double *limit, double fpr)
{
    double step = band->fpr[1] - band->fpr[0], at = (fpr - band->fpr[0]) / step;
    size_t i = (size_t)at < band->n - 1 ? (size_t)at : band->n - 2;

    return limit[i] + (limit[i + 1] - limit[i]) * (at - (double)i);
}

static struct roc_band band_of(const struct study_plan *plan, enum band_kind kind,
                               struct ranked *ranked, uint64_t key)
{
    struct subset subset = {.group = "",
                            .level = "",
                            .ranked = *ranked,
                            .units_pos = ranked->n_pos,
                            .units_neg = ranked->n_neg};
    struct request request = {.spec = {.confidence = 0.95},
                              .replicates = plan->replicates,
                              .n_threads = 1,
                              .seed = key};
    struct eval_watch watch = {0};
    struct sweep_task task = {.request = &request, .watch = &watch};
    struct subset_names names = {"", "", "", ""};
    struct roc_band_wish wish = {kind, 0, plan->design->to};
    struct roc_band band;

    roc_band_init(&band, &wish, &task, &names, &subset);
    return band;
}

static void judge_data_set(void *ctx, size_t idx, size_t thread)
{
    const struct study_plan *plan = ctx;
    uint64_t key = rng_key_number(plan->key, idx);
    struct ranked ranked = draw_studies(plan, key);
    struct roc_band narrow = band_of(plan, BAND_POINTWISE, &ranked, key);
    struct roc_band wide = band_of(plan, BAND_SIMULTANEOUS, &ranked, key);
    struct found *found = &plan->found[idx];

    (void)thread;
    for (size_t i = 0; i < N_RATES; i++) {
        double fpr = rate_at(plan, i), truth = plan->truth[i];

        found->holds[i] = truth >= limit_at(&narrow, narrow.low, fpr) &&
                          truth <= limit_at(&narrow, narrow.high, fpr);
        found->is_below |= truth < limit_at(&wide, wide.low, fpr);
        found->is_above |= truth > limit_at(&wide, wide.high, fpr);
    }
    roc_band_release(&narrow);
    roc_band_release(&wide);
    ranked_release(&ranked);
}

/* ---- The table ----------------------------------------------------------- */

static void print_design(const struct study_plan *plan, size_t n_sets)
{
    const struct design *design = plan->design;
    double all = (double)n_sets / 100, mean = 0, least = 100;
    size_t below = 0, above = 0, either = 0;

    for (size_t i = 0; i < N_RATES; i++) {
        double holds = 0;

        for (size_t s = 0; s < n_sets; s++)
            holds += plan->found[s].holds[i] / all;
        mean += holds / N_RATES;
        least = fmin(least, holds);
    }
    for (size_t s = 0; s < n_sets; s++) {
        below += (size_t)plan->found[s].is_below;
        above += (size_t)plan->found[s].is_above;
        either += plan->found[s].is_below || plan->found[s].is_above;
    }
    printf("%3zu %5zu %.2f %-6s 0 to %-3g %10.1f %6.1f %12.1f %6.1f %6.1f\n",
           design->n_pos, design->n_neg, design->auc, design->grade > 0 ? "steps" : "",
           design->to, mean, least, 100 - (double)either / all, (double)below / all,
           (double)above / all);
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_roc_band",
                                    .table = "coverage-roc-band.txt",
                                    .data_sets = 2000,
                                    .replicates = 1000};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    simulation_print_sets(&simulation);
    puts("pos   neg  auc        rates     pointwise  least        whole  below  above");
    for (size_t d = 0; d < sizeof designs / sizeof *designs; d++) {
        struct study_plan plan = {.design = &designs[d],
                                  .replicates = simulation.replicates,
                                  .key = rng_key_number(rng_key(20261124), d)};

        plan_truth(&plan);
        plan.found = xcalloc(simulation.data_sets, sizeof *plan.found);
        parallel_for(simulation.n_threads, simulation.data_sets, judge_data_set, &plan);
        print_design(&plan, simulation.data_sets);
        fflush(stdout);
        free(plan.found);
    }
    return 0;
}
