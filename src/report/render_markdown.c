/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/escape.h"
#include "report/renderers.h"

/* Lines of a cell joined by <br>. */
static void add_cell(struct strbuf *out, const char *cell)
{
    char *copy = xstrdup(cell), *rest, *line = strtok_r(copy, "\n", &rest);

    strbuf_adds(out, " ");
    for (bool first = true; line; line = strtok_r(NULL, "\n", &rest), first = false) {
        strbuf_adds(out, first ? "" : "<br>");
        escape_markdown(out, line);
    }
    strbuf_adds(out, " |");
    free(copy);
}

static void render_table(struct strbuf *out, const struct table *table)
{
    strbuf_addc(out, '|');
    for (size_t c = 0; c < table->n_columns; c++)
        add_cell(out, table->heads[c]);
    strbuf_adds(out, "\n|");
    for (size_t c = 0; c < table->n_columns; c++)
        strbuf_adds(out, table->align[c] == 'r' ? "---:|" : "---|");
    strbuf_addc(out, '\n');
    for (size_t r = 0; r < table->n_rows; r++) {
        strbuf_addc(out, '|');
        for (size_t c = 0; c < table->n_columns; c++)
            add_cell(out, table->cells[r * table->n_columns + c]);
        strbuf_addc(out, '\n');
    }
}

/* The name of a file as a target: what could end it, or is no ASCII, by its code. */
static void add_target(struct strbuf *out, const char *file)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._/-";

    for (; *file; file++)
        if (strchr(plain, *file))
            strbuf_addc(out, *file);
        else
            strbuf_addf(out, "%%%02X", (unsigned char)*file);
}

static void render_block(struct strbuf *out, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        strbuf_pad(out, '#', (size_t)block->level);
        strbuf_addc(out, ' ');
        escape_markdown(out, block->text);
        strbuf_addc(out, '\n');
        break;
    case BLOCK_PARAGRAPH:
        escape_markdown(out, block->text);
        strbuf_addc(out, '\n');
        break;
    case BLOCK_TABLE:
        render_table(out, &block->table);
        break;
    case BLOCK_CODE:
        strbuf_addf(out, "```\n%s\n```\n", block->text);
        break;
    case BLOCK_CONTENTS:
        break;
    case BLOCK_FIGURE:
        strbuf_adds(out, "![");
        escape_markdown(out, block->figure.alt);
        strbuf_adds(out, "](");
        add_target(out, block->figure.file);
        strbuf_adds(out, ")\n\n");
        escape_markdown(out, block->figure.caption);
        strbuf_addc(out, '\n');
        break;
    case BLOCK_LIST:
        for (size_t i = 0; i < block->n_items; i++) {
            strbuf_adds(out, "- ");
            escape_markdown(out, block->items[i]);
            strbuf_addc(out, '\n');
        }
        break;
    }
}

void render_markdown(struct strbuf *out, const struct report *report)
{
    for (size_t i = 0; i < report->n; i++) {
        if (report->blocks[i].kind == BLOCK_CONTENTS)
            continue; /* renderers of Markdown name sections each in its own way */
        if (i)
            strbuf_addc(out, '\n');
        render_block(out, &report->blocks[i]);
    }
}
