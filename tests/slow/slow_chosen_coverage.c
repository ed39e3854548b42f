/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often do the intervals of a chosen point contain the truth at its threshold, and how often does the guaranteed threshold keep its word?
 *
 *   slow_chosen_coverage [DATA-SETS [REPLICATES [THREADS]]]
 *
 * Scores are normal, those with the finding shifted, so that sensitivity and specificity of any threshold are known. "as fixed" is Wilson's
 * interval, which forgets the choice. The seed is fixed and the table the same for any number of threads. */
#include "config.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/selection.h"
#include "simulation.h"
#include "stats/metrics.h"

#define CONFIDENCE 0.95
#define TARGET 0.9

struct design {
    size_t n_pos, n_neg;
    double auc;
};

static const struct design designs[] = {
    {30,  120, 0.8},
    {30,  120, 0.9},
    {60,  60,  0.8},
    {60,  240, 0.9},
    {200, 800, 0.9},
};

static const struct operating_rule rules[] = {
    {CHOOSE_SENSITIVITY, TARGET, NAN},
    {CHOOSE_SPECIFICITY, TARGET, NAN},
    {CHOOSE_YOUDEN,      NAN,    NAN},
};

static const char *const rule_names[] = {"sens90", "spec90", "youden"};
static const char *const metric_names[] = {"sensitivity", "specificity", "youden"};

enum { N_RULES = 3, N_METRICS = 3 };

struct found {
    double truth, apparent;
    struct limits fixed;
    struct corrected corrected;
};

struct outcome {
    struct found found[N_RULES][N_METRICS];
    double guaranteed; /* true sensitivity there; NaN where none is guaranteed */
};

struct study_plan {
    const struct design *design;
    double shift;
    size_t replicates;
    uint64_t key;
    struct outcome *outcomes; /* one per data set */
};

/* ---- One data set -------------------------------------------------------- */

static double true_sensitivity(const struct study_plan *study, double threshold)
{
    return gsl_cdf_ugaussian_Q(threshold - study->shift);
}

static double truth_of(const struct study_plan *study, size_t metric, double threshold)
{
    double se = true_sensitivity(study, threshold);
    double sp = gsl_cdf_ugaussian_P(threshold);

    return metric == 0 ? se : metric == 1 ? sp : se + sp - 1;
}

static struct ranked draw_studies(const struct study_plan *study, uint64_t key)
{
    size_t n = study->design->n_pos + study->design->n_neg;
    double *score = xcalloc(n, sizeof *score);
    uint8_t *is_pos = xcalloc(n, 1);
    const struct sample sample = {.n = n, .score = score, .is_pos = is_pos};
    struct ranked ranked;
    struct rng rng;

    rng_init(&rng, key);
    for (size_t i = 0; i < n; i++) {
        is_pos[i] = i < study->design->n_pos;
        score[i] = gsl_cdf_ugaussian_Pinv(rng_uniform(&rng));
        score[i] += is_pos[i] ? study->shift : 0;
    }
    ranked_init(&ranked, &sample);
    free(score);
    free(is_pos);
    return ranked;
}

static struct found judge(const struct study_plan *study, const struct ranked *ranked,
                          const struct boot_choice *choices, size_t rule, size_t metric,
                          double threshold)
{
    const struct metric *m = metric_find(metric_names[metric]);
    struct interval_spec spec = {.confidence = CONFIDENCE};
    struct counts counts = counts_at(ranked, threshold);
    struct estimate fixed = metric_estimate(m, &counts, &spec);
    double *optimism = xcalloc(study->replicates, sizeof *optimism);
    struct found found = {
        .truth = truth_of(study, metric, threshold),
        .apparent = fixed.value,
        .fixed = {fixed.low, fixed.high}
    };

    for (size_t r = 0; r < study->replicates; r++) {
        const struct boot_choice *c = &choices[r * N_RULES + rule];

        optimism[r] = m->value(&c->drawn) - m->value(&c->studies);
    }
    found.corrected =
        boot_correct(&fixed, optimism, study->replicates,
                     (struct limits){m->range_low, m->range_high}, CONFIDENCE);
    free(optimism);
    return found;
}

static double guaranteed(const struct study_plan *study, const struct ranked *ranked)
{
    uint64_t rank = operating_guaranteed_rank(ranked->n_pos, TARGET, CONFIDENCE);
    size_t candidate;

    if (!rank || !operating_kth_lowest(ranked, ranked->pos, rank, &candidate))
        return NAN;
    return true_sensitivity(study, operating_threshold(ranked, candidate));
}

static void run_data_set(void *ctx, size_t i, size_t thread)
{
    const struct study_plan *study = ctx;
    uint64_t key = rng_key_number(study->key, i);
    struct ranked ranked = draw_studies(study, rng_key_text(key, "studies"));
    struct boot_plan plan = {.replicates = study->replicates,
                             .key = rng_key_text(key, "selection"),
                             .n_threads = 1};
    struct boot_choice *choices = xcalloc(study->replicates * N_RULES, sizeof *choices);
    uint64_t *sums = xcalloc(2 * (ranked.n_blocks + 1), sizeof *sums);
    struct operating_curve curve =
        operating_curve_of(&ranked, sums, sums + ranked.n_blocks + 1);

    (void)thread;
    boot_select(choices, &ranked, rules, N_RULES, &plan);
    for (size_t r = 0; r < N_RULES; r++) {
        struct operating_choice choice = operating_choose(&curve, &rules[r]);
        double threshold = operating_threshold(&ranked, choice.candidate);

        for (size_t m = 0; m < N_METRICS; m++)
            study->outcomes[i].found[r][m] =
                judge(study, &ranked, choices, r, m, threshold);
    }
    study->outcomes[i].guaranteed = guaranteed(study, &ranked);
    free(choices);
    free(sums);
    ranked_release(&ranked);
}

/* ---- The table ----------------------------------------------------------- */

static bool contains(struct limits limits, double x)
{
    return limits.low <= x && x <= limits.high;
}

static void print_row(const struct study_plan *study, size_t n, size_t rule,
                      size_t metric)
{
    double covered = 0, as_fixed = 0, bias = 0, apparent = 0;

    for (size_t i = 0; i < n; i++) {
        const struct found *found = &study->outcomes[i].found[rule][metric];

        covered += contains(found->corrected.limits, found->truth);
        as_fixed += contains(found->fixed, found->truth);
        bias += found->corrected.value - found->truth;
        apparent += found->apparent - found->truth;
    }
    printf("%3zu %4zu %3.1f  %-6s %-12s %5.1f  %5.1f    %+5.1f  %+5.1f\n",
           study->design->n_pos, study->design->n_neg, study->design->auc,
           rule_names[rule], metric_names[metric], 100 * covered / (double)n,
           100 * as_fixed / (double)n, 100 * bias / (double)n,
           100 * apparent / (double)n);
}

static void print_guaranteed(const struct study_plan *study, size_t n)
{
    double kept = 0, there = 0;

    for (size_t i = 0; i < n; i++) {
        there += !isnan(study->outcomes[i].guaranteed);
        kept += study->outcomes[i].guaranteed >= TARGET;
    }
    printf("%3zu %4zu %3.1f  guaranteed sens90 %6.1f %% keep it\n",
           study->design->n_pos, study->design->n_neg, study->design->auc,
           100 * kept / there);
}

static void run_design(const struct design *design, const struct simulation *simulation)
{
    struct study_plan study = {
        .design = design,
        .shift = sqrt(2) * gsl_cdf_ugaussian_Pinv(design->auc),
        .replicates = simulation->replicates,
        .key = rng_key_number(rng_key(1), (uint64_t)(design - designs))};

    study.outcomes = xcalloc(simulation->data_sets, sizeof *study.outcomes);
    parallel_for(simulation->n_threads, simulation->data_sets, run_data_set, &study);
    for (size_t r = 0; r < N_RULES; r++)
        for (size_t m = 0; m < N_METRICS; m++)
            print_row(&study, simulation->data_sets, r, m);
    print_guaranteed(&study, simulation->data_sets);
    fflush(stdout);
    free(study.outcomes);
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_chosen_coverage",
                                    .table = "coverage-chosen.txt",
                                    .data_sets = 4000,
                                    .replicates = 500};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    simulation_print_sets(&simulation);
    printf("# (standard error of a coverage of 95 %%: %.2f)\n",
           100 * sqrt(0.95 * 0.05 / (double)simulation.data_sets));
    puts("# fixed: coverage of the interval that forgets the choice");
    puts("# bias, here: the corrected number, and that on the file, less the truth, in "
         "points");
    puts("pos  neg auc  rule   metric       cover%  fixed     bias   here");
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        run_design(&designs[i], &simulation);
    return 0;
}
