/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/strbuf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const char strbuf_empty[1] = "";

void strbuf_init(struct strbuf *sb)
{
    *sb = (struct strbuf)STRBUF_INIT;
}

void strbuf_release(struct strbuf *sb)
{
    if (sb->capacity)
        free(sb->text);
    strbuf_init(sb);
}

void strbuf_reset(struct strbuf *sb)
{
    sb->length = 0;
    if (sb->capacity)
        sb->text[0] = '\0';
}

static void reserve(struct strbuf *sb, size_t extra)
{
    char *owned = sb->capacity ? sb->text : NULL;

    sb->text = xgrow(owned, &sb->capacity, sb->length + extra + 1, 1);
    sb->text[sb->length] = '\0';
}

void strbuf_add(struct strbuf *sb, const char *bytes, size_t length)
{
    reserve(sb, length);
    if (length) /* bytes may be NULL then */
        memcpy(sb->text + sb->length, bytes, length);
    sb->length += length;
    sb->text[sb->length] = '\0';
}

void strbuf_adds(struct strbuf *sb, const char *text)
{
    strbuf_add(sb, text, strlen(text));
}

void strbuf_addc(struct strbuf *sb, char c)
{
    strbuf_add(sb, &c, 1);
}

void strbuf_addvf(struct strbuf *sb, const char *format, va_list args)
{
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(length >= 0);
    reserve(sb, (size_t)length);
    vsnprintf(sb->text + sb->length, (size_t)length + 1, format, args);
    sb->length += (size_t)length;
}

void strbuf_addf(struct strbuf *sb, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    strbuf_addvf(sb, format, args);
    va_end(args);
}

void strbuf_pad(struct strbuf *sb, char c, size_t n)
{
    reserve(sb, n);
    memset(sb->text + sb->length, c, n);
    sb->length += n;
    sb->text[sb->length] = '\0';
}

char *strbuf_detach(struct strbuf *sb)
{
    char *text;

    reserve(sb, 0);
    text = sb->text;
    strbuf_init(sb);
    return text;
}
