/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"

static void release_texts(char **texts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(texts[i]);
    free(texts);
}

void report_release(struct report *report)
{
    for (size_t i = 0; i < report->n; i++) {
        struct block *block = &report->blocks[i];

        free(block->text);
        release_texts(block->items, block->n_items);
        release_texts(block->table.heads, block->table.n_columns);
        release_texts(block->table.cells, block->table.n_columns * block->table.n_rows);
        free(block->table.align);
        free(block->figure.bytes);
        free(block->figure.file);
        free(block->figure.alt);
        free(block->figure.caption);
    }
    free(report->blocks);
    *report = (struct report){0};
}

static struct block *add_block(struct report *report, enum block_kind kind)
{
    report->blocks =
        xgrow(report->blocks, &report->capacity, report->n + 1, sizeof *report->blocks);
    report->blocks[report->n] = (struct block){.kind = kind};
    return &report->blocks[report->n++];
}

__attribute__((format(printf, 1, 0))) static char *format_text(const char *format,
                                                               va_list args)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_addvf(&text, format, args);
    return strbuf_detach(&text);
}

__attribute__((format(printf, 3, 0))) static void
add_heading(struct report *report, int level, const char *format, va_list args)
{
    struct block *block = add_block(report, BLOCK_HEADING);

    block->level = level;
    block->text = format_text(format, args);
}

void report_title(struct report *report, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_heading(report, 1, format, args);
    va_end(args);
}

void report_heading(struct report *report, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_heading(report, 2, format, args);
    va_end(args);
}

void report_subheading(struct report *report, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_heading(report, 3, format, args);
    va_end(args);
}

void report_contents(struct report *report)
{
    add_block(report, BLOCK_CONTENTS);
}

void report_demote(struct report *report, size_t first)
{
    for (size_t i = first; i < report->n; i++)
        if (report->blocks[i].kind == BLOCK_HEADING)
            report->blocks[i].level++;
}

void report_paragraph(struct report *report, const char *format, ...)
{
    struct block *block = add_block(report, BLOCK_PARAGRAPH);
    va_list args;

    va_start(args, format);
    block->text = format_text(format, args);
    va_end(args);
}

void report_code(struct report *report, const char *lines)
{
    add_block(report, BLOCK_CODE)->text = xstrdup(lines);
}

struct table *report_table(struct report *report, const char *align,
                           const char *const *heads)
{
    struct table *table = &add_block(report, BLOCK_TABLE)->table;

    table->n_columns = strlen(align);
    table->align = xstrdup(align);
    table->heads = xcalloc(table->n_columns, sizeof *table->heads);
    for (size_t i = 0; i < table->n_columns; i++)
        table->heads[i] = xstrdup(heads ? heads[i] : "");
    return table;
}

void table_add_row(struct table *table, const char *const *cells)
{
    size_t at = table->n_rows++ * table->n_columns;

    table->cells = xgrow(table->cells, &table->capacity, at + table->n_columns,
                         sizeof *table->cells);
    for (size_t i = 0; i < table->n_columns; i++)
        table->cells[at + i] = xstrdup(cells[i]);
}

void report_item(struct report *report, const char *text)
{
    struct block *block;

    if (!report->n || report->blocks[report->n - 1].kind != BLOCK_LIST)
        add_block(report, BLOCK_LIST);
    block = &report->blocks[report->n - 1];
    block->items = xrealloc(block->items, block->n_items + 1, sizeof *block->items);
    block->items[block->n_items++] = xstrdup(text);
}

void report_figure(struct report *report, const struct figure *figure)
{
    struct block *block = add_block(report, BLOCK_FIGURE);

    block->figure = (struct figure){
        .bytes = xrealloc(NULL, figure->length, 1),
        .length = figure->length,
        .type = figure->type,
        .width = figure->width,
        .height = figure->height,
        .file = xstrdup(figure->file),
        .alt = xstrdup(figure->alt),
        .caption = xstrdup(figure->caption),
    };
    memcpy(block->figure.bytes, figure->bytes, figure->length);
}
