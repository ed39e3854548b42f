/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/base64.h>

#include "base/mem.h"
#include "report/escape.h"
#include "report/renderers.h"

/* Colours keep a contrast of at least 4.5 to 1 in both schemes. Pictures are drawn for paper: they keep a white ground. */
static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--soft:#595959;--rule:#d0d0d0;"
    "--ground:#fff;--band:#f4f6f8}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#b0b0b0;"
    "--rule:#444;--ground:#16181a;--band:#202326}}\n"
    "@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--rule:#999;"
    "--ground:#fff;--band:#fff}@page{margin:16mm}}\n"
    "*{box-sizing:border-box}\n"
    "html{background:var(--ground);color:var(--ink);"
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif}\n"
    "body{max-width:62rem;margin:0 auto;padding:1rem 1.25rem 4rem}\n"
    "h1{font-size:1.7rem;line-height:1.25;margin:1rem 0 .5rem}\n"
    "h2{font-size:1.25rem;margin:2.4rem 0 .6rem;padding-top:.6rem;"
    "border-top:1px solid var(--rule)}\n"
    "h3{font-size:1.05rem;margin:1.6rem 0 .4rem}\n"
    "h4{font-size:1rem;margin:1.2rem 0 .4rem}\n"
    "p,li{max-width:44rem}\n"
    ".scroll{overflow-x:auto;margin:.6rem 0 1rem}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "th,td{text-align:left;vertical-align:top;padding:.22rem 1rem .22rem 0;"
    "border-bottom:1px solid var(--rule)}\n"
    "thead th,thead td{color:var(--soft);font-weight:600;"
    "border-bottom:2px solid var(--rule)}\n"
    "tbody th{font-weight:400}\n"
    "tbody th:not(.r){min-width:7rem}\n"
    "tbody tr:nth-child(even){background:var(--band)}\n"
    ".r{text-align:right;white-space:nowrap}\n"
    ".k{white-space:nowrap}\n"
    "tbody th:first-child,tbody td:first-child{position:sticky;left:0;"
    "background:var(--ground)}\n"
    "tbody tr:nth-child(even)>:first-child{background:var(--band)}\n"
    "nav ul{columns:15rem;padding:0;list-style:none}\n"
    "nav li{break-inside:avoid;padding-left:1em;text-indent:-1em}\n"
    "a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.2em}\n"
    "figure{margin:1rem 0;break-inside:avoid}\n"
    "figure img{max-width:100%;height:auto;background:#fff;border-radius:4px}\n"
    "figure .w{min-width:500px}\n"
    "figcaption{color:var(--soft);max-width:44rem}\n"
    "pre{background:var(--band);padding:.6rem .8rem;font-size:.85rem;"
    "white-space:pre-wrap;overflow-wrap:anywhere}\n"
    "tr{break-inside:avoid}\n"
    "tbody tr:last-child{break-before:avoid}\n"
    "h1,h2,h3,h4{break-after:avoid}\n"
    "@media(max-width:40rem){table{font-size:.85rem}th,td{padding-right:.6rem}"
    "tbody th:not(.r){min-width:4.5rem}}\n"
    "@media print{html{font-size:12.5px}body{max-width:none;padding:0}"
    ".scroll{overflow:visible}figure img,figure .w{min-width:0;"
    "max-width:min(100%,44rem)}tbody tr>:first-child{position:static}}\n";

/* ---- Tables -------------------------------------------------------------- */

/* Lines of a cell joined by <br>. */
static void add_lines(struct strbuf *out, const char *cell)
{
    char *copy = xstrdup(cell), *rest, *line = strtok_r(copy, "\n", &rest);

    for (bool first = true; line; line = strtok_r(NULL, "\n", &rest), first = false) {
        strbuf_adds(out, first ? "" : "<br>");
        escape_html(out, line);
    }
    free(copy);
}

/* True if no line is long and a number stands in the first: it is not to be broken. */
static bool is_number(const char *cell)
{
    const size_t longest = 26;
    size_t length = strcspn(cell, "\n");

    if (strcspn(cell, "0123456789") >= length)
        return false;
    while (length <= longest && cell[length]) {
        cell += length + 1;
        length = strcspn(cell, "\n");
    }
    return length <= longest;
}

/* `scope` "col", "row", or NULL for a cell that is no head. An empty cell is never one. */
static void add_cell(struct strbuf *out, const char *cell, char align,
                     const char *scope)
{
    const char *tag = scope && *cell ? "th" : "td";

    strbuf_addf(out, "<%s", tag);
    if (scope && *cell)
        strbuf_addf(out, " scope=\"%s\"", scope);
    strbuf_adds(out, align == 'r'      ? " class=\"r\">"
                     : is_number(cell) ? " class=\"k\">"
                                       : " dir=\"auto\">");
    add_lines(out, cell);
    strbuf_addf(out, "</%s>", tag);
}

static void add_head(struct strbuf *out, const struct table *table)
{
    bool has_head = false;

    for (size_t c = 0; c < table->n_columns; c++)
        has_head |= *table->heads[c] != '\0';
    if (!has_head)
        return;
    strbuf_adds(out, "<thead><tr>");
    for (size_t c = 0; c < table->n_columns; c++)
        add_cell(out, table->heads[c], table->align[c], "col");
    strbuf_adds(out, "</tr></thead>\n");
}

/* `about` names the table for those who cannot see where it stands. */
static void render_table(struct strbuf *out, const struct table *table,
                         const char *about)
{
    strbuf_adds(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-label=\"Table: ");
    escape_html(out, about);
    strbuf_adds(out, "\">\n<table>\n");
    add_head(out, table);
    strbuf_adds(out, "<tbody>\n");
    for (size_t r = 0; r < table->n_rows; r++) {
        strbuf_adds(out, "<tr>");
        for (size_t c = 0; c < table->n_columns; c++)
            add_cell(out, table->cells[r * table->n_columns + c], table->align[c],
                     c == 0 ? "row" : NULL);
        strbuf_adds(out, "</tr>\n");
    }
    strbuf_adds(out, "</tbody>\n</table>\n</div>\n");
}

/* ---- Other blocks -------------------------------------------------------- */

static void add_element(struct strbuf *out, const char *tag, const char *text)
{
    strbuf_addf(out, "<%s>", tag);
    escape_html(out, text);
    strbuf_addf(out, "</%s>\n", tag);
}

/* Text in a wide picture would become too small on a phone: there it is scrolled. */
enum { WIDE = 640 };

static void render_figure(struct strbuf *out, const struct figure *figure)
{
    size_t length = BASE64_ENCODE_RAW_LENGTH(figure->length);
    char *text = xcalloc(length + 1, 1);

    base64_encode_raw(text, figure->length, (const uint8_t *)figure->bytes);
    strbuf_adds(out, "<figure>\n");
    if (figure->width > WIDE)
        strbuf_adds(out, "<div class=\"scroll\" tabindex=\"0\">");
    strbuf_adds(out, "<img");
    if (figure->width)
        strbuf_addf(out, " width=\"%d\" height=\"%d\"", figure->width, figure->height);
    strbuf_addf(out, "%s src=\"data:%s;base64,",
                figure->width > WIDE ? " class=\"w\"" : "", figure->type);
    strbuf_add(out, text, length);
    strbuf_adds(out, "\" alt=\"");
    escape_html(out, figure->alt);
    strbuf_adds(out, figure->width > WIDE ? "\"></div>\n" : "\">\n");
    add_element(out, "figcaption", figure->caption);
    strbuf_adds(out, "</figure>\n");
    free(text);
}

static void render_list(struct strbuf *out, const struct block *block)
{
    strbuf_adds(out, "<ul>\n");
    for (size_t i = 0; i < block->n_items; i++)
        add_element(out, "li", block->items[i]);
    strbuf_adds(out, "</ul>\n");
}

static void render_code(struct strbuf *out, const char *lines)
{
    char *copy = xstrdup(lines), *rest, *line = strtok_r(copy, "\n", &rest);

    strbuf_adds(out, "<pre>");
    for (; line; line = strtok_r(NULL, "\n", &rest)) {
        escape_html(out, line);
        strbuf_addc(out, '\n');
    }
    strbuf_adds(out, "</pre>\n");
    free(copy);
}

static bool is_section(const struct block *block)
{
    return block->kind == BLOCK_HEADING && block->level == 2;
}

/* A section is found by its number among the blocks. */
static void render_heading(struct strbuf *out, const struct report *report, size_t at)
{
    static const char *const tags[] = {"h1", "h1", "h2", "h3", "h4"};
    const struct block *block = &report->blocks[at];
    const char *tag = tags[block->level];

    strbuf_addf(out, "<%s", tag);
    if (is_section(block))
        strbuf_addf(out, " id=\"s%zu\"", at);
    strbuf_addc(out, '>');
    escape_html(out, block->text);
    strbuf_addf(out, "</%s>\n", tag);
}

static void render_contents(struct strbuf *out, const struct report *report, size_t at)
{
    strbuf_adds(out, "<nav aria-label=\"Contents\">\n<ul>\n");
    for (; at < report->n; at++) {
        if (!is_section(&report->blocks[at]))
            continue;
        strbuf_addf(out, "<li><a href=\"#s%zu\">", at);
        escape_html(out, report->blocks[at].text);
        strbuf_adds(out, "</a></li>\n");
    }
    strbuf_adds(out, "</ul>\n</nav>\n");
}

static void render_block(struct strbuf *out, const struct report *report, size_t at,
                         const char *about)
{
    const struct block *block = &report->blocks[at];

    switch (block->kind) {
    case BLOCK_HEADING:
        render_heading(out, report, at);
        break;
    case BLOCK_CONTENTS:
        render_contents(out, report, at);
        break;
    case BLOCK_PARAGRAPH:
        add_element(out, "p", block->text);
        break;
    case BLOCK_TABLE:
        render_table(out, &block->table, about);
        break;
    case BLOCK_LIST:
        render_list(out, block);
        break;
    case BLOCK_CODE:
        render_code(out, block->text);
        break;
    case BLOCK_FIGURE:
        render_figure(out, &block->figure);
        break;
    }
}

void render_html(struct strbuf *out, const struct report *report, const char *title)
{
    const char *about = title;

    strbuf_adds(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                     "<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" "
                     "content=\"width=device-width, initial-scale=1\">\n");
    add_element(out, "title", title);
    strbuf_addf(out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
    for (size_t i = 0; i < report->n; i++) {
        if (report->blocks[i].kind == BLOCK_HEADING)
            about = report->blocks[i].text;
        render_block(out, report, i, about);
    }
    strbuf_adds(out, "</main>\n</body>\n</html>\n");
}
