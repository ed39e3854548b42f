/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coverage of the intervals of paired differences, and size of the tests, with and without
 * patients who have several studies; by simulation with a fixed seed.
 *
 *     tests/slow/slow_paired [DATA-SETS [REPLICATES]] > tests/slow/coverage-paired.txt
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/difference.h"
#include "boot/shared.h"
#include "boot/visit.h"
#include "simulation.h"
#include "stats/mcnemar.h"
#include "stats/paired_auc.h"
#include "stats/tango.h"

#define CONFIDENCE 0.95

/* A patient has the finding in 30 %; of the studies of a patient with it, 70 % show it. Scores are normal, shifted where the finding is
 * shown; of their variance 40 % is the patient's and 30 % the study's, shared by both models. */
struct design {
    size_t n_patients, n_studies; /* studies a patient */
    double auc[2];
};

static const struct design designs[] = {
    {40,  1, {0.80, 0.80}},
    {40,  1, {0.98, 0.98}},
    {150, 1, {0.80, 0.80}},
    {150, 1, {0.90, 0.80}},
    {150, 1, {0.97, 0.97}},
    {500, 1, {0.85, 0.80}},
    {20,  4, {0.80, 0.80}},
    {40,  4, {0.80, 0.80}},
    {40,  4, {0.95, 0.90}},
    {100, 4, {0.80, 0.80}},
    {100, 4, {0.90, 0.80}},
    {300, 4, {0.85, 0.80}},
};

enum method {
    AUC_CLOSED,
    AUC_BCA,
    AUC_PERCENTILE,
    PPV_PERCENTILE,
    MATCHED_PERCENTILE, /* specificity where the model keeps the baseline's sensitivity */
    SENSITIVITY_TANGO,
    SPECIFICITY_TANGO,
    N_INTERVALS,
    SPECIFICITY_MID_P = N_INTERVALS, /* from here on tests, without an interval */
    SPECIFICITY_PATIENTS,
    N_METHODS
};

static const char *const method_names[N_METHODS] = {
    "auc delong/obuchowski",
    "auc bootstrap-bca",
    "auc bootstrap-percentile",
    "ppv bootstrap-percentile",
    "specificity at matched Se",
    "sensitivity tango",
    "specificity tango",
    "specificity mcnemar-midp",
    "specificity mcnemar-clustered",
};

struct found {
    double low, high, p;
};

struct study_plan {
    const struct design *design;
    size_t replicates;
    uint64_t key;
    struct found (*found)[N_METHODS]; /* one row per data set */
};

/* ---- Truth ---------------------------------------------------------------------- */

static double shift_of(const struct design *design, int model)
{
    return sqrt(2) * gsl_cdf_ugaussian_Pinv(design->auc[model]);
}

static double ppv_of(const struct design *design, double half_shift)
{
    double prevalence = design->n_studies == 1 ? 0.3 : 0.3 * 0.7;
    double share = gsl_cdf_ugaussian_P(half_shift);

    return prevalence * share / (prevalence * share + (1 - prevalence) * (1 - share));
}

/* Thresholds lie in the middle: sensitivity and specificity are the same. */
static double truth_of(const struct design *design, enum method method)
{
    double half[2] = {shift_of(design, 0) / 2, shift_of(design, 1) / 2};

    if (method == MATCHED_PERCENTILE)
        return gsl_cdf_ugaussian_P(2 * half[0] - half[1]) -
               gsl_cdf_ugaussian_P(half[1]);
    if (method == PPV_PERCENTILE)
        return ppv_of(design, half[0]) - ppv_of(design, half[1]);
    if (method <= AUC_PERCENTILE)
        return design->auc[0] - design->auc[1];
    return gsl_cdf_ugaussian_P(half[0]) - gsl_cdf_ugaussian_P(half[1]);
}

/* ---- One data set --------------------------------------------------------------- */

static double normal(struct rng *rng)
{
    return gsl_cdf_ugaussian_Pinv(rng_uniform(rng));
}

struct studies {
    size_t n;
    double *score[2];
    uint8_t *is_pos;
    uint32_t *patient;
};

static void draw_patient(struct studies *s, const struct design *design,
                         uint32_t patient, struct rng *rng)
{
    bool has_it = rng_uniform(rng) < 0.3;
    double own[2] = {normal(rng), normal(rng)};

    for (size_t j = 0; j < design->n_studies; j++, s->n++) {
        double study = normal(rng);

        s->patient[s->n] = patient;
        s->is_pos[s->n] = has_it && (design->n_studies == 1 || rng_uniform(rng) < 0.7);
        for (int k = 0; k < 2; k++)
            s->score[k][s->n] = sqrt(0.4) * own[k] + sqrt(0.3) * study +
                                sqrt(0.3) * normal(rng) +
                                s->is_pos[s->n] * shift_of(design, k);
    }
}

static struct paired draw_studies(const struct design *design, uint64_t key)
{
    size_t n = design->n_patients * design->n_studies;
    struct studies s = {
        .score = {xcalloc(n, sizeof(double)), xcalloc(n, sizeof(double))},
        .is_pos = xcalloc(n, 1),
        .patient = xcalloc(n, sizeof(uint32_t))
    };
    const double *const score[] = {s.score[0], s.score[1]};
    struct paired paired;
    struct rng rng;

    rng_init(&rng, key);
    for (size_t i = 0; i < design->n_patients; i++)
        draw_patient(&s, design, (uint32_t)i, &rng);
    paired_init(&paired, &(struct paired_sample){.n = n,
                                                 .n_models = 2,
                                                 .score = score,
                                                 .is_pos = s.is_pos,
                                                 .patient = s.patient});
    free(s.score[0]);
    free(s.score[1]);
    free(s.is_pos);
    free(s.patient);
    return paired;
}

static struct found found_of(const struct estimate *estimate)
{
    return (struct found){estimate->low, estimate->high, estimate->p};
}

/* Of the class that has fewer; 0 if studies are drawn. */
static size_t patients_drawn(const struct paired *paired)
{
    const struct clusters *clusters = paired_clusters(paired);
    struct counts *counts;
    size_t pos = 0, neg = 0;

    if (!clusters)
        return 0;
    counts = clusters_counts_at(clusters, &paired->joint, INFINITY);
    for (size_t i = 0; i < clusters->n_patients; i++) {
        pos += counts_pos(&counts[i]) > 0;
        neg += counts_neg(&counts[i]) > 0;
    }
    free(counts);
    return pos < neg ? pos : neg;
}

/* `value` and `acceleration` of `paired`. */
static struct found bootstrapped(const struct paired *paired, double value,
                                 double acceleration, const double *model,
                                 const double *baseline, size_t replicates)
{
    struct boot_difference d;
    struct estimate e;

    boot_difference_init(&d, value, acceleration, model, baseline, replicates);
    d.n_patients = patients_drawn(paired);
    e = boot_difference_estimate(&d, CONFIDENCE);
    boot_difference_release(&d);
    return found_of(&e);
}

static double ppv(const struct counts *c)
{
    return (double)c->tp / (double)(c->tp + c->fp);
}

/* The model's and the baseline's replicates, which are in `results`. */
static struct found compare_ppv(const struct paired *paired, const double thresholds[2],
                                const struct boot_result results[2])
{
    size_t n = results[0].replicates;
    double value[2], *values[2], difference;
    struct found found;

    for (int k = 0; k < 2; k++) {
        struct counts counts = counts_at(&paired->model[k], thresholds[k]);

        value[k] = ppv(&counts);
        values[k] = xcalloc(n, sizeof *values[k]);
        for (size_t r = 0; r < n; r++)
            values[k][r] = ppv(&results[k].counts[r]);
    }
    difference = value[0] - value[1];
    found = bootstrapped(paired, difference, NAN, values[0], values[1], n);
    free(values[0]);
    free(values[1]);
    return found;
}

static double specificity(const struct counts *c)
{
    return (double)c->tn / (double)counts_neg(c);
}

static struct found compare_matched(const struct paired *paired, double threshold,
                                    const struct boot_plan *plan)
{
    size_t n = plan->replicates;
    struct matched *matched = xcalloc(n, sizeof *matched);
    double *model = xcalloc(n, sizeof *model), *baseline = xcalloc(n, sizeof *baseline);
    struct matched here = matched_threshold(&paired->model[0], &paired->model[1],
                                            threshold, MATCHED_SENSITIVITY);
    struct found found;

    boot_matched(matched, paired, (const size_t[]){0, 1}, threshold,
                 MATCHED_SENSITIVITY, plan);
    for (size_t r = 0; r < n; r++) {
        model[r] = specificity(&matched[r].model);
        baseline[r] = specificity(&matched[r].baseline);
    }
    found = bootstrapped(paired, specificity(&here.model) - specificity(&here.baseline),
                         NAN, model, baseline, n);
    free(matched);
    free(model);
    free(baseline);
    return found;
}

static void compare_by_replicates(struct found *found, const struct design *design,
                                  const struct paired *paired, size_t n, uint64_t key)
{
    struct auc_difference auc = auc_difference_of(paired, (const size_t[]){0, 1});
    double thresholds[2] = {shift_of(design, 0) / 2, shift_of(design, 1) / 2};
    struct boot_request requests[2];
    struct boot_plan plan = {.replicates = n, .key = key, .n_threads = 1};
    struct estimate e = auc_difference_estimate(&auc, CONFIDENCE);
    struct boot_result results[2];

    for (int k = 0; k < 2; k++)
        requests[k] = (struct boot_request){
            .want_auc = 1, .n_thresholds = 1, .thresholds = &thresholds[k]};
    found[AUC_CLOSED] = found_of(&e);
    boot_shared_run(results, paired, requests, &plan);
    found[AUC_BCA] = bootstrapped(paired, auc.value, auc.acceleration, results[0].auc,
                                  results[1].auc, n);
    found[AUC_PERCENTILE] =
        bootstrapped(paired, auc.value, NAN, results[0].auc, results[1].auc, n);
    found[PPV_PERCENTILE] = compare_ppv(paired, thresholds, results);
    found[MATCHED_PERCENTILE] = compare_matched(paired, thresholds[1], &plan);
    boot_result_release(&results[0]);
    boot_result_release(&results[1]);
}

static void compare_flags(struct found *found, const struct design *design,
                          const struct paired *paired)
{
    double thresholds[2] = {shift_of(design, 0) / 2, shift_of(design, 1) / 2};
    size_t models[2] = {0, 1};
    struct discordant se =
        discordant_count(paired, models, thresholds, DISCORDANT_SENSITIVITY);
    struct discordant sp =
        discordant_count(paired, models, thresholds, DISCORDANT_SPECIFICITY);
    struct estimate e = tango_estimate(&se, CONFIDENCE);

    found[SENSITIVITY_TANGO] = found_of(&e);
    e = tango_estimate(&sp, CONFIDENCE);
    found[SPECIFICITY_TANGO] = found_of(&e);
    e = tango_patient_test(&sp);
    found[SPECIFICITY_PATIENTS] = found_of(&e);
    found[SPECIFICITY_MID_P] = (struct found){NAN, NAN, mcnemar_test(sp.b, sp.c).mid_p};
}

static void run_data_set(void *ctx, size_t i, size_t thread)
{
    const struct study_plan *plan = ctx;
    uint64_t key = rng_key_number(plan->key, i);
    struct paired paired = draw_studies(plan->design, key);

    (void)thread;
    for (int m = 0; m < N_METHODS; m++)
        plan->found[i][m] = (struct found){NAN, NAN, NAN};
    if (paired.joint.n_pos > 0 && paired.joint.n_neg > 0)
        compare_by_replicates(plan->found[i], plan->design, &paired, plan->replicates,
                              rng_key_text(key, "bootstrap"));
    compare_flags(plan->found[i], plan->design, &paired);
    paired_release(&paired);
}

/* ---- Tables --------------------------------------------------------------------- */

static void print_row(const struct study_plan *plan, size_t n, enum method method)
{
    double covered = 0, below = 0, above = 0, none = 0, rejected = 0, tested = 0;
    double truth = truth_of(plan->design, method), all;

    for (size_t i = 0; i < n; i++) {
        const struct found *f = &plan->found[i][method];

        tested += !isnan(f->p);
        rejected += f->p < 1 - CONFIDENCE;
        if (isnan(f->low))
            none++;
        else if (truth < f->low)
            below++;
        else if (truth > f->high)
            above++;
        else
            covered++;
    }
    all = covered + below + above;
    printf("%4zu x %zu  %.2f %.2f  %-30s", plan->design->n_patients,
           plan->design->n_studies, plan->design->auc[0], plan->design->auc[1],
           method_names[method]);
    if (method < N_INTERVALS)
        printf(" %6.1f %6.1f %6.1f %6.1f", 100 * covered / all, 100 * below / all,
               100 * above / all, 100 * none / (double)n);
    else
        printf(" %6s %6s %6s %6s", "", "", "", "");
    printf(" %8.1f\n", 100 * rejected / tested);
}

static void cover(const struct design *design, const struct simulation *simulation)
{
    size_t n = simulation->data_sets;
    struct study_plan plan = {
        .design = design,
        .replicates = simulation->replicates,
        .key = rng_key_number(rng_key(20261124),
                              design->n_patients * 1000 + design->n_studies)};

    plan.key = rng_key_number(plan.key, (uint64_t)lround(1000 * design->auc[0]));
    plan.found = xcalloc(n, sizeof *plan.found);
    parallel_for(simulation->n_threads, n, run_data_set, &plan);
    for (enum method m = 0; m < N_METHODS; m++)
        print_row(&plan, n, m);
    free(plan.found);
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_paired",
                                    .table = "coverage-paired.txt",
                                    .data_sets = 2000,
                                    .replicates = 1000};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    printf("# %zu data sets a design (standard error of 95 %%: %.2f), %zu replicates\n",
           simulation.data_sets, sqrt(95 * 5 / (double)simulation.data_sets),
           simulation.replicates);
    printf("# patients x studies a patient; below, above: percent whose truth lies "
           "below, above the interval; 2.5 is "
           "fair\n");
    printf(
        "# none: percent without an interval; reject: percent with p < 0.05, of equal "
        "models 5 is fair\n");
    printf("%-8s  %-9s  %-30s %6s %6s %6s %6s %8s\n", "patients", "AUCs", "method",
           "cover%", "below", "above", "none", "reject");
    for (size_t d = 0; d < sizeof designs / sizeof *designs; d++)
        cover(&designs[d], &simulation);
    return 0;
}
