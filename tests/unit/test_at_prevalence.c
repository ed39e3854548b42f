/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/at_prevalence.h"

#include "testlib.h"

static const struct interval_spec spec = {.confidence = 0.95};

static struct estimate at(const char *metric, struct counts c, double pi)
{
    return at_prevalence_estimate(metric_find(metric), &c, pi, &spec);
}

/* The alert table of 13/16 and 20/24, by hand: pi Se + (1-pi)(1-Sp) and so on. */
START_TEST(the_alert_table_by_hand)
{
    static const struct {
        double pi, flags, alarms, ppv, accuracy;
    } rows[] = {
        {0.40, 42.5,    4.0 / 13,         13.0 / 17,           0.825   },
        {0.10, 23.125,  0.15 / 0.08125,   0.08125 / 0.23125,   0.83125 },
        {0.01, 17.3125, 0.165 / 0.008125, 0.008125 / 0.173125, 0.833125},
    };
    struct counts f40 = {.tp = 13, .fp = 4, .fn = 3, .tn = 20};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double pi = rows[i].pi;

        assert_rel(at("flags_per_100", f40, pi).value, rows[i].flags, 1e-12, "flags");
        assert_rel(at("false_alarms_per_true_positive", f40, pi).value, rows[i].alarms,
                   1e-12, "false alarms");
        assert_rel(at("ppv", f40, pi).value, rows[i].ppv, 1e-12, "ppv");
        assert_rel(at("accuracy", f40, pi).value, rows[i].accuracy, 1e-12, "accuracy");
    }
    assert_rel(at("npv", f40, 0.05).value, 0.9882964889, 1e-9, "npv (Mercaldo's form)");
    assert_rel(at("ppv", f40, 0.05).value, 0.2041884817, 1e-9, "ppv (Mercaldo's form)");
}
END_TEST

/* pROC's aSAH, s100b at 0.205, re-computed at 1, 5, 10 and 30 %: pROC::coords and Bayes' rule. */
START_TEST(predictive_values_of_asah)
{
    static const double pi[] = {0.01, 0.05, 0.10, 0.30};
    static const double ppv[] = {0.03189205765, 0.1465018000, 0.2659846547,
                                 0.5829354370};
    static const double npv[] = {0.9954334424, 0.9766547058, 0.9519615693,
                                 0.8370713064};
    struct counts s100b = {.tp = 26, .fp = 14, .fn = 15, .tn = 58};

    for (size_t i = 0; i < 4; i++) {
        assert_rel(at("ppv", s100b, pi[i]).value, ppv[i], 1e-9, "ppv");
        assert_rel(at("npv", s100b, pi[i]).value, npv[i], 1e-9, "npv");
    }
}
END_TEST

/* At the file's own prevalence the estimates are the file's own. */
START_TEST(own_prevalence_changes_no_estimate)
{
    static const char *const metrics[] = {"ppv", "npv", "accuracy", "flags_per_100",
                                          "false_alarms_per_true_positive"};
    struct counts c = {.tp = 26, .fp = 14, .fn = 15, .tn = 58};

    for (size_t i = 0; i < 5; i++)
        assert_rel(at(metrics[i], c, 41.0 / 113).value,
                   metric_find(metrics[i])->value(&c), 1e-12, metrics[i]);
}
END_TEST

/* What replicates take, against the estimate, on every table with cells 0 .. 4. */
START_TEST(values_are_those_of_the_estimates)
{
    static const char *const metrics[] = {"ppv", "npv", "accuracy", "flags_per_100",
                                          "false_alarms_per_true_positive"};

    for (unsigned cells = 0; cells < 625; cells++) {
        struct counts c = {.tp = cells % 5,
                           .fp = cells / 5 % 5,
                           .fn = cells / 25 % 5,
                           .tn = cells / 125};

        for (size_t i = 0; i < 5; i++)
            assert_rel(at_prevalence_value(metric_find(metrics[i]), &c, 0.3),
                       at(metrics[i], c, 0.3).value, 1e-12, metrics[i]);
    }
}
END_TEST

/* Every table with cells 0 .. 5: defined or said to be undefined, ordered, in range. */
START_TEST(limits_contain_the_estimate)
{
    static const char *const metrics[] = {"ppv", "npv", "accuracy", "flags_per_100",
                                          "false_alarms_per_true_positive"};

    for (uint64_t cell = 0; cell < 6 * 6 * 6 * 6; cell++) {
        struct counts c = {
            .tp = cell % 6, .fp = cell / 6 % 6, .fn = cell / 36 % 6, .tn = cell / 216};
        struct estimate e = at(metrics[_i], c, 0.07);

        if (isnan(e.value)) {
            ck_assert_int_eq(e.status, STATUS_UNDEFINED);
            ck_assert_ptr_nonnull(e.note);
            continue;
        }
        ck_assert(e.low <= e.value && e.value <= e.high);
        ck_assert(e.low >= metric_find(metrics[_i])->range_low - 1e-9);
        ck_assert(e.high <= metric_find(metrics[_i])->range_high + 1e-9);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("at_prevalence");
    TCase *values = tcase_create("values");

    tcase_add_test(values, values_are_those_of_the_estimates);
    tcase_add_test(values, the_alert_table_by_hand);
    tcase_add_test(values, predictive_values_of_asah);
    tcase_add_test(values, own_prevalence_changes_no_estimate);
    tcase_add_loop_test(values, limits_contain_the_estimate, 0, 5);
    suite_add_tcase(suite, values);
    return test_main(suite);
}
