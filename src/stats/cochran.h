/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cochran's Q of the AUCs of levels, with placement variances pooled over the
 * levels. */
#ifndef PROCTOR_STATS_COCHRAN_H
#define PROCTOR_STATS_COCHRAN_H

#include <stddef.h>

#include "stats/ranked.h"

struct auc_level {
    double auc, n_pos, n_neg;
    double squares10, squares01; /* of placements (stats/delong.h) about their mean */
    double design_effect;        /* of patients on the variance; 1 without */
};

/* The levels that have an AUC, in order; returns their number. `levels` has room for
 * `n`. */
size_t cochran_levels_from_ranked(struct auc_level *levels,
                                  const struct ranked *const *ranked, size_t n);

/* Sum of w_k (A_k - mean)^2 about the mean weighted by w_k = 1 / (design effect *
 * (S10/m_k + S01/n_k)). Without any variance: 0 if the AUCs are equal, else
 * infinite. */
double cochran_q(const struct auc_level *levels, size_t n);

#endif
