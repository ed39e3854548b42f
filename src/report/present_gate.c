/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present_gate.h"

#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "report/cells.h"
#include "report/gate_account.h"
#include "report/gate_cells.h"
#include "report/present_parts.h"

static const char *word_of(const struct gate_rule *rule)
{
    return rule->effect.is_warning && rule->verdict == VERDICT_FAIL ? "failed (warning)"
           : rule->effect.is_warning ? "inconclusive (warning)"
                                     : verdict_word(rule->verdict);
}

static void add_row(struct table *table, const struct gate_rule *rule,
                    const struct gate_case *of, const char *name, const char *word)
{
    struct reading reading = claim_reading(&rule->rule->claim);
    struct strbuf value = STRBUF_INIT, interval = STRBUF_INIT, studies = STRBUF_INIT;

    if (of) {
        reading_add(&value, reading, of->record.estimate.value);
        reading_add_interval(&interval, reading, &of->record.estimate);
        gate_cell_studies(&studies, rule->rule, &of->record);
    }
    table_add_row(
        table, (const char *[]){name, word, value.text, interval.text, studies.text});
    strbuf_release(&value);
    strbuf_release(&interval);
    strbuf_release(&studies);
}

/* What distinguishes the case among the rule's: "GE" of "rule [GE]". */
static void add_short_name(struct strbuf *out, const struct gate_rule *rule,
                           const struct gate_case *of)
{
    struct strbuf full = STRBUF_INIT;
    size_t length = strlen(rule->rule->name);

    gate_case_add_name(&full, rule, of);
    if (full.length > length + 3)
        strbuf_addf(out, "%.*s", (int)(full.length - length - 3),
                    full.text + length + 2);
    strbuf_release(&full);
}

static void add_rule(struct table *table, const struct gate_rule *rule)
{
    bool is_one = gate_rule_is_one(rule);

    add_row(table, rule, is_one ? &rule->cases[0] : NULL, rule->rule->name,
            word_of(rule));
    for (size_t i = 0; i < rule->n_cases && !is_one; i++) {
        const struct gate_case *of = &rule->cases[i];
        struct strbuf name = STRBUF_INIT;

        strbuf_adds(&name, "- ");
        add_short_name(&name, rule, of);
        add_row(table, rule, of, name.text,
                of->is_untested ? "untested" : verdict_word(of->verdict));
        strbuf_release(&name);
    }
}

/* The case whose method is said: the first level that was tested. */
static const struct gate_case *telling_case(const struct gate_rule *rule)
{
    for (size_t i = 0; i < rule->n_cases; i++)
        if (!rule->cases[i].is_untested)
            return &rule->cases[i];
    return NULL;
}

static const char *method_of(const struct gate_rule *rule)
{
    const struct gate_case *of = telling_case(rule);
    const char *method = of ? of->record.estimate.method : NULL;

    return rule->rule->claim.metric && rule->rule->claim.part != CLAIM_ESTIMATE &&
                   method
               ? method
               : "";
}

/* "Wilson" for "wilson" and "mover-r-wilson" */
static const char *words_of_limits(const char *method)
{
    static const char *const movers[] = {"mover-r-", "mover-"};

    for (size_t i = 0; i < 2; i++)
        if (!strncmp(method, movers[i], strlen(movers[i])))
            return cell_method(method + strlen(movers[i]));
    return cell_method(method);
}

/* "MOVER on Clopper-Pearson and Wilson" */
static void add_method_of_sides(struct strbuf *out, const struct result sides[2])
{
    const char *here = words_of_limits(sides[0].estimate.method);
    const char *there = words_of_limits(sides[1].estimate.method);

    strbuf_addf(out, "MOVER on %s", here);
    if (strcmp(here, there) != 0)
        strbuf_addf(out, " and %s", there);
}

static void add_method(struct strbuf *out, const struct gate_rule *rule)
{
    const char *method = method_of(rule);

    if (!*method)
        return;
    strbuf_adds(out, " (");
    if (telling_case(rule)->is_unpaired)
        add_method_of_sides(out, telling_case(rule)->sides);
    else
        strbuf_adds(out, cell_method(method));
    strbuf_addc(out, ')');
}

/* ---- Why ------------------------------------------------------------------------------ */

enum { MOST_CASES = 5 };

static void add_why_of_rule(struct report *report, const struct gate_rule *rule)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_addf(&text, "%s: %s: %s", rule->rule->name, word_of(rule), rule->why);
    add_method(&text, rule);
    strbuf_adds(&text, ".");
    if (gate_rule_is_one(rule) && *rule->advice)
        strbuf_addf(&text, " %s", rule->advice);
    report_item(report, text.text);
    strbuf_release(&text);
}

/* "every scanner works [GE]: failed: the upper limit 76.4 % is below 80 %." */
static void add_why_of_case(struct report *report, const struct gate_rule *rule,
                            const struct gate_case *of)
{
    struct strbuf text = STRBUF_INIT;

    gate_case_add_name(&text, rule, of);
    strbuf_addf(&text, ": %s: %s.", verdict_word(of->verdict), of->why);
    if (of->advice && *of->advice)
        strbuf_addf(&text, " %s", of->advice);
    report_item(report, text.text);
    strbuf_release(&text);
}

/* Those with the verdict that were tested, and whose reason is not the rule's. */
static void add_cases(struct report *report, const struct gate_rule *rule,
                      enum verdict verdict)
{
    struct strbuf more = STRBUF_INIT;
    size_t n = 0;

    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (of->verdict != verdict || of->is_untested)
            continue;
        if (n++ < MOST_CASES)
            add_why_of_case(report, rule, of);
    }
    if (n > MOST_CASES) {
        strbuf_addf(&more, "%s: %zu more are %s.", rule->rule->name, n - MOST_CASES,
                    verdict_word(verdict));
        report_item(report, more.text);
    }
    strbuf_release(&more);
}

/* Without the word that stands in front already. */
static const char *untested_reason(const struct gate_case *of)
{
    static const char word[] = "untested: ";

    return of->why + (strncmp(of->why, word, strlen(word)) ? 0 : strlen(word));
}

/* "every scanner works: untested: ORION 128 (1 of 10 studies with the finding)" */
static void add_untested(struct report *report, const struct gate_rule *rule)
{
    struct strbuf text = STRBUF_INIT;
    size_t n = 0;

    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (!of->is_untested || n++ >= MOST_CASES)
            continue;
        if (n == 1)
            strbuf_addf(&text, "%s: untested: ", rule->rule->name);
        else
            strbuf_adds(&text, ", ");
        add_short_name(&text, rule, of);
        strbuf_addf(&text, " (%s)", untested_reason(of));
    }
    if (n > MOST_CASES)
        strbuf_addf(&text, " and %zu more", n - MOST_CASES);
    if (n) {
        strbuf_addc(&text, '.');
        report_item(report, text.text);
    }
    strbuf_release(&text);
}

static void add_why(struct report *report, const struct gate_rule *rule)
{
    add_why_of_rule(report, rule);
    if (gate_rule_is_one(rule))
        return;
    add_cases(report, rule, VERDICT_FAIL);
    add_cases(report, rule, VERDICT_INCONCLUSIVE);
    add_untested(report, rule);
}

/* ---- Head ----------------------------------------------------------------------------- */

static void present_origin(struct report *report, const struct run *run,
                           const struct policy *policy)
{
    char confidence[NUMFMT_SIZE];

    report_paragraph(
        report, "%s%s%s, %s intervals%s.", path_base(run->cohort->files[0].name),
        policy->file ? " against " : "", policy->file ? path_base(policy->file) : "",
        numfmt_percent(confidence, run->request->spec.confidence, 0),
        run->cohort->n_files > 1 ? ", with further files" : "");
}

void present_overridden(struct report *report, const struct policy *policy)
{
    struct strbuf keys = STRBUF_INIT;

    for (size_t i = 0; i < policy->n_settings; i++)
        if (policy->settings[i].is_overridden)
            strbuf_addf(&keys, "%s%s", keys.length ? ", " : "",
                        policy->settings[i].key);
    if (keys.length)
        report_paragraph(report, "Overruled by the command line: %s.", keys.text);
    strbuf_release(&keys);
}

/* The rules with the numbers that decide; then, under a heading, why. */
static void present_rules_judged(struct report *report,
                                 const struct gate_outcome *outcome)
{
    struct table *table = report_table(
        report, "llrrr",
        (const char *[]){"Rule", "Verdict", "Estimate", "Interval", "Studies"});

    for (size_t i = 0; i < outcome->n_rules; i++)
        add_rule(table, &outcome->rules[i]);
    report_heading(report, "Why");
    for (size_t i = 0; i < outcome->n_rules; i++)
        add_why(report, &outcome->rules[i]);
    if (*gate_outcome_advice(outcome))
        report_paragraph(report, "%s", gate_outcome_advice(outcome));
}

void present_verdict(struct report *report, const struct run *run,
                     const struct gate_outcome *outcome)
{
    char confidence[NUMFMT_SIZE];
    struct strbuf line = STRBUF_INIT;
    size_t first;

    gate_outcome_add_line(&line, outcome);
    report_heading(report, "Gate %s", line.text);
    first = report->n;
    report_paragraph(report,
                     "The rules of %s, as 'proctor gate' judges them, on %s intervals; "
                     "its exit status is %d.",
                     path_base(outcome->policy->file),
                     numfmt_percent(confidence, run->request->spec.confidence, 0),
                     (int)outcome->status);
    present_rules_judged(report, outcome);
    report_paragraph(report, "What decides are these intervals, which may differ from "
                             "those above:");
    present_procedures_of(report, &outcome->records);
    report_demote(report, first);
    strbuf_release(&line);
}

static void present_gate_rows(struct report *report, const struct gate_outcome *outcome)
{
    struct strbuf text = STRBUF_INIT;
    char *rest;

    gate_account_add(&text, outcome);
    for (char *line = strtok_r(text.text, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        report_paragraph(report, "%s", line);
    strbuf_release(&text);
}

void present_gate(struct report *report, const struct run *run,
                  const struct gate_outcome *outcome, const struct notes *notes)
{
    struct strbuf line = STRBUF_INIT;

    gate_outcome_add_line(&line, outcome);
    report_heading(report, "Gate %s", line.text);
    present_origin(report, run, outcome->policy);
    present_gate_rows(report, outcome);
    present_overridden(report, outcome->policy);
    present_rules_judged(report, outcome);
    if (notes->n)
        report_heading(report, "Notes");
    for (size_t i = 0; i < notes->n; i++)
        report_item(report, notes->texts[i]);
    report_heading(report, "Gate %s", line.text);
    strbuf_release(&line);
}

void present_gate_error(struct report *report, const struct gate_outcome *outcome)
{
    struct strbuf line = STRBUF_INIT;

    gate_outcome_add_line(&line, outcome);
    report_heading(report, "Gate %s", line.text);
    report_paragraph(report, "%s", outcome->err.text);
    if (*outcome->err.hint)
        report_paragraph(report, "Hint: %s", outcome->err.hint);
    strbuf_release(&line);
}
