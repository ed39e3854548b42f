/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting of doubles that each carry one bit (a score and its class). */
#ifndef PROCTOR_BASE_SORT_H
#define PROCTOR_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A 64-bit key whose unsigned order is the order of finite or infinite doubles; -0 gets the key of 0. */
static inline uint64_t sort_key(double x)
{
    uint64_t bits;

    x += 0.0; /* -0 + 0 is +0 */
    memcpy(&bits, &x, sizeof bits);
    return bits & UINT64_C(1) << 63 ? ~bits : bits | UINT64_C(1) << 63;
}

/* The double that sort_key() made the key from (0 for -0). */
static inline double sort_key_value(uint64_t key)
{
    double x;

    key = key & UINT64_C(1) << 63 ? key & ~(UINT64_C(1) << 63) : ~key;
    memcpy(&x, &key, sizeof x);
    return x;
}

/* Sorts `keys` in ascending order and moves `tags` (0 or 1) along; not stable. Up to 2^17 keys by three digits of 11 bits, from the lowest to
 * the highest (Knuth 1973, 5.2.5), and what these leave in order by itself; more are first split in place by 8 bits, American flag sort
 * (McIlroy, Bostic & McIlroy 1993). 1 MiB of scratch memory at most. About 10 ns a key at 1e6 keys. */
void sort_keys(uint64_t *keys, uint8_t *tags, size_t n);

/* Fills order[n] with the places of the keys in ascending order, equal keys in the order of their places. Radix sort from the lowest
 * bits; O(n), and 32 bytes a key of scratch memory. Fewer than 2^32 keys. */
void sort_order(uint32_t *order, const uint64_t *keys, size_t n);

#endif
