/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text without quotes needs no state machine: lines end at LF, fields at delimiters. What libcsv would do with it is the
 * reference (csv_tokens.c); tests/fuzz/fuzz_csv.c and tests/unit/test_csv_read.c hold the two together. */
#include <string.h>

#include "data/csv_marks.h"
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

/* A field of the batch, without the blanks at its ends: they are no part of an unquoted field. Returns its length. Behind most fields
 * the block goes on for a while, and to copy always the same number of bytes is quicker than to call memcpy. */
static size_t take_field(struct csv_reader *reader, size_t slot, const char *from,
                         const char *to)
{
    enum { QUICK = 16 };
    size_t field = reader->n_rows * reader->n_wanted + slot, length;
    char *out;

    while (from < to && is_blank(*from))
        from++;
    while (from < to && is_blank(to[-1]))
        to--;
    length = (size_t)(to - from);
    if (length >= QUICK || reader->block + reader->length - from < QUICK ||
        reader->rows.capacity - reader->used < QUICK) {
        csv_keep_field(reader, slot, from, length);
        return length;
    }
    out = reader->rows.text + reader->used;
    reader->rows.starts[field] = reader->used;
    reader->rows.fields[field].length = length;
    reader->used += length + 1;
    memcpy(out, from, QUICK);
    out[length] = '\0';
    return length;
}

static bool is_all_blank(const char *from, const char *to)
{
    while (from < to && is_blank(*from))
        from++;
    return from == to;
}

/* Splits the line at `from`; its LF, or NULL if none is left in the text. */
static inline const char *take_line(struct csv_reader *reader, struct marks *marks,
                                    const char *from)
{
    const size_t *slots = reader->slots;
    size_t n_columns = reader->n_columns, n_fields = 0, n_bytes = 0;
    const char *mark, *to;

    do {
        size_t slot = n_fields < n_columns ? slots[n_fields] : CSV_NOT_WANTED;

        n_fields++;
        mark = marks_next(marks);
        if (!mark)
            return NULL;
        to = *mark == '\n' && mark > from && mark[-1] == '\r' ? mark - 1 : mark;
        if (slot != CSV_NOT_WANTED)
            n_bytes += take_field(reader, slot, from, to);
        else if (n_bytes == 0) /* nobody asks how many there are */
            n_bytes = !is_all_blank(from, to);
        from = mark + 1;
    } while (*mark != '\n');
    reader->n_fields = n_fields;
    reader->n_bytes = n_bytes;
    return mark;
}

enum err_code csv_read_plain(struct csv_reader *reader, struct err *err)
{
    const char *from = reader->block + reader->at, *lf;
    struct marks marks;
    enum err_code code = ERR_OK;

    marks_start(&marks, from, reader->block + reader->length, reader->delimiter);
    while (!code && !csv_batch_is_full(reader) &&
           (lf = take_line(reader, &marks, from))) {
        reader->record_line = reader->field_line = reader->line;
        if (reader->n_bytes == 0) { /* a blank line, or delimiters only */
            reader->used = reader->record_start;
        } else if (reader->n_fields != reader->n_columns) {
            code = csv_refuse_ragged(reader, err);
        } else {
            reader->rows.lines[reader->n_rows++] = reader->line;
            reader->record_start = reader->used;
        }
        from = lf + 1;
        reader->line++;
    }
    reader->at = (size_t)(from - reader->block);
    reader->used =
        reader->record_start; /* of a line that does not end here, libcsv takes all */
    reader->n_fields = reader->n_bytes = 0;
    reader->after_cr = false;
    return code;
}
