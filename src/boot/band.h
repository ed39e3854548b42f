/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much wider than at one place an interval must be to hold a whole curve at once. */
#ifndef PROCTOR_BOOT_BAND_H
#define PROCTOR_BOOT_BAND_H

#include <stdbool.h>
#include <stddef.h>

enum band_kind {
    BAND_NONE,
    BAND_POINTWISE,    /* holds at each place by itself */
    BAND_SIMULTANEOUS, /* holds the whole curve at once */
};

/* Bootstrap replicates of a curve at a number of places. */
struct band_input {
    size_t n_places, replicates;
    const double *estimate; /* [n_places] */
    const double *values;   /* [n_places * replicates], by place; NaN where undefined */
    const double *floor; /* [n_places] smallest standard deviation that is believed */
    double confidence;
};

/* False where there can be no band: the estimate or more than 5 % of the replicates are undefined. O(replicates). */
bool band_has_place(const struct band_input *input, size_t place);

/* Sup-t: the quantile, at the confidence, of the largest |replicate - estimate| / sd over the places that can have a band; sd is the standard
 * deviation of the replicates, at least `floor` (Montiel Olea & Plagborg-Moller 2019, doi:10.1002/jae.2656). It takes the place of
 * 1.96 at one place. 0 if no place can have a band. O(n_places * replicates). */
double band_multiplier(const struct band_input *input);

/* The same, one place after another: for values that are too many to be held at once. */
struct band_sup {
    size_t replicates;
    double *largest; /* [replicates] so far */
};

void band_sup_init(struct band_sup *sup, size_t replicates);
void band_sup_release(struct band_sup *sup);

/* `values` [replicates]; returns band_has_place(). */
bool band_sup_add(struct band_sup *sup, const double *values, double estimate,
                  double floor);

/* To be asked once, when all places are added. */
double band_sup_multiplier(struct band_sup *sup, double confidence);

#endif
