/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two inner loops of the bootstrap, in vectors: drawing multiplicities and counting the pairs they win.
 *
 * One source (kernel_body.h) is compiled for several widths of registers; all instances give the same bytes. The best that the
 * processor has is taken at start-up. */
#ifndef PROCTOR_BOOT_KERNEL_H
#define PROCTOR_BOOT_KERNEL_H

#include <stddef.h>
#include <stdint.h>

enum {
    KERNEL_LANES = 8,    /* generators side by side, whatever the width */
    KERNEL_GROUP = 512,  /* units drawn at once: one bit each of a word a lane */
    KERNEL_BITS = 12,    /* random bits that every unit gets */
    KERNEL_STEPS = 7,    /* of a Poisson law of mean below 1 that these can tell */
    KERNEL_CHUNK = 2048, /* most units of one call */
    KERNEL_HEAVY =
        32, /* multiplicities from here on do not fit the sums of kernel.pairs */
    KERNEL_ABREAST = 16, /* replicates side by side */
    /* Bytes from a replicate's chunk to the next: not a power of two, for the cache's sake. */
    KERNEL_TILE = KERNEL_CHUNK + 64,
    KERNEL_AHEAD = 48, /* lines that are fetched before their turn */
};

/* A unit's random bits make a number from 0 to 4095; it gets k if exactly k of the first six steps lie below the number, and is unsure if all
 * seven do: then it has 0 for the time being. */
struct kernel_law {
    /* of a bit, lowest first, and a step: 1 if it is 0 for studies without the finding, plus 2 if it is 0 for those with it */
    uint8_t lacks[KERNEL_BITS][KERNEL_STEPS];
};

/* Random words and what became of them. Unit i of a group has the bit i mod 64 of lane i / 64 in each of KERNEL_BITS successive words, lowest
 * first. */
struct kernel_stream {
    uint64_t state[4][KERNEL_LANES];    /* of eight xoshiro256++ (base/rng.h) */
    uint64_t unsure[KERNEL_CHUNK / 64]; /* one bit a unit of the last call */
    uint64_t drawn[2]; /* multiplicities without and with the finding, over all calls */
};

/* Sums over a stretch of units in score order. */
struct kernel_sums {
    uint64_t pos, neg; /* multiplicities of each class */
    uint64_t
        pairs; /* sum over those with the finding of those without that stand before */
};

/* A wide cell among the units (boot/weights.h). */
struct kernel_cell {
    uint32_t n_units_below;
    uint32_t is_pos;
};

/* All multiplicities of one replicate, in score order. */
struct kernel_replicate {
    const uint8_t *unit, *place; /* [n_units], and 64 more that exist */
    size_t n_units;
    const struct kernel_cell *cells; /* [n_cells] */
    const uint64_t *wide;            /* [n_cells] */
    size_t n_cells;
};

/* Scores in order, in stretches: the negatives below a positive one, or at its score, and the positives there. */
struct kernel_stretch {
    uint32_t n_neg, n_tied, n_pos;
};

/* Of each replicate: multiplicities of each class, and twice the pairs that those with the finding win, a tie being half a pair. */
struct kernel_wins {
    uint32_t neg[KERNEL_ABREAST], pos[KERNEL_ABREAST];
    uint64_t wins[KERNEL_ABREAST];
};

struct kernel {
    const char *name; /* "portable", "avx2", "avx512" */

    /* Draws n units, n a multiple of KERNEL_GROUP and at most KERNEL_CHUNK. Where the finding is present, `is_pos` [n / 64] has the
     * unit's bit set, and `place` bit 0. */
    void (*draw)(struct kernel_stream *stream, const struct kernel_law *law,
                 const uint64_t *is_pos, const uint8_t *place, uint8_t *unit, size_t n);

    /* n a multiple of 64, at most KERNEL_CHUNK. `words` [n / 8], if not NULL, gets the sums of every eight units: those with the
     * finding times 2^32, plus those without. Returns 0, with nothing in `sums`, if a multiplicity is KERNEL_HEAVY or more. */
    int (*pairs)(struct kernel_sums *sums, uint64_t *words, const uint8_t *unit,
                 const uint8_t *place, size_t n);

    /* The sums over a whole replicate, if its pairs fit 64 bits. Returns 0 as pairs() does. */
    int (*walk)(struct kernel_sums *sums, const struct kernel_replicate *replicate);

    /* Makes n lines of KERNEL_ABREAST bytes of as many rows, KERNEL_TILE bytes apart; n a multiple of 64. */
    void (*turn)(uint8_t *lines, const uint8_t *tile, size_t n);

    /* Over the rows of n stretches; `unit` is the line of each row, and KERNEL_AHEAD more that exist. All multiplicities of a replicate sum to less
     * than 2^31. */
    void (*wins)(struct kernel_wins *sums, const uint8_t *lines, const uint32_t *unit,
                 const struct kernel_stretch *stretches, size_t n);
};

/* The fastest that this processor has. */
const struct kernel *kernel_best(void);

/* All that this processor has, slowest first, NULL-terminated. */
const struct kernel *const *kernel_all(void);

/* By name; NULL if there is none or the processor lacks it. */
const struct kernel *kernel_find(const char *name);

#endif
