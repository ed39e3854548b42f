/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/round_step.h"
#include "plot/grid.h"
#include "plot/key.h"
#include "plot/marks.h"
#include "plot/outline.h"
#include "plot/scores_text.h"
#include "plot/series.h"
#include "plot/shorten.h"

/* Inches. */
static const double left = 0.9, top = 1.2;

/* With more panels than this they stand in several columns. */
enum { FEW_PANELS = 4 };

static const char pos_look[] = "fillcolor rgb '#0072B2' fillstyle solid noborder";
static const char neg_look[] = "fillcolor rgb '#E69F00' fillstyle solid noborder";

struct scores {
    struct picture *figure;
    const struct figure_input *input;
    const struct histogram_set *set;
    char **names; /* [set->n] what tells the panels apart */
    struct mark_list marks;
    struct grid grid;
    double most; /* end of the vertical axis, in percent, to either side */
    bool has_one_scale;
};

static const struct result_point *point_of(const struct scores *scores,
                                           const struct subset_names *names,
                                           const struct mark *mark)
{
    const struct result_set *set = scores->input->results;

    for (size_t i = 0; i < set->n_points; i++) {
        const struct result_point *point = &set->points[i];

        if (!strcmp(point->model, names->model) &&
            !strcmp(point->finding, names->finding) &&
            !strcmp(point->name, mark->point->name))
            return point;
    }
    return NULL;
}

/* ---- The axes ----------------------------------------------------------------------- */

/* A round number of percent, one for all panels. */
static double find_end(const struct histogram_set *set)
{
    double most = 100 * histogram_set_most(set);
    struct round_step step = round_step_at_least(fmax(most, 1) / 4);

    return fmin(100, round_step_times(step, ceil(most / round_step_times(step, 1))));
}

static bool same_scale(const struct histogram *a, const struct histogram *b)
{
    return a->scale.n == b->scale.n &&
           score_scale_edge(&a->scale, 0) == score_scale_edge(&b->scale, 0) &&
           score_scale_edge(&a->scale, 1) == score_scale_edge(&b->scale, 1);
}

static void add_axes(const struct scores *scores)
{
    struct strbuf *body = &scores->figure->body;
    char most[NUMFMT_SIZE];

    numfmt_record(most, scores->most);
    script_line(body, "set yrange [-%s:%s]", most, most);
    grid_name_axes(body, &scores->grid, &scores->figure->page, "Score",
                   "% of the class");
}

/* ---- A panel ------------------------------------------------------------------------ */

/* $with1 and $without1: percent of the class. */
static void add_data(const struct scores *scores, size_t i)
{
    const struct histogram *histogram = &scores->set->items[i];
    struct strbuf *body = &scores->figure->body;
    struct strbuf with = STRBUF_INIT, without = STRBUF_INIT;
    double *pos = xcalloc(histogram->scale.n, sizeof *pos);
    double *neg = xcalloc(histogram->scale.n, sizeof *neg);

    for (size_t bin = 0; bin < histogram->scale.n; bin++) {
        pos[bin] = 100 * histogram_share_pos(histogram, bin);
        neg[bin] = 100 * histogram_share_neg(histogram, bin);
    }
    strbuf_addf(&with, "with%zu", i + 1);
    strbuf_addf(&without, "without%zu", i + 1);
    outline_add(body, with.text, &histogram->scale, pos);
    outline_add(body, without.text, &histogram->scale, neg);
    strbuf_release(&with);
    strbuf_release(&without);
    free(pos);
    free(neg);
}

/* "n = 180 + 1,090, no score 3 + 5" */
static void add_counts(struct strbuf *out, const struct histogram *histogram)
{
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    figure_add_classes(out, histogram->n_pos, histogram->n_neg, histogram->is_small);
    if (histogram->missing_pos + histogram->missing_neg)
        strbuf_addf(out, ", no score %s + %s",
                    numfmt_count(pos, histogram->missing_pos),
                    numfmt_count(neg, histogram->missing_neg));
}

static void add_titles(const struct scores *scores, size_t i)
{
    struct strbuf counts = STRBUF_INIT, *body = &scores->figure->body;

    add_counts(&counts, &scores->set->items[i]);
    grid_write_above(body, &scores->grid, scores->names[i], 0.29, "#000000");
    grid_write_above(body, &scores->grid, counts.text, 0.12, "#555555");
    strbuf_release(&counts);
}

/* Widths differ a little, too: gnuplot's SVG goes on with the dashes of the line before where nothing else changes. */
static void add_mark_look(struct strbuf *out, const struct mark *mark)
{
    static const char *const dashes[] = {"solid", "'-'", SCRIPT_DOTTED, "'-.'", "'_'"};
    size_t i = (mark->number - 1) % (sizeof dashes / sizeof *dashes);

    strbuf_addf(out, "linecolor rgb '#000000' linewidth %s dashtype %s",
                i % 2 ? "1.3" : "1.2", dashes[i]);
}

/* Lines at the model's own thresholds, as far as they lie on the axis. */
static void add_thresholds(const struct scores *scores,
                           const struct histogram *histogram)
{
    double low = score_scale_edge(&histogram->scale, 0);
    double high = score_scale_edge(&histogram->scale, histogram->scale.n);
    char x[NUMFMT_SIZE];

    for (size_t m = 0; m < scores->marks.n; m++) {
        const struct mark *mark = &scores->marks.items[m];
        const struct result_point *point = point_of(scores, &histogram->names, mark);

        if (!point || !(point->threshold >= low && point->threshold <= high))
            continue;
        numfmt_shortest(x, point->threshold);
        strbuf_addf(
            &scores->figure->body,
            "set arrow from first %s, graph 0 to first %s, graph 1 nohead front ", x,
            x);
        add_mark_look(&scores->figure->body, mark);
        strbuf_addc(&scores->figure->body, '\n');
    }
}

static double step_of(const struct score_scale *scale)
{
    double span = score_scale_edge(scale, scale->n) - score_scale_edge(scale, 0);

    return round_step_times(round_step_at_least(span / 5), 1);
}

/* The class without the finding hangs down from 0: its shares have no sign. */
static void number_shares(const struct scores *scores)
{
    static const double ticks[] = {-1, -0.5, 0, 0.5, 1};
    struct strbuf *body = &scores->figure->body;
    char share[NUMFMT_SIZE], at[NUMFMT_SIZE];

    for (size_t t = 0; t < sizeof ticks / sizeof *ticks; t++) {
        numfmt_record(share, fabs(ticks[t]) * scores->most);
        strbuf_addf(body, "%s'%s' %s", t ? ", " : "set ytics nomirror out scale 0.6 (",
                    share, numfmt_record(at, ticks[t] * scores->most));
    }
    script_line(body, ") font small");
}

static void set_axes(const struct scores *scores, size_t i)
{
    const struct score_scale *scale = &scores->set->items[i].scale;
    struct grid_axis x = {score_scale_edge(scale, 0), score_scale_edge(scale, scale->n),
                          step_of(scale)};
    struct grid_axis y = {-scores->most, scores->most, scores->most / 2};
    struct strbuf *body = &scores->figure->body, name = STRBUF_INIT;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE], step[NUMFMT_SIZE];

    script_line(body, "set xrange [%s:%s]", numfmt_shortest(low, x.low),
                numfmt_shortest(high, x.high));
    strbuf_addf(&name, "grid%zu", i + 1);
    grid_add_lines(body, name.text, &x, &y);
    grid_set_tics(body, &scores->grid, i, x.step, y.step);
    if (!scores->has_one_scale)
        script_line(body, "set xtics nomirror out scale 0.6 %s font small",
                    numfmt_record(step, x.step));
    if (grid_is_first(&scores->grid, i))
        number_shares(scores);
    strbuf_release(&name);
}

static void add_panel(const struct scores *scores, size_t i)
{
    struct strbuf *body = &scores->figure->body;
    struct script_margins margins;

    grid_margins(&margins, &scores->grid, &scores->figure->page, i);
    script_margins(body, &scores->figure->page, &margins);
    set_axes(scores, i);
    add_titles(scores, i);
    add_thresholds(scores, &scores->set->items[i]);
    script_line(body,
                "plot $grid%zu " GRID_LINES ", \\\n"
                "  $with%zu using 1:2 with " OUTLINE_FILLED " %s notitle, \\\n"
                "  $without%zu using 1:(-$2) with " OUTLINE_FILLED " %s notitle, \\\n"
                "  0 with lines linecolor rgb '#444444' linewidth 0.8 notitle",
                i + 1, i + 1, pos_look, i + 1, neg_look);
    script_line(body, "unset label; unset arrow; unset object");
}

/* ---- The figure ----------------------------------------------------------------------- */

static void add_marks_to_key(struct scores *scores, struct key *key)
{
    for (size_t m = 0; m < scores->marks.n; m++) {
        struct mark *mark = &scores->marks.items[m];
        struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

        mark->number = m + 1;
        mark_add_title(&title, scores->input->results, mark);
        add_mark_look(&look, mark);
        key_add(key, KEY_LINE, look.text, title.text);
        strbuf_release(&title);
        strbuf_release(&look);
    }
}

static void add_key(struct scores *scores)
{
    const struct grid *grid = &scores->grid;
    struct key_layout layout = {KEY_BESIDE, grid_width(grid),
                                grid_height(grid) + top - 0.75};
    struct key key = {0};
    bool has_small = false, has_unverified = false;

    for (size_t i = 0; i < scores->set->n; i++) {
        const struct histogram *histogram = &scores->set->items[i];

        has_small |= histogram->is_small;
        has_unverified |= histogram->unverified > 0;
    }
    key_add(&key, KEY_BAND, pos_look, "with the finding");
    key_add(&key, KEY_BAND, neg_look, "without the finding");
    add_marks_to_key(scores, &key);
    key_add(&key, KEY_HEADING, "", "n = with + without the finding");
    if (has_small)
        key_add(&key, KEY_HEADING, "", "? few studies: bars may go on");
    if (has_unverified)
        key_add(&key, KEY_HEADING, "", "studies without truth are not drawn");
    key_lay_out(&key, scores->figure, &layout);
    key_release(&key);
}

static struct grid grid_of(size_t n, bool has_one_scale)
{
    struct grid grid = {.n = n,
                        .columns = 1,
                        .left = left,
                        .top = top,
                        .width = 4.4,
                        .height = n == 1 ? 2.8 : 1.4,
                        .gap_x = 0.3,
                        .gap_y = has_one_scale ? 0.62 : 0.9};

    if (n > FEW_PANELS) {
        grid.columns = grid_columns((2 * n + 2) / 3);
        grid.width = 2.3;
        grid.height = 1.1;
    }
    return grid;
}

static void tell_apart(struct scores *scores)
{
    size_t n = scores->set->n, columns = n > FEW_PANELS ? 32 : 62;
    const struct subset_names **names = xcalloc(n, sizeof *names);
    char **told = xcalloc(n, sizeof *told);

    scores->names = xcalloc(n, sizeof *scores->names);
    scores->has_one_scale = true;
    for (size_t i = 0; i < n; i++) {
        names[i] = &scores->set->items[i].names;
        scores->has_one_scale &=
            same_scale(&scores->set->items[i], &scores->set->items[0]);
    }
    series_tell_apart(told, names, n);
    shorten_apart(scores->names, (const char *const *)told, n, columns);
    for (size_t i = 0; i < n; i++)
        free(told[i]);
    free(told);
    free(names);
}

static void build(struct picture *figure, const struct figure_input *input)
{
    const struct histogram_set *set = input->histograms;
    struct scores scores = {
        .figure = figure, .input = input, .set = set, .most = find_end(set)};

    tell_apart(&scores);
    scores.grid = grid_of(set->n, scores.has_one_scale);
    marks_init(&scores.marks, input->results);
    for (size_t i = 0; i < set->n; i++)
        add_data(&scores, i);
    add_key(&scores);
    figure_title(figure, input, "graph 0");
    add_axes(&scores);
    script_line(&figure->body, "unset grid; set multiplot");
    for (size_t i = 0; i < set->n; i++)
        add_panel(&scores, i);
    script_line(&figure->body, "unset multiplot");
    for (size_t i = 0; i < set->n; i++)
        free(scores.names[i]);
    free(scores.names);
    marks_release(&scores.marks);
}

const struct figure_kind figure_scores = {
    .name = "scores",
    .what = "Scores by class",
    .metrics = "prevalence",
    .needs_histograms = true,
    .build = build,
    .write_text = scores_write_text,
};
