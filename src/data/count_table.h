/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies of any number of rows, counted by the values that a question looks at: scores, labels, subgroups, patient.
 *
 * Memory grows with distinct combinations of values ("cells"), never with rows. Equal studies are interchangeable in everything that is
 * evaluated, so the table says all that the rows say. Tables are joined by writing one under the other: cells that stand in both are
 * counted together by whoever reads them. */
#ifndef PROCTOR_DATA_COUNT_TABLE_H
#define PROCTOR_DATA_COUNT_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"
#include "data/binding.h"
#include "data/rounding.h"
#include "data/rounding_mark.h"

struct load_watch; /* data/load.h */

/* Of a column that has several, the first. */
enum count_role { COUNT_SCORE, COUNT_LABEL, COUNT_SUBGROUP, COUNT_PATIENT };

/* Numbers, or texts as they stand in the file (of a cut or a period the name of the level). */
struct count_column {
    char *name;
    enum count_role role;
    double *
        number; /* [n] in the file's own direction, NaN = empty; NULL if it holds texts */
    uint32_t *
        code; /* [n] index in texts[], or INTERN_NONE = empty; NULL if it holds numbers */
    char **texts; /* [n_texts] bytewise sorted */
    size_t n_texts;
    uint64_t *
        unchanged; /* [n] studies whose score is as in the file; NULL if nothing was rounded */
};

struct count_table {
    size_t n;                     /* cells, in ascending order of the columns */
    struct count_column *columns; /* [n_columns] scores, labels, subgroups, patient */
    size_t n_columns;
    char *count_name; /* of the column of counts: that of --freq, else "n" */
    uint64_t *count;  /* [n] studies, at least 1 */
    struct rounding_mark rounded; /* what was read, or is now */
    uint64_t n_read;              /* studies */
    uint64_t n_filtered;          /* of them, left out by --where */
};

/* Reads all files, one batch of rows at a time. What cohort_load() says of single rows holds here; what labels mean, and whether scores lie in
 * [0,1], is left to whoever reads the table. Scores are rounded before they are compared. On an error it is released. Neither the order of rows nor their distribution over files moves a cell. */
enum err_code count_table_load(struct count_table *table,
                               const struct input_options *options,
                               const struct rounding *rounding,
                               const struct load_watch *watch, struct notes *notes,
                               struct err *err);
void count_table_release(struct count_table *table);

/* Puts the cells in ascending order of the first column, then the second, and so on; empty last. O(n log n). */
void count_table_sort(struct count_table *table);

#endif
