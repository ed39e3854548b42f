/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the planning of proportions and of nearly normal estimates share. */
#ifndef PROCTOR_STATS_PLANNING_PARTS_H
#define PROCTOR_STATS_PLANNING_PARTS_H

#include <math.h>

#include "stats/planning.h"

static inline struct plan_number plan_none(enum plan_status status)
{
    return (struct plan_number){status, NAN};
}

/* Rounded up, but not for a rounding error. */
static inline struct plan_number plan_found(double n)
{
    return (struct plan_number){PLAN_FOUND, n > 1e-9 ? ceil(n - 1e-9 * fmax(1, n)) : 0};
}

/* PLAN_FOUND if some number of studies may show that `value` is on its side of the limit. */
static inline enum plan_status plan_prospects(double value, double limit,
                                              enum plan_side side)
{
    if (isnan(value) || isnan(limit))
        return PLAN_UNDEFINED;
    if (value == limit)
        return PLAN_ON_LIMIT;
    return (value > limit) == (side == PLAN_AT_LEAST) ? PLAN_FOUND : PLAN_WRONG_SIDE;
}

#endif
