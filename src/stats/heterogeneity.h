/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a metric differ between the levels of a column? Tests over levels with enough studies, and Holm's correction. */
#ifndef PROCTOR_STATS_HETEROGENEITY_H
#define PROCTOR_STATS_HETEROGENEITY_H

#include <stddef.h>
#include <stdint.h>

#include "stats/counts.h"
#include "stats/estimate.h"
#include "stats/proportion.h"
#include "stats/ranked.h"

enum { HETEROGENEITY_PERMUTATIONS = 9999 };

/* Cochran's Q of the levels' AUCs with score-type variances: V_k = Newcombe's formula (stats/auc.h) at the pooled mean, so that levels
 * with AUC 1 do not weigh infinitely. Fewer than two levels: undefined. p from chi-square(K-1), method "cochran-q-newcombe"; where levels are small,
 * by permuting the level labels within each class, method "permutation" ((1 + #{Q* >= Q}) / (1 + 9999)); the rule is in the .c file with the
 * simulation behind it. `key` keys the permutations (base/rng.h). */
struct estimate heterogeneity_auc(const struct ranked *const *levels, size_t n_levels, uint64_t key);

/* Pearson's chi-square over K x 2 of x_k of k_k; Monte Carlo permutation with fixed margins when an expected count is under 5
 * (method "permutation", else "pearson"). All successes or all failures: statistic 0, p 1. */
struct estimate heterogeneity_proportions(const struct proportion *levels, size_t n_levels, uint64_t key);

/* Holm (1979): adjusted[i] for p[i], in place of the same order; NaN p-values are left out and stay NaN. adjusted may equal p. */
void heterogeneity_holm(const double *p, double *adjusted, size_t n);

#endif
