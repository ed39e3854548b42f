/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/contrast.h"

#include <gsl/gsl_errno.h>

#include "scorelib.h"
#include "stats/delong.h"

/* ---- DeLong's test ---------------------------------------------------------- */

START_TEST(welch_equals_proc)
{
    struct ref_table table;

    ref_table_read(&table, "auc-unpaired.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        struct ranked a = ranked_of_set(ref_text(&table, row, "a"));
        struct ranked b = ranked_of_set(ref_text(&table, row, "b"));
        struct estimate estimate = contrast_auc_welch(&a, &b);

        assert_rel(estimate.statistic, ref_number(&table, row, "statistic"), 1e-10,
                   "D");
        assert_rel(estimate.df, ref_number(&table, row, "df"), 1e-10, "df");
        assert_rel(estimate.p, ref_number(&table, row, "p"), 1e-9, "p");
        ck_assert_str_eq(estimate.method, "delong-welch");
        ck_assert(isnan(estimate.low) && isnan(estimate.high));
        ranked_release(&a);
        ranked_release(&b);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(welch_on_known_data)
{
    struct ranked a = ranked_of_f40("A"), b = ranked_of_f40("B");
    struct ranked male = ranked_of_asah("s100b", "Male");
    struct ranked female = ranked_of_asah("s100b", "Female");
    struct estimate estimate = contrast_auc_welch(&a, &b);

    assert_rel(estimate.value, 0.125, 1e-13, "A - B");
    assert_rel(estimate.std_error, 0.1685678006, 1e-9, "SE");
    assert_rel(estimate.statistic, 0.7415413829, 1e-9, "D");
    assert_rel(estimate.df, 22.9178835447, 1e-10, "df");
    assert_rel(estimate.p, 0.4658969101, 1e-9, "p");
    estimate = contrast_auc_welch(&male, &female);
    assert_rel(estimate.statistic, 0.5018807743, 1e-9, "D");
    assert_rel(estimate.df, 106.4625500, 1e-9, "df");
    assert_rel(estimate.p, 0.6167877593, 1e-9, "p");
    ranked_release(&a);
    ranked_release(&b);
    ranked_release(&male);
    ranked_release(&female);
}
END_TEST

START_TEST(welch_without_variance_is_no_test)
{
    struct ranked a = ranked_of_set("separated"), b = ranked_of_set("tied");
    struct estimate estimate = contrast_auc_welch(&a, &b);

    ck_assert_double_eq(estimate.value, 0.5);
    ck_assert(isnan(estimate.statistic) && isnan(estimate.p));
    ck_assert_ptr_nonnull(estimate.note);
    ranked_release(&a);
    ranked_release(&b);
}
END_TEST

/* ---- MOVER ------------------------------------------------------------------ */

/* Scanner C has AUC 1: Wald's limits would be 0.0063 and 0.2987. */
START_TEST(f40_c_against_the_rest)
{
    struct ranked c = ranked_of_f40("C"), rest = ranked_of_f40("!C");
    struct estimate estimate = contrast_auc_mover(&c, &rest, 0.95);

    assert_rel(estimate.value, 1 - 169.5 / 200, 1e-13, "difference");
    ck_assert_double_eq_tol(estimate.low, -0.227, 0.0005);
    ck_assert_double_eq_tol(estimate.high, 0.358, 0.0005);
    ck_assert_str_eq(estimate.method, "mover-delong-logit");
    ck_assert(estimate.p > 0.05 && estimate.p < 1);
    ranked_release(&c);
    ranked_release(&rest);
}
END_TEST

/* Zou & Donner's formula on pROC's AUC and SE of s100b (logit scale), written out. */
START_TEST(mover_by_hand)
{
    struct ranked male = ranked_of_asah("s100b", "Male");
    struct ranked female = ranked_of_asah("s100b", "Female");
    struct estimate estimate = contrast_auc_mover(&female, &male, 0.95);
    double z = 1.959963984540054, a = 0.72, b = 17.0 / 22;
    double half_a = z * 0.0765559504539638 / (a * (1 - a));
    /* pROC: 0.6317098665 to 0.9137446790, Wald */
    double half_b = (0.9137446790 - 0.6317098665) / 2 / (b * (1 - b));
    double odds_a = a / (1 - a), odds_b = b / (1 - b);
    double la = 1 / (1 + exp(half_a) / odds_a), ua = 1 / (1 + exp(-half_a) / odds_a);
    double lb = 1 / (1 + exp(half_b) / odds_b), ub = 1 / (1 + exp(-half_b) / odds_b);

    assert_rel(estimate.value, a - b, 1e-9, "difference");
    assert_rel(estimate.low, a - b - sqrt(pow(a - la, 2) + pow(ub - b, 2)), 1e-8,
               "low");
    assert_rel(estimate.high, a - b + sqrt(pow(ua - a, 2) + pow(b - lb, 2)), 1e-8,
               "high");
    ranked_release(&male);
    ranked_release(&female);
}
END_TEST

/* p < 1 - confidence and an interval without 0 are the same, however the sides come
 * out. */
START_TEST(p_and_interval_agree)
{
    struct scores a = scores_by_chance((uint64_t)_i, 20, _i % 2 ? 5 : 50);
    struct scores b = scores_by_chance((uint64_t)_i + 1000, 60, 20);
    struct ranked one, two;

    for (size_t i = 0; i < b.n; i++)
        b.score[i] -= b.is_pos[i] * 0.4 * (_i % 3);
    one = scores_rank(&a);
    two = scores_rank(&b);
    for (double confidence = 0.5; confidence < 0.999; confidence += 0.01) {
        struct estimate forth = contrast_auc_mover(&one, &two, confidence);
        struct estimate back = contrast_auc_mover(&two, &one, confidence);

        ck_assert(forth.low <= forth.value && forth.value <= forth.high);
        ck_assert_int_eq(forth.p<1 - confidence, forth.low> 0 || forth.high < 0);
        ck_assert_double_eq_tol(forth.low, -back.high, 1e-12);
        ck_assert_double_eq_tol(forth.p, back.p, 1e-9);
    }
    ranked_release(&one);
    ranked_release(&two);
    scores_release(&a);
    scores_release(&b);
}
END_TEST

START_TEST(equal_sides_do_not_differ)
{
    struct ranked a = ranked_of_f40(NULL);
    struct estimate estimate = contrast_auc_mover(&a, &a, 0.95);

    ck_assert_double_eq(estimate.value, 0);
    ck_assert_double_eq(estimate.p, 1);
    ranked_release(&a);
}
END_TEST

START_TEST(a_side_without_a_class_is_undefined)
{
    double score[] = {0.2, 0.3};
    uint8_t is_pos[] = {0, 0};
    struct scores negatives = {2, score, is_pos};
    struct ranked a = ranked_of_f40(NULL), b = scores_rank(&negatives);
    struct estimate estimates[] = {
        contrast_auc_mover(&a, &b, 0.95),
        contrast_auc_mover(&b, &a, 0.95),
        contrast_auc_welch(&a, &b),
        contrast_auc_welch(&b, &a),
    };

    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(estimates[i].status, STATUS_UNDEFINED);
        ck_assert_str_eq(estimates[i].note, "no positive studies");
        ck_assert(isnan(estimates[i].value) && isnan(estimates[i].p));
    }
    ranked_release(&a);
    ranked_release(&b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("contrast");
    TCase *tc = tcase_create("contrast");

    gsl_set_error_handler_off();
    tcase_add_test(tc, welch_equals_proc);
    tcase_add_test(tc, welch_on_known_data);
    tcase_add_test(tc, welch_without_variance_is_no_test);
    tcase_add_test(tc, f40_c_against_the_rest);
    tcase_add_test(tc, mover_by_hand);
    tcase_add_loop_test(tc, p_and_interval_agree, 0, 12);
    tcase_add_test(tc, equal_sides_do_not_differ);
    tcase_add_test(tc, a_side_without_a_class_is_undefined);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
