/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/shorten.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/escape.h"

static bool is_start(const char *text)
{
    return ((unsigned char)*text & 0xc0) != 0x80;
}

/* The part of a text that differs from those it would be taken for: bytes from .. to. */
struct part {
    size_t from, to;
};

static size_t common_start(const char *a, const char *b)
{
    size_t n = 0;

    while (a[n] && a[n] == b[n])
        n++;
    while (n > 0 && !is_start(a + n))
        n--;
    return n;
}

static size_t common_end(const char *a, const char *b)
{
    size_t length_a = strlen(a), length_b = strlen(b), n = 0;

    while (n < length_a && n < length_b && a[length_a - 1 - n] == b[length_b - 1 - n])
        n++;
    while (n > 0 && !is_start(a + length_a - n))
        n--;
    return n;
}

/* False: the text looks like no other. */
static bool find_part(struct part *part, char *const *out, const char *const *texts,
                      size_t n, size_t i)
{
    size_t start = SIZE_MAX, end = SIZE_MAX, length = strlen(texts[i]);

    for (size_t j = 0; j < n; j++) {
        size_t s, e;

        if (strcmp(out[i], out[j]) != 0 || !strcmp(texts[i], texts[j]))
            continue;
        s = common_start(texts[i], texts[j]);
        e = common_end(texts[i], texts[j]);
        start = s < start ? s : start;
        end = e < end ? e : end;
    }
    if (start == SIZE_MAX)
        return false;
    *part = (struct part){start, start + end > length ? start : length - end};
    return true;
}

static size_t width_of(const char *text, struct part part)
{
    struct strbuf bytes = STRBUF_INIT;
    size_t width;

    strbuf_add(&bytes, text + part.from, part.to - part.from);
    width = escape_width(bytes.text);
    strbuf_release(&bytes);
    return width;
}

/* As much of what stands before and after as there is room for. */
static struct part widen(const char *text, struct part part, size_t columns)
{
    size_t length = strlen(text);

    while (part.from > 0 || part.to < length) {
        struct part wider = part;

        if (wider.from > 0)
            do
                wider.from--;
            while (!is_start(text + wider.from));
        if (wider.to < length)
            do
                wider.to++;
            while (!is_start(text + wider.to));
        if (width_of(text, wider) + (wider.from > 0) + (wider.to < length) > columns)
            return part;
        part = wider;
    }
    return part;
}

static char *show_part(const char *text, struct part part, size_t columns)
{
    struct strbuf bytes = STRBUF_INIT, shown = STRBUF_INIT;
    bool has_more;

    part = widen(text, part, columns);
    has_more = part.to < strlen(text);
    strbuf_add(&bytes, text + part.from, part.to - part.from);
    if (part.from > 0)
        strbuf_adds(&shown, "…");
    escape_shorten(&shown, bytes.text, columns - (part.from > 0) - has_more);
    if (has_more)
        strbuf_adds(&shown, "…");
    strbuf_release(&bytes);
    return strbuf_detach(&shown);
}

void shorten_apart(char **out, const char *const *texts, size_t n, size_t columns)
{
    char **apart = xcalloc(n, sizeof *apart);

    for (size_t i = 0; i < n; i++) {
        struct strbuf shown = STRBUF_INIT;

        escape_shorten(&shown, texts[i], columns);
        out[i] = strbuf_detach(&shown);
    }
    for (size_t i = 0; i < n; i++) {
        struct part part;

        if (find_part(&part, out, texts, n, i))
            apart[i] = show_part(texts[i], part, columns);
    }
    for (size_t i = 0; i < n; i++)
        if (apart[i]) {
            free(out[i]);
            out[i] = apart[i];
        }
    free(apart);
}
