/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forest plot as a script. */
#ifndef PROCTOR_PLOT_FOREST_PICTURE_H
#define PROCTOR_PLOT_FOREST_PICTURE_H

#include "plot/figure.h"
#include "plot/forest.h"

/* Rows with their names and numbers of studies, then for each panel the intervals and what they are in numbers. */
void forest_draw(struct picture *figure, const struct figure_input *input,
                 const struct forest_wish *wish);

#endif
