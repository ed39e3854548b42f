/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rng.h"

#include <string.h>

#include "base/hash.h"
#include "base/wide.h"

uint64_t rng_key(uint64_t seed)
{
    return hash_mix(seed + 0x9e3779b97f4a7c15u);
}

uint64_t rng_key_text(uint64_t key, const char *text)
{
    return hash_bytes(text ? text : "", text ? strlen(text) : 0, key);
}

uint64_t rng_key_number(uint64_t key, uint64_t number)
{
    return hash_mix(key ^ hash_mix(number + 0x632be59bd9b4e019u));
}

void rng_init(struct rng *rng, uint64_t key)
{
    for (int i = 0; i < 4; i++) {
        key += 0x9e3779b97f4a7c15u;
        rng->s[i] = hash_mix(key);
    }
}

uint64_t rng_below(struct rng *rng, uint64_t n)
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

double rng_uniform(struct rng *rng)
{
    double u = ((double)(rng_next(rng) >> 11) + 0.5) * 0x1p-53;

    return u < 1 ? u : 0x1.fffffffffffffp-1; /* the largest draw rounds up to 1 */
}
