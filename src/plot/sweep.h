/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics against the threshold while they are drawn: what the figure and its lines (sweep_lines.c) share. */
#ifndef PROCTOR_PLOT_SWEEP_H
#define PROCTOR_PLOT_SWEEP_H

#include "plot/grid.h"
#include "plot/series.h"

enum { SWEEP_METRICS = 4 };

/* Of thresholds, low < high. */
struct sweep_range {
    double low, high;
};

struct sweep {
    struct picture *picture;
    const struct figure_input *input;
    const struct curve_set *set;
    enum band_kind band;
    struct series_set series;
    struct sweep_range *ranges;   /* [series.n] levels of a model have one in common */
    bool has_one_scale;           /* all ranges are equal */
    size_t column[SWEEP_METRICS]; /* of the set; SIZE_MAX: it is not drawn */
    struct grid grid;
};

/* The blocks $value1_2 and, if there are bands, $band1_2 of a panel and metric: steps, since between two scores nothing changes. */
void sweep_add_data(const struct sweep *sweep, size_t panel, size_t m);

#endif
