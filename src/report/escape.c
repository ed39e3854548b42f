/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static void add_code_point(struct strbuf *out, uint32_t c)
{
    char bytes[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};

    for (size_t i = n; i-- > 1; c >>= 6)
        bytes[i] = (char)(0x80 | (c & 0x3f));
    bytes[0] = (char)(lead[n] | c);
    strbuf_add(out, bytes, n);
}

void escape_csv(struct strbuf *out, const char *text)
{
    size_t length = strlen(text);
    bool quote =
        strpbrk(text, ",\"\r\n") ||
        (length && (strchr(" \t", text[0]) || strchr(" \t", text[length - 1])));

    if (!quote) {
        strbuf_adds(out, text);
        return;
    }
    strbuf_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            strbuf_addc(out, '"');
        strbuf_addc(out, *text);
    }
    strbuf_addc(out, '"');
}

void escape_tsv(struct strbuf *out, const char *text)
{
    for (; *text; text++) {
        const char *from = "\t\n\r\\", *at = strchr(from, *text);

        if (at) {
            strbuf_addc(out, '\\');
            strbuf_addc(out, "tnr\\"[at - from]);
        } else {
            strbuf_addc(out, *text);
        }
    }
}

void escape_json(struct strbuf *out, const char *text)
{
    strbuf_addc(out, '"');
    while (*text) {
        uint32_t c = utf8_next(&text);

        if (c == '"' || c == '\\')
            strbuf_addf(out, "\\%c", (char)c);
        else if (c == '\n')
            strbuf_adds(out, "\\n");
        else if (c == '\t')
            strbuf_adds(out, "\\t");
        else if (c < 0x20 || c == 0x7f)
            strbuf_addf(out, "\\u%04x", (unsigned)c);
        else
            add_code_point(out, c);
    }
    strbuf_addc(out, '"');
}

/* C0, C1, and the characters that turn the direction of text around or take no place. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static uint32_t printable(uint32_t c)
{
    if (c == '\n' || c == '\r' || c == '\t')
        return ' ';
    return is_control(c) ? '?' : c;
}

void escape_markdown(struct strbuf *out, const char *text)
{
    while (*text) {
        uint32_t c = printable(utf8_next(&text));

        if (c < 0x80 && strchr("|`*_<>[]\\#", (int)c))
            strbuf_addc(out, '\\');
        add_code_point(out, c);
    }
}

void escape_html(struct strbuf *out, const char *text)
{
    while (*text) {
        uint32_t c = printable(utf8_next(&text));

        if (c < 0x80 && strchr("&<>\"'", (int)c))
            strbuf_addf(out, "&#%u;", (unsigned)c);
        else
            add_code_point(out, c);
    }
}

static bool is_xml_character(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) ||
           (c >= 0xe000 && c < 0xfffe) || (c >= 0x10000 && c <= 0x10ffff);
}

void escape_xml(struct strbuf *out, const char *text)
{
    while (*text) {
        uint32_t c = utf8_next(&text);

        if (!is_xml_character(c))
            add_code_point(out, UTF8_REPLACEMENT);
        else if (c < 0x20 || (c < 0x80 && strchr("&<>\"'", (int)c)))
            strbuf_addf(out, "&#%u;", (unsigned)c);
        else
            add_code_point(out, c);
    }
}

void escape_annotation(struct strbuf *out, const char *text, enum annotation_part part)
{
    while (*text) {
        uint32_t c = utf8_next(&text);

        if (c == '%' || c == '\r' || c == '\n' ||
            (part == ANNOTATION_PROPERTY && (c == ':' || c == ',')))
            strbuf_addf(out, "%%%02X", (unsigned)c);
        else
            add_code_point(out, printable(c));
    }
}

void escape_terminal(struct strbuf *out, const char *text)
{
    while (*text)
        add_code_point(out, printable(utf8_next(&text)));
}

static bool in_ranges(uint32_t c, const uint32_t (*ranges)[2], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

static size_t width_of(uint32_t c)
{
    static const uint32_t combining[][2] = {
        {0x300,  0x36f },
        {0x483,  0x489 },
        {0x591,  0x5bd },
        {0x610,  0x61a },
        {0x64b,  0x65f },
        {0x1ab0, 0x1aff},
        {0x20d0, 0x20ff},
        {0xfe00, 0xfe0f},
        {0xfe20, 0xfe2f}
    };
    static const uint32_t wide[][2] = {
        {0x1100,  0x115f },
        {0x2e80,  0x303e },
        {0x3041,  0xa4cf },
        {0xac00,  0xd7a3 },
        {0xf900,  0xfaff },
        {0xfe30,  0xfe6f },
        {0xff00,  0xff60 },
        {0xffe0,  0xffe6 },
        {0x1f300, 0x1f64f},
        {0x20000, 0x3fffd}
    };

    if (in_ranges(c, combining, sizeof combining / sizeof combining[0]))
        return 0;
    return in_ranges(c, wide, sizeof wide / sizeof wide[0]) ? 2 : 1;
}

size_t escape_width(const char *text)
{
    size_t width = 0;

    while (*text)
        width += width_of(utf8_next(&text));
    return width;
}

void escape_shorten(struct strbuf *out, const char *text, size_t columns)
{
    size_t width = escape_width(text), at = 0;
    size_t head = (columns - 1) * 3 / 5, tail = columns - 1 - head;
    bool is_cut = false;

    while (*text) {
        uint32_t c = utf8_next(&text);
        size_t w = width_of(c);

        at += w;
        if (width <= columns || at <= head || at - w >= width - tail)
            add_code_point(out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
        else if (!is_cut)
            add_code_point(out, 0x2026);
        is_cut = is_cut || (width > columns && at > head);
    }
}

/* Hebrew, Arabic and their neighbours. */
static bool runs_leftwards(const char *text)
{
    static const uint32_t scripts[][2] = {
        {0x590,   0x8ff  },
        {0xfb1d,  0xfdff },
        {0xfe70,  0xfefc },
        {0x10800, 0x10fff},
        {0x1e800, 0x1efff}
    };

    while (*text)
        if (in_ranges(utf8_next(&text), scripts, sizeof scripts / sizeof scripts[0]))
            return true;
    return false;
}

enum { LEFT_TO_RIGHT_MARK = 0x200e, RIGHT_TO_LEFT_MARK = 0x200f };

void escape_end_leftwards(struct strbuf *out, const char *text)
{
    if (runs_leftwards(text))
        add_code_point(out, LEFT_TO_RIGHT_MARK);
}

void escape_gnuplot(struct strbuf *out, const char *text)
{
    strbuf_addc(out, '\'');
    escape_end_leftwards(out, text);
    while (*text) {
        uint32_t c = utf8_next(&text);

        if (c == '\'')
            strbuf_addc(out, '\'');
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
        if (!is_control(c) || c == LEFT_TO_RIGHT_MARK || c == RIGHT_TO_LEFT_MARK)
            add_code_point(out, c);
    }
    strbuf_addc(out, '\'');
}
