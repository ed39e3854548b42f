/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of a figure, drawn from labels: gnuplot's own has no room for many lines, and guesses how wide text is. */
#ifndef PROCTOR_PLOT_KEY_H
#define PROCTOR_PLOT_KEY_H

#include <stddef.h>

#include "plot/figure.h"

/* What stands before the text; each takes other words of gnuplot for its look. */
enum key_sample {
    KEY_HEADING, /* nothing */
    KEY_LINE,    /* "linetype 3" */
    KEY_BAND,    /* "fillcolor linetype 1 fillstyle transparent solid 0.2 noborder" */
    KEY_POINT,   /* "linetype 2 pointtype 7 pointsize 0.8" */
};

struct key_entry {
    enum key_sample sample;
    char *look, *text;
};

struct key {
    struct key_entry *entries;
    size_t n, capacity;
    double text_width; /* of the longest text, in inches */
};

/* Copies both; an empty text adds nothing. */
void key_add(struct key *key, enum key_sample sample, const char *look,
             const char *text);
void key_release(struct key *key);

enum key_place { KEY_INSIDE, KEY_BESIDE };

/* Sets the page's size around a plot of `width` by `height` inches, the margins, and draws the key in its lower right corner or beside it.
 * As characters ("dumb") gnuplot draws its own key from the titles of the plot's elements. */
struct key_layout {
    enum key_place place;
    double width, height;
};
void key_lay_out(const struct key *key, struct picture *figure,
                 const struct key_layout *layout);

#endif
