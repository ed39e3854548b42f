/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/quantile.h"

#include <math.h>
#include <stdlib.h>

static int compare_values(const void *left, const void *right)
{
    const struct quantile_value *a = left, *b = right;

    return (a->x > b->x) - (a->x < b->x);
}

void quantile_sort(struct quantile_value *values, size_t n)
{
    qsort(values, n, sizeof *values, compare_values);
}

/* The observation with `before` others in front of it. */
static double observation_at(const struct quantile_value *values, size_t n,
                             uint64_t before)
{
    for (size_t i = 0; i < n; i++) {
        if (before < values[i].count)
            return values[i].x;
        before -= values[i].count;
    }
    return NAN;
}

double quantile_of(const struct quantile_value *values, size_t n, double p)
{
    uint64_t total = 0, below;
    double place, low, high;

    for (size_t i = 0; i < n; i++)
        total += values[i].count;
    if (!total)
        return NAN;
    place = (double)(total - 1) * p;
    below = (uint64_t)floor(place);
    low = observation_at(values, n, below);
    high = below + 1 < total ? observation_at(values, n, below + 1) : low;
    return low + (place - (double)below) * (high - low);
}
