/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact multinomial multiplicities of both classes, in score order.
 *
 * Independent Poisson counts, given their total, are multinomial. So each study gets a Poisson(lambda) count with
 * lambda a little below 1 (1 - 2/sqrt(n) within its class), and the studies still missing are drawn uniformly (or a
 * surplus, once in fifty times, is removed uniformly among the drawn). The draws walk the studies in order of score
 * instead of scattering over memory (Sanders, Lamm, Hübschle-Schneider, Schrade & Dachsbacher 2018,
 * doi:10.1145/3157734, describe the idea for sampling). Classes of fewer than 32 studies, where lambda would be small,
 * are all drawn uniformly.
 *
 * Studies of equal score and class form a cell. A cell of up to 64 studies is drawn as that many units of one byte, a
 * larger one ("wide") by one Poisson draw; wide cells take their numbers in order from one stream. The path depends on
 * the data alone, so counted and raw input give the same bytes.
 *
 * What is not exact: the Poisson table of the units is rounded to 64 bits (its total variation distance from the
 * true law is below 2^-59 a unit); a wide cell is drawn by rejection in double precision (relative error of a
 * probability about 1e-11 at a mean of 1e9, less below). Everything else is exact for ideal random bits.
 *
 * The random bits of the units come from eight xoshiro256++ side by side, 12 bits a unit, whatever the width of the
 * machine's registers. Of the 4096 numbers that 12 bits make, as many stand for each multiplicity as its probability has
 * whole 4096ths. What is left over, one number in a thousand, gets a further draw from the law of the remainders. */
#ifndef PROCTOR_BOOT_WEIGHTS_H
#define PROCTOR_BOOT_WEIGHTS_H

#include <stddef.h>
#include <stdint.h>

#include "boot/kernel.h"
#include "stats/ranked.h"

/* Cells of more studies are wide. */
enum { WEIGHTS_UNIT_CELL = 64 };

/* What is known of a unit or of a wide cell, or'ed together. Lowest is the first of its score in ascending order, the
 * last on the way down. */
enum weights_place {
    PLACE_POS = 1,        /* with the finding */
    PLACE_LOWEST = 2,     /* lowest of its score */
    PLACE_LOWEST_POS = 4, /* lowest of a score that has studies with the finding */
};

struct weights_wide {
    size_t n_units_below; /* units that stand before it in ascending order */
    uint64_t studies;
    uint8_t place;
};

struct weights_class; /* tables of one class */
struct drawing;       /* a replicate on the way */

/* The layout, shared by threads and read-only. Units and wide cells stand in ascending order of score; within a score
 * those without the finding come first. */
struct weights_plan {
    const struct kernel *kernel; /* the best; all give the same */
    struct kernel_law law;
    size_t n_units;
    uint8_t *place;   /* [n_units], KERNEL_GROUP zeros beyond */
    uint64_t *is_pos; /* one bit a unit, KERNEL_GROUP zeros beyond */
    size_t n_wide;
    struct weights_wide *wide;     /* [n_wide] */
    struct weights_class *classes; /* [2], by presence of the finding */
};

/* One replicate; one per thread. */
struct weights_scratch {
    uint8_t *unit;         /* [n_units], KERNEL_GROUP zeros beyond */
    uint64_t *wide;        /* [n_wide] */
    uint64_t n_pos, n_neg; /* sums over each class */
    struct drawing *drawing;
};

/* A class may be empty, not both; fewer than 2^32 units. O(n_units + n_blocks); 5 bytes a unit, 48 a wide cell, and 4 kB
 * for each number of studies that wide cells have. */
struct weights_plan *weights_plan_new(const struct ranked *ranked);
void weights_plan_free(struct weights_plan *plan);

/* All multiplicities are one until the first draw. One byte a unit, 8 a wide cell. */
struct weights_scratch *weights_scratch_new(const struct weights_plan *plan);
void weights_scratch_free(struct weights_scratch *scratch);

/* Draws one replicate: unit[] and wide[] of each class sum to exactly the number of its studies. Deterministic in
 * key. Expected O(n_units + n_wide). */
void weights_draw(const struct weights_plan *plan, struct weights_scratch *scratch,
                  uint64_t key);

#endif
