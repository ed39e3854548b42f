/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present_compare.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "base/path.h"
#include "report/present_compare_parts.h"
#include "report/present_parts.h"

/* ---- Records -------------------------------------------------------------------- */

bool record_text_is(const char *have, const char *want)
{
    return !strcmp(have, want ? want : "");
}

static const struct result *find(const struct duel *duel, const char *model,
                                 const char *baseline, const struct record_of *what)
{
    const struct result_set *set = duel->run->results;

    for (size_t i = 0; i < set->n; i++) {
        const struct result *r = &set->items[i];

        if (record_text_is(r->metric, what->metric) &&
            record_text_is(r->point, what->point) &&
            record_text_is(r->level, what->level) &&
            record_text_is(r->group, what->group) &&
            record_text_is(r->scenario, what->scenario) &&
            record_text_is(r->model, model) && record_text_is(r->baseline, baseline) &&
            record_text_is(r->finding, duel->finding) && isnan(r->prevalence) &&
            (!what->method || !strcmp(r->estimate.method, what->method)))
            return r;
    }
    return NULL;
}

const struct result *duel_find(const struct duel *duel, struct record_of what)
{
    return find(duel, duel->model, duel->baseline, &what);
}

const struct result *duel_find_own(const struct duel *duel, const char *of,
                                   struct record_of what)
{
    const char *other = of == duel->model ? duel->baseline : duel->model;
    const struct result *r = find(duel, of, other, &what);

    /* Without that name it shares all its studies, with whomever. */
    return r ? r : find(duel, of, "", &what);
}

const struct result *compare_next_duel(const struct result_set *set,
                                       const char *finding, const struct result *last)
{
    const struct result *end = set->items + set->n;

    for (const struct result *r = last ? last + 1 : set->items; r < end; r++)
        if (!strcmp(r->metric, "rows_shared") && record_text_is(r->finding, finding))
            return r;
    return NULL;
}

struct duel compare_duel_of(const struct run *run, const struct result *r)
{
    return (struct duel){run, r->model, r->baseline, r->finding};
}

/* ---- Cells ---------------------------------------------------------------------- */

void duel_add_p(struct strbuf *out, const struct result *r)
{
    char buf[NUMFMT_SIZE];

    if (!isnan(r->estimate.p))
        strbuf_adds(out, numfmt_p(buf, r->estimate.p));
}

const char *duel_confidence_head(const struct run *run, char buf[NUMFMT_SIZE + 8])
{
    char number[NUMFMT_SIZE];

    snprintf(buf, NUMFMT_SIZE + 8, "%s %% CI",
             numfmt_record(number, 100 * run->request->spec.confidence));
    return buf;
}

void duel_add_own(struct strbuf *out, const struct duel *duel, const char *of,
                  const struct metric *metric, const char *point)
{
    const struct result *r = duel_find_own(
        duel, of, (struct record_of){.metric = metric->name, .point = point});

    if (r)
        cell_value(out, metric, r->estimate.value);
}

/* ---- Who is compared ------------------------------------------------------------ */

static void add_count_row(struct table *table, const char *head,
                          const struct result *count, const char *words)
{
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE], pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    strbuf_addf(&text, "%s: %s with the finding, %s without", words,
                numfmt_count(pos, (uint64_t)count->n_pos),
                numfmt_count(neg, (uint64_t)count->n_neg));
    table_add_row(
        table, (const char *[]){head, numfmt_count(n, (uint64_t)count->n), text.text});
    strbuf_release(&text);
}

/* One model on two files. */
static void show_files(struct report *report, const struct duel *duel)
{
    const char *sides[] = {duel->model, duel->baseline};
    struct table *table = report_table(report, "lrl", NULL);

    for (size_t i = 0; i < 2; i++)
        add_count_row(table, i ? "" : "Studies",
                      duel_find_own(duel, sides[i],
                                    (struct record_of){.metric = "rows_evaluated"}),
                      sides[i]);
}

void duel_present_studies(struct report *report, const struct duel *duel)
{
    const char *sides[] = {duel->model, duel->baseline};
    const struct result *auc =
        duel_find(duel, (struct record_of){.metric = "auc_difference"});
    const struct result *shared =
        duel_find(duel, (struct record_of){.metric = "rows_shared"});
    struct table *table;
    char n[NUMFMT_SIZE];

    if (shared->n == 0) {
        show_files(report, duel);
        return;
    }
    table = report_table(report, "lrl", NULL);
    add_count_row(table, "Studies", shared, "shared");
    for (size_t i = 0; i < 2; i++) {
        const struct result *lost =
            find(duel, sides[i], sides[1 - i],
                 &(struct record_of){.metric = "rows_not_shared"});
        struct strbuf words = STRBUF_INIT;

        strbuf_addf(&words, "only %s has a score", sides[i]);
        if (lost->n > 0)
            add_count_row(table, "Left out", lost, words.text);
        strbuf_release(&words);
    }
    if (auc && !isnan(auc->n_patients))
        table_add_row(table, (const char *[]){
                                 "Patients", numfmt_count(n, (uint64_t)auc->n_patients),
                                 "with shared studies"});
}

/* ---- Ranking -------------------------------------------------------------------- */

static void add_own_row(struct table *table, const struct duel *duel, const char *of,
                        const struct metric *metric)
{
    const struct result *r =
        duel_find_own(duel, of, (struct record_of){.metric = metric->name});
    struct strbuf value = STRBUF_INIT, interval = STRBUF_INIT;

    if (r) {
        cell_value(&value, metric, r->estimate.value);
        cell_interval(&interval, metric, &r->estimate);
        table_add_row(table, (const char *[]){of, value.text, interval.text, "",
                                              cell_method(r->estimate.method)});
    }
    strbuf_release(&value);
    strbuf_release(&interval);
}

/* Every record of the difference, one row each. */
static void add_difference_rows(struct table *table, const struct duel *duel,
                                const struct metric *metric)
{
    const struct result_set *set = duel->run->results;
    const char *title = "Difference";
    char name[96];

    snprintf(name, sizeof name, "%s_difference", metric->name);
    for (size_t i = 0; i < set->n; i++) {
        const struct result *r = &set->items[i];
        struct strbuf value = STRBUF_INIT, interval = STRBUF_INIT, p = STRBUF_INIT;

        if (strcmp(r->metric, name) != 0 || !record_text_is(r->model, duel->model) ||
            !record_text_is(r->baseline, duel->baseline) ||
            !record_text_is(r->finding, duel->finding) || *r->group || *r->scenario)
            continue;
        cell_difference(&value, metric, r->estimate.value);
        cell_difference_interval(&interval, metric, &r->estimate);
        duel_add_p(&p, r);
        table_add_row(table, (const char *[]){title, value.text, interval.text, p.text,
                                              isnan(r->estimate.value)
                                                  ? r->estimate.note
                                                  : cell_method(r->estimate.method)});
        title = "";
        strbuf_release(&value);
        strbuf_release(&interval);
        strbuf_release(&p);
    }
}

const char *duel_margin_verdict(const struct duel *duel, const struct metric *metric,
                                const char *point)
{
    char scenario[64], number[NUMFMT_SIZE], name[96];
    const struct result *r;

    if (isnan(duel->run->request->margin))
        return NULL;
    snprintf(scenario, sizeof scenario, "margin=%s",
             numfmt_shortest(number, duel->run->request->margin));
    snprintf(name, sizeof name, "%s_difference", metric->name);
    r = duel_find(
        duel, (struct record_of){.metric = name, .point = point, .scenario = scenario});
    return r ? r->estimate.note : NULL;
}

/* "ROC AUC: not worse by more than 0.02: shown (lower limit -0.011)." */
void duel_present_margin(struct report *report, const struct duel *duel,
                         const struct metric *metric, const char *point)
{
    const char *verdict = duel_margin_verdict(duel, metric, point);

    if (verdict)
        report_paragraph(report, "%s: %s.", metric->title, verdict);
}

static void show_ranking(struct report *report, const struct duel *duel)
{
    static const char *const names[] = {"auc", "average_precision"};
    char confidence[NUMFMT_SIZE + 8];

    for (size_t i = 0; i < 2; i++) {
        const struct metric *metric = metric_find(names[i]);
        struct table *table;

        if (!request_wants(duel->run->request, names[i]))
            continue;
        report_heading(report, "%s", metric->title);
        table = report_table(
            report, "lrlrl",
            (const char *[]){"", "", duel_confidence_head(duel->run, confidence), "p",
                             ""});
        add_own_row(table, duel, duel->model, metric);
        add_own_row(table, duel, duel->baseline, metric);
        add_difference_rows(table, duel, metric);
        duel_present_margin(report, duel, metric, "");
    }
}

/* ---- The page ------------------------------------------------------------------- */

static void present_duel(struct report *report, const struct duel *duel)
{
    bool is_one_file = duel->run->cohort->n_files == 1;

    report_heading(report, "%s%s%s against the baseline %s, finding %s",
                   is_one_file ? path_base(duel->run->cohort->files[0].name) : "",
                   is_one_file ? ": " : "", duel->model, duel->baseline, duel->finding);
    duel_present_studies(report, duel);
    show_ranking(report, duel);
    present_compare_points(report, duel);
    if (!duel->run->is_unpaired)
        present_compare_groups(report, duel);
}

/* Returns true if pairs of models are shown in full. */
static bool present_finding(struct report *report, const struct run *run,
                            const char *finding, bool verbose)
{
    const struct result *first = compare_next_duel(run->results, finding, NULL);
    bool several;

    if (!first)
        return false;
    several = compare_next_duel(run->results, finding, first) != NULL;
    if (several)
        present_compare_overview(report, run, first);
    for (const struct result *r = first; r && (!several || verbose);
         r = compare_next_duel(run->results, finding, r)) {
        struct duel duel = compare_duel_of(run, r);

        present_duel(report, &duel);
    }
    return !several || verbose;
}

static void show_unpaired_methods(struct report *report, const struct run *run)
{
    report_item(report, "Differences are the first file minus the second; those of "
                        "percentages are in points.");
    report_item(report,
                run->cohort->patient
                    ? "Differences by MOVER on the two files' own intervals; "
                      "patients in both are allowed for."
                    : "Differences by MOVER on the two files' own intervals; for "
                      "the AUC also DeLong's unpaired test.");
}

/* What the page shows, and so has to explain. */
struct shown {
    bool has_points, in_full; /* pairs of models in full, not only the overview */
};

static void add_resampling(struct strbuf *text, const struct run *run,
                           struct shown shown)
{
    char n[NUMFMT_SIZE];

    if (!run->request->replicates || !shown.in_full)
        return;
    strbuf_addf(text, "; %s percentile bootstrap on shared replicates (%s, seed %llu)",
                shown.has_points ? "PPV, NPV and what would keep the old sensitivity by"
                                 : "beside it the",
                numfmt_count(n, run->request->replicates),
                (unsigned long long)run->request->seed);
}

static void show_paired_methods(struct report *report, const struct run *run,
                                struct shown shown)
{
    bool by_patient = run->cohort->patient;
    struct strbuf text = STRBUF_INIT;

    report_item(report,
                shown.has_points && shown.in_full
                    ? "Differences are model minus baseline on the studies that both "
                      "have; those of percentages are in points. Only M:B counts the "
                      "studies that only the model, or only the baseline, got right "
                      "(or flagged)."
                : shown.has_points
                    ? "Differences are model minus baseline on the studies that both "
                      "have; those of percentages are in points."
                    : "Differences are model minus baseline on the studies that both "
                      "have.");
    strbuf_addf(&text, "AUC differences by %s paired variance",
                by_patient ? "Obuchowski's" : "DeLong's");
    if (shown.has_points)
        strbuf_addf(&text, "; proportions by Tango's score interval%s",
                    by_patient ? " over patients" : "");
    add_resampling(&text, run, shown);
    strbuf_addc(&text, '.');
    report_item(report, text.text);
    if (!shown.in_full)
        report_item(report,
                    "With -v each model is shown against the baseline in full.");
    strbuf_release(&text);
}

static void show_notes(struct report *report, const struct run *run, struct shown shown)
{
    report_heading(report, "Notes");
    if (run->is_unpaired)
        show_unpaired_methods(report, run);
    else
        show_paired_methods(report, run, shown);
    for (size_t i = 0; i < run->notes->n; i++)
        report_item(report, run->notes->texts[i]);
}

void present_compare(struct report *report, const struct run *run, bool verbose)
{
    struct shown shown = {0};

    for (size_t i = 0; i < run->binding->n_labels; i++)
        shown.in_full |=
            present_finding(report, run, run->binding->labels[i].finding, verbose);
    for (size_t i = 0; i < run->results->n; i++)
        shown.has_points |= duel_is_at_point(&run->results->items[i]);
    present_about(report, run);
    show_notes(report, run, shown);
}
