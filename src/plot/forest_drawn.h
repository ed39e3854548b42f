/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forest plot while it is drawn: what the page (forest_picture.c) and its columns (forest_column.c) share. */
#ifndef PROCTOR_PLOT_FOREST_DRAWN_H
#define PROCTOR_PLOT_FOREST_DRAWN_H

#include "plot/figure.h"
#include "plot/forest.h"

/* Inches: the axis of a column, and the room between its parts. */
#define FOREST_PANEL_WIDTH 2.0
#define FOREST_GAP 0.18

/* In rows above the first: who is better on which side of a difference. The heads of the columns are 1 above. */
#define FOREST_SIDES_Y 1.7

struct forest_drawn {
    struct picture *figure;
    const struct figure_input *input;
    const struct forest *forest;
    char **labels;      /* [forest->n_rows] */
    double top, bottom; /* of the rows, from the edges of the page */
    double counts_at;   /* right end of the column of counts, from the left */
};

/* Row numbers fall from the top, so that y is the row's place. */
double forest_y(const struct forest_drawn *drawn, size_t row);

/* Text of the data at x, in inches from the left, and y, in rows. */
void forest_write(const struct forest_drawn *drawn, const char *text, double x,
                  double y, const char *attributes);

/* Inches of the widest interval in numbers. */
double forest_cell_width(const struct forest *forest, const struct forest_panel *panel);

/* Column `number` (from 1) with its numbers; its axis starts `left` inches from the left edge. */
void forest_draw_column(const struct forest_drawn *drawn, size_t number, double left);

#endif
