/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text without quotes needs no state machine: lines end at LF, fields at delimiters. What libcsv would do with it is the
 * reference (csv_tokens.c); tests/fuzz/fuzz_csv.c and tests/unit/test_csv_read.c hold the two together. */
#include <string.h>

#include "data/csv_marks.h"
#include "data/csv_parts.h"

bool csv_block_is_plain(const struct csv_reader *reader)
{
    const char *end = reader->block + reader->length,
               *cr = reader->block + reader->next_cr;

    if (reader->next_nul < reader->length || memchr(reader->block, '"', reader->length))
        return false;
    while ((cr = memchr(cr, '\r', (size_t)(end - cr))))
        if (++cr == end || *cr != '\n')
            return false;
    return true;
}

/* libcsv's blanks. */
static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Without the blanks at its ends: they are no part of an unquoted field. */
static inline struct csv_field trim(const char *from, const char *to)
{
    if (from < to && (unsigned char)*from > ' ' && (unsigned char)to[-1] > ' ')
        return (struct csv_field){from, (size_t)(to - from)};
    while (from < to && is_blank(*from))
        from++;
    while (from < to && is_blank(to[-1]))
        to--;
    return (struct csv_field){from, (size_t)(to - from)};
}

/* ---- Lines with as many fields as the header -------------------------------- */

/* Lines that begin at `text`, and where their fields go: what lasts for a few hundred lines. */
struct piece {
    const char *text;
    struct csv_marks marks;
    size_t n_lines; /* at most, that are taken */
    const struct csv_wanted *wanted;
    size_t n_wanted, last_column;
};

/* No more lines than the batch can hold, and behind them CSV_QUICK bytes in the block. */
static void start_piece(struct piece *piece, struct csv_reader *reader,
                        const char *text, const char *end)
{
    struct csv_marks *marks = &piece->marks;
    size_t rows_left = reader->rows_most - reader->n_rows;

    csv_find_marks(marks, text, (size_t)(end - text), reader->delimiter);
    piece->text = text;
    piece->n_lines = marks->n_lines < rows_left ? marks->n_lines : rows_left;
    while (piece->n_lines > 0 &&
           end - text < marks->lines[piece->n_lines - 1] + CSV_QUICK)
        piece->n_lines--;
    piece->wanted = reader->in_order;
    piece->n_wanted = reader->n_in_order;
    piece->last_column = reader->n_columns - 1;
    csv_make_room(reader, MARKS_TEXT + marks->n + CSV_QUICK);
}

/* Copies a field to `copy`, where there is room for CSV_QUICK bytes more than it has. Returns the end of the copy. */
static inline char *keep_quickly(char *copy, const struct csv_field *field)
{
    memcpy(copy, field->text, CSV_QUICK);
    if (field->length > CSV_QUICK)
        memcpy(copy + CSV_QUICK, field->text + CSV_QUICK, field->length - CSV_QUICK);
    copy[field->length] = '\0';
    return copy + field->length + 1;
}

/* The wanted fields of a line: it begins behind marks[0], and marks[1], ... are its delimiters and its LF. Returns the end of the copies, which is
 * `copy` + n_wanted if all are empty. */
static inline char *take_fields(const struct piece *piece, const uint32_t *marks,
                                char *copy, struct csv_field *fields)
{
    for (size_t i = 0; i < piece->n_wanted; i++) {
        size_t column = piece->wanted[i].column;
        const char *from = piece->text + (uint32_t)(marks[column] + 1);
        const char *to = piece->text + marks[column + 1];
        struct csv_field field;

        if (column == piece->last_column && to > from && to[-1] == '\r')
            to--;
        field = trim(from, to);
        fields[piece->wanted[i].slot] = (struct csv_field){copy, field.length};
        copy = keep_quickly(copy, &field);
    }
    return copy;
}

/* Reads lines from `text` on while they are as the header is and not empty. Returns where the next one begins. */
static const char *take_regular(struct csv_reader *reader, const char *text,
                                const char *end)
{
    struct piece piece;
    struct csv_rows *rows = &reader->rows;
    size_t n_columns = reader->n_columns, n_slots = reader->n_wanted, at = 0;
    char *copy;

    start_piece(&piece, reader, text, end);
    copy = rows->text + reader->used;
    for (size_t line = 0; line < piece.n_lines; line++) {
        const uint32_t *marks = piece.marks.all + at;
        char *next;

        if (at + n_columns > piece.marks.n ||
            marks[n_columns] != piece.marks.lines[line])
            break;
        next =
            take_fields(&piece, marks, copy, rows->fields + reader->n_rows * n_slots);
        if (next == copy + piece.n_wanted)
            break;
        rows->lines[reader->n_rows++] = reader->line++;
        copy = next;
        at += n_columns;
    }
    reader->used = reader->record_start = (size_t)(copy - rows->text);
    return text + (uint32_t)(piece.marks.all[at] + 1);
}

/* ---- Other lines ----------------------------------------------------------- */

/* Splits the line from `from` to its LF, which are few enough to look at each byte. */
static void take_line(struct csv_reader *reader, const char *from, const char *lf)
{
    size_t n_fields = 0, n_bytes = 0;
    const char *end = lf > from && lf[-1] == '\r' ? lf - 1 : lf, *to = NULL;

    for (; to != end; from = to + 1) {
        size_t slot =
            n_fields < reader->n_columns ? reader->slots[n_fields] : CSV_NOT_WANTED;
        struct csv_field field;

        to = memchr(from, reader->delimiter, (size_t)(end - from));
        if (!to)
            to = end;
        field = trim(from, to);
        if (slot != CSV_NOT_WANTED)
            csv_keep_field(reader, slot, field.text, field.length);
        n_bytes += field.length;
        n_fields++;
    }
    reader->n_fields = n_fields;
    reader->n_bytes = n_bytes;
}

static enum err_code read_line(struct csv_reader *reader, const char *from,
                               const char *lf, struct err *err)
{
    enum err_code code = ERR_OK;

    take_line(reader, from, lf);
    reader->record_line = reader->field_line = reader->line;
    if (reader->n_bytes == 0) { /* a blank line, or delimiters only */
        reader->used = reader->record_start;
    } else if (reader->n_fields != reader->n_columns) {
        code = csv_refuse_ragged(reader, err);
    } else {
        reader->rows.lines[reader->n_rows++] = reader->line;
        reader->record_start = reader->used;
    }
    reader->line++;
    reader->n_fields = reader->n_bytes = 0;
    return code;
}

enum err_code csv_read_plain(struct csv_reader *reader, struct err *err)
{
    const char *from = reader->block + reader->at;
    const char *end = reader->block + reader->length, *lf;
    enum err_code code = ERR_OK;

    while (!code && !csv_batch_is_full(reader)) {
        const char *next = take_regular(reader, from, end);

        if (next == from) { /* no such line, or not all of it */
            lf = memchr(from, '\n', (size_t)(end - from));
            if (!lf)
                break; /* libcsv takes what does not end here */
            code = read_line(reader, from, lf, err);
            next = lf + 1;
        }
        from = next;
    }
    reader->at = (size_t)(from - reader->block);
    reader->after_cr = false;
    return code;
}
