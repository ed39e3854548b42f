/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/margin.h"

#include <math.h>

#include "testlib.h"

/* F40, score less score2: difference and SE of pROC::roc.test. */
static const double delta = 0.0872395833333333, std_error = 0.0468801368;

static struct deviate wald(const void *ctx, double null)
{
    const double *difference = ctx;

    return (struct deviate){(*difference - null) / std_error, INFINITY};
}

static struct limits wald_limits_at(const void *ctx, double confidence)
{
    const double *difference = ctx;
    double half = normal_quantile_two_sided(confidence) * std_error;

    return (struct limits){*difference - half, *difference + half};
}

/* z and p by pnorm() of R. */
START_TEST(f40_is_not_inferior)
{
    struct margin_test test = margin_test(wald, &delta, 0.05, ALTERNATIVE_GREATER);
    double reverse = -delta;

    ck_assert_double_eq(test.null, -0.05);
    assert_rel(test.statistic, 2.9274569746, 1e-8, "z");
    assert_rel(test.p, 0.0017087317, 1e-7, "p");
    test = margin_test(wald, &reverse, 0.05, ALTERNATIVE_GREATER);
    assert_rel(test.statistic, -0.7943573954, 1e-8, "z");
    assert_rel(test.p, 0.786506, 1e-6, "p");
}
END_TEST

START_TEST(without_a_margin)
{
    struct margin_test test = margin_test(wald, &delta, 0, ALTERNATIVE_TWO_SIDED);

    ck_assert_double_eq(test.null, 0);
    assert_rel(test.statistic, 1.8609071850, 1e-8, "z");
    assert_rel(test.p, 0.0627572850, 1e-7, "p");
    assert_rel(margin_test(wald, &delta, 0, ALTERNATIVE_GREATER).p, test.p / 2, 1e-12,
               "greater");
    assert_rel(margin_test(wald, &delta, 0, ALTERNATIVE_LESS).p, 1 - test.p / 2, 1e-12,
               "less");
}
END_TEST

/* Equivalence within M needs both one-sided tests; the harder one decides. */
START_TEST(two_sided_with_a_margin_is_equivalence)
{
    double small = 0.01;
    struct margin_test both = margin_test(wald, &small, 0.1, ALTERNATIVE_TWO_SIDED);
    struct margin_test less = margin_test(wald, &small, 0.1, ALTERNATIVE_LESS);

    ck_assert_double_eq(both.null, 0.1);
    ck_assert_double_eq(both.p, less.p);
    ck_assert_double_gt(both.p, margin_test(wald, &small, 0.1, ALTERNATIVE_GREATER).p);
    small = -small;
    both = margin_test(wald, &small, 0.1, ALTERNATIVE_TWO_SIDED);
    ck_assert_double_eq(both.null, -0.1);
    ck_assert_double_eq(both.p, less.p);
}
END_TEST

START_TEST(student_t)
{
    /* R: 2 * pt(-2.5, 10), pt(2.5, 10) */
    struct deviate deviate = {2.5, 10};

    assert_rel(deviate_p(deviate, ALTERNATIVE_TWO_SIDED), 0.0314468442366, 1e-8, "p");
    assert_rel(deviate_p(deviate, ALTERNATIVE_LESS), 0.9842765778817, 1e-9, "p");
    deviate.value = NAN;
    ck_assert(isnan(deviate_p(deviate, ALTERNATIVE_GREATER)));
}
END_TEST

/* What is found from the interval is what the statistic says. */
START_TEST(inversion_gives_the_statistic_back)
{
    struct inverted inverted = {delta, wald_limits_at, &delta};

    for (double null = -0.2; null < 0.4; null += 0.013)
        ck_assert_double_eq_tol(inverted_deviate(&inverted, null).value,
                                wald(&delta, null).value, 1e-6);
    ck_assert_double_eq(inverted_deviate(&inverted, delta).value, 0);
    ck_assert_double_gt(inverted_deviate(&inverted, -0.9).value, 7.9);
    inverted.difference = NAN;
    ck_assert(isnan(inverted_deviate(&inverted, 0).value));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("margin");
    TCase *tc = tcase_create("margin");

    tcase_add_test(tc, f40_is_not_inferior);
    tcase_add_test(tc, without_a_margin);
    tcase_add_test(tc, two_sided_with_a_margin_is_equivalence);
    tcase_add_test(tc, student_t);
    tcase_add_test(tc, inversion_gives_the_statistic_back);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
