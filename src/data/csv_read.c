/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/csv_read.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/csv_parts.h"

enum { BATCH_FIELDS = 1 << 16 };

enum err_code csv_open(struct csv_reader **reader, struct source *source,
                       const struct csv_options *options, struct err *err)
{
    struct csv_reader *opened;

    *reader = NULL;
    if (options->delimiter && strchr("\"\r\n", options->delimiter))
        return err_set(err, ERR_USAGE,
                       "--delimiter: a quote or a line end cannot "
                       "separate fields");
    opened = xcalloc(1, sizeof *opened);
    opened->source = source;
    opened->name = source_name(source);
    opened->no_header = options->no_header;
    opened->libcsv_only = options->libcsv_only;
    opened->line = 1;
    opened->between_records = true;
    strbuf_init(&opened->head);
    csv_start_parser(opened);
    if (csv_read_header(opened, options->delimiter, err)) {
        csv_close(opened);
        return err->code;
    }
    *reader = opened;
    return ERR_OK;
}

const char *const *csv_columns(const struct csv_reader *reader, size_t *n)
{
    *n = reader->n_columns;
    return (const char *const *)reader->columns;
}

char csv_delimiter(const struct csv_reader *reader)
{
    return reader->delimiter;
}

/* ---- Batches --------------------------------------------------------------- */

static void allocate_rows(struct csv_rows *rows, size_t n_rows, size_t n_fields)
{
    rows->fields = xcalloc(n_rows, n_fields * sizeof *rows->fields);
    rows->lines = xcalloc(n_rows, sizeof *rows->lines);
}

static void drop_full(struct csv_rows *rows)
{
    for (size_t i = 0; i < rows->n_full; i++)
        free(rows->full[i]);
    rows->n_full = rows->n_before = 0;
}

static void release_rows(struct csv_rows *rows)
{
    drop_full(rows);
    free(rows->full);
    free(rows->fields);
    free(rows->lines);
    free(rows->text);
}

void csv_want(struct csv_reader *reader, const size_t *columns, size_t n)
{
    size_t rows_most = n > 0 ? BATCH_FIELDS / n : CSV_BATCH_ROWS;

    assert(!reader->wants_chosen);
    reader->wants_chosen = true;
    reader->n_wanted = n;
    reader->slots = xcalloc(reader->n_columns, sizeof *reader->slots);
    reader->same_slot = xcalloc(n, sizeof *reader->same_slot);
    for (size_t i = 0; i < reader->n_columns; i++)
        reader->slots[i] = CSV_NOT_WANTED;
    for (size_t i = 0; i < n; i++) {
        assert(columns[i] < reader->n_columns);
        if (reader->slots[columns[i]] == CSV_NOT_WANTED)
            reader->slots[columns[i]] = i;
        reader->same_slot[i] = reader->slots[columns[i]];
    }
    reader->rows_most = rows_most < 1                ? 1
                        : rows_most > CSV_BATCH_ROWS ? CSV_BATCH_ROWS
                                                     : rows_most;
    reader->in_order = xcalloc(n, sizeof *reader->in_order);
    for (size_t i = 0; i < reader->n_columns; i++)
        if (reader->slots[i] != CSV_NOT_WANTED)
            reader->in_order[reader->n_in_order++] =
                (struct csv_wanted){i, reader->slots[i]};
    allocate_rows(&reader->rows, reader->rows_most, n);
    allocate_rows(&reader->previous, reader->rows_most, n);
}

static void want_all(struct csv_reader *reader)
{
    size_t *columns = xcalloc(reader->n_columns, sizeof *columns);

    for (size_t i = 0; i < reader->n_columns; i++)
        columns[i] = i;
    csv_want(reader, columns, reader->n_columns);
    free(columns);
}

/* Columns that are wanted more than once. */
static void repeat_fields(struct csv_reader *reader)
{
    size_t n = reader->n_wanted;

    if (reader->n_in_order == n)
        return;
    for (size_t row = 0; row < reader->n_rows; row++) {
        struct csv_field *fields = reader->rows.fields + row * n;

        for (size_t i = 0; i < n; i++)
            fields[i] = fields[reader->same_slot[i]];
    }
}

enum err_code csv_next(struct csv_reader *reader, struct csv_batch *batch,
                       struct err *err)
{
    struct csv_rows rows = reader->previous;

    if (!reader->wants_chosen) {
        want_all(reader);
        rows = reader->previous;
    }
    reader->previous = reader->rows;
    reader->rows = rows;
    reader->n_rows = 0;
    reader->used = reader->record_start = 0;
    drop_full(&reader->rows);
    if (reader->first_row)
        csv_replay_first_row(reader);
    while (!reader->finished && !csv_batch_is_full(reader))
        if (csv_advance(reader, err))
            return err->code;
    repeat_fields(reader);
    *batch = (struct csv_batch){.n_rows = reader->n_rows,
                                .n_columns = reader->n_wanted,
                                .fields = reader->rows.fields,
                                .lines = reader->rows.lines};
    return ERR_OK;
}

void csv_close(struct csv_reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; reader->first_row && i < reader->n_columns; i++)
        free(reader->first_row[i]);
    free(reader->first_row);
    csv_drop_names(reader);
    free(reader->columns);
    csv_free(&reader->parser);
    strbuf_release(&reader->head);
    free(reader->slots);
    free(reader->same_slot);
    free(reader->in_order);
    release_rows(&reader->rows);
    release_rows(&reader->previous);
    free(reader);
}
