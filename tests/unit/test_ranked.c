/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/ranked.h"
#include "stats/ranked_grid.h"

#include <float.h>

#include "scorelib.h"

static void check_invariants(const struct ranked *ranked, const struct scores *scores)
{
    uint64_t n_pos = 0, n_neg = 0, want_pos = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        ck_assert(b == 0 || ranked->score[b] > ranked->score[b - 1]);
        ck_assert_uint_gt(ranked->pos[b] + ranked->neg[b], 0);
        n_pos += ranked->pos[b];
        n_neg += ranked->neg[b];
    }
    for (size_t i = 0; i < scores->n; i++)
        want_pos += scores->is_pos[i];
    ck_assert_uint_eq(n_pos, ranked->n_pos);
    ck_assert_uint_eq(n_neg, ranked->n_neg);
    ck_assert_uint_eq(n_pos, want_pos);
    ck_assert_uint_eq(n_pos + n_neg, scores->n);
}

static uint32_t count_rows(const struct scores *scores, double score, int is_pos)
{
    uint32_t n = 0;

    for (size_t i = 0; i < scores->n; i++)
        n += scores->score[i] == score && scores->is_pos[i] == is_pos;
    return n;
}

START_TEST(blocks_count_the_rows_of_each_score)
{
    struct scores scores = scores_by_chance((uint64_t)_i, (size_t)(_i * _i * 7), 20);
    struct ranked ranked = scores_rank(&scores);

    check_invariants(&ranked, &scores);
    for (size_t b = 0; b < ranked.n_blocks; b++) {
        ck_assert_uint_eq(ranked.pos[b], count_rows(&scores, ranked.score[b], 1));
        ck_assert_uint_eq(ranked.neg[b], count_rows(&scores, ranked.score[b], 0));
    }
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

START_TEST(minus_zero_and_infinities_are_scores)
{
    double score[] = {0.0, INFINITY, -0.0, -INFINITY, 0.5, INFINITY};
    uint8_t is_pos[] = {1, 1, 0, 0, 1, 0};
    struct sample sample = {.n = 6, .score = score, .is_pos = is_pos};
    struct ranked ranked;

    ranked_init(&ranked, &sample);
    ck_assert_uint_eq(ranked.n_blocks, 4);
    ck_assert_double_eq(ranked.score[0], -INFINITY);
    ck_assert_double_eq(ranked.score[1], 0);
    ck_assert(!signbit(ranked.score[1]));
    ck_assert_uint_eq(ranked.pos[1], 1);
    ck_assert_uint_eq(ranked.neg[1], 1);
    ck_assert_double_eq(ranked.score[3], INFINITY);
    ck_assert_uint_eq(ranked.neg[3], 1);
    ranked_release(&ranked);
}
END_TEST

START_TEST(no_rows_make_no_blocks)
{
    struct sample sample = {0};
    struct ranked ranked;

    ranked_init(&ranked, &sample);
    ck_assert_uint_eq(ranked.n_blocks, 0);
    ck_assert_double_eq(ranked_tied_pairs(&ranked), 0);
    ranked_release(&ranked);
    ranked_release(&ranked); /* twice is as good as once */
}
END_TEST

/* Counted from the table by hand: .10 twice, .13 three times, .20, .24, .35, .78 and
 * .87 twice; the classes share .24 and .35. */
START_TEST(f40_ties_are_counted)
{
    struct ranked ranked = ranked_of_f40(NULL);

    ck_assert_uint_eq(ranked.n_pos, 16);
    ck_assert_uint_eq(ranked.n_neg, 24);
    ck_assert_double_eq(ranked_tied_pairs(&ranked), 2);
    ck_assert_uint_eq(ranked_tied_studies(&ranked), 15);
    ranked_release(&ranked);
}
END_TEST

static int compare_samples(const double *a, const uint8_t *a_pos, const double *b,
                           const uint8_t *b_pos)
{
    struct sample samples[] = {
        {.n = 4, .score = a, .is_pos = a_pos},
        {.n = 4, .score = b, .is_pos = b_pos},
    };
    struct ranked ranked[2];
    int order, reverse;

    for (int i = 0; i < 2; i++)
        ranked_init(&ranked[i], &samples[i]);
    order = ranked_compare(&ranked[0], &ranked[1]);
    reverse = ranked_compare(&ranked[1], &ranked[0]);
    ck_assert_int_eq(order, -reverse);
    ranked_release(&ranked[0]);
    ranked_release(&ranked[1]);
    return order;
}

START_TEST(samples_have_an_order)
{
    static const double four[] = {1, 2, 3, 4}, turned[] = {4, 3, 2, 1},
                        three[] = {1, 1, 3, 4}, higher[] = {1, 2, 3, 5},
                        again[] = {2, 1, 4, 3};
    static const uint8_t ends[] = {1, 0, 0, 1}, last[] = {0, 0, 1, 1},
                         first[] = {1, 1, 0, 0}, swapped[] = {0, 1, 1, 0};

    ck_assert_int_eq(compare_samples(four, ends, three, ends), -1);
    ck_assert_int_eq(compare_samples(four, last, four, ends), -1);
    ck_assert_int_eq(compare_samples(four, ends, higher, ends), -1);
    ck_assert_int_eq(compare_samples(four, last, turned, first), 0);
    ck_assert_int_eq(compare_samples(four, ends, again, swapped), 0);
}
END_TEST

/* ---- Few decimals ---------------------------------------------------------- */

/* Scores as text with so many decimals says them, from `low` on, so close that two in three are tied. */
static struct scores printed_scores(struct rng *rng, int decimals, double low)
{
    struct scores scores = scores_new(3000);

    for (size_t i = 0; i < scores.n; i++) {
        char text[40];

        snprintf(text, sizeof text, "%.*f", decimals,
                 low + (double)rng_below(rng, 1000) * pow(10, -decimals));
        scores.score[i] = strtod(text, NULL);
        scores.is_pos[i] = rng_below(rng, 3) == 0;
    }
    return scores;
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* The blocks have the scores that qsort() puts in order, and the rows of each. */
static void check_blocks(const struct ranked *ranked, const struct scores *scores)
{
    double *sorted = xcalloc(scores->n, sizeof *sorted);
    size_t block = 0;

    check_invariants(ranked, scores);
    memcpy(sorted, scores->score, scores->n * sizeof *sorted);
    qsort(sorted, scores->n, sizeof *sorted, compare_doubles);
    for (size_t i = 0; i < scores->n; i++) {
        if (i > 0 && sorted[i] == sorted[i - 1])
            continue;
        ck_assert(ranked->score[block] == sorted[i]);
        ck_assert(!signbit(ranked->score[block]) == (sorted[i] >= 0));
        ck_assert_uint_eq(ranked->pos[block], count_rows(scores, sorted[i], 1));
        block++;
    }
    ck_assert_uint_eq(ranked->n_blocks, block);
    free(sorted);
}

START_TEST(scores_of_few_decimals_are_counted)
{
    static const double lows[] = {0, -0.0005, 0.123456, -7.25, 999.9995, -123456.789};
    struct rng rng;

    rng_init(&rng, rng_key(6));
    for (size_t i = 0; i < sizeof lows / sizeof lows[0]; i++) {
        struct scores scores = printed_scores(&rng, 6, lows[i]);
        struct ranked ranked;

        ck_assert(ranked_by_grid(&ranked, scores.n, scores.score, scores.is_pos));
        check_blocks(&ranked, &scores);
        ranked_release(&ranked);
        scores_release(&scores);
    }
}
END_TEST

static bool is_counted(const struct scores *scores)
{
    struct ranked ranked;
    bool counted = ranked_by_grid(&ranked, scores->n, scores->score, scores->is_pos);

    if (counted)
        ranked_release(&ranked);
    return counted;
}

/* One score among them that is no step, or too far away: all are sorted. */
START_TEST(other_scores_are_sorted)
{
    static const double others[] = {0.1234567,     1.0 / 3, INFINITY, -INFINITY, 1,
                                    0x1.fffffep+9, 1e300,   1e-7,     DBL_MIN};
    struct rng rng;

    rng_init(&rng, rng_key(7));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct scores scores = printed_scores(&rng, 6, 0);
        struct ranked ranked;

        scores.score[rng_below(&rng, scores.n)] = others[i];
        ck_assert(!is_counted(&scores));
        ranked = scores_rank(&scores);
        check_blocks(&ranked, &scores);
        ranked_release(&ranked);
        scores_release(&scores);
    }
}
END_TEST

/* Seven decimals are too many, three are steps too far apart for so few scores. */
START_TEST(decimals_decide)
{
    struct rng rng;

    rng_init(&rng, rng_key(8));
    for (int decimals = 3; decimals <= 7; decimals++) {
        struct scores scores = printed_scores(&rng, decimals, 0.25);
        struct ranked ranked = scores_rank(&scores);

        ck_assert_int_eq(is_counted(&scores), decimals == 6);
        check_blocks(&ranked, &scores);
        ranked_release(&ranked);
        scores_release(&scores);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ranked");
    TCase *tc = tcase_create("ranked");

    tcase_add_loop_test(tc, blocks_count_the_rows_of_each_score, 0, 12);
    tcase_add_test(tc, minus_zero_and_infinities_are_scores);
    tcase_add_test(tc, no_rows_make_no_blocks);
    tcase_add_test(tc, samples_have_an_order);
    tcase_add_test(tc, f40_ties_are_counted);
    tcase_add_test(tc, scores_of_few_decimals_are_counted);
    tcase_add_test(tc, other_scores_are_sorted);
    tcase_add_test(tc, decimals_decide);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
