/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placement values of several models by unit of independence: what paired_auc.c and auc_equality.c share. */
#ifndef PROCTOR_STATS_PAIRED_UNITS_H
#define PROCTOR_STATS_PAIRED_UNITS_H

#include "stats/paired.h"

/* A unit is a joint block, which stands for so many studies, or a patient. */
struct units {
    size_t n, n_models;
    double *studies; /* [n] independent units that it stands for: 1 for a patient */
    /* [n_models][n] placements of the positives, and of the negatives, less the AUC; summed within a patient */
    double **pos, **neg;
    /* Factors of the sums of products in a covariance; NaN if a class has only one unit */
    double pos_factor, neg_factor, mixed_factor;
    double m, n_neg;           /* studies of each class */
    double df;                 /* INFINITY, or min(I10, I01) - 1 */
    double kish_pos, kish_neg; /* effective studies of each class */
};

/* Both classes must have studies. O(k n). */
void units_init(struct units *units, const struct paired *paired, const size_t *models,
                size_t n_models);
void units_release(struct units *units);

/* Takes model `b` from model `a`: `a` is a difference from here on. Exactly 0 where both place a study alike. */
void units_subtract(struct units *units, size_t a, size_t b);

double units_covariance(const struct units *units, size_t a, size_t b);

/* Standard error of the AUC (or difference) in row `a`; 0 where only rounding is left: a placement that differs moves it
 * by at least 1/(2 m n). */
double units_std_error(const struct units *units, size_t a);

/* Efron's acceleration of row `a`. */
double units_acceleration(const struct units *units, size_t a);

#endif
