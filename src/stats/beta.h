/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tails and quantiles of the beta distribution, on which exact intervals and tolerance bounds rest. */
#ifndef PROCTOR_STATS_BETA_H
#define PROCTOR_STATS_BETA_H

enum tail { LOWER_TAIL, UPPER_TAIL };

/* P(X <= t) or P(X > t) of a Beta(a, b), a and b positive. */
double beta_tail(double t, double a, double b, enum tail which);

/* The t at which the tail has the given probability, to a relative 1e-12. */
double beta_quantile(double probability, double a, double b, enum tail which);

#endif
