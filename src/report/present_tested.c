/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: flagged or not at each operating point; the scores that contradict the truth most. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "eval/confident.h"
#include "report/present_parts.h"

/* ---- Flagged or not ------------------------------------------------------------- */

static double count_of(struct slice slice, const char *metric, const char *point)
{
    const struct result *r = slice_find(slice, "", "", metric, point, NULL);

    return r ? r->estimate.value : NAN;
}

static void add_count_row(struct table *table, const char *title, double with,
                          double without)
{
    char a[NUMFMT_SIZE], b[NUMFMT_SIZE], c[NUMFMT_SIZE];

    table_add_row(table, (const char *[]){title, numfmt_count(a, (uint64_t)with),
                                          numfmt_count(b, (uint64_t)without),
                                          numfmt_count(c, (uint64_t)(with + without))});
}

static void present_counts(struct report *report, const struct run *run,
                           struct slice slice, const struct result *at)
{
    double tp = count_of(slice, "tp", at->point), fp = count_of(slice, "fp", at->point),
           fn = count_of(slice, "fn", at->point), tn = count_of(slice, "tn", at->point);
    const struct result_point *point = slice_point(run->results, slice, at->point);
    char threshold[NUMFMT_SIZE];
    struct table *table;

    if (isnan(tp) || isnan(fp) || isnan(fn) || isnan(tn))
        return;
    report_subheading(report, "%s: score %s %s%s", at->point, present_direction(run),
                      numfmt_shortest(threshold, at->threshold),
                      present_point_mark(point));
    table = report_table(
        report, "lrrr",
        (const char *[]){"", "With the\nfinding", "Without the\nfinding", "All"});
    add_count_row(table, "Flagged", tp, fp);
    add_count_row(table, "Not flagged", fn, tn);
    add_count_row(table, "All", tp + fn, fp + tn);
}

void present_tables(struct report *report, const struct run *run, struct slice slice)
{
    const struct result *at = slice_next_point(slice, NULL);

    if (!at)
        return;
    report_heading(report, "Flagged studies and the finding");
    for (; at; at = slice_next_point(slice, at))
        present_counts(report, run, slice, at);
}

/* ---- The most confident errors --------------------------------------------------- */

enum { MOST_ERRORS = 10 };

/* What is an error, and how many there are; without a point neither is known (NULL, NaN). */
struct error_point {
    const struct result *at;
    double n_alarms, n_missed;
};

static struct error_point find_error_point(struct slice slice)
{
    const struct result *at = slice_next_point(slice, NULL);
    struct error_point point = {at, NAN, NAN};

    if (at) {
        point.n_alarms = count_of(slice, "fp", at->point);
        point.n_missed = count_of(slice, "fn", at->point);
    }
    return point;
}

struct error_columns {
    bool has_id, has_count;
    size_t n;
};

static struct error_columns choose_error_columns(const struct run *run)
{
    const struct cohort *cohort = run->cohort;
    struct error_columns columns = {.has_id = cohort->id && cohort->ids.n &&
                                              run->input->ids == IDS_PLAIN,
                                    .has_count = cohort->count != NULL};

    columns.n = 1 + columns.has_id + columns.has_count + cohort->n_groups;
    return columns;
}

static double score_as_given(const struct run *run, struct pair pair, size_t row)
{
    double x = run->cohort->score[pair.score][row];

    return run->cohort->direction == SCORE_LOW ? -x : x;
}

static void add_error(struct table *table, const struct run *run,
                      const struct error_columns *columns, struct pair pair, size_t row)
{
    const struct cohort *cohort = run->cohort;
    const char **cells = xcalloc(columns->n, sizeof *cells);
    char score[NUMFMT_SIZE], count[NUMFMT_SIZE];
    size_t n = 0;

    cells[n++] = numfmt_shortest(score, score_as_given(run, pair, row));
    if (columns->has_id)
        cells[n++] = cohort->ids.strings[cohort->id[row]];
    if (columns->has_count)
        cells[n++] = numfmt_count(count, cohort_studies(cohort, row));
    for (size_t g = 0; g < cohort->n_groups; g++)
        cells[n++] = cohort->groups[g].levels[cohort->groups[g].code[row]];
    table_add_row(table, cells);
    free(cells);
}

static struct table *error_table(struct report *report, const struct run *run,
                                 const struct error_columns *columns)
{
    const char **heads = xcalloc(columns->n, sizeof *heads);
    struct strbuf align = STRBUF_INIT;
    struct table *table;
    size_t n = 0;

    heads[n++] = "Score";
    if (columns->has_id)
        heads[n++] = "Study";
    if (columns->has_count)
        heads[n++] = "Studies";
    for (size_t g = 0; g < run->cohort->n_groups; g++)
        heads[n++] = run->cohort->groups[g].name;
    strbuf_pad(&align, 'l', columns->n);
    table = report_table(report, align.text, heads);
    strbuf_release(&align);
    free(heads);
    return table;
}

/* True if the row is judged wrong at the point; without one, any may be shown. */
static bool is_wrong(const struct run *run, struct pair pair, enum label_class class,
                     const struct result *at, size_t row)
{
    double x = run->cohort->score[pair.score][row], cutoff;

    if (!at)
        return true;
    cutoff = run->cohort->direction == SCORE_LOW ? -at->threshold : at->threshold;
    return (x >= cutoff) == (class == LABEL_NEGATIVE);
}

/* Rows of a class, the worst first, and how far they reach. */
struct worst_rows {
    enum label_class class;
    size_t *rows; /* [n] */
    size_t n, n_as_bad;
};

/* "Flagged without the finding: the 10 highest scores of 751" */
static void head_class(struct report *report, const struct run *run,
                       const struct worst_rows *worst, size_t shown, double n_wrong)
{
    bool is_low = run->cohort->direction == SCORE_LOW,
         is_positive = worst->class == LABEL_POSITIVE;
    const char *which = is_positive != is_low ? "lowest" : "highest";
    char n[NUMFMT_SIZE];

    if (isnan(n_wrong)) /* there is no operating point */
        report_subheading(report, "%s the finding, the %zu %s %s",
                          is_positive ? "With" : "Without", shown, which,
                          shown == 1 ? "score" : "scores");
    else if (n_wrong == 1)
        report_subheading(report, "%s the finding: the only one",
                          is_positive ? "Not flagged with" : "Flagged without");
    else if (n_wrong <= (double)shown)
        report_subheading(report, "%s the finding: all %zu",
                          is_positive ? "Not flagged with" : "Flagged without", shown);
    else
        report_subheading(report, "%s the finding: the %zu %s scores of %s",
                          is_positive ? "Not flagged with" : "Flagged without", shown,
                          which, numfmt_count(n, (uint64_t)n_wrong));
}

/* Others may have the score of the last one that is listed. */
static void present_others(struct report *report, const struct run *run,
                           struct pair pair, const struct worst_rows *worst)
{
    size_t n = worst->n_as_bad - worst->n;
    char score[NUMFMT_SIZE], count[NUMFMT_SIZE];

    if (n)
        report_paragraph(
            report, "%s more %s the same score as the last one listed, %s.%s",
            numfmt_count(count, n), n == 1 ? "has" : "have",
            numfmt_shortest(score,
                            score_as_given(run, pair, worst->rows[worst->n - 1])),
            run->cohort->n_groups
                ? " Among equal scores the list follows the order of the subgroups."
                : "");
}

static void present_class(struct report *report, const struct run *run,
                          struct pair pair, const struct worst_rows *worst,
                          const struct error_point *point)
{
    struct error_columns columns = choose_error_columns(run);
    size_t shown = 0;
    struct table *table;

    while (shown < worst->n &&
           is_wrong(run, pair, worst->class, point->at, worst->rows[shown]))
        shown++;
    if (!shown)
        return;
    head_class(report, run, worst, shown,
               worst->class == LABEL_POSITIVE ? point->n_missed : point->n_alarms);
    table = error_table(report, run, &columns);
    for (size_t i = 0; i < shown; i++)
        add_error(table, run, &columns, pair, worst->rows[i]);
    if (shown == worst->n)
        present_others(report, run, pair, worst);
}

/* What a score means here, before the first of them is read. */
static void explain_scores(struct report *report, const struct run *run,
                           struct slice slice, const struct error_point *point)
{
    const struct result *imputed = slice_find(slice, "", "", "rows_imputed", "", NULL);
    char threshold[NUMFMT_SIZE];

    if (point->at)
        report_paragraph(report,
                         "At %s a study is flagged if its score is %s %s. Listed are "
                         "the studies that the model "
                         "judges wrong and is surest of, with the scores farthest from "
                         "that threshold.%s",
                         point->at->point,
                         run->cohort->direction == SCORE_LOW ? "at most" : "at least",
                         numfmt_shortest(threshold, point->at->threshold),
                         imputed && imputed->n > 0
                             ? " Studies without a score are counted, but not listed."
                             : "");
    else
        report_paragraph(report,
                         "No operating point says what is an error. Listed are the "
                         "studies whose score speaks most against the truth.");
}

void present_errors(struct report *report, const struct run *run, struct pair pair,
                    struct slice slice)
{
    static const enum label_class classes[] = {LABEL_NEGATIVE, LABEL_POSITIVE};
    struct error_point point = find_error_point(slice);
    bool has_ids = run->input->ids == IDS_PLAIN && run->input->id;
    size_t before;

    if (point.at)
        report_heading(report, "The most confident errors at %s", point.at->point);
    else
        report_heading(report, "Scores that contradict the truth most");
    explain_scores(report, run, slice, &point);
    before = report->n;
    for (size_t i = 0; i < 2; i++) {
        struct worst_rows worst = {.class = classes[i]};

        worst.rows = confident_errors(run->cohort, pair, classes[i], MOST_ERRORS,
                                      &worst.n, &worst.n_as_bad);
        present_class(report, run, pair, &worst, &point);
        free(worst.rows);
    }
    if (report->n == before)
        report_paragraph(report, "There are none.");
    else
        report_paragraph(report,
                         "Worth a look at the images: the truth may be wrong, or the "
                         "studies may have something in common.%s",
                         has_ids ? ""
                                 : " Which studies they are is shown with --id "
                                   "and --ids plain only.");
}
