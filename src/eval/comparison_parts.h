/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files behind comparison.h and compare.h share; nobody else includes this. */
#ifndef PROCTOR_EVAL_COMPARISON_PARTS_H
#define PROCTOR_EVAL_COMPARISON_PARTS_H

#include "boot/boot.h"
#include "eval/comparison.h"

/* Fills it in place: `ctx` points into it, so it must not be moved. `points` NULL: at none. */
void paired_difference_closed(struct paired_difference *difference,
                              const struct comparison_part *part,
                              const struct metric *metric, const size_t points[2]);

/* A record of the part with model, baseline, keys and numbers of studies filled in; "METRIC" with the suffix. */
struct result comparison_result(const struct comparison_part *part, const char *metric,
                                const char *suffix);

/* Sets estimate, point and status, withholds what cannot be estimated, marks what is too small. */
void comparison_set_estimate(struct result *result, const struct comparison_part *part,
                             const struct metric *metric, const size_t points[2],
                             const struct estimate *estimate);

/* The threshold of a cutoff, in the file's own direction. */
double comparison_threshold(const struct evaluation *side, double cutoff);

/* The method's name, with "-clustered" where patients are drawn. Belongs to the set. */
const char *comparison_method(const struct comparison_part *part, const char *method);

/* How the part's shared replicates are drawn; a stream for each purpose. */
struct boot_plan comparison_plan(const struct comparison_part *part,
                                 const char *purpose);

/* All differences of the part (compare_differences.c). */
void measure_differences(const struct comparison_part *part);

/* The model's threshold that keeps the baseline's sensitivity or alert rate; of everyone (compare_matched.c). */
void measure_matched(const struct comparison_part *part);

#endif
