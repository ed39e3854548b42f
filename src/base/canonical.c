/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/canonical.h"

#include <math.h>
#include <string.h>

void canonical_uint(struct strbuf *out, uint64_t x, unsigned n_bytes)
{
    char bytes[8];

    for (unsigned i = n_bytes; i-- > 0; x >>= 8)
        bytes[i] = (char)(x & 0xff);
    strbuf_add(out, bytes, n_bytes);
}

void canonical_double(struct strbuf *out, double x)
{
    uint64_t bits = UINT64_C(0x7ff8000000000000);

    if (!isnan(x)) {
        x += 0.0; /* -0 + 0 is +0 */
        memcpy(&bits, &x, sizeof bits);
    }
    canonical_uint(out, bits, 8);
}

void canonical_text(struct strbuf *out, const char *text)
{
    size_t length = strlen(text);

    canonical_uint(out, length, 4);
    strbuf_add(out, text, length);
}

void canonical_hash(struct sha256_ctx *context, struct strbuf *bytes)
{
    sha256_update(context, bytes->length, (const uint8_t *)bytes->text);
    strbuf_reset(bytes);
}
