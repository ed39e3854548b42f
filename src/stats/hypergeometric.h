/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random draws from the hypergeometric distribution. */
#ifndef PROCTOR_STATS_HYPERGEOMETRIC_H
#define PROCTOR_STATS_HYPERGEOMETRIC_H

#include <stddef.h>

#include "base/rng.h"

/* Logarithms of factorials, computed when first asked for: they are most of a draw. */
struct log_factorials {
    size_t n;
    double *value; /* [n], NaN: not asked for yet */
};

/* For numbers up to `largest`; above a million nothing is kept, and draws take longer. */
void log_factorials_init(struct log_factorials *known, double largest);
void log_factorials_release(struct log_factorials *known);

/* A whole number of studies, and how many of them are successes. */
struct margins {
    double successes, trials;
};

/* Successes among `draws` of all studies, drawn without replacement. All numbers are whole
 * and 0 <= draws <= trials. Inversion that starts at the mode and steps outwards on both
 * sides: O(standard deviation). */
double hypergeometric_draw(struct rng *rng, struct log_factorials *known,
                           struct margins all, double draws);

#endif
