/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/gap.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "testlib.h"

enum { MOST = 8 };

/* Levels of a reference row: x of k, or AUC and standard error. */
struct row {
    const char *method;
    double a[MOST], b[MOST];
    double r;
};

static struct limits row_limits(const struct row *row, size_t i, double confidence)
{
    if (!strcmp(row->method, "logit")) {
        double auc = row->a[i], logit = log(auc / (1 - auc));
        double half =
            normal_quantile_two_sided(confidence) * row->b[i] / (auc * (1 - auc));

        return (struct limits){1 / (1 + exp(half - logit)),
                               1 / (1 + exp(-half - logit))};
    }
    return proportion_limits((struct proportion){row->a[i], row->b[i]},
                             strcmp(row->method, "wilson") ? PROPORTION_CLOPPER_PEARSON
                                                           : PROPORTION_WILSON,
                             confidence);
}

static struct bounded limits_at(const void *ctx, size_t level, double confidence)
{
    const struct row *row = ctx;
    struct limits limits = row_limits(row, level, confidence);
    double value = row->a[level];

    if (strcmp(row->method, "logit"))
        value /= row->b[level];
    return (struct bounded){value, limits.low, limits.high};
}

static double correlation(const void *ctx, size_t a, size_t b)
{
    ck_assert(a != b);
    return ((const struct row *)ctx)->r;
}

static size_t read_numbers(double *to, const char *text)
{
    char *end;
    size_t n = 0;

    for (; *text; text = *end ? end + 1 : end)
        to[n++] = strtod(text, &end);
    return n;
}

/* R, tests/ref/gap.R. */
START_TEST(gaps_equal_those_of_r)
{
    struct ref_table table;

    ref_table_read(&table, "gap.csv");
    ck_assert(table.n_rows > 0);
    for (size_t i = 0; i < table.n_rows; i++) {
        struct row row = {.method = ref_text(&table, i, "method"),
                          .r = ref_number(&table, i, "r")};
        struct gap_levels levels = {.limits_at = limits_at, .ctx = &row};
        struct gap gap;

        levels.n = read_numbers(row.a, ref_text(&table, i, "a"));
        read_numbers(row.b, ref_text(&table, i, "b"));
        levels.correlation = row.r != 0 ? correlation : NULL;
        gap = gap_between_levels(&levels, ref_number(&table, i, "confidence"));
        assert_rel(gap.estimate.value, ref_number(&table, i, "estimate"), 1e-12, "gap");
        assert_rel(gap.estimate.low, ref_number(&table, i, "low"), 1e-8, "low");
        assert_rel(gap.estimate.high, ref_number(&table, i, "high"), 1e-8, "high");
        ck_assert(gap.estimate.low <= gap.estimate.value);
        ck_assert(gap.estimate.high >= gap.estimate.value);
        ck_assert_str_eq(gap.estimate.method, "mover-gap");
    }
    ref_table_release(&table);
}
END_TEST

/* Two levels: the upper limit is Newcombe's of the difference, 0.3338726540 for 56/70 - 48/80
 * (Newcombe 1998b prints .3339). */
START_TEST(the_upper_limit_of_two_levels_is_newcombes)
{
    struct row row = {
        "wilson", {48, 56},
         {80, 70},
         0
    };
    struct gap_levels levels = {2, limits_at, NULL, &row};
    struct gap gap = gap_between_levels(&levels, 0.95);

    assert_rel(gap.estimate.high, 0.3338726540, 1e-9, "high");
    ck_assert_uint_eq(gap.highest, 1);
    ck_assert_uint_eq(gap.lowest, 0);
}
END_TEST

START_TEST(the_order_of_levels_does_not_count)
{
    struct row forth = {
        "wilson", {50, 40, 58, 9 },
         {60, 60, 60, 12},
         0
    };
    struct row back = {
        "wilson", {9,  58, 40, 50},
         {12, 60, 60, 60},
         0
    };
    struct gap_levels a = {4, limits_at, NULL, &forth}, b = {4, limits_at, NULL, &back};
    struct gap first = gap_between_levels(&a, 0.95),
               second = gap_between_levels(&b, 0.95);

    ck_assert_double_eq(first.estimate.low, second.estimate.low);
    ck_assert_double_eq(first.estimate.high, second.estimate.high);
    ck_assert_double_eq(first.estimate.value, second.estimate.value);
    ck_assert_uint_eq(first.highest, 3 - second.highest);
    ck_assert_uint_eq(first.lowest, 3 - second.lowest);
}
END_TEST

START_TEST(levels_that_are_alike)
{
    struct row row = {
        "wilson", {50, 50, 50},
         {60, 60, 60},
         0
    };
    struct gap_levels levels = {3, limits_at, NULL, &row};
    struct gap gap = gap_between_levels(&levels, 0.95);

    ck_assert_double_eq(gap.estimate.value, 0);
    ck_assert_double_eq(gap.estimate.low, 0);
    ck_assert(gap.estimate.high > 0);
    ck_assert_uint_eq(gap.highest, 0);
    ck_assert_uint_eq(gap.lowest, 0);
}
END_TEST

START_TEST(undefined_gaps)
{
    struct row row = {
        "wilson", {50, 0},
         {60, 0},
         0
    };
    struct gap_levels levels = {1, limits_at, NULL, &row};
    struct gap gap = gap_between_levels(&levels, 0.95);

    ck_assert_int_eq(gap.estimate.status, STATUS_UNDEFINED);
    ck_assert_str_eq(gap.estimate.note, "a gap needs two levels with enough studies");
    ck_assert(isnan(gap.estimate.value) && isnan(gap.estimate.high));
    levels.n = 2;
    gap = gap_between_levels(&levels, 0.95);
    ck_assert_int_eq(gap.estimate.status, STATUS_UNDEFINED);
    ck_assert_str_eq(gap.estimate.note, "a level has no estimate");
    ck_assert(isnan(gap.estimate.value) && isnan(gap.estimate.low));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gap");
    TCase *tc = tcase_create("gap");

    gsl_set_error_handler_off();
    tcase_add_test(tc, gaps_equal_those_of_r);
    tcase_add_test(tc, the_upper_limit_of_two_levels_is_newcombes);
    tcase_add_test(tc, the_order_of_levels_does_not_count);
    tcase_add_test(tc, levels_that_are_alike);
    tcase_add_test(tc, undefined_gaps);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
