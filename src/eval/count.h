/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question behind `proctor count`: how many studies are alike. */
#ifndef PROCTOR_EVAL_COUNT_H
#define PROCTOR_EVAL_COUNT_H

#include "data/count_table.h"
#include "data/rounding.h"
#include "eval/points.h"

/* Options of `count` that others do not have. */
struct count_options {
    const char *digits; /* of scores, as typed; NULL: as they are in the file */
};

/* Rounding that keeps what is counted at the operating points, or at 0.5 if there are none: the one that is evaluated then. No digits, or too many,
 * are a usage error. Whoever calls frees the edges. */
enum err_code count_plan_rounding(struct rounding *rounding,
                                  const struct count_options *options,
                                  const struct point_options *points, struct err *err);

#endif
