/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a file: every column summarised in one pass, and which columns could play which role.
 *
 *     profile_init(&profile, names, n, csv_delimiter(reader));
 *     while (!csv_next(reader, &batch, err) && batch.n_rows > 0)
 *         profile_append(&profile, &batch);
 *     profile_finish(&profile);
 *
 * All columns must be in the batches (no csv_want). The result does not depend on the order of rows. Memory: at most about 200 kB a column.
 * Values of columns that look like ids, names or free text are never kept. */
#ifndef PROCTOR_DATA_PROFILE_H
#define PROCTOR_DATA_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/column_name.h"
#include "data/csv_read.h"
#include "data/labels.h"
#include "data/sketch.h"
#include "data/values.h"

/* The first that fits. */
enum profile_kind {
    PROFILE_EMPTY, /* no value at all */
    PROFILE_ID,    /* named like an id, or texts of which hardly any repeats */
    PROFILE_DATE,
    PROFILE_AGE,      /* DICOM ages, or numbers 0 .. 130 in a column named age */
    PROFILE_LABEL,    /* a known pair, both sides present (labels_are_plain) */
    PROFILE_CATEGORY, /* few short values that repeat: texts or whole numbers */
    PROFILE_NUMBER,
    PROFILE_TEXT,
};

struct profile_level {
    char *text;
    uint64_t count;
};

enum { PROFILE_LEVELS = 20 }; /* a category has at most so many */

struct profile_column {
    const char *name; /* borrowed */
    enum column_hint hint;
    enum profile_kind kind;
    uint64_t n_missing;
    uint64_t n_values;              /* not missing */
    struct sketch_summary distinct; /* of the values */
    uint64_t n_numbers;
    double low, high; /* of the numbers (DICOM ages: years); NaN if there are none */
    bool in_unit;     /* all values are numbers in [0,1]: a probability could be */
    bool is_whole;    /* all numbers are whole */
    /* values with a % sign, or a score by name that lies in [0,100] and goes above 1 */
    bool looks_percent;
    bool has_decimal_comma;
    bool has_dicom_ages;
    uint64_t n_ambiguous_dates; /* 03/11/2025 */
    struct date first, last;    /* of the dates; year 0 if there are none */
    /* of labels and categories; the most frequent first */
    struct profile_level *levels;
    size_t n_levels;
};

enum profile_role {
    ROLE_ID,      /* no value repeats */
    ROLE_PATIENT, /* values repeat */
    ROLE_SCORE,
    ROLE_LABEL, /* a category among them needs --positive */
    ROLE_GROUP,
    N_PROFILE_ROLES,
};

struct profile {
    struct profile_column *columns;
    size_t n_columns;
    uint64_t n_rows;
    struct {
        size_t *columns; /* indices, the best first */
        size_t n;
    } roles[N_PROFILE_ROLES];
    struct profile_tally *tallies; /* while rows come */
};

/* Borrows the names until profile_release. */
void profile_init(struct profile *profile, const char *const *names, size_t n,
                  char delimiter);
void profile_append(struct profile *profile, const struct csv_batch *batch);

/* Fills the columns and the roles; nothing can be appended after that. */
void profile_finish(struct profile *profile);
void profile_release(struct profile *profile);

/* "number", "category", ... */
const char *profile_kind_name(enum profile_kind kind);

#endif
