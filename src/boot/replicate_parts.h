/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How replicate.c is divided; nobody else includes this.
 *
 * replicate_plan.c   where the walk over the multiplicities is interrupted
 * replicate_ties.c   pairs of a score that both classes share
 * replicate_stops.c  what needs a look at every score: average precision, squares of placements, partial areas
 * replicate.c        the walk
 */
#ifndef PROCTOR_BOOT_REPLICATE_PARTS_H
#define PROCTOR_BOOT_REPLICATE_PARTS_H

#include <stdbool.h>
#include <string.h>

#include "base/wide.h"
#include "boot/replicate.h"

/* What interrupts the walk over the units, from the highest score down. */
struct step {
    size_t n_units_below; /* it comes when all units but these are taken */
    size_t idx;           /* of the wide cell or of the threshold */
    bool is_threshold;
};

/* The units of a score that both classes share, those without the finding first. */
struct tie {
    uint32_t first;
    uint8_t n_neg, n_pos;
};

/* So many ties of one shape: a loop over them has the same length in every round. */
struct tie_shape {
    uint8_t n_neg, n_pos;
    uint32_t n;
};

/* The same where a cell is wide. */
struct wide_tie {
    struct tie units;
    size_t neg, pos; /* wide cells, or NO_CELL */
};

#define NO_CELL SIZE_MAX

struct replicate_plan {
    const struct ranked *ranked;
    const struct boot_request *request;
    const struct weights_plan *weights;
    struct step *steps; /* ascending; walked from the end */
    size_t n_steps;
    struct kernel_cell
        *cells;     /* wide ones, ascending; NULL if there are thresholds or stops */
    uint32_t *ties; /* first units, by shape within each stretch that fits the cache */
    struct tie_shape *shapes; /* [n_shapes] of the ties in their order */
    size_t n_shapes, shapes_capacity;
    struct wide_tie *wide_ties;
    size_t n_wide_ties;
    unsigned stop; /* places where the statistics asked for need a look; 0 if nowhere */
};

struct tally {
    uint64_t pos, neg;
};

/* One replicate on the way down. */
struct pass {
    const struct replicate_plan *plan;
    const struct weights_scratch *scratch;
    struct counts *counts;            /* row of the result, one per threshold */
    struct tally drawn;               /* at or above the present place */
    struct tally last;                /* at the last stop */
    uint128 pairs;                    /* won by the positives, ties in full */
    double precision;                 /* sum over the positives */
    double *precision_at;             /* row of the result: sums at the prevalences */
    double *partial_areas;            /* row of the result: sums in the windows */
    uint128 pos_squares, neg_squares; /* of placements in half studies */
    size_t n_stops;
    struct tally stops[KERNEL_CHUNK];
};

/* Eight bytes, the first lowest. */
static inline uint64_t replicate_bytes(const uint8_t *bytes)
{
    uint64_t x;

    memcpy(&x, bytes, sizeof x);
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

/* `ties` [n] ascend. */
void replicate_sort_ties(struct replicate_plan *plan, const struct tie *ties, size_t n);

/* Pairs of studies with the same score in a replicate. */
uint128 replicate_tied_pairs(const struct replicate_plan *plan,
                             const struct weights_scratch *scratch);

/* Takes what was found at the stops since the last look, and forgets them. */
void replicate_look_at_stops(struct pass *pass);

#endif
