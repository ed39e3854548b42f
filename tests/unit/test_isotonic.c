/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/isotonic.h"

#include <gsl/gsl_errno.h>

#include "scorelib.h"

static struct ranked ranked_of(const char *set)
{
    return strcmp(set, "f40") ? ranked_of_set(set) : ranked_of_f40(NULL);
}

static double fitted(const struct isotonic *fit, size_t i)
{
    return (double)fit->blocks[i].pos / (double)fit->blocks[i].n;
}

/* Sum over studies of fit times score. */
static double weighted(const struct isotonic *fit, const struct ranked *ranked)
{
    double sum = 0;

    for (size_t b = 0, i = 0; b < ranked->n_blocks; b++) {
        while (ranked->score[b] > fit->blocks[i].high)
            i++;
        ck_assert(ranked->score[b] >= fit->blocks[i].low);
        sum += fitted(fit, i) * ranked->score[b] *
               (double)(ranked->pos[b] + ranked->neg[b]);
    }
    return sum;
}

/* scikit-learn, tests/ref/isotonic.py. */
START_TEST(fits_equal_those_of_sklearn)
{
    struct ref_table table;

    ref_table_read(&table, "isotonic.csv");
    ck_assert(table.n_rows > 0);
    for (size_t i = 0; i < table.n_rows; i++) {
        struct ranked ranked = ranked_of(ref_text(&table, i, "set"));
        struct isotonic fit;
        struct brier_parts parts;

        isotonic_fit(&fit, &ranked);
        parts = isotonic_brier_parts(&fit, &ranked);
        ck_assert_double_eq((double)fit.n_blocks, ref_number(&table, i, "blocks"));
        assert_rel(weighted(&fit, &ranked), ref_number(&table, i, "weighted"), 1e-12,
                   "fit");
        assert_rel(parts.brier, ref_number(&table, i, "brier"), 1e-12, "brier");
        assert_rel(parts.uncertainty, ref_number(&table, i, "unc"), 1e-12, "unc");
        ck_assert_double_eq_tol(parts.miscalibration, ref_number(&table, i, "mcb"),
                                1e-14);
        ck_assert_double_eq_tol(parts.discrimination, ref_number(&table, i, "dsc"),
                                1e-14);
        isotonic_release(&fit);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

/* scikit-learn: 0, 1/5, 2/9, 3/5, 1. */
START_TEST(the_blocks_of_the_fixture)
{
    static const double low[] = {0.05, 0.24, 0.28, 0.56, 0.78},
                        high[] = {0.21, 0.27, 0.52, 0.76, 0.94},
                        value[] = {0, 0.2, 2.0 / 9, 0.6, 1};
    struct ranked ranked = ranked_of_f40(NULL);
    struct isotonic fit;

    isotonic_fit(&fit, &ranked);
    ck_assert_uint_eq(fit.n_blocks, 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_double_eq(fit.blocks[i].low, low[i]);
        ck_assert_double_eq(fit.blocks[i].high, high[i]);
        assert_rel(fitted(&fit, i), value[i], 1e-15, "value");
    }
    isotonic_release(&fit);
    ranked_release(&ranked);
}
END_TEST

/* The fit rises and no other rising step between two neighbouring scores fits better: within
 * a block no beginning has a smaller mean than the block. */
START_TEST(fits_are_the_best_rising_ones)
{
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct scores scores = scores_by_chance(seed, 60, 20);
        struct ranked ranked = scores_rank(&scores);
        struct isotonic fit;
        size_t b = 0;

        isotonic_fit(&fit, &ranked);
        for (size_t i = 0; i < fit.n_blocks; i++) {
            double pos = 0, n = 0;

            ck_assert(i == 0 || fitted(&fit, i) > fitted(&fit, i - 1));
            for (; b < ranked.n_blocks && ranked.score[b] <= fit.blocks[i].high; b++) {
                pos += (double)ranked.pos[b];
                n += (double)(ranked.pos[b] + ranked.neg[b]);
                ck_assert(pos / n >= fitted(&fit, i) - 1e-15);
            }
            ck_assert_double_eq(n, (double)fit.blocks[i].n);
        }
        ck_assert_uint_eq(b, ranked.n_blocks);
        isotonic_release(&fit);
        ranked_release(&ranked);
        scores_release(&scores);
    }
}
END_TEST

START_TEST(studies_without_output_are_left_out)
{
    double score[] = {-INFINITY, 0.2, 0.7, INFINITY};
    uint8_t is_pos[] = {1, 0, 1, 0};
    struct sample sample = {.n = 4, .score = score, .is_pos = is_pos};
    struct ranked ranked;
    struct isotonic fit;
    struct brier_parts parts;

    ranked_init(&ranked, &sample);
    isotonic_fit(&fit, &ranked);
    parts = isotonic_brier_parts(&fit, &ranked);
    ck_assert_uint_eq(fit.n_blocks, 2);
    assert_rel(parts.brier, (0.04 + 0.09) / 2, 1e-14, "brier"); /* by hand */
    isotonic_release(&fit);
    ranked_release(&ranked);
    sample.n = 1;
    ranked_init(&ranked, &sample);
    isotonic_fit(&fit, &ranked);
    parts = isotonic_brier_parts(&fit, &ranked);
    ck_assert_uint_eq(fit.n_blocks, 0);
    ck_assert(isnan(parts.brier) && isnan(parts.uncertainty));
    isotonic_release(&fit);
    ranked_release(&ranked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("isotonic");
    TCase *tc = tcase_create("isotonic");

    gsl_set_error_handler_off();
    tcase_add_test(tc, fits_equal_those_of_sklearn);
    tcase_add_test(tc, the_blocks_of_the_fixture);
    tcase_add_test(tc, fits_are_the_best_rising_ones);
    tcase_add_test(tc, studies_without_output_are_left_out);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
