/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/forest_picture.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/escape.h"

/* Inches. */
static const double row_height = 0.27, panel_width = 2.0, gap = 0.18, edge = 0.15,
                    indent = 0.2;

struct drawn {
    struct picture *figure;
    const struct figure_input *input;
    const struct forest *forest;
    char **labels;      /* [forest->n_rows] */
    double top, bottom; /* of the rows, from the edges of the page */
    double counts_at;   /* right end of the column of counts, from the left */
};

/* Row numbers fall from the top, so that y is the row's place. */
static double y_of(const struct drawn *drawn, size_t row)
{
    return (double)(drawn->forest->n_rows - row);
}

/* set label 'text' at screen x, first y ...; x in inches. */
static void add_text(const struct drawn *drawn, const char *text, double x, double y,
                     const char *attributes)
{
    struct strbuf *body = &drawn->figure->body;
    char at_x[NUMFMT_SIZE], at_y[NUMFMT_SIZE];

    if (!*text)
        return;
    strbuf_adds(body, "set label ");
    script_text(body, text);
    script_line(body, " at screen %s, first %s %s noenhanced",
                numfmt_record(at_x, x / drawn->figure->page.width),
                numfmt_record(at_y, y), attributes);
}

static const char *style_of(const struct forest_row *row)
{
    return row->kind == FOREST_LEVEL ? "left font small textcolor rgb '#333333'"
                                     : "left font small textcolor rgb '#000000'";
}

static void add_counts(const struct drawn *drawn, const struct forest_row *row,
                       double y)
{
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE], n_pos[NUMFMT_SIZE];

    strbuf_addf(&text, "%s / %s", numfmt_count(n, (uint64_t)row->r->n),
                numfmt_count(n_pos, (uint64_t)row->r->n_pos));
    add_text(drawn, text.text, drawn->counts_at, y,
             "right font small textcolor rgb '#555555'");
    strbuf_release(&text);
}

static void add_names(const struct drawn *drawn)
{
    const struct forest *forest = drawn->forest;
    double y = (double)forest->n_rows + 1;

    add_text(drawn, forest_head(forest), edge, y,
             "left font small textcolor rgb '#777777'");
    add_text(drawn, "n / positive", drawn->counts_at, y,
             "right font small textcolor rgb '#777777'");
    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct forest_row *row = &forest->rows[i];

        add_text(drawn, drawn->labels[i], edge + indent * (double)row->indent,
                 y_of(drawn, i), style_of(row));
        if (row->r && !isnan(row->r->n) && !isnan(row->r->n_pos))
            add_counts(drawn, row, y_of(drawn, i));
    }
}

/* ---- One panel -------------------------------------------------------------------- */

static double cell_width(const struct forest *forest, const struct forest_panel *panel)
{
    double widest = script_text_width("95 % CI", SCRIPT_SMALL);

    for (size_t i = 0; i < forest->n_rows; i++) {
        struct strbuf text = STRBUF_INIT;

        forest_cell(&text, forest, panel,
                    forest_result(forest, &forest->rows[i], panel));
        widest = fmax(widest, script_text_width(text.text, SCRIPT_SMALL));
        strbuf_release(&text);
    }
    return widest;
}

static double clip(const struct forest_panel *panel, double x, double otherwise)
{
    return isnan(x) ? otherwise : fmin(fmax(x, panel->low), panel->high);
}

/* y, value, low, high (within the axis), studies, look: 0 judged, 1 whole, 2 shown only. */
static void add_data(const struct drawn *drawn, const struct forest_panel *panel,
                     size_t number)
{
    const struct forest *forest = drawn->forest;
    struct strbuf *body = &drawn->figure->body;

    strbuf_addf(body, "$panel%zu << EOD\n", number);
    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct forest_row *row = &forest->rows[i];
        const struct result *r = forest_result(forest, row, panel);
        double x, low, high;

        if (!r || !isfinite(r->estimate.value))
            continue;
        x = forest_scaled(panel, r->estimate.value);
        low = forest_scaled(panel, r->estimate.low);
        high = forest_scaled(panel, r->estimate.high);
        script_row(body,
                   (double[]){y_of(drawn, i), clip(panel, x, x), clip(panel, low, x),
                              clip(panel, high, x), isnan(r->n) ? 1 : r->n,
                              r->estimate.status == STATUS_TOO_FEW ? 2
                              : row->kind == FOREST_WHOLE          ? 1
                                                                   : 0},
                   6);
    }
    script_block_end(body);
}

/* Heads where an interval goes on beyond the axis. */
static void add_arrows(const struct drawn *drawn, const struct forest_panel *panel)
{
    const struct forest *forest = drawn->forest;
    struct strbuf *body = &drawn->figure->body;
    char y[NUMFMT_SIZE];

    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct result *r = forest_result(forest, &forest->rows[i], panel);
        static const char format[] =
            "set arrow from graph %s, first %s to graph %s, "
            "first %s head size screen 0.008,25 filled linetype 1 "
            "linewidth 1.6";

        if (!r || !isfinite(r->estimate.value))
            continue;
        numfmt_record(y, y_of(drawn, i));
        if (forest_scaled(panel, r->estimate.low) < panel->low)
            script_line(body, format, "0.04", y, "-0.025", y);
        if (forest_scaled(panel, r->estimate.high) > panel->high)
            script_line(body, format, "0.96", y, "1.025", y);
    }
}

/* A vertical line down to row `last`. */
static void add_line(const struct drawn *drawn, double x, double from_y, size_t last,
                     const char *look)
{
    char at[NUMFMT_SIZE], from[NUMFMT_SIZE], to[NUMFMT_SIZE];

    numfmt_record(at, x);
    script_line(&drawn->figure->body, "set arrow from %s,%s to %s,%s nohead %s back",
                at, numfmt_record(from, from_y), at,
                numfmt_record(to, y_of(drawn, last) - 0.5), look);
}

/* From the whole cohort down to the last of its rows. */
static void add_whole_lines(const struct drawn *drawn, const struct forest_panel *panel)
{
    const struct forest *forest = drawn->forest;

    for (size_t i = 0; i < forest->n_rows; i++) {
        double value = forest_reference(forest, i, panel);
        size_t end = i + 1;

        if (forest->rows[i].kind != FOREST_WHOLE || !isfinite(value))
            continue;
        while (end < forest->n_rows && forest->rows[end].kind != FOREST_WHOLE)
            end++;
        if (end > i + 1)
            add_line(drawn, forest_scaled(panel, value), y_of(drawn, i), end - 1,
                     "dashtype '-' linecolor rgb '#999999'");
    }
}

/* No difference, the margins of what has values up to 1, and who is better on which side. */
static void add_difference_lines(const struct drawn *drawn,
                                 const struct forest_panel *panel)
{
    const struct forest_wish *wish = drawn->forest->wish;
    bool is_turned = panel->metric->better == BETTER_LOWER;
    double top = (double)drawn->forest->n_rows + 0.5;
    size_t last = drawn->forest->n_rows - 1;
    struct strbuf *body = &drawn->figure->body;
    char y[NUMFMT_SIZE];

    add_line(drawn, 0, top, last, "linecolor rgb '#777777'");
    for (size_t i = 0; i < wish->n_margins && panel->metric->range_high <= 1; i++)
        add_line(drawn, forest_scaled(panel, wish->margins[i]), top, last,
                 "dashtype '-.' linewidth 1.4 linecolor rgb '#D55E00'");
    if (panel->metric->better == BETTER_NEITHER)
        return;
    numfmt_record(y, (double)drawn->forest->n_rows + 1);
    script_line(body,
                "set label '%s better' at graph 0, first %s left font small textcolor "
                "rgb '#777777'",
                is_turned ? "model" : "baseline", y);
    script_line(body,
                "set label '%s better' at graph 1, first %s right font small textcolor "
                "rgb '#777777'",
                is_turned ? "baseline" : "model", y);
}

static void add_reference_lines(const struct drawn *drawn,
                                const struct forest_panel *panel)
{
    if (drawn->forest->wish->of_differences)
        add_difference_lines(drawn, panel);
    else
        add_whole_lines(drawn, panel);
}

static void add_cells(const struct drawn *drawn, const struct forest_panel *panel,
                      double left)
{
    const struct forest *forest = drawn->forest;
    struct strbuf head = STRBUF_INIT;

    figure_add_interval_name(&head, drawn->input->request);
    add_text(drawn, head.text, left, (double)forest->n_rows + 1,
             "left font small textcolor rgb '#777777'");
    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct result *r = forest_result(forest, &forest->rows[i], panel);
        struct strbuf text = STRBUF_INIT;

        forest_cell(&text, forest, panel, r);
        if (text.length)
            add_text(drawn, text.text, left, y_of(drawn, i),
                     r->estimate.status == STATUS_TOO_FEW
                         ? "left font small textcolor rgb '#777777'"
                         : "left font small textcolor rgb '#333333'");
        strbuf_release(&text);
    }
    strbuf_release(&head);
}

static void add_axis(const struct drawn *drawn, const struct forest_panel *panel)
{
    struct strbuf *body = &drawn->figure->body;
    const struct forest *forest = drawn->forest;
    struct strbuf title = STRBUF_INIT;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE], step[NUMFMT_SIZE];

    forest_panel_title(&title, forest, panel);
    if (!forest->wish->of_differences && !strcmp(panel->metric->unit, "fraction") &&
        forest_scaled(panel, 1) == 100)
        strbuf_adds(&title, " (%)");
    strbuf_adds(body, "set xlabel ");
    script_text(body, title.text);
    strbuf_adds(body, " font small noenhanced\n");
    script_line(body, panel->is_log ? "set logscale x" : "unset logscale x");
    script_line(body, "set xrange [%s:%s]; set xtics %s font small",
                numfmt_record(low, panel->low), numfmt_record(high, panel->high),
                numfmt_record(step, panel->step));
    strbuf_release(&title);
}

static void add_panel(const struct drawn *drawn, size_t number, double left)
{
    const struct forest_panel *panel = &drawn->forest->panels[number - 1];
    struct strbuf *body = &drawn->figure->body;
    double right = left + panel_width;
    struct script_margins margins = {left, drawn->figure->page.width - right,
                                     drawn->top, drawn->bottom};

    add_data(drawn, panel, number);
    script_margins(body, &drawn->figure->page, &margins);
    add_axis(drawn, panel);
    add_reference_lines(drawn, panel);
    add_arrows(drawn, panel);
    add_cells(drawn, panel, right + gap);
    script_line(body,
                "plot $panel%zu using 2:1:3:4 with xerrorbars linetype 1 linewidth 1.6 "
                "pointtype 0, \\\n"
                "  '' using ($6 == 0 ? $2 : NaN):1:(scale * (0.5 + 0.9 * sqrt($5 / "
                "most))) with "
                "points linetype 1 pointtype 5 pointsize variable, \\\n"
                "  '' using ($6 == 2 ? $2 : NaN):1 with points linetype 1 pointtype 4 "
                "pointsize 0.9, \\\n"
                "  '' using ($6 == 1 ? $2 : NaN):1 with points linetype 2 pointtype 13 "
                "pointsize %s * scale",
                number, drawn->forest->has_levels ? "1.5" : "1");
    script_line(body, "unset label; unset arrow");
}

/* ---- The figure --------------------------------------------------------------------- */

static size_t count_footnotes(const struct forest *forest)
{
    return (forest->has_small ? 1 : 0) + (forest->wish->n_margins ? 1 : 0) +
           (forest->n_panels_left_out ? 1 : 0);
}

static void lay_out(struct drawn *drawn, double text_width[FOREST_MAX_PANELS])
{
    const struct forest *forest = drawn->forest;
    struct script_page *page = &drawn->figure->page;
    double widest = script_text_width(forest_head(forest), SCRIPT_SMALL);

    for (size_t i = 0; i < forest->n_rows; i++)
        widest = fmax(widest, script_text_width(drawn->labels[i], SCRIPT_SMALL) +
                                  indent * (double)forest->rows[i].indent);
    drawn->counts_at = edge + widest + 1.3;
    page->width = drawn->counts_at + gap;
    for (size_t i = 0; i < forest->n_panels; i++) {
        text_width[i] = cell_width(forest, &forest->panels[i]);
        page->width += panel_width + gap + text_width[i] + gap;
    }
    drawn->top = 0.65;
    drawn->bottom = 0.65 + 0.25 * (double)count_footnotes(forest);
    page->height =
        drawn->top + drawn->bottom + row_height * ((double)forest->n_rows + 1.2);
}

static void add_frame(const struct drawn *drawn)
{
    struct strbuf *body = &drawn->figure->body;
    char most[NUMFMT_SIZE], top[NUMFMT_SIZE];
    double n = 1;

    for (size_t i = 0; i < drawn->forest->n_rows; i++)
        if (drawn->forest->rows[i].r && drawn->forest->rows[i].r->n > n)
            n = drawn->forest->rows[i].r->n;
    script_line_types(body, 2);
    script_line(body, "unset key; unset ytics; set border 1; set grid xtics noytics");
    script_line(body, "set yrange [0.3:%s]",
                numfmt_record(top, (double)drawn->forest->n_rows + 1.5));
    script_line(body, "most = %s", numfmt_record(most, n));
    script_line(body, "set multiplot");
}

/* Lines at the foot of the page, the lowest first. */
static void add_footnote(const struct drawn *drawn, size_t line, const char *text)
{
    struct strbuf *body = &drawn->figure->body;
    char y[NUMFMT_SIZE];

    strbuf_adds(body, "set label ");
    script_text(body, text);
    script_line(
        body,
        " at screen 0.015, screen %s left font small textcolor rgb '#777777' "
        "noenhanced",
        numfmt_record(y, (0.14 + 0.22 * (double)line) / drawn->figure->page.height));
}

static void add_footnotes(const struct drawn *drawn)
{
    const struct forest *forest = drawn->forest;
    const struct forest_wish *wish = forest->wish;
    struct strbuf small = STRBUF_INIT, margin = STRBUF_INIT, left_out = STRBUF_INIT;
    char number[NUMFMT_SIZE];
    size_t line = 0;

    if (forest->has_small) {
        strbuf_adds(&small, "hollow: ");
        forest_add_small(&small, forest, drawn->input->request);
        add_footnote(drawn, line++, small.text);
    }
    if (wish->n_margins) {
        strbuf_addf(&margin, "dashed: the margin of %s",
                    numfmt_shortest(number, fabs(wish->margins[0])));
        add_footnote(drawn, line++, margin.text);
    }
    if (forest->n_panels_left_out) {
        strbuf_addf(&left_out, "there is room for %d columns: %zu more are left out",
                    FOREST_MAX_PANELS, forest->n_panels_left_out);
        add_footnote(drawn, line++, left_out.text);
    }
    strbuf_release(&small);
    strbuf_release(&margin);
    strbuf_release(&left_out);
}

/* "ai_v4 minus ai_v3, haemorrhage" over "5,913 shared studies, 724 with the finding". */
static void add_difference_title(const struct drawn *drawn)
{
    const struct forest *forest = drawn->forest;
    const struct result *first = forest->first;
    struct strbuf title = STRBUF_INIT, studies = STRBUF_INIT;
    char n[NUMFMT_SIZE], n_pos[NUMFMT_SIZE];

    forest_add_sides(&title, forest);
    if (first && !forest->has_findings) {
        strbuf_adds(&title, ", ");
        escape_shorten(&title, first->finding, 30);
    }
    if (first && !forest->has_findings && !forest->has_models)
        strbuf_addf(&studies, "%s shared studies, %s with the finding",
                    numfmt_count(n, (uint64_t)first->n),
                    numfmt_count(n_pos, (uint64_t)first->n_pos));
    figure_add_title(drawn->figure, "screen 0.015", title.text, studies.text);
    strbuf_release(&title);
    strbuf_release(&studies);
}

void forest_draw(struct picture *figure, const struct figure_input *input,
                 const struct forest_wish *wish)
{
    struct forest forest;
    struct drawn drawn = {.figure = figure, .input = input, .forest = &forest};
    double text_width[FOREST_MAX_PANELS], left;

    forest_init(&forest, input->results, wish);
    drawn.labels = forest_labels(&forest, FOREST_LABEL_COLUMNS);
    lay_out(&drawn, text_width);
    add_frame(&drawn);
    left = drawn.counts_at + gap;
    if (wish->of_differences)
        add_difference_title(&drawn);
    else
        figure_title(figure, input, "screen 0.015");
    add_names(&drawn);
    add_footnotes(&drawn);
    for (size_t i = 0; i < forest.n_panels; i++) {
        add_panel(&drawn, i + 1, left);
        left += panel_width + gap + text_width[i] + gap;
    }
    script_line(&figure->body, "unset multiplot");
    forest_labels_free(&forest, drawn.labels);
    forest_release(&forest);
}
