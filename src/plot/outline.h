/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms and bands as one closed outline each: boxes and all points take many times the room in SVG, in every panel. */
#ifndef PROCTOR_PLOT_OUTLINE_H
#define PROCTOR_PLOT_OUTLINE_H

#include "base/strbuf.h"
#include "eval/score_bins.h"

/* A closed figure that stands on 0. */
#define OUTLINE_FILLED "filledcurves closed"

/* The block $NAME: from 0 along the tops of the bars [scale->n], two corners each, and back to 0. NaN is 0. */
void outline_add(struct strbuf *out, const char *name, const struct score_scale *scale,
                 const double *heights);

/* Limits [n] along x, which does not fall, all in parts of the plot. */
struct outline_band {
    const double *x, *low, *high;
    size_t n;
};

/* The block $NAME: along the lower limit and back along the upper, thinned (plot/thin.h). */
void outline_add_band(struct strbuf *out, const char *name,
                      const struct outline_band *band, double tolerance);

#endif
