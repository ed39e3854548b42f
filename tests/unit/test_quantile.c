/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/quantile.h"

#include <math.h>

#include "scorelib.h"

static void assert_quantile(const double *x, const uint64_t *count, size_t n, double p,
                            double expected)
{
    struct quantile_value values[16];

    for (size_t i = 0; i < n; i++)
        values[i] = (struct quantile_value){x[i], count ? count[i] : 1};
    quantile_sort(values, n);
    ck_assert_double_eq_tol(quantile_of(values, n, p), expected, 1e-12);
}

/* R 4.2: quantile(c(3, 1, 4, 1, 5, 9, 2, 6)) and quantile(c(-3.5, 0, 2.25, 8, 100), c(0, .1, .25, .5, .75, .9, 1)), type 7. */
START_TEST(quantiles_equal_those_of_r)
{
    static const double pi[] = {3, 1, 4, 1, 5, 9, 2, 6},
                        mixed[] = {100, -3.5, 8, 0, 2.25};

    assert_quantile(pi, NULL, 8, 0, 1);
    assert_quantile(pi, NULL, 8, 0.25, 1.75);
    assert_quantile(pi, NULL, 8, 0.5, 3.5);
    assert_quantile(pi, NULL, 8, 0.75, 5.25);
    assert_quantile(pi, NULL, 8, 1, 9);
    assert_quantile(mixed, NULL, 5, 0, -3.5);
    assert_quantile(mixed, NULL, 5, 0.1, -2.1);
    assert_quantile(mixed, NULL, 5, 0.25, 0);
    assert_quantile(mixed, NULL, 5, 0.5, 2.25);
    assert_quantile(mixed, NULL, 5, 0.75, 8);
    assert_quantile(mixed, NULL, 5, 0.9, 63.2);
    assert_quantile(mixed, NULL, 5, 1, 100);
}
END_TEST

/* R: quantile(rep(c(20, 30, 40), c(3, 1, 6))). */
START_TEST(values_count_as_often_as_they_stand_for)
{
    static const double x[] = {40, 20, 30};
    static const uint64_t count[] = {6, 3, 1};

    assert_quantile(x, count, 3, 0.25, 22.5);
    assert_quantile(x, count, 3, 0.5, 40);
    assert_quantile(x, count, 3, 0, 20);
    assert_quantile(x, count, 3, 1, 40);
}
END_TEST

START_TEST(one_value_and_none)
{
    static const double x[] = {7};
    static const uint64_t none[] = {0};

    assert_quantile(x, NULL, 1, 0.25, 7);
    assert_quantile(x, NULL, 1, 1, 7);
    ck_assert(isnan(quantile_of(NULL, 0, 0.5)));
    ck_assert(isnan(quantile_of(&(struct quantile_value){7, none[0]}, 1, 0.5)));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("quantile");
    TCase *tc = tcase_create("quantile");

    tcase_add_test(tc, quantiles_equal_those_of_r);
    tcase_add_test(tc, values_count_as_often_as_they_stand_for);
    tcase_add_test(tc, one_value_and_none);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
