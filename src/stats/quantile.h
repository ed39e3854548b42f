/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Median and quartiles of values that stand for several observations each.
 *
 * Type 7 of Hyndman and Fan (1996, doi:10.1080/00031305.1996.10473566): with the N observations in order the quantile p lies at
 * place 1 + (N - 1) p, between two of them on the straight line. It is what R, NumPy, pandas and Excel's QUARTILE.INC have. */
#ifndef PROCTOR_STATS_QUANTILE_H
#define PROCTOR_STATS_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

struct quantile_value {
    double x;
    uint64_t count;
};

/* Sorts the values, so that quantile_of() can be asked. O(n log n). */
void quantile_sort(struct quantile_value *values, size_t n);

/* The quantile 0 <= p <= 1 of n sorted values; NaN if there are no observations. Finite values. O(n). */
double quantile_of(const struct quantile_value *values, size_t n, double p);

#endif
