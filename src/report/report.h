/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document for people, before it has a look: headings, tables, sentences. Renderers turn it into text or Markdown; they know
 * no statistics, and whoever builds it knows no format. Owns copies of all text. */
#ifndef PROCTOR_REPORT_REPORT_H
#define PROCTOR_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_TABLE,
    BLOCK_LIST,
    BLOCK_CODE,
    BLOCK_FIGURE,
    BLOCK_CONTENTS
};

struct table {
    size_t n_columns, n_rows, capacity;
    char **heads; /* [n_columns]; all "" = no head line */
    char *align;  /* [n_columns] 'l' or 'r' */
    char **cells; /* [n_rows * n_columns]; a '\n' breaks the line within the cell */
};

/* A picture. `file` is where Markdown finds it; HTML carries the bytes. */
struct figure {
    char *bytes;
    size_t length;
    const char *type; /* "image/svg+xml"; static */
    char *file;
    int width,
        height; /* in pixels of 1/96 inch (0: its own): where text has the size of the page's */
    char *alt;     /* what it shows, with the numbers: for those who do not see it */
    char *caption; /* "Figure 1. ..." */
};

struct block {
    enum block_kind kind;
    int level;          /* of a heading: 1 = of the document, 2 = of a section, 3, 4 */
    char *text;         /* heading, paragraph, code */
    struct table table; /* BLOCK_TABLE */
    char **items;       /* [n_items] BLOCK_LIST */
    size_t n_items;
    struct figure figure; /* BLOCK_FIGURE */
};

struct report {
    struct block *blocks;
    size_t n, capacity;
};

void report_release(struct report *report);

/* Headings of levels 1, 2 and 3. */
void report_title(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void report_heading(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void report_subheading(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void report_paragraph(struct report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A list of the sections (headings of level 2) that follow, where the format has links. */
void report_contents(struct report *report);

/* Makes the headings from block `first` on one level smaller: a page within a page. */
void report_demote(struct report *report, size_t first);

/* Lines to copy as they are. */
void report_code(struct report *report, const char *lines);

/* A table with strlen(align) columns. The pointer is valid until the next block is added. */
struct table *report_table(struct report *report, const char *align,
                           const char *const *heads);

/* Copies strlen(align) cells. */
void table_add_row(struct table *table, const char *const *cells);

/* Copies all that the figure holds. */
void report_figure(struct report *report, const struct figure *figure);

/* Adds an item to the list that is the last block, or starts one. */
void report_item(struct report *report, const char *text);

#endif
