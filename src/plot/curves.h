/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Curves in the unit square with their operating points and a key: what the ROC and the precision-recall curve share. Up to CURVES_MANY lie over each
 * other; of more each gets a panel of its own. */
#ifndef PROCTOR_PLOT_CURVES_H
#define PROCTOR_PLOT_CURVES_H

#include "plot/key.h"
#include "plot/marks.h"
#include "plot/series.h"
#include "plot/thin.h"

enum { CURVES_MANY = 8 };

/* A figure that is being drawn. */
struct curves {
    struct picture *figure;
    const struct figure_input *input;
    const struct curves_kind *kind;
    struct series_set series;
    double x_low, x_high;
    struct mark_list marks; /* number 0: nobody has it */
    struct key key;
    struct strbuf plot; /* the elements of the plot command */
};

/* The vertices of one curve on their way into the range of x. */
struct trace {
    struct place *places;
    size_t n;
    double x_low, x_high;
};

/* A vertex; false: all that follow lie beyond the range. */
bool trace_add(struct trace *trace, double x, double y);

/* Where an operating point lies, and its limits. */
struct curves_place {
    double x, x_low, x_high, y, y_low, y_high;
};

/* What tells one kind from the other. */
struct curves_kind {
    const char *area;       /* the metric in the key: "auc" */
    const char *area_title; /* "AUC" */
    const char *x_title, *y_title;
    bool key_fits_inside; /* one curve leaves the lower right corner free */
    /* Of a series with studies of both classes. */
    void (*trace)(
        struct trace *trace, const struct curves *curves,
        const struct series *series); /* at most 2 * n_rows + 4; x does not fall */
    bool (*place)(struct curves_place *place, const struct curves *curves,
                  const struct series *series, const struct mark *mark);
    double (*prevalence)(
        const struct curves *curves); /* of the area; NULL: the file's */
    /* What chance reaches, as words of gnuplot: "x", "0.12". */
    void (*add_chance)(struct strbuf *out, const struct curves *curves,
                       const struct series *series);
    /* False: each curve has its own. NULL: they share it. */
    bool (*shares_chance)(const struct curves *curves);
    void (*add_chance_title)(struct strbuf *out, const struct curves *curves);
    void (*plot_bands)(struct curves *curves); /* NULL: none */
};

/* Writes the body of the script. */
void curves_draw(struct picture *figure, const struct figure_input *input,
                 const struct curves_kind *kind);

/* An element of the plot command: `data` and its style. The title, "" for none, is for gnuplot's own key. */
void curves_add_element(struct curves *curves, const char *title, const char *data, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- Between the files behind this header ---------------------------------------- */

bool curves_has(const struct series *series);

/* The block $curve1, ... of a series that has a curve; `tolerance` in parts of the plot's width. */
void curves_add_data(struct curves *curves, size_t i, double tolerance);

/* "0.956 (0.941–0.967)", "no curve". */
void curves_add_area(struct strbuf *out, const struct curves *curves,
                     const struct series *series);

/* True where the sizes of the classes must be said: one is small or empty. */
bool curves_is_small(const struct curves *curves, const struct series *series);

extern const char curves_chance_look[];
void curves_add_heading(struct curves *curves);

/* The operating points (curve_points.c): which there are, their data, one series' elements, and the key. */
void curves_number_marks(struct curves *curves);
/* False: the series does not have it. */
bool curves_add_mark_data(struct curves *curves, size_t i, const struct mark *mark);
void curves_plot_mark(struct curves *curves, size_t i, const struct mark *mark);
void curves_add_mark_to_key(struct curves *curves, const struct mark *mark);

/* A panel for each curve (curve_panels.c). */
void curves_draw_panels(struct curves *curves);

#endif
