/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/poisson.h"

#include <stdlib.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "chancelib.h"
#include "testlib.h"

/* exp(-l) times the partial sums of l^k/k!, in 80 decimal digits (Python's decimal). */
static const struct {
    uint32_t lambda; /* l * 2^32 */
    unsigned k;
    uint64_t cdf; /* times 2^64, rounded down */
} steps[] = {
    {0x4b1f2d3c, 0,  0xbee594c8c67e6df3},
    {0x4b1f2d3c, 1,  0xf6ea16e7b5ebab6b},
    {0x4b1f2d3c, 3,  0xffeff86325ce3824},
    {0x4b1f2d3c, 8,  0xffffffffda72cd10},
    {0x4b1f2d3c, 13, 0xfffffffffffffffa},
    {0xe6666666, 0,  0x6814f3004b5a72f4},
    {0xe6666666, 2,  0xefe89ba2edf27bcf},
    {0xe6666666, 5,  0xffe97d1c9528d705},
    {0xe6666666, 10, 0xfffffff12a906026},
    {0xe6666666, 18, 0xfffffffffffffff7},
    {0xffffffff, 0,  0x5e2d58d911ea37f3},
    {0xffffffff, 1,  0xbc5ab1b1c5a7170e},
    {0xffffffff, 4,  0xff1025f595616a9c},
    {0xffffffff, 9,  0xfffffe216e642565},
    {0xffffffff, 19, 0xfffffffffffffffd},
    {0xffffffff, 20, UINT64_MAX        },
    {0xffffffff, 23, UINT64_MAX        },
    {0,          0,  UINT64_MAX        },
    {0,          23, UINT64_MAX        },
};

START_TEST(steps_are_right_to_the_last_bit)
{
    uint64_t cdf[POISSON_STEPS];
    int64_t error;

    poisson_fill_cdf(cdf, steps[_i].lambda);
    error = (int64_t)(cdf[steps[_i].k] - steps[_i].cdf);
    ck_assert_msg(error >= -1 && error <= 1, "k = %u: off by %lld", steps[_i].k,
                  (long long)error);
}
END_TEST

START_TEST(steps_rise)
{
    uint64_t cdf[POISSON_STEPS];

    for (uint32_t lambda = 0; lambda < 0xf0000000; lambda += 0x01234567) {
        poisson_fill_cdf(cdf, lambda);
        for (int k = 1; k < POISSON_STEPS; k++)
            if (cdf[k] < cdf[k - 1])
                ck_abort_msg("%u/2^32: the table falls at %d", lambda, k);
    }
}
END_TEST

/* Both samplers on either side of 10, the table of log k! and the series. */
static const double means[] = {0.01, 0.5, 3,    6.2, 9.99,  10,   10.01,  12,
                               16,   20,  42.5, 100, 999.9, 1234, 12345.6};

START_TEST(draws_follow_the_law)
{
    const size_t n_draws = 1000000;
    double mean = means[_i];
    size_t n = (size_t)(mean + 12 * sqrt(mean) + 20);
    double *observed = calloc(n, sizeof *observed);
    double *expected = calloc(n, sizeof *expected);
    struct poisson law;
    struct rng rng;

    poisson_init(&law, mean);
    rng_init(&rng, rng_key(17 + (uint64_t)_i));
    for (size_t i = 0; i < n_draws; i++) {
        uint64_t k = poisson_draw(&law, &rng);

        if (k >= n)
            ck_abort_msg("mean %g: %llu drawn", mean, (unsigned long long)k);
        observed[k]++;
    }
    for (size_t k = 0; k < n; k++)
        expected[k] = (double)n_draws * gsl_ran_poisson_pdf((unsigned)k, mean);
    check_fit(observed, expected, n, "poisson_draw");
    poisson_release(&law);
    free(observed);
    free(expected);
}
END_TEST

/* Edgeworth's first term is enough from a million on. */
static double large_cdf(double k, double mean)
{
    double z = (k + 0.5 - mean) / sqrt(mean);

    return gsl_cdf_ugaussian_P(z) -
           (z * z - 1) / (6 * sqrt(mean)) * gsl_ran_ugaussian_pdf(z);
}

static const double large_means[] = {1e6, 2.5e7, 1e9, 4e9};

START_TEST(large_draws_follow_the_law)
{
    enum { BINS = 80 };
    const size_t n_draws = 1000000;
    double observed[BINS] = {0}, expected[BINS], mean = large_means[_i], last = 0;
    struct poisson law;
    struct rng rng;

    poisson_init(&law, mean);
    rng_init(&rng, rng_key(99 + (uint64_t)_i));
    for (size_t i = 0; i < n_draws; i++) {
        double z = ((double)poisson_draw(&law, &rng) - mean) / sqrt(mean);

        observed[(size_t)fmin(BINS - 1, fmax(0, floor(z * 10) + BINS / 2.0))]++;
    }
    for (int i = 0; i < BINS; i++) {
        double edge = (i + 1 - BINS / 2.0) / 10; /* the last k below it */
        double cdf = large_cdf(ceil(mean + edge * sqrt(mean)) - 1, mean);

        cdf = i + 1 < BINS ? cdf : 1;
        expected[i] = (double)n_draws * (cdf - last);
        last = cdf;
    }
    check_fit(observed, expected, BINS, "poisson_draw");
    poisson_release(&law);
}
END_TEST

START_TEST(mean_0_gives_0)
{
    struct poisson law;
    struct rng rng;

    poisson_init(&law, 0);
    rng_init(&rng, 1);
    for (int i = 0; i < 1000; i++)
        ck_assert_uint_eq(poisson_draw(&law, &rng), 0);
    poisson_release(&law);
}
END_TEST

/* Small, tabulated and large laws in turn. */
START_TEST(draws_in_a_row_are_single_draws)
{
    static const double of_law[] = {0.3, 9, 10, 300, 5000};
    static const uint32_t idx[] = {3, 0, 1, 5, 2, 4}, which[] = {4, 0, 2, 1, 3, 3};
    struct poisson law[5];
    struct rng one, row;

    for (int i = 0; i < 5; i++)
        poisson_init(&law[i], of_law[i]);
    rng_init(&one, 7);
    rng_init(&row, 7);
    for (int round = 0; round < 1000; round++) {
        uint64_t drawn[6], sum = poisson_draw_each(law, which, idx, 6, drawn, &row);

        for (int i = 0; i < 6; i++) {
            ck_assert_uint_eq(drawn[idx[i]], poisson_draw(&law[which[i]], &one));
            sum -= drawn[idx[i]];
        }
        ck_assert_uint_eq(sum, 0);
    }
    ck_assert_mem_eq(&one, &row, sizeof one);
    for (int i = 0; i < 5; i++)
        poisson_release(&law[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("poisson");
    TCase *tcase = tcase_create("poisson");

    tcase_add_loop_test(tcase, steps_are_right_to_the_last_bit, 0,
                        sizeof steps / sizeof *steps);
    tcase_add_test(tcase, steps_rise);
    tcase_add_loop_test(tcase, draws_follow_the_law, 0, sizeof means / sizeof *means);
    tcase_add_loop_test(tcase, large_draws_follow_the_law, 0,
                        sizeof large_means / sizeof *large_means);
    tcase_add_test(tcase, mean_0_gives_0);
    tcase_add_test(tcase, draws_in_a_row_are_single_draws);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
