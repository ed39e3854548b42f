/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running gnuplot: script on its standard input, picture from its standard output. */
#ifndef PROCTOR_PLOT_GNUPLOT_H
#define PROCTOR_PLOT_GNUPLOT_H

#include "base/err.h"
#include "base/notes.h"
#include "base/strbuf.h"

/* Draws the script (plot/script.h) in the format "svg", "png", "pdf" or "dumb" into `picture`. The user's own gnuplot settings are not read, and
 * the date of a PDF is set to the same day, so that equal scripts give equal bytes. Errors: ERR_IO where there is no gnuplot of at
 * least 5.4, or it fails; what it says is not quoted, since it could be text of the data. */
enum err_code gnuplot_draw(struct strbuf *picture, const struct strbuf *script,
                           const char *format, struct notes *notes, struct err *err);

#endif
