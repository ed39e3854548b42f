/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/ranked_grid.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static const double steps_per_one = 1e6;

/* The nearest step. Doubles from 2^52 on are whole, so that the sum is rounded there. */
static double step_of(double x)
{
    const double whole = 0x1.8p52;

    return x * steps_per_one + whole - whole;
}

struct grid {
    double low, high; /* steps */
};

/* Whether all scores lie on steps. A few at a time: most files that do not have only such scores show it soon. */
static bool find_grid(struct grid *grid, const double *score, size_t n)
{
    enum { FEW = 256 };
    const double most = 0x1p50;

    *grid = (struct grid){INFINITY, -INFINITY};
    for (size_t i = 0; i < n;) {
        size_t end = n - i < FEW ? n : i + FEW;
        bool any_off = false;

        for (; i < end; i++) {
            double step = step_of(score[i]);

            any_off |= step / steps_per_one != score[i];
            grid->low = step < grid->low ? step : grid->low;
            grid->high = step > grid->high ? step : grid->high;
        }
        if (any_off || grid->low < -most || grid->high > most)
            return false;
    }
    return n > 0;
}

/* Studies at a step. */
struct cell {
    uint32_t of_class[2];
};

static void take_cells(struct ranked *ranked, const struct cell *cells, size_t n,
                       double low)
{
    size_t block = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t neg = cells[i].of_class[0], pos = cells[i].of_class[1];

        if (neg + pos == 0)
            continue;
        ranked->score[block] = (low + (double)i) / steps_per_one;
        ranked->pos[block] = pos;
        ranked->neg[block++] = neg;
        ranked->n_pos += pos;
        ranked->n_neg += neg;
    }
}

bool ranked_by_grid(struct ranked *ranked, size_t n, const double *score,
                    const uint8_t *is_pos)
{
    struct grid grid;
    struct cell *cells;
    size_t n_cells, n_blocks = 0;

    if (n > UINT32_MAX || !find_grid(&grid, score, n) ||
        grid.high - grid.low >= 2 * (double)n)
        return false;
    n_cells = (size_t)(grid.high - grid.low) + 1;
    cells = xcalloc(n_cells, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        assert(is_pos[i] <= 1);
        cells[(size_t)(step_of(score[i]) - grid.low)].of_class[is_pos[i]]++;
    }
    for (size_t i = 0; i < n_cells; i++)
        n_blocks += cells[i].of_class[0] + cells[i].of_class[1] > 0;
    *ranked = (struct ranked){.n_blocks = n_blocks,
                              .score = xrealloc(NULL, n_blocks, sizeof *ranked->score),
                              .pos = xrealloc(NULL, n_blocks, sizeof *ranked->pos),
                              .neg = xrealloc(NULL, n_blocks, sizeof *ranked->neg)};
    take_cells(ranked, cells, n_cells, grid.low);
    free(cells);
    return true;
}
