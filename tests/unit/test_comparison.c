/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Differences of two models as records. The statistics themselves are tested in test_paired_auc.c, test_tango.c and test_mcnemar.c.
 */
#include "config.h"

#include "eval/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "filelib.h"
#include "testlib.h"

/* ---- A run ---------------------------------------------------------------------- */

struct asked {
    const char *path, *scores, *label, *positive, *patient, *group; /* NULL: none */
    const char *threshold;
    int missing;
};

struct run {
    struct cohort cohort;
    struct binding binding;
    struct request request;
    struct result_set set;
    struct notes notes;
    struct eval_watch watch;
    struct comparison_setting setting;
};

static struct text_list one(const char *const *text)
{
    return (struct text_list){.texts = (const char **)(size_t)text, .n = *text ? 1 : 0};
}

static void run_init(struct run *run, const struct asked *asked)
{
    struct input_options input = {.files = one(&asked->path),
                                  .scores = one(&asked->scores),
                                  .labels = one(&asked->label),
                                  .groups = one(&asked->group),
                                  .positive = one(&asked->positive),
                                  .patient = asked->patient,
                                  .missing = (enum missing_policy)asked->missing,
                                  .max_levels = 50};
    struct eval_options options = {.points = {.thresholds = one(&asked->threshold)},
                                   .confidence = 0.95,
                                   .seed = 1,
                                   .min_group = 10,
                                   .metrics = "default"};
    struct load_watch load_watch = {0};
    struct err err = {0};

    *run = (struct run){0};
    if (request_init(&run->request, &options, &err) ||
        cohort_load(&run->cohort, &run->binding, &input, &load_watch, &run->notes,
                    &err))
        ck_abort_msg("%s", err.text);
    run->setting = (struct comparison_setting){&run->set, &run->cohort, &run->binding,
                                               &run->request, &run->watch};
}

static void run_release(struct run *run)
{
    result_set_release(&run->set);
    cohort_release(&run->cohort);
    binding_release(&run->binding);
    request_release(&run->request);
    notes_release(&run->notes);
}

/* One difference of everyone: scores[0] less scores[1]. Its texts live as long as the run. */
static struct result difference(struct run *run, const size_t scores[2],
                                const char *metric, const char *point)
{
    struct contender contenders[2];
    struct comparison comparison;
    struct comparison_part part;
    struct result result;

    for (size_t i = 0; i < 2; i++)
        contender_init(&contenders[i], &run->setting, (struct pair){scores[i], 0});
    comparison_init(&comparison, &contenders[0], &contenders[1]);
    comparison_part_init(&part, &comparison, &(struct cohort_choice){.part = PART_ALL});
    comparison_difference(&result, &part, metric_find(metric), point);
    result = *result_set_add(&run->set, &result);
    comparison_part_release(&part);
    comparison_release(&comparison);
    for (size_t i = 0; i < 2; i++)
        contender_release(&contenders[i]);
    return result;
}

static const size_t forward[] = {0, 1};
static const size_t backward[] = {1, 0};

/* ---- Against other programs ----------------------------------------------------- */

/* pROC 1.18.0: roc.test(outcome ~ s100b, outcome ~ wfns, paired, method = "delong"), and the worked values of F40, by
 * pROC and (Tango's interval) by hand. */
START_TEST(equals_proc)
{
    char *path = source_path("data/samples/asah.csv");
    struct asked asked = {.path = path,
                          .scores = "s100b,wfns",
                          .label = "outcome",
                          .positive = "Poor",
                          .threshold = "0.2"};
    struct run run;
    struct result r;

    run_init(&run, &asked);
    r = difference(&run, forward, "auc", NULL);
    assert_rel(r.estimate.statistic, -2.208983591, 1e-9, "statistic");
    assert_rel(r.estimate.p, 0.02717578223, 1e-9, "p");
    ck_assert_str_eq(r.metric, "auc_difference");
    ck_assert_str_eq(r.model, "s100b");
    ck_assert_str_eq(r.baseline, "wfns");
    ck_assert_str_eq(r.estimate.method, "delong-paired");
    ck_assert_double_eq(r.n_pos, 41);
    ck_assert_double_eq(r.n_neg, 72);
    run_release(&run);
    free(path);
}
END_TEST

START_TEST(equals_worked_values)
{
    char *path = source_path("data/samples/fixture40.csv");
    struct asked asked = {
        .path = path, .scores = "score,score2", .label = "label", .threshold = "0.5"};
    struct run run;
    struct result r;

    run_init(&run, &asked);
    r = difference(&run, forward, "auc", NULL);
    assert_rel(r.estimate.value, 0.0872395833, 1e-9, "value");
    assert_rel(r.estimate.std_error, 0.0468801368, 1e-9, "std_error");
    assert_rel(r.estimate.low, -0.0046437963, 1e-8, "low");
    assert_rel(r.estimate.high, 0.1791229630, 1e-9, "high");
    r = difference(&run, forward, "specificity", "0.5");
    assert_rel(r.estimate.value, 5.0 / 24, 1e-12, "value");
    assert_rel(r.estimate.low, 0.0416120860, 1e-8, "low");
    assert_rel(r.estimate.high, 0.4047045325, 1e-9, "high");
    assert_rel(r.estimate.p, 0.0253473187, 1e-8, "p");
    ck_assert_double_eq(r.numerator, 5);
    ck_assert_double_eq(r.denominator, 24);
    ck_assert_double_eq(r.threshold, 0.5);
    r = difference(&run, forward, "sensitivity", "0.5");
    ck_assert_double_eq(r.estimate.value, 0);
    assert_rel(r.estimate.high, 0.2387454759, 1e-9, "high");
    run_release(&run);
    free(path);
}
END_TEST

/* ---- Invariants ----------------------------------------------------------------- */

static const char *const metrics[] = {"auc", "sensitivity", "specificity", "accuracy",
                                      "flags_per_100"};

enum { N_METRICS = sizeof metrics / sizeof *metrics };

static const char *point_of(const char *metric)
{
    return strcmp(metric, "auc") ? "0.5" : NULL;
}

static void assert_same(double a, double b)
{
    ck_assert_msg(isnan(a) ? isnan(b) : fabs(a - b) < 1e-12, "%.15g is not %.15g", a,
                  b);
}

START_TEST(swapping_flips_signs)
{
    const char *patients[] = {NULL, "patient"};
    char *path = source_path("data/samples/fixture40.csv");
    struct asked asked = {.path = path,
                          .scores = "score,score2",
                          .label = "label",
                          .patient = patients[_i],
                          .threshold = "0.5"};
    struct run run;

    run_init(&run, &asked);
    for (size_t i = 0; i < N_METRICS; i++) {
        struct result a = difference(&run, forward, metrics[i], point_of(metrics[i]));
        struct result b = difference(&run, backward, metrics[i], point_of(metrics[i]));

        assert_same(a.estimate.value, -b.estimate.value);
        assert_same(a.estimate.low, -b.estimate.high);
        assert_same(a.estimate.p, b.estimate.p);
        ck_assert_str_eq(a.model, b.baseline);
    }
    run_release(&run);
    free(path);
}
END_TEST

START_TEST(no_difference_to_itself)
{
    char *path = source_path("data/samples/fixture40.csv");
    struct asked asked = {.path = path,
                          .scores = "score,again=score",
                          .label = "label",
                          .threshold = "0.5"};
    struct run run;

    run_init(&run, &asked);
    for (size_t i = 0; i < N_METRICS; i++) {
        struct result r = difference(&run, forward, metrics[i], point_of(metrics[i]));

        ck_assert_double_eq(r.estimate.value, 0);
        ck_assert_double_eq(r.estimate.p, 1);
    }
    run_release(&run);
    free(path);
}
END_TEST

/* ---- Shared studies ------------------------------------------------------------- */

#define COMPLETE                                                                       \
    "y,a,b,c\n"                                                                        \
    "1,0.9,0.8,0.1\n1,0.7,0.4,0.1\n1,0.6,0.9,0.1\n1,0.2,0.3,0.1\n"                     \
    "0,0.1,0.2,0.1\n0,0.4,0.5,0.1\n0,0.8,0.1,0.1\n0,0.3,0.6,0.1\n0,0.2,0.2,0.1\n"
/* Rows that a and b do not both have, one without truth, and c with a score of its own. */
#define INCOMPLETE                                                                     \
    COMPLETE "1,0.9,,0.1\n0,,0.9,0.1\n0,0.5,,\n,0.4,0.4,0.1\n1,0.8,0.7,\n1,,,0.3\n"

static void assert_same_record(const struct result *a, const struct result *b)
{
    assert_same(a->estimate.value, b->estimate.value);
    assert_same(a->estimate.low, b->estimate.low);
    assert_same(a->estimate.high, b->estimate.high);
    assert_same(a->estimate.p, b->estimate.p);
    ck_assert_double_eq(a->n_pos, b->n_pos);
    ck_assert_double_eq(a->n_neg, b->n_neg);
}

/* A difference is that of the file without the studies that are not shared, and another model changes nothing. */
START_TEST(only_shared_studies_count)
{
    char *complete = write_file(BYTES(COMPLETE "1,0.8,0.7,0.1\n"));
    char *incomplete = write_file(BYTES(INCOMPLETE));
    struct asked plain = {
        .path = complete, .scores = "a,b", .label = "y", .threshold = "0.5"};
    struct asked more = {
        .path = incomplete, .scores = "a,b,c", .label = "y", .threshold = "0.5"};
    struct run want, got;

    run_init(&want, &plain);
    run_init(&got, &more);
    for (size_t i = 0; i < N_METRICS; i++) {
        struct result a = difference(&want, forward, metrics[i], point_of(metrics[i]));
        struct result b = difference(&got, forward, metrics[i], point_of(metrics[i]));

        assert_same_record(&a, &b);
    }
    run_release(&want);
    run_release(&got);
    remove_file(complete);
    remove_file(incomplete);
}
END_TEST

START_TEST(counts_what_is_not_shared)
{
    char *path = write_file(BYTES(INCOMPLETE));
    struct asked asked = {.path = path, .scores = "a,b,c", .label = "y"};
    const size_t scores[] = {0, 1};
    struct pairing pairing;
    struct run run;

    run_init(&run, &asked);
    pairing_init(&pairing, &run.cohort, scores, 2, 0);
    ck_assert_uint_eq(pairing.unshared[0].pos, 1);
    ck_assert_uint_eq(pairing.unshared[0].neg, 1);
    ck_assert_uint_eq(pairing.unshared[1].pos, 0);
    ck_assert_uint_eq(pairing.unshared[1].neg, 1);
    ck_assert(!pairing_keeps_all(&pairing, 0));
    pairing_release(&pairing);
    run_release(&run);
    remove_file(path);
}
END_TEST

/* What counts as flagged without a score is shared by all. */
START_TEST(imputed_scores_are_shared)
{
    char *path = write_file(BYTES(INCOMPLETE));
    struct asked asked = {.path = path,
                          .scores = "a,b",
                          .label = "y",
                          .threshold = "0.5",
                          .missing = MISSING_POSITIVE};
    struct run run;
    struct result r;

    run_init(&run, &asked);
    r = difference(&run, forward, "sensitivity", "0.5");
    ck_assert_double_eq(r.n_pos, 7);
    ck_assert_double_eq(r.n_neg, 7);
    run_release(&run);
    remove_file(path);
}
END_TEST

/* ---- Edges ---------------------------------------------------------------------- */

START_TEST(perfect_models_are_inconclusive)
{
    char *path = write_file(BYTES("y,a,b,worst\n1,0.9,0.8,0.1\n1,0.8,0.9,0.2\n"
                                  "1,0.7,0.7,0.3\n0,0.3,0.2,0.7\n0,0.2,0.3,0.8\n"
                                  "0,0.1,0.1,0.9\n"));
    struct asked asked = {.path = path, .scores = "a,b,worst", .label = "y"};
    struct run run;
    struct result r;

    run_init(&run, &asked);
    r = difference(&run, forward, "auc", NULL);
    ck_assert_double_eq(r.estimate.value, 0);
    ck_assert_double_lt(r.estimate.low, -0.02);
    ck_assert_str_eq(r.estimate.method, "mover-newcombe-auc");
    r = difference(&run, (const size_t[]){0, 2}, "auc", NULL);
    ck_assert_double_eq(r.estimate.value, 1);
    ck_assert_double_le(r.estimate.high, 1);
    ck_assert_double_gt(r.estimate.low, 0);
    run_release(&run);
    remove_file(path);
}
END_TEST

START_TEST(says_what_is_lacking)
{
    char *path = source_path("data/samples/fixture40.csv");
    struct asked asked = {.path = path,
                          .scores = "score,score2",
                          .label = "label",
                          .threshold = "release@score=0.5"};
    struct run run;
    struct result r;

    run_init(&run, &asked);
    r = difference(&run, forward, "sensitivity", "release");
    ck_assert_int_eq(r.estimate.status, STATUS_UNDEFINED);
    ck_assert_str_eq(r.estimate.note,
                     "one of the models has no operating point release");
    r = difference(&run, forward, "mcc", "release");
    ck_assert_int_eq(r.estimate.status, STATUS_UNDEFINED);
    run_release(&run);
    free(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("comparison");
    TCase *tc = tcase_create("comparison");

    tcase_add_test(tc, equals_proc);
    tcase_add_test(tc, equals_worked_values);
    tcase_add_loop_test(tc, swapping_flips_signs, 0, 2);
    tcase_add_test(tc, no_difference_to_itself);
    tcase_add_test(tc, only_shared_studies_count);
    tcase_add_test(tc, counts_what_is_not_shared);
    tcase_add_test(tc, imputed_scores_are_shared);
    tcase_add_test(tc, perfect_models_are_inconclusive);
    tcase_add_test(tc, says_what_is_lacking);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
