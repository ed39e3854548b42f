/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 as code points. */
#ifndef PROCTOR_BASE_UTF8_H
#define PROCTOR_BASE_UTF8_H

#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xfffd, UTF8_END = 0x110000 };

/* Decodes one code point and advances; malformed bytes give U+FFFD, one at a time. The text is not at its end. */
uint32_t utf8_next(const char **text);

#endif
