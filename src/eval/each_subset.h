/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies of every curve, one after the other. */
#ifndef PROCTOR_EVAL_EACH_SUBSET_H
#define PROCTOR_EVAL_EACH_SUBSET_H

#include "data/cohort.h"
#include "eval/subset.h"

/* Whose studies they are; group and level are "" for the whole cohort. Borrowed from binding and cohort. */
struct subset_names {
    const char *model, *finding;
    const char *group, *level;
};

typedef void subset_visit(void *ctx, const struct cohort_choice *choice,
                          const struct subset_names *names,
                          const struct subset *subset);

/* Calls `visit` for each pair of model and finding: first with the whole cohort, then with each level of each subgroup column. The subset is
 * released after the call. */
void each_subset(const struct cohort *cohort, const struct binding *binding,
                 subset_visit *visit, void *ctx);

#endif
