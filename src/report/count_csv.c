/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/count_csv.h"

#include <inttypes.h>

#include "base/intern.h"
#include "base/numfmt.h"
#include "report/escape.h"

static void write_header(struct strbuf *out, const struct count_table *table)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        escape_csv(out, table->columns[i].name);
        strbuf_addc(out, ',');
    }
    if (table->rounded.digits)
        strbuf_adds(out, ROUNDING_MARK_COLUMN ",");
    escape_csv(out, table->count_name);
    strbuf_addc(out, '\n');
}

static void write_value(struct strbuf *out, const struct count_column *column,
                        size_t cell)
{
    char number[NUMFMT_SIZE];

    if (column->number)
        strbuf_adds(out, numfmt_shortest(number, column->number[cell]));
    else if (column->code[cell] != INTERN_NONE)
        escape_csv(out, column->texts[column->code[cell]]);
}

void count_write_csv(struct strbuf *out, const struct count_table *table)
{
    struct strbuf mark = STRBUF_INIT;

    if (table->rounded.digits) {
        rounding_mark_write(&mark, &table->rounded);
        strbuf_addc(&mark, ',');
    }
    write_header(out, table);
    for (size_t cell = 0; cell < table->n; cell++) {
        for (size_t i = 0; i < table->n_columns; i++) {
            write_value(out, &table->columns[i], cell);
            strbuf_addc(out, ',');
        }
        strbuf_add(out, mark.text, mark.length);
        strbuf_addf(out, "%" PRIu64 "\n", table->count[cell]);
    }
    strbuf_release(&mark);
}
