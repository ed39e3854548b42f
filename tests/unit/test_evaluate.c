/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records against values that pROC 1.18.0 computed from the same files
 * (tests/ref/asah-proc.json comes with its data set aSAH, GPL version 3 or later).
 */
#include "config.h"

#include "eval/evaluate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <jansson.h>

#include "data/load.h"
#include "filelib.h"
#include "testlib.h"

#define TOLERANCE 1e-12 /* relative; the values have 15 digits */

/* ---- A run --------------------------------------------------------------------- */

struct asked {
    char *path;
    const char *score, *label, *positive, *group; /* NULL: none */
    const char *threshold;
    enum proportion_method proportion;
    uint64_t replicates;
};

struct run_result {
    struct cohort cohort;
    struct binding binding;
    struct request request;
    struct result_set set;
    struct notes notes;
};

static struct text_list one(const char *const *text)
{
    return (struct text_list){.texts = (const char **)(size_t)text, .n = *text ? 1 : 0};
}

static void run(struct run_result *result, const struct asked *asked)
{
    const char *path = asked->path;
    struct input_options input = {.files = one(&path),
                                  .scores = one(&asked->score),
                                  .labels = one(&asked->label),
                                  .groups = one(&asked->group),
                                  .positive = one(&asked->positive),
                                  .max_levels = 50};
    struct eval_options options = {.points.thresholds = one(&asked->threshold),
                                   .replicates = asked->replicates,
                                   .proportion_interval = (int)asked->proportion,
                                   .confidence = 0.95,
                                   .seed = 1,
                                   .min_group = 10,
                                   .metrics = "default"};
    struct load_watch load_watch = {0};
    struct eval_watch eval_watch = {0};
    struct err err = {0};

    *result = (struct run_result){0};
    if (request_init(&result->request, &options, &err) ||
        cohort_load(&result->cohort, &result->binding, &input, &load_watch,
                    &result->notes, &err) ||
        evaluate(&result->set, &result->cohort, &result->binding, &result->request,
                 &eval_watch, &result->notes, &err))
        ck_abort_msg("%s", err.text);
}

static void run_release(struct run_result *result)
{
    result_set_release(&result->set);
    cohort_release(&result->cohort);
    binding_release(&result->binding);
    request_release(&result->request);
    notes_release(&result->notes);
}

/* ---- Against the oracle -------------------------------------------------------- */

/* The records of one score on the whole cohort or in one level. */
struct view {
    const struct result_set *set;
    const char *score, *label, *group, *level, *point;
};

static double number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    ck_assert_msg(json_is_number(value), "no number %s", key);
    return json_number_value(value);
}

static const struct result *find(const struct view *view, const char *metric,
                                 const char *point, const char *method)
{
    const struct result *r =
        result_set_find(view->set, view->score, view->label, view->group, view->level,
                        metric, point, method);

    ck_assert_msg(r != NULL, "no record %s %s %s %s", view->score, view->level, metric,
                  method ? method : "");
    return r;
}

static void check_auc(const struct view *view, const json_t *want)
{
    const struct result *r = find(view, "auc", "", "delong-logit");
    double auc = number(want, "auc"), se = number(want, "se_delong");
    double logit = log(auc / (1 - auc)),
           half = gsl_cdf_ugaussian_Pinv(0.975) * se / (auc * (1 - auc));
    const json_t *limits = json_object_get(want, "ci95_logit");

    assert_rel(r->estimate.value, auc, TOLERANCE, "auc");
    assert_rel(r->estimate.std_error, se, TOLERANCE, "standard error");
    assert_rel(r->estimate.low, 1 / (1 + exp(half - logit)), TOLERANCE, "lower limit");
    assert_rel(r->estimate.high, 1 / (1 + exp(-half - logit)), TOLERANCE,
               "upper limit");
    assert_rel(r->estimate.low, json_number_value(json_array_get(limits, 0)), TOLERANCE,
               "lower limit");
    assert_rel(r->estimate.high, json_number_value(json_array_get(limits, 1)),
               TOLERANCE, "upper limit");
    assert_rel(r->n, number(want, "n"), 0, "n");
    assert_rel(r->n_pos, number(want, "n_pos"), 0, "n_pos");
    assert_rel(r->n_neg, number(want, "n_neg"), 0, "n_neg");
    assert_rel(find(view, "prevalence", "", NULL)->estimate.value,
               number(want, "prevalence"), TOLERANCE, "prevalence");
}

static void check_counts(const struct view *view, const json_t *at)
{
    static const char *const names[][2] = {
        {"tp", "TP"},
        {"fp", "FP"},
        {"fn", "FN"},
        {"tn", "TN"}
    };

    for (size_t i = 0; i < 4; i++)
        assert_rel(find(view, names[i][0], view->point, NULL)->estimate.value,
                   number(at, names[i][1]), 0, names[i][0]);
}

static void check_proportions(const struct view *view, const json_t *at,
                              const char *method, const char *key)
{
    static const char *const names[] = {"sensitivity", "specificity", "ppv", "npv",
                                        "accuracy"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const json_t *want = json_object_get(at, names[i]),
                     *limits = json_object_get(want, key);
        const struct result *r = find(view, names[i], view->point, method);

        assert_rel(r->numerator, number(want, "k"), 0, names[i]);
        assert_rel(r->denominator, number(want, "n"), 0, names[i]);
        assert_rel(r->estimate.value, number(want, "est"), TOLERANCE, names[i]);
        assert_rel(r->estimate.low, json_number_value(json_array_get(limits, 0)),
                   TOLERANCE, names[i]);
        assert_rel(r->estimate.high, json_number_value(json_array_get(limits, 1)),
                   TOLERANCE, names[i]);
        assert_rel(r->conf_level, 0.95, 0, "conf_level");
    }
}

static void check_view(const struct view *view, const json_t *want,
                       enum proportion_method proportion)
{
    const json_t *at = json_object_get(want, "at_threshold"), *extra;

    check_auc(view, want);
    check_counts(view, at);
    if (proportion == PROPORTION_WILSON)
        check_proportions(view, at, "wilson", "wilson95");
    else
        check_proportions(view, at, "clopper-pearson", "clopper_pearson95");
    extra = json_object_get(want, "average_precision_step");
    if (extra)
        assert_rel(find(view, "average_precision", "", NULL)->estimate.value,
                   json_number_value(extra), TOLERANCE, "AP");
    extra = json_object_get(want, "brier");
    if (extra)
        assert_rel(find(view, "brier", "", NULL)->estimate.value,
                   json_number_value(extra), TOLERANCE, "Brier score");
}

/* pROC's unpaired test of two levels is our test of a level against the rest. */
static void check_welch(struct view view, const json_t *want)
{
    const struct result *r;
    double sign =
        strcmp(view.level,
               json_string_value(json_array_get(json_object_get(want, "groups"), 0)))
            ? -1
            : 1;

    r = find(&view, "auc_vs_rest", "", "delong-welch");
    assert_rel(r->estimate.value, sign * number(want, "diff"), TOLERANCE * 100,
               "difference");
    assert_rel(r->estimate.std_error, number(want, "se"), TOLERANCE, "standard error");
    assert_rel(r->estimate.statistic, sign * number(want, "pROC_statistic_t_welch"),
               TOLERANCE * 100, "t");
    assert_rel(r->estimate.df, number(want, "pROC_df"), TOLERANCE, "df");
    assert_rel(r->estimate.p, number(want, "pROC_p"), TOLERANCE * 100, "p");
}

static void check_groups(struct view view, const json_t *want,
                         enum proportion_method proportion)
{
    const json_t *levels =
        json_object_get(json_object_get(want, "subgroups"), view.group);
    const json_t *difference =
        json_object_get(json_object_get(want, "subgroup_difference"), view.group);
    const char *level;
    json_t *expected;

    ck_assert_msg(levels != NULL, "no subgroup %s", view.group);
    json_object_foreach((json_t *)(size_t)levels, level, expected)
    {
        view.level = level;
        check_view(&view, expected, proportion);
        check_welch(view, difference);
    }
}

/* Every score of the oracle, each at its own threshold. Frees both paths. */
static void check_oracle(char *oracle_path, struct asked asked)
{
    json_error_t error;
    json_t *oracle = json_load_file(oracle_path, 0, &error), *want;
    const char *score;

    ck_assert_msg(oracle != NULL, "%s: %s", oracle_path, error.text);
    json_object_foreach(json_object_get(json_object_get(oracle, "result"), "scores"),
                        score, want)
    {
        json_t *overall = json_object_get(want, "overall");
        const char *rule = json_string_value(
            json_object_get(json_object_get(overall, "at_threshold"), "rule"));
        struct run_result result;
        struct view view = {&result.set, score, asked.label, "", "", ""};

        view.point = asked.threshold = strrchr(rule, ' ') + 1;
        asked.score = score;
        run(&result, &asked);
        check_view(&view, overall, asked.proportion);
        view.group = asked.group;
        if (asked.group)
            check_groups(view, want, asked.proportion);
        run_release(&result);
    }
    json_decref(oracle);
    free(oracle_path);
    free(asked.path);
}

static const enum proportion_method methods[] = {PROPORTION_WILSON,
                                                 PROPORTION_CLOPPER_PEARSON};

START_TEST(asah_agrees_with_proc)
{
    check_oracle(source_path("tests/ref/asah-proc.json"),
                 (struct asked){.path = source_path("data/samples/asah.csv"),
                                .label = "outcome",
                                .positive = "Poor",
                                .group = "gender",
                                .proportion = methods[_i]});
}
END_TEST

START_TEST(tb11k_agrees_with_proc)
{
    char *oracle = shared_path("cxr_airis_tb11k/oracle.json");

    if (oracle) /* real data beside the checkout */
        check_oracle(oracle,
                     (struct asked){.path = shared_path("cxr_airis_tb11k/data.csv"),
                                    .label = "labels",
                                    .proportion = methods[_i]});
}
END_TEST

/* ---- Properties ----------------------------------------------------------------- */

static struct asked head_ct(void)
{
    return (struct asked){.path = source_path("data/samples/head-ct.csv"),
                          .score = "ai_score",
                          .label = "haemorrhage",
                          .group = "scanner,sex,age:18,65",
                          .threshold = "0.5",
                          .replicates = 100};
}

START_TEST(keys_are_unique)
{
    struct asked asked = head_ct();
    struct run_result result;
    struct intern keys = {0};
    struct strbuf key = STRBUF_INIT;

    run(&result, &asked);
    ck_assert_uint_gt(result.set.n, 400);
    for (size_t i = 0; i < result.set.n; i++) {
        strbuf_reset(&key);
        result_key(&key, &result.set.items[i]);
        ck_assert_msg(intern_add(&keys, key.text, key.length) == i, "twice: %s",
                      key.text);
    }
    intern_release(&keys);
    strbuf_release(&key);
    run_release(&result);
    free(asked.path);
}
END_TEST

static bool is_between(double x, double low, double high)
{
    return isnan(x) || isnan(low) || isnan(high) || (low <= x && x <= high);
}

/* What every record owes its reader. */
static void check_record(const struct result *r)
{
    const struct estimate *e = &r->estimate;
    bool has_interval = !isnan(e->low) || !isnan(e->high);

    ck_assert_msg(is_between(e->value, e->low, e->high), "%s %s: %g is not in %g to %g",
                  r->level, r->metric, e->value, e->low, e->high);
    ck_assert_msg(has_interval == !isnan(r->conf_level), "%s: interval without level",
                  r->metric);
    ck_assert_msg(!has_interval || *e->method, "%s: interval without method",
                  r->metric);
    ck_assert_msg(isnan(e->value) || !isinf(e->value) || e->status == STATUS_INFINITE,
                  "%s: infinite", r->metric);
    if (e->status == STATUS_UNDEFINED) {
        ck_assert_msg(isnan(e->value) && !has_interval, "%s: undefined, yet a number",
                      r->metric);
        ck_assert_msg(*e->note != '\0', "%s %s: undefined, but why?", r->level,
                      r->metric);
    }
    if (e->status == STATUS_TOO_FEW)
        ck_assert_msg(isnan(e->p) && isnan(r->p_adjusted), "%s: p although too few",
                      r->metric);
    ck_assert(isnan(e->p) || (e->p >= 0 && e->p <= 1));
    ck_assert(isnan(r->p_adjusted) || r->p_adjusted >= e->p);
    ck_assert(isnan(r->n_pos) || r->n == r->n_pos + r->n_neg);
    ck_assert(isnan(r->denominator) || r->numerator <= r->denominator);
}

START_TEST(records_are_consistent)
{
    struct asked asked = head_ct();
    struct run_result result;

    run(&result, &asked);
    for (size_t i = 0; i < result.set.n; i++)
        check_record(&result.set.items[i]);
    run_release(&result);
    free(asked.path);
}
END_TEST

/* The levels of a column hold every study once. */
START_TEST(levels_add_up_to_the_cohort)
{
    static const char *const metrics[] = {"tp", "fp", "fn", "tn"};
    struct asked asked = head_ct();
    struct run_result result;

    run(&result, &asked);
    for (size_t g = 0; g < result.cohort.n_groups; g++)
        for (size_t m = 0; m < 4; m++) {
            const struct cohort_group *group = &result.cohort.groups[g];
            struct view view = {&result.set, "ai_score", "haemorrhage", "", "", "0.5"};
            double whole = find(&view, metrics[m], "0.5", NULL)->estimate.value,
                   sum = 0;

            view.group = group->name;
            for (size_t i = 0; i < group->n_levels; i++) {
                view.level = group->levels[i];
                sum += find(&view, metrics[m], "0.5", NULL)->estimate.value;
            }
            ck_assert_double_eq(sum, whole);
        }
    run_release(&result);
    free(asked.path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("evaluate");
    TCase *tc = tcase_create("evaluate");

    tcase_add_loop_test(tc, asah_agrees_with_proc, 0, 2);
    tcase_add_loop_test(tc, tb11k_agrees_with_proc, 0, 2);
    tcase_add_test(tc, keys_are_unique);
    tcase_add_test(tc, records_are_consistent);
    tcase_add_test(tc, levels_add_up_to_the_cohort);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
