/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/weights_wide.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"

void wide_cells_init(struct wide_cells *cells, size_t n)
{
    *cells = (struct wide_cells){.idx = xcalloc(n, sizeof *cells->idx),
                                 .end = xcalloc(n, sizeof *cells->end),
                                 .which = xcalloc(n, sizeof *cells->which)};
}

void wide_cells_add(struct wide_cells *cells, size_t idx, uint64_t studies)
{
    uint64_t before = cells->n > 0 ? cells->end[cells->n - 1] : 0;

    cells->idx[cells->n] = (uint32_t)idx;
    cells->end[cells->n++] = before + studies;
}

static uint64_t studies_of(const struct wide_cells *cells, size_t i)
{
    return cells->end[i] - (i > 0 ? cells->end[i - 1] : 0);
}

static void find_sizes(struct wide_cells *cells)
{
    uint8_t *tags = xcalloc(cells->n, 1); /* of no use here */

    cells->size = xcalloc(cells->n, sizeof *cells->size);
    for (size_t i = 0; i < cells->n; i++)
        cells->size[i] = studies_of(cells, i);
    sort_keys(cells->size, tags, cells->n);
    free(tags);
    for (size_t i = 0; i < cells->n; i++)
        if (i == 0 || cells->size[i] != cells->size[cells->n_laws - 1])
            cells->size[cells->n_laws++] = cells->size[i];
}

static uint32_t law_of(const struct wide_cells *cells, uint64_t studies)
{
    size_t first = 0, n = cells->n_laws;

    while (n > 1) {
        size_t half = n / 2;

        first += cells->size[first + half] <= studies ? half : 0;
        n -= half;
    }
    return (uint32_t)first;
}

/* One to two entries a cell. */
static void fill_guide(struct wide_cells *cells)
{
    uint64_t total = cells->end[cells->n - 1];
    size_t cell = 0, n;

    while (total >> cells->shift > 2 * cells->n)
        cells->shift++;
    n = (size_t)((total - 1) >> cells->shift) + 1;
    cells->guide = xcalloc(n, sizeof *cells->guide);
    for (size_t i = 0; i < n; i++) {
        while (cells->end[cell] <= (uint64_t)i << cells->shift)
            cell++;
        cells->guide[i] = (uint32_t)cell;
    }
}

static void free_laws(struct wide_cells *cells)
{
    for (size_t i = 0; i < cells->n_laws; i++)
        poisson_release(&cells->law[i]);
    free(cells->law);
    free(cells->size);
    free(cells->guide);
    cells->n_laws = 0;
    cells->shift = 0;
}

void wide_cells_set_mean(struct wide_cells *cells, double lambda)
{
    free_laws(cells);
    if (cells->n == 0)
        return;
    find_sizes(cells);
    cells->law = xcalloc(cells->n_laws, sizeof *cells->law);
    for (size_t i = 0; i < cells->n_laws; i++)
        poisson_init(&cells->law[i], lambda * (double)cells->size[i]);
    for (size_t i = 0; i < cells->n; i++)
        cells->which[i] = law_of(cells, studies_of(cells, i));
    fill_guide(cells);
}

void wide_cells_release(struct wide_cells *cells)
{
    free_laws(cells);
    free(cells->idx);
    free(cells->end);
    free(cells->which);
    *cells = (struct wide_cells){0};
}

uint64_t wide_cells_draw(const struct wide_cells *cells, uint64_t *drawn,
                         struct rng *rng)
{
    return poisson_draw_each(cells->law, cells->which, cells->idx, cells->n, drawn,
                             rng);
}
