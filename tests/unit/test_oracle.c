/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * AUC, DeLong's variance, tables and limits against values that pROC 1.18.0 and R
 * computed from whole files: tests/ref/asah-proc.json, and where the public data sets
 * lie beside the checkout, theirs.
 */
#include "config.h"

#include <gsl/gsl_errno.h>
#include <jansson.h>

#include "scorelib.h"
#include "stats/contrast.h"
#include "stats/counts.h"
#include "stats/delong.h"
#include "stats/metrics.h"
#include "stats/pr.h"

#define TOLERANCE 1e-9

/* NULL if the file is not there. */
static json_t *read_json(const char *relative)
{
    char *path = source_path(relative);
    json_t *json = json_load_file(path, 0, NULL);

    free(path);
    return json;
}

static json_t *at(json_t *json, const char *name)
{
    json_t *member = json_object_get(json, name);

    ck_assert_msg(member, "no %s", name);
    return member;
}

static double number(json_t *json, const char *name)
{
    json_t *member = json_object_get(json, name);

    return json_is_number(member) ? json_number_value(member) : NAN;
}

static void check_limits(json_t *pair, double low, double high, const char *what)
{
    assert_rel(low, json_number_value(json_array_get(pair, 0)), TOLERANCE, what);
    assert_rel(high, json_number_value(json_array_get(pair, 1)), TOLERANCE, what);
}

/* ---- What one block of an oracle says --------------------------------------- */

static void check_proportion(json_t *json, const char *name, const struct counts *c)
{
    struct interval_spec spec = {.confidence = 0.95};
    struct estimate estimate = metric_estimate(metric_find(name), c, &spec);
    struct proportion p = metric_find(name)->proportion(c);

    ck_assert_double_eq(p.x, number(json, "k"));
    ck_assert_double_eq(p.k, number(json, "n"));
    assert_rel(estimate.value, number(json, "est"), TOLERANCE, name);
    check_limits(at(json, "wilson95"), estimate.low, estimate.high, name);
    spec.proportion = PROPORTION_CLOPPER_PEARSON;
    estimate = metric_estimate(metric_find(name), c, &spec);
    check_limits(at(json, "clopper_pearson95"), estimate.low, estimate.high, name);
}

/* "positive if score >= 0.205" */
static void check_table(json_t *json, const struct ranked *ranked)
{
    static const char *const names[] = {"sensitivity", "specificity", "ppv", "npv",
                                        "accuracy"};
    const char *rule = json_string_value(at(json, "rule"));
    struct counts c = counts_at(ranked, strtod(strstr(rule, ">=") + 2, NULL));

    ck_assert_double_eq((double)c.tp, number(json, "TP"));
    ck_assert_double_eq((double)c.fp, number(json, "FP"));
    ck_assert_double_eq((double)c.fn, number(json, "FN"));
    ck_assert_double_eq((double)c.tn, number(json, "TN"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        check_proportion(at(json, names[i]), names[i], &c);
}

static void check_probabilities(json_t *json, const struct ranked *ranked)
{
    const struct interval_spec spec = {.confidence = 0.95};
    struct estimate brier = metric_find("brier")->of_probabilities(ranked, &spec);

    assert_rel(brier.value, number(json, "brier"), TOLERANCE, "Brier");
    assert_rel(pr_average_precision(ranked), number(json, "average_precision_step"),
               TOLERANCE, "AP");
}

static void check_block(json_t *json, const struct selection *select)
{
    struct scores scores = scores_of_file(select);
    struct ranked ranked = scores_rank(&scores);
    struct delong delong = delong_from_ranked(&ranked);
    struct estimate estimate = delong_logit_estimate(&delong, &ranked, 0.95);

    ck_assert_double_eq((double)ranked.n_pos, number(json, "n_pos"));
    ck_assert_double_eq((double)ranked.n_neg, number(json, "n_neg"));
    ck_assert_double_eq((double)ranked.n_blocks, number(json, "distinct_scores"));
    assert_rel(estimate.value, number(json, "auc"), TOLERANCE, "AUC");
    assert_rel(estimate.std_error, number(json, "se_delong"), TOLERANCE, "SE");
    check_limits(at(json, "ci95_logit"), estimate.low, estimate.high, "logit limits");
    if (json_object_get(json, "at_threshold"))
        check_table(at(json, "at_threshold"), &ranked);
    if (json_object_get(json, "brier"))
        check_probabilities(json, &ranked);
    ranked_release(&ranked);
    scores_release(&scores);
}

/* ---- Files ------------------------------------------------------------------ */

static const char *const asah_scores[] = {"s100b", "wfns", "ndka"};

START_TEST(asah)
{
    static const char *const genders[] = {NULL, "Female", "Male"};
    json_t *json = read_json("tests/ref/asah-proc.json");
    json_t *score = at(at(at(json, "result"), "scores"), asah_scores[_i]);

    for (size_t i = 0; i < 3; i++) {
        struct selection select = {.path = "data/samples/asah.csv",
                                   .label = "outcome",
                                   .positive = "Poor",
                                   .score = asah_scores[_i],
                                   .where = genders[i] ? "gender" : NULL,
                                   .is = genders[i]};

        check_block(i == 0 ? at(score, "overall")
                           : at(at(at(score, "subgroups"), "gender"), genders[i]),
                    &select);
    }
    json_decref(json);
}
END_TEST

START_TEST(asah_subgroup_difference)
{
    json_t *json = read_json("tests/ref/asah-proc.json");
    json_t *score = at(at(at(json, "result"), "scores"), asah_scores[_i]);
    json_t *want = at(at(score, "subgroup_difference"), "gender");
    struct ranked female = ranked_of_asah(asah_scores[_i], "Female");
    struct ranked male = ranked_of_asah(asah_scores[_i], "Male");
    struct estimate welch = contrast_auc_welch(&female, &male);

    assert_rel(welch.value, number(want, "diff"), TOLERANCE, "difference");
    assert_rel(welch.std_error, number(want, "se"), TOLERANCE, "SE");
    assert_rel(welch.statistic, number(want, "pROC_statistic_t_welch"), TOLERANCE, "t");
    assert_rel(welch.df, number(want, "pROC_df"), TOLERANCE, "df");
    assert_rel(welch.p, number(want, "pROC_p"), TOLERANCE, "p");
    ranked_release(&female);
    ranked_release(&male);
    json_decref(json);
}
END_TEST

/* 1,800 chest radiographs, almost no ties. */
START_TEST(airis)
{
    json_t *json = read_json("../shared/data/cxr_airis_tb11k/oracle.json");
    struct selection select = {.path = "../shared/data/cxr_airis_tb11k/data.csv",
                               .label = "labels",
                               .positive = "1",
                               .score = "preds"};

    if (!json)
        return;
    check_block(at(at(at(at(json, "result"), "scores"), "preds"), "overall"), &select);
    json_decref(json);
}
END_TEST

/* Five grades; reader 4 in treatment 2 has AUC 0.9994 and a variance of 5e-7. */
START_TEST(van_dyke)
{
    json_t *json = read_json("../shared/data/mrmc_vandyke/oracle.json");
    char treatment[] = "1", reader[] = "1", treatment_name[32], reader_name[32];
    struct selection select = {.path = "../shared/data/mrmc_vandyke/data.csv",
                               .label = "truth",
                               .positive = "1",
                               .score = "rating",
                               .where = "treatment",
                               .is = treatment,
                               .also = "reader",
                               .also_is = reader};

    if (!json)
        return;
    treatment[0] = (char)('1' + _i / 5);
    reader[0] = (char)('1' + _i % 5);
    snprintf(treatment_name, sizeof treatment_name, "treatment%s", treatment);
    snprintf(reader_name, sizeof reader_name, "reader%s", reader);
    check_block(
        at(at(at(at(json, "mrmc"), "auc_by_reader"), treatment_name), reader_name),
        &select);
    json_decref(json);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oracle");
    TCase *tc = tcase_create("oracle");

    gsl_set_error_handler_off();
    tcase_add_loop_test(tc, asah, 0, 3);
    tcase_add_loop_test(tc, asah_subgroup_difference, 0, 3);
    tcase_add_test(tc, airis);
    tcase_add_loop_test(tc, van_dyke, 0, 10);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
