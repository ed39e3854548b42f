/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often does the consistency band contain the fit of a model that is calibrated?
 *
 *   slow_consistency [DATA-SETS [REPLICATES [THREADS]]]
 *
 * Scores are u^k, u uniform; each study has the finding with the probability of its score. With patients, four studies each: a patient's scores
 * share a part of u, and outcomes come from a normal copula of the correlation given, which is not how the band draws them. "pointwise": percent of
 * places at which the fit lies within the pointwise band; "whole": percent of the data sets in which it lies within the simultaneous one
 * everywhere; "miscal.": in which the miscalibration is no more than stated; "by study": the first two if patients are not named. The seed is
 * fixed; coverage-consistency.txt is the table of a full run. */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "boot/consistency.h"
#include "simulation.h"

enum { STUDIES = 4 }; /* of a patient */

struct design {
    size_t n;
    double power;
    double decimals;    /* 100: scores have two; 0: as they are */
    double correlation; /* NaN: no patients */
};

static const struct design designs[] = {
    {40,   1, 100, NAN},
    {200,  1, 0,   NAN},
    {200,  4, 0,   NAN},
    {1000, 4, 100, NAN},
    {1000, 8, 0,   NAN},
    {120,  1, 0,   0  },
    {120,  1, 0,   0.5},
    {120,  1, 0,   0.9},
    {400,  4, 0,   0.5},
    {400,  4, 0,   0.9},
};

struct found {
    double pointwise, by_study; /* share of the places */
    char whole, whole_by_study, miscalibration;
};

struct study_plan {
    const struct design *design;
    size_t replicates;
    uint64_t key;
    struct found *found; /* one per data set */
};

/* ---- One data set -------------------------------------------------------- */

struct studies {
    struct ranked ranked;
    struct clusters clusters; /* if there are patients */
    struct isotonic fit;
};

static double normal(struct rng *rng)
{
    return gsl_cdf_ugaussian_Pinv(rng_uniform(rng));
}

static double mixed(double shared, double correlation, struct rng *rng)
{
    return gsl_cdf_ugaussian_P(sqrt(correlation) * shared +
                               sqrt(1 - correlation) * normal(rng));
}

static struct studies draw_studies(const struct design *design, uint64_t key)
{
    bool has_patients = !isnan(design->correlation);
    double *score = xcalloc(design->n, sizeof *score), of_score = 0, of_outcome = 0;
    uint8_t *is_pos = xcalloc(design->n, 1);
    uint32_t *patient = xcalloc(design->n, sizeof *patient);
    struct sample sample = {.n = design->n,
                            .score = score,
                            .is_pos = is_pos,
                            .patient = has_patients ? patient : NULL};
    struct studies studies = {.clusters = {0}};
    struct rng rng;

    rng_init(&rng, key);
    for (size_t i = 0; i < design->n; i++) {
        patient[i] = (uint32_t)(i / STUDIES);
        if (i % STUDIES == 0) {
            of_score = normal(&rng);
            of_outcome = normal(&rng);
        }
        score[i] = pow(has_patients ? mixed(of_score, 0.7, &rng) : rng_uniform(&rng),
                       design->power);
        if (design->decimals > 0)
            score[i] = round(score[i] * design->decimals) / design->decimals;
        is_pos[i] = (has_patients ? mixed(of_outcome, design->correlation, &rng)
                                  : rng_uniform(&rng)) < score[i];
    }
    if (has_patients)
        clusters_init(&studies.clusters, &studies.ranked, &sample);
    else
        ranked_init(&studies.ranked, &sample);
    isotonic_fit(&studies.fit, &studies.ranked);
    free(score);
    free(is_pos);
    free(patient);
    return studies;
}

/* Share of the places where the fit lies inside. */
static double inside(const struct consistency *band, const struct isotonic *fit)
{
    size_t block = 0, n = 0;

    for (size_t i = 0; i < band->n; i++) {
        double value;

        while (fit->blocks[block].high < band->score[i])
            block++;
        value = (double)fit->blocks[block].pos / (double)fit->blocks[block].n;
        n += value >= band->low[i] && value <= band->high[i];
    }
    return (double)n / (double)band->n;
}

static double judge_band(const struct study_plan *plan, const struct studies *studies,
                         const struct clusters *clusters, enum band_kind kind,
                         uint64_t key, double *miscalibration)
{
    struct boot_plan boot = {.replicates = plan->replicates,
                             .key = rng_key_text(key, "band"),
                             .n_threads = 1,
                             .clusters = clusters};
    struct consistency band;
    double share;

    consistency_init(&band, &studies->ranked, &studies->fit, &boot, kind, 0.95);
    share = inside(&band, &studies->fit);
    *miscalibration = band.miscalibration;
    consistency_release(&band);
    return share;
}

static void judge_data_set(void *ctx, size_t idx, size_t thread)
{
    const struct study_plan *plan = ctx;
    uint64_t key = rng_key_number(plan->key, idx);
    struct studies studies = draw_studies(plan->design, key);
    bool has_patients = !isnan(plan->design->correlation);
    const struct clusters *by = has_patients ? &studies.clusters : NULL;
    struct found *found = &plan->found[idx];
    double most, ignored;

    (void)thread;
    found->pointwise = judge_band(plan, &studies, by, BAND_POINTWISE, key, &most);
    found->whole =
        judge_band(plan, &studies, by, BAND_SIMULTANEOUS, key, &ignored) == 1;
    found->miscalibration =
        isotonic_brier_parts(&studies.fit, &studies.ranked).miscalibration <= most;
    if (has_patients) {
        found->by_study =
            judge_band(plan, &studies, NULL, BAND_POINTWISE, key, &ignored);
        found->whole_by_study =
            judge_band(plan, &studies, NULL, BAND_SIMULTANEOUS, key, &ignored) == 1;
    }
    isotonic_release(&studies.fit);
    ranked_release(&studies.ranked);
    if (has_patients)
        clusters_release(&studies.clusters);
}

/* ---- The table ----------------------------------------------------------- */

static void print_design(const struct study_plan *plan, size_t n_sets)
{
    const struct design *design = plan->design;
    double pointwise = 0, whole = 0, miscalibration = 0, by_study = 0, whole_by = 0;
    double all = (double)n_sets / 100;

    for (size_t i = 0; i < n_sets; i++) {
        pointwise += plan->found[i].pointwise / all;
        whole += plan->found[i].whole / all;
        miscalibration += plan->found[i].miscalibration / all;
        by_study += plan->found[i].by_study / all;
        whole_by += plan->found[i].whole_by_study / all;
    }
    printf("%4zu  u^%g %s", design->n, design->power,
           design->decimals > 0 ? "0.01" : "    ");
    if (isnan(design->correlation))
        printf("            %9.1f %6.1f %8.1f\n", pointwise, whole, miscalibration);
    else
        printf(" %4zu   %.1f %9.1f %6.1f %8.1f   %6.1f %6.1f\n", design->n / STUDIES,
               design->correlation, pointwise, whole, miscalibration, by_study,
               whole_by);
}

int main(int argc, char **argv)
{
    struct simulation simulation = {.name = "slow_consistency",
                                    .table = "coverage-consistency.txt",
                                    .data_sets = 1000,
                                    .replicates = 500};

    if (!simulation_begin(&simulation, argc, argv))
        return 2;
    simulation_print_sets(&simulation);
    puts("   n  scores    patients corr. pointwise  whole  miscal.   by study");
    for (size_t d = 0; d < sizeof designs / sizeof *designs; d++) {
        struct study_plan plan = {.design = &designs[d],
                                  .replicates = simulation.replicates,
                                  .key = rng_key_number(rng_key(20261125), d)};

        plan.found = xcalloc(simulation.data_sets, sizeof *plan.found);
        parallel_for(simulation.n_threads, simulation.data_sets, judge_data_set, &plan);
        print_design(&plan, simulation.data_sets);
        fflush(stdout);
        free(plan.found);
    }
    return 0;
}
