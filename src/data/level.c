/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/level.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"

static void format_interval(struct strbuf *name, const struct cut *cut, size_t i)
{
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    if (i > 0)
        numfmt_shortest(low, cut->edges[i - 1]);
    if (i < cut->n_edges)
        numfmt_shortest(high, cut->edges[i]);
    if (i == 0)
        strbuf_addf(name, "<%s", high);
    else if (i == cut->n_edges)
        strbuf_addf(name, ">=%s", low);
    else
        strbuf_addf(name, "%s to <%s", low, high);
}

static void release_names(struct cut *cut)
{
    for (size_t i = 0; cut->names && i <= cut->n_edges; i++)
        free(cut->names[i]);
    free(cut->names);
    cut->names = NULL;
}

void cut_add_edge(struct cut *cut, double edge)
{
    release_names(cut);
    cut->kind = CUT_NUMBER;
    cut->edges = xrealloc(cut->edges, cut->n_edges + 1, sizeof *cut->edges);
    cut->edges[cut->n_edges++] = edge;
    cut->names = xcalloc(cut->n_edges + 1, sizeof(char *));
    for (size_t i = 0; i <= cut->n_edges; i++) {
        struct strbuf name = STRBUF_INIT;

        format_interval(&name, cut, i);
        cut->names[i] = strbuf_detach(&name);
    }
}

void cut_release(struct cut *cut)
{
    release_names(cut);
    free(cut->edges);
    *cut = (struct cut){0};
}

void level_interval_name(struct strbuf *name, const struct cut *cut, size_t i)
{
    if (cut->names)
        strbuf_adds(name, cut->names[i]);
    else
        format_interval(name, cut, i);
}

static size_t interval_index(const struct cut *cut, const char *name)
{
    struct strbuf text = STRBUF_INIT;
    size_t i = 0;

    for (; i <= cut->n_edges; i++) {
        strbuf_reset(&text);
        level_interval_name(&text, cut, i);
        if (!strcmp(text.text, name))
            break;
    }
    strbuf_release(&text);
    return i;
}

static enum level_result name_interval(struct strbuf *name, const struct cut *cut,
                                       struct number_reader *reader, const char *text,
                                       size_t length)
{
    double x;
    size_t i = 0;

    if (values_is_missing(reader->missing, text, length)) {
        strbuf_adds(name, LEVEL_MISSING_NAME);
        return LEVEL_OK;
    }
    if (!value_parse_age(text, length, &x)) {
        enum number_result result = number_read(reader, text, length, &x);

        if (result != NUMBER_OK && interval_index(cut, text) > cut->n_edges)
            return LEVEL_NOT_A_NUMBER;
        if (result != NUMBER_OK) {
            strbuf_adds(name, text);
            return LEVEL_OK;
        }
    }
    while (i < cut->n_edges && x >= cut->edges[i])
        i++;
    level_interval_name(name, cut, i);
    return LEVEL_OK;
}

/* A column that is cut as well has its own complaints. */
static enum level_result name_value(struct strbuf *name, const struct cut *cut,
                                    struct number_reader *reader, const char *text,
                                    size_t length)
{
    double x;

    strbuf_add(name, text, length);
    return values_is_missing(reader->missing, text, length) ||
                   value_parse_age(text, length, &x) ||
                   number_read(reader, text, length, &x) == NUMBER_OK || cut->n_edges
               ? LEVEL_OK
               : LEVEL_NOT_A_NUMBER;
}

bool level_value(double *x, struct number_reader *reader, const char *text)
{
    size_t length = strlen(text);

    *x = NAN;
    return values_is_missing(reader->missing, text, length) ||
           value_parse_age(text, length, x) ||
           number_read(reader, text, length, x) == NUMBER_OK;
}

static bool is_period(enum cut_kind kind, const char *text)
{
    const char *rest = text + 4;

    for (size_t i = 0; i < 4; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    if (kind == CUT_YEAR)
        return !*rest;
    if (kind == CUT_QUARTER)
        return !strncmp(rest, "-Q", 2) && rest[2] >= '1' && rest[2] <= '4' && !rest[3];
    return rest[0] == '-' &&
           ((rest[1] == '0' && rest[2] >= '1' && rest[2] <= '9') ||
            (rest[1] == '1' && rest[2] >= '0' && rest[2] <= '2')) &&
           !rest[3];
}

static enum level_result name_period(struct strbuf *name, const struct cut *cut,
                                     const struct missing_values *missing,
                                     enum date_order order, const char *text,
                                     size_t length)
{
    struct date date;
    enum date_result result;

    if (values_is_missing(missing, text, length)) {
        strbuf_adds(name, LEVEL_MISSING_NAME);
        return LEVEL_OK;
    }
    result = value_parse_date(text, length, order, &date);
    if (result != DATE_OK && is_period(cut->kind, text)) {
        strbuf_adds(name, text);
        return LEVEL_OK;
    }
    if (result != DATE_OK)
        return result == DATE_AMBIGUOUS ? LEVEL_AMBIGUOUS_DATE : LEVEL_NOT_A_DATE;
    if (cut->kind == CUT_YEAR)
        strbuf_addf(name, "%04d", date.year);
    else if (cut->kind == CUT_QUARTER)
        strbuf_addf(name, "%04d-Q%d", date.year, (date.month + 2) / 3);
    else
        strbuf_addf(name, "%04d-%02d", date.year, date.month);
    return LEVEL_OK;
}

enum level_result level_name(struct strbuf *name, const struct cut *cut,
                             struct number_reader *reader, enum date_order order,
                             const char *text, size_t length)
{
    switch (cut->kind) {
    case CUT_NUMBER:
        return name_interval(name, cut, reader, text, length);
    case CUT_VALUE:
        return name_value(name, cut, reader, text, length);
    case CUT_YEAR:
    case CUT_QUARTER:
    case CUT_MONTH:
        return name_period(name, cut, reader->missing, order, text, length);
    case CUT_NONE:
        break;
    }
    if (length)
        strbuf_add(name, text, length);
    else
        strbuf_adds(name, LEVEL_MISSING_NAME);
    return LEVEL_OK;
}

struct sort_key {
    const char *name;
    double number; /* +inf for "(missing)", NaN where names are compared as text */
    size_t code;
};

static int compare_keys(const void *left, const void *right)
{
    const struct sort_key *a = left, *b = right;

    if (a->number < b->number)
        return -1;
    if (a->number > b->number)
        return 1;
    return strcmp(a->name, b->name);
}

/* What a level sorts by before its name: 0 for all if the names are compared as text. */
static double sort_number(const struct cut *cut, const char *name, int all_numbers)
{
    double x = 0;

    if (!strcmp(name, LEVEL_MISSING_NAME))
        return INFINITY;
    if (cut->kind == CUT_NUMBER)
        return (double)interval_index(cut, name);
    if (all_numbers)
        numfmt_parse(name, strlen(name), '.', &x);
    return x;
}

void level_sort(size_t *order, const char *const *names, size_t n,
                const struct cut *cut)
{
    struct sort_key *keys = xcalloc(n, sizeof *keys);
    int all_numbers = 1;
    double x;

    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], LEVEL_MISSING_NAME) != 0)
            all_numbers &= numfmt_parse(names[i], strlen(names[i]), '.', &x);
    for (size_t i = 0; i < n; i++)
        keys[i] =
            (struct sort_key){names[i], sort_number(cut, names[i], all_numbers), i};
    qsort(keys, n, sizeof *keys, compare_keys);
    for (size_t i = 0; i < n; i++)
        order[i] = keys[i].code;
    free(keys);
}

static const char *next_significant(const char *text)
{
    while (*text && !isalnum((unsigned char)*text) && (unsigned char)*text < 0x80)
        text++;
    return text;
}

int level_names_alike(const char *a, const char *b)
{
    if (!strcmp(a, b))
        return 0;
    for (;;) {
        a = next_significant(a);
        b = next_significant(b);
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return 0;
        if (!*a)
            return 1;
        a++;
        b++;
    }
}
