/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/hypergeometric.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define KEPT_MAX 1e6

void log_factorials_init(struct log_factorials *known, double largest)
{
    known->n = largest <= KEPT_MAX ? (size_t)largest + 1 : 0;
    known->value = xcalloc(known->n, sizeof *known->value);
    for (size_t i = 0; i < known->n; i++)
        known->value[i] = NAN;
}

void log_factorials_release(struct log_factorials *known)
{
    free(known->value);
}

static double log_factorial(struct log_factorials *known, double k)
{
    double *value;

    if (k >= (double)known->n)
        return gsl_sf_lngamma(k + 1);
    value = &known->value[(size_t)k];
    if (isnan(*value))
        *value = gsl_sf_lngamma(k + 1);
    return *value;
}

static double log_choose(struct log_factorials *known, double n, double k)
{
    return log_factorial(known, n) - log_factorial(known, k) -
           log_factorial(known, n - k);
}

double hypergeometric_draw(struct rng *rng, struct log_factorials *known,
                           struct margins all, double draws)
{
    double s = all.successes, f = all.trials - all.successes;
    double least = fmax(0, draws - f), most = fmin(draws, s);
    double mode = floor((draws + 1) * (s + 1) / (s + f + 2));
    double up = fmin(fmax(mode, least), most), down = up, centre = up;
    double p_up = exp(log_choose(known, s, up) + log_choose(known, f, draws - up) -
                      log_choose(known, s + f, draws));
    double p_down = p_up, left = rng_uniform(rng) - p_up;

    while (left >= 0 && (up < most || down > least)) {
        if (up < most) {
            p_up *= (s - up) * (draws - up) / ((up + 1) * (f - draws + up + 1));
            up++;
            if ((left -= p_up) < 0)
                return up;
        }
        if (down > least) {
            p_down *= down * (f - draws + down) / ((s - down + 1) * (draws - down + 1));
            down--;
            if ((left -= p_down) < 0)
                return down;
        }
    }
    return centre;
}
