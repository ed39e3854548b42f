/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/escape.h"
#include "report/renderers.h"

enum { INDENT = 2, GAP = 2 };

/* The next word, NULL at the end; a percentage is one with its sign. */
static char *next_word(char **rest)
{
    char *word = *rest + strspn(*rest, " "), *end = word + strcspn(word, " ");

    if (!*word)
        return NULL;
    if (end[0] == ' ' && end[1] == '%')
        end += 1 + strcspn(end + 1, " ");
    *rest = end + (*end == ' ');
    *end = '\0';
    return word;
}

/* Wraps at blanks to TEXT_WIDTH; the first line starts with `first`, the others with as many blanks. */
static void add_wrapped(struct strbuf *out, const char *first, const char *text)
{
    struct strbuf clean = STRBUF_INIT;
    size_t indent = strlen(first), width = indent;
    char *word, *rest;
    bool at_start = true;

    escape_terminal(&clean, text);
    strbuf_adds(out, first);
    rest = clean.text;
    while ((word = next_word(&rest))) {
        size_t length = escape_width(word);

        if (!at_start && width + 1 + length > TEXT_WIDTH) {
            strbuf_addc(out, '\n');
            strbuf_pad(out, ' ', indent);
            width = indent;
            at_start = true;
        }
        if (!at_start)
            strbuf_addc(out, ' ');
        strbuf_adds(out, word);
        width += length + !at_start;
        at_start = false;
    }
    strbuf_addc(out, '\n');
    strbuf_release(&clean);
}

/* Line `line` of a cell, or NULL if it has fewer. */
static const char *cell_line(const char *cell, size_t line, size_t *length)
{
    const char *end;

    while (line-- > 0) {
        cell = strchr(cell, '\n');
        if (!cell)
            return NULL;
        cell++;
    }
    end = strchr(cell, '\n');
    *length = end ? (size_t)(end - cell) : strlen(cell);
    return cell;
}

static void clean_line(struct strbuf *out, const char *cell, size_t line)
{
    size_t length;
    const char *text = cell_line(cell, line, &length);
    char *copy;

    strbuf_reset(out);
    if (!text)
        return;
    copy = xstrndup(text, length);
    escape_terminal(out, copy);
    free(copy);
}

static size_t cell_width(const char *cell)
{
    struct strbuf text = STRBUF_INIT;
    size_t widest = 0, length;

    for (size_t line = 0; cell_line(cell, line, &length); line++) {
        clean_line(&text, cell, line);
        if (escape_width(text.text) > widest)
            widest = escape_width(text.text);
    }
    strbuf_release(&text);
    return widest;
}

static size_t *natural_widths(const struct table *table)
{
    size_t *width = xcalloc(table->n_columns, sizeof *width);

    for (size_t c = 0; c < table->n_columns; c++) {
        width[c] = cell_width(table->heads[c]);
        for (size_t r = 0; r < table->n_rows; r++) {
            size_t w = cell_width(table->cells[r * table->n_columns + c]);

            width[c] = w > width[c] ? w : width[c];
        }
    }
    return width;
}

/* Widths of all columns; the first one gives way where the table would be too wide: its long cells get a line of their own. */
static size_t *measure(const struct table *table)
{
    size_t *width = natural_widths(table), others = INDENT, least = 8;

    for (size_t c = 1; c < table->n_columns; c++)
        others += width[c] + GAP;
    if (others + width[0] > TEXT_WIDTH)
        width[0] = others + least > TEXT_WIDTH ? least : TEXT_WIDTH - others;
    return width;
}

static void trim_right(struct strbuf *out)
{
    while (out->length && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
}

static void add_cell(struct strbuf *out, const char *text, size_t width, char align)
{
    size_t w = escape_width(text), pad = w < width ? width - w : 0;

    if (align == 'r')
        strbuf_pad(out, ' ', pad);
    strbuf_adds(out, text);
    if (align != 'r')
        strbuf_pad(out, ' ', pad);
}

/* `skip`: lines of the first cell that are printed already. */
static void add_line(struct strbuf *out, const struct table *table, char *const *cells,
                     size_t line, const size_t *width, size_t skip)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_pad(out, ' ', INDENT);
    for (size_t c = 0; c < table->n_columns; c++) {
        clean_line(&text, cells[c], line + (c ? 0 : skip));
        if (c)
            strbuf_pad(out, ' ', GAP);
        add_cell(out, text.text, width[c], table->align[c]);
    }
    trim_right(out);
    strbuf_addc(out, '\n');
    strbuf_release(&text);
}

static size_t count_lines(const char *cell)
{
    size_t n = 1;

    for (; *cell; cell++)
        n += *cell == '\n';
    return n;
}

/* A name too long for the first column gets a line of its own above the numbers. */
static void add_row(struct strbuf *out, const struct table *table, char *const *cells,
                    const size_t *width)
{
    struct strbuf name = STRBUF_INIT;
    size_t n_lines = 1, skip;

    clean_line(&name, cells[0], 0);
    skip = escape_width(name.text) > width[0];
    if (skip)
        add_wrapped(out, "  ", name.text);
    for (size_t c = 0; c < table->n_columns; c++) {
        size_t n = count_lines(cells[c]) - (c ? 0 : skip);

        n_lines = n > n_lines ? n : n_lines;
    }
    for (size_t line = 0; line < n_lines; line++)
        add_line(out, table, cells, line, width, skip);
    strbuf_release(&name);
}

/* The cell with line breaks so that no line is wider than `width`, if words allow. The caller frees it. */
static char *wrap_cell(const char *cell, size_t width)
{
    struct strbuf out = STRBUF_INIT;
    char *copy = xstrdup(cell), *rest = copy, *word;
    size_t used = 0;

    while ((word = next_word(&rest))) {
        size_t length = escape_width(word);
        bool breaks = used && used + 1 + length > width;

        if (out.length)
            strbuf_addc(&out, breaks ? '\n' : ' ');
        strbuf_adds(&out, word);
        used = (breaks || !used ? 0 : used + 1) + length;
    }
    free(copy);
    return strbuf_detach(&out);
}

/* A table too wide for the page first wraps its last column, where sentences stand. */
static void wrap_last_column(struct table *table)
{
    size_t last = table->n_columns - 1, *width, others = INDENT, least = 16;

    if (last == 0 || table->align[last] != 'l')
        return;
    width = natural_widths(table);
    for (size_t c = 0; c < last; c++)
        others += width[c] + GAP;
    for (size_t r = 0; r < table->n_rows && others + least <= TEXT_WIDTH; r++) {
        char **cell = &table->cells[r * table->n_columns + last];

        if (others + cell_width(*cell) > TEXT_WIDTH && !strchr(*cell, '\n')) {
            char *wrapped = wrap_cell(*cell, TEXT_WIDTH - others);

            free(*cell);
            *cell = wrapped;
        }
    }
    free(width);
}

static void render_table(struct strbuf *out, struct table *table)
{
    size_t *width;
    bool has_head = false;

    wrap_last_column(table);
    width = measure(table);

    for (size_t c = 0; c < table->n_columns; c++)
        has_head |= *table->heads[c] != '\0';
    if (has_head)
        add_row(out, table, table->heads, width);
    for (size_t r = 0; r < table->n_rows; r++)
        add_row(out, table, table->cells + r * table->n_columns, width);
    free(width);
}

static void render_heading(struct strbuf *out, const char *text, bool color)
{
    if (out->length)
        strbuf_addc(out, '\n');
    if (color)
        strbuf_adds(out, "\033[1m");
    add_wrapped(out, "", text);
    if (color)
        strbuf_adds(out, "\033[0m");
}

static void render_code(struct strbuf *out, const char *lines)
{
    struct strbuf line = STRBUF_INIT;

    for (size_t i = 0; i < count_lines(lines); i++) {
        clean_line(&line, lines, i);
        strbuf_addf(out, "  %s\n", line.text);
    }
    strbuf_release(&line);
}

void render_text(struct strbuf *out, struct report *report, bool color)
{
    for (size_t i = 0; i < report->n; i++) {
        struct block *block = &report->blocks[i];

        switch (block->kind) {
        case BLOCK_HEADING:
            render_heading(out, block->text, color);
            break;
        case BLOCK_PARAGRAPH:
            add_wrapped(out, "  ", block->text);
            break;
        case BLOCK_TABLE:
            render_table(out, &block->table);
            break;
        case BLOCK_CODE:
            render_code(out, block->text);
            break;
        case BLOCK_CONTENTS:
            break;
        case BLOCK_FIGURE:
            add_wrapped(out, "  ", block->figure.caption);
            add_wrapped(out, "  ", block->figure.alt);
            break;
        case BLOCK_LIST:
            for (size_t j = 0; j < block->n_items; j++)
                add_wrapped(out, "  - ", block->items[j]);
            break;
        }
    }
}
