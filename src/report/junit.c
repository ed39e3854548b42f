/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/junit.h"

#include <assert.h>

#include "base/path.h"
#include "report/escape.h"
#include "report/gate_account.h"
#include "report/gate_cells.h"

enum element {
    ELEMENT_NONE,
    ELEMENT_FAILURE,
    ELEMENT_ERROR,
    ELEMENT_SKIPPED,
    ELEMENT_OUTPUT
};

/* One <testcase>. */
struct test {
    const char *name, *why, *more;
    enum element element;
    const char *type; /* of a failure or error: "fail", "inconclusive", "error" */
};

/* Called for every test in order. */
typedef void test_function(void *ctx, const struct test *test);

static enum element element_of(enum verdict verdict, struct effect effect)
{
    if (verdict == VERDICT_SKIPPED)
        return ELEMENT_SKIPPED;
    if (effect.is_warning)
        return ELEMENT_OUTPUT;
    switch (effect.status) {
    case EXIT_DONE:
        return ELEMENT_NONE;
    case EXIT_FAILED:
        return ELEMENT_FAILURE;
    case EXIT_NOT_EVALUATED:
    case EXIT_INCONCLUSIVE:
        break;
    }
    return ELEMENT_ERROR;
}

static void visit_cases(const struct gate_rule *rule, test_function *visit, void *ctx)
{
    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];
        struct strbuf name = STRBUF_INIT, why = STRBUF_INIT;

        gate_case_add_name(&name, rule, of);
        gate_cell_case(&why, rule, of);
        visit(ctx, &(struct test){name.text, why.text, of->advice ? of->advice : "",
                                  element_of(of->verdict, gate_case_effect(rule, of)),
                                  verdict_name(of->verdict)});
        strbuf_release(&name);
        strbuf_release(&why);
    }
}

/* The verdict over several cases is more than the worst of them: a case of its own. */
static void visit_rule(const struct gate_rule *rule, const char *more,
                       test_function *visit, void *ctx)
{
    struct strbuf why = STRBUF_INIT;

    assert(rule->rule);
    gate_cell_rule(&why, rule);
    visit(ctx, &(struct test){rule->rule->name, why.text, more,
                              element_of(rule->verdict, rule->effect),
                              verdict_name(rule->verdict)});
    strbuf_release(&why);
}

static void visit_all(const struct gate_outcome *outcome, test_function *visit,
                      void *ctx)
{
    /* an error has one case: that of the rule that it is about, or one of its own */
    if (outcome->err.code && !outcome->at_fault)
        visit(ctx, &(struct test){"policy", outcome->err.text, outcome->err.hint,
                                  ELEMENT_ERROR, verdict_name(VERDICT_ERROR)});
    for (size_t i = 0; i < outcome->n_rules; i++) {
        const struct gate_rule *rule = &outcome->rules[i];

        if (!gate_rule_is_one(rule))
            visit_rule(rule,
                       rule->rule == outcome->at_fault ? outcome->err.hint
                                                       : rule->advice,
                       visit, ctx);
        visit_cases(rule, visit, ctx);
    }
}

/* ---- XML ---------------------------------------------------------------------- */

static void add_attribute(struct strbuf *out, const char *name, const char *value)
{
    strbuf_addf(out, " %s=\"", name);
    escape_xml(out, value);
    strbuf_addc(out, '"');
}

static void add_element(struct strbuf *out, const char *tag, const struct test *test)
{
    strbuf_addf(out, "      <%s", tag);
    add_attribute(out, "message", test->why);
    add_attribute(out, "type", test->type);
    strbuf_addc(out, '>');
    escape_xml(out, test->why);
    if (*test->more) {
        strbuf_adds(out, "\n");
        escape_xml(out, test->more);
    }
    strbuf_addf(out, "</%s>\n", tag);
}

/* Passed, for the readers of JUnit: what was shown all the same. */
static void add_output(struct strbuf *out, const char *before, const struct test *test)
{
    strbuf_addf(out, "      <system-out>%s%s: ", before, test->type);
    escape_xml(out, test->why);
    strbuf_adds(out, "</system-out>\n");
}

struct writer {
    struct strbuf *out;
    const char *class_name;
};

static void write_test(void *ctx, const struct test *test)
{
    struct writer *writer = ctx;
    struct strbuf *out = writer->out;

    strbuf_adds(out, "    <testcase");
    add_attribute(out, "classname", writer->class_name);
    add_attribute(out, "name", test->name);
    strbuf_adds(out, " time=\"0\">\n");
    switch (test->element) {
    case ELEMENT_NONE:
        add_output(out, "", test);
        break;
    case ELEMENT_FAILURE:
        add_element(out, "failure", test);
        break;
    case ELEMENT_ERROR:
        add_element(out, "error", test);
        break;
    case ELEMENT_SKIPPED:
        strbuf_adds(out, "      <skipped");
        if (*test->why)
            add_attribute(out, "message", test->why);
        strbuf_adds(out, "/>\n");
        break;
    case ELEMENT_OUTPUT:
        add_output(out, "warning: ", test);
        break;
    }
    strbuf_adds(out, "    </testcase>\n");
}

struct totals {
    size_t n, n_failures, n_errors, n_skipped;
};

static void count_test(void *ctx, const struct test *test)
{
    struct totals *totals = ctx;

    totals->n++;
    totals->n_failures += test->element == ELEMENT_FAILURE;
    totals->n_errors += test->element == ELEMENT_ERROR;
    totals->n_skipped += test->element == ELEMENT_SKIPPED;
}

/* What the verdicts rest on, of the whole suite. */
static void add_account(struct strbuf *out, const struct gate_outcome *outcome)
{
    struct strbuf account = STRBUF_INIT;

    gate_account_add(&account, outcome);
    if (account.length) {
        strbuf_adds(out, "    <system-out>");
        escape_xml(out, account.text);
        strbuf_adds(out, "</system-out>\n");
    }
    strbuf_release(&account);
}

void junit_write(struct strbuf *out, const struct gate_outcome *outcome)
{
    struct totals totals = {0};
    struct strbuf name = STRBUF_INIT;
    const char *file = outcome->policy->file;

    visit_all(outcome, count_test, &totals);
    strbuf_addf(&name, "proctor.%s", file && *file ? path_base(file) : "gate");
    strbuf_adds(
        out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite");
    add_attribute(out, "name", name.text);
    strbuf_addf(out,
                " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" "
                "time=\"0\">\n",
                totals.n, totals.n_failures, totals.n_errors, totals.n_skipped);
    visit_all(outcome, write_test, &(struct writer){out, name.text});
    add_account(out, outcome);
    strbuf_adds(out, "  </testsuite>\n</testsuites>\n");
    strbuf_release(&name);
}
