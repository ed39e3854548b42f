/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often do intervals over patients contain the truth, and those that take studies
 * for independent?
 *
 *   slow_patient_coverage [DATA-SETS [REPLICATES [THREADS]]]
 *
 * In each class the same number of patients has one to six studies, all numbers alike
 * likely. A score is the patient's normal effect plus the study's own, with total
 * variance 1 and correlation rho within a patient, shifted where the finding is. The
 * threshold flags 90 % of the studies with the finding. True values come from the
 * distributions. "bca" is what evaluate prints: read at the higher confidence that few
 * patients ask for (stats/effective.h); "as it is" shows why. The seed is fixed and the table the same for any number of threads. */
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
#include "stats/clusters.h"
#include "stats/delong.h"
#include "stats/effective.h"
#include "stats/metrics.h"
#include "stats/obuchowski.h"

#define CONFIDENCE 0.95
#define FLAGGED 0.9

enum { MOST_STUDIES = 6 };

struct design {
    size_t patients; /* in each class */
    double auc, rho;
};

static const struct design designs[] = {
    {11, 0.80, 0.3},
    {11, 0.80, 0.7},
    {11, 0.95, 0.3},
    {11, 0.95, 0.7},
    {30, 0.80, 0.3},
    {30, 0.80, 0.7},
    {30, 0.95, 0.3},
    {30, 0.95, 0.7},
    {60, 0.80, 0.3},
    {60, 0.80, 0.7},
    {60, 0.95, 0.3},
    {60, 0.95, 0.7},
};

enum method {
    AUC_BY_OBUCHOWSKI,
    AUC_BY_BCA,
    AUC_BY_BCA_AS_IS,
    AUC_NAIVE,
    SENSITIVITY,
    SENSITIVITY_NAIVE,
    SPECIFICITY,
    SPECIFICITY_NAIVE,
    N_METHODS
};

static const char *const method_names[N_METHODS] = {
    "auc patients obuchowski-logit", "auc patients bca",
    "auc patients bca, as it is",    "auc studies delong-logit",
    "sensitivity patients wilson",   "sensitivity studies wilson",
    "specificity patients wilson",   "specificity studies wilson",
};

struct study_plan {
    const struct design *design;
    double shift, threshold;
    size_t replicates;
    uint64_t key;
    struct limits (*found)[N_METHODS]; /* one row per data set */
};

static double truth_of(const struct study_plan *study, enum method method)
{
    if (method <= AUC_NAIVE)
        return study->design->auc;
    return method <= SENSITIVITY_NAIVE ? FLAGGED
                                       : gsl_cdf_ugaussian_P(study->threshold);
}

/* ---- One data set -------------------------------------------------------- */

struct data {
    struct clusters clusters;
    struct ranked ranked;
};

static double draw_normal(struct rng *rng)
{
    return gsl_cdf_ugaussian_Pinv(rng_uniform(rng));
}

static void draw_data(struct data *data, const struct study_plan *study, uint64_t key)
{
    size_t n_patients = 2 * study->design->patients, most = n_patients * MOST_STUDIES;
    double *score = xcalloc(most, sizeof *score), rho = study->design->rho;
    uint32_t *patient = xcalloc(most, sizeof *patient);
    uint8_t *is_pos = xcalloc(most, 1);
    struct sample sample = {.score = score, .is_pos = is_pos, .patient = patient};
    struct rng rng;

    rng_init(&rng, key);
    for (uint32_t p = 0; p < n_patients; p++) {
        double effect = sqrt(rho) * draw_normal(&rng);
        uint64_t n = 1 + rng_below(&rng, MOST_STUDIES);

        for (; n > 0; n--, sample.n++) {
            patient[sample.n] = p;
            is_pos[sample.n] = p < study->design->patients;
            score[sample.n] = effect + sqrt(1 - rho) * draw_normal(&rng) +
                              (is_pos[sample.n] ? study->shift : 0);
        }
    }
    clusters_init(&data->clusters, &data->ranked, &sample);
    free(score);
    free(patient);
    free(is_pos);
}

static struct limits limits_of(struct estimate estimate)
{
    return (struct limits){estimate.low, estimate.high};
}

/* As evaluate makes it: the closed form where the bootstrap has no limits. */
static struct limits read_bca(const struct boot_result *boot,
                              const struct obuchowski *obuchowski, double confidence)
{
    struct bca_limits bca =
        bca_from_sorted(boot->auc, boot->replicates, obuchowski->auc,
                        obuchowski->acceleration, confidence);

    if (bca.failed)
        return limits_of(obuchowski_estimate(obuchowski, CONFIDENCE));
    return (struct limits){fmin(bca.limits.low, obuchowski->auc),
                           fmax(bca.limits.high, obuchowski->auc)};
}

static void intervals_by_bca(struct limits *found, const struct data *data,
                             const struct obuchowski *obuchowski, struct boot_plan plan)
{
    const struct boot_request request = {.want_auc = 1};
    size_t fewer = obuchowski->n_pos_patients < obuchowski->n_neg_patients
                       ? obuchowski->n_pos_patients
                       : obuchowski->n_neg_patients;
    struct boot_result boot;

    found[AUC_BY_BCA] = found[AUC_BY_BCA_AS_IS] =
        limits_of(obuchowski_estimate(obuchowski, CONFIDENCE));
    if (obuchowski_is_degenerate(obuchowski))
        return;
    plan.clusters = &data->clusters;
    boot_run(&boot, &data->ranked, &request, &plan);
    boot_sort(boot.auc, boot.replicates);
    found[AUC_BY_BCA] =
        read_bca(&boot, obuchowski, effective_boot_confidence(fewer, CONFIDENCE));
    found[AUC_BY_BCA_AS_IS] = read_bca(&boot, obuchowski, CONFIDENCE);
    boot_result_release(&boot);
}

static void intervals_at_threshold(struct limits *found, const struct data *data,
                                   double threshold)
{
    struct interval_spec naive = {.confidence = CONFIDENCE}, spec = naive;
    struct counts counts = counts_at(&data->ranked, threshold);
    struct counts *patients =
        clusters_counts_at(&data->clusters, &data->ranked, threshold);
    const struct metric *se = metric_find("sensitivity");
    const struct metric *sp = metric_find("specificity");

    spec.patients = patients;
    spec.n_patients = data->clusters.n_patients;
    found[SENSITIVITY] = limits_of(metric_estimate(se, &counts, &spec));
    found[SENSITIVITY_NAIVE] = limits_of(metric_estimate(se, &counts, &naive));
    found[SPECIFICITY] = limits_of(metric_estimate(sp, &counts, &spec));
    found[SPECIFICITY_NAIVE] = limits_of(metric_estimate(sp, &counts, &naive));
    free(patients);
}

static void run_data_set(void *ctx, size_t i, size_t thread)
{
    const struct study_plan *study = ctx;
    uint64_t key = rng_key_number(study->key, i);
    struct boot_plan plan = {.replicates = study->replicates,
                             .key = rng_key_text(key, "bootstrap"),
                             .n_threads = 1};
    struct limits *found = study->found[i];
    struct obuchowski obuchowski;
    struct delong delong;
    struct data data;

    (void)thread;
    draw_data(&data, study, rng_key_text(key, "studies"));
    obuchowski = obuchowski_from_clusters(&data.clusters, &data.ranked);
    delong = delong_from_ranked(&data.ranked);
    found[AUC_BY_OBUCHOWSKI] = limits_of(obuchowski_estimate(&obuchowski, CONFIDENCE));
    intervals_by_bca(found, &data, &obuchowski, plan);
    found[AUC_NAIVE] =
        limits_of(delong_logit_estimate(&delong, &data.ranked, CONFIDENCE));
    intervals_at_threshold(found, &data, study->threshold);
    clusters_release(&data.clusters);
    ranked_release(&data.ranked);
}

/* ---- The table ----------------------------------------------------------- */

static void print_row(const struct study_plan *study, size_t n, enum method method)
{
    double below = 0, above = 0, width = 0, truth = truth_of(study, method);

    for (size_t i = 0; i < n; i++) {
        const struct limits *limits = &study->found[i][method];

        width += limits->high - limits->low;
        below += truth < limits->low;
        above += truth > limits->high;
    }
    printf("%3zu %4.2f %3.1f  %-29s %6.4f  %5.1f %6.1f %6.1f  %6.3f\n",
           study->design->patients, study->design->auc, study->design->rho,
           method_names[method], truth, 100 * (1 - (below + above) / (double)n),
           100 * below / (double)n, 100 * above / (double)n, width / (double)n);
}

static void run_design(const struct design *design, const struct simulation *simulation)
{
    struct study_plan study = {
        .design = design,
        .shift = sqrt(2) * gsl_cdf_ugaussian_Pinv(design->auc),
        .replicates = simulation->replicates,
        .key = rng_key_number(rng_key(1), (uint64_t)(design - designs))};

    study.threshold = study.shift - gsl_cdf_ugaussian_Pinv(FLAGGED);
    study.found = xcalloc(simulation->data_sets, sizeof *study.found);
    parallel_for(simulation->n_threads, simulation->data_sets, run_data_set, &study);
    for (int method = 0; method < N_METHODS; method++)
        print_row(&study, simulation->data_sets, method);
    fflush(stdout);
    free(study.found);
}

static void print_legend(const struct simulation *simulation)
{
    simulation_print_sets(simulation);
    printf("# (standard error of a coverage of 95 %%: %.2f)\n",
           100 * sqrt(0.95 * 0.05 / (double)simulation->data_sets));
    puts("# patients in each class, with 1 to 6 studies, correlated by rho; beside "
         "each interval");
    puts("# over patients the one that takes their studies for independent");
    puts("# below, above: percent whose truth is below, above the interval; 2.5 is "
         "fair");
    puts("pat  auc rho  metric, method                 truth cover%  below  above"
         "   width");
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_patient_coverage",
                                    .table = "coverage-patients.txt",
                                    .data_sets = 4000,
                                    .replicates = 1000};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    print_legend(&simulation);
    for (size_t i = 0; i < sizeof designs / sizeof *designs; i++)
        run_design(&designs[i], &simulation);
    return 0;
}
