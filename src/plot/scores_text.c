/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/scores_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "plot/series.h"
#include "report/escape.h"
#include "report/renderers.h"

enum { BAR_COLUMNS = 16, POINT_COLUMNS = 14 };

/* What is there is never shown as nothing: "." is less than half a "#". What is few may have more than fits. */
static void add_bar(struct strbuf *out, double share, double most)
{
    double columns = fmin(round(share / most * BAR_COLUMNS), BAR_COLUMNS);

    if (columns > 0)
        strbuf_pad(out, '#', (size_t)columns);
    else if (share > 0)
        strbuf_addc(out, '.');
}

/* ---- Operating points --------------------------------------------------------------- */

static bool is_of(const struct result_point *point, const struct histogram *histogram)
{
    return !strcmp(point->model, histogram->names.model) &&
           !strcmp(point->finding, histogram->names.finding);
}

/* A bin holds its lower edge, the last one both. */
static bool is_in_bin(const struct score_scale *scale, size_t bin, double x)
{
    double low = score_scale_edge(scale, bin), high = score_scale_edge(scale, bin + 1);

    return x >= low && (x < high || (bin + 1 == scale->n && x == high));
}

/* "release", "triage, release": those whose threshold lies in the bin. */
static void add_points(struct strbuf *out, const struct result_set *results,
                       const struct histogram *histogram, size_t bin)
{
    struct strbuf names = STRBUF_INIT;

    for (size_t i = 0; i < results->n_points; i++) {
        const struct result_point *point = &results->points[i];

        if (is_of(point, histogram) &&
            is_in_bin(&histogram->scale, bin, point->threshold))
            strbuf_addf(&names, "%s%s", names.length ? ", " : "", point->name);
    }
    if (names.length)
        escape_shorten(out, names.text, POINT_COLUMNS);
    strbuf_release(&names);
}

/* "Thresholds: release 0.5, strict 0.9." */
static void add_thresholds(struct report *report, const struct result_set *results,
                           const struct histogram *histogram)
{
    struct strbuf text = STRBUF_INIT;
    char threshold[NUMFMT_SIZE];
    size_t n = 0;

    for (size_t i = 0; i < results->n_points; i++) {
        const struct result_point *point = &results->points[i];

        if (!is_of(point, histogram))
            continue;
        numfmt_shortest(threshold, point->threshold);
        strbuf_addf(&text, "%s%s", n++ ? ", " : "", point->name);
        if (strcmp(point->name, threshold) != 0)
            strbuf_addf(&text, " %s", threshold);
        if (!*point->rule)
            strbuf_adds(&text, ", which nobody chose");
    }
    if (n)
        report_paragraph(report, "%s: %s.", n == 1 ? "Threshold" : "Thresholds",
                         text.text);
    strbuf_release(&text);
}

/* ---- A histogram ---------------------------------------------------------------------- */

static void add_bin(struct table *table, const struct figure_input *input,
                    const struct histogram *histogram, size_t bin)
{
    struct strbuf score = STRBUF_INIT, pos = STRBUF_INIT, neg = STRBUF_INIT;
    struct strbuf points = STRBUF_INIT;
    double most = histogram_set_most(input->histograms);
    double share_pos = histogram_share_pos(histogram, bin);
    double share_neg = histogram_share_neg(histogram, bin);
    char from[NUMFMT_SIZE], n_pos[NUMFMT_SIZE], n_neg[NUMFMT_SIZE];

    strbuf_addf(&score, "from %s",
                numfmt_shortest(from, score_scale_edge(&histogram->scale, bin)));
    add_bar(&pos, share_pos, most);
    add_bar(&neg, share_neg, most);
    add_points(&points, input->results, histogram, bin);
    numfmt_percent(n_pos, share_pos, 1);
    numfmt_percent(n_neg, share_neg, 1);
    table_add_row(table, (const char *[]){score.text, n_pos, pos.text, n_neg, neg.text,
                                          points.text});
    strbuf_release(&score);
    strbuf_release(&pos);
    strbuf_release(&neg);
    strbuf_release(&points);
}

static void add_table(struct report *report, const struct figure_input *input,
                      const struct histogram *histogram, const char *name)
{
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];
    struct table *table;

    report_heading(report, "%s", *name ? name : "Scores");
    table = report_table(report, "lrlrll",
                         (const char *[]){"Score", "With", "", "Without", "", ""});
    for (size_t bin = 0; bin < histogram->scale.n; bin++)
        add_bin(table, input, histogram, bin);
    report_paragraph(report, "%s with the finding, %s without%s.",
                     numfmt_studies(pos, histogram->n_pos),
                     numfmt_count(neg, histogram->n_neg),
                     histogram->is_small ? ": few" : "");
    if (histogram->missing_pos + histogram->missing_neg)
        report_paragraph(report, "Without score: %s with the finding, %s without.",
                         numfmt_count(pos, histogram->missing_pos),
                         numfmt_count(neg, histogram->missing_neg));
    add_thresholds(report, input->results, histogram);
}

void scores_write_text(struct strbuf *out, const struct figure_input *input)
{
    const struct histogram_set *set = input->histograms;
    const struct subset_names **names = xcalloc(set->n, sizeof *names);
    char **told = xcalloc(set->n, sizeof *told);
    struct report report = {0};

    for (size_t i = 0; i < set->n; i++)
        names[i] = &set->items[i].names;
    series_tell_apart(told, names, set->n);
    for (size_t i = 0; i < set->n; i++) {
        add_table(&report, input, &set->items[i], told[i]);
        free(told[i]);
    }
    render_text(out, &report, false);
    report_release(&report);
    free(names);
    free(told);
}
