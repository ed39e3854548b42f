/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of figures.
 *
 * To add one: figure_x.c with `const struct figure_kind figure_x`, its address in figure.c, the source in src/local.mk, its section in
 * man/proctor-plot.1, a case in tests/cli, NEWS. */
#ifndef PROCTOR_PLOT_FIGURE_H
#define PROCTOR_PLOT_FIGURE_H

#include <math.h>
#include <stdbool.h>

#include "base/strbuf.h"
#include "eval/drawing.h"
#include "eval/histogram.h"
#include "eval/result_set.h"
#include "plot/script.h"

/* What a figure is made of; borrows all. */
struct figure_input {
    const struct request *request;
    const struct result_set *results;
    const struct drawing *drawing;
    const struct histogram_set *histograms; /* NULL: not needed */
    const char *cohort; /* "head-ct.csv"; NULL: what is around the picture says it */
    enum band_kind band;
    bool bands_for_few;   /* none is asked for: of many panels they say little */
    double x_low, x_high; /* NaN: the whole range */
};

/* The body of the script, without its head, and the size it wants. */
struct picture {
    struct strbuf body;
    struct script_page page;
};

/* What a figure's band lies over; that of scores is the consistency band of a reliability diagram. */
enum figure_band {
    FIGURE_BAND_NONE,
    FIGURE_BAND_RATE,
    FIGURE_BAND_THRESHOLD,
    FIGURE_BAND_SCORE,
};

struct figure_kind {
    const char *name;    /* "roc" */
    const char *what;    /* "ROC curve" */
    const char *metrics; /* that it needs, as --metrics takes them */
    bool takes_metrics;  /* --metrics chooses others */
    enum figure_band band;
    bool takes_range;
    bool is_comparison; /* records are those of compare */
    bool needs_curves, needs_histograms;
    bool needs_columns; /* of metrics with intervals, at every threshold */
    bool x_is_rate;     /* --xlim lies within 0 and 1 */
    /* What the data forbid, and that there is nothing to draw; NULL: there always is. */
    enum err_code (*check)(const struct figure_input *input, struct err *err);
    /* `figure` is zeroed but for `page.what`, `.file` and `.format`. */
    void (*build)(struct picture *figure, const struct figure_input *input);
    /* --data; NULL: the curves, or else the records */
    void (*write_data)(struct strbuf *out, const struct figure_input *input);
    /* The figure as text for a terminal; NULL: gnuplot draws it there, too. */
    void (*write_text)(struct strbuf *out, const struct figure_input *input);
};

/* In the order in which they are listed, NULL-terminated. */
extern const struct figure_kind *const figure_kinds[];

/* ---- What several kinds share --------------------------------------------------- */

/* "0.953 (0.946–0.959)", "0.953", "not defined". */
void figure_add_estimate(struct strbuf *out, const struct result *result, int digits);

/* "n = 180 + 1,090": with and without the finding; "? n = 4 + 12" of a level that is small. */
void figure_add_classes(struct strbuf *out, uint64_t n_pos, uint64_t n_neg,
                        bool is_small);

/* "95 % CI" */
void figure_add_interval_name(struct strbuf *out, const struct request *request);

/* Text over the plot, in two lines; each may be "". `x` is where it starts: "graph 0". */
void figure_add_title(struct picture *figure, const char *x, const char *title,
                      const char *studies);

/* Of several models, which need not have scores for the same studies: the fewest and the most. */
struct figure_range {
    double low, high;
};
struct figure_sizes {
    struct figure_range n, n_pos;
};
#define FIGURE_SIZES_NONE                                                              \
    {                                                                                  \
        {INFINITY, 0},                                                                 \
        {                                                                              \
            INFINITY, 0                                                                \
        }                                                                              \
    }
void figure_sizes_extend(struct figure_sizes *sizes, const struct result *r);

/* "head-ct.csv: 5,913 studies, 724 with the finding"; `shared` is "shared " or "". */
void figure_add_sizes(struct strbuf *out, const struct figure_input *input,
                      const struct figure_sizes *sizes, const char *shared);

/* The title over the plot: model and finding, or how many there are, and below it the cohort and its studies. */
void figure_title(struct picture *figure, const struct figure_input *input,
                  const char *x);

#endif
