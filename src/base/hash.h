/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 64-bit hash of bytes (FNV-1a with a splitmix64 finaliser). Not for security: what must withstand an
 * adversary is SHA-256 (nettle). The seed lets a table be salted. */
#ifndef PROCTOR_BASE_HASH_H
#define PROCTOR_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t hash_bytes(const void *bytes, size_t length, uint64_t seed);

/* The same purpose at a fraction of the cost: eight bytes at a time. Not the same values, which may change from release to release:
 * for tables in memory, never for what is printed or drawn. */
uint64_t hash_text(const char *text, size_t length);

/* splitmix64's output function (Steele, Lea & Flood 2014): a bijection that mixes all bits. */
uint64_t hash_mix(uint64_t x);

#endif
