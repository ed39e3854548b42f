/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files behind comparison.h and compare.h share; nobody else includes this. */
#ifndef PROCTOR_EVAL_COMPARISON_PARTS_H
#define PROCTOR_EVAL_COMPARISON_PARTS_H

#include "eval/comparison.h"
#include "stats/discordant.h"

/* A difference and what its tests rest on. */
struct paired_difference {
    struct estimate estimate; /* p two-sided against no difference */
    /* how far the difference lies above an assumed one, for margin_test(); NULL: no test */
    struct deviate (*deviate_at)(const void *ctx, double null);
    const void *ctx; /* &auc, &table or what the caller owns */
    struct auc_difference auc;
    struct discordant table; /* of proportions; k 0 for others */
};

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

#endif
