/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/hypergeometric.h"

#include <gsl/gsl_errno.h>

#include "testlib.h"

enum { DRAWS = 100000 };

/* scipy.stats.hypergeom(20, 7, 5).pmf(0 to 5); chi2.ppf(1 - 1e-6, 5) = 35.9. */
START_TEST(draws_have_the_probabilities_of_scipy)
{
    static const double want[] = {0.0830108359133127,   0.32281991744066046,
                                  0.38738390092879255,  0.17608359133126936,
                                  0.029347265221878225, 0.0013544891640866873};
    struct log_factorials known;
    double counts[6] = {0}, chi_square = 0;
    struct rng rng;

    rng_init(&rng, rng_key(1));
    log_factorials_init(&known, 20);
    for (int i = 0; i < DRAWS; i++)
        counts[(int)hypergeometric_draw(&rng, &known, (struct margins){7, 20}, 5)]++;
    for (int k = 0; k < 6; k++) {
        double excess = counts[k] - DRAWS * want[k];

        chi_square += excess * excess / (DRAWS * want[k]);
    }
    ck_assert_msg(chi_square < 35.9, "chi-square %g", chi_square);
    log_factorials_release(&known);
}
END_TEST

/* Numbers too large to keep are computed each time, with the same bits. */
START_TEST(what_is_kept_changes_no_draw)
{
    struct log_factorials kept, none;
    struct rng a, b;

    rng_init(&a, rng_key(2));
    rng_init(&b, rng_key(2));
    log_factorials_init(&kept, 5000);
    log_factorials_init(&none, 1e12);
    for (int i = 0; i < 1000; i++) {
        struct margins all = {i, 5000};
        double draws = 5000 - 3 * i;

        ck_assert_double_eq(hypergeometric_draw(&a, &kept, all, draws),
                            hypergeometric_draw(&b, &none, all, draws));
    }
    log_factorials_release(&kept);
    log_factorials_release(&none);
}
END_TEST

START_TEST(a_draw_of_all_or_none_is_certain)
{
    struct log_factorials known;
    struct rng rng;

    rng_init(&rng, rng_key(3));
    log_factorials_init(&known, 9);
    ck_assert_double_eq(hypergeometric_draw(&rng, &known, (struct margins){4, 9}, 9),
                        4);
    ck_assert_double_eq(hypergeometric_draw(&rng, &known, (struct margins){4, 9}, 0),
                        0);
    ck_assert_double_eq(hypergeometric_draw(&rng, &known, (struct margins){0, 9}, 5),
                        0);
    log_factorials_release(&known);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("hypergeometric");
    TCase *tc = tcase_create("draws");

    gsl_set_error_handler_off();
    tcase_add_test(tc, draws_have_the_probabilities_of_scipy);
    tcase_add_test(tc, what_is_kept_changes_no_draw);
    tcase_add_test(tc, a_draw_of_all_or_none_is_certain);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
