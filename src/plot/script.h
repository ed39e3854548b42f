/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a gnuplot script: head, colours, quoted text, blocks of numbers. */
#ifndef PROCTOR_PLOT_SCRIPT_H
#define PROCTOR_PLOT_SCRIPT_H

#include <stddef.h>

#include "base/strbuf.h"

enum picture_format { PICTURE_SVG, PICTURE_PNG, PICTURE_PDF };

/* "svg", "png", "pdf". */
const char *picture_format_name(enum picture_format format);

/* The head of a script: a terminal of `width` by `height` inches, and the look. Run alone the script writes the picture `file` in `format`;
 * gnuplot -e "fmt = 'pdf'" another format. Variables that are set before win: `fmt`, `out` (empty: standard output), `font`. */
struct script_page {
    const char *what; /* "ROC curve" */
    const char *file; /* name of the picture, without folder */
    enum picture_format format;
    double width, height;
};
void script_head(struct strbuf *out, const struct script_page *page);

/* A formatted line; %s only for the program's own words: text of the data goes through script_text(). */
void script_line(struct strbuf *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Text of the data, quoted. */
void script_text(struct strbuf *out, const char *text);

/* A number, "NaN" where there is none. */
void script_number(struct strbuf *out, double x);

/* $name << EOD ... EOD. */
void script_block(struct strbuf *out, const char *name);
void script_row(struct strbuf *out, const double *numbers, size_t n);
void script_block_end(struct strbuf *out);

/* A dashtype of round dots: that of '.' has dashes, which in PNG run into a line. */
#define SCRIPT_DOTTED "(0.5,4.5)"

/* Colours, dashes and point shapes of line types 1 .. n, all different up to 42. */
void script_line_types(struct strbuf *out, size_t n);

/* The plot's edges, in inches from the left, right, top and bottom edges of the page. */
struct script_margins {
    double left, right, top, bottom;
};
void script_margins(struct strbuf *out, const struct script_page *page,
                    const struct script_margins *margins);

/* Inches that the text takes, on the safe side; `scale` is 1 for normal text, SCRIPT_SMALL for small. */
#define SCRIPT_SMALL 0.88
double script_text_width(const char *text, double scale);

#endif
