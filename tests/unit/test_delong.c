/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/delong.h"

#include <gsl/gsl_errno.h>

#include "scorelib.h"
#include "stats/auc.h"

/* ---- Values ----------------------------------------------------------------- */

START_TEST(variances_equal_those_of_proc)
{
    struct ref_table table;

    ref_table_read(&table, "auc.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        const char *set = ref_text(&table, row, "set");
        struct ranked ranked = ranked_of_set(set);
        struct delong delong = delong_from_ranked(&ranked);

        ck_assert_double_eq(delong.auc, auc_from_ranked(&ranked));
        assert_rel(delong.std_error * delong.std_error,
                   ref_number(&table, row, "variance"), 1e-11, set);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(f40)
{
    struct ranked ranked = ranked_of_f40(NULL);
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    assert_rel(delong.s10, 0.0253761574, 1e-8, "S10");
    assert_rel(delong.s01, 0.0131340580, 1e-8, "S01");
    assert_rel(delong.std_error, 0.0461872521, 1e-9, "SE");
    assert_rel(delong.acceleration, -0.0524491363, 1e-9, "a");
    assert_rel(delong_ideal_bootstrap_se(&delong, &ranked), 0.0460800773, 1e-9,
               "ideal");
    assert_rel(estimate.low, 0.7702723061, 1e-9, "low");
    assert_rel(estimate.high, 0.9693292775, 1e-9, "high");
    ck_assert_str_eq(estimate.method, "delong-logit");
    ck_assert_ptr_null(estimate.note);
    ck_assert_int_eq(estimate.status, STATUS_OK);
    ranked_release(&ranked);
}
END_TEST

/* pROC 1.18.0 on its own data; the logit limits from the formula in R. */
static const struct {
    const char *score, *gender;
    double auc, std_error, low, high;
} asah[] = {
    {"s100b", NULL,     0.7313685637, 0.05165929207,      0.6192169390,   0.8200857499  },
    {"wfns",  NULL,     0.8236788618, 0.03833946673,      0.7357640966,   0.8868418443  },
    {"ndka",  NULL,     0.6119579946, 0.05648726006,      0.497330565621, 0.715404233940},
    {"s100b", "Female", 0.72,         0.0765559504539638, 0.549878877273, 0.844058635170},
};

START_TEST(asah_values)
{
    struct ranked ranked = ranked_of_asah(asah[_i].score, asah[_i].gender);
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    assert_rel(estimate.value, asah[_i].auc, 1e-9, "AUC");
    assert_rel(estimate.std_error, asah[_i].std_error, 1e-9, "SE");
    assert_rel(estimate.low, asah[_i].low, 1e-9, "low");
    assert_rel(estimate.high, asah[_i].high, 1e-9, "high");
    ranked_release(&ranked);
}
END_TEST

/* Grades 1 to 5: Hanley & McNeil 1982, as Stata's manual prints it (SE 0.0307). */
/* 165 thousand million studies at ten scores, against the definitions in Python's fractions. */
START_TEST(exact_where_cells_hold_thousands_of_millions)
{
    enum { SCORES = 10 };
    double score[2 * SCORES];
    uint8_t is_pos[2 * SCORES];
    uint64_t count[2 * SCORES];
    struct sample sample = {
        .n = 2 * SCORES, .score = score, .is_pos = is_pos, .count = count};
    struct ranked ranked;
    struct delong delong;

    for (uint64_t i = 0; i < SCORES; i++) {
        score[2 * i] = score[2 * i + 1] = ((double)i + 0.5) / SCORES;
        is_pos[2 * i] = 1;
        is_pos[2 * i + 1] = 0;
        count[2 * i] = 1000000000 * (i + 1) + i * i + 1;
        count[2 * i + 1] = 2000000000 * (10 - i) - 7 * i;
    }
    ranked_init(&ranked, &sample);
    delong = delong_from_ranked(&ranked);
    ck_assert_uint_eq(ranked.n_pos, 55000000295);
    ck_assert_uint_eq(ranked.n_neg, 109999999685);
    ck_assert_double_eq(ranked_tied_pairs(&ranked), 439999999449999985510.);
    assert_rel(auc_from_ranked(&ranked), 0.80000000141272727244785, 4e-16, "AUC");
    assert_rel(delong.s10, 0.046909090752654545603724, 1e-14, "S10");
    assert_rel(delong.s01, 0.046909090414492560512684, 1e-14, "S01");
    assert_rel(delong.std_error, 0.0000011310786145450465629, 1e-14, "SE");
    ranked_release(&ranked);
}
END_TEST

START_TEST(hanley_and_mcneil)
{
    double score[] = {1, 2, 3, 4, 5};
    uint64_t pos[] = {3, 2, 2, 11, 33}, neg[] = {33, 6, 6, 11, 2};
    struct ranked ranked = {5, score, pos, neg, 51, 58};

    assert_rel(delong_from_ranked(&ranked).std_error, 0.03072440838, 1e-9, "SE");
}
END_TEST

/* precrec P10N10: pROC's Wald limits 0.4916177016 to 0.9483822984. */
START_TEST(p10n10)
{
    double score[] = {20, 19, 18, 17, 16, 15, 14, 14, 14, 14,
                      14, 14, 8,  7,  6,  5,  5,  5,  5,  5};
    uint8_t is_pos[] = {1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0};
    struct scores scores = {20, score, is_pos};
    struct ranked ranked = scores_rank(&scores);

    assert_rel(delong_from_ranked(&ranked).std_error * 1.959963984540054,
               (0.9483822984 - 0.4916177016) / 2, 1e-9, "half width");
    ranked_release(&ranked);
}
END_TEST

START_TEST(accelerations_equal_the_jackknife)
{
    struct ref_table table;

    ref_table_read(&table, "acceleration.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        const char *set = ref_text(&table, row, "set");
        struct ranked ranked = ranked_of_set(set);

        assert_rel(delong_from_ranked(&ranked).acceleration,
                   ref_number(&table, row, "auc"), 1e-8, set);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

/* ---- By definition ---------------------------------------------------------- */

START_TEST(variances_are_those_of_the_placements)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 120, _i % 2 ? 6 : 100000);
    struct ranked ranked = scores_rank(&scores);
    struct delong delong = delong_from_ranked(&ranked);
    double s10, s01;

    assert_rel(delong.auc, placement_moments(&scores, 1, &s10), 1e-13, "AUC");
    assert_rel(delong.auc, placement_moments(&scores, 0, &s01), 1e-13, "AUC");
    assert_rel(delong.s10, s10, 1e-12, "S10");
    assert_rel(delong.s01, s01, 1e-12, "S01");
    assert_rel(delong.std_error,
               sqrt(s10 / (double)ranked.n_pos + s01 / (double)ranked.n_neg), 1e-12,
               "SE");
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

/* Bamber's exact moments of resampling both classes: every pair of multinomial
 * draws, by the variance of a two-sample U-statistic whose parent population is the
 * sample. */
START_TEST(ideal_bootstrap_by_definition)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 40, 8);
    struct ranked ranked = scores_rank(&scores);
    struct delong delong = delong_from_ranked(&ranked);
    double m = (double)ranked.n_pos, n = (double)ranked.n_neg, auc = delong.auc;
    double psi2 = 0, s10, s01, variance;

    for (size_t i = 0; i < scores.n; i++)
        for (size_t j = 0; j < scores.n; j++)
            if (scores.is_pos[i] && !scores.is_pos[j])
                psi2 += pow(psi(scores.score[i], scores.score[j]), 2) / (m * n);
    placement_moments(&scores, 1, &s10);
    placement_moments(&scores, 0, &s01);
    variance =
        (psi2 - auc * auc + (n - 1) * s10 * (m - 1) / m + (m - 1) * s01 * (n - 1) / n) /
        (m * n);
    assert_rel(delong.xi11, psi2 - auc * auc, 1e-11, "xi11");
    assert_rel(delong_ideal_bootstrap_se(&delong, &ranked), sqrt(variance), 1e-11,
               "SE");
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

START_TEST(turning_and_shuffling_leave_the_variance)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 250, 25);
    struct ranked ranked = scores_rank(&scores), turned;
    struct delong before = delong_from_ranked(&ranked), after;

    for (size_t i = 0; i < scores.n; i++)
        scores.score[i] = -scores.score[i];
    scores_shuffle(&scores, 3);
    turned = scores_rank(&scores);
    after = delong_from_ranked(&turned);
    assert_rel(after.std_error, before.std_error, 1e-13, "SE");
    assert_rel(after.acceleration, -before.acceleration, 1e-10, "a");
    ranked_release(&ranked);
    ranked_release(&turned);
    scores_release(&scores);
}
END_TEST

/* ---- Where DeLong has nothing to say ---------------------------------------- */

START_TEST(separated_classes_take_method_5)
{
    struct ranked ranked = ranked_of_f40("C");
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    ck_assert(delong_is_degenerate(&delong));
    ck_assert_double_eq(delong.std_error, 0);
    ck_assert_str_eq(estimate.method, "newcombe-auc");
    ck_assert_ptr_nonnull(estimate.note);
    assert_rel(estimate.low, 0.6328553494, 1e-9, "low");
    ck_assert_double_eq(estimate.high, 1);
    ranked_release(&ranked);
}
END_TEST

START_TEST(tied_scores_take_method_5)
{
    struct ranked ranked = ranked_of_set("tied");
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    ck_assert_double_eq(delong.std_error, 0);
    ck_assert(isnan(delong.acceleration));
    ck_assert_double_eq(estimate.value, 0.5);
    ck_assert_str_eq(estimate.method, "newcombe-auc");
    ck_assert(estimate.low < 0.4 && estimate.high > 0.6);
    ranked_release(&ranked);
}
END_TEST

/* 3 studies of each class at one score, 3e8 at another scale: constant placements
 * stay exactly constant. */
START_TEST(constant_placements_have_no_variance_at_any_size)
{
    double score[] = {0.5};
    uint64_t pos[] = {300000007}, neg[] = {700000001};
    struct ranked ranked = {1, score, pos, neg, 300000007, 700000001};
    struct delong delong = delong_from_ranked(&ranked);

    ck_assert_double_eq(delong.auc, 0.5);
    ck_assert_double_eq(delong.std_error, 0);
    ck_assert(delong_is_degenerate(&delong));
}
END_TEST

START_TEST(a_lone_study_takes_method_5)
{
    struct ranked ranked = ranked_of_set("single");
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    ck_assert(isnan(delong.s10) && !isnan(delong.s01));
    ck_assert(isnan(estimate.std_error));
    ck_assert_str_eq(estimate.method, "newcombe-auc");
    ck_assert(estimate.low < estimate.value && estimate.value < estimate.high);
    ranked_release(&ranked);
}
END_TEST

START_TEST(an_empty_class_is_named)
{
    static const char *const notes[] = {"no studies", "no positive studies",
                                        "no negative studies"};
    double score[] = {0.3, 0.4};
    uint8_t is_pos[] = {_i == 2, _i == 2};
    struct scores scores = {_i ? 2 : 0, score, is_pos};
    struct ranked ranked = scores_rank(&scores);
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    ck_assert(isnan(estimate.value) && isnan(estimate.low) && isnan(estimate.high));
    ck_assert_int_eq(estimate.status, STATUS_UNDEFINED);
    ck_assert_str_eq(estimate.note, notes[_i]);
    ranked_release(&ranked);
}
END_TEST

START_TEST(limits_contain_the_estimate_and_widen)
{
    struct scores scores = scores_by_chance((uint64_t)_i, (size_t)(4 + _i), 30);
    struct ranked ranked = scores_rank(&scores);
    struct delong delong = delong_from_ranked(&ranked);
    double low = delong.auc, high = delong.auc;

    for (double confidence = 0.1; confidence < 0.9999 && !isnan(delong.auc);
         confidence = (1 + confidence) / 2) {
        struct estimate estimate = delong_logit_estimate(&delong, &ranked, confidence);

        ck_assert(0 <= estimate.low && estimate.low <= low);
        ck_assert(high <= estimate.high && estimate.high <= 1);
        low = estimate.low;
        high = estimate.high;
    }
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("delong");
    TCase *tc = tcase_create("delong");

    gsl_set_error_handler_off();
    tcase_add_test(tc, variances_equal_those_of_proc);
    tcase_add_test(tc, f40);
    tcase_add_loop_test(tc, asah_values, 0, sizeof asah / sizeof *asah);
    tcase_add_test(tc, exact_where_cells_hold_thousands_of_millions);
    tcase_add_test(tc, hanley_and_mcneil);
    tcase_add_test(tc, p10n10);
    tcase_add_test(tc, accelerations_equal_the_jackknife);
    tcase_add_loop_test(tc, variances_are_those_of_the_placements, 0, 10);
    tcase_add_loop_test(tc, ideal_bootstrap_by_definition, 0, 5);
    tcase_add_loop_test(tc, turning_and_shuffling_leave_the_variance, 0, 5);
    tcase_add_test(tc, separated_classes_take_method_5);
    tcase_add_test(tc, tied_scores_take_method_5);
    tcase_add_test(tc, constant_placements_have_no_variance_at_any_size);
    tcase_add_test(tc, a_lone_study_takes_method_5);
    tcase_add_loop_test(tc, an_empty_class_is_named, 0, 3);
    tcase_add_loop_test(tc, limits_contain_the_estimate_and_widen, 0, 60);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
