/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/rounding.h"

#include <math.h>

#include "base/numfmt.h"
#include "base/rng.h"
#include "testlib.h"

START_TEST(digits_are_those_of_python)
{
    struct ref_table table;

    ref_table_read(&table, "rounding.csv");
    ck_assert_uint_gt(table.n_rows, 2000);
    for (size_t i = 0; i < table.n_rows; i++) {
        struct rounding rounding = {.digits = (int)ref_number(&table, i, "digits")};
        double score = ref_number(&table, i, "score");

        ck_assert_msg(rounding_apply(&rounding, score) ==
                          ref_number(&table, i, "rounded"),
                      "%s to %s digits", ref_text(&table, i, "score"),
                      ref_text(&table, i, "digits"));
    }
    ref_table_release(&table);
}
END_TEST

/* Near what lies half way between two, too: there the fast way must know that it does not know. */
static double draw_score(struct rng *rng)
{
    double u = rng_uniform(rng);

    switch (rng_below(rng, 4)) {
    case 0:
        return u;
    case 1:
        return floor(u * 1e6) / 1e6;
    case 2:
        return nextafter((floor(u * 1e4) + 0.5) / 1e4, u < 0.5 ? 0 : 1);
    default:
        return pow(u, 9);
    }
}

/* Against printf and strtod. */
START_TEST(the_fast_way_is_the_slow_way)
{
    struct rng rng;

    rng_init(&rng, rng_key(1));
    for (int i = 0; i < 400000; i++) {
        struct rounding rounding = {.digits = 1 + i % 15};
        double score = draw_score(&rng);

        ck_assert_msg(rounding_apply(&rounding, score) ==
                          numfmt_round(score, rounding.digits),
                      "%.17g to %d digits", score, rounding.digits);
    }
}
END_TEST

static int side(double x, double edge)
{
    return (x > edge) - (x < edge);
}

START_TEST(no_score_crosses_an_edge)
{
    double edges[] = {0.37, 0.5, 0.123456789, 0.1234567890001, 0.0};
    struct rounding rounding = {.edges = edges, .n_edges = 5};
    struct rng rng;

    rng_init(&rng, rng_key(2));
    for (int i = 0; i < 100000; i++) {
        double near = edges[i % 5] + (rng_uniform(&rng) - 0.5) * pow(10, -(i % 17));
        double rounded;

        rounding.digits = 1 + i % 6;
        rounded = rounding_apply(&rounding, near);
        for (size_t e = 0; e < rounding.n_edges; e++)
            ck_assert_int_eq(side(near, edges[e]), side(rounded, edges[e]));
    }
    rounding.digits = 1;
    for (size_t e = 0; e < rounding.n_edges; e++)
        ck_assert_double_eq(rounding_apply(&rounding, edges[e]), edges[e]);
}
END_TEST

START_TEST(order_is_kept_or_lost_never_turned)
{
    double edges[] = {0.37, 0.5};
    struct rounding rounding = {.digits = 2, .edges = edges, .n_edges = 2};
    struct rng rng;

    rng_init(&rng, rng_key(3));
    for (int i = 0; i < 100000; i++) {
        double a = draw_score(&rng);
        double b = a + (rng_uniform(&rng) - 0.5) * pow(10, -(i % 10));

        ck_assert(side(a, b) * side(rounding_apply(&rounding, a),
                                    rounding_apply(&rounding, b)) >=
                  0);
    }
}
END_TEST

START_TEST(what_is_no_number_stays)
{
    struct rounding rounding = {.digits = 1};

    ck_assert(isnan(rounding_apply(&rounding, NAN)));
    ck_assert_double_eq(rounding_apply(&rounding, -INFINITY), -INFINITY);
    ck_assert_double_eq(rounding_apply(&rounding, 1.7e308),
                        1.7e308); /* 2e308 is none */
    rounding.digits = 0;
    ck_assert_double_eq(rounding_apply(&rounding, 0.123), 0.123);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rounding");
    TCase *tc = tcase_create("rounding");

    tcase_add_test(tc, digits_are_those_of_python);
    tcase_add_test(tc, the_fast_way_is_the_slow_way);
    tcase_add_test(tc, no_score_crosses_an_edge);
    tcase_add_test(tc, order_is_kept_or_lost_never_turned);
    tcase_add_test(tc, what_is_no_number_stays);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
