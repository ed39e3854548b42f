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

/* Cochran's Q of the levels' AUCs: sum over levels of (A_k - mean)^2 / V_k about the mean weighted by 1/V_k. V_k = S10/m_k + S01/n_k is
 * DeLong's variance with the placement variances S10 and S01 pooled over the levels, so that a level with AUC 1 does not weigh
 * infinitely (and not Newcombe's formula, which rejects 19 % at 5 % when positives are few and spread widely: the simulation is
 * quoted in the .c file). p from chi-square(K-1), method "cochran-q-pooled"; where a class of a level is small, by permuting the level
 * labels within each class, method "permutation": (1 + #{Q* >= Q}) / (1 + 9999). Levels without one of the classes are left out;
 * fewer than two others: undefined. `key` keys the permutations (base/rng.h). */
struct estimate heterogeneity_auc(const struct ranked *const *levels, size_t n_levels,
                                  uint64_t key);

/* The two p-values between which heterogeneity_auc() chooses. */
struct estimate heterogeneity_auc_chi_square(const struct ranked *const *levels,
                                             size_t n_levels);
struct estimate heterogeneity_auc_permutation(const struct ranked *const *levels,
                                              size_t n_levels, uint64_t key);

/* Pearson's chi-square over K x 2 of x_k of k_k; Monte Carlo permutation with fixed margins when an expected count is under 5
 * (method "permutation", else "pearson"; equals R's chisq.test(correct = FALSE), and simulate.p.value = TRUE). All successes or all
 * failures: statistic 0, p 1. Levels with k = 0 are left out; fewer than two others: undefined. Fractional sizes are not permuted. */
struct estimate heterogeneity_proportions(const struct proportion *levels,
                                          size_t n_levels, uint64_t key);

/* The same over patients: every level's variance is multiplied by its design effect (Obuchowski's variance over DeLong's, at least 1;
 * stats/obuchowski.h). p from chi-square(K-1), method "cochran-q-clustered". */
struct estimate heterogeneity_auc_patients(const struct ranked *const *levels,
                                           const double *design_effects,
                                           size_t n_levels);

/* Holm (1979): adjusted[i] for p[i], in place of the same order; NaN p-values are left out and stay NaN. adjusted may equal p. */
void heterogeneity_holm(const double *p, double *adjusted, size_t n);

#endif
