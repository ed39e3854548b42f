/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/auc.h"

#include <gsl/gsl_errno.h>

#include "scorelib.h"

static double auc_of(const struct scores *scores)
{
    struct ranked ranked = scores_rank(scores);
    double auc = auc_from_ranked(&ranked);

    ranked_release(&ranked);
    return auc;
}

/* ---- Values ----------------------------------------------------------------- */

START_TEST(auc_equals_proc_and_scikit_learn)
{
    struct ref_table proc, sklearn;

    ref_table_read(&proc, "auc.csv");
    ref_table_read(&sklearn, "scores-sklearn.csv");
    for (size_t row = 0; row < proc.n_rows; row++) {
        struct scores scores = scores_of_set(ref_text(&proc, row, "set"));
        double auc = auc_of(&scores);

        assert_rel(auc, ref_number(&proc, row, "auc"), 1e-13, "pROC");
        ck_assert_str_eq(ref_text(&proc, row, "set"), ref_text(&sklearn, row, "set"));
        assert_rel(auc, ref_number(&sklearn, row, "auc"), 1e-13, "scikit-learn");
        scores_release(&scores);
    }
    ref_table_release(&proc);
    ref_table_release(&sklearn);
}
END_TEST

START_TEST(known_values)
{
    struct ranked all = ranked_of_f40(NULL), a = ranked_of_f40("A");
    struct ranked b = ranked_of_f40("B"), c = ranked_of_f40("C");
    struct ranked s100b = ranked_of_asah("s100b", NULL);
    struct ranked wfns = ranked_of_asah("wfns", NULL);
    struct ranked ndka = ranked_of_asah("ndka", NULL);

    assert_rel(auc_from_ranked(&all), 350.0 / 384, 1e-15, "F40");
    assert_rel(auc_from_ranked(&a), 0.8958333333, 1e-9, "F40 A");
    assert_rel(auc_from_ranked(&b), 0.7708333333, 1e-9, "F40 B");
    ck_assert_double_eq(auc_from_ranked(&c), 1);
    assert_rel(auc_from_ranked(&s100b), 0.7313685637, 1e-9, "s100b");
    assert_rel(auc_from_ranked(&wfns), 0.8236788618, 1e-9, "wfns");
    assert_rel(auc_from_ranked(&ndka), 0.6119579946, 1e-9, "ndka");
    ranked_release(&all);
    ranked_release(&a);
    ranked_release(&b);
    ranked_release(&c);
    ranked_release(&s100b);
    ranked_release(&wfns);
    ranked_release(&ndka);
}
END_TEST

/* Hanley & McNeil 1982: normals 33, 6, 6, 11, 2 and abnormals 3, 2, 2, 11, 33 in
 * five grades. */
START_TEST(hanley_and_mcneil)
{
    double score[] = {1, 2, 3, 4, 5};
    uint64_t pos[] = {3, 2, 2, 11, 33}, neg[] = {33, 6, 6, 11, 2};
    struct ranked ranked = {5, score, pos, neg, 51, 58};

    assert_rel(auc_from_ranked(&ranked), 0.8931710615, 1e-9, "AUC");
}
END_TEST

/* precrec P10N10. */
START_TEST(p10n10)
{
    double score[] = {20, 19, 18, 17, 16, 15, 14, 14, 14, 14,
                      14, 14, 8,  7,  6,  5,  5,  5,  5,  5};
    uint8_t is_pos[] = {1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0};
    struct scores scores = {20, score, is_pos};

    assert_rel(auc_of(&scores), 0.72, 1e-14, "AUC");
}
END_TEST

START_TEST(one_class_has_no_auc)
{
    double score[] = {0.1, 0.2};
    uint8_t is_pos[] = {1, 1}, is_neg[] = {0, 0};
    struct scores positives = {2, score, is_pos}, negatives = {2, score, is_neg},
                  none = {0};

    ck_assert(isnan(auc_of(&positives)));
    ck_assert(isnan(auc_of(&negatives)));
    ck_assert(isnan(auc_of(&none)));
}
END_TEST

/* 18 positives and 27 negatives, of which 2 and 3 have no output: --missing at its
 * worst and best. */
START_TEST(infinite_scores_bound_the_auc)
{
    struct ranked f40 = ranked_of_f40(NULL);
    struct scores scores = scores_new(45);
    size_t n = 0;

    for (size_t b = 0; b < f40.n_blocks; b++)
        for (uint32_t i = 0; i < f40.pos[b] + f40.neg[b]; i++) {
            scores.score[n] = f40.score[b];
            scores.is_pos[n++] = i < f40.pos[b];
        }
    for (; n < 45; n++) {
        scores.is_pos[n] = n < 42;
        scores.score[n] = n < 42 ? -INFINITY : INFINITY;
    }
    assert_rel(auc_of(&scores), 350.0 / (18 * 27), 1e-14, "worst");
    for (n = 40; n < 45; n++)
        scores.score[n] *= -1;
    assert_rel(auc_of(&scores), 0.9300411523, 1e-9, "best");
    ranked_release(&f40);
    scores_release(&scores);
}
END_TEST

/* ---- Properties ------------------------------------------------------------- */

START_TEST(auc_is_the_mean_of_psi)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 150, _i % 2 ? 10 : 10000);
    double unused;

    assert_rel(auc_of(&scores), placement_moments(&scores, 1, &unused), 1e-13, "AUC");
    scores_release(&scores);
}
END_TEST

START_TEST(turning_the_scores_turns_the_auc)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 300, 40);
    double auc = auc_of(&scores);

    for (size_t i = 0; i < scores.n; i++)
        scores.score[i] = -scores.score[i];
    assert_rel(auc_of(&scores), 1 - auc, 1e-14, "AUC of -score");
    for (size_t i = 0; i < scores.n; i++)
        scores.score[i] = exp(-scores.score[i]);
    ck_assert_double_eq(auc_of(&scores), auc);
    scores_shuffle(&scores, 7);
    ck_assert_double_eq(auc_of(&scores), auc);
    scores_release(&scores);
}
END_TEST

START_TEST(doubling_every_study_changes_nothing)
{
    struct scores once = scores_by_chance((uint64_t)_i, 100, 30);
    struct scores twice = scores_new(200);

    for (size_t i = 0; i < 200; i++) {
        twice.score[i] = once.score[i % 100];
        twice.is_pos[i] = once.is_pos[i % 100];
    }
    ck_assert_double_eq(auc_of(&once), auc_of(&twice));
    scores_release(&once);
    scores_release(&twice);
}
END_TEST

/* ---- Method 5 --------------------------------------------------------------- */

START_TEST(newcombe_limits_equal_the_reference)
{
    struct ref_table table;

    ref_table_read(&table, "auc-newcombe.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        struct limits limits = auc_newcombe_limits(
            ref_number(&table, row, "auc"), ref_number(&table, row, "n_pos"),
            ref_number(&table, row, "n_neg"), ref_number(&table, row, "confidence"));
        char what[64];

        snprintf(what, sizeof what, "row %zu", row + 1);
        assert_rel(limits.low, ref_number(&table, row, "low"), 1e-8, what);
        assert_rel(limits.high, ref_number(&table, row, "high"), 1e-8, what);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(newcombe_limits_in_the_text)
{
    struct limits limits = auc_newcombe_limits(350.0 / 384, 16, 24, 0.95);

    assert_rel(limits.low, 0.7575103373, 1e-9, "F40");
    assert_rel(limits.high, 0.9688688826, 1e-9, "F40");
    limits = auc_newcombe_limits(1, 6, 4, 0.95);
    assert_rel(limits.low, 0.6328553494, 1e-9, "6 v 4");
    ck_assert_double_eq(limits.high, 1);
    limits = auc_newcombe_limits(1, 10, 10, 0.95);
    assert_rel(limits.low, 0.8002136129, 1e-9, "10 v 10");
    limits = auc_newcombe_limits(0, 100, 100, 0.95);
    assert_rel(limits.high, 1 - 0.9804489408, 1e-8, "100 v 100, turned");
    ck_assert_double_eq(limits.low, 0);
}
END_TEST

/* Hanley-McNeil's formula with N* for both classes: V at the smoothed AUCs of
 * methods 6.2. */
START_TEST(newcombe_variances_in_the_text)
{
    assert_rel(auc_newcombe_variance(0.8877551020408163, 4, 12), 0.0103762894, 2e-8,
               "A");
    assert_rel(auc_newcombe_variance(0.7653061224489796, 6, 8), 0.0177429317, 2e-8,
               "B");
    assert_rel(auc_newcombe_variance(0.98, 6, 4), 0.0024975540, 2e-8, "C");
    ck_assert_double_eq(auc_newcombe_variance(1, 6, 4), 0);
}
END_TEST

START_TEST(newcombe_limits_contain_the_estimate_and_widen)
{
    for (double auc = 0; auc <= 1; auc += 0.0625) {
        struct limits inner = {auc, auc};

        for (double confidence = 0.05; confidence < 1; confidence += 0.05) {
            struct limits limits = auc_newcombe_limits(auc, 1 + _i * _i, 3, confidence);

            ck_assert(0 <= limits.low && limits.low <= inner.low);
            ck_assert(inner.high <= limits.high && limits.high <= 1);
            inner = limits;
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("auc");
    TCase *tc = tcase_create("auc");

    gsl_set_error_handler_off();
    tcase_add_test(tc, auc_equals_proc_and_scikit_learn);
    tcase_add_test(tc, known_values);
    tcase_add_test(tc, hanley_and_mcneil);
    tcase_add_test(tc, p10n10);
    tcase_add_test(tc, one_class_has_no_auc);
    tcase_add_test(tc, infinite_scores_bound_the_auc);
    tcase_add_loop_test(tc, auc_is_the_mean_of_psi, 0, 10);
    tcase_add_loop_test(tc, turning_the_scores_turns_the_auc, 0, 10);
    tcase_add_loop_test(tc, doubling_every_study_changes_nothing, 0, 5);
    tcase_add_test(tc, newcombe_limits_equal_the_reference);
    tcase_add_test(tc, newcombe_limits_in_the_text);
    tcase_add_test(tc, newcombe_variances_in_the_text);
    tcase_add_loop_test(tc, newcombe_limits_contain_the_estimate_and_widen, 0, 6);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
