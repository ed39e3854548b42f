/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that stand beside each other, shortened so that they do not look alike. */
#ifndef PROCTOR_PLOT_SHORTEN_H
#define PROCTOR_PLOT_SHORTEN_H

#include <stddef.h>

/* Fills out[n], to be freed, with the texts in at most `columns` (at least 5) each, as escape_shorten() has them: without their middle. Where
 * different ones would look alike, those that do show the part in which they differ: "…number 07 of…". O(n^2). */
void shorten_apart(char **out, const char *const *texts, size_t n, size_t columns);

#endif
