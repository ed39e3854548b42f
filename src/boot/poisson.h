/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Poisson counts: draws for any mean, and a table for means below 1. */
#ifndef PROCTOR_BOOT_POISSON_H
#define PROCTOR_BOOT_POISSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"

struct poisson {
    double mean;
    double none;       /* probability of 0 */
    double a, b, sure; /* of the hat and of the squeeze */
    double hat;        /* 1/alpha */
    /* probabilities of first .. first + n_mass - 1; none where the mean is below 10 or above 1000 */
    size_t n_mass;
    double first, *mass;
};

/* Mean from 0 to about 1e12. At most 4 kB. */
void poisson_init(struct poisson *law, double mean);
void poisson_release(struct poisson *law);

/* One draw. From mean 10 on transformed rejection with squeeze, PTRS (Hörmann 1993, doi:10.1016/0167-6687(93)90997-4), below it
 * inversion. Exact but for double precision: the relative error of a probability is about 1e-11 at mean 1e9 and less below. */
uint64_t poisson_draw(const struct poisson *law, struct rng *rng);

/* Draws drawn[idx[i]] by law[which[i]] for each i below n, in order, and returns their sum: as single draws, but quicker. */
uint64_t poisson_draw_each(const struct poisson *law, const uint32_t *which,
                           const uint32_t *idx, size_t n, uint64_t *drawn,
                           struct rng *rng);

/* Log probability of the whole number k >= 0 at a mean above 0. */
double poisson_log_mass(double mean, double k);

enum { POISSON_STEPS = 24 }; /* the law of mean 1 has 21 in 64 bits */

/* Fills cdf[k] = P(X <= k) * 2^64, rounded down and at most 2^64 - 1, for mean lambda/2^32; each within 1 of the true value. In
 * integers alone: the table is the same on every machine. */
void poisson_fill_cdf(uint64_t cdf[POISSON_STEPS], uint32_t lambda);

#endif
