/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms of scores made of characters. */
#ifndef PROCTOR_PLOT_SCORES_TEXT_H
#define PROCTOR_PLOT_SCORES_TEXT_H

#include "plot/figure.h"

/* One table per model, finding and level, 80 columns: scores, then for each class its share in the bin as a bar and in numbers. */
void scores_write_text(struct strbuf *out, const struct figure_input *input);

#endif
