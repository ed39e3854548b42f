/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/glyphs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "plot/program.h"

/* Every font for text has these: ASCII to Greek, and the punctuation and signs of our own words. */
static bool is_usual(uint32_t c)
{
    return c < 0x400 || (c >= 0x2010 && c < 0x2027) || c == 0x2212;
}

/* Marks of direction, joiners and variants are never drawn. */
static bool is_invisible(uint32_t c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

/* ---- What fonts have -------------------------------------------------------------- */

/* A byte for each code point. */
static unsigned char *read_fonts(const char *fonts)
{
    unsigned char *has = xcalloc(UTF8_END, 1);

    while (*fonts) {
        char *end;
        unsigned long first = strtoul(fonts, &end, 16), last = first;

        if (end == fonts) {
            fonts++;
            continue;
        }
        if (*end == '-')
            last = strtoul(end + 1, &end, 16);
        for (unsigned long c = first; c <= last && c < UTF8_END; c++)
            has[c] = 1;
        fonts = end;
    }
    return has;
}

static bool list_fonts(struct strbuf *fonts)
{
    char option[] = "--format", format[] = "%{charset}\n";
    struct strbuf path = STRBUF_INIT, nothing = STRBUF_INIT;
    struct err err = {0};
    int status = 1;

    if (program_find(&path, "fc-list"))
        program_run((char *[]){path.text, option, format, NULL}, &nothing, fonts,
                    &status, &err);
    strbuf_release(&path);
    return status == 0 && fonts->length > 0;
}

/* ---- Replacing -------------------------------------------------------------------- */

static bool is_missing(const unsigned char *has, uint32_t c)
{
    return !has[c] && !is_usual(c) && !is_invisible(c);
}

/* From `text`, whose first code point is missing, to the first that is not. */
static const char *replace_run(struct strbuf *out, const unsigned char *has,
                               const char *text)
{
    uint32_t first = utf8_next(&text), last = first;

    for (const char *next = text; *next; text = next) {
        uint32_t c = utf8_next(&next);

        if (!is_missing(has, c))
            break;
        last = c;
    }
    strbuf_addf(out, first == last ? "[%" PRIX32 "]" : "[%" PRIX32 "..%" PRIX32 "]",
                first, last);
    return text;
}

bool glyphs_replace(struct strbuf *out, const char *script, const char *fonts)
{
    unsigned char *has = read_fonts(fonts);
    struct strbuf text = STRBUF_INIT;
    bool any = false;

    while (*script) {
        const char *next = script;

        if (is_missing(has, utf8_next(&next))) {
            next = replace_run(&text, has, script);
            any = true;
        } else {
            strbuf_add(&text, script, (size_t)(next - script));
        }
        script = next;
    }
    if (any)
        strbuf_add(out, text.text, text.length);
    strbuf_release(&text);
    free(has);
    return any;
}

static bool has_unusual(const char *script)
{
    while (*script) {
        uint32_t c = utf8_next(&script);

        if (!is_usual(c) && !is_invisible(c))
            return true;
    }
    return false;
}

bool glyphs_replace_missing(struct strbuf *out, const char *script)
{
    struct strbuf fonts = STRBUF_INIT;
    bool any = has_unusual(script) && list_fonts(&fonts) &&
               glyphs_replace(out, script, fonts.text);

    strbuf_release(&fonts);
    return any;
}
