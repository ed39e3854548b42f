/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/label_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/numfmt.h"

static bool continues_character(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

void label_text_add(struct strbuf *out, const char *value)
{
    size_t length = strlen(value), end = length;

    if (length > LABEL_TEXT_BYTES) {
        end = LABEL_TEXT_BYTES - 3;
        while (end > 0 && continues_character(value[end]))
            end--;
    }
    for (size_t i = 0; i < end; i++)
        strbuf_addc(out, iscntrl((unsigned char)value[i]) ? '?' : value[i]);
    if (end < length)
        strbuf_adds(out, "...");
}

static int by_count(const void *a, const void *b)
{
    const struct label_value *x = *(const struct label_value *const *)a;
    const struct label_value *y = *(const struct label_value *const *)b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return strcmp(x->text, y->text);
}

void label_text_add_list(struct strbuf *out, const struct label_value **values,
                         size_t n)
{
    char buf[NUMFMT_SIZE];

    qsort(values, n, sizeof *values, by_count);
    for (size_t i = 0; i < n && i < LABEL_TEXT_MOST; i++) {
        strbuf_adds(out, i > 0 ? ", " : "");
        label_text_add(out, values[i]->text);
        strbuf_addf(out, " (%s)", numfmt_count(buf, values[i]->count));
    }
    if (n > LABEL_TEXT_MOST)
        strbuf_addf(out, " and %zu more", n - LABEL_TEXT_MOST);
}

static void add_csv(struct strbuf *out, const char *value)
{
    if (value[0] && !strpbrk(value, "\",=<>")) {
        strbuf_adds(out, value);
        return;
    }
    strbuf_addc(out, '"');
    for (; *value; value++) {
        strbuf_addc(out, *value);
        if (*value == '"')
            strbuf_addc(out, '"');
    }
    strbuf_addc(out, '"');
}

static bool is_shell_plain(const char *text)
{
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && !strchr("_-+./:@%,", *text))
            return false;
    return true;
}

static void add_shell(struct strbuf *out, const char *text)
{
    if (text[0] && is_shell_plain(text)) {
        strbuf_adds(out, text);
        return;
    }
    strbuf_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            strbuf_adds(out, "'\\''");
        else
            strbuf_addc(out, *text);
    }
    strbuf_addc(out, '\'');
}

void label_text_add_argument(struct strbuf *out, const char *value)
{
    struct strbuf csv = STRBUF_INIT;

    add_csv(&csv, value);
    add_shell(out, csv.text);
    strbuf_release(&csv);
}

void label_text_add_comparison(struct strbuf *out, const char *column,
                               const char *value)
{
    struct strbuf csv = STRBUF_INIT;

    add_csv(&csv, column);
    strbuf_adds(&csv, ">=");
    strbuf_adds(&csv, value);
    add_shell(out, csv.text);
    strbuf_release(&csv);
}
