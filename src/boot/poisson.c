/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/poisson.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>

#include "base/mem.h"
#include "base/wide.h"

#define LEAST_REJECTED 10.0 /* means below are inverted */
#define MOST_TABULATED 1000.0

/* Stirling's series with the deviance apart: log k! alone would lose ten digits at k = 1e9. */
double poisson_log_mass(double mean, double k)
{
    double d = (k - mean) / mean, y = 1 / (k * k), rest;

    if (k < 16)
        return k * log(mean) - mean - gsl_sf_lnfact((unsigned)k);
    rest = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y / 1680))) / k;
    return -mean * ((1 + d) * log1p(d) - d) - 0.5 * log(2 * M_PI * k) - rest;
}

/* Eight standard deviations to either side. */
static void tabulate(struct poisson *law)
{
    double reach = ceil(8 * sqrt(law->mean));

    law->first = fmax(0, floor(law->mean) - reach);
    law->n_mass = (size_t)(floor(law->mean) + reach - law->first);
    law->mass = xcalloc(law->n_mass, sizeof *law->mass);
    for (size_t i = 0; i < law->n_mass; i++)
        law->mass[i] = exp(poisson_log_mass(law->mean, law->first + (double)i));
}

void poisson_init(struct poisson *law, double mean)
{
    assert(mean >= 0 && mean < 1e12);
    *law = (struct poisson){.mean = mean, .none = exp(-mean)};
    law->b = 0.931 + 2.53 * sqrt(mean);
    law->a = -0.059 + 0.02483 * law->b;
    law->hat = 1.1239 + 1.1328 / (law->b - 3.4);
    law->sure = 0.9277 - 3.6224 / (law->b - 2);
    if (mean >= LEAST_REJECTED && mean <= MOST_TABULATED)
        tabulate(law);
}

void poisson_release(struct poisson *law)
{
    free(law->mass);
    *law = (struct poisson){0};
}

static inline uint64_t draw_small(const struct poisson *law, struct rng *rng)
{
    double u = rng_uniform(rng), mass = law->none;
    unsigned k = 0;

    while (u > mass && k < 200) {
        u -= mass;
        k++;
        mass *= law->mean / k;
    }
    return k;
}

/* The exact test, where the squeeze does not decide. */
static bool is_accepted(const struct poisson *law, double k, double v, double edge)
{
    double width = law->a / (edge * edge) + law->b, i = k - law->first;

    if (i >= 0 && i < (double)law->n_mass)
        return v * law->hat <= law->mass[(size_t)i] * width;
    return log(v * law->hat / width) <= poisson_log_mass(law->mean, k);
}

/* Where the squeeze decides, k is not negative, and a cast spares the call of floor(). */
static inline uint64_t draw_large(const struct poisson *law, struct rng *rng)
{
    for (;;) {
        double u = rng_uniform(rng) - 0.5, v = rng_uniform(rng);
        double edge = 0.5 - fabs(u), k;

        k = (2 * law->a / edge + law->b) * u + law->mean + 0.43;
        if (edge >= 0.07 && v <= law->sure)
            return (uint64_t)k;
        k = floor(k);
        if (k < 0 || (edge < 0.013 && v > edge))
            continue;
        if (is_accepted(law, k, v, edge))
            return (uint64_t)k;
    }
}

static inline uint64_t draw(const struct poisson *law, struct rng *rng)
{
    return law->mean < LEAST_REJECTED ? draw_small(law, rng) : draw_large(law, rng);
}

uint64_t poisson_draw(const struct poisson *law, struct rng *rng)
{
    return draw(law, rng);
}

uint64_t poisson_draw_each(const struct poisson *law, const uint32_t *which,
                           const uint32_t *idx, size_t n, uint64_t *drawn,
                           struct rng *rng)
{
    struct rng own = *rng; /* for the compiler to keep it in registers */
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t k = draw(&law[which[i]], &own);

        drawn[idx[i]] = k;
        sum += k;
    }
    *rng = own;
    return sum;
}

void poisson_fill_cdf(uint64_t cdf[POISSON_STEPS], uint32_t lambda)
{
    const int scale = 92; /* a term times lambda stays below 2^128 */
    uint128 term = (uint128)1 << scale, sum = 0;
    int128 none = 0;

    for (unsigned k = 0; k < 40; k++) {
        none += k % 2 ? -(int128)term : (int128)term;
        term = (term * lambda >> 32) / (k + 1);
    }
    term = (uint128)none;
    for (unsigned k = 0; k < POISSON_STEPS; k++) {
        uint128 step;

        sum += term;
        step = sum >> (scale - 64);
        cdf[k] = step > UINT64_MAX ? UINT64_MAX : (uint64_t)step;
        term = (term * lambda >> 32) / (k + 1);
    }
}
