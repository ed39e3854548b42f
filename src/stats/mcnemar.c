/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/mcnemar.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>

/* P(X <= less) for a fair coin thrown n times: the regularised incomplete beta function at 1/2. */
static double lower_tail(double less, double n)
{
    return gsl_sf_beta_inc(n - less, less + 1, 0.5);
}

static double point_mass(double x, double n)
{
    return exp(lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) - n * M_LN2);
}

struct mcnemar mcnemar_test(uint64_t b, uint64_t c)
{
    double less = (double)(b < c ? b : c), n = (double)b + (double)c;
    struct mcnemar test;

    if (b == c)
        return (struct mcnemar){1, 1};
    test.exact = fmin(1, 2 * lower_tail(less, n));
    test.mid_p = fmax(0, test.exact - point_mass(less, n));
    return test;
}
