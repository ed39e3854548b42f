/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reliability diagram made of characters. */
#ifndef PROCTOR_PLOT_RELIABILITY_TEXT_H
#define PROCTOR_PLOT_RELIABILITY_TEXT_H

#include "plot/figure.h"

/* One table per model, finding and level, 80 columns: the blocks of the isotonic fit with their scores, studies and observed frequency, as a number and
 * on a line from 0 to 1 ("o"; "-" is where the consistency band lies). */
void reliability_write_text(struct strbuf *out, const struct figure_input *input);

#endif
