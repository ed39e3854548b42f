/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/heterogeneity.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "chancelib.h"
#include "scorelib.h"
#include "stats/delong.h"

enum { MOST_LEVELS = 8 };

/* A Monte Carlo p-value of the true p within five standard errors. */
static void check_monte_carlo(double got, double want, const char *what)
{
    check_mean(got, want, want * (1 - want), HETEROGENEITY_PERMUTATIONS, what);
}

/* ---- Proportions ------------------------------------------------------------ */

/* The rows of one case of chi-square.csv from `row` on; returns how many. */
static size_t read_case(const struct ref_table *table, size_t row,
                        struct proportion *levels)
{
    const char *name = ref_text(table, row, "case");
    size_t n = 0;

    while (row + n < table->n_rows &&
           strcmp(ref_text(table, row + n, "case"), name) == 0) {
        levels[n].x = ref_number(table, row + n, "x");
        levels[n].k = ref_number(table, row + n, "k");
        n++;
    }
    return n;
}

START_TEST(chi_square_equals_that_of_r)
{
    struct proportion levels[MOST_LEVELS];
    struct ref_table table;
    size_t n;

    ref_table_read(&table, "chi-square.csv");
    for (size_t row = 0; row < table.n_rows; row += n) {
        const char *name = ref_text(&table, row, "case");
        double exact = ref_number(&table, row, "exact_p");
        struct estimate estimate;

        n = read_case(&table, row, levels);
        estimate = heterogeneity_proportions(levels, n, rng_key(1));
        assert_rel(estimate.statistic, ref_number(&table, row, "statistic"), 1e-10,
                   name);
        assert_rel(estimate.df, ref_number(&table, row, "df"), 0, name);
        if (isnan(exact)) {
            assert_rel(estimate.p, ref_number(&table, row, "p"), 1e-9, name);
            ck_assert_str_eq(estimate.method, "pearson");
        } else {
            check_monte_carlo(estimate.p, exact, name);
            ck_assert_str_eq(estimate.method, "permutation");
        }
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(no_successes_or_no_failures_do_not_differ)
{
    struct proportion levels[] = {
        {0, 5},
        {0, 9},
        {0, 2}
    };

    for (int all = 0; all < 2; all++) {
        struct estimate estimate = heterogeneity_proportions(levels, 3, rng_key(1));

        ck_assert_double_eq(estimate.statistic, 0);
        ck_assert_double_eq(estimate.df, 2);
        ck_assert_double_eq(estimate.p, 1);
        for (size_t i = 0; i < 3; i++)
            levels[i].x = levels[i].k;
    }
}
END_TEST

START_TEST(empty_levels_are_left_out)
{
    struct proportion with[] = {
        {45, 50},
        {0,  0 },
        {60, 80},
        {33, 40}
    };
    struct proportion without[] = {
        {45, 50},
        {60, 80},
        {33, 40}
    };
    struct estimate a = heterogeneity_proportions(with, 4, 1);
    struct estimate b = heterogeneity_proportions(without, 3, 1);
    struct estimate one = heterogeneity_proportions(with, 2, 1);

    ck_assert_double_eq(a.statistic, b.statistic);
    ck_assert_double_eq(a.df, b.df);
    ck_assert_int_eq(one.status, STATUS_UNDEFINED);
    ck_assert(isnan(one.p) && one.note);
}
END_TEST

START_TEST(fractional_sizes_are_not_permuted)
{
    struct proportion levels[] = {
        {1.5, 3.2},
        {4,   6.1}
    };

    ck_assert_str_eq(heterogeneity_proportions(levels, 2, 1).method, "pearson");
}
END_TEST

START_TEST(the_key_decides_the_permutations)
{
    struct proportion levels[] = {
        {3, 4},
        {4, 6},
        {6, 6}
    };
    double first = heterogeneity_proportions(levels, 3, rng_key(1)).p;

    ck_assert_double_eq(heterogeneity_proportions(levels, 3, rng_key(1)).p, first);
    ck_assert_double_ne(heterogeneity_proportions(levels, 3, rng_key(2)).p, first);
}
END_TEST

/* One level of three studies beside one of a million: the draw must stay exact and
 * quick. The p-value is that of three draws of probability 1/2: 2 of 3 is as likely
 * as not to be exceeded, 3 of 3 has p 1/4. */
START_TEST(a_tiny_level_beside_a_huge_one)
{
    struct proportion levels[] = {
        {3,      3      },
        {499999, 1000000}
    };

    check_monte_carlo(heterogeneity_proportions(levels, 2, rng_key(5)).p, 0.25,
                      "3 of 3");
}
END_TEST

/* 2 of 5.2 million deals are as extreme: none of 9999 will be, and p is still not 0. */
START_TEST(a_permutation_p_value_is_never_0)
{
    struct proportion levels[] = {
        {0,  12},
        {12, 12},
        {0,  1 }
    };
    struct estimate estimate = heterogeneity_proportions(levels, 3, rng_key(1));

    ck_assert_str_eq(estimate.method, "permutation");
    assert_rel(estimate.p, 1e-4, 1e-12, "p");
}
END_TEST

/* ---- AUC -------------------------------------------------------------------- */

struct level_set {
    size_t n;
    struct ranked ranked[MOST_LEVELS];
    const struct ranked *levels[MOST_LEVELS];
};

static void set_add(struct level_set *set, struct ranked ranked)
{
    set->ranked[set->n] = ranked;
    set->levels[set->n] = &set->ranked[set->n];
    set->n++;
}

static void set_release(struct level_set *set)
{
    while (set->n > 0)
        ranked_release(&set->ranked[--set->n]);
}

static void set_add_f40(struct level_set *set)
{
    set_add(set, ranked_of_f40("A"));
    set_add(set, ranked_of_f40("B"));
    set_add(set, ranked_of_f40("C"));
}

/* Q from pROC's variances by hand, for levels of equal sizes: then every weight is
 * the same, pooling is the plain mean, and Q = sum (A - mean)^2 / (mean variance). */
START_TEST(q_of_equal_levels_by_hand)
{
    struct level_set set = {0};
    double auc[3], sum = 0, variance = 0, q = 0;
    struct estimate estimate;

    for (uint64_t i = 0; i < 3; i++) {
        struct scores scores = scores_by_chance(77 + i, 80, 60);

        for (size_t j = 0; j < scores.n; j++)
            scores.is_pos[j] = j < 30;
        for (size_t j = 0; j < 30; j++)
            scores.score[j] += 0.2 * (double)i;
        set_add(&set, scores_rank(&scores));
        auc[i] = delong_from_ranked(set.levels[i]).auc;
        sum += auc[i] / 3;
        variance += pow(delong_from_ranked(set.levels[i]).std_error, 2) / 3;
        scores_release(&scores);
    }
    for (int i = 0; i < 3; i++)
        q += pow(auc[i] - sum, 2) / variance;
    estimate = heterogeneity_auc_chi_square(set.levels, 3);
    assert_rel(estimate.statistic, q, 1e-11, "Q");
    assert_rel(estimate.p, gsl_cdf_chisq_Q(q, 2), 1e-10, "p");
    ck_assert_double_eq(estimate.df, 2);
    ck_assert_str_eq(estimate.method, "cochran-q-pooled");
    set_release(&set);
}
END_TEST

/* Sizes, AUC and sums of squares of the placements of one level. */
struct parts {
    double m, n, auc, squares10, squares01;
};

static struct parts parts_of_level(const struct scores *scores, const int *level, int l)
{
    struct scores own = scores_new(scores->n);
    struct parts parts = {0};
    double s10, s01;

    own.n = 0;
    for (size_t i = 0; i < scores->n; i++)
        if (level[i] == l) {
            own.score[own.n] = scores->score[i];
            own.is_pos[own.n++] = scores->is_pos[i];
            parts.m += scores->is_pos[i];
            parts.n += !scores->is_pos[i];
        }
    parts.auc = placement_moments(&own, 1, &s10);
    placement_moments(&own, 0, &s01);
    parts.squares10 = (parts.m - 1) * s10;
    parts.squares01 = (parts.n - 1) * s01;
    scores_release(&own);
    return parts;
}

/* Q of two levels: (A1 - A2)^2 / (V1 + V2) with pooled placement variances. */
static double q_of_two(const struct scores *scores, const int *level)
{
    struct parts a = parts_of_level(scores, level, 0);
    struct parts b = parts_of_level(scores, level, 1);
    double s10 = (a.squares10 + b.squares10) / (a.m + b.m - 2);
    double s01 = (a.squares01 + b.squares01) / (a.n + b.n - 2);

    if (a.auc == b.auc)
        return 0;
    return pow(a.auc - b.auc, 2) /
           (s10 * (1 / a.m + 1 / b.m) + s01 * (1 / a.n + 1 / b.n));
}

/* Six positives and six negatives in two levels: all 20 x 20 ways to deal the
 * labels, one by one. */
static int deal(int *level, const uint8_t *is_pos, unsigned pos_mask, unsigned neg_mask)
{
    int pos = 0, neg = 0, in_pos = 0, in_neg = 0;

    for (size_t i = 0; i < 12; i++) {
        int in = is_pos[i] ? pos_mask >> pos++ & 1 : neg_mask >> neg++ & 1;

        level[i] = in;
        in_pos += is_pos[i] && in;
        in_neg += !is_pos[i] && in;
    }
    return in_pos == 3 && in_neg == 3;
}

START_TEST(permutation_equals_complete_enumeration)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 12, 6);
    struct level_set set = {0};
    int level[12], as_large = 0, deals = 0;
    struct estimate estimate;
    double observed;

    for (size_t i = 0; i < 12; i++) {
        scores.is_pos[i] = i % 2; /* three of each class in each half */
        level[i] = i >= 6;
    }
    for (size_t half = 0; half < 2; half++) {
        struct scores part = {6, scores.score + 6 * half, scores.is_pos + 6 * half};

        set_add(&set, scores_rank(&part));
    }
    observed = q_of_two(&scores, level);
    for (unsigned pos_mask = 0; pos_mask < 64; pos_mask++)
        for (unsigned neg_mask = 0; neg_mask < 64; neg_mask++)
            if (deal(level, scores.is_pos, pos_mask, neg_mask)) {
                deals++;
                as_large += q_of_two(&scores, level) >= observed * (1 - 1e-9);
            }
    ck_assert_int_eq(deals, 400);
    estimate = heterogeneity_auc_permutation(set.levels, 2, rng_key((uint64_t)_i));
    assert_rel(estimate.statistic, observed, 1e-9, "Q");
    check_monte_carlo(estimate.p, (double)as_large / deals, "p");
    set_release(&set);
    scores_release(&scores);
}
END_TEST

/* With F40's three scanners a largest-minus-smallest statistic gave about 0.13; Q is
 * another statistic but near it. */
START_TEST(f40_is_permuted)
{
    struct level_set set = {0};
    struct estimate estimate;

    set_add_f40(&set);
    estimate = heterogeneity_auc(set.levels, 3, rng_key(1));
    ck_assert_str_eq(estimate.method, "permutation");
    ck_assert_double_eq(estimate.df, 2);
    ck_assert(estimate.p > 0.05 && estimate.p < 0.5);
    ck_assert_double_eq(estimate.p, heterogeneity_auc(set.levels, 3, rng_key(1)).p);
    set_release(&set);
}
END_TEST

START_TEST(large_levels_take_chi_square)
{
    struct level_set set = {0};
    struct estimate estimate;

    for (uint64_t i = 0; i < 4; i++) {
        struct scores scores = scores_by_chance(i, 400, 1000);

        set_add(&set, scores_rank(&scores));
        scores_release(&scores);
    }
    estimate = heterogeneity_auc(set.levels, 4, rng_key(1));
    ck_assert_str_eq(estimate.method, "cochran-q-pooled");
    /* and permutation says nearly the same */
    ck_assert_double_eq_tol(heterogeneity_auc_permutation(set.levels, 4, rng_key(1)).p,
                            estimate.p, 0.03);
    set_release(&set);
}
END_TEST

START_TEST(levels_without_overlap_do_not_differ)
{
    struct level_set set = {0};
    struct estimate estimate;

    set_add(&set, ranked_of_f40("C"));
    set_add(&set, ranked_of_set("separated"));
    estimate = heterogeneity_auc(set.levels, 2, rng_key(1));
    ck_assert_double_eq(estimate.statistic, 0);
    ck_assert_double_eq(estimate.p, 1);
    set_release(&set);
}
END_TEST

/* No placement varies within a level, but the AUCs are 1 and 1/2. */
START_TEST(differing_levels_without_variance_are_permuted)
{
    struct level_set set = {0};
    struct estimate estimate;

    set_add(&set, ranked_of_set("tied"));
    set_add(&set, ranked_of_f40("C"));
    estimate = heterogeneity_auc(set.levels, 2, rng_key(1));
    ck_assert(estimate.p > 0 && estimate.p < 1);
    set_release(&set);
}
END_TEST

START_TEST(levels_with_one_class_are_left_out)
{
    double score[] = {0.2, 0.3};
    uint8_t is_pos[] = {0, 0};
    struct scores negatives = {2, score, is_pos};
    struct level_set set = {0};
    struct estimate three, four, one;

    set_add_f40(&set);
    three = heterogeneity_auc(set.levels, 3, rng_key(1));
    set_add(&set, scores_rank(&negatives));
    four = heterogeneity_auc(set.levels, 4, rng_key(1));
    one = heterogeneity_auc(set.levels + 2, 2, rng_key(1));
    ck_assert_double_eq(three.statistic, four.statistic);
    ck_assert_double_eq(three.p, four.p);
    ck_assert_double_eq(four.df, 2);
    ck_assert_int_eq(one.status, STATUS_UNDEFINED);
    ck_assert(isnan(one.statistic) && isnan(one.p) && one.note);
    set_release(&set);
}
END_TEST

/* ---- Holm ------------------------------------------------------------------- */

START_TEST(holm_equals_that_of_r)
{
    double p[32], adjusted[32];
    struct ref_table table;
    size_t n;

    ref_table_read(&table, "holm.csv");
    for (size_t row = 0; row < table.n_rows; row += n) {
        const char *name = ref_text(&table, row, "case");

        for (n = 0; row + n < table.n_rows &&
                    strcmp(ref_text(&table, row + n, "case"), name) == 0;
             n++)
            p[n] = ref_number(&table, row + n, "p");
        heterogeneity_holm(p, adjusted, n);
        heterogeneity_holm(p, p, n); /* in place */
        for (size_t i = 0; i < n; i++) {
            assert_rel(adjusted[i], ref_number(&table, row + i, "adjusted"), 1e-14,
                       name);
            assert_rel(p[i], adjusted[i], 0, name);
        }
    }
    ref_table_release(&table);
    heterogeneity_holm(p, adjusted, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heterogeneity");
    TCase *tc = tcase_create("heterogeneity");

    gsl_set_error_handler_off();
    tcase_add_test(tc, chi_square_equals_that_of_r);
    tcase_add_test(tc, no_successes_or_no_failures_do_not_differ);
    tcase_add_test(tc, empty_levels_are_left_out);
    tcase_add_test(tc, fractional_sizes_are_not_permuted);
    tcase_add_test(tc, the_key_decides_the_permutations);
    tcase_add_test(tc, a_tiny_level_beside_a_huge_one);
    tcase_add_test(tc, a_permutation_p_value_is_never_0);
    tcase_add_test(tc, q_of_equal_levels_by_hand);
    tcase_add_loop_test(tc, permutation_equals_complete_enumeration, 0, 6);
    tcase_add_test(tc, f40_is_permuted);
    tcase_add_test(tc, large_levels_take_chi_square);
    tcase_add_test(tc, levels_without_overlap_do_not_differ);
    tcase_add_test(tc, differing_levels_without_variance_are_permuted);
    tcase_add_test(tc, levels_with_one_class_are_left_out);
    tcase_add_test(tc, holm_equals_that_of_r);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
