/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/forest_picture.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "plot/forest_drawn.h"
#include "report/escape.h"

/* Inches. */
static const double row_height = 0.27, edge = 0.15, indent = 0.2;

double forest_y(const struct forest_drawn *drawn, size_t row)
{
    return (double)(drawn->forest->n_rows - row);
}

void forest_write(const struct forest_drawn *drawn, const char *text, double x,
                  double y, const char *attributes)
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

static void add_counts(const struct forest_drawn *drawn, const struct forest_row *row,
                       double y)
{
    struct strbuf text = STRBUF_INIT;
    char n[NUMFMT_SIZE], n_pos[NUMFMT_SIZE];

    strbuf_addf(&text, "%s / %s", numfmt_count(n, (uint64_t)row->r->n),
                numfmt_count(n_pos, (uint64_t)row->r->n_pos));
    forest_write(drawn, text.text, drawn->counts_at, y,
                 "right font small textcolor rgb '#555555'");
    strbuf_release(&text);
}

static void add_names(const struct forest_drawn *drawn)
{
    const struct forest *forest = drawn->forest;
    double y = (double)forest->n_rows + 1;

    forest_write(drawn, forest_head(forest), edge, y,
                 "left font small textcolor rgb '#777777'");
    forest_write(drawn, "n / positive", drawn->counts_at, y,
                 "right font small textcolor rgb '#777777'");
    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct forest_row *row = &forest->rows[i];

        forest_write(drawn, drawn->labels[i], edge + indent * (double)row->indent,
                     forest_y(drawn, i), style_of(row));
        if (row->r && !isnan(row->r->n) && !isnan(row->r->n_pos))
            add_counts(drawn, row, forest_y(drawn, i));
    }
}

/* ---- The figure --------------------------------------------------------------------- */

static size_t count_footnotes(const struct forest *forest)
{
    return (forest->has_small ? 1 : 0) + (forest->wish->n_margins ? 1 : 0) +
           (forest->n_panels_left_out ? 1 : 0);
}

/* Upper end of the vertical axis. */
static double forest_top(const struct forest *forest)
{
    return (double)forest->n_rows +
           (forest->wish->of_differences ? FOREST_SIDES_Y + 0.5 : 1.5);
}

static void lay_out(struct forest_drawn *drawn, double text_width[FOREST_MAX_PANELS])
{
    const struct forest *forest = drawn->forest;
    struct script_page *page = &drawn->figure->page;
    double widest = script_text_width(forest_head(forest), SCRIPT_SMALL);

    for (size_t i = 0; i < forest->n_rows; i++)
        widest = fmax(widest, script_text_width(drawn->labels[i], SCRIPT_SMALL) +
                                  indent * (double)forest->rows[i].indent);
    drawn->counts_at = edge + widest + 1.3;
    page->width = drawn->counts_at + FOREST_GAP;
    for (size_t i = 0; i < forest->n_panels; i++) {
        text_width[i] = forest_cell_width(forest, &forest->panels[i]);
        page->width += FOREST_PANEL_WIDTH + FOREST_GAP + text_width[i] + FOREST_GAP;
    }
    drawn->top = 0.65;
    drawn->bottom = 0.75 + 0.25 * (double)count_footnotes(forest);
    page->height = drawn->top + drawn->bottom + row_height * (forest_top(forest) - 0.3);
}

static void add_frame(const struct forest_drawn *drawn)
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
                numfmt_record(top, forest_top(drawn->forest)));
    script_line(body, "most = %s", numfmt_record(most, n));
    script_line(body, "set multiplot");
}

/* Lines at the foot of the page, the lowest first. */
static void add_footnote(const struct forest_drawn *drawn, size_t line,
                         const char *text)
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

static void add_footnotes(const struct forest_drawn *drawn)
{
    const struct forest *forest = drawn->forest;
    const struct forest_wish *wish = forest->wish;
    struct strbuf small = STRBUF_INIT, margin = STRBUF_INIT, left_out = STRBUF_INIT;
    size_t line = 0;

    if (forest->has_small) {
        strbuf_adds(&small, "hollow: ");
        forest_add_small(&small, forest, drawn->input->request);
        add_footnote(drawn, line++, small.text);
    }
    if (wish->n_margins) {
        strbuf_adds(&margin, "dashed: ");
        forest_add_margin(&margin, forest);
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

/* "ai_v4 minus ai_v3, haemorrhage" over "head-ct.csv: 5,913 shared studies, 724 with the finding". */
static void add_difference_title(const struct forest_drawn *drawn)
{
    const struct forest *forest = drawn->forest;
    struct figure_sizes sizes = FIGURE_SIZES_NONE;
    struct strbuf title = STRBUF_INIT, studies = STRBUF_INIT;

    for (size_t i = 0; i < forest->n_rows; i++)
        if (forest->rows[i].kind == FOREST_WHOLE)
            figure_sizes_extend(&sizes, forest->rows[i].r);
    forest_add_sides(&title, forest);
    if (!forest->has_findings) {
        strbuf_adds(&title, ", ");
        escape_shorten(&title, forest->first->finding, 30);
    }
    figure_add_sizes(&studies, drawn->input, &sizes, "shared ");
    figure_add_title(drawn->figure, "screen 0.015", title.text, studies.text);
    strbuf_release(&title);
    strbuf_release(&studies);
}

void forest_draw(struct picture *figure, const struct figure_input *input,
                 const struct forest_wish *wish)
{
    struct forest forest;
    struct forest_drawn drawn = {.figure = figure, .input = input, .forest = &forest};
    double text_width[FOREST_MAX_PANELS], left;

    forest_init(&forest, input->results, wish);
    drawn.labels = forest_labels(&forest, FOREST_LABEL_COLUMNS);
    lay_out(&drawn, text_width);
    add_frame(&drawn);
    left = drawn.counts_at + FOREST_GAP;
    if (wish->of_differences)
        add_difference_title(&drawn);
    else
        figure_title(figure, input, "screen 0.015");
    add_names(&drawn);
    add_footnotes(&drawn);
    for (size_t i = 0; i < forest.n_panels; i++) {
        forest_draw_column(&drawn, i + 1, left);
        left += FOREST_PANEL_WIDTH + FOREST_GAP + text_width[i] + FOREST_GAP;
    }
    script_line(&figure->body, "unset multiplot");
    forest_labels_free(&forest, drawn.labels);
    forest_release(&forest);
}
