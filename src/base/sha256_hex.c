/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sha256_hex.h"

#include <stdio.h>

void sha256_hex(struct sha256_ctx *context, char hex[SHA256_HEX_SIZE])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void sha256_hex_of(char hex[SHA256_HEX_SIZE], const char *bytes, size_t n)
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, n, (const uint8_t *)bytes);
    sha256_hex(&context, hex);
}
