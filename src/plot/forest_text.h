/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forest plot made of characters. */
#ifndef PROCTOR_PLOT_FOREST_TEXT_H
#define PROCTOR_PLOT_FOREST_TEXT_H

#include "plot/figure.h"
#include "plot/forest.h"

/* One table per panel, 80 columns: level, studies, interval as a line of characters ("|" the whole cohort or no difference, "o" the estimate, "<"
 * and ">" where it goes on), numbers. */
void forest_write_text(struct strbuf *out, const struct figure_input *input,
                       const struct forest_wish *wish);

#endif
