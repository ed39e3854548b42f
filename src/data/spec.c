/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/spec.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void add_part(struct spec_list *list, const char *text, size_t length)
{
    while (length && is_blank(*text)) {
        text++;
        length--;
    }
    while (length && is_blank(text[length - 1]))
        length--;
    list->parts = xgrow(list->parts, &list->capacity, list->n + 1, sizeof *list->parts);
    list->parts[list->n++] = xstrndup(text, length);
}

void spec_split(struct spec_list *list, const char *text, char separator)
{
    const char *start = text;
    bool quoted = false;

    *list = (struct spec_list){0};
    for (const char *p = text; *p; p++) {
        quoted ^= *p == '"';
        if (*p == separator && !quoted) {
            add_part(list, start, (size_t)(p - start));
            start = p + 1;
        }
    }
    add_part(list, start, strlen(start));
}

void spec_single(struct spec_list *list, const char *text)
{
    *list = (struct spec_list){0};
    add_part(list, text, strlen(text));
}

void spec_release(struct spec_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->parts[i]);
    free(list->parts);
    *list = (struct spec_list){0};
}

char *spec_unquote(char *text)
{
    size_t length = strlen(text), out = 0;

    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        return text;
    for (size_t i = 1; i + 1 < length; i++) {
        text[out++] = text[i];
        if (text[i] == '"' && text[i + 1] == '"' && i + 2 < length)
            i++;
    }
    text[out] = '\0';
    return text;
}

char *spec_find(char *text, char c)
{
    bool quoted = false;

    for (; *text; text++) {
        quoted ^= *text == '"';
        if (*text == c && !quoted)
            return text;
    }
    return NULL;
}
