/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a policy as sentences: no data are needed. */
#include "base/path.h"
#include "report/cells.h"
#include "report/present_gate.h"
#include "report/report.h"

static void add_levels(struct strbuf *text, const struct policy_rule *rule)
{
    static const char *const untested[] = {"leaves the rule inconclusive", "is ignored",
                                           "fails the rule"};

    if (rule->each.text)
        strbuf_addf(text, " Asked of every level of %s", rule->each.text);
    else
        strbuf_addf(text, " Over the levels of %s", rule->over.text);
    if (rule->min_positives != UNSTATED)
        strbuf_addf(text, " with at least %.0f positive studies",
                    (double)rule->min_positives);
    if (rule->min_negatives != UNSTATED)
        strbuf_addf(text, "%s at least %.0f negative studies",
                    rule->min_positives != UNSTATED ? " and" : " with",
                    (double)rule->min_negatives);
    strbuf_addf(text, "; a level with too few studies %s.", untested[rule->untested]);
    for (size_t i = 0; i < rule->require.n; i++)
        strbuf_addf(text, "%s%s%s", i ? ", " : " Must be there and tested: ",
                    rule->require.items[i].text, i + 1 == rule->require.n ? "." : "");
}

/* RULE_MISSING_... are the same numbers. */
static const char *words_of_missing(enum missing_policy missing)
{
    static const char *const words[] = {[MISSING_EXCLUDE] = "are left out",
                                        [MISSING_POSITIVE] = "count as flagged",
                                        [MISSING_NEGATIVE] = "count as not flagged",
                                        [MISSING_ERROR] = "are an error"};

    return words[missing];
}

void present_missing_stated(struct report *report, const enum missing_policy *missing)
{
    if (missing)
        report_paragraph(
            report, "Studies without a score %s%s.", words_of_missing(*missing),
            *missing == MISSING_ERROR ? "" : ", unless a rule says otherwise");
    else
        report_paragraph(report,
                         "Nobody states what studies without a score count as: a rule "
                         "passes only if they could not change that.");
}

static void add_prevalence(struct strbuf *text, const struct claim *claim,
                           const struct request *request)
{
    bool is_stated = request->prevalence_is_stated && claim->subject == CLAIM_METRIC;

    if (!claim_has_prevalence(claim))
        return;
    if (!is_stated) {
        strbuf_adds(text, " At the prevalence of the studies themselves.");
        return;
    }
    strbuf_adds(text, " At a prevalence of ");
    reading_add_limit(text, READING_PREVALENCE, request->prevalences[0]);
    strbuf_addc(text, '.');
}

static void add_rest(struct strbuf *text, const struct policy_rule *rule)
{
    if (rule->model.text)
        strbuf_addf(text, " Model %s.", rule->model.text);
    if (rule->finding.text)
        strbuf_addf(text, " Finding %s.", rule->finding.text);
    for (size_t i = 0; i < rule->where.n; i++)
        strbuf_addf(text, " Only where %s.", rule->where.items[i].text);
    if (rule->missing != UNSTATED)
        strbuf_addf(text, " Studies without a score %s.",
                    words_of_missing((enum missing_policy)rule->missing));
    if (rule->baseline_is_result)
        strbuf_addf(text, " Unpaired: the baseline is %s%s%s.",
                    rule->baseline_model.text ? rule->baseline_model.text : "",
                    rule->baseline_model.text ? " of " : "",
                    path_base(rule->baseline_file.text));
    if (rule->severity == SEVERITY_WARN)
        strbuf_adds(text, " A warning only.");
    if (!claim_is_about_truth(&rule->claim))
        return;
    if (rule->on_inconclusive == ON_INCONCLUSIVE_FAIL)
        strbuf_adds(text, " Inconclusive counts as failed.");
    if (rule->on_inconclusive == ON_INCONCLUSIVE_WARN)
        strbuf_adds(text, " Inconclusive is a warning only.");
}

void present_rules(struct report *report, const struct policy *policy,
                   const struct request *request)
{
    for (size_t i = 0; i < policy->n_rules; i++) {
        const struct policy_rule *rule = &policy->rules[i];
        struct strbuf text = STRBUF_INIT;

        strbuf_addf(&text, "%s: ", rule->name);
        if (rule->severity == SEVERITY_OFF)
            strbuf_adds(&text, "(off) ");
        claim_add_sentence(&text, &rule->claim);
        strbuf_addc(&text, '.');
        add_prevalence(&text, &rule->claim, request);
        if (rule->each.text || rule->over.text)
            add_levels(&text, rule);
        add_rest(&text, rule);
        report_item(report, text.text);
        strbuf_release(&text);
    }
}
