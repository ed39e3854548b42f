/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "eval/account.h"
#include "report/cells.h"
#include "report/present_parts.h"

const char *present_file_name(const struct run *run)
{
    return path_base(run->cohort->files[0].name);
}

/* "715 with the finding, 5,200 without", or nothing where the label is unknown. */
static void add_split(struct strbuf *out, const struct account_row *row)
{
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    if (!isnan(row->n_pos))
        strbuf_addf(out, ": %s with the finding, %s without",
                    numfmt_count(pos, (uint64_t)row->n_pos),
                    numfmt_count(neg, (uint64_t)row->n_neg));
}

static void add_account_row(struct table *table, const char *head,
                            const struct account_row *row)
{
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE];

    strbuf_adds(&text, row->title);
    add_split(&text, row);
    table_add_row(table,
                  (const char *[]){head, numfmt_count(n, (uint64_t)row->n), text.text});
    strbuf_release(&text);
}

static void add_patients_row(struct table *table, struct slice slice)
{
    const struct result *r = slice_find(slice, "", "", "prevalence", "", NULL);
    char n[NUMFMT_SIZE];

    if (r && !isnan(r->n_patients))
        table_add_row(table, (const char *[]){"Patients",
                                              numfmt_count(n, (uint64_t)r->n_patients),
                                              "with evaluated studies"});
}

void present_account(struct report *report, const struct run *run, struct pair pair,
                     struct slice slice, bool verbose)
{
    struct account account = cohort_account(run->cohort, pair);
    struct account_row rows[ACCOUNT_MOST];
    struct table *table = report_table(report, "lrl", NULL);
    const char *head = "Left out";

    account_rows(rows, &account);
    add_account_row(table, account.is_folded ? "Rows" : "Studies", &rows[0]);
    if (account.is_folded)
        add_account_row(table, "Studies",
                        &(struct account_row){NULL, "after folding (--unit)",
                                              (double)run->cohort->n, NAN, NAN});
    add_account_row(table, "", &rows[1]);
    for (size_t i = 2; i < ACCOUNT_IMPUTED; i++)
        if (rows[i].n > 0 || verbose) {
            add_account_row(table, head, &rows[i]);
            head = "";
        }
    if (rows[ACCOUNT_IMPUTED].n > 0)
        add_account_row(table, "Counted", &rows[ACCOUNT_IMPUTED]);
    add_patients_row(table, slice);
}

/* A study that counts without having a score ranks, but has no probability: then these are fewer. `whole` NULL: not known. */
static void add_scored(struct strbuf *out, const struct result *r,
                       const struct result *whole)
{
    char n[NUMFMT_SIZE];

    if (whole && r->n < whole->n)
        strbuf_addf(out, "%s%s with a score", out->length ? "; " : "",
                    numfmt_studies(n, (uint64_t)r->n));
}

/* `whole` is a record of all evaluated studies. */
static void add_metric_row(struct table *table, const char *title,
                           const struct result *r, const struct result *whole,
                           bool show_method)
{
    const struct metric *metric = metric_find(r->metric);
    struct strbuf value = STRBUF_INIT, interval = STRBUF_INIT, last = STRBUF_INIT;

    cell_value(&value, metric, r->estimate.value);
    cell_interval(&interval, metric, &r->estimate);
    if (show_method)
        strbuf_adds(&last, cell_method(r->estimate.method));
    else
        cell_fraction(&last, r);
    if (isnan(r->estimate.value) || (!interval.length && *r->estimate.note))
        strbuf_addf(&last, "%s%s", last.length ? ", " : "", r->estimate.note);
    if (metric->kind == METRIC_PROBABILITY)
        add_scored(&last, r, whole);
    table_add_row(table, (const char *[]){title, value.text, interval.text, last.text});
    strbuf_release(&value);
    strbuf_release(&interval);
    strbuf_release(&last);
}

const char *present_confidence(const struct run *run, char buf[NUMFMT_SIZE + 8])
{
    char number[NUMFMT_SIZE];

    snprintf(buf, NUMFMT_SIZE + 8, "%s %% CI",
             numfmt_record(number, 100 * run->request->spec.confidence));
    return buf;
}

/* Every record of the metric for the whole cohort, one row each. */
static void add_metric_rows(struct table *table, struct slice slice,
                            const struct metric *metric, const char *point,
                            bool show_method)
{
    const struct result *whole = slice_find(slice, "", "", "prevalence", "", NULL);
    const char *title = metric->title;

    for (size_t i = 0; i < slice.n && !*slice.items[i].group; i++)
        if (result_is_observed(&slice.items[i]) &&
            !strcmp(slice.items[i].metric, metric->name) &&
            !strcmp(slice.items[i].point, point)) {
            add_metric_row(table, title, &slice.items[i], whole, show_method);
            title = "";
        }
}

bool is_shown(const struct run *run, const struct metric *metric, size_t index,
              bool verbose)
{
    return run->request->wanted[index] &&
           (metric->by_default || verbose || run->request->metrics_are_named);
}

void present_ranking(struct report *report, const struct run *run, struct slice slice,
                     bool verbose)
{
    const struct metric *const *metric = metrics_all(NULL);
    char confidence[NUMFMT_SIZE + 8];
    struct table *table = NULL;

    for (size_t i = 0; metric[i]; i++) {
        bool ranks =
            metric[i]->kind == METRIC_RANK || metric[i]->kind == METRIC_PROBABILITY;

        if (!is_shown(run, metric[i], i, verbose) ||
            !(ranks || metric[i]->kind == METRIC_COHORT))
            continue;
        if (!table) {
            report_heading(report, "Overall");
            table = report_table(
                report, "lrll",
                (const char *[]){"", "", present_confidence(run, confidence), ""});
        }
        add_metric_rows(table, slice, metric[i], "", ranks);
    }
}

/* The columns of the table over prevalences, and their heads. */
static const struct {
    const char *metric, *head;
} over_prevalences[] = {
    {"ppv",                            "PPV"                 },
    {"npv",                            "NPV"                 },
    {"flags_per_100",                  "Flags\nper 100"      },
    {"false_alarms_per_true_positive", "False per\ntrue flag"},
    {"accuracy",                       "Accuracy"            },
};

enum { N_OVER = sizeof over_prevalences / sizeof *over_prevalences };

static void add_prevalence_row(struct table *table, struct slice slice,
                               const char *point, double own, double prevalence)
{
    const struct metric *accuracy = metric_find("accuracy");
    struct strbuf cells[N_OVER + 2];
    const char *texts[N_OVER + 2];
    char percent[NUMFMT_SIZE];

    for (size_t i = 0; i < N_OVER + 2; i++)
        strbuf_init(&cells[i]);
    numfmt_percent(percent, isnan(prevalence) ? own : prevalence, 1);
    strbuf_addf(&cells[0], "%s%s", percent, isnan(prevalence) ? "*" : "");
    for (size_t i = 0; i < N_OVER; i++)
        cell_stacked(
            &cells[1 + i], metric_find(over_prevalences[i].metric),
            slice_find_at(slice, over_prevalences[i].metric, point, prevalence, ""));
    cell_stacked(&cells[N_OVER + 1], accuracy,
                 slice_find_at(slice, "accuracy", "", prevalence, "flag-none"));
    for (size_t i = 0; i < N_OVER + 2; i++)
        texts[i] = cells[i].text;
    table_add_row(table, texts);
    for (size_t i = 0; i < N_OVER + 2; i++)
        strbuf_release(&cells[i]);
}

/* True where truth is too one-sided for any of it: the number stands above, with the reason. */
static bool is_withheld(struct slice slice, const char *point)
{
    const struct result *r = slice_find(slice, "", "", "accuracy", point, NULL);

    return r && r->estimate.status == STATUS_UNDEFINED;
}

/* PPV, NPV and accuracy belong to a prevalence: the file's own beside others, and beside the accuracy of flagging nothing. */
static void present_prevalences(struct report *report, const struct run *run,
                                struct slice slice, const struct result *first)
{
    const char *heads[N_OVER + 2] = {"Preva-\nlence"};
    double own = first->n_pos / first->n;
    struct table *table;
    bool shown = false;

    if (is_withheld(slice, first->point))
        return;
    for (size_t i = 0; i < N_OVER; i++) {
        heads[1 + i] = over_prevalences[i].head;
        if (!request_wants(run->request, over_prevalences[i].metric))
            return;
    }
    heads[N_OVER + 1] = "if none\nflagged";
    report_heading(report, "At %s, by how common the finding is", first->point);
    table = report_table(report, "llllllr", heads);
    for (size_t i = 0; i < run->request->n_prevalences; i++) {
        double prevalence = run->request->prevalences[i];

        if (!shown && own < prevalence) {
            add_prevalence_row(table, slice, first->point, own, NAN);
            shown = true;
        }
        add_prevalence_row(table, slice, first->point, own, prevalence);
    }
    if (!shown)
        add_prevalence_row(table, slice, first->point, own, NAN);
    report_paragraph(report, "* the prevalence of this file");
}

const char *present_point_mark(const struct result_point *point)
{
    return point && point->status == STATUS_EXPLORATORY ? ", chosen on this file" : "";
}

const char *present_hint(const struct run *run, const char *words)
{
    return strcmp(run->command, "report") ? words : "";
}

const char *present_direction(const struct run *run)
{
    return run->input->direction == SCORE_LOW ? "<=" : ">=";
}

static void present_point_table(struct report *report, const struct run *run,
                                struct slice slice, const char *point, bool verbose)
{
    const struct metric *const *metric = metrics_all(NULL);
    char confidence[NUMFMT_SIZE + 8];
    struct table *table =
        report_table(report, "lrll",
                     (const char *[]){"", "", present_confidence(run, confidence), ""});

    for (size_t i = 0; metric[i]; i++)
        if (is_shown(run, metric[i], i, verbose) &&
            (metric[i]->kind == METRIC_THRESHOLD || metric[i]->kind == METRIC_COUNT))
            add_metric_rows(table, slice, metric[i], point, false);
}

static void present_point(struct report *report, const struct run *run,
                          struct slice slice, const struct result *first, bool verbose)
{
    char threshold[NUMFMT_SIZE];
    const struct result_point *point = slice_point(run->results, slice, first->point);
    bool is_default = first->estimate.status == STATUS_DEFAULT;

    numfmt_shortest(threshold, first->threshold);
    report_heading(report, "At %s%s%s: flagged if score %s %s%s",
                   is_default ? "the default operating point " : "", first->point,
                   is_default ? ", which nobody chose" : "", present_direction(run),
                   threshold, present_point_mark(point));
    if (!present_chosen_suffices(run, slice, point, verbose))
        present_point_table(report, run, slice, first->point, verbose);
    present_chosen(report, run, slice, point, verbose);
    present_prevalences(report, run, slice, first);
}

void present_points(struct report *report, const struct run *run, struct slice slice,
                    bool verbose)
{
    const struct result *first = NULL;

    while ((first = slice_next_point(slice, first)))
        present_point(report, run, slice, first, verbose);
}

static void present_pair(struct report *report, const struct run *run, size_t index,
                         struct slice slice, bool verbose)
{
    struct pair pair = run->binding->pairs[index];

    report_heading(report, "%s: model %s, finding %s", present_file_name(run),
                   run->binding->scores[pair.score].model,
                   run->binding->labels[pair.label].finding);
    present_account(report, run, pair, slice, verbose);
    present_ranking(report, run, slice, verbose);
    present_points(report, run, slice, verbose);
    present_missing(report, run, slice);
    present_unverified(report, slice);
}

static double monte_carlo_error(const struct result_set *set)
{
    double largest = 0;

    for (size_t i = 0; i < set->n; i++)
        if (!*set->items[i].group && !strcmp(set->items[i].metric, "auc"))
            largest = fmax(largest, set->items[i].estimate.monte_carlo_error);
    return largest;
}

/* "AUC by BCa bootstrap (2,000 ... replicates, seed 1) and logit-DeLong" */
static void add_auc_method(struct strbuf *text, const struct run *run)
{
    const struct request *request = run->request;
    bool by_patient = run->cohort->patient;
    const char *closed = by_patient ? "Obuchowski's variance" : "logit-DeLong";
    double error = monte_carlo_error(run->results);
    char n[NUMFMT_SIZE];

    if (!request->replicates || request->interval == AUC_DELONG) {
        strbuf_addf(text, "AUC by %s", closed);
        return;
    }
    strbuf_addf(text, "AUC by %s bootstrap%s (%s stratified replicates, seed %llu",
                request->interval == AUC_BCA ? "BCa"
                                             : request_interval_name(request->interval),
                by_patient ? " of patients" : "", numfmt_count(n, request->replicates),
                (unsigned long long)request->seed);
    if (error > 0)
        strbuf_addf(text, ", Monte Carlo error of its limits %.1g", error);
    strbuf_addf(text, ") and %s", closed);
}

static void present_methods(struct report *report, const struct run *run)
{
    const struct request *request = run->request;
    struct strbuf text = STRBUF_INIT;
    char confidence[NUMFMT_SIZE];

    strbuf_addf(&text, "Intervals at %s %%: proportions by %s%s",
                numfmt_record(confidence, 100 * request->spec.confidence),
                cell_method(proportion_method_name(request->spec.proportion)),
                run->cohort->patient ? " with effective sizes over patients" : "");
    if (request_wants(request, "auc")) {
        strbuf_adds(&text, ", ");
        add_auc_method(&text, run);
    }
    strbuf_addc(&text, '.');
    report_item(report, text.text);
    strbuf_release(&text);
}

static bool has_ties(const struct result *r)
{
    return !*r->group && !isnan(r->tie_low);
}

/* Ties are worth a word where they could move the AUC by a digit that is printed: all of them up to three, then the widest. */
static void present_ties(struct report *report, const struct run *run)
{
    const struct result *widest = NULL, *r = run->results->items;
    char text[512];
    size_t n = 0;

    for (size_t i = 0; i < run->results->n; i++)
        if (has_ties(&r[i])) {
            n++;
            if (!widest ||
                r[i].tie_high - r[i].tie_low > widest->tie_high - widest->tie_low)
                widest = &r[i];
        }
    for (size_t i = 0; i < run->results->n; i++) {
        if (n > 3 ? &r[i] != widest : !has_ties(&r[i]))
            continue;
        snprintf(
            text, sizeof text, "AUC of %s for %s: %s.%s", r[i].model, r[i].finding,
            r[i].estimate.note,
            n > 3 ? " It is the widest of several such ranges; other formats show all."
                  : "");
        report_item(report, text);
    }
}

void present_notes(struct report *report, const struct run *run)
{
    report_heading(report, "Notes");
    present_methods(report, run);
    present_ties(report, run);
    for (size_t i = 0; i < run->notes->n; i++)
        report_item(report, run->notes->texts[i]);
}

void present_evaluate(struct report *report, const struct run *run, bool verbose)
{
    size_t first = 0;
    bool several = run->binding->n_pairs > 1;

    if (several)
        present_overview(report, run, present_file_name(run));
    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        struct slice slice = slice_of_pair(run->results, first);

        first += slice.n;
        if (!several || verbose)
            present_pair(report, run, i, slice, verbose);
        present_groups(report, run, slice, verbose);
    }
    present_about(report, run);
    present_notes(report, run);
}
