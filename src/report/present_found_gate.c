/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: the gate's verdict in sentences, and which rule and level it rests on. */
#include <math.h>
#include <string.h>

#include "base/path.h"
#include "report/gate_cells.h"
#include "report/present_gate.h"
#include "report/present_parts.h"

enum { MOST_CASES = 12 };

/* ---- Numbers ------------------------------------------------------------------ */

/* " (95 % CI 71.0 to 76.4, 808/1,095)" */
static void add_evidence(struct strbuf *out, const struct run *run,
                         const struct policy_rule *rule, const struct result *record)
{
    struct reading reading = claim_reading(&rule->claim);
    struct strbuf inside = STRBUF_INIT;
    char confidence[NUMFMT_SIZE + 8];

    if (rule->claim.part == CLAIM_LOWER || rule->claim.part == CLAIM_UPPER) {
        strbuf_adds(&inside, "of the estimate ");
        reading_add(&inside, reading, record->estimate.value);
    } else if (!isnan(record->estimate.low) && !isnan(record->estimate.high)) {
        strbuf_addf(&inside, "%s ", present_confidence(run, confidence));
        reading_add_bare(&inside, reading, record->estimate.low);
        strbuf_adds(&inside, " to ");
        reading_add_bare(&inside, reading, record->estimate.high);
    }
    if (rule->claim.metric || rule->claim.subject == CLAIM_MISSING) {
        strbuf_adds(&inside, inside.length ? ", " : "");
        gate_cell_studies(&inside, rule, record);
    }
    if (inside.length)
        strbuf_addf(out, " (%s)", inside.text);
    strbuf_release(&inside);
}

/* ---- A case ------------------------------------------------------------------- */

/* "specificity at release", "the lower limit of ROC AUC", "the number of studies". */
static void add_quantity(struct strbuf *out, const struct claim *claim)
{
    static const char *const subjects[] = {
        [CLAIM_METRIC] = "",
        [CLAIM_DIFFERENCE] = "the difference to the baseline in ",
        [CLAIM_GAP] = "the largest difference between levels in ",
        [CLAIM_COUNT] = "the number of studies",
        [CLAIM_POSITIVES] = "the number of studies with the finding",
        [CLAIM_NEGATIVES] = "the number of studies without the finding",
        [CLAIM_MISSING] = "the share of studies without a score",
    };
    static const char *const parts[] = {"", "", "the lower limit of ",
                                        "the upper limit of "};

    strbuf_addf(out, "%s%s", claim->metric ? parts[claim->part] : "",
                subjects[claim->subject]);
    if (claim->metric)
        strbuf_adds(out, strcmp(claim->metric->name, "auc")
                             ? words_in_sentence(claim->metric)
                             : "ROC AUC");
    if (claim->point)
        strbuf_addf(out, " at %s", claim->point);
}

/* The one that the claim is about. */
static double claimed_value(const struct claim *claim, const struct estimate *estimate)
{
    return claim->part == CLAIM_LOWER   ? estimate->low
           : claim->part == CLAIM_UPPER ? estimate->high
                                        : estimate->value;
}

/* " of model a in finding b in scanner Lumen 64, where sex = F", as far as it is not everyone. */
static void add_place(struct strbuf *out, const struct run *run,
                      const struct policy_rule *rule, const struct gate_case *of)
{
    if (run->binding->n_pairs > 1)
        strbuf_addf(out, " of %s in finding %s", of->record.model, of->record.finding);
    if (*of->record.level)
        strbuf_addf(out, " in %s %s", of->record.group, of->record.level);
    for (size_t i = 0; i < rule->where.n; i++)
        strbuf_addf(out, "%s %s", i ? " and" : ", where", rule->where.items[i].text);
    strbuf_adds(out, rule->where.n ? "," : "");
}

static void add_case(struct strbuf *out, const struct run *run,
                     const struct gate_rule *rule, const struct gate_case *of)
{
    static const char *const required[] = {"at least", "above", "at most", "below"};
    const struct claim *claim = &rule->rule->claim;
    double value = claimed_value(claim, &of->record.estimate);

    add_quantity(out, claim);
    add_place(out, run, rule->rule, of);
    if (isnan(value)) {
        strbuf_addf(out, " is not known: %s", of->why);
        return;
    }
    strbuf_adds(out, " is ");
    reading_add(out, claim_reading(claim), value);
    add_evidence(out, run, rule->rule, &of->record);
    strbuf_addf(out, "; %s ", required[claim->op]);
    reading_add_limit(out, claim_reading(claim), claim->limit);
    strbuf_adds(out, " is required");
    if (of->verdict == VERDICT_FAIL)
        return;
    strbuf_addf(out, ": %s",
                strncmp(of->why, "the estimate ", 13)
                    ? of->why
                    : "these studies neither show nor refute it, since the interval "
                      "reaches to both sides");
}

/* ---- A rule ------------------------------------------------------------------- */

static bool is_told(const struct gate_rule *rule)
{
    return rule->verdict == VERDICT_FAIL || rule->verdict == VERDICT_INCONCLUSIVE;
}

/* A rule that failed is told by the cases that made it fail. */
static bool is_told_case(const struct gate_rule *rule, const struct gate_case *of)
{
    return of->verdict == rule->verdict;
}

static void add_head(struct strbuf *out, const struct gate_rule *rule)
{
    strbuf_addf(out, "'%s' %s%s: ", rule->rule->name,
                rule->verdict == VERDICT_FAIL ? "failed" : "is inconclusive",
                rule->effect.is_warning ? ", a warning only" : "");
}

static bool is_told_untested(const struct gate_rule *rule, size_t i)
{
    return is_told_case(rule, &rule->cases[i]) && rule->cases[i].is_untested;
}

/* True if the level is the first of its name: each model and finding has one. */
static bool is_first_untested(const struct gate_rule *rule, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (is_told_untested(rule, j) &&
            !strcmp(rule->cases[j].record.level, rule->cases[i].record.level))
            return false;
    return is_told_untested(rule, i);
}

/* "not tested, for want of studies, in scanner A, B and 3 more"; false if no level was left untested. */
static bool add_untested(struct strbuf *out, const struct gate_rule *rule)
{
    size_t n = 0;

    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (!is_first_untested(rule, i) || n++ >= MOST_CASES)
            continue;
        if (n == 1)
            strbuf_addf(out, "not tested, for want of studies, in %s ",
                        of->record.group);
        strbuf_addf(out, "%s%s", n > 1 ? ", " : "", of->record.level);
    }
    if (n > MOST_CASES)
        strbuf_addf(out, " and %zu more", n - MOST_CASES);
    return n > 0;
}

/* An item with the rule's verdict in front of what `text` gets. */
static void start_item(struct strbuf *text, const struct gate_rule *rule)
{
    strbuf_reset(text);
    add_head(text, rule);
}

static void end_item(struct report *report, struct strbuf *text)
{
    strbuf_addc(text, '.');
    report_item(report, text->text);
}

/* An item for each case, and one for all untested levels; the reason of the rule if it has none of these. */
static void tell_rule(struct report *report, const struct run *run,
                      const struct gate_rule *rule)
{
    struct strbuf text = STRBUF_INIT;
    size_t n = 0;
    bool is_untested;

    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (!is_told_case(rule, of) || of->is_untested || n++ >= MOST_CASES)
            continue;
        start_item(&text, rule);
        add_case(&text, run, rule, of);
        end_item(report, &text);
    }
    start_item(&text, rule);
    is_untested = add_untested(&text, rule);
    if (is_untested)
        end_item(report, &text);
    if (n > MOST_CASES || (n == 0 && !is_untested)) {
        start_item(&text, rule);
        if (n > MOST_CASES)
            strbuf_addf(&text, "and so on for %zu more", n - MOST_CASES);
        else
            strbuf_adds(&text, rule->why);
        end_item(report, &text);
    }
    strbuf_release(&text);
}

/* ---- The gate ----------------------------------------------------------------- */

/* "1 failed, 2 are inconclusive and 4 passed" */
static void add_counts(struct strbuf *out, const struct gate_outcome *outcome)
{
    const struct {
        size_t n;
        const char *one, *many;
    } counts[] = {
        {gate_outcome_count(outcome,     VERDICT_FAIL),         "failed",          "failed"},
        {gate_outcome_count(outcome,     VERDICT_INCONCLUSIVE), "is inconclusive",
         "are inconclusive"                                                                },
        {gate_outcome_warnings(outcome), "is a warning",        "are warnings"   },
        {gate_outcome_count(outcome,                 VERDICT_PASS),              "passed",          "passed"        },
    };
    size_t left = 0;

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        left += counts[i].n > 0;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].n)
            strbuf_addf(out, "%zu %s%s", counts[i].n,
                        counts[i].n == 1 ? counts[i].one : counts[i].many,
                        --left > 1  ? ", "
                        : left == 1 ? " and "
                                    : "");
}

static const char *headline(enum exit_status status)
{
    return status == EXIT_DONE     ? "passed"
           : status == EXIT_FAILED ? "failed"
                                   : "is inconclusive";
}

void present_found_gate(struct report *report, const struct run *run,
                        const struct gate_outcome *outcome)
{
    size_t n_off = gate_outcome_count(outcome, VERDICT_SKIPPED), n_told = 0;
    const char *policy = path_base(outcome->policy->file);
    struct strbuf counts = STRBUF_INIT;

    for (size_t i = 0; i < outcome->n_rules; i++)
        n_told += is_told(&outcome->rules[i]);
    add_counts(&counts, outcome);
    if (n_told)
        report_paragraph(report, "The gate %s: of the %zu %s of %s %s.",
                         headline(outcome->status), outcome->n_rules - n_off,
                         outcome->n_rules - n_off == 1 ? "rule" : "rules", policy,
                         counts.text);
    else
        report_paragraph(report,
                         "The gate passed: every rule of %s that is judged is "
                         "met.",
                         policy);
    for (size_t i = 0; i < outcome->n_rules; i++)
        if (is_told(&outcome->rules[i]))
            tell_rule(report, run, &outcome->rules[i]);
    strbuf_release(&counts);
}
