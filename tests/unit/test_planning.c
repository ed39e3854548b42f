/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/planning.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/rng.h"
#include "stats/auc.h"
#include "stats/planning_gap.h"
#include "stats/tango.h"
#include "testlib.h"

/* ---- Proportions ------------------------------------------------------------ */

static enum proportion_method method_of(const char *name)
{
    for (int m = 0; m < 3; m++)
        if (!strcmp(name, proportion_method_name((enum proportion_method)m)))
            return (enum proportion_method)m;
    ck_abort_msg("no method '%s'", name);
}

static struct plan_number ask(const char *question, const struct plan_proportion *rule,
                              struct proportion present, double truth)
{
    if (!strcmp(question, "settle"))
        return plan_proportion_settle(rule, present);
    if (!strcmp(question, "likely"))
        return plan_proportion_likely(rule, present, truth);
    return plan_proportion_smallest(rule);
}

/* scipy, by trying every number: tests/ref/planning.py. "At most" is the same question about
 * the failures. */
START_TEST(numbers_equal_those_of_scipy)
{
    struct ref_table table;

    ref_table_read(&table, "planning.csv");
    ck_assert(table.n_rows > 0);
    for (size_t i = 0; i < table.n_rows; i++) {
        const char *question = ref_text(&table, i, "question");
        struct plan_proportion rule = {
            .limit = ref_number(&table, i, "limit"),
            .side = PLAN_AT_LEAST,
            .method = method_of(ref_text(&table, i, "method")),
            .confidence = ref_number(&table, i, "confidence"),
            .design_effect = 1,
            .chance = PLAN_CHANCE,
        };
        struct proportion present = {ref_number(&table, i, "x"),
                                     ref_number(&table, i, "k")};
        double truth = ref_number(&table, i, "truth"),
               want = ref_number(&table, i, "n");
        struct plan_number n = ask(question, &rule, present, truth);

        ck_assert_int_eq(n.status, PLAN_FOUND);
        ck_assert_msg(n.n == want, "row %zu, %s: %g, want %g", i, question, n.n, want);
        rule.side = PLAN_AT_MOST;
        rule.limit = 1 - rule.limit;
        present.x = present.k - present.x;
        n = ask(question, &rule, present, 1 - truth);
        ck_assert_msg(n.n == want, "row %zu, %s, at most: %g, want %g", i, question,
                      n.n, want);
    }
    ref_table_release(&table);
}
END_TEST

/* ln(0.05) / ln(limit) = 28.4, 58.4, 148.3, the plans of no miss at one-sided 95 %. */
START_TEST(plans_without_a_miss)
{
    struct plan_proportion rule = {
        0.90, PLAN_AT_LEAST, PROPORTION_CLOPPER_PEARSON, 0.90, 1, PLAN_CHANCE};

    ck_assert_double_eq(plan_proportion_smallest(&rule).n, 29);
    rule.limit = 0.95;
    ck_assert_double_eq(plan_proportion_smallest(&rule).n, 59);
    rule.limit = 0.98;
    ck_assert_double_eq(plan_proportion_smallest(&rule).n, 149);
}
END_TEST

static bool shows(const struct plan_proportion *rule, double x, double k)
{
    struct limits limits =
        proportion_limits((struct proportion){x, k}, rule->method, rule->confidence);

    return rule->side == PLAN_AT_LEAST ? limits.low >= rule->limit
                                       : limits.high <= rule->limit;
}

/* The answers are about the limits that are printed. */
START_TEST(numbers_agree_with_the_intervals)
{
    struct rng rng;

    rng_init(&rng, rng_key(1));
    for (int i = 0; i < 300; i++) {
        double k = 5 + floor(60 * rng_uniform(&rng));
        double x = floor((k + 1) * rng_uniform(&rng));
        struct plan_proportion rule = {0.01 + 0.98 * rng_uniform(&rng),
                                       (enum plan_side)(i % 2),
                                       (enum proportion_method)(i % 3),
                                       0.95,
                                       1,
                                       PLAN_CHANCE};
        struct plan_number n = plan_proportion_settle(&rule, (struct proportion){x, k});
        double total = k + n.n;
        double edge = rule.side == PLAN_AT_LEAST ? total : 0;

        if (n.status != PLAN_FOUND)
            continue;
        ck_assert(shows(&rule, x / k * total, total));
        if (n.n > 0)
            ck_assert(!shows(&rule, x / k * (total - 1), total - 1));
        n = plan_proportion_smallest(&rule);
        edge = rule.side == PLAN_AT_LEAST ? n.n : 0;
        ck_assert(shows(&rule, edge, n.n));
        ck_assert(n.n == 1 || !shows(&rule, edge > 0 ? edge - 1 : 0, n.n - 1));
    }
}
END_TEST

START_TEST(no_number_is_enough)
{
    struct plan_proportion rule = {0.9, PLAN_AT_LEAST, PROPORTION_CLOPPER_PEARSON, 0.95,
                                   1,   PLAN_CHANCE};

    ck_assert_int_eq(plan_proportion_settle(&rule, (struct proportion){18, 20}).status,
                     PLAN_ON_LIMIT);
    ck_assert_int_eq(plan_proportion_settle(&rule, (struct proportion){17, 20}).status,
                     PLAN_WRONG_SIDE);
    ck_assert_int_eq(
        plan_proportion_likely(&rule, (struct proportion){18, 20}, 0.9).status,
        PLAN_ON_LIMIT);
    ck_assert_int_eq(
        plan_proportion_likely(&rule, (struct proportion){0, 0}, 0.85).status,
        PLAN_WRONG_SIDE);
    ck_assert_int_eq(plan_proportion_settle(&rule, (struct proportion){0, 0}).status,
                     PLAN_UNDEFINED);
    rule.side = PLAN_AT_MOST;
    ck_assert_int_eq(plan_proportion_settle(&rule, (struct proportion){18, 20}).status,
                     PLAN_ON_LIMIT);
    ck_assert_int_eq(plan_proportion_settle(&rule, (struct proportion){19, 20}).status,
                     PLAN_WRONG_SIDE);
    rule.limit = 0;
    ck_assert_int_eq(plan_proportion_smallest(&rule).status, PLAN_IMPOSSIBLE);
    rule.side = PLAN_AT_LEAST;
    ck_assert_double_eq(plan_proportion_smallest(&rule).n, 1);
    rule.limit = 1;
    ck_assert_int_eq(plan_proportion_smallest(&rule).status, PLAN_IMPOSSIBLE);
    ck_assert_int_eq(plan_proportion_settle(&rule, (struct proportion){20, 20}).status,
                     PLAN_ON_LIMIT);
}
END_TEST

START_TEST(what_passes_needs_nothing)
{
    struct plan_proportion rule = {0.5, PLAN_AT_LEAST, PROPORTION_CLOPPER_PEARSON, 0.95,
                                   1,   PLAN_CHANCE};

    ck_assert_double_eq(plan_proportion_settle(&rule, (struct proportion){18, 20}).n,
                        0);
    ck_assert_double_eq(
        plan_proportion_likely(&rule, (struct proportion){18, 20}, 0.9).n, 0);
}
END_TEST

START_TEST(patients_multiply_by_the_design_effect)
{
    struct plan_proportion rule = {0.8, PLAN_AT_LEAST, PROPORTION_WILSON, 0.95,
                                   1,   PLAN_CHANCE};
    double alone = plan_proportion_likely(&rule, (struct proportion){0, 0}, 0.9).n;

    rule.design_effect = 1.5;
    ck_assert_double_eq(plan_proportion_likely(&rule, (struct proportion){0, 0}, 0.9).n,
                        1.5 * alone);
    rule.design_effect = 1.1; /* 112 * 1.1 = 123.2 */
    ck_assert_double_eq(plan_proportion_likely(&rule, (struct proportion){0, 0}, 0.9).n,
                        124);
}
END_TEST

/* The chance at the number and at all numbers up to three times it, and that at the number
 * before, from sums of single probabilities. */
static double chance_at(const struct plan_proportion *rule, double m, double truth)
{
    double chance = 0;

    for (double x = m; x >= 0 && shows(rule, x, m); x--)
        chance += exp(lgamma(m + 1) - lgamma(x + 1) - lgamma(m - x + 1) +
                      x * log(truth) + (m - x) * log1p(-truth));
    return chance;
}

START_TEST(the_chance_stays)
{
    for (int method = 0; method < 3; method++) {
        struct plan_proportion rule = {
            0.8, PLAN_AT_LEAST, (enum proportion_method)method, 0.95, 1, PLAN_CHANCE};
        double n = plan_proportion_likely(&rule, (struct proportion){0, 0}, 0.9).n;

        ck_assert(chance_at(&rule, n - 1, 0.9) < PLAN_CHANCE);
        for (double m = n; m <= 3 * n; m++)
            ck_assert(chance_at(&rule, m, 0.9) >= PLAN_CHANCE);
    }
}
END_TEST

/* The normal approximation says ((1.96 sqrt(L(1-L)) + 0.84 sqrt(p(1-p))) / (p - L))^2 =
 * 706,009 here; teeth and skewness are much smaller than 0.2 %. */
START_TEST(large_numbers_are_found_in_time)
{
    struct plan_proportion rule = {0.9, PLAN_AT_LEAST, PROPORTION_CLOPPER_PEARSON, 0.95,
                                   1,   PLAN_CHANCE};
    double z = normal_quantile_two_sided(0.95), truth = 0.901;
    double normal =
        pow((z * 0.3 + 0.8416212336 * sqrt(truth * (1 - truth))) / 0.001, 2);
    clock_t start = clock();
    struct plan_number n =
        plan_proportion_likely(&rule, (struct proportion){0, 0}, truth);

    ck_assert_int_eq(n.status, PLAN_FOUND);
    assert_rel(n.n, normal, 0.002, "likely");
    ck_assert_int_eq(
        plan_proportion_likely(&rule, (struct proportion){0, 0}, 0.9005).status,
        PLAN_TOO_MANY);
    ck_assert_int_eq(
        plan_proportion_settle(&rule, (struct proportion){9001, 10000}).status,
        PLAN_TOO_MANY);
    /* 50 ms each on an idle machine; far more would be a search that does not end. */
    ck_assert((double)(clock() - start) / CLOCKS_PER_SEC < 5);
}
END_TEST

/* ---- Nearly normal estimates ------------------------------------------------ */

static struct plan_normal normal_of_row(const struct ref_table *table, size_t i)
{
    struct plan_normal rule = {
        .value = ref_number(table, i, "value"),
        .limit = ref_number(table, i, "limit"),
        .side = PLAN_AT_LEAST,
        .null_error = ref_number(table, i, "e0"),
        .error = ref_number(table, i, "e1"),
        .confidence = ref_number(table, i, "confidence"),
        .n = 10,
        .df = INFINITY,
        .chance = PLAN_CHANCE,
    };
    struct plan_auc auc = {
        rule.value,    rule.error,      4,        6,          rule.limit,
        PLAN_AT_LEAST, rule.confidence, INFINITY, PLAN_CHANCE};

    return strcmp(ref_text(table, i, "scale"), "logit") ? rule : plan_auc_normal(&auc);
}

/* scipy, by root finding: tests/ref/planning-normal.py. */
START_TEST(factors_equal_those_of_scipy)
{
    struct ref_table table;

    ref_table_read(&table, "planning-normal.csv");
    ck_assert(table.n_rows > 0);
    for (size_t i = 0; i < table.n_rows; i++) {
        struct plan_normal rule = normal_of_row(&table, i);

        for (int side = 0; side < 2; side++) {
            assert_rel(plan_normal_settle(&rule).n,
                       fmax(1, ref_number(&table, i, "settle")), 1e-8, "settle");
            assert_rel(plan_normal_likely(&rule).n, ref_number(&table, i, "likely"),
                       1e-8, "likely");
            assert_rel(plan_normal_fresh(&rule).n, ref_number(&table, i, "fresh"), 1e-8,
                       "fresh");
            rule.side = PLAN_AT_MOST;
            rule.value = -rule.value;
            rule.limit = -rule.limit;
        }
    }
    ref_table_release(&table);
}
END_TEST

/* Tango's interval of `factor` times the pairs touches the limit. The statistic grows with the
 * root of the pairs, so that a table 10,000 times as large shows it without fractions. */
START_TEST(pairs_settle_where_tangos_interval_touches_the_limit)
{
    static const struct discordant now = {100, 9, 4, 100, 13, 100};
    double limit = -0.005, difference = 0.05, factor, large;
    struct plan_normal rule = {
        .value = difference,
        .limit = limit,
        .side = PLAN_AT_LEAST,
        .null_error = (difference - limit) / tango_deviate(&now, limit).value,
        .error = sqrt((0.13 - difference * difference) / 100),
        .confidence = 0.95,
        .n = 100,
        .df = INFINITY,
        .chance = PLAN_CHANCE,
    };
    struct discordant then;

    factor = plan_normal_settle(&rule).n;
    ck_assert(factor > 1);
    large = 1e4 * factor;
    then.k = then.n_patients = (uint64_t)(100 * large);
    then.b = (uint64_t)(9 * large);
    then.c = (uint64_t)(4 * large);
    then.kish = (double)then.k;
    then.squares = (double)(then.b + then.c);
    assert_rel(tango_deviate(&then, limit).value / 100, normal_quantile_two_sided(0.95),
               1e-4, "statistic");
    ck_assert(plan_normal_likely(&rule).n > factor);
    ck_assert(plan_normal_fresh(&rule).n > plan_normal_likely(&rule).n);
}
END_TEST

START_TEST(factors_without_prospect)
{
    struct plan_auc auc = {0.85,          0.03, 30,       70,         0.85,
                           PLAN_AT_LEAST, 0.95, INFINITY, PLAN_CHANCE};
    struct plan_normal rule = plan_auc_normal(&auc);

    ck_assert_int_eq(plan_normal_settle(&rule).status, PLAN_ON_LIMIT);
    auc.limit = 0.9;
    rule = plan_auc_normal(&auc);
    ck_assert_int_eq(plan_normal_likely(&rule).status, PLAN_WRONG_SIDE);
    auc.side = PLAN_AT_MOST;
    rule = plan_auc_normal(&auc);
    ck_assert_int_eq(plan_normal_likely(&rule).status, PLAN_FOUND);
    auc.limit = 0.85001;
    rule = plan_auc_normal(&auc);
    ck_assert_int_eq(plan_normal_fresh(&rule).status, PLAN_TOO_MANY);
    ck_assert_int_eq(plan_more(plan_normal_fresh(&rule), 30).status, PLAN_TOO_MANY);
    auc.side = PLAN_AT_LEAST;
    auc.auc = 1;
    auc.std_error = 0;
    rule = plan_auc_normal(&auc);
    ck_assert_int_eq(plan_normal_settle(&rule).status, PLAN_UNDEFINED);
}
END_TEST

START_TEST(factors_become_numbers)
{
    struct plan_number factor = {PLAN_FOUND, 1.51};

    ck_assert_double_eq(plan_more(factor, 10).n, 6); /* 5.1 */
    ck_assert_double_eq(plan_total(factor, 100).n, 151);
    factor.n = 1.2;
    ck_assert_double_eq(plan_more(factor, 10).n, 2); /* though 1.2 - 1 is not 0.2 */
    factor.n = 1;
    ck_assert(!signbit(plan_more(factor, 10).n)); /* 0, which would print as -0 */
}
END_TEST

/* At AUC 1 the lower limit t of method 5 solves (1 - t)^2 = z^2 V(t). */
START_TEST(the_smallest_auc_plan_touches_the_limit)
{
    for (double limit = 0.6; limit < 0.995; limit += 0.05) {
        struct plan_auc rule = {1,    0,        3,          9, limit, PLAN_AT_LEAST,
                                0.95, INFINITY, PLAN_CHANCE};
        struct plan_number factor = plan_auc_smallest(&rule);
        double z = normal_quantile_two_sided(0.95);

        ck_assert_int_eq(factor.status, PLAN_FOUND);
        if (factor.n > 0.34) /* less than one positive is no sample */
            assert_rel((1 - limit) * (1 - limit),
                       z * z * auc_newcombe_variance(limit, 3 * factor.n, 9 * factor.n),
                       1e-6, "limit");
        rule.side = PLAN_AT_MOST;
        rule.limit = 1 - limit;
        assert_rel(plan_auc_smallest(&rule).n, factor.n, 1e-6, "at most");
    }
}
END_TEST

/* One study of the smaller class is the least, also where 49 times 1/49 is not 1. */
START_TEST(a_low_limit_takes_one_study)
{
    struct plan_auc rule = {1,    0,        49,         100, 0.05, PLAN_AT_LEAST,
                            0.95, INFINITY, PLAN_CHANCE};

    ck_assert_double_eq(plan_total(plan_auc_smallest(&rule), rule.n_pos).n, 1);
    rule.n_pos = 1;
    rule.n_neg = 1e7;
    rule.limit = 0.9999;
    ck_assert_int_eq(plan_auc_smallest(&rule).status, PLAN_TOO_MANY);
    rule.limit = 1;
    ck_assert_int_eq(plan_auc_smallest(&rule).status, PLAN_IMPOSSIBLE);
}
END_TEST

/* ---- Patients, few degrees of freedom, pairs, gaps: tests/ref/planning-power.py ------------- */

/* Calls for every row of a kind; returns how many there are. */
static size_t each_row(const char *kind,
                       void (*check)(const struct ref_table *table, size_t row))
{
    struct ref_table table;
    size_t n = 0;

    ref_table_read(&table, "planning-power.csv");
    for (size_t i = 0; i < table.n_rows; i++)
        if (!strcmp(ref_text(&table, i, "kind"), kind)) {
            check(&table, i);
            n++;
        }
    ref_table_release(&table);
    return n;
}

/* The share of simulated samples of the size that passed; 20,000 of them have a standard error of 0.003, 4,000 of 0.006. */
static void check_power(const struct ref_table *table, size_t row, double most)
{
    double power = ref_number(table, row, "power");

    ck_assert(power >= 0.785 && power <= most);
}

static void check_patients(const struct ref_table *table, size_t row)
{
    struct plan_patients plan = {
        .rule = {ref_number(table, row, "limit"), PLAN_AT_LEAST,
                 PROPORTION_CLOPPER_PEARSON, 0.95, 1, PLAN_CHANCE},
        .share = ref_number(table, row, "value"),
        .n_patients = ref_number(table, row, "a"),
        .size = ref_number(table, row, "b"),
        .kish = ref_number(table, row, "b"),
    };

    for (int side = 0; side < 2; side++) {
        ck_assert_double_eq(plan_patients_settle(&plan).n,
                            ref_number(table, row, "settle"));
        ck_assert_double_eq(plan_patients_likely(&plan).n,
                            ref_number(table, row, "likely"));
        ck_assert_double_eq(plan_patients_fresh(&plan).n,
                            ref_number(table, row, "fresh"));
        ck_assert_double_eq(plan_patients_smallest(&plan).n,
                            ref_number(table, row, "smallest"));
        plan.rule.side = PLAN_AT_MOST;
        plan.rule.limit = 1 - plan.rule.limit;
        plan.share = 1 - plan.share;
    }
    if (*ref_text(table, row, "power"))
        check_power(table, row, 0.83);
}

START_TEST(patients_are_planned_as_scipy_does)
{
    ck_assert_uint_eq(each_row("patients", check_patients), 6);
}
END_TEST

/* Without clusters, and without end of them, patients are studies. */
START_TEST(many_patients_of_one_study_are_studies)
{
    struct plan_patients plan = {
        .rule = {0.8, PLAN_AT_LEAST, PROPORTION_WILSON, 0.95, 1, PLAN_CHANCE},
        .share = 0.81,
        .n_patients = 20000,
        .size = 20000,
        .kish = 20000
    };
    double studies =
        plan_proportion_likely(&plan.rule, (struct proportion){0, 0}, 0.81).n;

    assert_rel(plan_patients_fresh(&plan).n, studies, 1e-3, "fresh");
    ck_assert(plan_patients_fresh(&plan).n >= studies);
    plan.share = 0.8;
    ck_assert_int_eq(plan_patients_settle(&plan).status, PLAN_ON_LIMIT);
}
END_TEST

static void check_t(const struct ref_table *table, size_t row)
{
    double e = ref_number(table, row, "e");
    struct plan_normal plan = {.value = ref_number(table, row, "value"),
                               .limit = ref_number(table, row, "limit"),
                               .side = PLAN_AT_LEAST,
                               .null_error = e,
                               .error = e,
                               .confidence = 0.95,
                               .n = 10,
                               .df = ref_number(table, row, "a"),
                               .chance = PLAN_CHANCE};

    assert_rel(plan_normal_settle(&plan).n, ref_number(table, row, "settle"), 1e-8,
               "settle");
    assert_rel(plan_normal_likely(&plan).n, ref_number(table, row, "likely"), 1e-8,
               "likely");
    assert_rel(plan_normal_fresh(&plan).n, ref_number(table, row, "fresh"), 1e-8,
               "fresh");
}

START_TEST(few_patients_take_students_t)
{
    ck_assert_uint_eq(each_row("t", check_t), 4);
}
END_TEST

static void check_pairs(const struct ref_table *table, size_t row)
{
    double k = ref_number(table, row, "a"), b = ref_number(table, row, "b"),
           c = ref_number(table, row, "c"), limit = ref_number(table, row, "limit");
    struct discordant d = {(uint64_t)k, (uint64_t)b, (uint64_t)c,
                           (uint64_t)k, b + c,       k};
    double difference = (b - c) / k;
    struct plan_normal plan = {
        .value = difference,
        .limit = limit,
        .side = PLAN_AT_LEAST,
        .null_error = (difference - limit) / tango_deviate(&d, limit).value,
        .error = sqrt(((b + c) / k - difference * difference) / k),
        .confidence = 0.95,
        .n = k,
        .df = INFINITY,
        .chance = PLAN_CHANCE};

    assert_rel(plan.error, ref_number(table, row, "e"), 1e-8, "error");
    assert_rel(plan_normal_fresh(&plan).n, ref_number(table, row, "fresh"), 1e-7,
               "fresh");
    check_power(table, row, 0.85);
}

static void check_auc_pairs(const struct ref_table *table, size_t row)
{
    double e = ref_number(table, row, "e");
    struct plan_normal plan = {.value = ref_number(table, row, "value"),
                               .limit = ref_number(table, row, "limit"),
                               .side = PLAN_AT_LEAST,
                               .null_error = e,
                               .error = e,
                               .confidence = 0.95,
                               .n = 10,
                               .df = INFINITY,
                               .chance = PLAN_CHANCE};

    assert_rel(plan_normal_fresh(&plan).n, ref_number(table, row, "fresh"), 1e-7,
               "fresh");
    check_power(table, row, 0.84);
}

START_TEST(pairs_have_their_chance)
{
    ck_assert_uint_eq(each_row("pairs", check_pairs), 5);
    ck_assert_uint_eq(each_row("auc", check_auc_pairs), 3);
}
END_TEST

static size_t read_levels(struct plan_level *levels, const char *text, double k)
{
    size_t n = 0;

    for (const char *p = text; *p; p += strcspn(p, "/"), p += *p == '/') {
        double x = strtod(p, NULL);

        levels[n++] = (struct plan_level){
            .value = x, .error = sqrt(x * (1 - x) / k), .k = k, .df = INFINITY};
    }
    return n;
}

static void check_gap(const struct ref_table *table, size_t row)
{
    struct plan_level levels[10];
    double k = ref_number(table, row, "a");
    struct plan_gap plan = {.levels = levels,
                            .n = read_levels(levels, ref_text(table, row, "value"), k),
                            .method = PROPORTION_CLOPPER_PEARSON,
                            .limit = ref_number(table, row, "limit"),
                            .confidence = 0.95,
                            .chance = PLAN_CHANCE,
                            .n_studies = 10};

    assert_rel(plan_gap_settle(&plan).n, ref_number(table, row, "settle"), 1e-7,
               "settle");
    assert_rel(plan_gap_likely(&plan).n, ref_number(table, row, "likely"), 1e-7,
               "likely");
    assert_rel(plan_gap_fresh(&plan).n, ref_number(table, row, "fresh"), 1e-7, "fresh");
    check_power(table, row, 0.885);
}

START_TEST(gaps_have_their_chance)
{
    ck_assert_uint_eq(each_row("gap", check_gap), 6);
}
END_TEST

/* The limits of a level at its present size are those of its interval: 0.9115 with 16 and 24 studies, standard error 0.0462, of
 * pROC on fixture40, 0.7702723 to 0.9693293 on the logit scale. */
START_TEST(a_level_at_its_size_has_its_interval)
{
    struct plan_level level = {.value = 0.9114583333,
                               .error = 0.046187252066,
                               .n_pos = 16,
                               .n_neg = 24,
                               .df = INFINITY};
    struct plan_gap plan = {
        .levels = &level, .n = 1, .is_auc = true, .confidence = 0.95};
    struct bounded limits = plan_level_limits(&plan, 0, 1);

    ck_assert_double_eq(limits.value, level.value);
    assert_rel(limits.low, 0.7702723, 1e-6, "low");
    assert_rel(limits.high, 0.9693293, 1e-6, "high");
    ck_assert_int_eq(plan_gap_settle(&plan).status, PLAN_UNDEFINED);
}
END_TEST

START_TEST(gaps_without_prospect)
{
    struct plan_level levels[2];
    struct plan_gap plan = {.levels = levels,
                            .n = read_levels(levels, "0.9/0.75", 40),
                            .method = PROPORTION_WILSON,
                            .limit = 0.9 - 0.75,
                            .confidence = 0.95,
                            .chance = PLAN_CHANCE,
                            .n_studies = 80};

    ck_assert_int_eq(plan_gap_likely(&plan).status, PLAN_ON_LIMIT);
    plan.limit = 0.1;
    ck_assert_int_eq(plan_gap_fresh(&plan).status, PLAN_WRONG_SIDE);
    plan.limit = 0.1501;
    ck_assert_int_eq(plan_gap_settle(&plan).status, PLAN_TOO_MANY);
    levels[1].value = NAN;
    ck_assert_int_eq(plan_gap_settle(&plan).status, PLAN_UNDEFINED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("planning");
    TCase *tc = tcase_create("planning");

    gsl_set_error_handler_off();
    tcase_add_test(tc, numbers_equal_those_of_scipy);
    tcase_add_test(tc, plans_without_a_miss);
    tcase_add_test(tc, numbers_agree_with_the_intervals);
    tcase_add_test(tc, no_number_is_enough);
    tcase_add_test(tc, what_passes_needs_nothing);
    tcase_add_test(tc, patients_multiply_by_the_design_effect);
    tcase_add_test(tc, the_chance_stays);
    tcase_add_test(tc, large_numbers_are_found_in_time);
    tcase_add_test(tc, factors_equal_those_of_scipy);
    tcase_add_test(tc, pairs_settle_where_tangos_interval_touches_the_limit);
    tcase_add_test(tc, factors_without_prospect);
    tcase_add_test(tc, factors_become_numbers);
    tcase_add_test(tc, the_smallest_auc_plan_touches_the_limit);
    tcase_add_test(tc, a_low_limit_takes_one_study);
    tcase_add_test(tc, patients_are_planned_as_scipy_does);
    tcase_add_test(tc, many_patients_of_one_study_are_studies);
    tcase_add_test(tc, few_patients_take_students_t);
    tcase_add_test(tc, pairs_have_their_chance);
    tcase_add_test(tc, gaps_have_their_chance);
    tcase_add_test(tc, a_level_at_its_size_has_its_interval);
    tcase_add_test(tc, gaps_without_prospect);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
