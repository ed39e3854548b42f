/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/heterogeneity.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "stats/cochran.h"
#include "stats/hypergeometric.h"
#include "stats/level_shuffle.h"

/* A permuted statistic that differs from the observed one by rounding only counts as equal to it. */
#define SAME 1e-9

static struct estimate undefined(const char *note)
{
    struct estimate estimate = ESTIMATE_NONE;

    estimate.status = STATUS_UNDEFINED;
    estimate.note = note;
    return estimate;
}

static struct estimate chi_square(double statistic, size_t n_levels, const char *method)
{
    struct estimate estimate = ESTIMATE_NONE;

    estimate.statistic = statistic;
    estimate.df = (double)n_levels - 1;
    estimate.p = isinf(statistic) ? 0 : gsl_cdf_chisq_Q(statistic, estimate.df);
    estimate.method = method;
    return estimate;
}

/* ---- AUC: chi-square ---------------------------------------------------------- */

static const char *const too_few_levels = "fewer than two levels to compare";

struct estimate heterogeneity_auc_chi_square(const struct ranked *const *levels,
                                             size_t n_levels)
{
    struct auc_level *kept = xcalloc(n_levels, sizeof *kept);
    size_t n = cochran_levels_from_ranked(kept, levels, n_levels);
    struct estimate estimate = undefined(too_few_levels);

    if (n >= 2)
        estimate = chi_square(cochran_q(kept, n), n, "cochran-q-pooled");
    free(kept);
    return estimate;
}

/* ---- AUC: permutation ---------------------------------------------------------- */

static double permutation_p(const struct ranked *const *levels, size_t n_levels,
                            double observed, uint64_t key)
{
    struct level_shuffle shuffle;
    struct rng rng;
    int as_large = 0;

    level_shuffle_init(&shuffle, levels, n_levels);
    rng_init(&rng, key);
    for (int i = 0; i < HETEROGENEITY_PERMUTATIONS; i++) {
        level_shuffle_draw(&shuffle, &rng);
        as_large += cochran_q(shuffle.levels, n_levels) >= observed * (1 - SAME);
    }
    level_shuffle_release(&shuffle);
    return (1. + as_large) / (1. + HETEROGENEITY_PERMUTATIONS);
}

struct estimate heterogeneity_auc_permutation(const struct ranked *const *levels,
                                              size_t n_levels, uint64_t key)
{
    const struct ranked **kept = xcalloc(n_levels, sizeof *kept);
    struct estimate estimate = heterogeneity_auc_chi_square(levels, n_levels);
    size_t n = 0;

    for (size_t i = 0; i < n_levels; i++)
        if (levels[i]->n_pos > 0 && levels[i]->n_neg > 0)
            kept[n++] = levels[i];
    if (n >= 2) {
        estimate.method = "permutation";
        estimate.p = estimate.statistic > 0
                         ? permutation_p(kept, n, estimate.statistic, key)
                         : 1;
    }
    free(kept);
    return estimate;
}

/* ---- AUC: which p-value ---------------------------------------------------------- */

enum {
    EXPECTED_MIN = 5,
    PERMUTED_STUDIES_MAX = 10000, /* about a second */
};

/* As with Pearson's test, chi-square is trusted when enough is expected on the rare side:
 * the smallest class of any level times the share of pairs ranked wrongly (or rightly, if
 * that is less). From tests/slow/heterogeneity.txt, rejections at 5 % without any
 * difference, over 70 designs (2 to 8 levels of 10 + 10 to 100 + 100 and mixtures; equal
 * and unequal spread, five grades, shifted levels; AUC 0.75 and 0.95):
 *
 *     Q, Newcombe's variance at the mean    0.0 to 18.6 %
 *     Q, pooled placement variances         0.2 to  7.4 %
 *     what this rule chooses                2.9 to  6.2 %
 *
 * The extremes: 18.6 % for 4 levels of 10 + 60 whose positives spread twice as widely,
 * 0.2 % for 2 levels of 10 + 10 at AUC 0.95, 7.4 % for 4 of 10 + 60 again; permutation has
 * 5.9, 4.1 and 5.9 there. */
static int is_small(const struct auc_level *levels, size_t n)
{
    double pairs = 0, wins = 0, fewest = INFINITY, share;

    for (size_t i = 0; i < n; i++) {
        fewest = fmin(fewest, fmin(levels[i].n_pos, levels[i].n_neg));
        pairs += levels[i].n_pos * levels[i].n_neg;
        wins += levels[i].n_pos * levels[i].n_neg * levels[i].auc;
    }
    share = wins / pairs;
    return fewest * fmin(share, 1 - share) < EXPECTED_MIN;
}

struct estimate heterogeneity_auc(const struct ranked *const *levels, size_t n_levels,
                                  uint64_t key)
{
    struct auc_level *kept = xcalloc(n_levels, sizeof *kept);
    size_t n = cochran_levels_from_ranked(kept, levels, n_levels);
    struct estimate estimate = heterogeneity_auc_chi_square(levels, n_levels);
    double studies = 0;

    for (size_t i = 0; i < n; i++)
        studies += kept[i].n_pos + kept[i].n_neg;
    if (n >= 2 && is_small(kept, n)) {
        if (studies <= PERMUTED_STUDIES_MAX)
            estimate = heterogeneity_auc_permutation(levels, n_levels, key);
        else
            estimate.note =
                "a level is small beside the others: the p-value is approximate";
    }
    free(kept);
    return estimate;
}

/* ---- AUC over patients ------------------------------------------------------------ */

struct estimate heterogeneity_auc_patients(const struct ranked *const *levels,
                                           const double *design_effects,
                                           size_t n_levels)
{
    struct auc_level *kept = xcalloc(n_levels, sizeof *kept);
    struct estimate estimate = undefined(too_few_levels);
    size_t n = 0;

    for (size_t i = 0; i < n_levels; i++)
        if (cochran_levels_from_ranked(&kept[n], &levels[i], 1))
            kept[n++].design_effect = design_effects[i];
    if (n >= 2)
        estimate = chi_square(cochran_q(kept, n), n, "cochran-q-clustered");
    free(kept);
    return estimate;
}

/* ---- Proportions ------------------------------------------------------------------ */

static double pearson(const struct proportion *levels, size_t n, struct margins all)
{
    double share = all.successes / all.trials, sum = 0;

    for (size_t i = 0; i < n; i++) {
        double excess = levels[i].x - levels[i].k * share;

        sum += excess * excess / (levels[i].k * share * (1 - share));
    }
    return sum;
}

static double permuted_pearson(struct proportion *levels, size_t n, struct margins all,
                               struct log_factorials *known, struct rng *rng)
{
    struct margins left = all;

    for (size_t i = 0; i < n; i++) {
        levels[i].x = hypergeometric_draw(rng, known, left, levels[i].k);
        left.successes -= levels[i].x;
        left.trials -= levels[i].k;
    }
    return pearson(levels, n, all);
}

/* Uses up `levels`. */
static double pearson_permutation_p(struct proportion *levels, size_t n,
                                    struct margins all, uint64_t key)
{
    double observed = pearson(levels, n, all);
    int as_large = 0;
    struct log_factorials known;
    struct rng rng;

    log_factorials_init(&known, all.trials);
    rng_init(&rng, key);
    for (int i = 0; i < HETEROGENEITY_PERMUTATIONS; i++)
        as_large +=
            permuted_pearson(levels, n, all, &known, &rng) >= observed * (1 - SAME);
    log_factorials_release(&known);
    return (1. + as_large) / (1. + HETEROGENEITY_PERMUTATIONS);
}

static int needs_permutation(const struct proportion *levels, size_t n,
                             struct margins all)
{
    double rarer = fmin(all.successes, all.trials - all.successes) / all.trials;
    int small = 0;

    for (size_t i = 0; i < n; i++) {
        if (levels[i].x != floor(levels[i].x) || levels[i].k != floor(levels[i].k))
            return 0;
        small |= levels[i].k * rarer < EXPECTED_MIN;
    }
    return small;
}

static struct estimate test_proportions(struct proportion *levels, size_t n,
                                        struct margins all, uint64_t key)
{
    struct estimate estimate;

    if (all.successes == 0 || all.successes == all.trials)
        return chi_square(0, n, "pearson");
    estimate = chi_square(pearson(levels, n, all), n, "pearson");
    if (needs_permutation(levels, n, all)) {
        estimate.p = pearson_permutation_p(levels, n, all, key);
        estimate.method = "permutation";
    }
    return estimate;
}

struct estimate heterogeneity_proportions(const struct proportion *levels,
                                          size_t n_levels, uint64_t key)
{
    struct proportion *kept = xcalloc(n_levels, sizeof *kept);
    struct estimate estimate = undefined(too_few_levels);
    struct margins all = {0};
    size_t n = 0;

    for (size_t i = 0; i < n_levels; i++) {
        if (levels[i].k == 0)
            continue;
        kept[n++] = levels[i];
        all.successes += levels[i].x;
        all.trials += levels[i].k;
    }
    if (n >= 2)
        estimate = test_proportions(kept, n, all, key);
    free(kept);
    return estimate;
}

/* ---- Holm -------------------------------------------------------------------------- */

struct ordered {
    double p;
    size_t place;
};

static int by_p(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;

    return (x->p > y->p) - (x->p < y->p);
}

void heterogeneity_holm(const double *p, double *adjusted, size_t n)
{
    struct ordered *sorted = xcalloc(n, sizeof *sorted);
    double largest = 0;
    size_t tests = 0;

    for (size_t i = 0; i < n; i++) {
        if (!isnan(p[i]))
            sorted[tests++] = (struct ordered){p[i], i};
        adjusted[i] = p[i];
    }
    qsort(sorted, tests, sizeof *sorted, by_p);
    for (size_t i = 0; i < tests; i++) {
        largest = fmax(largest, fmin(1, (double)(tests - i) * sorted[i].p));
        adjusted[sorted[i].place] = largest;
    }
    free(sorted);
}
