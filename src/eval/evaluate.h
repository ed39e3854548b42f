/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The main question: how good is each model on each finding, for everyone and for each level. */
#ifndef PROCTOR_EVAL_EVALUATE_H
#define PROCTOR_EVAL_EVALUATE_H

#include "base/err.h"
#include "base/notes.h"
#include "data/cohort.h"
#include "eval/request.h"
#include "eval/result_set.h"

struct eval_watch {
    void (*total)(void *ctx,
                  uint64_t replicates); /* once, before the first replicate */
    void (*tick)(void *ctx);            /* after each replicate, from any thread */
    void *ctx;
};

/* Appends the records of all pairs in order: account, cohort, then each subgroup column with its levels, contrasts and heterogeneity.
 * One class only in every pair is an error with the counts. */
enum err_code evaluate(struct result_set *set, const struct cohort *cohort,
                       const struct binding *binding, const struct request *request,
                       const struct eval_watch *watch, struct notes *notes,
                       struct err *err);

#endif
