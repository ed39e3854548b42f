/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/curve_table.h"

#include <inttypes.h>
#include <math.h>

#include "base/numfmt.h"
#include "report/escape.h"

/* What receives the fields of a row, one after the other. */
struct row_writer {
    struct strbuf *out;
    char delimiter; /* 0: a JSON object */
    size_t n_written;
};

static void start_field(struct row_writer *writer, const char *name, const char *suffix)
{
    if (writer->delimiter) {
        if (writer->n_written++)
            strbuf_addc(writer->out, writer->delimiter);
        return;
    }
    /* Names of columns are the program's own: nothing to quote. */
    strbuf_addf(writer->out, "%s\"%s%s\": ", writer->n_written++ ? ", " : "{", name,
                suffix);
}

static void add_text(struct row_writer *writer, const char *name, const char *text)
{
    start_field(writer, name, "");
    if (!writer->delimiter)
        escape_json(writer->out, text);
    else if (writer->delimiter == '\t')
        escape_tsv(writer->out, text);
    else
        escape_csv(writer->out, text);
}

/* `text` is how the number prints. */
static void add_number(struct row_writer *writer, const char *name, const char *suffix,
                       double x, const char *text)
{
    start_field(writer, name, suffix);
    strbuf_adds(writer->out, writer->delimiter || isfinite(x) ? text : "null");
}

static void add_count(struct row_writer *writer, const char *name, uint64_t n)
{
    start_field(writer, name, "");
    strbuf_addf(writer->out, "%" PRIu64, n);
}

static void add_pair(struct row_writer *writer, const char *name,
                     const char *const suffixes[2], double low, double high)
{
    char number[NUMFMT_SIZE];

    add_number(writer, name, suffixes[0], low, numfmt_record(number, low));
    add_number(writer, name, suffixes[1], high, numfmt_record(number, high));
}

static const char *const limit_suffixes[2] = {"_low", "_high"};
static const char *const band_suffixes[2] = {"_band_low", "_band_high"};

static void add_cells(struct row_writer *writer, const struct curve_set *set,
                      const struct curve *curve, size_t row)
{
    char number[NUMFMT_SIZE];

    for (size_t i = 0; i < set->n_columns; i++) {
        const struct curve_cell *cell = curve_cell(set, curve, row, i);
        const char *name = set->columns[i].name;

        add_number(writer, name, "", cell->value, numfmt_record(number, cell->value));
        add_pair(writer, name, limit_suffixes, cell->low, cell->high);
    }
    for (size_t i = 0; i < set->n_columns; i++) {
        const struct curve_cell *cell = curve_cell(set, curve, row, i);

        if (set->columns[i].has_band)
            add_pair(writer, set->columns[i].name, band_suffixes, cell->band_low,
                     cell->band_high);
    }
}

static void add_rate_band(struct row_writer *writer, const struct curve *curve,
                          size_t row)
{
    struct limits limits = {NAN, NAN};

    if (curve->rate_band)
        limits = curve->rate_band[row];
    add_pair(writer, "roc", band_suffixes, limits.low, limits.high);
}

static void add_row(struct row_writer *writer, const struct curve_set *set,
                    const struct curve *curve, size_t row)
{
    const struct counts *c = &curve->counts[row];
    char number[NUMFMT_SIZE];

    add_text(writer, "model", curve->names.model);
    add_text(writer, "finding", curve->names.finding);
    add_text(writer, "group", curve->names.group);
    add_text(writer, "level", curve->names.level);
    add_number(writer, "threshold", "", curve->threshold[row],
               numfmt_shortest(number, curve->threshold[row]));
    add_count(writer, "tp", c->tp);
    add_count(writer, "fp", c->fp);
    add_count(writer, "tn", c->tn);
    add_count(writer, "fn", c->fn);
    add_cells(writer, set, curve, row);
    if (set->has_rate_bands)
        add_rate_band(writer, curve, row);
}

static void add_heads(struct strbuf *out, const struct curve_set *set, char delimiter)
{
    static const char *const first[] = {
        "model", "finding", "group", "level", "threshold", "tp", "fp", "tn", "fn"};

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        strbuf_addf(out, "%s%.*s", first[i], i < 8, &delimiter);
    for (size_t i = 0; i < set->n_columns; i++) {
        const char *name = set->columns[i].name;

        strbuf_addf(out, "%c%s%c%s_low%c%s_high", delimiter, name, delimiter, name,
                    delimiter, name);
    }
    for (size_t i = 0; i < set->n_columns; i++)
        if (set->columns[i].has_band)
            strbuf_addf(out, "%c%s_band_low%c%s_band_high", delimiter,
                        set->columns[i].name, delimiter, set->columns[i].name);
    if (set->has_rate_bands)
        strbuf_addf(out, "%croc_band_low%croc_band_high", delimiter, delimiter);
    strbuf_addc(out, '\n');
}

void curve_write_csv(struct strbuf *out, const struct curve_set *set, char delimiter)
{
    add_heads(out, set, delimiter);
    for (size_t i = 0; i < set->n; i++)
        for (size_t row = 0; row < set->items[i].n_rows; row++) {
            struct row_writer writer = {out, delimiter, 0};

            add_row(&writer, set, &set->items[i], row);
            strbuf_addc(out, '\n');
        }
}

void curve_write_json(struct strbuf *out, const struct curve_set *set,
                      const char *indent, const char *separator)
{
    bool is_first = true;

    for (size_t i = 0; i < set->n; i++)
        for (size_t row = 0; row < set->items[i].n_rows; row++) {
            struct row_writer writer = {out, 0, 0};

            strbuf_adds(out, is_first ? "" : separator);
            strbuf_adds(out, indent);
            add_row(&writer, set, &set->items[i], row);
            strbuf_addc(out, '}');
            is_first = false;
        }
}
