/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of random numbers. All seeds are fixed; the bounds are those that a right
 * generator would pass all but once in a million.
 */
#ifndef TESTS_UNIT_CHANCELIB_H
#define TESTS_UNIT_CHANCELIB_H

#include <check.h>
#include <math.h>
#include <stddef.h>

#include <gsl/gsl_cdf.h>

#define CHANCE_P 1e-6
#define CHANCE_Z 5.0

/* Fails if a mean of `n` values is too far from what it must be; `variance` of one. */
static inline void check_mean(double mean, double want, double variance, double n,
                              const char *what)
{
    double z = (mean - want) / sqrt(variance / n);

    ck_assert_msg(variance > 0 ? fabs(z) < CHANCE_Z : mean == want,
                  "%s: mean %.9g, want %.9g, z = %.2f", what, mean, want, z);
}

/* Pearson's chi-square of observed against expected numbers; neighbours are joined
 * until 10 are expected. Fails for a bad and for a too good fit. */
static inline void check_fit(const double *observed, const double *expected, size_t n,
                             const char *what)
{
    double sum = 0, o = 0, e = 0, rest = 0;
    size_t bins = 0;

    for (size_t i = 0; i < n; i++)
        rest += expected[i];
    for (size_t i = 0; i < n; i++) {
        o += observed[i];
        e += expected[i];
        rest -= expected[i];
        if (i + 1 < n && (e < 10 || rest < 10))
            continue;
        sum += (o - e) * (o - e) / e;
        bins++;
        o = e = 0;
    }
    if (bins < 2)
        return;
    ck_assert_msg(gsl_cdf_chisq_Q(sum, (double)(bins - 1)) > CHANCE_P,
                  "%s: chi-square %.1f on %zu degrees of freedom", what, sum, bins - 1);
    ck_assert_msg(bins < 10 || gsl_cdf_chisq_P(sum, (double)(bins - 1)) > CHANCE_P,
                  "%s: chi-square %.3g on %zu: too good", what, sum, bins - 1);
}

#endif
