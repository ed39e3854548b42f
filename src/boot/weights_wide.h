/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wide cells of one class: how often each is drawn. For boot/weights.c alone. */
#ifndef PROCTOR_BOOT_WEIGHTS_WIDE_H
#define PROCTOR_BOOT_WEIGHTS_WIDE_H

#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"
#include "boot/poisson.h"

struct wide_cells {
    size_t n;
    uint32_t *idx;   /* [n] among the wide cells of both classes */
    uint64_t *end;   /* [n] studies of the cells up to here */
    uint32_t *which; /* [n] law of the cell */
    size_t n_laws;   /* as many as there are numbers of studies a cell */
    uint64_t *size;  /* [n_laws] studies, ascending */
    struct poisson *law;
    unsigned shift;  /* of the guide */
    uint32_t *guide; /* first cell with a study from i << shift on */
};

/* Room for n cells; wide_cells_add() takes them in order. */
void wide_cells_init(struct wide_cells *cells, size_t n);
void wide_cells_add(struct wide_cells *cells, size_t idx, uint64_t studies);
void wide_cells_release(struct wide_cells *cells);

/* To be called when all cells are there. `lambda` draws are expected of a study. O(n log n); 24 bytes a cell, 4 kB a law. */
void wide_cells_set_mean(struct wide_cells *cells, double lambda);

/* Fills drawn[idx] of each cell by a Poisson count; returns their sum. */
uint64_t wide_cells_draw(const struct wide_cells *cells, uint64_t *drawn,
                         struct rng *rng);

/* The cell of a study, numbered from 0 over all cells. O(1) expected where studies are drawn uniformly. */
static inline size_t wide_cells_find(const struct wide_cells *cells, uint64_t study)
{
    size_t i = cells->guide[study >> cells->shift];

    while (cells->end[i] <= study)
        i++;
    return i;
}

#endif
