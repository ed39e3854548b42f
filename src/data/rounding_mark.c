/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/rounding_mark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"

#define NOWHERE "no threshold"

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Ascending, each once. */
static void order(struct rounding_mark *mark)
{
    size_t n = 0;

    if (mark->n_exact)
        qsort(mark->exact, mark->n_exact, sizeof *mark->exact, compare);
    for (size_t i = 0; i < mark->n_exact; i++)
        if (n == 0 || mark->exact[i] != mark->exact[n - 1])
            mark->exact[n++] = mark->exact[i];
    mark->n_exact = n;
}

static void add(struct rounding_mark *mark, double threshold)
{
    mark->exact = xrealloc(mark->exact, mark->n_exact + 1, sizeof *mark->exact);
    mark->exact[mark->n_exact++] = threshold;
}

void rounding_mark_of(struct rounding_mark *mark, const struct rounding *rounding)
{
    *mark = (struct rounding_mark){.digits = rounding->digits};
    for (size_t i = 0; mark->digits && i < rounding->n_edges; i++)
        add(mark, rounding->edges[i]);
    order(mark);
}

void rounding_mark_release(struct rounding_mark *mark)
{
    free(mark->exact);
    *mark = (struct rounding_mark){0};
}

void rounding_mark_join(struct rounding_mark *mark, const struct rounding_mark *other)
{
    size_t n = 0;

    if (!other->digits)
        return;
    if (!mark->digits) {
        mark->digits = other->digits;
        for (size_t i = 0; i < other->n_exact; i++)
            add(mark, other->exact[i]);
        return;
    }
    if (other->digits < mark->digits)
        mark->digits = other->digits;
    for (size_t i = 0; i < mark->n_exact; i++)
        if (rounding_mark_is_exact(other, mark->exact[i]))
            mark->exact[n++] = mark->exact[i];
    mark->n_exact = n;
}

bool rounding_mark_is_exact(const struct rounding_mark *mark, double threshold)
{
    if (!mark->digits || !isfinite(threshold))
        return true;
    return mark->n_exact && bsearch(&threshold, mark->exact, mark->n_exact,
                                    sizeof *mark->exact, compare);
}

void rounding_mark_add_exact(struct strbuf *out, const struct rounding_mark *mark)
{
    char number[NUMFMT_SIZE];

    if (!mark->n_exact)
        strbuf_adds(out, NOWHERE);
    for (size_t i = 0; i < mark->n_exact; i++)
        strbuf_addf(out, "%s%s", i ? " " : "", numfmt_shortest(number, mark->exact[i]));
}

void rounding_mark_add_only(struct strbuf *out, const struct rounding_mark *mark)
{
    if (mark->n_exact)
        strbuf_adds(out, "only at ");
    else
        strbuf_adds(out, "at ");
    rounding_mark_add_exact(out, mark);
}

void rounding_mark_write(struct strbuf *out, const struct rounding_mark *mark)
{
    strbuf_addf(out, "%d digit%s; exact at ", mark->digits,
                mark->digits == 1 ? "" : "s");
    rounding_mark_add_exact(out, mark);
}

/* Numbers that a blank parts. */
static bool read_exact(struct rounding_mark *mark, const char *text)
{
    double threshold;

    if (!strcmp(text, NOWHERE))
        return true;
    for (;;) {
        size_t length = strcspn(text, " ");

        if (!numfmt_parse(text, length, '.', &threshold))
            return false;
        add(mark, threshold);
        if (!text[length])
            break;
        text += length + 1;
    }
    order(mark);
    return true;
}

bool rounding_mark_read(struct rounding_mark *mark, const char *text)
{
    static const char *const words[] = {" digit; exact at ", " digits; exact at "};
    size_t length = strcspn(text, " ");
    uint64_t digits;

    *mark = (struct rounding_mark){0};
    if (!numfmt_parse_count(text, length, &digits) || digits < 1 ||
        digits > ROUNDING_MOST_DIGITS)
        return false;
    text += length;
    length = strlen(words[digits > 1]);
    if (strncmp(text, words[digits > 1], length) != 0)
        return false;
    mark->digits = (int)digits;
    if (read_exact(mark, text + length))
        return true;
    rounding_mark_release(mark);
    return false;
}
