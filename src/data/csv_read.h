/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV text to batches of the columns that are wanted.
 *
 * Tokenised by libcsv (quotes, doubled quotes, newlines in quotes). Line ends may be LF, CRLF or lone CR; blank lines are skipped
 * (also lines of delimiters only, if every field is empty and there is more than one); unquoted fields are trimmed; the last line needs no end. A record with
 * another number of fields than the header is an error naming its line: nothing is evaluated. Line numbers are physical lines of
 * the file, 1-based; a record that spans lines has the line on which it begins. An unterminated quote is an error naming the line where it
 * opened. NUL bytes are refused. A field is at most 1 MiB.
 *
 * The delimiter (comma, semicolon, tab, pipe) is detected from the header line outside quotes: the one that occurs most often; a tie between two that occur
 * is an error that asks for --delimiter. Excel's first line "sep=;" is honoured and skipped.
 *
 * Blocks of the source without quotes are split without libcsv, which remains the reference: rows, line numbers and messages are the same.
 *
 * Memory is that of one batch, whatever the size of the file. */
#ifndef PROCTOR_DATA_CSV_READ_H
#define PROCTOR_DATA_CSV_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/source.h"

struct csv_reader;

struct csv_options {
    char delimiter; /* 0 = detect */
    bool no_header; /* columns are called "#1", "#2", ... and the first line is data */
    bool libcsv_only; /* for tests: blocks without quotes are no exception */
};

struct csv_field {
    const char *text; /* NUL-terminated, UTF-8 */
    size_t length;
};

enum { CSV_BATCH_ROWS = 4096 };

struct csv_batch {
    size_t n_rows;
    size_t n_columns; /* as given to csv_want, in that order */
    const struct csv_field
        *fields; /* [n_rows * n_columns], borrowed until the next call but one */
    const uint64_t *lines; /* [n_rows] */
};

/* Reads the header. Borrows `source`, which must live as long as the reader. An empty file is an error. */
enum err_code csv_open(struct csv_reader **reader, struct source *source,
                       const struct csv_options *options, struct err *err);

/* Names of all columns in the file's order; empty names are "". Owned by the reader. */
const char *const *csv_columns(const struct csv_reader *reader, size_t *n);
char csv_delimiter(const struct csv_reader *reader);

/* Chooses the columns (0-based, may be empty, may repeat) that batches carry; before the first csv_next. All columns if never called. */
void csv_want(struct csv_reader *reader, const size_t *columns, size_t n);

/* The next rows, up to CSV_BATCH_ROWS (fewer if they are long); n_rows 0 at the end. After an error the reader can only be closed. */
enum err_code csv_next(struct csv_reader *reader, struct csv_batch *batch,
                       struct err *err);

void csv_close(struct csv_reader *reader); /* NULL is allowed */

#endif
