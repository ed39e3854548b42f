/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include <stddef.h>

uint32_t utf8_next(const char **text)
{
    const unsigned char *p = (const unsigned char *)*text;
    size_t more = p[0] < 0x80                   ? 0
                  : p[0] >= 0xf0 && p[0] < 0xf5 ? 3
                  : p[0] >= 0xe0                ? 2
                                                : 1;
    uint32_t c = more == 0   ? p[0]
                 : more == 1 ? p[0] & 0x1f
                 : more == 2 ? p[0] & 0x0f
                             : p[0] & 0x07;

    (*text)++;
    if (p[0] >= 0x80 && (p[0] < 0xc2 || p[0] >= 0xf5))
        return UTF8_REPLACEMENT;
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return UTF8_REPLACEMENT;
        c = c << 6 | (p[i] & 0x3f);
    }
    *text += more;
    return c;
}
