/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present_sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "report/present_parts.h"

enum {
    SHOWN = 5,        /* metrics in the table */
    LONGEST = 9,      /* characters of a threshold */
    SHORT_ENOUGH = 24 /* rows that need no thinning */
};

/* Which columns of the curves the table shows. */
struct shown {
    const struct curve_set *set;
    size_t column[SHOWN];
    size_t n;
};

/* A row of the table: one of the curve, or an operating point. */
struct line {
    double cutoff;     /* flagged is score >= cutoff, also for low scores */
    const char *point; /* NULL: a row of the curve */
    double threshold;
    size_t row;
    bool is_chosen_here; /* on this file */
};

/* ---- Which columns ------------------------------------------------------------ */

static size_t find_column(const struct curve_set *set, const char *metric,
                          double prevalence)
{
    for (size_t i = 0; i < set->n_columns; i++) {
        const struct curve_column *column = &set->columns[i];

        if (!strcmp(column->metric->name, metric) &&
            (isnan(prevalence) ? isnan(column->prevalence)
                               : column->prevalence == prevalence))
            return i;
    }
    return SIZE_MAX;
}

/* The prevalence that the table is for: the first that is stated, NaN for the file's. */
static double shown_prevalence(const struct run *run)
{
    return run->request->prevalence_is_stated ? run->request->prevalences[0] : NAN;
}

/* The usual five if they are all wanted, else the first ones that are. */
static struct shown choose_columns(const struct run *run)
{
    static const char *const usual[SHOWN] = {"flags_per_100", "sensitivity",
                                             "specificity", "ppv", "npv"};
    struct shown shown = {.set = run->curves};
    double prevalence = shown_prevalence(run);

    for (size_t i = 0; i < SHOWN; i++) {
        size_t at = find_column(run->curves, usual[i], prevalence);

        if (at == SIZE_MAX)
            at = find_column(run->curves, usual[i], NAN);
        if (at == SIZE_MAX)
            break;
        shown.column[shown.n++] = at;
    }
    if (shown.n == SHOWN)
        return shown;
    for (shown.n = 0; shown.n < SHOWN && shown.n < run->curves->n_columns; shown.n++)
        shown.column[shown.n] = shown.n;
    return shown;
}

/* ---- Which rows --------------------------------------------------------------- */

static double cutoff_of(const struct run *run, double threshold)
{
    return run->input->direction == SCORE_LOW ? -threshold : threshold;
}

static void add_curve_line(struct line *lines, size_t *n, const struct run *run,
                           const struct curve *curve, size_t row)
{
    double t = curve->threshold[row];

    lines[(*n)++] =
        (struct line){.cutoff = cutoff_of(run, t), .threshold = t, .row = row};
}

/* The lowest threshold up to each share of studies flagged. Row 0 flags nobody. */
static void thin(struct line *lines, size_t *n, const struct run *run,
                 const struct curve *curve)
{
    static const double per_100[] = {1,  2,  5,  10, 15, 20, 25, 30, 35, 40,
                                     45, 50, 60, 70, 80, 90, 95, 98, 100};
    size_t row = 0, last = 0;

    for (size_t i = 0; i < sizeof per_100 / sizeof *per_100; i++) {
        while (row + 1 < curve->n_rows) {
            const struct counts *c = &curve->counts[row + 1];

            if (100 * (double)(c->tp + c->fp) > per_100[i] * (double)counts_all(c))
                break;
            row++;
        }
        if (row != last)
            add_curve_line(lines, n, run, curve, row);
        last = row;
    }
}

static bool has_point(const struct line *lines, size_t n, const char *point)
{
    for (size_t i = 0; i < n; i++)
        if (lines[i].point && !strcmp(lines[i].point, point))
            return true;
    return false;
}

/* Each point once, as it was observed: scenarios have records, too, and may be at another threshold. */
static void add_points(struct line *lines, size_t *n, const struct run *run,
                       struct slice slice)
{
    for (size_t i = 0; i < slice.n; i++) {
        const struct result *r = &slice.items[i];

        if (!*r->point || !result_is_observed(r) || has_point(lines, *n, r->point))
            continue;
        lines[(*n)++] =
            (struct line){.cutoff = cutoff_of(run, r->threshold),
                          .point = r->point,
                          .threshold = r->threshold,
                          .is_chosen_here = r->estimate.status == STATUS_EXPLORATORY};
    }
}

/* From the highest threshold down; an operating point before a row at the same place. */
static int compare_lines(const void *left, const void *right)
{
    const struct line *a = left, *b = right;

    if (a->cutoff != b->cutoff)
        return a->cutoff < b->cutoff ? 1 : -1;
    return (a->point == NULL) - (b->point == NULL);
}

static struct line *choose_lines(size_t *n, const struct run *run,
                                 const struct curve *curve, struct slice slice)
{
    struct line *lines = xcalloc(SHORT_ENOUGH + slice.n, sizeof *lines);

    *n = 0;
    if (curve->n_rows <= SHORT_ENOUGH)
        for (size_t row = 1; row < curve->n_rows; row++)
            add_curve_line(lines, n, run, curve, row);
    else
        thin(lines, n, run, curve);
    add_points(lines, n, run, slice);
    qsort(lines, *n, sizeof *lines, compare_lines);
    return lines;
}

/* ---- The table ---------------------------------------------------------------- */

static void add_cell(struct strbuf *out, const struct shown *shown, size_t i,
                     const struct curve *curve, const struct line *line,
                     struct slice slice)
{
    const struct curve_column *column = &shown->set->columns[shown->column[i]];
    struct result result = RESULT_NONE;

    if (line->point) {
        cell_stacked(out, column->metric,
                     slice_find_at(slice, column->metric->name, line->point,
                                   column->prevalence, ""));
        return;
    }
    result.estimate.value =
        curve_cell(shown->set, curve, line->row, shown->column[i])->value;
    result.estimate.low =
        curve_cell(shown->set, curve, line->row, shown->column[i])->low;
    result.estimate.high =
        curve_cell(shown->set, curve, line->row, shown->column[i])->high;
    cell_stacked(out, column->metric, &result);
}

/* As it stands in the file, unless it is too long for a table. */
static const char *threshold_text(char buf[NUMFMT_SIZE], double x)
{
    return strlen(numfmt_shortest(buf, x)) <= LONGEST ? buf : numfmt_people(buf, x);
}

static void add_line(struct table *table, const struct shown *shown,
                     const struct curve *curve, const struct line *line,
                     struct slice slice)
{
    struct strbuf cells[SHOWN];
    const char *texts[SHOWN + 2];
    char threshold[NUMFMT_SIZE], name[256] = "";

    texts[0] = threshold_text(threshold, line->threshold);
    for (size_t i = 0; i < shown->n; i++) {
        strbuf_init(&cells[i]);
        add_cell(&cells[i], shown, i, curve, line, slice);
        texts[1 + i] = cells[i].text;
    }
    if (line->point)
        snprintf(name, sizeof name, "%s%s", line->point,
                 line->is_chosen_here ? "\nchosen here" : "");
    texts[1 + shown->n] = name;
    table_add_row(table, texts);
    for (size_t i = 0; i < shown->n; i++)
        strbuf_release(&cells[i]);
}

static void add_heads(const char *heads[SHOWN + 2], char align[SHOWN + 3],
                      const struct shown *shown)
{
    static const struct {
        const char *metric, *head;
    } table[] = {
        {"flags_per_100", "Flags\nper 100"},
        {"sensitivity",   "Sensi-\ntivity"},
        {"specificity",   "Speci-\nficity"},
    };

    align[0] = 'r';
    for (size_t i = 0; i < shown->n; i++) {
        const struct metric *metric = shown->set->columns[shown->column[i]].metric;

        heads[1 + i] = metric->title;
        for (size_t k = 0; k < sizeof table / sizeof *table; k++)
            if (!strcmp(metric->name, table[k].metric))
                heads[1 + i] = table[k].head;
        align[1 + i] = 'l';
    }
    heads[1 + shown->n] = "";
    align[1 + shown->n] = 'l';
    align[2 + shown->n] = '\0';
}

void present_curve(struct report *report, const struct run *run,
                   const struct curve *curve, struct slice slice)
{
    struct shown shown = choose_columns(run);
    const char *heads[SHOWN + 2];
    char align[SHOWN + 3], percent[NUMFMT_SIZE], first[32];
    struct table *table;
    struct line *lines;
    size_t n;

    if (shown.n == 0)
        return;
    if (isnan(shown_prevalence(run)))
        report_heading(report, "By threshold");
    else
        report_heading(report, "By threshold, where %s have the finding",
                       numfmt_percent(percent, shown_prevalence(run), 1));
    add_heads(heads, align, &shown);
    snprintf(first, sizeof first, "Score\n%s", present_direction(run));
    heads[0] = first;
    lines = choose_lines(&n, run, curve, slice);
    table = report_table(report, align, heads);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || lines[i].point || lines[i].cutoff != lines[i - 1].cutoff)
            add_line(table, &shown, curve, &lines[i], slice);
    free(lines);
}

/* ---- Partial areas ------------------------------------------------------------ */

static void add_area_row(struct table *table, const struct result *r)
{
    const struct metric *auc = metric_find("auc");
    bool is_index = strcmp(r->metric, "partial_auc") != 0;
    struct strbuf title = STRBUF_INIT, value = STRBUF_INIT, interval = STRBUF_INIT,
                  last = STRBUF_INIT;

    if (is_index)
        strbuf_adds(&title, "  McClish's index");
    else
        strbuf_addf(&title, "%s%s%s%s", *r->group ? r->group : "All studies",
                    *r->group ? " " : "", r->level, *r->group ? "" : ", area");
    cell_value(&value, auc, r->estimate.value);
    cell_interval(&interval, auc, &r->estimate);
    strbuf_adds(&last, r->estimate.note && *r->estimate.note
                           ? r->estimate.note
                           : cell_method(r->estimate.method));
    table_add_row(table,
                  (const char *[]){title.text, value.text, interval.text, last.text});
    strbuf_release(&title);
    strbuf_release(&value);
    strbuf_release(&interval);
    strbuf_release(&last);
}

static bool is_area(const struct result *r, const struct curve *curve,
                    const char *scenario)
{
    return !strncmp(r->metric, "partial_auc", 11) && !strcmp(r->scenario, scenario) &&
           !strcmp(r->model, curve->names.model) &&
           !strcmp(r->finding, curve->names.finding);
}

static void present_area(struct report *report, const struct run *run,
                         const struct curve *curve, const struct roc_window *window,
                         const char *scenario)
{
    char confidence[NUMFMT_SIZE + 8], low[NUMFMT_SIZE], high[NUMFMT_SIZE];
    struct table *table;

    report_heading(report, "ROC curve over %s %s to %s",
                   window->axis == ROC_FPR ? "false positive rates" : "sensitivities",
                   numfmt_record(low, window->low), numfmt_record(high, window->high));
    table =
        report_table(report, "lrll",
                     (const char *[]){"", "", present_confidence(run, confidence), ""});
    for (size_t i = 0; i < run->results->n; i++)
        if (is_area(&run->results->items[i], curve, scenario))
            add_area_row(table, &run->results->items[i]);
}

static void present_areas(struct report *report, const struct run *run,
                          const struct curve *curve)
{
    for (size_t w = 0; w < run->sweep->n_windows; w++) {
        const struct roc_window *window = &run->sweep->windows[w];
        char low[NUMFMT_SIZE], high[NUMFMT_SIZE], scenario[2 * NUMFMT_SIZE + 8];

        snprintf(scenario, sizeof scenario, "%s=%s:%s",
                 window->axis == ROC_FPR ? "fpr" : "tpr",
                 numfmt_record(low, window->low), numfmt_record(high, window->high));
        present_area(report, run, curve, window, scenario);
    }
}

/* ---- The page ----------------------------------------------------------------- */

static size_t count_rows(const struct run *run)
{
    size_t n = 0;

    for (size_t i = 0; i < run->curves->n; i++)
        n += run->curves->items[i].n_rows;
    return n;
}

static void present_advice(struct report *report, const struct run *run)
{
    char n[NUMFMT_SIZE], text[512];

    snprintf(text, sizeof text,
             "The tables show a choice of thresholds, long ones rounded; all %s "
             "rows%s: -f csv.%s",
             numfmt_count(n, count_rows(run)),
             run->cohort->n_groups ? ", also of the levels" : "",
             run->sweep->band != BAND_NONE ? " The bands are columns there." : "");
    report_item(report, text);
    report_item(report,
                "Each interval is for one threshold that was fixed beforehand. A "
                "threshold picked from this table looks better here than it will on "
                "new studies.");
}

void present_sweep(struct report *report, const struct run *run, bool verbose)
{
    size_t first = 0, at = 0;

    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        struct slice slice = slice_of_pair(run->results, first);
        const struct curve *curve = &run->curves->items[at];

        first += slice.n;
        report_heading(report, "%s: model %s, finding %s", present_file_name(run),
                       curve->names.model, curve->names.finding);
        present_account(report, run, run->binding->pairs[i], slice, verbose);
        present_ranking(report, run, slice, verbose);
        present_areas(report, run, curve);
        present_curve(report, run, curve, slice);
        for (at++; at < run->curves->n && *run->curves->items[at].names.group; at++)
            ; /* the levels */
    }
    present_about(report, run);
    present_notes(report, run);
    present_advice(report, run);
}
