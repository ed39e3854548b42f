/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is hashed so that others can check it, as the 64 hexadecimal digits that sha256sum prints. */
#ifndef PROCTOR_BASE_SHA256_HEX_H
#define PROCTOR_BASE_SHA256_HEX_H

#include <nettle/sha2.h>

enum { SHA256_HEX_SIZE = 2 * SHA256_DIGEST_SIZE + 1 };

/* The digest of what `context` has seen, and NUL; resets the context. */
void sha256_hex(struct sha256_ctx *context, char hex[SHA256_HEX_SIZE]);

/* The digest of `n` bytes, and NUL. */
void sha256_hex_of(char hex[SHA256_HEX_SIZE], const char *bytes, size_t n);

#endif
