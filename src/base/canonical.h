/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as bytes that every machine writes alike, to be compared and hashed. */
#ifndef PROCTOR_BASE_CANONICAL_H
#define PROCTOR_BASE_CANONICAL_H

#include <nettle/sha2.h>
#include <stdint.h>

#include "base/strbuf.h"

/* The lowest `n_bytes` (1 to 8) of the number, the highest first. */
void canonical_uint(struct strbuf *out, uint64_t x, unsigned n_bytes);

/* 8 bytes, IEEE 754 binary64, the sign first; -0 as 0, every NaN as 7ff8000000000000. */
void canonical_double(struct strbuf *out, double x);

/* 4 bytes with the number of bytes, then the bytes. */
void canonical_text(struct strbuf *out, const char *text);

/* Hashes the bytes and empties the buffer. */
void canonical_hash(struct sha256_ctx *context, struct strbuf *bytes);

#endif
