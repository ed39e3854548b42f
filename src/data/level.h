/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subgroup level that one field belongs to: its text, an interval of a cut number, a period of a date, or "(missing)". */
#ifndef PROCTOR_DATA_LEVEL_H
#define PROCTOR_DATA_LEVEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "data/values.h"

#define LEVEL_MISSING_NAME "(missing)"

enum cut_kind {
    CUT_NONE,   /* every text is a level; only the empty field is missing */
    CUT_NUMBER, /* edges a < b < c: "<a", "a to <b", "b to <c", ">=c"; numbers or ages (data/values.h) */
    CUT_YEAR,   /* "2025" */
    CUT_QUARTER, /* "2025-Q2" */
    CUT_MONTH,   /* "2025-06" */
    CUT_VALUE, /* a number or age for itself, as it stands in the file; with edges also the name of an interval between them */
};

struct cut {
    enum cut_kind kind;
    double *edges; /* [n_edges], strictly rising, owned */
    size_t n_edges;
    char **
        names; /* [n_edges + 1] of the intervals, owned; NULL: formatted when asked for */
};

/* Makes it a CUT_NUMBER with one edge more, which must be above the others. */
void cut_add_edge(struct cut *cut, double edge);
void cut_release(struct cut *cut);

enum level_result {
    LEVEL_OK,
    LEVEL_NOT_A_NUMBER,
    LEVEL_NOT_A_DATE,
    LEVEL_AMBIGUOUS_DATE
};

/* Puts the level's name into `name`. A text that is the name of a level already (in a table of `count`, or cut by a query) keeps it. Missing words count as missing only where a number or a date is expected. `reader` carries the file's
 * decimal mark for cuts. */
enum level_result level_name(struct strbuf *name, const struct cut *cut,
                             struct number_reader *reader, enum date_order order,
                             const char *text, size_t length);

/* The number or age that the text stands for, NaN for a missing word; false if it is none. */
bool level_value(double *x, struct number_reader *reader, const char *text);

/* Name of interval i, 0 .. n_edges, of a CUT_NUMBER. */
void level_interval_name(struct strbuf *name, const struct cut *cut, size_t i);

/* Sorts the codes 0 .. n-1 into display order: intervals by their edges, numbers by value if all are numbers, else bytewise; "(missing)"
 * last. `order[rank]` is the code. */
void level_sort(size_t *order, const char *const *names, size_t n,
                const struct cut *cut);

/* True if the names differ, but not in their letters and digits (case, blanks and punctuation aside): "GE Revolution", "GE REVOLUTION ". */
int level_names_alike(const char *a, const char *b);

#endif
