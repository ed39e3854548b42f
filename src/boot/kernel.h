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
    KERNEL_LANES = 8,     /* generators side by side, whatever the width */
    KERNEL_GROUP = 32,    /* units drawn at once: 16 bits each of a word a lane */
    KERNEL_STEPS = 8,     /* of a Poisson law of mean below 1 that 16 bits can tell */
    KERNEL_CHUNK = 2048,  /* most units of one call */
    KERNEL_UNSURE = 0x80, /* multiplicity that 16 bits do not decide */
    KERNEL_HEAVY =
        32, /* multiplicities from here on do not fit the sums of kernel.pairs */
};

/* Random words: the states of xoshiro256++ (base/rng.h) and the words of the present chunk, word i from lane i mod 8. Unit i of
 * the chunk has the bits 16 (i mod 4) .. +15 of word i / 4. */
struct kernel_stream {
    uint64_t state[4][KERNEL_LANES];
    uint64_t words[KERNEL_CHUNK / 4];
};

/* Leading 16 bits of the cumulative distribution, by class: a unit whose bits exceed k of them gets k. */
struct kernel_law {
    uint16_t step[2][KERNEL_STEPS];
};

/* Sums over a stretch of units in score order. */
struct kernel_sums {
    uint64_t pos, neg; /* multiplicities of each class */
    uint64_t
        pairs; /* sum over those with the finding of those without that stand before */
};

struct kernel {
    const char *name; /* "portable", "avx2", "avx512" */

    /* Draws n units, n a multiple of KERNEL_GROUP and at most KERNEL_CHUNK; adds to drawn[class] what is decided. `place` has bit 0
     * set where the finding is present. */
    void (*draw)(struct kernel_stream *stream, const struct kernel_law *law,
                 const uint8_t *place, uint8_t *unit, size_t n, uint64_t drawn[2]);

    /* n a multiple of 64, at most KERNEL_CHUNK. `words` [n / 8] gets the sums of every eight units: those with the finding times
     * 2^32, plus those without. Returns 0, with nothing in `sums`, if a multiplicity is KERNEL_HEAVY or more. */
    int (*pairs)(struct kernel_sums *sums, uint64_t *words, const uint8_t *unit,
                 const uint8_t *place, size_t n);
};

/* The fastest that this processor has. */
const struct kernel *kernel_best(void);

/* All that this processor has, slowest first, NULL-terminated. */
const struct kernel *const *kernel_all(void);

/* By name; NULL if there is none or the processor lacks it. */
const struct kernel *kernel_find(const char *name);

#endif
