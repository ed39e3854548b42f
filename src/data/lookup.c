/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/lookup.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/mem.h"

static void reserve(struct lookup *lookup, uint32_t row)
{
    size_t old = lookup->capacity;

    lookup->lines =
        xgrow(lookup->lines, &lookup->capacity, (size_t)row + 1, sizeof *lookup->lines);
    if (lookup->capacity != old)
        lookup->used = xrealloc(lookup->used, lookup->capacity, sizeof *lookup->used);
    lookup->cells = xgrow(lookup->cells, &lookup->cell_capacity,
                          ((size_t)row + 1) * lookup->n_columns, sizeof *lookup->cells);
}

static enum err_code add_row(struct lookup *lookup, const struct csv_field *fields,
                             uint64_t line, const char *file, struct err *err)
{
    const struct csv_field *key = &fields[lookup->key_column];
    uint32_t before = lookup->keys.n, row;

    if (key->length == 0)
        return err_set(err, ERR_INPUT, "%s:%" PRIu64 ": the %s is empty", file, line,
                       lookup->key_name);
    row = intern_add(&lookup->keys, key->text, key->length);
    if (row < before)
        return err_set(err, ERR_INPUT,
                       "%s:%" PRIu64 ": the %s%s%s%s was on line %" PRIu64 " already",
                       file, line, lookup->key_name, lookup->show_keys ? " '" : "",
                       lookup->show_keys ? key->text : "", lookup->show_keys ? "'" : "",
                       lookup->lines[row]);
    reserve(lookup, row);
    lookup->lines[row] = line;
    lookup->used[row] = false;
    for (size_t i = 0; i < lookup->n_columns; i++)
        lookup->cells[row * lookup->n_columns + i] =
            i == lookup->key_column
                ? INTERN_NONE /* it stands among the keys */
                : intern_add(&lookup->values, fields[i].text, fields[i].length);
    return ERR_OK;
}

enum err_code lookup_read(struct lookup *lookup, struct csv_reader *reader,
                          const char *file, struct err *err)
{
    struct csv_batch batch;

    csv_want(reader, lookup->columns, lookup->n_columns);
    do {
        if (csv_next(reader, &batch, err))
            return err->code;
        for (size_t i = 0; i < batch.n_rows; i++)
            if (add_row(lookup, batch.fields + i * batch.n_columns, batch.lines[i],
                        file, err))
                return err->code;
        lookup->n_rows += batch.n_rows;
    } while (batch.n_rows);
    return ERR_OK;
}

uint32_t lookup_find(const struct lookup *lookup, const char *key, size_t length)
{
    return intern_find(&lookup->keys, key, length);
}

const char *lookup_text(const struct lookup *lookup, uint32_t row, size_t column)
{
    if (column == lookup->key_column)
        return lookup->keys.strings[row];
    return lookup->values.strings[lookup->cells[row * lookup->n_columns + column]];
}

uint64_t lookup_count_used(const struct lookup *lookup)
{
    uint64_t n = 0;

    for (uint64_t i = 0; i < lookup->n_rows; i++)
        n += lookup->used[i];
    return n;
}

void lookup_release(struct lookup *lookup)
{
    intern_release(&lookup->keys);
    intern_release(&lookup->values);
    free(lookup->cells);
    free(lookup->lines);
    free(lookup->used);
    *lookup = (struct lookup){0};
}
