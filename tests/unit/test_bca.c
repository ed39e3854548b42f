/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/bca.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "base/rng.h"
#include "chancelib.h"
#include "testlib.h"

/* ---- By hand ------------------------------------------------------------- */

/* 0, 1 .. 100: the type 7 quantile of level p is 100 p. */
static void count_up(double values[101])
{
    for (int i = 0; i <= 100; i++)
        values[i] = i;
}

START_TEST(quantiles_are_of_type_7)
{
    double values[101];
    struct bca_limits got;

    count_up(values);
    got = percentile_from_sorted(values, 101, 0.95);
    assert_rel(got.limits.low, 2.5, 1e-12, "low");
    assert_rel(got.limits.high, 97.5, 1e-12, "high");
    ck_assert_int_eq(got.failed, 0);
    got = basic_from_sorted(values, 101, 40, 0.9);
    assert_rel(got.limits.low, 80 - 95, 1e-12, "basic low");
    assert_rel(got.limits.high, 80 - 5, 1e-12, "basic high");
}
END_TEST

/* One binomial standard deviation of the rank to either side: at level .05 of 101
 * replicates sqrt(.05 * .95 / 101) of 100. */
START_TEST(monte_carlo_error_is_a_binomial_rank)
{
    double values[101];

    count_up(values);
    assert_rel(percentile_from_sorted(values, 101, 0.9).monte_carlo_error,
               100 * sqrt(0.05 * 0.95 / 101), 1e-8, "percentile");
    assert_rel(basic_from_sorted(values, 101, 3, 0.9).monte_carlo_error,
               100 * sqrt(0.05 * 0.95 / 101), 1e-8, "basic");
    /* Less than one replicate beyond the limit. */
    ck_assert_double_nan(percentile_from_sorted(values, 101, 0.99).monte_carlo_error);
}
END_TEST

/* Without bias and acceleration the limits are the percentile's. */
START_TEST(unbiased_bca_is_percentile)
{
    double values[101];
    struct bca_limits got;

    count_up(values);
    got = bca_from_sorted(values, 101, 50, 0, 0.9);
    assert_rel(got.limits.low, 5, 1e-9, "low");
    assert_rel(got.limits.high, 95, 1e-9, "high");
}
END_TEST

/* A quarter below: z0 = Phi^-1(1/4) = -0.6744897502; z = 1.6448536270. With a = 0 the
 * levels are Phi(2 z0 - z) = Phi(-2.9938331273) = 0.0013775 and Phi(2 z0 + z) =
 * Phi(0.2958741267) = 0.6163369. With a = 0.1 they are Phi(z0 - 2.3193433772 /
 * 1.2319343377) = 0.0052764 and Phi(z0 + 0.9703638768 / 0.9029636123) = 0.6554783. */
START_TEST(bca_by_hand)
{
    double values[101];
    struct bca_limits got;

    count_up(values);
    got = bca_from_sorted(values, 100, 24.5, 0, 0.9);
    assert_rel(got.limits.low, 99 * 0.0013775, 1e-4, "low");
    assert_rel(got.limits.high, 99 * 0.6163369, 1e-6, "high");
    got = bca_from_sorted(values, 100, 24.5, 0.1, 0.9);
    assert_rel(got.limits.low, 99 * 0.0052764, 1e-4, "accelerated low");
    assert_rel(got.limits.high, 99 * 0.6554783, 1e-6, "accelerated high");
}
END_TEST

/* 30 below, 40 equal, 30 above: no bias, though only 30 % are below. */
START_TEST(ties_count_half)
{
    double values[100];
    struct bca_limits percentile, got;

    for (int i = 0; i < 100; i++)
        values[i] = i < 30 ? 1 + i / 1000.0 : i < 70 ? 2 : 3 + i / 1000.0;
    percentile = percentile_from_sorted(values, 100, 0.9);
    got = bca_from_sorted(values, 100, 2, 0, 0.9);
    assert_rel(got.limits.low, percentile.limits.low, 1e-9, "low");
    assert_rel(got.limits.high, percentile.limits.high, 1e-9, "high");
}
END_TEST

START_TEST(bca_fails_where_it_is_undefined)
{
    double values[101];
    struct bca_limits got;

    count_up(values);
    ck_assert_int_eq(bca_from_sorted(values, 101, 101, 0, 0.95).failed, 1);
    ck_assert_int_eq(bca_from_sorted(values, 101, -1, 0, 0.95).failed, 1);
    ck_assert_int_eq(bca_from_sorted(values, 101, 50, NAN, 0.95).failed, 1);
    ck_assert_int_eq(bca_from_sorted(values, 101, 50, 0.5, 0.95).failed, 0);
    got = bca_from_sorted(values, 101, 50, 0.52, 0.95); /* 1 - .52 * 1.96 < 0 */
    ck_assert_int_eq(got.failed, 1);
    ck_assert_double_nan(got.limits.low);
    ck_assert_double_nan(got.limits.high);
    ck_assert_double_nan(got.monte_carlo_error);
    ck_assert_int_eq(bca_from_sorted(values, 101, 50, -0.52, 0.95).failed, 1);
}
END_TEST

START_TEST(equal_replicates_give_a_point)
{
    const double values[3] = {0.5, 0.5, 0.5};
    struct bca_limits got = bca_from_sorted(values, 3, 0.5, 0.1, 0.5);

    ck_assert_int_eq(got.failed, 0);
    ck_assert_double_eq(got.limits.low, 0.5);
    ck_assert_double_eq(got.limits.high, 0.5);
}
END_TEST

/* ---- Against R ----------------------------------------------------------- */

static double *written_replicates(const struct ref_table *table, size_t row, size_t *n)
{
    double power = ref_number(table, row, "power");
    bool ties = strcmp(ref_text(table, row, "law"), "ties") == 0;
    double *values;

    *n = (size_t)ref_number(table, row, "n");
    values = calloc(*n, sizeof *values);
    for (size_t i = 0; i < *n; i++) {
        values[i] = pow((double)(i + 1) / (double)(*n + 1), power);
        if (ties)
            values[i] = floor(20 * values[i]) / 20;
    }
    return values;
}

static struct bca_limits studentize_written(const double *values, size_t n,
                                            double estimate, double std_error,
                                            double confidence)
{
    double *errors = calloc(n, sizeof *errors);
    struct bca_limits got;

    for (size_t i = 0; i < n; i++)
        errors[i] = 0.05 + values[i] * (1 - values[i]) / 4;
    got = studentized_logit(values, errors, n, estimate, std_error, confidence);
    free(errors);
    return got;
}

static void check_row(const struct ref_table *table, size_t row)
{
    const char *method = ref_text(table, row, "method");
    double estimate = ref_number(table, row, "estimate");
    double parameter = ref_number(table, row, "parameter");
    double confidence = ref_number(table, row, "confidence");
    double low = ref_number(table, row, "low"), high = ref_number(table, row, "high");
    size_t n;
    double *values = written_replicates(table, row, &n);
    struct bca_limits got;

    if (strcmp(method, "bca") == 0)
        got = bca_from_sorted(values, n, estimate, parameter, confidence);
    else if (strcmp(method, "percentile") == 0)
        got = percentile_from_sorted(values, n, confidence);
    else
        got = studentize_written(values, n, estimate, parameter, confidence);
    ck_assert_int_eq(got.failed, isnan(low));
    assert_rel(got.limits.low, low, 1e-9, method);
    assert_rel(got.limits.high, high, 1e-9, method);
    free(values);
}

START_TEST(limits_agree_with_r)
{
    struct ref_table table;

    ref_table_read(&table, "bca.csv");
    ck_assert_uint_gt(table.n_rows, 700);
    for (size_t row = 0; row < table.n_rows; row++)
        check_row(&table, row);
    ref_table_release(&table);
}
END_TEST

/* ---- Studentized --------------------------------------------------------- */

/* t* is (logit A* - logit A) times A*(1-A*)/SE*: with SE* = A*(1-A*) the difference of
 * the logits itself. Replicates expit(-2 .. 2) about 1/2: quantiles -+1.8 at 90 %. */
START_TEST(studentized_by_hand)
{
    double auc[41], error[41];
    struct bca_limits got;

    for (int i = 0; i <= 40; i++) {
        auc[40 - i] = 1 / (1 + exp(-(i - 20) / 10.0));
        error[40 - i] = auc[40 - i] * (1 - auc[40 - i]);
    }
    got = studentized_logit(auc, error, 41, 0.5, 0.05, 0.9);
    /* SE on the logit scale is 0.05 / 0.25 = 0.2. */
    assert_rel(got.limits.low, 1 / (1 + exp(1.8 * 0.2)), 1e-12, "low");
    assert_rel(got.limits.high, 1 / (1 + exp(-1.8 * 0.2)), 1e-12, "high");
    assert_rel(auc[0], 1 / (1 + exp(-2.0)), 0, "order is kept");
}
END_TEST

START_TEST(studentized_leaves_out_one_in_twenty)
{
    double auc[100], error[100];
    struct bca_limits all, got;

    for (int i = 0; i < 100; i++) {
        auc[i] = 0.5 + i / 250.0;
        error[i] = 0.05;
    }
    all = studentized_logit(auc + 5, error + 5, 95, 0.7, 0.05, 0.95);
    auc[0] = 1;
    auc[1] = 0;
    error[2] = 0;
    error[3] = NAN;
    auc[4] = NAN;
    got = studentized_logit(auc, error, 100, 0.7, 0.05, 0.95);
    ck_assert_int_eq(got.failed, 0);
    ck_assert_double_eq(got.limits.low, all.limits.low);
    ck_assert_double_eq(got.limits.high, all.limits.high);
    error[5] = 0;
    got = studentized_logit(auc, error, 100, 0.7, 0.05, 0.95);
    ck_assert_int_eq(got.failed, 1);
    ck_assert_double_nan(got.limits.low);
}
END_TEST

/* ---- Monte Carlo error --------------------------------------------------- */

enum { SETS = 1500, REPLICATES = 1000 };

struct spread {
    double low[SETS], high[SETS], stated;
};

/* Replicates about 0.2 that are normal, the estimate 0: a bias, as BCa meets it. */
static struct bca_limits limits_of_set(int method, struct rng *rng)
{
    double values[REPLICATES], errors[REPLICATES];

    for (int i = 0; i < REPLICATES; i++) {
        values[i] = 0.2 + gsl_cdf_ugaussian_Pinv(rng_uniform(rng));
        if (method == BOOT_STUDENTIZED)
            values[i] = 1 / (1 + exp(-values[i]));
        errors[i] = 0.2;
    }
    if (method == BOOT_STUDENTIZED)
        return studentized_logit(values, errors, REPLICATES, 0.5, 0.2, 0.95);
    boot_sort(values, REPLICATES);
    return method == BOOT_BCA     ? bca_from_sorted(values, REPLICATES, 0, 0.03, 0.95)
           : method == BOOT_BASIC ? basic_from_sorted(values, REPLICATES, 0, 0.95)
                                  : percentile_from_sorted(values, REPLICATES, 0.95);
}

/* What is stated must be what limits vary from one set of replicates to another. */
START_TEST(monte_carlo_error_is_honest)
{
    struct spread *spread = calloc(1, sizeof *spread);
    struct rng rng;
    double low, high, larger;

    rng_init(&rng, rng_key(3 + (uint64_t)_i));
    for (int i = 0; i < SETS; i++) {
        struct bca_limits got = limits_of_set(_i, &rng);

        spread->low[i] = got.limits.low;
        spread->high[i] = got.limits.high;
        spread->stated += got.monte_carlo_error / SETS;
    }
    low = boot_std_error(spread->low, SETS);
    high = boot_std_error(spread->high, SETS);
    larger = fmax(low, high);
    /* The larger of two estimates is on average a little above the larger truth. */
    ck_assert_msg(spread->stated > 0.93 * larger && spread->stated < 1.3 * larger,
                  "stated %g, true %g and %g", spread->stated, low, high);
    free(spread);
}
END_TEST

/* ---- Sorting and spread -------------------------------------------------- */

START_TEST(sorting_takes_out_nan)
{
    double values[] = {3, NAN, -INFINITY, 2, NAN, 7};

    ck_assert_uint_eq(boot_sort(values, 6), 4);
    ck_assert_double_eq(values[0], -INFINITY);
    ck_assert_double_eq(values[1], 2);
    ck_assert_double_eq(values[2], 3);
    ck_assert_double_eq(values[3], 7);
    ck_assert_uint_eq(boot_sort(values, 0), 0);
}
END_TEST

START_TEST(standard_error_divides_by_one_less)
{
    const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};

    assert_rel(boot_std_error(values, 8), sqrt(32.0 / 7), 1e-14, "eight");
    ck_assert_double_nan(boot_std_error(values, 1));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bca");
    TCase *tcase = tcase_create("bca");

    tcase_add_test(tcase, quantiles_are_of_type_7);
    tcase_add_test(tcase, monte_carlo_error_is_a_binomial_rank);
    tcase_add_test(tcase, unbiased_bca_is_percentile);
    tcase_add_test(tcase, bca_by_hand);
    tcase_add_test(tcase, ties_count_half);
    tcase_add_test(tcase, bca_fails_where_it_is_undefined);
    tcase_add_test(tcase, equal_replicates_give_a_point);
    tcase_add_test(tcase, limits_agree_with_r);
    tcase_add_test(tcase, studentized_by_hand);
    tcase_add_test(tcase, studentized_leaves_out_one_in_twenty);
    tcase_add_loop_test(tcase, monte_carlo_error_is_honest, 0, 4);
    tcase_add_test(tcase, sorting_takes_out_nan);
    tcase_add_test(tcase, standard_error_divides_by_one_less);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
