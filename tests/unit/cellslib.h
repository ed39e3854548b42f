/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ranked scores made by hand and multiplicities by score, for the tests of boot/.
 */
#ifndef TESTS_UNIT_CELLSLIB_H
#define TESTS_UNIT_CELLSLIB_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "boot/weights.h"
#include "stats/ranked.h"

/* Room for `n` blocks with scores 0, 1, ... and no studies. */
static inline struct ranked cells_new(size_t n)
{
    struct ranked ranked = {.n_blocks = n};

    ranked.score = calloc(n, sizeof *ranked.score);
    ranked.pos = calloc(n, sizeof *ranked.pos);
    ranked.neg = calloc(n, sizeof *ranked.neg);
    for (size_t b = 0; b < n; b++)
        ranked.score[b] = (double)b;
    return ranked;
}

static inline void cells_total(struct ranked *ranked)
{
    ranked->n_pos = ranked->n_neg = 0;
    for (size_t b = 0; b < ranked->n_blocks; b++) {
        ranked->n_pos += ranked->pos[b];
        ranked->n_neg += ranked->neg[b];
    }
}

static inline void cells_free(struct ranked *ranked)
{
    free(ranked->score);
    free(ranked->pos);
    free(ranked->neg);
}

struct cell_reader {
    const struct weights_plan *plan;
    const struct weights_scratch *scratch;
    size_t n_units, n_wide;
};

static inline uint64_t cell_next(struct cell_reader *reader, uint64_t studies)
{
    uint64_t sum = 0;

    if (studies > WEIGHTS_UNIT_CELL)
        return reader->scratch->wide[reader->n_wide++];
    for (uint64_t i = 0; i < studies; i++)
        sum += reader->scratch->unit[reader->n_units++];
    return sum;
}

/* Drawn studies by block: pos[n_blocks], neg[n_blocks]. */
static inline void cells_drawn(const struct ranked *ranked,
                               const struct weights_plan *plan,
                               const struct weights_scratch *scratch, uint64_t *pos,
                               uint64_t *neg)
{
    struct cell_reader reader = {.plan = plan, .scratch = scratch};

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        neg[b] = cell_next(&reader, ranked->neg[b]);
        pos[b] = cell_next(&reader, ranked->pos[b]);
    }
}

#endif
