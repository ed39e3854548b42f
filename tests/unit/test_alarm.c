/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/alarm.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "boot/bca.h"
#include "stats/at_prevalence.h"
#include "stats/margin.h"
#include "stats/tango.h"
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

/* ---- Intervals that are no closed test's: scipy, tests/ref/alarm-inverted.py --------------------- */

/* A table at a prevalence, replicates, or pairs. */
struct inversion {
    const struct metric *metric;
    struct counts counts;
    double pi;
    double *sorted; /* [n] */
    size_t n;
    double estimate, acceleration;
};

static struct limits predictive_limits(const void *ctx, double confidence)
{
    const struct inversion *of = ctx;
    struct interval_spec spec = {.confidence = confidence,
                                 .proportion = PROPORTION_CLOPPER_PEARSON};
    struct estimate e = at_prevalence_estimate(of->metric, &of->counts, of->pi, &spec);

    return (struct limits){e.low, e.high};
}

static struct limits replicate_limits(const void *ctx, double confidence)
{
    const struct inversion *of = ctx;

    return bca_from_sorted(of->sorted, of->n, of->estimate, of->acceleration,
                           confidence)
        .limits;
}

static double p_of_predictive(const struct ref_table *table, size_t row)
{
    struct inversion of = {
        .metric = metric_find(ref_text(table, row, "kind")),
        .counts = {.tp = (uint64_t)ref_number(table, row, "a"),
                   .fn = (uint64_t)ref_number(table, row, "b"),
                   .fp = (uint64_t)ref_number(table, row, "c"),
                   .tn = (uint64_t)ref_number(table, row, "d")},
        .pi = ref_number(table, row, "pi")
    };
    struct interval_spec spec = {.confidence = 0.95};
    struct alarm_level level = {
        at_prevalence_estimate(of.metric, &of.counts, of.pi, &spec).value,
        ref_number(table, row, "limit"), PLAN_AT_LEAST, predictive_limits, &of};

    return alarm_p_value(&level);
}

static double p_of_replicates(const struct ref_table *table, size_t row)
{
    struct inversion of = {.n = (size_t)ref_number(table, row, "a"),
                           .estimate = ref_number(table, row, "c"),
                           .acceleration = ref_number(table, row, "d")};
    struct alarm_level level = {of.estimate, ref_number(table, row, "limit"),
                                PLAN_AT_LEAST, replicate_limits, &of};
    double p;

    of.sorted = xcalloc(of.n, sizeof *of.sorted);
    for (size_t i = 0; i < of.n; i++)
        of.sorted[i] =
            pow((double)(i + 1) / (double)(of.n + 1), ref_number(table, row, "b"));
    p = alarm_p_value(&level);
    free(of.sorted);
    return p;
}

static double p_of_pairs(const struct ref_table *table, size_t row)
{
    uint64_t k = (uint64_t)ref_number(table, row, "a"),
             b = (uint64_t)ref_number(table, row, "b"),
             c = (uint64_t)ref_number(table, row, "c");
    struct discordant d = {k, b, c, k, (double)(b + c), (double)k};

    return deviate_p(tango_deviate(&d, ref_number(table, row, "limit")),
                     ALTERNATIVE_LESS);
}

START_TEST(inverted_intervals_have_the_p_values_of_scipy)
{
    struct ref_table table;

    ref_table_read(&table, "alarm-inverted.csv");
    ck_assert_uint_eq(table.n_rows, 13);
    for (size_t i = 0; i < table.n_rows; i++) {
        const char *kind = ref_text(&table, i, "kind");
        double p = !strcmp(kind, "bca")     ? p_of_replicates(&table, i)
                   : !strcmp(kind, "tango") ? p_of_pairs(&table, i)
                                            : p_of_predictive(&table, i);

        assert_rel(p, ref_number(&table, i, "p"), 1e-8, kind);
    }
    ref_table_release(&table);
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
    tcase_add_test(tc, inverted_intervals_have_the_p_values_of_scipy);
    tcase_add_test(tc, untested_levels_do_not_count);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
