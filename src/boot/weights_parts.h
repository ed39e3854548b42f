/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the drawing of multiplicities is divided; nobody else includes this.
 *
 * weights.c        the layout
 * weights_draw.c   one replicate
 * weights_lines.c  many replicates side by side
 * weights_wide.c   the wide cells of a class
 */
#ifndef PROCTOR_BOOT_WEIGHTS_PARTS_H
#define PROCTOR_BOOT_WEIGHTS_PARTS_H

#include "base/rng.h"
#include "boot/poisson.h"
#include "boot/weights.h"
#include "boot/weights_wide.h"

struct weights_class {
    uint64_t total;               /* studies */
    uint64_t n_units;             /* of them in small cells */
    uint32_t *unit_idx;           /* [n_units] in the plan's units */
    struct wide_cells wide;       /* in large ones */
    uint32_t lambda;              /* times 2^32 */
    uint64_t rest[POISSON_STEPS]; /* cumulated remainders of the law, in 2^-64 */
};

/* Random bits of one replicate on the way through its units. */
struct drawing {
    struct kernel_stream stream;
    struct rng refinement;
};

/* Multiplicities of one replicate: unit i is first[i * step]. */
struct units {
    uint8_t *first;
    size_t step;
};

void drawing_start(struct drawing *drawing, uint64_t key);

/* Draws the units from `from` on, a multiple of KERNEL_CHUNK, up to the next such multiple: their Poisson counts. Fills `unit` up to a multiple of
 * KERNEL_GROUP, with zeros beyond the last unit. */
void drawing_chunk(struct drawing *drawing, const struct weights_plan *plan,
                   size_t from, uint8_t *unit);

/* When all chunks are drawn: the wide cells, and what is missing or too much. */
void drawing_complete(struct drawing *drawing, const struct weights_plan *plan,
                      struct units units, uint64_t *wide, uint64_t key);

#endif
