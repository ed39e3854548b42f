/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Difference of two proportions on the same studies: Tango's (1998, Statistics in Medicine 17:891) score interval.
 *
 * For an assumed difference D the statistic is (b - c - k D) / sqrt(k (2q + D (1 - D))), q the likeliest proportion of studies with success
 * for the baseline only, given D. The interval is where it lies between -z and z. It needs no disagreement: b = c = 0 has a
 * width. At D = 0 its square is McNemar's chi-square (b - c)^2 / (b + c).
 *
 * Patients with several studies: b, c and k are divided by the design effect sum D_i^2 / (b + c), at least 1; without any
 * disagreement by k over Kish's size. */
#ifndef PROCTOR_STATS_TANGO_H
#define PROCTOR_STATS_TANGO_H

#include "stats/discordant.h"
#include "stats/estimate.h"
#include "stats/margin.h"

/* (b - c) / k with limits, statistic the chi-square with 1 df, p against no difference. Method "tango", with patients "tango-clustered".
 * k = 0: undefined. */
struct estimate tango_estimate(const struct discordant *d, double confidence);

/* Tango's statistic at an assumed difference, -1 < null < 1; `ctx` is a struct discordant. For margin_test(). */
struct deviate tango_deviate(const void *ctx, double null);

/* McNemar's test over patients: z = sum D_i / sqrt(sum D_i^2), method "mcnemar-clustered" (naive McNemar at 5 % rejects 22 to 29 %
 * with four studies a patient). No interval. z is 0 and p 1 without disagreement between patients. */
struct estimate tango_patient_test(const struct discordant *d);

#endif
