/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/binomial.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_randist.h>

#include "base/mem.h"
#include "chancelib.h"
#include "testlib.h"

/* Either sampler on both sides of 1/2, and close to where they meet. */
static const struct {
    uint64_t n;
    double p;
} laws[] = {
    {1,     0.3  },
    {7,     0    },
    {7,     1    },
    {5,     0.5  },
    {40,    0.2  },
    {40,    0.24 },
    {40,    0.26 },
    {40,    0.8  },
    {1000,  0.011},
    {300,   0.5  },
    {300,   0.9  },
    {20000, 0.02 },
    {20000, 0.997}
};

/* Against the probabilities of GSL. */
START_TEST(draws_follow_the_law)
{
    enum { DRAWS = 200000 };
    uint64_t n = laws[_i].n;
    double *observed = xcalloc(n + 1, sizeof *observed);
    double *expected = xcalloc(n + 1, sizeof *expected);
    struct binomial law;
    struct rng rng;

    binomial_init(&law, n, laws[_i].p);
    rng_init(&rng, rng_key_number(rng_key(5), (uint64_t)_i));
    for (int i = 0; i < DRAWS; i++) {
        uint64_t k = binomial_draw(&law, &rng);

        ck_assert_uint_le(k, n);
        observed[k]++;
    }
    for (uint64_t k = 0; k <= n; k++)
        expected[k] =
            DRAWS * gsl_ran_binomial_pdf((unsigned)k, laws[_i].p, (unsigned)n);
    check_fit(observed, expected, n + 1, "binomial");
    free(observed);
    free(expected);
}
END_TEST

/* Numbers of studies that only --freq can bring. */
START_TEST(huge_numbers_keep_mean_and_variance)
{
    enum { DRAWS = 20000 };
    double n = 1e12, p = 0.3, sum = 0, squares = 0;
    struct binomial law;
    struct rng rng;

    binomial_init(&law, (uint64_t)n, p);
    rng_init(&rng, rng_key(6));
    for (int i = 0; i < DRAWS; i++) {
        double z = ((double)binomial_draw(&law, &rng) - n * p) / sqrt(n * p * (1 - p));

        sum += z;
        squares += z * z;
    }
    check_mean(sum / DRAWS, 0, 1, DRAWS, "mean");
    check_mean(squares / DRAWS, 1, 2, DRAWS, "variance");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("binomial");
    TCase *tc = tcase_create("binomial");

    tcase_add_loop_test(tc, draws_follow_the_law, 0, sizeof laws / sizeof *laws);
    tcase_add_test(tc, huge_numbers_keep_mean_and_variance);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
