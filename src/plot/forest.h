/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forest plot before it has a look: rows of subgroups, panels of metrics. */
#ifndef PROCTOR_PLOT_FOREST_H
#define PROCTOR_PLOT_FOREST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "eval/request.h"
#include "eval/result_set.h"

enum { FOREST_MAX_PANELS = 6, FOREST_LABEL_COLUMNS = 34 };

enum forest_row_kind {
    FOREST_HEADING, /* a model and finding, or a subgroup column: no numbers */
    FOREST_WHOLE,   /* all studies of a model and finding */
    FOREST_LEVEL,
};

struct forest_row {
    enum forest_row_kind kind;
    char *label;
    size_t indent;          /* 0, 1, ... */
    const struct result *r; /* the first record of the row; NULL for headings */
};

struct forest_panel {
    const struct metric *metric;
    const char *point; /* "" if it needs none */
    double threshold;
    bool is_log;      /* ratios: 2 and 1/2 are as far from 1 */
    double low, high; /* of the axis, at round numbers; in units of the axis */
    double step;      /* between ticks; 10 for a logarithmic axis */
};

/* What is shown: values of models, or by how much each model exceeds its baseline. */
struct forest_wish {
    bool of_differences;
    double margins[2]; /* [n_margins] with their signs, of differences */
    size_t n_margins;
};

struct forest {
    const struct forest_wish *wish;
    const struct result_set *set;
    struct forest_row *rows;
    size_t n_rows, capacity;
    struct forest_panel panels[FOREST_MAX_PANELS];
    size_t n_panels;
    size_t n_panels_left_out;   /* beyond FOREST_MAX_PANELS */
    const struct result *first; /* of the records that are shown; NULL: none is */
    bool has_small, has_levels, has_patients;
    bool has_models, has_findings; /* several */
};

/* Rows and panels from the observed records of registered metrics. Axes hold every limit of the rows that are judged, and of differences 0 and the
 * margins; what is shown only (too few studies) may reach beyond. Borrows both. */
void forest_init(struct forest *forest, const struct result_set *set,
                 const struct forest_wish *wish);
void forest_release(struct forest *forest);

/* [n_rows] the rows' labels, shortened so that they stay apart (plot/shorten.h). */
char **forest_labels(const struct forest *forest, size_t columns);
void forest_labels_free(const struct forest *forest, char **labels);

/* Refuses a set without a record that would be shown; `reason` says why there is none. */
enum err_code forest_check(const struct result_set *set, const struct forest_wish *wish,
                           const char *reason, struct err *err);

/* The record of a row and panel; NULL if there is none. */
const struct result *forest_result(const struct forest *forest,
                                   const struct forest_row *row,
                                   const struct forest_panel *panel);

/* A value of the metric on its axis: fractions that people read as percentages times 100. */
double forest_scaled(const struct forest_panel *panel, double x);

/* A margin is one of values between 0 and 1: it says nothing about flags per 100, and compare tests none of them. */
bool forest_has_margin(const struct forest_panel *panel);

/* "the margin of 0.05 (5 percentage points), not for Flags per 100 studies"; nothing without one. Appends. */
struct strbuf;
void forest_add_margin(struct strbuf *out, const struct forest *forest);

/* What the rows are, over their names: "Subgroup", "Model". */
const char *forest_head(const struct forest *forest);

/* The line that a row is compared with: the value of all studies of its model and finding, or no difference. NaN: there is none. */
double forest_reference(const struct forest *forest, size_t row,
                        const struct forest_panel *panel);

/* "AUC", "Sensitivity at release, difference". Appends. */
void forest_panel_title(struct strbuf *out, const struct forest *forest,
                        const struct forest_panel *panel);

/* Of differences "ai_v4 minus ai_v3", or "each model minus ai_v3". Appends. */
void forest_add_sides(struct strbuf *out, const struct forest *forest);

/* "0.956 (0.941–0.967)", "88.9 % (83.4–92.7)", "+1.2 (−0.4 to +2.8)", "not defined". Appends. */
void forest_cell(struct strbuf *out, const struct forest *forest,
                 const struct forest_panel *panel, const struct result *result);

/* "fewer than 10 patients of a class that the number needs; shown, not judged". Appends. */
void forest_add_small(struct strbuf *out, const struct forest *forest,
                      const struct request *request);

#endif
