/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/binomial.h"

#include <assert.h>
#include <math.h>

#include "boot/poisson.h"

static bool is_small(const struct binomial *law)
{
    return (double)law->n * law->p < 10;
}

/* Log probability of k of the rarer, but for a constant: a binomial count is a Poisson one, given the sum with the other. */
static double log_mass(const struct binomial *law, double k)
{
    double n = (double)law->n;

    return poisson_log_mass(n * law->p, k) + poisson_log_mass(n * (1 - law->p), n - k);
}

void binomial_init(struct binomial *law, uint64_t n, double p)
{
    double deviation;

    assert(p >= 0 && p <= 1);
    *law = (struct binomial){.n = n, .p = fmin(p, 1 - p), .is_turned = p > 0.5};
    law->none = exp((double)n * log1p(-law->p));
    if (is_small(law))
        return;
    deviation = sqrt((double)n * law->p * (1 - law->p));
    law->b = 1.15 + 2.53 * deviation;
    law->a = -0.0873 + 0.0248 * law->b + 0.01 * law->p;
    law->sure = 0.92 - 4.2 / law->b;
    law->mode = floor(((double)n + 1) * law->p);
    law->log_hat = log((2.83 + 5.1 / law->b) * deviation) + log_mass(law, law->mode);
}

static uint64_t draw_small(const struct binomial *law, struct rng *rng)
{
    double u = rng_uniform(rng), mass = law->none, odds = law->p / (1 - law->p);
    uint64_t k = 0;

    while (u > mass && k < law->n && k < 200) {
        u -= mass;
        mass *= odds * (double)(law->n - k) / (double)(k + 1);
        k++;
    }
    return k;
}

static uint64_t draw_large(const struct binomial *law, struct rng *rng)
{
    for (;;) {
        double u = rng_uniform(rng) - 0.5, v = rng_uniform(rng);
        double edge = 0.5 - fabs(u);
        double k =
            floor((2 * law->a / edge + law->b) * u + (double)law->n * law->p + 0.5);

        if (k < 0 || k > (double)law->n)
            continue;
        if (edge >= 0.07 && v <= law->sure)
            return (uint64_t)k;
        if (log(v) + law->log_hat - log(law->a / (edge * edge) + law->b) <=
            log_mass(law, k))
            return (uint64_t)k;
    }
}

uint64_t binomial_draw(const struct binomial *law, struct rng *rng)
{
    uint64_t k = is_small(law) ? draw_small(law, rng) : draw_large(law, rng);

    return law->is_turned ? law->n - k : k;
}
