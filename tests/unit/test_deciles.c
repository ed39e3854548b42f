/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eval/deciles.h"

#include <math.h>
#include <string.h>

#include "data/labels.h"
#include "testlib.h"

enum { ROWS = 20 };

struct fixture {
    double score[ROWS], *scores[1];
    uint8_t label[ROWS], *labels[1];
    uint64_t count[ROWS];
    struct cohort cohort;
};

static struct deciles deciles_of(struct fixture *f, size_t n)
{
    struct deciles deciles;

    f->scores[0] = f->score;
    f->labels[0] = f->label;
    f->cohort.n = n;
    f->cohort.score = f->scores;
    f->cohort.label = f->labels;
    deciles_init(&deciles, &f->cohort, (struct pair){0});
    return deciles;
}

/* 20 distinct scores: two to a tenth, whatever their order in the file. */
START_TEST(distinct_scores_fill_tenths_alike)
{
    struct fixture f = {0};
    struct deciles deciles;

    for (size_t i = 0; i < ROWS; i++) {
        f.score[i] = (double)(i * 7 % ROWS);
        f.label[i] = (uint8_t)(i % 3);
    }
    deciles = deciles_of(&f, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        ck_assert_uint_eq(deciles.of_row[i], (size_t)f.score[i] / 2);
    ck_assert_double_eq(deciles.low[3], 6);
    ck_assert_double_eq(deciles.high[3], 7);
    deciles_release(&deciles);
}
END_TEST

/* 8 zeros (their middle at 4/20: the third tenth), 4 ones (10/20), 8 twos (16/20). */
START_TEST(ties_share_the_tenth_of_their_middle)
{
    struct fixture f = {0};
    struct deciles deciles;

    for (size_t i = 0; i < ROWS; i++)
        f.score[i] = i < 8 ? 0 : i < 12 ? 1 : 2;
    deciles = deciles_of(&f, ROWS);
    ck_assert_uint_eq(deciles.of_row[0], 2);
    ck_assert_uint_eq(deciles.of_row[7], 2);
    ck_assert_uint_eq(deciles.of_row[8], 5);
    ck_assert_uint_eq(deciles.of_row[19], 8);
    ck_assert(isnan(deciles.low[0]) && isnan(deciles.high[9]));
    deciles_release(&deciles);
}
END_TEST

START_TEST(all_alike_lie_in_the_middle)
{
    struct fixture f = {0};
    struct deciles deciles = deciles_of(&f, ROWS);

    for (size_t i = 0; i < ROWS; i++)
        ck_assert_uint_eq(deciles.of_row[i], 5);
    deciles_release(&deciles);
}
END_TEST

/* Without a score, or excluded: in no tenth, and no part of them. A row counts as often as it says. */
START_TEST(only_studies_with_a_score_count)
{
    struct fixture f = {
        .score = {NAN,            5,              1,             2             },
        .label = {LABEL_POSITIVE, LABEL_EXCLUDED, LABEL_MISSING, LABEL_NEGATIVE},
        .count = {1,              1,              9,             1             }
    };
    struct deciles deciles;

    f.cohort.count = f.count;
    deciles = deciles_of(&f, 4);
    ck_assert_uint_eq(deciles.of_row[0], NO_DECILE);
    ck_assert_uint_eq(deciles.of_row[1], NO_DECILE);
    ck_assert_uint_eq(deciles.of_row[2], 4); /* 4.5 of 10 */
    ck_assert_uint_eq(deciles.of_row[3], 9);
    deciles_release(&deciles);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("deciles");
    TCase *values = tcase_create("values");

    tcase_add_test(values, distinct_scores_fill_tenths_alike);
    tcase_add_test(values, ties_share_the_tenth_of_their_middle);
    tcase_add_test(values, all_alike_lie_in_the_middle);
    tcase_add_test(values, only_studies_with_a_score_count);
    suite_add_tcase(suite, values);
    return test_main(suite);
}
