/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/csv_parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/dialect.h"

enum { FIELD_MOST = 1 << 20 }; /* bytes of one field */

/* ---- What libcsv calls back ------------------------------------------------ */

static void keep_name(struct csv_reader *reader, const char *text, size_t length)
{
    size_t n = reader->n_columns++;

    reader->columns = xgrow(reader->columns, &reader->columns_capacity, n + 1,
                            sizeof *reader->columns);
    reader->columns[n] = xstrndup(text, length);
}

void csv_make_room(struct csv_reader *reader, size_t n)
{
    enum { LEAST = 1 << 16 };
    struct csv_rows *rows = &reader->rows;

    if (rows->capacity - reader->used >= n)
        return;
    rows->full =
        xgrow(rows->full, &rows->full_capacity, rows->n_full + 1, sizeof *rows->full);
    rows->full[rows->n_full++] = rows->text;
    rows->n_before += reader->used;
    rows->capacity = 2 * rows->capacity > LEAST + n ? 2 * rows->capacity : LEAST + n;
    rows->text = xrealloc(NULL, rows->capacity, 1);
    reader->used = reader->record_start = 0;
}

void csv_keep_field(struct csv_reader *reader, size_t slot, const char *text,
                    size_t length)
{
    char *copy;

    csv_make_room(reader, length + 1);
    copy = reader->rows.text + reader->used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    reader->rows.fields[reader->n_rows * reader->n_wanted + slot] =
        (struct csv_field){copy, length};
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
    else if (column < reader->n_columns && reader->slots[column] != CSV_NOT_WANTED)
        csv_keep_field(reader, reader->slots[column], text, length);
}

void csv_drop_names(struct csv_reader *reader)
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
            csv_drop_names(reader);
        else
            reader->in_header = false;
    } else if (is_blank) {
        reader->used = reader->record_start;
    } else if (reader->n_fields != reader->n_columns) {
        reader->is_ragged = true;
        return;
    } else {
        reader->rows.lines[reader->n_rows++] = reader->record_line;
        reader->record_start = reader->used;
    }
    reader->n_fields = 0;
    reader->n_bytes = 0;
}

void csv_replay_first_row(struct csv_reader *reader)
{
    for (size_t i = 0; i < reader->n_columns; i++) {
        on_field(reader->first_row[i], strlen(reader->first_row[i]), reader);
        free(reader->first_row[i]);
    }
    free(reader->first_row);
    reader->first_row = NULL;
    on_record(-1, reader);
}

/* ---- Errors ---------------------------------------------------------------- */

enum err_code csv_refuse_ragged(const struct csv_reader *reader, struct err *err)
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
        return err_hint(err,
                        "a field with the delimiter (%s) in it must stand in quotes",
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

static enum err_code refuse_open_quote(const struct csv_reader *reader, struct err *err)
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

void csv_use_block(struct csv_reader *reader, const char *block, size_t length)
{
    reader->block = block;
    reader->length = length;
    reader->at = 0;
    reader->next_lf = find_byte(reader, '\n');
    reader->next_cr = find_byte(reader, '\r');
    reader->next_nul = find_byte(reader, '\0');
    reader->is_plain = !reader->libcsv_only && csv_block_is_plain(reader);
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
    if (end == reader->next_cr && end + 1 == reader->next_lf &&
        end + 1 < reader->length)
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
    return reader->is_ragged ? csv_refuse_ragged(reader, err) : ERR_OK;
}

static enum err_code finish(struct csv_reader *reader, struct err *err)
{
    reader->finished = true;
    if (csv_fini(&reader->parser, on_field, on_record, reader) != 0)
        return refuse_open_quote(reader, err);
    return reader->is_ragged ? csv_refuse_ragged(reader, err) : ERR_OK;
}

/* Not within a record, not in a header, not on the LF of a CR LF whose CR was the last of the block before; and a line must
 * end in the block. */
static bool can_read_plain(struct csv_reader *reader)
{
    if (!reader->is_plain || !reader->between_records || reader->in_header ||
        !reader->wants_chosen ||
        (reader->after_cr && reader->block[reader->at] == '\n'))
        return false;
    if (reader->next_lf < reader->at)
        reader->next_lf = find_byte(reader, '\n');
    return reader->next_lf < reader->length;
}

enum err_code csv_advance(struct csv_reader *reader, struct err *err)
{
    const char *block;
    size_t length;

    if (reader->at < reader->length)
        return can_read_plain(reader) ? csv_read_plain(reader, err)
                                      : parse_line(reader, err);
    if (source_read(reader->source, &block, &length, err))
        return err->code;
    if (length == 0)
        return finish(reader, err);
    csv_use_block(reader, block, length);
    return ERR_OK;
}

void csv_skip_to(struct csv_reader *reader, size_t start)
{
    bool ended;

    while (reader->at < start) {
        size_t end = find_line_end(reader, &ended);

        step_to(reader, end, ended);
    }
}

/* libcsv asks for memory only for its field buffer. */
static void *grow_field(void *memory, size_t size)
{
    return size > FIELD_MOST + 8 ? NULL : xrealloc(memory, size, 1);
}

void csv_start_parser(struct csv_reader *reader)
{
    csv_init(&reader->parser,
             CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL | CSV_APPEND_NULL);
    csv_set_realloc_func(&reader->parser, grow_field);
    csv_set_blk_size(&reader->parser, 4096);
}
