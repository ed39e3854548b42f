/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/grid.h"

#include <math.h>

#include "base/numfmt.h"

size_t grid_columns(size_t n)
{
    return (size_t)ceil(sqrt((double)n));
}

static size_t rows_of(const struct grid *grid)
{
    return (grid->n + grid->columns - 1) / grid->columns;
}

static double span(size_t n, double size, double gap)
{
    return (double)n * (size + gap) - gap;
}

double grid_width(const struct grid *grid)
{
    return span(grid->columns, grid->width, grid->gap_x);
}

double grid_height(const struct grid *grid)
{
    return span(rows_of(grid), grid->height, grid->gap_y);
}

void grid_name_axes(struct strbuf *out, const struct grid *grid,
                    const struct script_page *page, const char *x, const char *y)
{
    double center = grid->left + grid_width(grid) / 2;
    double middle = grid->top + grid_height(grid) / 2;
    char at_x[NUMFMT_SIZE], at_y[NUMFMT_SIZE];

    script_line(out, "if (fmt eq 'dumb') {");
    script_line(out, "  set xlabel '%s'; set ylabel '%s'", x, y);
    script_line(out, "} else {");
    script_line(out, "  set label '%s' at screen %s, screen %s center", x,
                numfmt_record(at_x, center / page->width),
                numfmt_record(at_y, 0.3 / page->height));
    script_line(out, "  set label '%s' at screen %s, screen %s center rotate", y,
                numfmt_record(at_x, 0.25 / page->width),
                numfmt_record(at_y, 1 - middle / page->height));
    script_line(out, "}");
}

void grid_write_above(struct strbuf *out, const struct grid *grid, const char *text,
                      double above, const char *color)
{
    char y[NUMFMT_SIZE];

    if (!*text)
        return;
    strbuf_adds(out, "set label ");
    script_text(out, text);
    script_line(out,
                " at graph 0, graph %s left font small textcolor rgb '%s' noenhanced",
                numfmt_record(y, 1 + above / grid->height), color);
}

static void add_lines_along(struct strbuf *out, const struct grid_axis *axis,
                            const struct grid_axis *other, bool is_x)
{
    double first = ceil(axis->low / axis->step - 1e-9);
    double last = floor(axis->high / axis->step + 1e-9);
    size_t n = last >= first ? (size_t)(last - first) + 1 : 0;

    for (size_t i = 0; i < n; i++) {
        double at = (first + (double)i) * axis->step;

        script_row(out, (double[]){is_x ? at : other->low, is_x ? other->low : at}, 2);
        script_row(out, (double[]){is_x ? at : other->high, is_x ? other->high : at},
                   2);
        strbuf_addc(out, '\n');
    }
}

void grid_add_lines(struct strbuf *out, const char *name, const struct grid_axis *x,
                    const struct grid_axis *y)
{
    script_block(out, name);
    add_lines_along(out, x, y, true);
    add_lines_along(out, y, x, false);
    script_block_end(out);
}

void grid_set_tics(struct strbuf *out, const struct grid *grid, size_t i, double step_x,
                   double step_y)
{
    char step[NUMFMT_SIZE];

    if (grid_is_lowest(grid, i))
        script_line(out, "set xtics nomirror out scale 0.6 %s font small",
                    numfmt_record(step, step_x));
    else
        script_line(out, "unset xtics");
    if (grid_is_first(grid, i))
        script_line(out, "set ytics nomirror out scale 0.6 %s font small",
                    numfmt_record(step, step_y));
    else
        script_line(out, "unset ytics");
}

void grid_margins(struct script_margins *margins, const struct grid *grid,
                  const struct script_page *page, size_t i)
{
    size_t row = i / grid->columns, column = i % grid->columns;
    double left = grid->left + (double)column * (grid->width + grid->gap_x);
    double top = grid->top + (double)row * (grid->height + grid->gap_y);

    *margins = (struct script_margins){.left = left,
                                       .right = page->width - left - grid->width,
                                       .top = top,
                                       .bottom = page->height - top - grid->height};
}

bool grid_is_first(const struct grid *grid, size_t i)
{
    return i % grid->columns == 0;
}

bool grid_is_lowest(const struct grid *grid, size_t i)
{
    return i + grid->columns >= grid->n;
}
