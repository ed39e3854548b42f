/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the CSV reader share; nobody else includes this.
 *
 * csv_tokens.c  text to fields and records, with line numbers: libcsv and its errors
 * csv_plain.c   the same for text without quotes, faster
 * csv_head.c    delimiter and header
 * csv_read.c    batches
 */
#ifndef PROCTOR_DATA_CSV_PARTS_H
#define PROCTOR_DATA_CSV_PARTS_H

#include <csv.h>

#include "base/strbuf.h"
#include "data/csv_read.h"

#define CSV_NOT_WANTED SIZE_MAX

/* Rows of a batch. Text that is full is kept beside the new one, so that fields never move. */
struct csv_rows {
    struct csv_field *fields;
    uint64_t *lines;
    char *text;
    size_t capacity;
    char **full; /* [n_full] */
    size_t n_full, full_capacity;
    size_t n_before; /* bytes in them */
};

/* A column that is wanted, and its place in the batch. */
struct csv_wanted {
    size_t column, slot;
};

enum {
    CSV_BATCH_BYTES = 1 << 20,
    CSV_QUICK =
        16, /* bytes are copied as so many where there is room: quicker than to call memcpy */
};

struct csv_reader {
    struct source *source;
    const char *name;
    bool no_header, libcsv_only;
    char delimiter;
    struct csv_parser parser;

    const char *block; /* text at hand: the head, then blocks of the source */
    size_t length, at;
    size_t next_lf, next_cr, next_nul; /* from `at` on, or `length` */
    bool is_plain;                     /* no quote, NUL or lone CR from `at` on */
    struct strbuf head;
    bool after_cr; /* the last byte parsed was a CR: an LF belongs to it */
    bool finished;

    uint64_t line;        /* physical line of `at` */
    uint64_t record_line; /* where the record in progress began */
    uint64_t field_line;  /* where its field in progress began */
    bool between_records;
    size_t n_fields; /* of the record in progress */
    size_t n_bytes;  /* in its fields */
    bool is_ragged;

    bool in_header;
    char **columns;
    size_t n_columns, columns_capacity;
    char **first_row; /* without header: the first line, until the first batch */

    bool wants_chosen;
    size_t *slots;     /* [n_columns] place in the batch or CSV_NOT_WANTED */
    size_t *same_slot; /* [n_wanted] an earlier place with the same column, or itself */
    size_t n_wanted;
    struct csv_wanted *in_order; /* [n_in_order] the columns wanted, each once */
    size_t n_in_order;

    size_t n_rows, rows_most;
    struct csv_rows rows,
        previous;        /* of the batch in progress, and of the one given out */
    size_t used;         /* bytes of rows.text */
    size_t record_start; /* in rows.text */
};

void csv_start_parser(struct csv_reader *reader);

/* Takes `block` as the text at hand. */
void csv_use_block(struct csv_reader *reader, const char *block, size_t length);

/* Passes over everything before `start` but for the count of lines. */
void csv_skip_to(struct csv_reader *reader, size_t start);

/* Whether the block that was taken can be split without libcsv. */
bool csv_block_is_plain(const struct csv_reader *reader);

/* Makes room for `n` bytes more in rows.text. */
void csv_make_room(struct csv_reader *reader, size_t n);

/* Adds a field of the row in progress to the batch. */
void csv_keep_field(struct csv_reader *reader, size_t slot, const char *text,
                    size_t length);

/* Reads whole lines of a plain block until the batch is full or the block has no line end left; at a record boundary only. */
enum err_code csv_read_plain(struct csv_reader *reader, struct err *err);

static inline bool csv_batch_is_full(const struct csv_reader *reader)
{
    return reader->between_records &&
           (reader->n_rows == reader->rows_most ||
            (reader->n_rows > 0 &&
             reader->rows.n_before + reader->used >= CSV_BATCH_BYTES));
}

enum err_code csv_refuse_ragged(const struct csv_reader *reader, struct err *err);

/* Parses a line more, or fetches the next block; at the end sets `finished`. */
enum err_code csv_advance(struct csv_reader *reader, struct err *err);

/* Without header the first line was read for its number of fields: here it is a row. */
void csv_replay_first_row(struct csv_reader *reader);

enum err_code csv_read_header(struct csv_reader *reader, char delimiter,
                              struct err *err);

void csv_drop_names(struct csv_reader *reader);

#endif
