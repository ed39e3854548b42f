/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics at many thresholds: one curve per model, finding and level. Its tables are the vertices of the ROC curve. */
#ifndef PROCTOR_EVAL_CURVE_H
#define PROCTOR_EVAL_CURVE_H

#include <stdbool.h>
#include <stddef.h>

#include "eval/each_subset.h"
#include "eval/request.h"
#include "eval/sweep_request.h"

struct curve_column {
    const struct metric *metric;
    double prevalence; /* NaN: the file's own */
    bool has_band;
    char *name; /* "ppv", "ppv_at_0.05" */
};

/* Closed-form interval and bootstrap band; NaN where there is none. Infinite values are +inf. */
struct curve_cell {
    double value, low, high, band_low, band_high;
};

/* Rows in order of flagged studies: the first flags nobody, thresholds come one after the other towards flagging all. */
struct curve {
    struct subset_names names;
    size_t n_rows;
    double *threshold;     /* [n_rows] in the file's direction; the first is infinite */
    struct counts *counts; /* [n_rows] */
    struct curve_cell *cells; /* [n_rows * set->n_columns], by row */
    /* [n_rows] of a ROC band (eval/roc_band.h) at the row's false positive rate; NULL: none */
    struct limits *rate_band;
};

struct curve_set {
    struct curve *items;
    size_t n, capacity;
    struct curve_column
        *columns; /* those of the registry's order, then at stated prevalences */
    size_t n_columns;
    bool has_rate_bands; /* some curves may have one */
};

/* Plans the columns: the metrics of the 2x2 table that are wanted, and what depends on the prevalence at each that is stated. */
void curve_set_init(struct curve_set *set, const struct request *request,
                    enum band_kind band);
void curve_set_release(struct curve_set *set);

/* Appends the rows of a subset at the thresholds (none: at every distinct finite score), without bands. The
 * pointer is valid until the next curve. O(rows), with patients O(rows * patients), times the columns; in parallel. */
struct curve *curve_set_add(struct curve_set *set, const struct subset_names *names,
                            const struct subset *subset, const struct request *request,
                            const struct sweep_request *sweep, bool is_low);

/* The cell of a row and column. */
static inline const struct curve_cell *curve_cell(const struct curve_set *set,
                                                  const struct curve *curve, size_t row,
                                                  size_t column)
{
    return &curve->cells[row * set->n_columns + column];
}

#endif
