/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text without quotes needs no state machine: lines end at LF, fields at delimiters. What libcsv would do with it is the
 * reference (csv_tokens.c); tests/fuzz/fuzz_csv.c and tests/unit/test_csv_read.c hold the two together. */
#include <string.h>

#include "data/csv_parts.h"

bool csv_block_is_plain(const char *block, size_t length)
{
    const char *end = block + length, *cr = block;

    if (memchr(block, '"', length) || memchr(block, '\0', length))
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

/* A field without the blanks at its ends; they are no part of an unquoted field. */
static void take_field(struct csv_reader *reader, size_t slot, const char *from,
                       const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    while (from < to && is_blank(to[-1]))
        to--;
    reader->n_bytes += (size_t)(to - from);
    if (slot != CSV_NOT_WANTED)
        csv_keep_field(reader, slot, from, (size_t)(to - from));
}

/* Splits [from, to) at the delimiters. */
static void take_line(struct csv_reader *reader, const char *from, const char *to)
{
    bool more = true;

    reader->n_fields = reader->n_bytes = 0;
    while (more) {
        const char *end = memchr(from, reader->delimiter, (size_t)(to - from));
        size_t column = reader->n_fields++;

        more = end;
        take_field(reader,
                   column < reader->n_columns ? reader->slots[column] : CSV_NOT_WANTED,
                   from, more ? end : to);
        from = more ? end + 1 : to;
    }
}

enum err_code csv_read_plain(struct csv_reader *reader, struct err *err)
{
    const char *end = reader->block + reader->length, *lf;

    while (!csv_batch_is_full(reader) &&
           (lf = memchr(reader->block + reader->at, '\n',
                        (size_t)(end - reader->block) - reader->at))) {
        const char *from = reader->block + reader->at;

        take_line(reader, from, lf > from && lf[-1] == '\r' ? lf - 1 : lf);
        reader->record_line = reader->field_line = reader->line;
        if (reader->n_bytes == 0) { /* a blank line, or delimiters only */
            reader->used = reader->record_start;
        } else if (reader->n_fields != reader->n_columns) {
            return csv_refuse_ragged(reader, err);
        } else {
            reader->lines[reader->n_rows++] = reader->line;
            reader->record_start = reader->used;
        }
        reader->at = (size_t)(lf + 1 - reader->block);
        reader->line++;
    }
    reader->n_fields = reader->n_bytes = 0;
    reader->after_cr = false;
    return ERR_OK;
}
