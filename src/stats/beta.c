/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/beta.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

enum { MOST_STEPS = 200 }; /* Newton needs about 8, halving alone at most 80 */
#define CONVERGED 1e-12    /* Newton's next step would be its square */

/* GSL's continued fraction gives up (NaN)
 * near the middle of distributions as narrow as those of 1e9 studies, where the
 * normal one is as good. */
double beta_tail(double t, double a, double b, enum tail which)
{
    double tail =
        which == LOWER_TAIL ? gsl_cdf_beta_P(t, a, b) : gsl_cdf_beta_Q(t, a, b);
    double sum = a + b, deviate;

    if (!isnan(tail))
        return tail;
    deviate = (t - a / sum) / sqrt(a * b / (sum * sum * sum));
    return which == LOWER_TAIL ? gsl_cdf_ugaussian_P(deviate)
                               : gsl_cdf_ugaussian_Q(deviate);
}

/* Newton's steps kept inside a bracket. gsl_cdf_beta_Pinv and _Qinv (2.7.1) give NaN for one in ten
 * ordinary tables and do not return for some of 1e6 studies. */
double beta_quantile(double probability, double a, double b, enum tail which)
{
    double low = 0, high = 1, t = a / (a + b);

    for (int i = 0; i < MOST_STEPS; i++) {
        double excess = beta_tail(t, a, b, which) - probability;
        double step = excess / gsl_ran_beta_pdf(t, a, b);
        double next = which == LOWER_TAIL ? t - step : t + step;

        if ((excess > 0) == (which == LOWER_TAIL))
            high = t;
        else
            low = t;
        if (!(next > low && next < high))
            next = low + (high - low) / 2;
        if (fabs(next - t) <= CONVERGED * t)
            return next;
        t = next;
    }
    return t;
}
