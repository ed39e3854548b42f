/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/place.h"

#include <stdarg.h>
#include <string.h>

#include "base/strbuf.h"

static size_t count_characters(const char *text, size_t length)
{
    size_t n = 0;

    for (size_t i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

enum err_code place_err(const struct place *place, const char *before, size_t n_before,
                        struct err *err, const char *format, ...)
{
    struct strbuf text = STRBUF_INIT;
    size_t column = place->column;
    va_list args;

    if (place->is_verbatim)
        column += count_characters(before, n_before);
    if (place->line > 0)
        strbuf_addf(&text, "%s:%zu:%zu: ", place->file, place->line, column);
    else
        strbuf_addf(&text, "%s, column %zu: ", place->file, column);
    va_start(args, format);
    strbuf_addvf(&text, format, args);
    va_end(args);
    err_set(err, place->line > 0 ? ERR_INPUT : ERR_USAGE, "%s", text.text);
    strbuf_release(&text);
    return err->code;
}

enum err_code place_at(const struct place *place, struct err *err)
{
    struct err plain = *err;

    place_err(place, "", 0, err, "%s", plain.text);
    memcpy(err->hint, plain.hint, sizeof err->hint);
    return err->code;
}
