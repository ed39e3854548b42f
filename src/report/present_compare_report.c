/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: models against a baseline on the studies that both have. The records are those of `compare`. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/present_compare_parts.h"
#include "report/present_parts.h"
#include "report/present_report.h"

enum { MOST_PAIRS = 6 }; /* as of pictures */

/* ---- In a sentence ------------------------------------------------------------- */

/* "20.8 points higher (95 % CI +4.2 to +40.5)", "the same (...)". */
static void add_change(struct strbuf *out, const struct run *run,
                       const struct metric *metric, const struct estimate *estimate)
{
    struct strbuf size = STRBUF_INIT;
    char confidence[NUMFMT_SIZE + 8];

    cell_difference(&size, metric, fabs(estimate->value));
    if (estimate->value == 0)
        strbuf_adds(out, "the same");
    else
        strbuf_addf(out, "%s%s %s", size.text + (*size.text == '+'),
                    metric_is_percent(metric) ? " points" : "",
                    estimate->value > 0 ? "higher" : "lower");
    if (!isnan(estimate->low) && !isnan(estimate->high)) {
        strbuf_addf(out, " (%s ", present_confidence(run, confidence));
        cell_difference_interval(out, metric, estimate);
        strbuf_addc(out, ')');
    }
    strbuf_release(&size);
}

/* "sensitivity is 0.6 points lower (...)"; false if that is not known. */
static bool add_metric(struct strbuf *out, const struct duel *duel, const char *name,
                       const char *point, const char *before)
{
    const struct metric *metric = metric_find(name);
    char difference[96];
    const struct result *r;

    snprintf(difference, sizeof difference, "%s_difference", name);
    r = duel_find(duel, (struct record_of){.metric = difference, .point = point});
    if (!r || isnan(r->estimate.value))
        return false;
    strbuf_addf(out, "%s%s is ", before,
                strcmp(name, "auc") ? words_in_sentence(metric) : "ROC AUC");
    add_change(out, duel->run, metric, &r->estimate);
    return true;
}

static const char *only_if(bool is_said, const char *words)
{
    return is_said ? words : "";
}

/* ", not worse by more than 0.02: shown (lower limit -0.011)" of the AUC, which alone needs no point. */
static void add_margin(struct strbuf *out, const struct duel *duel)
{
    const char *verdict = duel_margin_verdict(duel, metric_find("auc"), "");

    if (verdict)
        strbuf_addf(out, ", %s", verdict);
}

static void tell_duel(struct report *report, const struct duel *duel)
{
    const struct result *shared =
        duel_find(duel, (struct record_of){.metric = "rows_shared"});
    const struct result *at = duel_next_point(duel, NULL);
    struct strbuf numbers = STRBUF_INIT, at_point = STRBUF_INIT;
    char n[NUMFMT_SIZE];
    bool has_auc, has_sensitivity;

    has_auc = add_metric(&numbers, duel, "auc", "", "");
    if (has_auc)
        add_margin(&numbers, duel);
    if (at) {
        strbuf_addf(&at_point, "%sat %s%s ", only_if(has_auc, "; "), at->point,
                    only_if(at->estimate.status == STATUS_DEFAULT,
                            ", a default that nobody chose,"));
        has_sensitivity = add_metric(&at_point, duel, "sensitivity", at->point, "");
        if (add_metric(&at_point, duel, "specificity", at->point,
                       only_if(has_sensitivity, " and ")) ||
            has_sensitivity)
            strbuf_adds(&numbers, at_point.text);
    }
    if (numbers.length)
        report_paragraph(
            report, "%s against the baseline %s%s%s, on the %s that both have: %s.",
            duel->model, duel->baseline,
            only_if(duel->run->binding->n_labels > 1, " in finding "),
            only_if(duel->run->binding->n_labels > 1, duel->finding),
            numfmt_studies(n, (uint64_t)shared->n), numbers.text);
    strbuf_release(&numbers);
    strbuf_release(&at_point);
}

void present_found_comparison(struct report *report, const struct run *comparison)
{
    const struct binding *binding = comparison->binding;

    for (size_t i = 0; i < binding->n_labels; i++) {
        const struct result *r = NULL;

        while ((r = compare_next_duel(comparison->results, binding->labels[i].finding,
                                      r))) {
            struct duel duel = compare_duel_of(comparison, r);

            tell_duel(report, &duel);
        }
    }
}

/* ---- In a table ---------------------------------------------------------------- */

/* "; 3 more have a score of a alone" */
static void add_left_out(struct strbuf *out, const struct duel *duel, const char *of,
                         const char *other)
{
    struct duel lost = {duel->run, of, other, duel->finding};
    const struct result *r =
        duel_find(&lost, (struct record_of){.metric = "rows_not_shared"});
    char n[NUMFMT_SIZE];

    if (r && r->n > 0)
        strbuf_addf(out, "; %s more %s a score of %s alone",
                    numfmt_count(n, (uint64_t)r->n), r->n == 1 ? "has" : "have", of);
}

static void present_shared(struct report *report, const struct duel *duel)
{
    const struct result *shared =
        duel_find(duel, (struct record_of){.metric = "rows_shared"});
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE], pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    strbuf_addf(&text, "%s minus %s, on the %s that have a score of both: %s with",
                duel->model, duel->baseline, numfmt_studies(n, (uint64_t)shared->n),
                numfmt_count(pos, (uint64_t)shared->n_pos));
    strbuf_addf(&text, " the finding, %s without",
                numfmt_count(neg, (uint64_t)shared->n_neg));
    add_left_out(&text, duel, duel->model, duel->baseline);
    add_left_out(&text, duel, duel->baseline, duel->model);
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

/* The margin that was stated, and for each metric whether it is kept. */
static void present_margins(struct report *report, const struct duel *duel)
{
    const struct metric *const *metric = metrics_all(NULL);
    const struct result *at = NULL;

    duel_present_margin(report, duel, metric_find("auc"), "");
    while ((at = duel_next_point(duel, at)))
        for (size_t i = 0; metric[i]; i++)
            if (metric[i]->kind == METRIC_THRESHOLD)
                duel_present_margin(report, duel, metric[i], at->point);
}

static void present_duel(struct report *report, const struct duel *duel)
{
    const struct metric *const *metric = metrics_all(NULL);
    const struct result *at = NULL;
    char confidence[NUMFMT_SIZE + 8];
    struct table *table;

    present_shared(report, duel);
    table = report_table(report, "lrrrlrr",
                         (const char *[]){"", "Model", "Baseline", "Diff.",
                                          duel_confidence_head(duel->run, confidence),
                                          "p", "Only M:B"});
    duel_add_row(table, duel, metric_find("auc"), "");
    while ((at = duel_next_point(duel, at))) {
        struct strbuf head = STRBUF_INIT;

        strbuf_addf(
            &head, "At %s%s", at->point,
            only_if(at->estimate.status == STATUS_DEFAULT, ", which nobody chose"));
        table_add_row(table, (const char *[]){head.text, "", "", "", "", "", ""});
        for (size_t i = 0; metric[i]; i++)
            if (metric[i]->kind == METRIC_THRESHOLD)
                duel_add_row(table, duel, metric[i], at->point);
        strbuf_release(&head);
    }
    present_margins(report, duel);
}

/* One model: its table. Several: all of them first, and where these are few a table of each that says more. True
 * if there is any of these. */
static bool present_finding(struct report *report, const struct run *comparison,
                            const char *finding)
{
    const struct result_set *set = comparison->results;
    const struct result *first = compare_next_duel(set, finding, NULL);
    bool several = first && compare_next_duel(set, finding, first), is_shown = false;

    if (!first)
        return false;
    if (comparison->binding->n_labels > 1)
        report_subheading(report, "Finding %s", finding);
    if (several)
        compare_present_models(report, comparison, first);
    for (const struct result *r = first; r; r = compare_next_duel(set, finding, r)) {
        struct duel duel = compare_duel_of(comparison, r);

        if (several && (comparison->binding->n_pairs > MOST_PAIRS ||
                        !duel_next_point(&duel, NULL)))
            continue;
        present_duel(report, &duel);
        is_shown = true;
    }
    return is_shown;
}

void present_comparison(struct report *report, const struct run *run,
                        const struct report_request *request)
{
    const struct run *comparison = request->comparison;
    const struct binding *binding = comparison->binding;
    bool has_duels = false;

    report_heading(report, "Compared with the baseline %s", request->baseline);
    for (size_t i = 0; i < binding->n_labels; i++)
        has_duels |= present_finding(report, comparison, binding->labels[i].finding);
    report_paragraph(report, "Differences are model minus baseline%s.",
                     only_if(has_duels,
                             "; those of percentages are in points. Only M:B: how many "
                             "studies the model alone, and the baseline alone, got "
                             "right (or flagged)"));
    present_picture(report, run, request, "difference", NULL);
}
