/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/rng.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "testlib.h"

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

/* xoshiro256++ from state 1, 2, 3, 4: the reference implementation's outputs. */
START_TEST(the_generator_is_xoshiro256pp)
{
    static const uint64_t want[] = {
        UINT64_C(41943041),
        UINT64_C(58720359),
        UINT64_C(3588806011781223),
        UINT64_C(3591011842654386),
        UINT64_C(9228616714210784205),
        UINT64_C(9973669472204895162),
        UINT64_C(14011001112246962877),
        UINT64_C(12406186145184390807),
        UINT64_C(15849039046786891736),
        UINT64_C(10450023813501588000),
    };
    struct rng rng = {
        {1, 2, 3, 4}
    };

    for (size_t i = 0; i < N_OF(want); i++)
        ck_assert_uint_eq(rng_next(&rng), want[i]);
}
END_TEST

/* State from splitmix64, computed by another program. */
START_TEST(a_key_fills_the_state_by_splitmix64)
{
    static const struct {
        uint64_t key, first[2];
    } table[] = {
        {0,          {UINT64_C(0x53175d61490b23df), UINT64_C(0x61da6f3dc380d507)}},
        {42,         {UINT64_C(0xd0764d4f4476689f), UINT64_C(0x519e4174576f3791)}},
        {UINT64_MAX, {UINT64_C(0x56ccf8ce948e27b2), UINT64_C(0xe68588432e5a5b90)}},
    };
    struct rng rng;

    for (size_t i = 0; i < N_OF(table); i++) {
        rng_init(&rng, table[i].key);
        ck_assert_uint_eq(rng_next(&rng), table[i].first[0]);
        ck_assert_uint_eq(rng_next(&rng), table[i].first[1]);
    }
}
END_TEST

/* Chi-square over the values; the seed is fixed, so this passes or fails for good. The
 * last n is where a plain remainder would favour the lower third of the values. */
START_TEST(below_is_unbiased)
{
    static const uint64_t limits[] = {2, 3, 7, 10, 100, UINT64_C(3) << 62};
    enum { DRAWS = 1000000 };
    uint64_t n = limits[_i], n_bins = n < 1000 ? n : 12, counts[100] = {0};
    double expected = (double)DRAWS / (double)n_bins, chi_square = 0;
    struct rng rng;

    rng_init(&rng, rng_key(2024));
    for (int i = 0; i < DRAWS; i++) {
        uint64_t x = rng_below(&rng, n);

        if (x >= n) /* an assertion would cost more than the draw */
            ck_abort_msg("%llu", (unsigned long long)x);
        counts[n < 1000 ? x : x / (n / n_bins)]++;
    }
    for (uint64_t b = 0; b < n_bins; b++)
        chi_square +=
            ((double)counts[b] - expected) * ((double)counts[b] - expected) / expected;
    ck_assert_double_gt(gsl_cdf_chisq_Q(chi_square, (double)n_bins - 1), 1e-4);
    ck_assert_double_gt(gsl_cdf_chisq_P(chi_square, (double)n_bins - 1), 1e-4);
}
END_TEST

START_TEST(below_one_is_zero)
{
    struct rng rng;

    rng_init(&rng, 1);
    for (int i = 0; i < 100; i++)
        ck_assert_uint_eq(rng_below(&rng, 1), 0);
}
END_TEST

START_TEST(uniform_is_inside_the_open_interval)
{
    enum { DRAWS = 1000000, BINS = 64 };
    struct rng rng;
    double sum = 0, chi_square = 0, expected = (double)DRAWS / BINS;
    uint64_t counts[BINS] = {0};

    rng_init(&rng, rng_key(7));
    for (int i = 0; i < DRAWS; i++) {
        double u = rng_uniform(&rng);

        if (u <= 0 || u >= 1)
            ck_abort_msg("%g", u);
        counts[(size_t)(u * BINS)]++;
        sum += u;
    }
    for (int b = 0; b < BINS; b++)
        chi_square +=
            ((double)counts[b] - expected) * ((double)counts[b] - expected) / expected;
    ck_assert_double_gt(gsl_cdf_chisq_Q(chi_square, BINS - 1), 1e-4);
    ck_assert_double_lt(fabs(sum / DRAWS - 0.5), 4 * sqrt(1.0 / 12 / DRAWS));
}
END_TEST

/* A state that gives zero as the next 64 bits. */
START_TEST(uniform_is_never_0)
{
    struct rng zeros = {
        {0, 0, 0, 0}
    };

    ck_assert_double_gt(rng_uniform(&zeros), 0);
}
END_TEST

/* Every word of a key makes another stream; what is joined differently differs. */
START_TEST(keys_are_told_apart)
{
    uint64_t keys[] = {
        rng_key(0),
        rng_key(1),
        rng_key_text(rng_key(1), ""),
        rng_key_text(rng_key(1), "a"),
        rng_key_text(rng_key_text(rng_key(1), "a"), "b"),
        rng_key_text(rng_key(1), "ab"),
        rng_key_text(rng_key_text(rng_key(1), ""), "ab"),
        rng_key_text(rng_key_text(rng_key(1), "ab"), ""),
        rng_key_number(rng_key(1), 0),
        rng_key_number(rng_key(1), 1),
        rng_key_number(rng_key_number(rng_key(1), 0), 1),
        rng_key_number(rng_key_number(rng_key(1), 1), 0),
    };

    for (size_t i = 0; i < N_OF(keys); i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_uint_ne(keys[i], keys[j]);
    ck_assert_uint_eq(rng_key_text(5, NULL), rng_key_text(5, ""));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rng");
    TCase *tc = tcase_create("rng");

    tcase_add_test(tc, the_generator_is_xoshiro256pp);
    tcase_add_test(tc, a_key_fills_the_state_by_splitmix64);
    tcase_add_loop_test(tc, below_is_unbiased, 0, 6);
    tcase_add_test(tc, below_one_is_zero);
    tcase_add_test(tc, uniform_is_inside_the_open_interval);
    tcase_add_test(tc, uniform_is_never_0);
    tcase_add_test(tc, keys_are_told_apart);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
