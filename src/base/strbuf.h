/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing string. `text` is always a NUL-terminated string, also before anything was added.
 *
 *     struct strbuf line = STRBUF_INIT;
 *     strbuf_addf(&line, "%zu rows", n);
 *     strbuf_release(&line);
 */
#ifndef PROCTOR_BASE_STRBUF_H
#define PROCTOR_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

struct strbuf {
    char *text; /* owned, unless capacity is 0 */
    size_t length;
    size_t capacity;
};

extern const char strbuf_empty
    [1]; /* what `text` points to while nothing is allocated; never written */

#define STRBUF_INIT                                                                    \
    {                                                                                  \
        .text = (char *)strbuf_empty                                                   \
    }

void strbuf_init(struct strbuf *sb);
void strbuf_release(struct strbuf *sb);

/* Empties the string, keeps the memory. */
void strbuf_reset(struct strbuf *sb);

void strbuf_add(struct strbuf *sb, const char *bytes, size_t length);
void strbuf_adds(struct strbuf *sb, const char *text);
void strbuf_addc(struct strbuf *sb, char c);
void strbuf_addf(struct strbuf *sb, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void strbuf_addvf(struct strbuf *sb, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Adds `c` `n` times. */
void strbuf_pad(struct strbuf *sb, char c, size_t n);

/* Hands the string over to the caller, who frees it; the buffer is empty afterwards. */
char *strbuf_detach(struct strbuf *sb);

#endif
