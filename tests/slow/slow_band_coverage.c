/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often does a band contain the whole true curve, and an interval of a partial area the true area?
 *
 *   slow_band_coverage [DATA-SETS [REPLICATES [THREADS]]]
 *
 * Scores are normal, those with the finding shifted. The curve is looked at in 19
 * thresholds between the 5 % and the 95 % point of all scores. "intervals": the
 * closed-form intervals of the rows, all at once; "plain": estimate -+ q sd; "band": what
 * sweep prints, the closed-form interval with q in the place of 1.96. The seed is fixed;
 * coverage-band.txt is the table of a full run. */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/band.h"
#include "boot/bca.h"
#include "boot/boot.h"
#include "simulation.h"
#include "stats/at_prevalence.h"
#include "stats/metrics.h"

#define CONFIDENCE 0.95

enum { N_PLACES = 19, N_METRICS = 7, N_WINDOWS = 2 };

struct design {
    size_t n_pos, n_neg;
    double auc;
};

static const struct design designs[] = {
    {20, 80,  0.75},
    {20, 80,  0.90},
    {50, 200, 0.75},
    {50, 200, 0.90},
};

/* What has a band, at the data sets' own prevalence or at a stated one. */
static const struct {
    const char *name, *title;
    double prevalence; /* 0: their own */
} measured[N_METRICS] = {
    {"sensitivity",   "sensitivity",           0   },
    {"specificity",   "specificity",           0   },
    {"ppv",           "ppv",                   0   },
    {"npv",           "npv",                   0   },
    {"flags_per_100", "flags_per_100",         0   },
    {"ppv",           "ppv_at_0.05",           0.05},
    {"flags_per_100", "flags_per_100_at_0.05", 0.05},
};
static const struct roc_window windows[N_WINDOWS] = {
    {ROC_FPR, 0,   0.2},
    {ROC_TPR, 0.8, 1  }
};

/* 1: the truth is inside. */
struct found {
    char intervals[N_METRICS], plain[N_METRICS], band[N_METRICS];
    char area_is_below[N_WINDOWS], area_is_above[N_WINDOWS];
};

struct study_plan {
    const struct design *design;
    double shift, cutoffs[N_PLACES], truth[N_METRICS][N_PLACES], area[N_WINDOWS];
    size_t replicates;
    uint64_t key;
    struct found *found; /* one per data set */
};

/* ---- Truth --------------------------------------------------------------- */

static double mixture(const struct study_plan *plan, double x)
{
    double pi = (double)plan->design->n_pos /
                (double)(plan->design->n_pos + plan->design->n_neg);

    return pi * gsl_cdf_ugaussian_P(x - plan->shift) +
           (1 - pi) * gsl_cdf_ugaussian_P(x);
}

static double mixture_quantile(const struct study_plan *plan, double level)
{
    double low = -10, high = 20;

    for (int i = 0; i < 80; i++) {
        double middle = (low + high) / 2;

        *(mixture(plan, middle) < level ? &low : &high) = middle;
    }
    return low;
}

static void plan_truth(struct study_plan *plan)
{
    double m = (double)plan->design->n_pos, n = (double)plan->design->n_neg;

    plan->shift = sqrt(2) * gsl_cdf_ugaussian_Pinv(plan->design->auc);
    for (int i = 0; i < N_PLACES; i++) {
        double t = mixture_quantile(plan, 0.05 * (i + 1));
        double se = gsl_cdf_ugaussian_Q(t - plan->shift), fpr = gsl_cdf_ugaussian_Q(t);

        plan->cutoffs[i] = t;
        plan->truth[0][i] = se;
        plan->truth[1][i] = 1 - fpr;
        plan->truth[2][i] = m * se / (m * se + n * fpr);
        plan->truth[3][i] = n * (1 - fpr) / (n * (1 - fpr) + m * (1 - se));
        plan->truth[4][i] = 100 * (m * se + n * fpr) / (m + n);
        plan->truth[5][i] = 0.05 * se / (0.05 * se + 0.95 * fpr);
        plan->truth[6][i] = 100 * (0.05 * se + 0.95 * fpr);
    }
    for (int w = 0; w < N_WINDOWS; w++) {
        struct roc_point from = {0, 0};

        plan->area[w] = 0;
        for (double t = 12; t > -8; t -= 1e-4) {
            struct roc_point to = {gsl_cdf_ugaussian_Q(t),
                                   gsl_cdf_ugaussian_Q(t - plan->shift)};

            plan->area[w] += roc_segment_area(&windows[w], from, to);
            from = to;
        }
    }
}

/* ---- One data set -------------------------------------------------------- */

static struct ranked draw_studies(const struct study_plan *plan, uint64_t key)
{
    size_t n = plan->design->n_pos + plan->design->n_neg;
    double *score = xcalloc(n, sizeof *score);
    uint8_t *is_pos = xcalloc(n, 1);
    const struct sample sample = {.n = n, .score = score, .is_pos = is_pos};
    struct ranked ranked;
    struct rng rng;

    rng_init(&rng, key);
    for (size_t i = 0; i < n; i++) {
        is_pos[i] = i < plan->design->n_pos;
        score[i] = gsl_cdf_ugaussian_Pinv(rng_uniform(&rng));
        score[i] += is_pos[i] ? plan->shift : 0;
    }
    ranked_init(&ranked, &sample);
    free(score);
    free(is_pos);
    return ranked;
}

static double deviation(const double *values, size_t n)
{
    size_t defined = 0;
    double *copy = xcalloc(n, sizeof *copy), sd;

    for (size_t r = 0; r < n; r++)
        if (!isnan(values[r]))
            copy[defined++] = values[r];
    sd = boot_std_error(copy, defined);
    free(copy);
    return sd;
}

static double value_of(const struct counts *c, int k)
{
    const struct metric *metric = metric_find(measured[k].name);

    return measured[k].prevalence > 0
               ? at_prevalence_value(metric, c, measured[k].prevalence)
               : metric->value(c);
}

static int holds(const struct counts *c, int k, double confidence, double truth)
{
    const struct metric *metric = metric_find(measured[k].name);
    struct interval_spec spec = {.confidence = confidence};
    struct estimate e =
        measured[k].prevalence > 0
            ? at_prevalence_estimate(metric, c, measured[k].prevalence, &spec)
            : metric_estimate(metric, c, &spec);

    return e.low <= truth && truth <= e.high;
}

static void judge_metric(struct found *found, const struct study_plan *plan, int k,
                         const struct ranked *ranked, const struct boot_result *boot)
{
    const struct metric *metric = metric_find(measured[k].name);
    size_t replicates = boot->replicates;
    double *values = xcalloc(N_PLACES * replicates, sizeof *values), q;
    double estimate[N_PLACES], floor[N_PLACES];
    struct band_input input = {N_PLACES, replicates, estimate,
                               values,   floor,      CONFIDENCE};

    for (size_t i = 0; i < N_PLACES; i++) {
        struct counts c = counts_at(ranked, plan->cutoffs[i]);

        estimate[i] = value_of(&c, k);
        floor[i] = metric->scale * 0.5 / metric->proportion(&c).k;
        for (size_t r = 0; r < replicates; r++)
            values[i * replicates + r] = value_of(&boot->counts[r * N_PLACES + i], k);
    }
    q = band_multiplier(&input);
    found->intervals[k] = found->plain[k] = found->band[k] = 1;
    for (size_t i = 0; i < N_PLACES; i++) {
        struct counts c = counts_at(ranked, plan->cutoffs[i]);
        double truth = plan->truth[k][i];

        if (!band_has_place(&input, i))
            continue;
        found->intervals[k] &= (char)holds(&c, k, CONFIDENCE, truth);
        found->band[k] &= (char)holds(&c, k, erf(q / sqrt(2)), truth);
        found->plain[k] &=
            fabs(truth - estimate[i]) <=
            q * fmax(floor[i], deviation(&values[i * replicates], replicates));
    }
    free(values);
}

static void judge_areas(struct found *found, const struct study_plan *plan,
                        const struct ranked *ranked, const struct boot_result *boot)
{
    size_t n = boot->replicates;
    double *values = xcalloc(n, sizeof *values);

    for (size_t w = 0; w < N_WINDOWS; w++) {
        double estimate = roc_partial_area(ranked, &windows[w]);
        struct limits limits;

        for (size_t r = 0; r < n; r++)
            values[r] = boot->partial_areas[r * N_WINDOWS + w];
        boot_sort(values, n);
        limits = percentile_from_sorted(values, n, CONFIDENCE).limits;
        found->area_is_below[w] = plan->area[w] < fmin(limits.low, estimate);
        found->area_is_above[w] = plan->area[w] > fmax(limits.high, estimate);
    }
    free(values);
}

static void judge_data_set(void *ctx, size_t idx, size_t thread)
{
    const struct study_plan *plan = ctx;
    uint64_t key = rng_key_number(plan->key, idx);
    struct ranked ranked = draw_studies(plan, key);
    struct boot_request wanted = {.n_thresholds = N_PLACES,
                                  .thresholds = plan->cutoffs,
                                  .n_windows = N_WINDOWS,
                                  .windows = windows};
    struct boot_plan boot_plan = {.replicates = plan->replicates,
                                  .key = rng_key_text(key, "bootstrap"),
                                  .n_threads = 1};
    struct boot_result boot;

    (void)thread;
    boot_run(&boot, &ranked, &wanted, &boot_plan);
    for (int k = 0; k < N_METRICS; k++)
        judge_metric(&plan->found[idx], plan, k, &ranked, &boot);
    judge_areas(&plan->found[idx], plan, &ranked, &boot);
    boot_result_release(&boot);
    ranked_release(&ranked);
}

/* ---- The table ----------------------------------------------------------- */

static void print_design(const struct study_plan *plan, size_t n_sets)
{
    for (int k = 0; k < N_METRICS; k++) {
        double intervals = 0, plain = 0, band = 0, all = (double)n_sets / 100;

        for (size_t i = 0; i < n_sets; i++) {
            intervals += plan->found[i].intervals[k];
            plain += plan->found[i].plain[k];
            band += plan->found[i].band[k];
        }
        printf("%3zu %4zu %.2f  %-21s %8.1f %6.1f %6.1f\n", plan->design->n_pos,
               plan->design->n_neg, plan->design->auc, measured[k].title,
               intervals / all, plain / all, band / all);
    }
    for (int w = 0; w < N_WINDOWS; w++) {
        double below = 0, above = 0, all = (double)n_sets / 100;

        for (size_t i = 0; i < n_sets; i++) {
            below += plan->found[i].area_is_below[w];
            above += plan->found[i].area_is_above[w];
        }
        printf("%3zu %4zu %.2f  area %s %3g to %-3g  %6.1f below %4.1f above %4.1f\n",
               plan->design->n_pos, plan->design->n_neg, plan->design->auc,
               windows[w].axis == ROC_FPR ? "fpr" : "tpr", windows[w].low,
               windows[w].high, 100 - (below + above) / all, below / all, above / all);
    }
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_band_coverage",
                                    .table = "coverage-band.txt",
                                    .data_sets = 2000,
                                    .replicates = 1000};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    simulation_print_sets(&simulation);
    puts("# percent of the data sets whose curve is inside at all 19 thresholds");
    puts("# areas: percentile interval; below, above: truth outside on this side");
    puts("pos  neg  auc  metric                intervals  plain   band");
    for (size_t d = 0; d < sizeof designs / sizeof *designs; d++) {
        struct study_plan plan = {.design = &designs[d],
                                  .replicates = simulation.replicates,
                                  .key = rng_key_number(rng_key(20240501), d)};

        plan_truth(&plan);
        plan.found = xcalloc(simulation.data_sets, sizeof *plan.found);
        parallel_for(simulation.n_threads, simulation.data_sets, judge_data_set, &plan);
        print_design(&plan, simulation.data_sets);
        fflush(stdout);
        free(plan.found);
    }
    return 0;
}
