/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BCa's acceleration over patients where no influence function is at hand: leave one patient out.
 * a = sum d^3 / (6 (sum d^2)^1.5), d = mean of the leave-one-out values less each of them (Efron 1987). */
#ifndef PROCTOR_STATS_JACKKNIFE_H
#define PROCTOR_STATS_JACKKNIFE_H

#include "stats/clusters.h"

/* Of a function of the 2x2 table. NaN if nothing varies or a value is undefined. O(n_patients). */
double jackknife_of_counts(double (*value)(const struct counts *c),
                           const struct counts *total, const struct counts *patients,
                           size_t n_patients);

/* Patients beyond which the acceleration of the average precision, of order 1/sqrt(n), is taken for 0: leaving
 * each out costs O(n_patients * n_blocks). */
enum { JACKKNIFE_PATIENTS_MAX = 10000 };

/* At the prevalence `pi`; NaN: the file's own. */
double jackknife_of_average_precision(const struct clusters *clusters,
                                      const struct ranked *ranked, double pi);

#endif
