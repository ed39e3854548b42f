/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often do bootstrap intervals contain the truth?
 *
 *   slow_boot_coverage [DATA-SETS [REPLICATES [THREADS]]]
 *
 * Scores are normal, those with the finding shifted, and read as they are or cut down
 * to whole numbers. The true values come from the score distributions. Intervals are
 * made as evaluate makes them: the AUC falls back on the closed form where bootstrap
 * has no limits, average precision and MCC then have no interval ("none"). The seed is
 * fixed and the table the same for any number of threads; coverage-bootstrap.txt is the
 * one of a full run. */
#include "config.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/bca.h"
#include "boot/boot.h"
#include "simulation.h"
#include "stats/delong.h"
#include "stats/metrics.h"
#include "stats/pr.h"

#define CONFIDENCE 0.95

struct design {
    size_t n_pos, n_neg;
    double auc;  /* of the scores as they are */
    double step; /* to which they are cut down; 0 for none */
};

static const struct design designs[] = {
    {20, 20,  0.75, 0},
    {20, 20,  0.90, 0},
    {20, 20,  0.97, 0},
    {20, 80,  0.75, 0},
    {20, 80,  0.90, 0},
    {20, 80,  0.97, 0},
    {50, 200, 0.75, 0},
    {50, 200, 0.90, 0},
    {50, 200, 0.97, 0},
    {20, 80,  0.75, 1},
    {20, 80,  0.90, 1},
    {20, 80,  0.97, 1},
};

enum method {
    AUC_BY_DELONG,
    AUC_BY_PERCENTILE,
    AUC_BY_BASIC,
    AUC_BY_STUDENTIZED,
    AUC_BY_BCA,
    PRECISION_BY_BCA,
    MCC_BY_BCA,
    N_METHODS
};

static const char *const method_names[N_METHODS] = {
    "auc delong-logit", "auc percentile",        "auc basic", "auc studentized",
    "auc bca",          "average_precision bca", "mcc bca",
};

struct truth {
    double auc, precision, mcc, threshold;
};

struct interval {
    struct limits limits;
    bool exists, is_fallback;
};

struct study_plan {
    const struct design *design;
    struct truth truth;
    size_t replicates;
    uint64_t key;
    struct interval (*found)[N_METHODS]; /* one row per data set */
};

/* ---- Truth --------------------------------------------------------------- */

static double shift_of(const struct design *design)
{
    return sqrt(2) * gsl_cdf_ugaussian_Pinv(design->auc);
}

/* From the highest cell down; cells of 1e-4 stand for scores that are not cut. */
static void sum_cells(struct truth *truth, const struct design *design)
{
    double step = design->step > 0 ? design->step : 1e-4, shift = shift_of(design);
    double m = (double)design->n_pos, n = (double)design->n_neg;
    double tp = 0, fp = 0;

    for (int i = 0; i * step < 21; i++) {
        double cell = 12 - i * step;
        double new_tp = gsl_cdf_ugaussian_Q(cell - shift);
        double new_fp = gsl_cdf_ugaussian_Q(cell);

        truth->auc += (new_fp - fp) * (tp + new_tp) / 2;
        if (new_tp > 0)
            truth->precision += (new_tp - tp) * m * new_tp / (m * new_tp + n * new_fp);
        tp = new_tp;
        fp = new_fp;
    }
}

static struct truth truth_of(const struct design *design)
{
    double middle = shift_of(design) / 2, se, sp, share, flagged;
    struct truth truth = {.threshold = design->step > 0 ? round(middle) : middle};

    sum_cells(&truth, design);
    share = (double)design->n_pos / (double)(design->n_pos + design->n_neg);
    se = gsl_cdf_ugaussian_Q(truth.threshold - 2 * middle);
    sp = gsl_cdf_ugaussian_P(truth.threshold);
    flagged = share * se + (1 - share) * (1 - sp);
    truth.mcc = (se + sp - 1) * sqrt(share * (1 - share) / (flagged * (1 - flagged)));
    return truth;
}

/* ---- One data set -------------------------------------------------------- */

static struct ranked draw_studies(const struct design *design, uint64_t key)
{
    size_t n = design->n_pos + design->n_neg;
    double *score = xcalloc(n, sizeof *score);
    uint8_t *is_pos = xcalloc(n, 1);
    const struct sample sample = {.n = n, .score = score, .is_pos = is_pos};
    struct ranked ranked;
    struct rng rng;

    rng_init(&rng, key);
    for (size_t i = 0; i < n; i++) {
        is_pos[i] = i < design->n_pos;
        score[i] = gsl_cdf_ugaussian_Pinv(rng_uniform(&rng));
        score[i] += is_pos[i] ? shift_of(design) : 0;
        if (design->step > 0)
            score[i] = floor(score[i] / design->step) * design->step;
    }
    ranked_init(&ranked, &sample);
    free(score);
    free(is_pos);
    return ranked;
}

static void keep_auc(struct interval *found, const struct delong *delong,
                     const struct estimate *closed, struct bca_limits limits)
{
    found->exists = true;
    found->is_fallback = limits.failed || delong_is_degenerate(delong);
    found->limits =
        found->is_fallback ? (struct limits){closed->low, closed->high} : limits.limits;
    found->limits.low = fmax(0, fmin(found->limits.low, delong->auc));
    found->limits.high = fmin(1, fmax(found->limits.high, delong->auc));
}

static void intervals_of_auc(struct interval *found, const struct ranked *ranked,
                             struct boot_result *boot)
{
    struct delong delong = delong_from_ranked(ranked);
    struct estimate closed = delong_logit_estimate(&delong, ranked, CONFIDENCE);
    struct bca_limits limits = {
        .limits = {closed.low, closed.high}
    };
    size_t n = boot->replicates;
    double auc = delong.auc;

    keep_auc(&found[AUC_BY_DELONG], &delong, &closed, limits);
    limits.failed = 1;
    if (!delong_is_degenerate(&delong))
        limits = studentized_logit(boot->auc, boot->auc_std_error, n, auc,
                                   delong.std_error, CONFIDENCE);
    keep_auc(&found[AUC_BY_STUDENTIZED], &delong, &closed, limits);
    boot_sort(boot->auc, n);
    limits = percentile_from_sorted(boot->auc, n, CONFIDENCE);
    keep_auc(&found[AUC_BY_PERCENTILE], &delong, &closed, limits);
    limits = basic_from_sorted(boot->auc, n, auc, CONFIDENCE);
    keep_auc(&found[AUC_BY_BASIC], &delong, &closed, limits);
    limits = bca_from_sorted(boot->auc, n, auc, delong.acceleration, CONFIDENCE);
    keep_auc(&found[AUC_BY_BCA], &delong, &closed, limits);
}

static void interval_by_bca(struct interval *found, double *values, size_t n,
                            double estimate, double acceleration)
{
    size_t defined = boot_sort(values, n);
    struct bca_limits limits;

    if (isnan(estimate) || defined < n - n / 20 || values[0] == values[defined - 1])
        return;
    limits = bca_from_sorted(values, defined, estimate, acceleration, CONFIDENCE);
    found->exists = !limits.failed;
    found->limits.low = fmin(limits.limits.low, estimate);
    found->limits.high = fmax(limits.limits.high, estimate);
}

static void interval_of_mcc(struct interval *found, const struct ranked *ranked,
                            const struct boot_result *boot, double threshold)
{
    const struct metric *mcc = metric_find("mcc");
    struct counts counts = counts_at(ranked, threshold);
    double *values = xcalloc(boot->replicates, sizeof *values);

    for (size_t r = 0; r < boot->replicates; r++)
        values[r] = mcc->value(&boot->counts[r]);
    interval_by_bca(found, values, boot->replicates, mcc->value(&counts),
                    mcc->acceleration(&counts));
    free(values);
}

static void run_data_set(void *ctx, size_t i, size_t thread)
{
    const struct study_plan *study = ctx;
    const struct boot_request request = {.want_auc = 1,
                                         .want_auc_std_error = 1,
                                         .want_average_precision = 1,
                                         .n_thresholds = 1,
                                         .thresholds = &study->truth.threshold};
    struct boot_plan plan = {.replicates = study->replicates, .n_threads = 1};
    uint64_t key = rng_key_number(study->key, i);
    struct ranked ranked = draw_studies(study->design, rng_key_text(key, "studies"));
    struct interval *found = study->found[i];
    struct boot_result boot;

    (void)thread;
    plan.key = rng_key_text(key, "bootstrap");
    boot_run(&boot, &ranked, &request, &plan);
    intervals_of_auc(found, &ranked, &boot);
    interval_by_bca(&found[PRECISION_BY_BCA], boot.average_precision, boot.replicates,
                    pr_average_precision(&ranked), pr_acceleration(&ranked));
    interval_of_mcc(&found[MCC_BY_BCA], &ranked, &boot, study->truth.threshold);
    boot_result_release(&boot);
    ranked_release(&ranked);
}

/* ---- The table ----------------------------------------------------------- */

static void print_row(const struct study_plan *study, size_t n, enum method method,
                      double truth)
{
    double kept = 0, below = 0, above = 0, width = 0, fallbacks = 0;

    for (size_t i = 0; i < n; i++) {
        const struct interval *found = &study->found[i][method];

        if (!found->exists)
            continue;
        kept++;
        fallbacks += found->is_fallback;
        width += found->limits.high - found->limits.low;
        below += truth < found->limits.low;
        above += truth > found->limits.high;
    }
    printf("%3zu %4zu %4.2f  %-4s %-22s %6.4f  %5.1f %6.1f %6.1f  %6.3f  %6.1f %6.1f\n",
           study->design->n_pos, study->design->n_neg, study->design->auc,
           study->design->step > 0 ? "ties" : "", method_names[method], truth,
           100 * (1 - (below + above) / kept), 100 * below / kept, 100 * above / kept,
           width / kept, 100 * fallbacks / (double)n, 100 * (1 - kept / (double)n));
}

static void run_design(const struct design *design, const struct simulation *simulation)
{
    struct study_plan study = {
        .design = design,
        .truth = truth_of(design),
        .replicates = simulation->replicates,
        .key = rng_key_number(rng_key(1), (uint64_t)(design - designs))};

    study.found = xcalloc(simulation->data_sets, sizeof *study.found);
    parallel_for(simulation->n_threads, simulation->data_sets, run_data_set, &study);
    for (int method = 0; method < N_METHODS; method++)
        print_row(&study, simulation->data_sets, method,
                  method == PRECISION_BY_BCA ? study.truth.precision
                  : method == MCC_BY_BCA     ? study.truth.mcc
                                             : study.truth.auc);
    fflush(stdout);
    free(study.found);
}

static void print_legend(const struct simulation *simulation)
{
    simulation_print_sets(simulation);
    printf("# (standard error of a coverage of 95 %%: %.2f)\n",
           100 * sqrt(0.95 * 0.05 / (double)simulation->data_sets));
    puts("# below, above: percent whose truth is below, above the interval; 2.5 is "
         "fair");
    puts("# fallback: percent where the closed form stood in; none: where nothing did");
    puts("# ties: scores cut down to whole numbers");
    printf("pos  neg  auc       metric, method          truth  cover%%  below  above"
           "   width fallback  none\n");
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_boot_coverage",
                                    .table = "coverage-bootstrap.txt",
                                    .data_sets = 10000,
                                    .replicates = 2000};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    print_legend(&simulation);
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        run_design(&designs[i], &simulation);
    return 0;
}
