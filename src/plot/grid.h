/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels side by side and below each other, read line by line. */
#ifndef PROCTOR_PLOT_GRID_H
#define PROCTOR_PLOT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "plot/script.h"

/* Inches. `gap_y` is room for what stands over a panel. */
struct grid {
    size_t n, columns;
    double left, top; /* of the first panel, from the edges of the page */
    double width, height, gap_x, gap_y;
};

/* About as many columns as rows, so that the page has the shape of a screen. */
size_t grid_columns(size_t n);

/* Of all panels and the gaps between them. */
double grid_width(const struct grid *grid);
double grid_height(const struct grid *grid);

/* Names of the axes, once for all panels. As characters ("dumb") gnuplot's own names stand at its only plot. */
void grid_name_axes(struct strbuf *out, const struct grid *grid,
                    const struct script_page *page, const char *x, const char *y);

/* Small text over the left edge of the panel that is drawn next, so many inches above it. */
void grid_write_above(struct strbuf *out, const struct grid *grid, const char *text,
                      double above, const char *color);

/* Ticks at the multiples of `step` between `low` and `high`. */
struct grid_axis {
    double low, high, step;
};

/* The block $NAME of thin lines at the ticks, to be plotted first of all, GRID_LINES: gnuplot's own ticks and lines take a kilobyte of SVG
 * each, in every panel. As characters there are none. */
#define GRID_LINES                                                                     \
    "using 1:(fmt eq 'dumb' ? NaN : $2) with lines linecolor rgb '#DDDDDD' "           \
    "linewidth 0.6 dashtype (2,4) notitle"
void grid_add_lines(struct strbuf *out, const char *name, const struct grid_axis *x,
                    const struct grid_axis *y);

/* Numbers at the panels that nothing stands left of, or below; others have neither numbers nor ticks. */
void grid_set_tics(struct strbuf *out, const struct grid *grid, size_t i, double step_x,
                   double step_y);

/* Where panel i lies on the page, and whether no panel is left of it, or below. */
void grid_margins(struct script_margins *margins, const struct grid *grid,
                  const struct script_page *page, size_t i);
bool grid_is_first(const struct grid *grid, size_t i);
bool grid_is_lowest(const struct grid *grid, size_t i);

#endif
