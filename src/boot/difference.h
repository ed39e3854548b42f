/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interval and tests of a difference from shared replicates (boot/shared.h).
 *
 * A difference is less skewed than its parts, and percentile limits do better than BCa there: for AUCs they cover 93 % against 92 %
 * on 40 studies, 94 % against 90 % on 150 at AUC 0.97, both 95 % on 500. Over patients, read at the higher confidence below, they
 * cover 95 to 98 % and BCa 93 to 97 %, from 20 to 300 patients of four studies; read as they are they covered 90 and 88 % with 20.
 * Where no more than 5 patients have a class, 1,000 replicates do not reach that far: no limits (44 % of the files with 20 patients).
 * DeLong's and Obuchowski's limits cover 94.5 % or more in all of these (tests/slow/coverage-paired.txt): decide by them. */
#ifndef PROCTOR_BOOT_DIFFERENCE_H
#define PROCTOR_BOOT_DIFFERENCE_H

#include "boot/bca.h"
#include "stats/estimate.h"
#include "stats/margin.h"

/* A difference of two numbers on its replicates. */
struct boot_difference {
    double value; /* on the file */
    /* Efron's a: that of struct auc_difference; NaN: percentile limits */
    double acceleration;
    size_t n;       /* replicates in which both are defined */
    size_t n_asked; /* of so many */
    double *sorted; /* [n] ascending, to be freed by boot_difference_release() */
    /* Of the class that has fewer, where patients were drawn: limits are then read at effective_boot_confidence() (stats/effective.h),
     * and p agrees with them. 0, as boot_difference_init() leaves it: studies were drawn. */
    size_t n_patients;
};

/* From `n` pairs of replicate values; NaN where undefined. */
void boot_difference_init(struct boot_difference *difference, double value,
                          double acceleration, const double *model,
                          const double *baseline, size_t n);
void boot_difference_release(struct boot_difference *difference);

/* BCa limits ("bootstrap-bca"), percentile limits without an acceleration ("bootstrap-percentile"); widened to contain the value.
 * p by inversion, as in boot_difference_deviate(). No limits, with a note, where more than 5 % of the replicates are undefined or all
 * are alike, BCa fails, patients are too few (effective_boot_reaches()), or n + 1 replicates are fewer than
 * 2/(1 - confidence): p could not agree with them. `value` NaN: undefined. */
struct estimate boot_difference_estimate(const struct boot_difference *difference,
                                         double confidence);

/* The standard normal deviate at which a limit touches `null`; `ctx` is a struct boot_difference. For margin_test(). Never further
 * from 0 than the replicates can show: p is at least 2/(n + 1), two-sided, and that of a limit read there over patients. NaN where
 * there are no limits. */
struct deviate boot_difference_deviate(const void *ctx, double null);

#endif
