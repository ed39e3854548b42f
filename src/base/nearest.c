/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

enum {
    MAX_LENGTH = 80, /* longer words are compared by their beginning */
    EDIT = 128,      /* more than all letters of a word with another case */
    CASE = 1
};

static unsigned min2(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Case decides only between names that are equally far: the exact one would have been found. */
static unsigned substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    return tolower((unsigned char)a) == tolower((unsigned char)b) ? CASE : EDIT;
}

static unsigned distance(const char *a, const char *b)
{
    unsigned d[MAX_LENGTH + 1][MAX_LENGTH + 1];
    size_t na = strnlen(a, MAX_LENGTH), nb = strnlen(b, MAX_LENGTH);

    for (size_t i = 0; i <= na; i++)
        d[i][0] = EDIT * (unsigned)i;
    for (size_t j = 0; j <= nb; j++)
        d[0][j] = EDIT * (unsigned)j;
    for (size_t i = 1; i <= na; i++)
        for (size_t j = 1; j <= nb; j++) {
            d[i][j] = min2(min2(d[i - 1][j], d[i][j - 1]) + EDIT,
                           d[i - 1][j - 1] + substitution_cost(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = min2(d[i][j], d[i - 2][j - 2] + EDIT);
        }
    return d[na][nb];
}

/* A word that was cut short: at least three letters of the shortest name that starts so. */
static const char *first_with_prefix(const char *word, size_t length,
                                     const char *const *names, size_t n)
{
    const char *found = NULL;

    for (size_t i = 0; i < n && length >= 3; i++)
        if (!strncmp(names[i], word, length) &&
            (!found || strlen(names[i]) < strlen(found)))
            found = names[i];
    return found;
}

const char *nearest_name(const char *word, const char *const *names, size_t n)
{
    size_t length = strlen(word);
    unsigned best = EDIT * (unsigned)(length / 3 + 2);
    const char *found = first_with_prefix(word, length, names, n);

    if (found)
        return found;

    for (size_t i = 0; i < n; i++) {
        unsigned d = distance(word, names[i]);

        if (d < best) {
            best = d;
            found = names[i];
        }
    }
    return found;
}

enum err_code nearest_hint(struct err *err, const char *word, const char *const *names,
                           size_t n)
{
    enum { MOST = 12 };
    const char *near = nearest_name(word, names, n);
    struct strbuf all = STRBUF_INIT;

    for (size_t i = 0; i < n && i < MOST; i++)
        strbuf_addf(&all, "%s%s", i ? ", " : "", names[i]);
    if (n > MOST)
        strbuf_adds(&all, ", ...");
    if (near)
        err_hint(err, "did you mean '%s'?", near);
    else if (n)
        err_hint(err, "there %s %s", n > 1 ? "are:" : "is only", all.text);
    strbuf_release(&all);
    return err->code;
}
