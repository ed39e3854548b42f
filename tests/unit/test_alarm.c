/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/alarm.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "base/rng.h"
#include "testlib.h"

/* x of k, or AUC and standard error. */
struct sized {
    const char *method;
    double a, b;
};

static struct limits limits_at(const void *ctx, double confidence)
{
    const struct sized *s = ctx;
    double logit = log(s->a / (1 - s->a));
    double half = normal_quantile_two_sided(confidence) * s->b / (s->a * (1 - s->a));

    if (!strcmp(s->method, "logit"))
        return (struct limits){1 / (1 + exp(half - logit)),
                               1 / (1 + exp(-half - logit))};
    return proportion_limits((struct proportion){s->a, s->b},
                             strcmp(s->method, "wilson") ? PROPORTION_CLOPPER_PEARSON
                                                         : PROPORTION_WILSON,
                             confidence);
}

static struct alarm_level level_of(const struct sized *s, double limit,
                                   enum plan_side side)
{
    return (struct alarm_level){strcmp(s->method, "logit") ? s->a / s->b : s->a, limit,
                                side, limits_at, s};
}

/* R, tests/ref/alarm.R. */
START_TEST(p_values_equal_those_of_r)
{
    struct ref_table table;

    ref_table_read(&table, "alarm.csv");
    ck_assert(table.n_rows > 0);
    for (size_t i = 0; i < table.n_rows; i++) {
        struct sized s = {ref_text(&table, i, "method"), ref_number(&table, i, "a"),
                          ref_number(&table, i, "b")};
        double limit = ref_number(&table, i, "limit");
        double want = fmin(0.5, ref_number(&table, i, "p"));
        struct alarm_level level = level_of(&s, limit, PLAN_AT_LEAST);
        double tolerance = 1e-9 + 2e-16 / want; /* 1 - 2p has been rounded */

        assert_rel(alarm_p_value(&level), want, tolerance, s.method);
        s.a = strcmp(s.method, "logit") ? s.b - s.a : 1 - s.a;
        level = level_of(&s, 1 - limit, PLAN_AT_MOST);
        assert_rel(alarm_p_value(&level), want, tolerance, "at most");
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(ends_of_p)
{
    struct sized s = {"clopper-pearson", 9, 10};
    struct alarm_level level = level_of(&s, 0.9, PLAN_AT_LEAST);

    ck_assert_double_eq(alarm_p_value(&level), 1);
    level.side = PLAN_AT_MOST;
    ck_assert_double_eq(alarm_p_value(&level), 1);
    level.value = NAN;
    ck_assert(isnan(alarm_p_value(&level)));
    s = (struct sized){"clopper-pearson", 0, 1000};
    level = level_of(&s, 0.9, PLAN_AT_LEAST);
    ck_assert_double_eq_tol(alarm_p_value(&level), 5e-16, 1e-17);
}
END_TEST

/* Holm on the intervals themselves: as long as some level's interval, at the confidence of as
 * many levels as are left, is below the limit, that level breaks the rule. */
static void alarms_by_intervals(const struct sized *s, size_t n, double limit,
                                bool *alarms)
{
    size_t left = n, found = 1;

    memset(alarms, 0, n * sizeof *alarms);
    while (found && left) {
        double confidence = 1 - 0.05 / (double)left;

        found = 0;
        for (size_t i = 0; i < n && !found; i++)
            if (!alarms[i] && limits_at(&s[i], confidence).high < limit)
                found = i + 1;
        if (found) {
            alarms[found - 1] = true;
            left--;
        }
    }
}

START_TEST(alarms_agree_with_the_intervals)
{
    static const char *const methods[] = {"clopper-pearson", "wilson", "logit"};
    struct rng rng;
    size_t seen = 0, spared = 0;

    rng_init(&rng, rng_key(1));
    for (int round = 0; round < 300; round++) {
        struct sized s[6];
        double p[6], limit = 0.85;
        bool got[6], want[6];

        for (size_t i = 0; i < 6; i++) {
            struct alarm_level level;

            s[i].method = methods[round % 3];
            s[i].b = 20 + (double)rng_below(&rng, 60);
            s[i].a = floor(s[i].b * (0.6 + 0.3 * rng_uniform(&rng)));
            if (round % 3 == 2)
                s[i] = (struct sized){"logit", 0.6 + 0.3 * rng_uniform(&rng),
                                      0.03 + 0.03 * rng_uniform(&rng)};
            level = level_of(&s[i], limit, PLAN_AT_LEAST);
            p[i] = alarm_p_value(&level);
        }
        alarms_by_intervals(s, 6, limit, want);
        seen += alarm_levels(p, 6, 0.95, got);
        for (size_t i = 0; i < 6; i++) {
            ck_assert_int_eq(got[i], want[i]);
            spared += !got[i] && p[i] < 0.025;
        }
    }
    ck_assert(seen > 100 && spared > 10); /* the tables are not too easy */
}
END_TEST

START_TEST(untested_levels_do_not_count)
{
    static const double p[] = {0.02, NAN, NAN, 0.3};
    bool alarms[4];

    ck_assert_uint_eq(alarm_levels(p, 4, 0.95, alarms), 0); /* 2 * 0.02 */
    ck_assert_uint_eq(alarm_levels(p, 4, 0.90, alarms), 1);
    ck_assert(alarms[0] && !alarms[1] && !alarms[2] && !alarms[3]);
    ck_assert_uint_eq(alarm_levels(p, 0, 0.95, alarms), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("alarm");
    TCase *tc = tcase_create("alarm");

    gsl_set_error_handler_off();
    tcase_add_test(tc, p_values_equal_those_of_r);
    tcase_add_test(tc, ends_of_p);
    tcase_add_test(tc, alarms_agree_with_the_intervals);
    tcase_add_test(tc, untested_levels_do_not_count);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
