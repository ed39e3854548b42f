/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eval/score_bins.h"

#include <math.h>

#include "scorelib.h"

static struct score_scale scale_of(const struct ranked *ranked, bool is_low)
{
    struct score_range range = SCORE_RANGE_NONE;

    score_range_add(&range, ranked, is_low);
    return score_scale_of(range);
}

/* Counts by numpy.histogram (tests/ref/score-bins.py): probabilities in twentieths, others by their range. */
START_TEST(bins_are_those_of_numpy)
{
    struct ref_table table;

    ref_table_read(&table, "score-bins.csv");
    ck_assert_uint_gt(table.n_rows, 0);
    for (size_t row = 0; row < table.n_rows; row++) {
        struct ranked ranked = ranked_of_set(ref_text(&table, row, "set"));
        struct score_scale scale = scale_of(&ranked, false);
        size_t i = (size_t)ref_number(&table, row, "bin");
        struct score_bins bins;

        score_bins_count(&bins, &scale, &ranked, false);
        ck_assert_uint_lt(i, scale.n);
        ck_assert_double_eq(score_scale_edge(&scale, i),
                            ref_number(&table, row, "low"));
        ck_assert_uint_eq(bins.pos[i], (uint64_t)ref_number(&table, row, "pos"));
        ck_assert_uint_eq(bins.neg[i], (uint64_t)ref_number(&table, row, "neg"));
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

/* Two decimals, as exports have them: 3 / 20 is 0.15, where 3 * 0.05 would be more. */
START_TEST(a_score_on_an_edge_lies_above_it)
{
    struct score_scale scale = score_scale_between(0, 1);
    struct scores scores = scores_new(20);
    struct ranked ranked;
    struct score_bins bins;

    for (size_t i = 0; i < 20; i++)
        scores.score[i] = (double)(5 * i) / 100;
    ranked = scores_rank(&scores);
    score_bins_count(&bins, &scale, &ranked, false);
    ck_assert_uint_eq(scale.n, 20);
    for (size_t i = 0; i < 20; i++)
        ck_assert_uint_eq(bins.neg[i], 1);
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

/* A last bin holds its upper edge; what lies beyond, and studies without output, are counted apart. */
START_TEST(no_study_is_lost)
{
    double score[] = {-INFINITY, 0.1, 0.2, 0.3, 0.35, INFINITY, 0.3};
    uint8_t is_pos[] = {0, 0, 1, 1, 0, 1, 0};
    struct scores scores = {7, score, is_pos};
    struct ranked ranked = scores_rank(&scores);
    struct score_scale scale = score_scale_between(0.2, 0.3);
    struct score_bins bins;

    score_bins_count(&bins, &scale, &ranked, false);
    ck_assert_uint_eq(scale.n, 20);
    ck_assert_uint_eq(bins.pos[0], 1);
    ck_assert_uint_eq(bins.pos[19], 1);
    ck_assert_uint_eq(bins.neg[19], 1);
    ck_assert_uint_eq(bins.pos_left_out, 1);
    ck_assert_uint_eq(bins.neg_left_out, 3);
    ranked_release(&ranked);
}
END_TEST

/* Where low scores mean the finding they stand negated: the bins are of the file's scores. */
START_TEST(low_scores_are_counted_as_they_stand)
{
    struct ranked ranked = ranked_of_set("few");
    struct score_scale scale = scale_of(&ranked, false), of_low;
    struct score_bins bins, low;
    struct scores scores = scores_of_set("few");
    struct ranked negated;

    for (size_t i = 0; i < scores.n; i++)
        scores.score[i] = -scores.score[i];
    negated = scores_rank(&scores);
    of_low = scale_of(&negated, true);
    score_bins_count(&bins, &scale, &ranked, false);
    score_bins_count(&low, &of_low, &negated, true);
    ck_assert_uint_eq(of_low.n, scale.n);
    ck_assert_mem_eq(&bins, &low, sizeof bins);
    ranked_release(&ranked);
    ranked_release(&negated);
    scores_release(&scores);
}
END_TEST

static void check_scale(double low, double high)
{
    struct score_range range = {low, high};
    struct score_scale scale = score_scale_of(range);

    ck_assert_uint_ge(scale.n, 1);
    ck_assert_uint_le(scale.n, SCORE_BINS_MAX);
    ck_assert_double_le(score_scale_edge(&scale, 0), low);
    ck_assert_double_ge(score_scale_edge(&scale, scale.n), high);
    for (size_t i = 0; i < scale.n; i++)
        ck_assert_double_lt(score_scale_edge(&scale, i),
                            score_scale_edge(&scale, i + 1));
}

START_TEST(every_range_has_bins)
{
    static const double ranges[][2] = {
        {3,       3              },
        {-7.5,    -7.5           },
        {1e15,    1e15 + 1       },
        {-1e308,  1e308          },
        {1e-300,  1.5            },
        {-1e-310, 0              },
        {-12.3,   4.56           },
        {0,       100            },
        {123.456, 123.45600000001}
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        check_scale(ranges[i][0], ranges[i][1]);
    ck_assert_uint_eq(score_scale_of((struct score_range)SCORE_RANGE_NONE).n, 20);
    ck_assert_uint_eq(score_scale_of((struct score_range){0, 100}).n, 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("score_bins");
    TCase *tc = tcase_create("score_bins");

    tcase_add_test(tc, bins_are_those_of_numpy);
    tcase_add_test(tc, a_score_on_an_edge_lies_above_it);
    tcase_add_test(tc, no_study_is_lost);
    tcase_add_test(tc, low_scores_are_counted_as_they_stand);
    tcase_add_test(tc, every_range_has_bins);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
