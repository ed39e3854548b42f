/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <endian.h>
#include <string.h>

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

static uint64_t add_word(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9fb21c651e98df25u;
    return hash ^ hash >> 32;
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
    uint64_t hash = length * 0x9e3779b97f4a7c15u, word;

    for (; length > sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = add_word(hash, le64toh(word));
    }
    return hash_mix(add_word(hash, read_few(text, length)));
}
