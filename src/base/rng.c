/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rng.h"

#include <string.h>

#include "base/hash.h"

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
