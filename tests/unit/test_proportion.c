/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/proportion.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>

#include "testlib.h"

static const char *const columns[][2] = {
    [PROPORTION_WILSON] = {"wilson_low",          "wilson_high"         },
    [PROPORTION_CLOPPER_PEARSON] = {"clopper_pearson_low", "clopper_pearson_high"},
    [PROPORTION_JEFFREYS] = {"jeffreys_low",        "jeffreys_high"       },
};

enum { METHODS = 3 };

static void check_row(const struct ref_table *table, size_t row,
                      enum proportion_method method, double tolerance)
{
    struct proportion p = {ref_number(table, row, "x"), ref_number(table, row, "k")};
    double confidence = ref_number(table, row, "confidence");
    struct limits limits = proportion_limits(p, method, confidence);
    char what[128];

    snprintf(what, sizeof what, "%s of %g/%g at %g", proportion_method_name(method),
             p.x, p.k, confidence);
    assert_rel(limits.low, ref_number(table, row, columns[method][0]), tolerance, what);
    assert_rel(limits.high, ref_number(table, row, columns[method][1]), tolerance,
               what);
}

/* R's prop.test and Jeffreys' quantiles are good to 1e-12 and better; binom.test and
 * qbeta differ from each other by up to 1e-10 at 1e7 studies. */
START_TEST(limits_equal_those_of_r)
{
    struct ref_table table;

    ref_table_read(&table, "proportion.csv");
    for (size_t row = 0; row < table.n_rows; row++)
        check_row(&table, row, (enum proportion_method)_i, 1e-9);
    ref_table_release(&table);
}
END_TEST

START_TEST(limits_equal_those_of_statsmodels)
{
    struct ref_table table;

    ref_table_read(&table, "proportion-statsmodels.csv");
    for (size_t row = 0; row < table.n_rows; row++)
        check_row(&table, row, (enum proportion_method)_i, 1e-9);
    ref_table_release(&table);
}
END_TEST

/* Limits at 95 % as published or computed by others, ten digits. */
static const struct {
    double x, k;
    enum proportion_method method;
    double low, high;
    const char *from;
} known[] = {
    {44,  51,  PROPORTION_WILSON,          0.7427830774,    0.9318889826,
     "FDA 2007: 74.3 % to 93.2 %"                                                                 },
    {168, 169, PROPORTION_WILSON,          0.9672486588,    0.9989547112, "FDA 2007: 96.7 to 99.9"},
    {13,  16,  PROPORTION_WILSON,          0.5699111904,    0.9340840093, "statsmodels"           },
    {16,  16,  PROPORTION_WILSON,          0.8063923195,    1,            "statsmodels"           },
    {0,   24,  PROPORTION_WILSON,          0,               0.1379762047, "statsmodels"           },
    {13,  16,  PROPORTION_CLOPPER_PEARSON, 0.5435434538,    0.9595262661, "statsmodels"           },
    {16,  16,  PROPORTION_CLOPPER_PEARSON, 0.7940927858,    1,            "statsmodels"           },
    {0,   24,  PROPORTION_CLOPPER_PEARSON, 0,               0.1424735977, "statsmodels"           },
    {13,  16,  PROPORTION_JEFFREYS,        0.5792148278,    0.9441870161, "statsmodels"           },
    {16,  16,  PROPORTION_JEFFREYS,        0.8568158621,    1,            "statsmodels, end at 1" },
    {0,   24,  PROPORTION_JEFFREYS,        0,               0.0983876044, "statsmodels, end at 0" },
    {81,  263, PROPORTION_WILSON,          0.2552885199,    0.3662095770, "Newcombe 1998a"        },
    {15,  148, PROPORTION_WILSON,          0.06238639953,   0.1604872417, "Newcombe 1998a"        },
    {0,   20,  PROPORTION_WILSON,          0,               0.1611251581, "Newcombe 1998a"        },
    {1,   29,  PROPORTION_WILSON,          0.006113214293,  0.1717552188, "Newcombe 1998a"        },
    {81,  263, PROPORTION_CLOPPER_PEARSON, 0.2527367456,    0.3676219226, "Newcombe 1998a"        },
    {15,  148, PROPORTION_CLOPPER_PEARSON, 0.05784401008,   0.1616504903,
     "Newcombe 1998a"                                                                             },
    {0,   20,  PROPORTION_CLOPPER_PEARSON, 0,               0.1684334710, "Newcombe 1998a"        },
    {1,   29,  PROPORTION_CLOPPER_PEARSON, 0.0008726468836, 0.1776442955,
     "Newcombe 1998a"                                                                             },
    {1,   29,  PROPORTION_JEFFREYS,        0.003746173649,  0.1500776860, "R"                     },
    {20,  20,  PROPORTION_JEFFREYS,        0.8833610171,    1,            "R"                     },
    {26,  41,  PROPORTION_JEFFREYS,        0.4816597322,    0.7684281999, "R"                     },
    {58,  72,  PROPORTION_WILSON,          0.6996724105,    0.8804852062, "R"                     },
    {670, 744, PROPORTION_CLOPPER_PEARSON, 0.8767461768,    0.9210922996,
     "epiR epi.tests"                                                                             },
    {640, 842, PROPORTION_CLOPPER_PEARSON, 0.7297764632,    0.7885803246,
     "epiR epi.tests"                                                                             },
    {670, 872, PROPORTION_CLOPPER_PEARSON, 0.7388926274,    0.7959784292,
     "epiR epi.tests"                                                                             },
    {640, 714, PROPORTION_CLOPPER_PEARSON, 0.8716392863,    0.9177401747,
     "epiR epi.tests"                                                                             },
};

START_TEST(known_limits)
{
    struct proportion p = {known[_i].x, known[_i].k};
    struct limits limits = proportion_limits(p, known[_i].method, 0.95);

    assert_rel(limits.low, known[_i].low, 2e-9, known[_i].from);
    assert_rel(limits.high, known[_i].high, 2e-9, known[_i].from);
}
END_TEST

/* One-sided statements about no events: 1 - 0.05^(1/24), and its mirror at 16/16. */
START_TEST(no_events_one_sided)
{
    struct limits none =
        proportion_limits((struct proportion){0, 24}, PROPORTION_CLOPPER_PEARSON, 0.90);
    struct limits all = proportion_limits((struct proportion){16, 16},
                                          PROPORTION_CLOPPER_PEARSON, 0.90);

    assert_rel(none.high, 0.1173461562, 1e-9, "0/24");
    assert_rel(all.low, 0.8292502770, 1e-9, "16/16");
    assert_rel(none.high, 1 - pow(0.05, 1.0 / 24), 1e-12, "closed form");
}
END_TEST

START_TEST(limits_contain_the_estimate_and_widen)
{
    static const double confidences[] = {0.01, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.99999};

    for (double k = 1; k <= 30; k++)
        for (double x = 0; x <= k; x += 0.5) {
            struct limits inner = {x / k, x / k};

            for (size_t i = 0; i < sizeof confidences / sizeof *confidences; i++) {
                struct limits limits =
                    proportion_limits((struct proportion){x, k},
                                      (enum proportion_method)_i, confidences[i]);

                ck_assert(limits.low <= inner.low && inner.high <= limits.high);
                ck_assert(limits.low >= 0 && limits.high <= 1);
                ck_assert(x > 0 || limits.low == 0);
                ck_assert(x < k || limits.high == 1);
                inner = limits;
            }
        }
}
END_TEST

START_TEST(limits_of_successes_mirror_those_of_failures)
{
    for (double k = 1; k <= 40; k += 3)
        for (double x = 0; x <= k; x++) {
            struct limits successes = proportion_limits(
                (struct proportion){x, k}, (enum proportion_method)_i, 0.95);
            struct limits failures = proportion_limits(
                (struct proportion){k - x, k}, (enum proportion_method)_i, 0.95);

            ck_assert_double_eq_tol(successes.low, 1 - failures.high, 1e-11);
            ck_assert_double_eq_tol(successes.high, 1 - failures.low, 1e-11);
        }
}
END_TEST

START_TEST(no_trials_have_no_limits)
{
    struct limits limits =
        proportion_limits((struct proportion){0, 0}, (enum proportion_method)_i, 0.95);

    ck_assert(isnan(limits.low) && isnan(limits.high));
}
END_TEST

/* From a hundred studies to a thousand million the exact limits must exist, and come
 * near Wilson's. */
START_TEST(limits_exist_for_any_number_of_studies)
{
    for (double k = 100; k < 2e9; k *= 10)
        for (double share = 0.25; share < 1; share += 0.25) {
            struct proportion p = {floor(share * k), k};
            struct limits limits =
                proportion_limits(p, (enum proportion_method)_i, 0.95);
            struct limits wilson = proportion_limits(p, PROPORTION_WILSON, 0.95);

            ck_assert_double_eq_tol(limits.low, wilson.low, 2 / k);
            ck_assert_double_eq_tol(limits.high, wilson.high, 2 / k);
        }
}
END_TEST

START_TEST(normal_quantiles)
{
    assert_rel(normal_quantile_two_sided(0.95), 1.959963984540054, 1e-14, "0.95");
    assert_rel(normal_quantile_two_sided(0.99), 2.5758293035489004, 1e-14, "0.99");
    ck_assert_double_eq_tol(normal_quantile_two_sided(0), 0, 1e-15);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion");
    TCase *tc = tcase_create("proportion");

    gsl_set_error_handler_off();
    tcase_add_loop_test(tc, limits_equal_those_of_r, 0, METHODS);
    tcase_add_loop_test(tc, limits_equal_those_of_statsmodels, 0, METHODS);
    tcase_add_loop_test(tc, known_limits, 0, sizeof known / sizeof *known);
    tcase_add_test(tc, no_events_one_sided);
    tcase_add_loop_test(tc, limits_contain_the_estimate_and_widen, 0, METHODS);
    tcase_add_loop_test(tc, limits_of_successes_mirror_those_of_failures, 0, METHODS);
    tcase_add_loop_test(tc, no_trials_have_no_limits, 0, METHODS);
    tcase_add_loop_test(tc, limits_exist_for_any_number_of_studies, 0, METHODS);
    tcase_add_test(tc, normal_quantiles);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
