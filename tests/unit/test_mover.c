/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/mover.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "testlib.h"

static struct bounded wilson(double x, double k, double confidence)
{
    struct limits limits =
        proportion_limits((struct proportion){x, k}, PROPORTION_WILSON, confidence);

    return (struct bounded){x / k, limits.low, limits.high};
}

/* ---- Differences ------------------------------------------------------------ */

START_TEST(differences_equal_those_of_statsmodels)
{
    struct ref_table table;

    ref_table_read(&table, "newcombe-statsmodels.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        double confidence = ref_number(&table, row, "confidence");
        struct limits limits =
            mover_difference(wilson(ref_number(&table, row, "a"),
                                    ref_number(&table, row, "m"), confidence),
                             wilson(ref_number(&table, row, "b"),
                                    ref_number(&table, row, "n"), confidence));

        assert_rel(limits.low, ref_number(&table, row, "low"), 1e-9, "low");
        assert_rel(limits.high, ref_number(&table, row, "high"), 1e-9, "high");
    }
    ref_table_release(&table);
}
END_TEST

/* Newcombe (1998b) prints .0524 to .3339 and .1705 to .8090. */
START_TEST(published_differences)
{
    struct limits limits = mover_difference(wilson(56, 70, 0.95), wilson(48, 80, 0.95));

    assert_rel(limits.low, 0.05243147240, 1e-9, "56/70 - 48/80");
    assert_rel(limits.high, 0.3338726540, 1e-9, "56/70 - 48/80");
    limits = mover_difference(wilson(9, 10, 0.95), wilson(3, 10, 0.95));
    assert_rel(limits.low, 0.1705227239, 1e-9, "9/10 - 3/10");
    assert_rel(limits.high, 0.8090179735, 1e-9, "9/10 - 3/10");
    limits = mover_difference(wilson(10, 10, 0.95), wilson(0, 20, 0.95));
    assert_rel(limits.low, 0.6790860371, 1e-9, "10/10 - 0/20");
    assert_rel(limits.high, 1, 1e-12, "10/10 - 0/20");
    limits = mover_difference(wilson(10, 12, 0.95), wilson(6, 8, 0.95));
    assert_rel(limits.low, -0.2498865371, 1e-9, "10/12 - 6/8");
    assert_rel(limits.high, 0.4444727626, 1e-9, "10/12 - 6/8");
}
END_TEST

START_TEST(swapping_the_parts_changes_the_sign)
{
    struct bounded a = wilson(9, 13, 0.9), b = wilson(2, 31, 0.9);
    struct limits forth = mover_difference(a, b), back = mover_difference(b, a);

    ck_assert_double_eq_tol(forth.low, -back.high, 1e-15);
    ck_assert_double_eq_tol(forth.high, -back.low, 1e-15);
}
END_TEST

/* ---- Ratios ----------------------------------------------------------------- */

START_TEST(ratios_are_where_the_difference_touches_zero)
{
    struct ref_table table;

    ref_table_read(&table, "mover-ratio.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        struct limits limits = mover_ratio(
            wilson(ref_number(&table, row, "a"), ref_number(&table, row, "m"), 0.95),
            wilson(ref_number(&table, row, "b"), ref_number(&table, row, "n"), 0.95));

        assert_rel(limits.low, ref_number(&table, row, "low"), 1e-9, "low");
        assert_rel(limits.high, ref_number(&table, row, "high"), 1e-9, "high");
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(ratios_at_the_ends)
{
    struct bounded some = {0.8, 0.6, 0.9}, none = {0, 0, 0.1};
    struct limits limits = mover_ratio(some, none);

    /* (a - R b)^2 = (a - la)^2 + R^2 (ub - b)^2 at b = 0: R^2 ub^2 = la (2a - la) */
    assert_rel(limits.low, sqrt(0.6 * (2 * 0.8 - 0.6)) / 0.1, 1e-12, "b = 0");
    ck_assert_double_eq(limits.high, INFINITY);
    limits = mover_ratio(none, some);
    ck_assert_double_eq(limits.low, 0);
    /* R^2 lb (2b - lb) = ua^2 */
    assert_rel(limits.high, 0.1 / sqrt(0.6 * (2 * 0.8 - 0.6)), 1e-12, "a = 0");
    limits = mover_ratio(none, none);
    ck_assert(isnan(limits.low) && isnan(limits.high));
}
END_TEST

START_TEST(ratios_contain_the_estimate)
{
    for (double x = 0; x <= 8; x++)
        for (double y = 0; y <= 9; y++) {
            struct bounded a = wilson(x, 8, 0.95), b = wilson(y, 9, 0.95);
            struct limits limits = mover_ratio(a, b);

            if (x == 0 && y == 0)
                continue;
            ck_assert(limits.low >= 0);
            ck_assert(limits.low <= a.value / b.value * (1 + 1e-12));
            ck_assert(limits.high >= a.value / b.value * (1 - 1e-12));
        }
}
END_TEST

/* Twice the upper limit of b may equal 2b exactly: nothing may be divided by 0
 * there. */
START_TEST(ratio_with_a_vanishing_quadratic_term)
{
    struct bounded a = {0.5, 0.4, 0.6}, b = {0.25, 0.2, 0.5};
    struct limits limits = mover_ratio(a, b);

    /* linear in R: R = la (2a - la) / (2 a b) */
    assert_rel(limits.low, 0.4 * 0.6 / (2 * 0.5 * 0.25), 1e-12, "low");
}
END_TEST

/* ---- p-values --------------------------------------------------------------- */

struct wald {
    double difference, std_error;
};

static struct limits wald_limits_at(const void *ctx, double confidence)
{
    const struct wald *wald = ctx;
    double half = normal_quantile_two_sided(confidence) * wald->std_error;

    return (struct limits){wald->difference - half, wald->difference + half};
}

/* Inverting a Wald interval gives the p-value of z, down to where 1 - p rounds. */
START_TEST(wald_is_inverted_to_z)
{
    for (double z = -6.5; z <= 6.5; z += 0.25) {
        struct wald wald = {z / 10, 0.1};
        double p = mover_p_value(wald_limits_at, &wald, wald.difference);

        assert_rel(p, 2 * gsl_cdf_ugaussian_Q(fabs(z)), 1e-5, "p");
        if (fabs(z) < 3)
            assert_rel(p, 2 * gsl_cdf_ugaussian_Q(fabs(z)), 1e-12, "p");
    }
}
END_TEST

START_TEST(ends_of_p)
{
    struct wald far = {1, 0.01}, nothing = {0, 0.1};

    ck_assert_double_eq_tol(mover_p_value(wald_limits_at, &far, 1), 1e-15, 1e-17);
    ck_assert_double_eq(mover_p_value(wald_limits_at, &nothing, 0), 1);
    ck_assert(isnan(mover_p_value(wald_limits_at, &nothing, NAN)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mover");
    TCase *tc = tcase_create("mover");

    gsl_set_error_handler_off();
    tcase_add_test(tc, differences_equal_those_of_statsmodels);
    tcase_add_test(tc, published_differences);
    tcase_add_test(tc, swapping_the_parts_changes_the_sign);
    tcase_add_test(tc, ratios_are_where_the_difference_touches_zero);
    tcase_add_test(tc, ratios_at_the_ends);
    tcase_add_test(tc, ratios_contain_the_estimate);
    tcase_add_test(tc, ratio_with_a_vanishing_quadratic_term);
    tcase_add_test(tc, wald_is_inverted_to_z);
    tcase_add_test(tc, ends_of_p);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
