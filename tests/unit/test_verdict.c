/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Verdicts, every combination; the expected table is that of the manual (proctor-gate.1, VERDICTS). */
#include "config.h"

#include "gate/verdict.h"

#include <math.h>

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* The limit is 0.9 everywhere. P, F, I: pass, fail, inconclusive. */
static const struct {
    double low, high;
    char ge, gt, le, lt;
} intervals[] = {
    {0.91, 0.99,     'P', 'P', 'F', 'F'},
    {0.90, 0.99,     'P', 'I', 'I', 'F'}, /* touches from above */
    {0.80, 0.99,     'I', 'I', 'I', 'I'},
    {0.80, 0.90,     'I', 'F', 'P', 'I'}, /* touches from below */
    {0.80, 0.89,     'F', 'F', 'P', 'P'},
    {0.90, 0.90,     'P', 'F', 'P', 'F'}, /* a single value */
    {NAN,  0.89,     'I', 'I', 'I', 'I'},
    {0.91, NAN,      'I', 'I', 'I', 'I'},
    {NAN,  NAN,      'I', 'I', 'I', 'I'},
    {0.95, INFINITY, 'P', 'P', 'F', 'F'},
};

static enum verdict verdict_of_letter(char letter)
{
    return letter == 'P'   ? VERDICT_PASS
           : letter == 'F' ? VERDICT_FAIL
                           : VERDICT_INCONCLUSIVE;
}

static void assert_verdict(enum claim_part part, enum claim_op op,
                           struct estimate estimate, char want)
{
    struct claim claim = {
        .metric = metric_find("auc"), .part = part, .op = op, .limit = 0.9};

    ck_assert_str_eq(verdict_name(verdict_of_claim(&claim, &estimate)),
                     verdict_name(verdict_of_letter(want)));
}

START_TEST(the_interval_decides_about_the_truth)
{
    struct estimate estimate = ESTIMATE_NONE;

    estimate.value = 0.5; /* has no say */
    estimate.low = intervals[_i].low;
    estimate.high = intervals[_i].high;
    assert_verdict(CLAIM_TRUTH, CLAIM_GE, estimate, intervals[_i].ge);
    assert_verdict(CLAIM_TRUTH, CLAIM_GT, estimate, intervals[_i].gt);
    assert_verdict(CLAIM_TRUTH, CLAIM_LE, estimate, intervals[_i].le);
    assert_verdict(CLAIM_TRUTH, CLAIM_LT, estimate, intervals[_i].lt);
}
END_TEST

static const struct {
    double x;
    char ge, gt, le, lt;
} numbers[] = {
    {0.91,     'P', 'P', 'F', 'F'},
    {0.9,      'P', 'F', 'P', 'F'},
    {0.89,     'F', 'F', 'P', 'P'},
    {NAN,      'I', 'I', 'I', 'I'},
    {INFINITY, 'P', 'P', 'F', 'F'},
};

START_TEST(with_a_suffix_it_is_plain_arithmetic)
{
    for (int part = CLAIM_ESTIMATE; part <= CLAIM_UPPER; part++) {
        struct estimate estimate = ESTIMATE_NONE;
        double *const field[] = {NULL, &estimate.value, &estimate.low, &estimate.high};

        *field[part] = numbers[_i].x;
        assert_verdict((enum claim_part)part, CLAIM_GE, estimate, numbers[_i].ge);
        assert_verdict((enum claim_part)part, CLAIM_GT, estimate, numbers[_i].gt);
        assert_verdict((enum claim_part)part, CLAIM_LE, estimate, numbers[_i].le);
        assert_verdict((enum claim_part)part, CLAIM_LT, estimate, numbers[_i].lt);
    }
}
END_TEST

START_TEST(counts_are_compared_as_they_are)
{
    struct claim claim = {.subject = CLAIM_COUNT, .op = CLAIM_GE, .limit = 200};
    struct estimate estimate = ESTIMATE_NONE;

    estimate.value = 200;
    ck_assert_int_eq(verdict_of_claim(&claim, &estimate), VERDICT_PASS);
    estimate.value = 199;
    ck_assert_int_eq(verdict_of_claim(&claim, &estimate), VERDICT_FAIL);
    ck_assert(!claim_is_about_truth(&claim));
}
END_TEST

/* Exit status by verdict (rows) and severity x on_inconclusive (columns: error x stop, fail, warn; then warn x the three; then off). A capital W
 * marks a warning. Verdicts in the order of the enum. */
static const char *const effects[] = {
    "000000000", /* pass */
    "111WWWWWW", /* fail */
    "31WWWWWWW", /* inconclusive */
    "000000000", /* skipped */
    "222222222", /* error */
};

START_TEST(severity_and_policy_decide_about_the_exit_status)
{
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_OFF; severity++)
        for (int on = ON_INCONCLUSIVE_STOP; on <= ON_INCONCLUSIVE_WARN; on++) {
            struct effect effect = verdict_effect(
                (enum verdict)_i, (enum severity)severity, (enum on_inconclusive)on);
            char want = effects[_i][severity * 3 + on];

            ck_assert_int_eq(effect.status, want == 'W' ? 0 : want - '0');
            ck_assert_int_eq(effect.is_warning, want == 'W');
        }
}
END_TEST

START_TEST(the_worst_rule_decides)
{
    static const enum exit_status order[] = {2, 1, 3, 0};

    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++)
            ck_assert_int_eq(verdict_worse(order[i], order[j]), order[i < j ? i : j]);
}
END_TEST

START_TEST(every_exit_status_has_its_verdict)
{
    ck_assert_str_eq(verdict_name(verdict_of_status(EXIT_DONE)), "pass");
    ck_assert_str_eq(verdict_name(verdict_of_status(EXIT_FAILED)), "fail");
    ck_assert_str_eq(verdict_name(verdict_of_status(EXIT_NOT_EVALUATED)), "error");
    ck_assert_str_eq(verdict_name(verdict_of_status(EXIT_INCONCLUSIVE)),
                     "inconclusive");
    ck_assert_str_eq(verdict_word(VERDICT_SKIPPED), "skipped");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verdict");
    TCase *tc = tcase_create("verdict");

    tcase_add_loop_test(tc, the_interval_decides_about_the_truth, 0, N_OF(intervals));
    tcase_add_loop_test(tc, with_a_suffix_it_is_plain_arithmetic, 0, N_OF(numbers));
    tcase_add_test(tc, counts_are_compared_as_they_are);
    tcase_add_loop_test(tc, severity_and_policy_decide_about_the_exit_status, 0, 5);
    tcase_add_test(tc, the_worst_rule_decides);
    tcase_add_test(tc, every_exit_status_has_its_verdict);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
