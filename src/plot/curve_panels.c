/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many curves: a panel for each, with that of all studies in grey to compare with. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "plot/curves.h"
#include "plot/grid.h"

/* Inches. */
static const double side = 1.7, left = 0.8, line_height = 0.17;

static const char whole_look[] = "linecolor rgb '#999999' linewidth 1.8 dashtype solid";
static const char level_look[] = "linecolor rgb '#0072B2' linewidth 1.8 dashtype solid";

/* The curve of all studies of the same model and finding; its own index where there is none. */
static size_t whole_of(const struct curves *curves, size_t i)
{
    const struct subset_names *names = &curves->series.items[i].curve->names;

    for (size_t j = 0; j < curves->series.n; j++) {
        const struct subset_names *other = &curves->series.items[j].curve->names;

        if (!*other->group && !strcmp(other->model, names->model) &&
            !strcmp(other->finding, names->finding))
            return j;
    }
    return i;
}

static void add_data(struct curves *curves)
{
    for (size_t i = 0; i < curves->series.n; i++) {
        if (curves_has(&curves->series.items[i]))
            curves_add_data(curves, i, thin_tolerance(side, curves->series.n));
        for (size_t m = 0; m < curves->marks.n; m++)
            if (curves->marks.items[m].number)
                curves_add_mark_data(curves, i, &curves->marks.items[m]);
    }
}

/* ---- The key ---------------------------------------------------------------------- */

static bool any_is_small(const struct curves *curves)
{
    bool is_small = false;

    for (size_t i = 0; i < curves->series.n; i++)
        is_small |= curves_is_small(curves, &curves->series.items[i]);
    return is_small;
}

static void add_key(struct curves *curves)
{
    struct strbuf chance = STRBUF_INIT;
    bool has_levels = false;

    for (size_t i = 0; i < curves->series.n; i++)
        has_levels |= *curves->series.items[i].curve->names.group != '\0';
    curves_add_heading(curves);
    if (has_levels)
        key_add(&curves->key, KEY_LINE, whole_look, "all studies");
    for (size_t m = 0; m < curves->marks.n; m++)
        if (curves->marks.items[m].number)
            curves_add_mark_to_key(curves, &curves->marks.items[m]);
    curves->kind->add_chance_title(&chance, curves);
    key_add(&curves->key, KEY_LINE, curves_chance_look, chance.text);
    if (any_is_small(curves))
        key_add(&curves->key, KEY_HEADING, "",
                "? few studies: n = with + without the finding");
    strbuf_release(&chance);
}

/* ---- Axes --------------------------------------------------------------------------- */

static const double step_y = 0.5;

static double step_x(const struct curves *curves)
{
    return (curves->x_high - curves->x_low) / 2;
}

/* The same in all panels. */
static void add_grid(const struct curves *curves)
{
    struct grid_axis x = {curves->x_low, curves->x_high, step_x(curves)};
    struct grid_axis y = {0, 1, step_y};

    grid_add_lines(&curves->figure->body, "grid", &x, &y);
}

/* ---- A panel ---------------------------------------------------------------------- */

/* Name, area and, where a class is small, how many studies there are. */
static void add_titles(const struct curves *curves, const struct grid *grid, size_t i)
{
    double lines = any_is_small(curves) ? 3 : 2;
    const struct series *series = &curves->series.items[i];
    struct strbuf *body = &curves->figure->body, text = STRBUF_INIT;

    grid_write_above(body, grid, series->narrow, 0.12 + line_height * (lines - 1),
                     "#000000");
    curves_add_area(&text, curves, series);
    grid_write_above(body, grid, text.text, 0.12 + line_height * (lines - 2),
                     "#555555");
    strbuf_reset(&text);
    if (curves_is_small(curves, series)) {
        figure_add_classes(&text, series->n_pos, series->n_neg, true);
        grid_write_above(body, grid, text.text, 0.12, "#555555");
    }
    strbuf_release(&text);
}

static void plot_panel(struct curves *curves, size_t i)
{
    size_t whole = whole_of(curves, i);
    struct strbuf chance = STRBUF_INIT;

    strbuf_reset(&curves->plot);
    strbuf_adds(&curves->plot, "plot $grid " GRID_LINES);
    curves->kind->add_chance(&chance, curves, &curves->series.items[i]);
    curves_add_element(curves, "", "%s with lines %s", chance.text, curves_chance_look);
    if (whole != i && curves_has(&curves->series.items[whole]))
        curves_add_element(curves, "", "$curve%zu using 1:2 with lines %s", whole + 1,
                           whole_look);
    if (curves_has(&curves->series.items[i]))
        curves_add_element(curves, "", "$curve%zu using 1:2 with lines %s", i + 1,
                           level_look);
    for (size_t m = 0; m < curves->marks.n; m++)
        if (curves->marks.items[m].number)
            curves_plot_mark(curves, i, &curves->marks.items[m]);
    script_line(&curves->figure->body, "  %s", curves->plot.text);
    strbuf_release(&chance);
}

static void add_panel(struct curves *curves, const struct grid *grid, size_t i)
{
    struct strbuf *body = &curves->figure->body;
    struct script_margins margins;

    grid_margins(&margins, grid, &curves->figure->page, i);
    script_margins(body, &curves->figure->page, &margins);
    add_titles(curves, grid, i);
    grid_set_tics(body, grid, i, step_x(curves), step_y);
    plot_panel(curves, i);
    script_line(body, "  unset label; unset arrow; unset object");
}

/* ---- The figure ------------------------------------------------------------------- */

/* Names of the axes once for all panels. */
static void add_axes(const struct curves *curves, const struct grid *grid)
{
    struct strbuf *body = &curves->figure->body;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE], x[NUMFMT_SIZE];

    script_line(body, "set xrange [%s:%s]; set yrange [0:1]; set ytics 0.5 font small",
                numfmt_record(low, curves->x_low), numfmt_record(high, curves->x_high));
    script_line(body, "set xtics %s font small", numfmt_record(x, step_x(curves)));
    grid_name_axes(body, grid, &curves->figure->page, curves->kind->x_title,
                   curves->kind->y_title);
}

/* As characters there is room for one plot only: of the first curve, that of all studies. */
static void plot_in_terminal(struct curves *curves)
{
    struct strbuf title = STRBUF_INIT, *body = &curves->figure->body;
    const struct series *first = &curves->series.items[0];

    strbuf_addf(&title, "%s: ", first->label);
    curves_add_area(&title, curves, first);
    strbuf_reset(&curves->plot);
    if (curves_has(first))
        curves_add_element(curves, title.text, "$curve1 using 1:2 with lines");
    else
        curves_add_element(curves, title.text, "NaN with lines");
    script_line(body, "  %s", curves->plot.text);
    strbuf_release(&title);
}

void curves_draw_panels(struct curves *curves)
{
    double titles = line_height * (any_is_small(curves) ? 3 : 2);
    struct strbuf *body = &curves->figure->body;
    struct grid grid = {.n = curves->series.n,
                        .columns = grid_columns(curves->series.n),
                        .left = left,
                        .top = 0.8 + titles,
                        .width = side,
                        .height = side,
                        .gap_x = 0.25,
                        .gap_y = 0.25 + titles};
    struct key_layout layout = {KEY_BESIDE, grid_width(&grid),
                                grid_height(&grid) + grid.top - 0.75};

    add_grid(curves);
    add_data(curves);
    add_key(curves);
    key_lay_out(&curves->key, curves->figure, &layout);
    figure_title(curves->figure, curves->input, "graph 0");
    add_axes(curves, &grid);
    script_line(body, "if (fmt eq 'dumb') {");
    plot_in_terminal(curves);
    script_line(body, "} else {");
    script_line(body, "  unset grid; set multiplot");
    for (size_t i = 0; i < grid.n; i++)
        add_panel(curves, &grid, i);
    script_line(body, "  unset multiplot");
    script_line(body, "}");
}
