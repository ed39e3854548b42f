/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/rounding.h"

#include <math.h>
#include <stdbool.h>

#include "base/numfmt.h"

enum { DIGITS_OF_A_DOUBLE = 17 };

/* A whole number of up to 9 digits, divided or multiplied by a power of ten, is correctly rounded; which whole number it is can
 * be seen unless the score lies half way between two. */
static bool round_fast(double size, int digits, double *rounded)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                    1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                    1e14, 1e15, 1e16, 1e17, 1e18};
    const double unsure = 1e-6; /* the product is off by less than 1e-7 */
    int shift = digits;
    double scaled, whole, part;

    if (digits > 9 || !(size >= 1e-9 && size < 1))
        return false;
    while (size * powers[shift] < powers[digits - 1])
        shift++;
    scaled = size * powers[shift];
    whole = floor(scaled);
    part = scaled - whole;
    if (fabs(part - 0.5) < unsure)
        return false;
    *rounded = (whole + (part > 0.5)) / powers[shift];
    return true;
}

static double round_to(double score, int digits)
{
    double rounded;

    if (round_fast(fabs(score), digits, &rounded))
        return copysign(rounded, score);
    return numfmt_round(score, digits);
}

static bool keeps_sides(const struct rounding *rounding, double score, double rounded)
{
    for (size_t i = 0; i < rounding->n_edges; i++) {
        double edge = rounding->edges[i];

        if ((score < edge) != (rounded < edge) || (score > edge) != (rounded > edge))
            return false;
    }
    return true;
}

double rounding_apply(const struct rounding *rounding, double score)
{
    if (!rounding->digits || !isfinite(score))
        return score;
    for (int digits = rounding->digits; digits < DIGITS_OF_A_DOUBLE; digits++) {
        double rounded = round_to(score, digits);

        if (isfinite(rounded) && keeps_sides(rounding, score, rounded))
            return rounded;
    }
    return score;
}
