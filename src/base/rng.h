/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyed random streams: every use of chance has its own stream, named by what it is for, so that no number depends on the thread
 * that drew it or on what else was asked.
 *
 * Generator: xoshiro256++ (Blackman & Vigna 2021), state filled by splitmix64 from a 64-bit key. A key is built from
 * the seed and words:
 *
 *     uint64_t key = rng_key(seed);
 *     key = rng_key_text(key, "auc");
 *     struct rng rng; rng_init(&rng, rng_key_number(key, replicate));
 */
#ifndef PROCTOR_BASE_RNG_H
#define PROCTOR_BASE_RNG_H

#include <stdint.h>

#include "base/wide.h"

struct rng {
    uint64_t s[4];
};

uint64_t rng_key(uint64_t seed);
uint64_t rng_key_text(uint64_t key, const char *text); /* NULL counts as "" */
uint64_t rng_key_number(uint64_t key, uint64_t number);

void rng_init(struct rng *rng, uint64_t key);

static inline uint64_t rng_rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

/* 64 uniform bits. */
static inline uint64_t rng_next(struct rng *rng)
{
    uint64_t *s = rng->s;
    uint64_t result = rng_rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rng_rotate(s[3], 45);
    return result;
}

/* Uniform on 0 .. n-1, n >= 1, without bias (Lemire 2019). */
static inline uint64_t rng_below(struct rng *rng, uint64_t n)
{
    uint128 product = (uint128)rng_next(rng) * n;

    if ((uint64_t)product < n) {
        uint64_t floor =
            -n % n; /* 2^64 mod n: products below it would be drawn once too often */

        while ((uint64_t)product < floor)
            product = (uint128)rng_next(rng) * n;
    }
    return (uint64_t)(product >> 64);
}

/* Uniform on (0, 1): 53 bits, never 0 or 1. */
static inline double rng_uniform(struct rng *rng)
{
    double u = ((double)(rng_next(rng) >> 11) + 0.5) * 0x1p-53;

    return u < 1 ? u : 0x1.fffffffffffffp-1; /* the largest draw rounds up to 1 */
}

#endif
