/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate as JUnit and as annotations. The expected documents are written by hand from the formats' descriptions (Jenkins' junit-10.xsd, GitHub's
 * workflow commands); xmllint checks what the command writes against tests/xml/junit.xsd in tests/cli/gate-junit.t. */
#include "config.h"

#include "report/junit.h"

#include "base/mem.h"
#include "report/annotations.h"
#include "report/escape.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const char text[] = "version: 1\n"
                           "rules:\n"
                           "  - auc >= 0.85\n"
                           "  - {name: each site, claim: auc >= 0.8, each: site}\n"
                           "  - {claim: count >= 9, severity: warn}\n"
                           "  - {claim: count >= 10, severity: off}\n"
                           "  - positives >= 3\n";

static void add_case(struct gate_outcome *outcome, size_t rule, const char *level,
                     enum verdict verdict, const char *why)
{
    struct result record = RESULT_NONE;

    record.model = record.finding = record.group = record.metric = record.point = "";
    record.level = level;
    gate_outcome_add(outcome, &outcome->rules[rule], &record, verdict, xstrdup(why));
}

/* Passed; two levels of which one failed; a warning; off; not evaluated yet. */
static void init(struct gate_outcome *outcome, struct policy *policy)
{
    struct err err = {0};

    policy_parse(policy, "ci/a:b,c.yaml", text, strlen(text), &err);
    assert_err(ERR_OK, &err);
    gate_outcome_init(outcome, policy);
    gate_rule_decide(&outcome->rules[0], VERDICT_PASS, xstrdup("0.86 is enough"));
    add_case(outcome, 0, "", VERDICT_PASS, "0.86 is enough");
    gate_rule_decide(&outcome->rules[1], VERDICT_FAIL, xstrdup("failed in 1 of 2"));
    add_case(outcome, 1, "A & \x1b\"B\"", VERDICT_FAIL, "0.7 < 0.8");
    add_case(outcome, 1, "C", VERDICT_INCONCLUSIVE, "too\nwide: 100 %");
    gate_rule_decide(&outcome->rules[2], VERDICT_FAIL, xstrdup("8 < 9"));
    add_case(outcome, 2, "", VERDICT_FAIL, "8 < 9");
}

START_TEST(junit_has_a_case_per_rule_and_level)
{
    struct policy policy;
    struct gate_outcome outcome;
    struct strbuf out = STRBUF_INIT;

    init(&outcome, &policy);
    junit_write(&out, &outcome);
    ck_assert_str_eq(
        out.text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites>\n"
        "  <testsuite name=\"proctor.a:b,c.yaml\" tests=\"7\" failures=\"2\" "
        "errors=\"2\" skipped=\"1\" time=\"0\">\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"auc &#62;= 0.85\" "
        "time=\"0\">\n"
        "      <system-out>pass: 0.86 is enough</system-out>\n"
        "    </testcase>\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"each site\" "
        "time=\"0\">\n"
        "      <failure message=\"failed in 1 of 2\" type=\"fail\">failed in 1 of "
        "2</failure>\n"
        "    </testcase>\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"each site [A &#38; "
        "\xef\xbf\xbd&#34;B&#34;]\" time=\"0\">\n"
        "      <failure message=\"0.7 &#60; 0.8\" type=\"fail\">0.7 &#60; "
        "0.8</failure>\n"
        "    </testcase>\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"each site [C]\" "
        "time=\"0\">\n"
        "      <error message=\"too&#10;wide: 100 %\" "
        "type=\"inconclusive\">too&#10;wide: 100 %</error>\n"
        "    </testcase>\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"count &#62;= 9\" "
        "time=\"0\">\n"
        "      <system-out>warning: fail: 8 &#60; 9</system-out>\n"
        "    </testcase>\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"count &#62;= 10\" "
        "time=\"0\">\n"
        "      <skipped message=\"severity: off\"/>\n"
        "    </testcase>\n"
        "    <testcase classname=\"proctor.a:b,c.yaml\" name=\"positives &#62;= 3\" "
        "time=\"0\">\n"
        "      <error message=\"not evaluated\" type=\"error\">not "
        "evaluated</error>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n");
    strbuf_release(&out);
    gate_outcome_release(&outcome);
    gate_outcome_release(&outcome);
    policy_release(&policy);
}
END_TEST

START_TEST(annotations_stand_at_the_lines_worst_first)
{
    struct policy policy;
    struct gate_outcome outcome;
    struct strbuf out = STRBUF_INIT;

    init(&outcome, &policy);
    annotations_write(&out, &outcome);
    ck_assert_str_eq(
        out.text,
        "::error file=ci/a%3Ab%2Cc.yaml,line=7,title=positives >= 3%3A could not be "
        "evaluated::not evaluated\n"
        "::error file=ci/a%3Ab%2Cc.yaml,line=4,title=each site%3A failed::failed in 1 "
        "of 2\n"
        "::warning file=ci/a%3Ab%2Cc.yaml,line=5,title=count >= 9%3A failed::8 < 9\n");
    strbuf_release(&out);
    gate_outcome_release(&outcome);
    policy_release(&policy);
}
END_TEST

START_TEST(no_more_than_ten_annotations)
{
    struct policy policy;
    struct gate_outcome outcome;
    struct err err = {0};
    struct strbuf out = STRBUF_INIT, many = STRBUF_INIT;
    size_t lines = 0;

    strbuf_adds(&many, "version: 1\nrules:\n");
    for (int i = 0; i < 12; i++)
        strbuf_addf(&many, "- count >= %d\n", i);
    policy_parse(&policy, "p", many.text, many.length, &err);
    gate_outcome_init(&outcome, &policy);
    annotations_write(&out, &outcome);
    for (const char *c = out.text; *c; c++)
        lines += *c == '\n';
    ck_assert_uint_eq(lines, MOST_ANNOTATIONS);
    strbuf_release(&out);
    strbuf_release(&many);
    gate_outcome_release(&outcome);
    policy_release(&policy);
}
END_TEST

START_TEST(what_could_not_be_evaluated_says_so_everywhere)
{
    struct policy policy;
    struct gate_outcome outcome;
    struct err err = {ERR_INPUT, "p.csv:3: 100%", "look\nthere"};
    struct err placed = {ERR_INPUT, "ci/a:b,c.yaml:4:9: no", ""};
    struct strbuf junit = STRBUF_INIT, notes = STRBUF_INIT, line = STRBUF_INIT;

    init(&outcome, &policy);
    gate_outcome_fail(&outcome, &err, NULL);
    gate_outcome_finish(&outcome);
    ck_assert_int_eq(outcome.status, EXIT_NOT_EVALUATED);
    junit_write(&junit, &outcome);
    ck_assert(strstr(junit.text, "name=\"policy\" time=\"0\">\n      <error "
                                 "message=\"p.csv:3: 100%\" type=\"error\">p.csv:3: "
                                 "100%\nlook&#10;there</error>"));
    annotations_write(&notes, &outcome);
    ck_assert_str_eq(notes.text, "::error title=proctor gate::p.csv:3: 100%25\n");
    gate_outcome_add_line(&line, &outcome);
    ck_assert_str_eq(line.text, "NOT EVALUATED");
    gate_outcome_fail(&outcome, &placed, NULL);
    strbuf_reset(&notes);
    annotations_write(&notes, &outcome);
    ck_assert_str_eq(notes.text, "::error file=ci/a%3Ab%2Cc.yaml,line=4,title=proctor "
                                 "gate::ci/a:b,c.yaml:4:9: no\n");
    strbuf_release(&junit);
    strbuf_release(&notes);
    strbuf_release(&line);
    gate_outcome_release(&outcome);
    policy_release(&policy);
}
END_TEST

START_TEST(the_line_counts_the_rules)
{
    struct policy policy;
    struct gate_outcome outcome;
    struct strbuf line = STRBUF_INIT;

    init(&outcome, &policy);
    gate_outcome_finish(&outcome);
    ck_assert_int_eq(outcome.status, EXIT_NOT_EVALUATED);
    gate_rule_decide(&outcome.rules[4], VERDICT_INCONCLUSIVE, xstrdup("?"));
    gate_outcome_finish(&outcome);
    ck_assert_int_eq(outcome.status, EXIT_FAILED);
    gate_outcome_add_line(&line, &outcome);
    ck_assert_str_eq(line.text,
                     "FAILED: 1 failed, 1 inconclusive, 1 passed, 1 warning, 1 off");
    strbuf_reset(&line);
    gate_rule_decide(&outcome.rules[1], VERDICT_PASS, xstrdup("!"));
    gate_outcome_finish(&outcome);
    gate_outcome_add_line(&line, &outcome);
    ck_assert_str_eq(line.text,
                     "INCONCLUSIVE: 1 inconclusive, 2 passed, 1 warning, 1 off");
    strbuf_reset(&line);
    gate_rule_decide(&outcome.rules[4], VERDICT_PASS, xstrdup("!"));
    gate_outcome_finish(&outcome);
    gate_outcome_add_line(&line, &outcome);
    ck_assert_str_eq(line.text, "PASSED: 3 passed, 1 warning, 1 off");
    strbuf_release(&line);
    gate_outcome_release(&outcome);
    policy_release(&policy);
}
END_TEST

static const struct {
    const char *text, *xml, *message, *property;
} escapes[] = {
    {"a<b> & \"c\" 'd'",         "a&#60;b&#62; &#38; &#34;c&#34; &#39;d&#39;",
     "a<b> & \"c\" 'd'",                                                                                   "a<b> & \"c\" 'd'"},
    {"x\ty\nz\r",                "x&#9;y&#10;z&#13;",                          "x y%0Az%0D",               "x y%0Az%0D"      },
    {"\x01\x1b\x7f",             "\xef\xbf\xbd\xef\xbf\xbd\x7f",               "???",                      "???"             },
    {"50%: a, b",                "50%: a, b",                                  "50%25: a, b",              "50%25%3A a%2C b" },
    {"\xed\xa0\x80\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd",                   NULL,                       NULL              },
    {"\xc3\xa4\xf0\x9f\x98\x80", "\xc3\xa4\xf0\x9f\x98\x80",                   "\xc3\xa4\xf0\x9f\x98\x80",
     "\xc3\xa4\xf0\x9f\x98\x80"                                                                                              },
    {"\xff",                     "\xef\xbf\xbd",                               "\xef\xbf\xbd",             "\xef\xbf\xbd"    },
};

START_TEST(text_is_escaped_for_its_place)
{
    struct strbuf out = STRBUF_INIT;

    escape_xml(&out, escapes[_i].text);
    ck_assert_str_eq(out.text, escapes[_i].xml);
    if (escapes[_i].message) {
        strbuf_reset(&out);
        escape_annotation(&out, escapes[_i].text, ANNOTATION_MESSAGE);
        ck_assert_str_eq(out.text, escapes[_i].message);
        strbuf_reset(&out);
        escape_annotation(&out, escapes[_i].text, ANNOTATION_PROPERTY);
        ck_assert_str_eq(out.text, escapes[_i].property);
    }
    strbuf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("junit");
    TCase *tc = tcase_create("junit");

    tcase_add_test(tc, junit_has_a_case_per_rule_and_level);
    tcase_add_test(tc, annotations_stand_at_the_lines_worst_first);
    tcase_add_test(tc, no_more_than_ten_annotations);
    tcase_add_test(tc, what_could_not_be_evaluated_says_so_everywhere);
    tcase_add_test(tc, the_line_counts_the_rules);
    tcase_add_loop_test(tc, text_is_escaped_for_its_place, 0, N_OF(escapes));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
