/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample sizes for "the largest difference between levels is at most a limit" (stats/gap.h), and for any difference of two levels.
 *
 * All levels grow by one factor, their shares of the studies stay. The rule passes when the upper MOVER limit of every ordered pair of levels
 * is at most the limit. For one pair with difference d, standard error s and upper limit U(f) at f times the present studies, the
 * estimate over all studies strays by s sqrt(f - 1) / f about d if the present studies stay in (the new ones come from the truth that is
 * assumed, the present estimates), by s / sqrt(f) in a fresh sample; the pair keeps the limit L with probability
 * Phi((L - U(f)) / that). The chance of all pairs together is taken to be 1 less the sum of what the single pairs lack (Bonferroni): exact where
 * one pair is far ahead, else too small, and the number of studies too large. Of simulated fresh samples of the size for 80 % there passed 79 to 80 %
 * where one pair is ahead, 84 % with 3 equal levels, 88 % with 10 (tests/ref/planning-power.csv).
 *
 * The estimate of a largest difference is biased upward (stats/gap.h), so that a plan from the present one is rather cautious. */
#ifndef PROCTOR_STATS_PLANNING_GAP_H
#define PROCTOR_STATS_PLANNING_GAP_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/mover.h"
#include "stats/planning.h"

/* A level: what its estimate and limits rest on at the present size. */
struct plan_level {
    double value; /* estimate; NaN: none */
    double error; /* its standard error, 0 if it does not vary */
    double k;     /* of a proportion: independent studies (effective_size_of_test) */
    double n_pos, n_neg; /* of an AUC: studies; Kish's sizes over patients */
    /* INFINITY; over patients their number (AUC: of the class that has fewer) - 1 */
    double df;
};

struct plan_gap {
    const struct plan_level *levels; /* [n] */
    size_t n;                        /* at least 2 */
    bool is_auc;                     /* limits by logit-DeLong; else by `method` */
    enum proportion_method method;
    /* [n * n] of the estimates of two levels; NULL if no patient has studies in both */
    const double *correlation;
    double limit, confidence;
    double chance;    /* PLAN_CHANCE */
    double n_studies; /* present ones, for PLAN_MOST */
};

/* Limits of a level at `factor` times its present size, if the estimate stays. */
struct bounded plan_level_limits(const struct plan_gap *plan, size_t level,
                                 double factor);

/* Factors of the present numbers, as of plan_normal: for plan_more() and plan_total(). The present gap is the limit: PLAN_ON_LIMIT;
 * above it: PLAN_WRONG_SIDE. O(n^2) for each of 60 factors. */
struct plan_number plan_gap_settle(const struct plan_gap *plan);
struct plan_number plan_gap_likely(const struct plan_gap *plan);
struct plan_number plan_gap_fresh(const struct plan_gap *plan);

#endif
