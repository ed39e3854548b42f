/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One column of a forest plot: a metric. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "plot/forest_drawn.h"

double forest_cell_width(const struct forest *forest, const struct forest_panel *panel)
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
static void add_data(const struct forest_drawn *drawn, const struct forest_panel *panel,
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
                   (double[]){forest_y(drawn, i), clip(panel, x, x),
                              clip(panel, low, x), clip(panel, high, x),
                              isnan(r->n) ? 1 : r->n,
                              r->estimate.status == STATUS_TOO_FEW ? 2
                              : row->kind == FOREST_WHOLE          ? 1
                                                                   : 0},
                   6);
    }
    script_block_end(body);
}

/* Heads where an interval goes on beyond the axis. */
static void add_arrows(const struct forest_drawn *drawn,
                       const struct forest_panel *panel)
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
        numfmt_record(y, forest_y(drawn, i));
        if (forest_scaled(panel, r->estimate.low) < panel->low)
            script_line(body, format, "0.04", y, "-0.025", y);
        if (forest_scaled(panel, r->estimate.high) > panel->high)
            script_line(body, format, "0.96", y, "1.025", y);
    }
}

/* A vertical line down to row `last`. */
static void add_line(const struct forest_drawn *drawn, double x, double from_y,
                     size_t last, const char *look)
{
    char at[NUMFMT_SIZE], from[NUMFMT_SIZE], to[NUMFMT_SIZE];

    numfmt_record(at, x);
    script_line(&drawn->figure->body, "set arrow from %s,%s to %s,%s nohead %s back",
                at, numfmt_record(from, from_y), at,
                numfmt_record(to, forest_y(drawn, last) - 0.5), look);
}

/* From the whole cohort down to the last of its rows. */
static void add_whole_lines(const struct forest_drawn *drawn,
                            const struct forest_panel *panel)
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
            add_line(drawn, forest_scaled(panel, value), forest_y(drawn, i), end - 1,
                     "dashtype '-' linecolor rgb '#999999'");
    }
}

/* Beside 0, over the rows. */
static void add_sides(const struct forest_drawn *drawn,
                      const struct forest_panel *panel)
{
    bool is_turned = panel->metric->better == BETTER_LOWER;
    struct strbuf *body = &drawn->figure->body;
    char y[NUMFMT_SIZE];

    if (panel->metric->better == BETTER_NEITHER)
        return;
    numfmt_record(y, (double)drawn->forest->n_rows + FOREST_SIDES_Y);
    for (int side = 0; side < 2; side++)
        script_line(body,
                    "set label '%s better' at first 0, first %s %s offset character "
                    "%s,0 font small textcolor rgb '#777777'",
                    (side == 1) == is_turned ? "baseline" : "model", y,
                    side == 0 ? "right" : "left", side == 0 ? "-0.6" : "0.6");
}

/* No difference, the margins, and who is better on which side. */
static void add_difference_lines(const struct forest_drawn *drawn,
                                 const struct forest_panel *panel)
{
    const struct forest_wish *wish = drawn->forest->wish;
    double top = (double)drawn->forest->n_rows + 0.5;
    size_t last = drawn->forest->n_rows - 1;

    add_line(drawn, 0, top + FOREST_SIDES_Y, last, "linecolor rgb '#777777'");
    for (size_t i = 0; i < wish->n_margins && forest_has_margin(panel); i++)
        add_line(drawn, forest_scaled(panel, wish->margins[i]), top, last,
                 "dashtype '-.' linewidth 1.4 linecolor rgb '#D55E00'");
    add_sides(drawn, panel);
}

static void add_reference_lines(const struct forest_drawn *drawn,
                                const struct forest_panel *panel)
{
    if (drawn->forest->wish->of_differences)
        add_difference_lines(drawn, panel);
    else
        add_whole_lines(drawn, panel);
}

static void add_cells(const struct forest_drawn *drawn,
                      const struct forest_panel *panel, double left)
{
    const struct forest *forest = drawn->forest;
    struct strbuf head = STRBUF_INIT;

    figure_add_interval_name(&head, drawn->input->request);
    forest_write(drawn, head.text, left, (double)forest->n_rows + 1,
                 "left font small textcolor rgb '#777777'");
    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct result *r = forest_result(forest, &forest->rows[i], panel);
        struct strbuf text = STRBUF_INIT;

        forest_cell(&text, forest, panel, r);
        if (text.length)
            forest_write(drawn, text.text, left, forest_y(drawn, i),
                         r->estimate.status == STATUS_TOO_FEW
                             ? "left font small textcolor rgb '#777777'"
                             : "left font small textcolor rgb '#333333'");
        strbuf_release(&text);
    }
    strbuf_release(&head);
}

static void add_axis(const struct forest_drawn *drawn, const struct forest_panel *panel)
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

void forest_draw_column(const struct forest_drawn *drawn, size_t number, double left)
{
    const struct forest_panel *panel = &drawn->forest->panels[number - 1];
    struct strbuf *body = &drawn->figure->body;
    double right = left + FOREST_PANEL_WIDTH;
    struct script_margins margins = {left, drawn->figure->page.width - right,
                                     drawn->top, drawn->bottom};

    add_data(drawn, panel, number);
    script_margins(body, &drawn->figure->page, &margins);
    add_axis(drawn, panel);
    add_reference_lines(drawn, panel);
    add_arrows(drawn, panel);
    add_cells(drawn, panel, right + FOREST_GAP);
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
