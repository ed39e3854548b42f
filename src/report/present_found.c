/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: what was found, in sentences for a reader who is no statistician. Each states numbers, with their intervals, and
 * nothing else. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/present_parts.h"
#include "report/present_report.h"

/* " (95 % CI 88.1 to 92.4)", or nothing. */
static void add_interval(struct strbuf *out, const struct run *run,
                         const struct metric *metric, const struct estimate *estimate)
{
    char confidence[NUMFMT_SIZE + 8];
    size_t before = out->length;

    if (isnan(estimate->low) || isnan(estimate->high))
        return;
    strbuf_addf(out, " (%s ", present_confidence(run, confidence));
    cell_interval(out, metric, estimate);
    if (out->length > before + 2 && !strcmp(out->text + out->length - 2, " %")) {
        out->length -= 2;
        out->text[out->length] = '\0';
    }
    strbuf_addc(out, ')');
}

static void add_estimate(struct strbuf *out, const struct run *run,
                         const struct metric *metric, const struct estimate *estimate)
{
    cell_value(out, metric, estimate->value);
    add_interval(out, run, metric, estimate);
}

/* ---- Studies ---------------------------------------------------------------------- */

static void found_studies(struct report *report, struct slice slice)
{
    const struct result *r = slice_find(slice, "", "", "rows_evaluated", "", NULL);
    const struct result *whole = slice_find(slice, "", "", "prevalence", "", NULL);
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE], patients[NUMFMT_SIZE];

    strbuf_adds(&text, numfmt_studies(n, (uint64_t)r->n));
    strbuf_addf(&text, " %s evaluated, %s with the finding", r->n == 1 ? "was" : "were",
                numfmt_count(n, (uint64_t)r->n_pos));
    strbuf_addf(&text, " and %s without", numfmt_count(n, (uint64_t)r->n_neg));
    if (whole && !isnan(whole->n_patients))
        strbuf_addf(&text, ", of %s",
                    numfmt_things(patients, (uint64_t)whole->n_patients, "patient",
                                  "patients"));
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

/* ---- Ranking and operating points --------------------------------------------------- */

static void found_auc(struct report *report, const struct run *run, struct slice slice)
{
    const struct metric *auc = metric_find("auc");
    const struct result *r = slice_find(slice, "", "", "auc", "", NULL);
    struct strbuf text = STRBUF_INIT;

    if (!r || isnan(r->estimate.value))
        return;
    strbuf_adds(&text, "ROC AUC is ");
    add_estimate(&text, run, auc, &r->estimate);
    report_paragraph(report,
                     "%s: the share of all pairs of a study with and one without the "
                     "finding in which the one with it scores %s, ties counting half.",
                     text.text,
                     run->input->direction == SCORE_LOW ? "lower" : "higher");
    strbuf_release(&text);
}

/* The share flagged of those without the finding. */
static struct estimate false_positive_rate(const struct estimate *specificity)
{
    struct estimate estimate = *specificity;

    estimate.value = 1 - specificity->value;
    estimate.low = 1 - specificity->high;
    estimate.high = 1 - specificity->low;
    return estimate;
}

static void add_condition(struct strbuf *text, const struct run *run,
                          const struct result *at)
{
    char threshold[NUMFMT_SIZE];

    numfmt_shortest(threshold, at->threshold);
    strbuf_adds(text, "At ");
    if (strcmp(at->point, threshold) != 0)
        strbuf_addf(text, "%s, ", at->point);
    strbuf_addf(text, "score %s %s", present_direction(run), threshold);
    if (at->estimate.status == STATUS_DEFAULT)
        strbuf_adds(text, ", a default that nobody chose,");
    else if (strcmp(at->point, threshold) != 0)
        strbuf_addc(text, ',');
}

/* What a flag is worth where the finding is as common as here, and at the first other prevalence. */
static void add_ppv(struct strbuf *text, const struct run *run, struct slice slice,
                    const char *point)
{
    const struct metric *ppv = metric_find("ppv");
    const struct result *here = slice_find(slice, "", "", "ppv", point, NULL);
    double elsewhere = run->request->prevalences[0];
    const struct result *there = slice_find_at(slice, "ppv", point, elsewhere, "");
    char percent[NUMFMT_SIZE];

    if (!here || isnan(here->estimate.value))
        return;
    strbuf_adds(text, " Of the flagged studies ");
    add_estimate(text, run, ppv, &here->estimate);
    strbuf_addf(text, " have the finding here, where %s of all have it",
                numfmt_percent(percent, here->n_pos / here->n, 1));
    if (there && !isnan(there->estimate.value)) {
        strbuf_addf(text, "; where %s have it, ",
                    numfmt_percent(percent, elsewhere, 1));
        add_estimate(text, run, ppv, &there->estimate);
        strbuf_adds(text, " of the flagged would");
    }
    strbuf_addc(text, '.');
}

static void found_point(struct report *report, const struct run *run,
                        struct slice slice, const struct result *at)
{
    const struct metric *sensitivity = metric_find("sensitivity"),
                        *specificity = metric_find("specificity");
    const struct result *with =
        slice_find(slice, "", "", "sensitivity", at->point, NULL);
    const struct result *without =
        slice_find(slice, "", "", "specificity", at->point, NULL);
    struct strbuf text = STRBUF_INIT;
    struct estimate alarms;

    if (!with || !without || isnan(with->estimate.value) ||
        isnan(without->estimate.value))
        return;
    alarms = false_positive_rate(&without->estimate);
    add_condition(&text, run, at);
    strbuf_adds(&text, " the model flags ");
    add_estimate(&text, run, sensitivity, &with->estimate);
    strbuf_adds(&text, " of the studies with the finding and ");
    add_estimate(&text, run, specificity, &alarms);
    strbuf_adds(&text, " of those without.");
    if (at->estimate.status == STATUS_EXPLORATORY)
        strbuf_adds(&text, " This threshold was chosen on this file: expect less of "
                           "new studies.");
    add_ppv(&text, run, slice, at->point);
    report_paragraph(report, "%s", text.text);
    strbuf_release(&text);
}

/* ---- Subgroups ---------------------------------------------------------------------- */

enum { MOST_LEVELS = 12 };

/* What the walk over levels has met. */
struct levels_found {
    size_t n_worse, n_compared, n_too_few;
};

/* Without its sign; as many decimals as it takes to show that it is not 0. */
static const char *magnitude(char buf[NUMFMT_SIZE], const struct metric *metric,
                             double difference)
{
    bool percent = metric_is_percent(metric);

    numfmt_signed(buf, fabs(difference) * (percent ? 100 : 1), percent ? 1 : 3);
    return buf + (*buf == '+');
}

/* "15.3 points lower than in all other studies" with its interval. */
static void add_how_much(struct strbuf *out, const struct run *run,
                         const struct metric *metric, const struct estimate *d)
{
    bool is_lower = d->value < 0;
    char x[NUMFMT_SIZE], from[NUMFMT_SIZE], to[NUMFMT_SIZE];
    char confidence[NUMFMT_SIZE + 8];

    strbuf_addf(out, "%s%s %s than in all other studies (%s %s to %s)",
                magnitude(x, metric, d->value),
                metric_is_percent(metric) ? " points" : "",
                is_lower ? "lower" : "higher", present_confidence(run, confidence),
                magnitude(from, metric, is_lower ? d->high : d->low),
                magnitude(to, metric, is_lower ? d->low : d->high));
}

static void add_worse(struct report *report, const struct run *run,
                      const struct metric *metric, const struct result *level,
                      const struct result *contrast)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_addf(&text, "%s %s: ", contrast->group, contrast->level);
    strbuf_adds(&text,
                strcmp(metric->name, "auc") ? words_in_sentence(metric) : "ROC AUC");
    if (*contrast->point)
        strbuf_addf(&text, " at %s", contrast->point);
    strbuf_adds(&text, " is ");
    cell_value(&text, metric, level->estimate.value);
    strbuf_adds(&text, ", ");
    add_how_much(&text, run, metric, &contrast->estimate);
    report_item(report, text.text);
    strbuf_release(&text);
}

static const char *contrast_base(char name[96], const char *metric)
{
    const char *end = strstr(metric, "_vs_rest");

    if (!end || end[8])
        return NULL;
    snprintf(name, 96, "%.*s", (int)(end - metric), metric);
    return name;
}

static bool is_summed_up(const char *metric)
{
    return !strcmp(metric, "auc") || !strcmp(metric, "sensitivity") ||
           !strcmp(metric, "specificity");
}

static void find_worse(struct report *report, const struct run *run, struct slice slice,
                       struct levels_found *found)
{
    for (size_t i = 0; i < slice.n; i++) {
        const struct result *r = &slice.items[i];
        char name[96];

        if (!contrast_base(name, r->metric) || !is_summed_up(name) ||
            !result_is_observed(r))
            continue;
        found->n_compared +=
            !isnan(r->estimate.low) && r->estimate.status != STATUS_TOO_FEW;
        found->n_too_few += r->estimate.status == STATUS_TOO_FEW;
        if (!contrast_is_worse(metric_find(name), r))
            continue;
        if (found->n_worse == 0)
            report_paragraph(report,
                             "Subgroups in which a number is worse than in all other "
                             "studies, with the whole interval on that side:");
        if (found->n_worse++ < MOST_LEVELS)
            add_worse(report, run, metric_find(name),
                      slice_find(slice, r->group, r->level, name, r->point, NULL), r);
    }
}

/* How many of how many, and how many there would be by chance. */
static void found_differences(struct report *report, const struct run *run,
                              const struct levels_found *found)
{
    char compared[NUMFMT_SIZE], chance[NUMFMT_SIZE];
    double by_chance =
        (double)found->n_compared * (1 - run->request->spec.confidence) / 2;

    numfmt_count(compared, found->n_compared);
    if (found->n_compared && !found->n_worse)
        report_paragraph(
            report,
            "In no subgroup is ROC AUC, sensitivity or specificity worse "
            "than in all other studies with the whole interval on that "
            "side; %s %s judged.",
            compared, found->n_compared == 1 ? "difference was" : "differences were");
    else if (found->n_compared)
        report_paragraph(report,
                         "%sese are %zu of %s differences of ROC AUC, sensitivity and "
                         "specificity that were judged; were there none in truth, "
                         "about %s would look like this by chance.",
                         found->n_worse > MOST_LEVELS
                             ? "The first 12 are listed; with the others th"
                             : "Th",
                         found->n_worse, compared, numfmt_fixed(chance, by_chance, 1));
    if (found->n_too_few)
        report_paragraph(
            report, "Not judged: %s of subgroups with too few studies.",
            numfmt_things(compared, found->n_too_few, "difference", "differences"));
}

static void found_levels(struct report *report, const struct run *run,
                         struct slice slice)
{
    struct levels_found found = {0};

    if (!run->cohort->n_groups)
        return;
    find_worse(report, run, slice, &found);
    found_differences(report, run, &found);
}

/* ---- What is lacking ------------------------------------------------------------------ */

/* "sensitivity at release would be 88.8 % and specificity 84.7 %", nothing if one is not known. */
static void add_worst(struct strbuf *text, struct slice slice, const char *point)
{
    const struct metric *sensitivity = metric_find("sensitivity"),
                        *specificity = metric_find("specificity");
    const struct result *with =
        slice_find_at(slice, sensitivity->name, point, NAN, "missing=worst");
    const struct result *without =
        slice_find_at(slice, specificity->name, point, NAN, "missing=worst");

    if (!with || !without || isnan(with->estimate.value) ||
        isnan(without->estimate.value))
        return;
    strbuf_addf(text, " If all of them were judged wrong, sensitivity at %s would be ",
                point);
    cell_value(text, sensitivity, with->estimate.value);
    strbuf_adds(text, " and specificity ");
    cell_value(text, specificity, without->estimate.value);
    strbuf_addc(text, '.');
}

static void found_missing(struct report *report, struct slice slice)
{
    const struct result *r = slice_find(slice, "", "", "missing", "", NULL);
    const struct result *at = slice_next_point(slice, NULL);
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE];

    if (!r)
        return;
    strbuf_addf(&text, "%s with truth got no score.",
                numfmt_studies(n, (uint64_t)r->numerator));
    if (at)
        add_worst(&text, slice, at->point);
    report_paragraph(report, "%s", text.text);
    strbuf_release(&text);
}

static void found_unverified(struct report *report, struct slice slice)
{
    const struct result *r = slice_find(slice, "", "", "unverified", "", NULL);
    char n[NUMFMT_SIZE];

    if (!r)
        return;
    report_paragraph(report, "%s with a score %s no truth and could not be judged.",
                     numfmt_studies(n, (uint64_t)r->numerator),
                     r->numerator == 1 ? "has" : "have");
}

void present_found(struct report *report, const struct run *run,
                   const struct report_request *request, struct slice slice)
{
    const struct result *at = NULL;

    report_heading(report, "What was found");
    if (request->outcome && run->binding->n_pairs == 1)
        present_found_gate(report, run, request->outcome);
    found_studies(report, slice);
    found_auc(report, run, slice);
    while ((at = slice_next_point(slice, at)))
        found_point(report, run, slice, at);
    found_levels(report, run, slice);
    found_missing(report, slice);
    found_unverified(report, slice);
}
