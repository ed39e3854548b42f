/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <endian.h>
#include <string.h>

#include "base/wide.h"

uint64_t hash_mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed)
{
    const unsigned char *p = bytes;
    uint64_t h = 0xcbf29ce484222325u ^ hash_mix(seed + 0x9e3779b97f4a7c15u);

    for (size_t i = 0; i < length; i++)
        h = (h ^ p[i]) * 0x100000001b3u;
    return hash_mix(h ^ length);
}

/* Both halves of the product: all bits of both come into all bits (Wang Yi's wyhash, 2019). */
static uint64_t fold(uint64_t a, uint64_t b)
{
    uint128 product = (uint128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load_word(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    return le64toh(word);
}

/* Up to eight bytes, for each length its own way of reading them all. */
static uint64_t read_few(const char *text, size_t length)
{
    const unsigned char *p = (const unsigned char *)text;
    uint32_t first, last;

    if (length < 4)
        return length
                   ? p[0] | (uint64_t)p[length / 2] << 8 | (uint64_t)p[length - 1] << 16
                   : 0;
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + length - sizeof last, sizeof last);
    return le32toh(first) | (uint64_t)le32toh(last) << 32;
}

uint64_t hash_text(const char *text, size_t length)
{
    enum { WORD = sizeof(uint64_t) };
    uint64_t hash = length ^ 0xa0761d6478bd642fu, first, last = 0;

    for (; length > 2 * WORD; text += WORD, length -= WORD)
        hash = fold(hash ^ load_word(text), 0x8ebc6af09c88c6e3u);
    if (length >= WORD) {
        first = load_word(text);
        last = load_word(text + length - WORD);
    } else {
        first = read_few(text, length);
    }
    return fold(hash, fold(first ^ 0xe7037ed1a0b428dbu, last ^ hash));
}
