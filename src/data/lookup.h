/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second file, read as a whole and found by a key: the study id or the patient. */
#ifndef PROCTOR_DATA_LOOKUP_H
#define PROCTOR_DATA_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/intern.h"
#include "data/csv_read.h"

struct lookup {
    /* given to lookup_read, borrowed */
    const char *what;      /* "truth file", for messages */
    const char *key_name;  /* "study id", likewise */
    const size_t *columns; /* [n_columns] of the file, 0-based; the only ones kept */
    size_t n_columns;
    size_t key_column; /* index into `columns` */
    bool show_keys;    /* messages may quote them */

    struct intern keys;   /* code = row */
    struct intern values; /* texts of the columns */
    uint32_t *cells;      /* [row * n_columns + column]: code in `values` */
    uint64_t *lines;      /* [row] */
    bool *used;           /* [row] for the caller: a prediction has been found for it */
    size_t capacity, cell_capacity;
    uint64_t n_rows;
};

/* Reads all rows of `reader`. Empty and duplicate keys are errors naming both lines. Memory: the keys, the distinct values, and 4 bytes a
 * field. */
enum err_code lookup_read(struct lookup *lookup, struct csv_reader *reader,
                          const char *file, struct err *err);

/* Row with the key, or INTERN_NONE. */
uint32_t lookup_find(const struct lookup *lookup, const char *key, size_t length);

/* Text of a column, borrowed. */
const char *lookup_text(const struct lookup *lookup, uint32_t row, size_t column);

uint64_t lookup_count_used(const struct lookup *lookup);

/* Why none of the keys of the predictions is in this file: one clause for a hint ("ids of the truth file look like 1.2E+12: a
 * spreadsheet ..."), NULL if nothing is to be seen. Owned by the caller. */
char *lookup_explain_no_match(const struct lookup *lookup,
                              const struct intern *prediction_keys);

void lookup_release(struct lookup *lookup);

#endif
