/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/band.h"

#include <math.h>

#include "testlib.h"

/* Three places, five replicates. By hand: the first two have standard deviation
 * sqrt(0.025), the third its floor 0.2 instead of 0. */
static const double replicates[15] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.4, 0.5,
                                      0.6, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9};
static const double estimate[3] = {0.3, 0.6, 0.9};
static const double smallest[3] = {0.01, 0.01, 0.2};

static struct band_input input_of(double values[15])
{
    memcpy(values, replicates, sizeof replicates);
    return (struct band_input){3, 5, estimate, values, smallest, 0.5};
}

/* Distances in steps of 0.1, of both places: 2 and 1, 1 and 2, 0 and 1, 1 and 0, 2 and
 * 2: the largest are 2 2 1 1 2, with median 2. At 25 % it is 1 (type 7: the second). */
START_TEST(multiplier_by_hand)
{
    double values[15];
    struct band_input input = input_of(values);

    assert_rel(band_multiplier(&input), 0.2 / sqrt(0.025), 1e-12, "median");
    input.confidence = 0.25;
    assert_rel(band_multiplier(&input), 0.1 / sqrt(0.025), 1e-12, "quartile");
}
END_TEST

START_TEST(one_place_is_its_quantile)
{
    double values[15];
    struct band_input input = input_of(values);

    input.n_places = 1;
    assert_rel(band_multiplier(&input), 0.1 / sqrt(0.025), 1e-12,
               "median of 2 1 0 1 2");
}
END_TEST

START_TEST(undefined_places_do_not_count)
{
    double values[15], nothing[3] = {NAN, 0.6, 0.9};
    struct band_input input = input_of(values);

    values[5] = NAN; /* one of five replicates is more than 5 % */
    input.estimate = nothing;
    ck_assert(!band_has_place(&input, 0));
    ck_assert(!band_has_place(&input, 1));
    ck_assert(band_has_place(&input, 2));
    ck_assert(band_multiplier(&input) == 0);
}
END_TEST

/* By hand. 41 replicates may lack two. */
START_TEST(undefined_replicates_are_passed_over)
{
    double values[41];
    struct band_sup sup;

    for (int r = 0; r < 41; r++)
        values[r] = r % 2 ? 0.6 : 0.4;
    values[40] = NAN; /* 20 of 0.4 and 20 of 0.6: sd^2 = 40 * 0.01 / 39 */
    band_sup_init(&sup, 41);
    ck_assert(band_sup_add(&sup, values, 0.5, 0));
    assert_rel(sup.largest[0], 0.1 / sqrt(0.4 / 39), 1e-12, "distance");
    ck_assert(sup.largest[40] == 0);
    values[40] = 0.7;
    values[7] = values[8] = values[9] = NAN;
    ck_assert(!band_sup_add(&sup, values, 0.5, 0));
    ck_assert(sup.largest[40] == 0);
    assert_rel(band_sup_multiplier(&sup, 0.5), 0.1 / sqrt(0.4 / 39), 1e-12, "median");
    band_sup_release(&sup);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("band");
    TCase *values = tcase_create("values");

    tcase_add_test(values, multiplier_by_hand);
    tcase_add_test(values, one_place_is_its_quantile);
    tcase_add_test(values, undefined_places_do_not_count);
    tcase_add_test(values, undefined_replicates_are_passed_over);
    suite_add_tcase(suite, values);
    return test_main(suite);
}
