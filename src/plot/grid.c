/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/grid.h"

#include <math.h>

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
