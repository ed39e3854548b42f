/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stratified bootstrap: positives and negatives are resampled separately, to their own numbers.
 *
 * A replicate is a multiplicity per study: exactly multinomial within each class (boot/weights.h). Statistics are functions of
 * these multiplicities in order of score, so point estimate and replicates share their code, and multiplicities of one give the
 * point estimate. The stream of replicate r is keyed by (plan.key, r): results depend neither on threads nor on what else is
 * computed. */
#ifndef PROCTOR_BOOT_BOOT_H
#define PROCTOR_BOOT_BOOT_H

#include <stddef.h>
#include <stdint.h>

#include "boot/kernel.h"
#include "stats/clusters.h"
#include "stats/counts.h"
#include "stats/ranked.h"
#include "stats/roc.h"

struct boot_plan {
    size_t replicates;
    uint64_t key;     /* of this record's rows and purpose: base/rng.h */
    size_t n_threads; /* at least 1 */
    /* Patients are drawn with all their studies, in two strata: those with at least one study with the finding, and
     * those without. NULL: studies are independent. */
    const struct clusters *clusters;
    const struct kernel *kernel; /* NULL: the best; all give the same */
    /* Told after every replicate, from any thread; NULL for silence. Must be thread-safe. */
    void (*tick)(void *ctx);
    void *tick_ctx;
};

/* What to compute in each replicate, all in one pass. */
struct boot_request {
    int want_auc;           /* replicate AUCs */
    int want_auc_std_error; /* and their DeLong standard errors (studentized) */
    int want_average_precision;
    size_t n_prevalences;
    /* [n_prevalences] in (0,1): average precision at these, too */
    const double *prevalences;
    size_t n_thresholds;
    const double *thresholds; /* [n_thresholds], any order, none NaN: for 2x2 tables */
    /* The thresholds alone are asked for: the cells between them are drawn instead of studies, unless there are patients. Another
     * draw than that of other requests, and nearly as fast for any number of studies. */
    int by_cell;
    size_t n_windows;
    const struct roc_window *windows; /* [n_windows] partial areas of the ROC curve */
};

/* One value per replicate, in order of replicate. Arrays not asked for are NULL. An AUC is the same double as
 * auc_from_ranked() of the resampled studies. A standard error is 0 where placements do not vary and NaN where a class has
 * one study. */
struct boot_result {
    size_t replicates;
    /* replicates drawn again because a class was empty (patients only) */
    size_t n_redrawn;
    double *auc;               /* [replicates] */
    double *auc_std_error;     /* [replicates] */
    double *average_precision; /* [replicates] */
    double *
        precision_at; /* [replicates * n_prevalences] average precision at the stated prevalences */
    struct counts *counts; /* [replicates * n_thresholds], by replicate */
    double *partial_areas; /* [replicates * n_windows], by replicate */
};

/* Allocates what is asked for, all 0, for `replicates` replicates. */
void boot_result_init(struct boot_result *result, const struct boot_request *request,
                      size_t replicates);

/* Needs at least one study of each class. O(replicates * n), by cell O(replicates * (n_thresholds + sqrt(n))). Memory: 5 bytes a study and at most 4 more where both classes share
 * scores, one byte a study and thread; where AUCs of patients are all, that of boot/abreast.h. */
void boot_run(struct boot_result *result, const struct ranked *ranked,
              const struct boot_request *request, const struct boot_plan *plan);

/* The one replicate in which every study is drawn exactly once: the point estimates. */
void boot_run_identity(struct boot_result *result, const struct ranked *ranked,
                       const struct boot_request *request);

void boot_result_release(struct boot_result *result);

#endif
