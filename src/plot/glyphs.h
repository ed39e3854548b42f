/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Characters that no font on this computer has. cairo draws a box in their place, and under gnuplot's magnification it covers the whole picture. */
#ifndef PROCTOR_PLOT_GLYPHS_H
#define PROCTOR_PLOT_GLYPHS_H

#include <stdbool.h>

#include "base/strbuf.h"

/* Appends the script with its characters that no font has replaced by their codes: "[5317]", or "[5317..9662]" for the first and last of several in a
 * row, so that names stay apart. fontconfig's fc-list knows what fonts have; it comes with gnuplot's libraries. False, and nothing is appended, if all
 * are there or it cannot be known. */
bool glyphs_replace_missing(struct strbuf *out, const char *script);

/* The same by a list of fonts as fc-list writes it: ranges in hexadecimal, "20-7e a0 5317-5319", in lines. */
bool glyphs_replace(struct strbuf *out, const char *script, const char *fonts);

#endif
