/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/csv_read.h"

#include <assert.h>
#include <csv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "data/dialect.h"

enum {
    FIELD_MOST = 1 << 20, /* bytes of one field */
    HEAD_MOST = 4 << 20,  /* bytes looked at for the delimiter */
    BATCH_BYTES = 1 << 20,
    BATCH_FIELDS = 64 * CSV_BATCH_ROWS,
};

#define NOT_WANTED SIZE_MAX

struct csv_reader {
    struct source *source;
    const char *name;
    bool no_header;
    char delimiter;
    struct csv_parser parser;

    const char *block; /* text at hand: the head, then blocks of the source */
    size_t length, at;
    size_t next_lf, next_cr, next_nul; /* from `at` on, or `length` */
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
    size_t *slots;     /* [n_columns] place in the batch or NOT_WANTED */
    size_t *same_slot; /* [n_wanted] an earlier place with the same column, or itself */
    size_t n_wanted;

    size_t n_rows, rows_most;
    struct csv_field *fields;
    size_t *starts; /* of the fields in `text`, which moves as it grows */
    uint64_t lines[CSV_BATCH_ROWS];
    char *text;
    size_t used, capacity;
    size_t record_start; /* in `text` */
};

/* ---- What libcsv calls back ------------------------------------------------ */

static void keep_name(struct csv_reader *reader, const char *text, size_t length)
{
    size_t n = reader->n_columns++;

    reader->columns = xgrow(reader->columns, &reader->columns_capacity, n + 1,
                            sizeof *reader->columns);
    reader->columns[n] = xstrndup(text, length);
}

static void keep_field(struct csv_reader *reader, size_t slot, const char *text,
                       size_t length)
{
    size_t field = reader->n_rows * reader->n_wanted + slot;

    if (reader->capacity - reader->used <= length)
        reader->text =
            xgrow(reader->text, &reader->capacity, reader->used + length + 1, 1);
    memcpy(reader->text + reader->used, text, length + 1);
    reader->starts[field] = reader->used;
    reader->fields[field].length = length;
    reader->used += length + 1;
}

static void on_field(void *text, size_t length, void *data)
{
    struct csv_reader *reader = data;
    size_t column = reader->n_fields++;

    reader->n_bytes += length;
    reader->field_line = reader->line;
    if (reader->in_header)
        keep_name(reader, text, length);
    else if (column < reader->n_columns && reader->slots[column] != NOT_WANTED)
        keep_field(reader, reader->slots[column], text, length);
}

static void drop_names(struct csv_reader *reader)
{
    for (size_t i = 0; i < reader->n_columns; i++)
        free(reader->columns[i]);
    reader->n_columns = 0;
}

static void on_record(int end, void *data)
{
    struct csv_reader *reader = data;
    bool is_blank = reader->n_fields != 1 && reader->n_bytes == 0;

    (void)end;
    reader->between_records = true;
    if (reader->in_header) {
        if (is_blank)
            drop_names(reader);
        else
            reader->in_header = false;
    } else if (is_blank) {
        reader->used = reader->record_start;
    } else if (reader->n_fields != reader->n_columns) {
        reader->is_ragged = true;
        return;
    } else {
        reader->lines[reader->n_rows++] = reader->record_line;
        reader->record_start = reader->used;
    }
    reader->n_fields = 0;
    reader->n_bytes = 0;
}

/* ---- Errors ---------------------------------------------------------------- */

static enum err_code refuse_ragged(const struct csv_reader *reader, struct err *err)
{
    const char *name = reader->name;
    size_t got = reader->n_fields, want = reader->n_columns;
    char delimiter = reader->delimiter, buf[4];

    err_set(err, ERR_INPUT, "%s:%" PRIu64 ": %zu field%s where the %s has %zu", name,
            reader->record_line, got, got == 1 ? "" : "s",
            reader->no_header ? "first line" : "header", want);
    if (got > want && delimiter == ',')
        return err_hint(err, "a field with a comma in it must stand in quotes; numbers "
                             "with a decimal comma need another delimiter (export with "
                             "semicolons)");
    if (got > want)
        return err_hint(err, "a field with the delimiter (%s) in it must stand in quotes",
                        dialect_delimiter_name(delimiter, buf));
    if (reader->finished)
        return err_hint(err, "this is the last line: is the file complete?");
    return err_hint(err, "a delimiter (%s) is missing, or the line is cut off",
                    dialect_delimiter_name(delimiter, buf));
}

static enum err_code refuse_text(struct csv_reader *reader, struct err *err)
{
    if (csv_error(&reader->parser) != CSV_EPARSE) {
        err_set(err, ERR_INPUT, "%s:%" PRIu64 ": a field is longer than 1 MiB",
                reader->name, reader->field_line);
        return err_hint(err, "is its closing quote missing?");
    }
    if (reader->field_line == reader->line)
        err_set(err, ERR_INPUT,
                "%s:%" PRIu64 ": a quote (\") stands in the middle of a field",
                reader->name, reader->line);
    else
        err_set(err, ERR_INPUT,
                "%s:%" PRIu64 ": a quote (\") stands in the middle of a field that "
                "begins on line %" PRIu64,
                reader->name, reader->line, reader->field_line);
    return err_hint(err, "a field with quotes in it must stand in quotes, and each "
                         "quote in it be doubled: \"5\"\" wide\"");
}

static enum err_code refuse_nul(const struct csv_reader *reader, struct err *err)
{
    err_set(err, ERR_INPUT, "%s:%" PRIu64 ": a NUL byte: this is no text", reader->name,
            reader->line);
    return err_hint(err, "export the file again as CSV; if it is UTF-16, say "
                         "--encoding utf-16");
}

static enum err_code refuse_open_quote(const struct csv_reader *reader,
                                       struct err *err)
{
    err_set(err, ERR_INPUT, "%s:%" PRIu64 ": a quote (\") opens and is never closed",
            reader->name, reader->field_line);
    return err_hint(err, "is the file complete?");
}

/* ---- Lines ----------------------------------------------------------------- */

static size_t find_byte(const struct csv_reader *reader, char byte)
{
    const char *from = reader->block + reader->at;
    const char *found = memchr(from, byte, reader->length - reader->at);

    return found ? (size_t)(found - reader->block) : reader->length;
}

static void use_block(struct csv_reader *reader, const char *block, size_t length)
{
    reader->block = block;
    reader->length = length;
    reader->at = 0;
    reader->next_lf = find_byte(reader, '\n');
    reader->next_cr = find_byte(reader, '\r');
    reader->next_nul = find_byte(reader, '\0');
}

/* End of the physical line at `at`, or of the block; *ended tells which. Two memchr a
 * line at most, and none for a kind of line end that the block does not have. */
static size_t find_line_end(struct csv_reader *reader, bool *ended)
{
    size_t end;

    *ended = false;
    if (reader->after_cr && reader->block[reader->at] == '\n')
        return reader->at + 1;
    if (reader->next_lf < reader->at)
        reader->next_lf = find_byte(reader, '\n');
    if (reader->next_cr < reader->at)
        reader->next_cr = find_byte(reader, '\r');
    end = reader->next_lf < reader->next_cr ? reader->next_lf : reader->next_cr;
    if (end == reader->length)
        return end;
    *ended = true;
    if (end == reader->next_cr && end + 1 == reader->next_lf && end + 1 < reader->length)
        end++;
    return end + 1;
}

static void step_to(struct csv_reader *reader, size_t end, bool line_ended)
{
    reader->after_cr = reader->block[end - 1] == '\r';
    reader->at = end;
    reader->line += line_ended;
}

/* Gives libcsv the next line, or what the block has of it: so it is known which line
 * every callback belongs to, at a cost of a few percent. */
static enum err_code parse_line(struct csv_reader *reader, struct err *err)
{
    bool ended;
    size_t end = find_line_end(reader, &ended), n = end - reader->at;

    if (reader->next_nul < end)
        return refuse_nul(reader, err);
    if (reader->between_records)
        reader->record_line = reader->field_line = reader->line;
    reader->between_records = false;
    if (csv_parse(&reader->parser, reader->block + reader->at, n, on_field, on_record,
                  reader) != n)
        return refuse_text(reader, err);
    step_to(reader, end, ended);
    return reader->is_ragged ? refuse_ragged(reader, err) : ERR_OK;
}

static enum err_code finish(struct csv_reader *reader, struct err *err)
{
    reader->finished = true;
    if (csv_fini(&reader->parser, on_field, on_record, reader) != 0)
        return refuse_open_quote(reader, err);
    return reader->is_ragged ? refuse_ragged(reader, err) : ERR_OK;
}

/* Parses a line more, from the next block if need be; at the end sets `finished`. */
static enum err_code advance(struct csv_reader *reader, struct err *err)
{
    const char *block;
    size_t length;

    if (reader->at < reader->length)
        return parse_line(reader, err);
    if (source_read(reader->source, &block, &length, err))
        return err->code;
    if (length == 0)
        return finish(reader, err);
    use_block(reader, block, length);
    return ERR_OK;
}

/* ---- The header ------------------------------------------------------------ */

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c);
}

/* Finds the first record in the head that is not blank: [*start, *end). False if the head
 * does not have all of it. */
static bool find_first_record(const struct strbuf *head, size_t from, size_t *start,
                              size_t *end)
{
    bool quoted = false;

    while (from < head->length && is_one_of(head->text[from], " ,;\t|\r\n"))
        from++;
    while (from > 0 && !is_one_of(head->text[from - 1], "\r\n"))
        from--;
    *start = *end = from;
    for (; *end < head->length; (*end)++) {
        char c = head->text[*end];

        quoted ^= c == '"';
        if (!quoted && (c == '\n' || c == '\r'))
            return true;
    }
    return false;
}

/* Collects text until it holds the first record that begins at or after `from`. */
static enum err_code read_head(struct csv_reader *reader, size_t from, size_t *start,
                               size_t *end, struct err *err)
{
    const char *block;
    size_t length = 1;

    while (!find_first_record(&reader->head, from, start, end) && length > 0 &&
           reader->head.length < HEAD_MOST) {
        if (source_read(reader->source, &block, &length, err))
            return err->code;
        strbuf_add(&reader->head, block, length);
    }
    if (*start == reader->head.length)
        return err_set(err, ERR_INPUT, "%s: is empty", reader->name);
    return ERR_OK;
}

/* Passes over everything before `start` but for the count of lines. */
static void skip_to(struct csv_reader *reader, size_t start)
{
    bool ended;

    while (reader->at < start) {
        size_t end = find_line_end(reader, &ended);

        step_to(reader, end, ended);
    }
}

static enum err_code find_delimiter(struct csv_reader *reader, char chosen, char *found,
                                    struct err *err)
{
    size_t start, end, after_sep = 0;
    char sep = 0;

    if (read_head(reader, 0, &start, &end, err))
        return err->code;
    if (dialect_is_sep_line(reader->head.text + start, end - start, &sep)) {
        after_sep = end;
        if (read_head(reader, after_sep, &start, &end, err))
            return err->code;
    }
    *found = chosen ? chosen : sep;
    if (!*found && dialect_detect(reader->name, reader->head.text + start, end - start,
                                  found, err))
        return err->code;
    use_block(reader, reader->head.text, reader->head.length);
    skip_to(reader, after_sep);
    return ERR_OK;
}

/* libcsv asks for memory only for its field buffer. */
static void *grow_field(void *memory, size_t size)
{
    return size > FIELD_MOST + 8 ? NULL : xrealloc(memory, size, 1);
}

static void start_parser(struct csv_reader *reader)
{
    csv_init(&reader->parser,
             CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL);
    csv_set_realloc_func(&reader->parser, grow_field);
    csv_set_blk_size(&reader->parser, 4096);
}

static void number_columns(struct csv_reader *reader)
{
    reader->first_row = reader->columns;
    reader->columns = xcalloc(reader->n_columns, sizeof *reader->columns);
    for (size_t i = 0; i < reader->n_columns; i++) {
        struct strbuf name = STRBUF_INIT;

        strbuf_addf(&name, "#%zu", i + 1);
        reader->columns[i] = strbuf_detach(&name);
    }
}

static enum err_code read_header(struct csv_reader *reader, char delimiter,
                                 struct err *err)
{
    if (find_delimiter(reader, delimiter, &reader->delimiter, err))
        return err->code;
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    reader->in_header = true;
    while (reader->in_header && !reader->finished)
        if (advance(reader, err))
            return err->code;
    if (reader->in_header)
        return err_set(err, ERR_INPUT, "%s: is empty", reader->name);
    if (reader->no_header)
        number_columns(reader);
    return ERR_OK;
}

enum err_code csv_open(struct csv_reader **reader, struct source *source,
                       const struct csv_options *options, struct err *err)
{
    struct csv_reader *opened;

    *reader = NULL;
    if (options->delimiter && strchr("\"\r\n", options->delimiter))
        return err_set(err, ERR_USAGE, "--delimiter: a quote or a line end cannot "
                                       "separate fields");
    opened = xcalloc(1, sizeof *opened);
    opened->source = source;
    opened->name = source_name(source);
    opened->no_header = options->no_header;
    opened->line = 1;
    opened->between_records = true;
    strbuf_init(&opened->head);
    start_parser(opened);
    if (read_header(opened, options->delimiter, err)) {
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

void csv_want(struct csv_reader *reader, const size_t *columns, size_t n)
{
    size_t rows_most = n > 0 ? BATCH_FIELDS / n : CSV_BATCH_ROWS;

    assert(!reader->wants_chosen);
    reader->wants_chosen = true;
    reader->n_wanted = n;
    reader->slots = xcalloc(reader->n_columns, sizeof *reader->slots);
    reader->same_slot = xcalloc(n, sizeof *reader->same_slot);
    for (size_t i = 0; i < reader->n_columns; i++)
        reader->slots[i] = NOT_WANTED;
    for (size_t i = 0; i < n; i++) {
        assert(columns[i] < reader->n_columns);
        if (reader->slots[columns[i]] == NOT_WANTED)
            reader->slots[columns[i]] = i;
        reader->same_slot[i] = reader->slots[columns[i]];
    }
    reader->rows_most = rows_most < 1                ? 1
                        : rows_most > CSV_BATCH_ROWS ? CSV_BATCH_ROWS
                                                     : rows_most;
    reader->fields = xcalloc(reader->rows_most, n * sizeof *reader->fields);
    reader->starts = xcalloc(reader->rows_most, n * sizeof *reader->starts);
}

static void want_all(struct csv_reader *reader)
{
    size_t *columns = xcalloc(reader->n_columns, sizeof *columns);

    for (size_t i = 0; i < reader->n_columns; i++)
        columns[i] = i;
    csv_want(reader, columns, reader->n_columns);
    free(columns);
}

/* Without header the first line was read for its number of fields: here it is a row. */
static void replay_first_row(struct csv_reader *reader)
{
    for (size_t i = 0; i < reader->n_columns; i++) {
        on_field(reader->first_row[i], strlen(reader->first_row[i]), reader);
        free(reader->first_row[i]);
    }
    free(reader->first_row);
    reader->first_row = NULL;
    on_record(-1, reader);
}

static void point_fields(struct csv_reader *reader)
{
    size_t n = reader->n_wanted;

    for (size_t row = 0; row < reader->n_rows; row++) {
        struct csv_field *fields = reader->fields + row * n;
        size_t *starts = reader->starts + row * n;

        for (size_t i = 0; i < n; i++) {
            size_t from = reader->same_slot[i];

            fields[i].text = reader->text + starts[from];
            fields[i].length = fields[from].length;
        }
    }
}

static bool is_batch_full(const struct csv_reader *reader)
{
    return reader->between_records && (reader->n_rows == reader->rows_most ||
                                       (reader->n_rows > 0 && reader->used >= BATCH_BYTES));
}

enum err_code csv_next(struct csv_reader *reader, struct csv_batch *batch,
                       struct err *err)
{
    if (!reader->wants_chosen)
        want_all(reader);
    reader->n_rows = 0;
    reader->used = reader->record_start = 0;
    if (reader->first_row)
        replay_first_row(reader);
    while (!reader->finished && !is_batch_full(reader))
        if (advance(reader, err))
            return err->code;
    point_fields(reader);
    *batch = (struct csv_batch){.n_rows = reader->n_rows,
                                .n_columns = reader->n_wanted,
                                .fields = reader->fields,
                                .lines = reader->lines};
    return ERR_OK;
}

void csv_close(struct csv_reader *reader)
{
    if (!reader)
        return;
    for (size_t i = 0; reader->first_row && i < reader->n_columns; i++)
        free(reader->first_row[i]);
    free(reader->first_row);
    drop_names(reader);
    free(reader->columns);
    csv_free(&reader->parser);
    strbuf_release(&reader->head);
    free(reader->slots);
    free(reader->same_slot);
    free(reader->fields);
    free(reader->starts);
    free(reader->text);
    free(reader);
}
