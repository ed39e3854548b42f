/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binomial counts: how many of n studies have the finding if each has it with probability p. */
#ifndef PROCTOR_BOOT_BINOMIAL_H
#define PROCTOR_BOOT_BINOMIAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/rng.h"

struct binomial {
    uint64_t n;
    double p;                         /* of the rarer outcome, at most 1/2 */
    bool is_turned;                   /* that is the finding's absence */
    double none;                      /* probability of 0 of the rarer */
    double a, b, sure, log_hat, mode; /* of the hat and of the squeeze */
};

/* n up to about 1e12, 0 <= p <= 1. */
void binomial_init(struct binomial *law, uint64_t n, double p);

/* One draw. Where 10 or more of the rarer outcome are expected transformed rejection with squeeze, BTRS (Hörmann 1993, doi:10.1080/00949659308811496),
 * else inversion. Exact but for double precision, as poisson_draw(). */
uint64_t binomial_draw(const struct binomial *law, struct rng *rng);

#endif
