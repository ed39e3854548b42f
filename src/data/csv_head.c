/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/csv_parts.h"

#include <string.h>

#include "base/mem.h"
#include "data/dialect.h"

enum { HEAD_MOST = 4 << 20 }; /* bytes looked at for the delimiter */

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c);
}

/* Finds the first record in the head that is not blank: [*start, *end). False if the
 * head does not have all of it. */
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
    csv_use_block(reader, reader->head.text, reader->head.length);
    csv_skip_to(reader, after_sep);
    return ERR_OK;
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

enum err_code csv_read_header(struct csv_reader *reader, char delimiter,
                              struct err *err)
{
    if (find_delimiter(reader, delimiter, &reader->delimiter, err))
        return err->code;
    csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
    reader->in_header = true;
    while (reader->in_header && !reader->finished)
        if (csv_advance(reader, err))
            return err->code;
    if (reader->in_header)
        return err_set(err, ERR_INPUT, "%s: is empty", reader->name);
    if (reader->no_header)
        number_columns(reader);
    return ERR_OK;
}
