/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/calibration.h"

#include <gsl/gsl_errno.h>

#include "scorelib.h"

/* R's glm, tests/ref/calibration.R. */
START_TEST(numbers_equal_those_of_glm)
{
    struct ref_table table;

    ref_table_read(&table, "calibration.csv");
    ck_assert(table.n_rows > 0);
    for (size_t i = 0; i < table.n_rows; i++) {
        const char *set = ref_text(&table, i, "set");
        struct ranked ranked =
            strcmp(set, "f40") ? ranked_of_set(set) : ranked_of_f40(NULL);
        struct calibration c = calibration_from_ranked(&ranked, 0.95);

        assert_rel(c.in_the_large.value, ref_number(&table, i, "in_the_large"), 1e-9,
                   set);
        assert_rel(c.in_the_large.std_error, ref_number(&table, i, "in_the_large_se"),
                   1e-8, set);
        assert_rel(c.slope.value, ref_number(&table, i, "slope"), 1e-9, set);
        assert_rel(c.slope.std_error, ref_number(&table, i, "slope_se"), 1e-8, set);
        assert_rel(c.intercept, ref_number(&table, i, "intercept"), 1e-9, set);
        assert_rel(c.observed_expected.value, ref_number(&table, i, "oe"), 1e-12, set);
        assert_rel(c.observed_expected.low, ref_number(&table, i, "oe_low"), 1e-12,
                   set);
        assert_rel(c.observed_expected.high, ref_number(&table, i, "oe_high"), 1e-12,
                   set);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

/* R: confint.default(glm), and exp(log(O/E) +- z sqrt((1 - O/n)/O)). */
START_TEST(the_limits_of_the_fixture)
{
    struct ranked ranked = ranked_of_f40(NULL);
    struct calibration c = calibration_from_ranked(&ranked, 0.95);

    assert_rel(c.in_the_large.low, -1.0639359779, 1e-9, "in the large");
    assert_rel(c.in_the_large.high, 0.4688930633, 1e-9, "in the large");
    assert_rel(c.slope.low, 0.7081558523, 1e-9, "slope");
    assert_rel(c.slope.high, 2.4574542321, 1e-9, "slope");
    assert_rel(c.observed_expected.low, 0.6088296932, 1e-9, "O/E");
    assert_rel(c.observed_expected.high, 1.3006629380, 1e-9, "O/E");
    ck_assert_uint_eq(c.n_clipped, 0);
    ranked_release(&ranked);
}
END_TEST

static struct calibration calibrate(const double *score, const uint8_t *is_pos,
                                    size_t n)
{
    struct sample sample = {.n = n, .score = score, .is_pos = is_pos};
    struct calibration c;
    struct ranked ranked;

    ranked_init(&ranked, &sample);
    c = calibration_from_ranked(&ranked, 0.95);
    ranked_release(&ranked);
    return c;
}

START_TEST(what_has_no_slope)
{
    static const double score[] = {0.1, 0.2, 0.8, 0.9}, same[] = {0.3, 0.3, 0.3, 0.3};
    static const uint8_t right[] = {0, 0, 1, 1}, wrong[] = {1, 1, 0, 0};
    struct calibration c = calibrate(score, right, 4);

    ck_assert_int_eq(c.slope.status, STATUS_UNDEFINED);
    ck_assert_str_eq(c.slope.note,
                     "the scores separate the classes: the slope is infinite");
    ck_assert(isnan(c.intercept));
    ck_assert_double_eq_tol(c.in_the_large.value, 0, 1e-12); /* by symmetry */
    c = calibrate(score, wrong, 4);
    ck_assert_int_eq(c.slope.status, STATUS_UNDEFINED);
    c = calibrate(same, right, 4);
    ck_assert_str_eq(c.slope.note, "all scores are the same");
    /* logit 0.5 - logit 0.3 */
    assert_rel(c.in_the_large.value, log(0.7 / 0.3), 1e-12, "in the large");
}
END_TEST

START_TEST(one_class_only)
{
    static const double score[] = {0.1, 0.2, 0, 0};
    static const uint8_t none[4] = {0}, all[] = {1, 1, 1, 1};
    struct calibration c = calibrate(score, none, 4);

    ck_assert_str_eq(c.in_the_large.note, "no positive studies");
    ck_assert_int_eq(c.slope.status, STATUS_UNDEFINED);
    ck_assert_double_eq(c.observed_expected.value, 0);
    ck_assert(isnan(c.observed_expected.high));
    ck_assert_uint_eq(c.n_clipped, 2);
    c = calibrate(score, all, 4);
    ck_assert_str_eq(c.slope.note, "no negative studies");
    assert_rel(c.observed_expected.value, 4 / 0.3, 1e-12, "all positive");
    ck_assert(isnan(c.observed_expected.low));
    c = calibrate(score, none, 0);
    ck_assert_str_eq(c.slope.note, "no studies");
    ck_assert_str_eq(c.observed_expected.note, "no studies");
    c = calibrate(score + 2, none, 2);
    ck_assert_str_eq(c.observed_expected.note, "all scores are 0");
}
END_TEST

/* Scores that are far too low: Newton's first step overshoots. By hand: all logits are
 * that of 1e-6, so a = logit 0.5 - logit 1e-6. */
START_TEST(scores_that_are_far_off)
{
    static const double score[] = {0, 0, 1e-9, 1e-8};
    static const uint8_t is_pos[] = {0, 1, 0, 1};
    struct calibration c = calibrate(score, is_pos, 4);

    assert_rel(c.in_the_large.value, log((1 - 1e-6) / 1e-6), 1e-9, "in the large");
    ck_assert_uint_eq(c.n_clipped, 4);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("calibration");
    TCase *tc = tcase_create("calibration");

    gsl_set_error_handler_off();
    tcase_add_test(tc, numbers_equal_those_of_glm);
    tcase_add_test(tc, the_limits_of_the_fixture);
    tcase_add_test(tc, what_has_no_slope);
    tcase_add_test(tc, one_class_only);
    tcase_add_test(tc, scores_that_are_far_off);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
