/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void gate_outcome_init(struct gate_outcome *outcome, const struct policy *policy)
{
    *outcome = (struct gate_outcome){.policy = policy, .n_rules = policy->n_rules};
    outcome->rules = xcalloc(policy->n_rules, sizeof *outcome->rules);
    for (size_t i = 0; i < policy->n_rules; i++) {
        struct gate_rule *rule = &outcome->rules[i];
        bool is_off = policy->rules[i].severity == SEVERITY_OFF;

        *rule = (struct gate_rule){
            .rule = &policy->rules[i], .why = xstrdup(""), .advice = xstrdup("")};
        gate_rule_decide(rule, is_off ? VERDICT_SKIPPED : VERDICT_ERROR,
                         xstrdup(is_off ? "severity: off" : "not evaluated"));
    }
}

void gate_rule_forget(struct gate_rule *rule)
{
    for (size_t i = 0; i < rule->n_cases; i++) {
        free(rule->cases[i].why);
        free(rule->cases[i].advice);
    }
    free(rule->cases);
    rule->cases = NULL;
    rule->n_cases = 0;
    rule->n_untested = 0;
}

void gate_outcome_release(struct gate_outcome *outcome)
{
    for (size_t i = 0; i < outcome->n_rules; i++) {
        struct gate_rule *rule = &outcome->rules[i];

        gate_rule_forget(rule);
        free(rule->why);
        free(rule->advice);
    }
    free(outcome->rules);
    free(outcome->runs);
    result_set_release(&outcome->records);
    *outcome = (struct gate_outcome){0};
}

struct gate_case *gate_outcome_add(struct gate_outcome *outcome, struct gate_rule *rule,
                                   const struct result *record, enum verdict verdict,
                                   char *why)
{
    struct gate_case *added;

    rule->cases = xrealloc(rule->cases, rule->n_cases + 1, sizeof *rule->cases);
    added = &rule->cases[rule->n_cases++];
    *added = (struct gate_case){.record = *result_set_add(&outcome->records, record),
                                .verdict = verdict,
                                .why = why};
    return added;
}

bool gate_rule_is_one(const struct gate_rule *rule)
{
    return rule->n_cases == 1 && !rule->rule->each.text;
}

void gate_outcome_add_run(struct gate_outcome *outcome, const struct run *run)
{
    outcome->runs = xrealloc(outcome->runs, outcome->n_runs + 1, sizeof *outcome->runs);
    outcome->runs[outcome->n_runs++] = run;
}

void gate_rule_decide(struct gate_rule *rule, enum verdict verdict, char *why)
{
    free(rule->why);
    rule->why = why;
    rule->verdict = verdict;
    rule->effect = verdict_effect(verdict, (enum severity)rule->rule->severity,
                                  (enum on_inconclusive)rule->rule->on_inconclusive);
}

void gate_outcome_fail(struct gate_outcome *outcome, const struct err *err,
                       const struct policy_rule *at_fault)
{
    outcome->err = *err;
    outcome->at_fault = at_fault;
    for (size_t i = 0; i < outcome->n_rules; i++) {
        struct gate_rule *rule = &outcome->rules[i];

        if (rule->rule->severity != SEVERITY_OFF)
            gate_rule_decide(
                rule, VERDICT_ERROR,
                xstrdup(rule->rule == at_fault ? err->text : "not evaluated"));
    }
    outcome->status = EXIT_NOT_EVALUATED;
}

void gate_outcome_finish(struct gate_outcome *outcome)
{
    outcome->status =
        outcome->err.code || outcome->n_rules == 0 ? EXIT_NOT_EVALUATED : EXIT_DONE;
    for (size_t i = 0; i < outcome->n_rules; i++)
        outcome->status =
            verdict_worse(outcome->status, outcome->rules[i].effect.status);
}

size_t gate_outcome_count(const struct gate_outcome *outcome, enum verdict verdict)
{
    size_t n = 0;

    for (size_t i = 0; i < outcome->n_rules; i++)
        n += outcome->rules[i].verdict == verdict &&
             !outcome->rules[i].effect.is_warning;
    return n;
}

size_t gate_outcome_warnings(const struct gate_outcome *outcome)
{
    size_t n = 0;

    for (size_t i = 0; i < outcome->n_rules; i++)
        n += outcome->rules[i].effect.is_warning;
    return n;
}

static const char *headline(enum exit_status status)
{
    switch (status) {
    case EXIT_DONE:
        return "PASSED";
    case EXIT_FAILED:
        return "FAILED";
    case EXIT_INCONCLUSIVE:
        return "INCONCLUSIVE";
    case EXIT_NOT_EVALUATED:
        break;
    }
    return "NOT EVALUATED";
}

static void add_count(struct strbuf *out, size_t n, const char *what, size_t *n_parts)
{
    if (n == 0)
        return;
    strbuf_addf(out, "%s%zu %s", (*n_parts)++ ? ", " : ": ", n, what);
}

void gate_outcome_add_line(struct strbuf *out, const struct gate_outcome *outcome)
{
    size_t n_parts = 0, n_warnings = gate_outcome_warnings(outcome);

    strbuf_adds(out, headline(outcome->status));
    if (outcome->status == EXIT_NOT_EVALUATED)
        return;
    add_count(out, gate_outcome_count(outcome, VERDICT_FAIL), "failed", &n_parts);
    add_count(out, gate_outcome_count(outcome, VERDICT_INCONCLUSIVE), "inconclusive",
              &n_parts);
    add_count(out, gate_outcome_count(outcome, VERDICT_PASS), "passed", &n_parts);
    add_count(out, n_warnings, n_warnings == 1 ? "warning" : "warnings", &n_parts);
    add_count(out, gate_outcome_count(outcome, VERDICT_SKIPPED), "off", &n_parts);
}

const char *gate_outcome_advice(const struct gate_outcome *outcome)
{
    for (size_t i = 0; i < outcome->n_rules; i++)
        for (size_t j = 0; j < outcome->rules[i].n_cases; j++)
            if (outcome->rules[i].verdict == VERDICT_INCONCLUSIVE &&
                outcome->rules[i].cases[j].has_sizes)
                return "To add studies until a rule passes inflates its error: better "
                       "judge it once on a fresh sample, of the size in brackets.";
    return "";
}

/* True if cases of the rule differ in the field. */
static bool differs(const struct gate_rule *rule, size_t offset)
{
    for (size_t i = 1; i < rule->n_cases; i++) {
        const char *const *a = (const void *)((const char *)&rule->cases[0] + offset);
        const char *const *b = (const void *)((const char *)&rule->cases[i] + offset);

        if (strcmp(*a, *b) != 0)
            return true;
    }
    return false;
}

void gate_case_add_name(struct strbuf *out, const struct gate_rule *rule,
                        const struct gate_case *of)
{
    const struct {
        const char *text;
        bool is_shown;
    } parts[] = {
        {of->record.model, differs(rule,            offsetof(struct gate_case, record.model))},
        {of->record.finding,  differs(rule,                         offsetof(struct gate_case, record.finding))},
        {of->record.level,   rule->rule->each.text != NULL},
    };
    size_t n = 0;

    strbuf_adds(out, rule->rule->name);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].is_shown)
            strbuf_addf(out, "%s%s", n++ ? ", " : " [", parts[i].text);
    if (n)
        strbuf_addc(out, ']');
}

struct effect gate_case_effect(const struct gate_rule *rule, const struct gate_case *of)
{
    return verdict_effect(of->verdict, (enum severity)rule->rule->severity,
                          (enum on_inconclusive)rule->rule->on_inconclusive);
}
