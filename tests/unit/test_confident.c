/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eval/confident.h"

#include <math.h>
#include <stdlib.h>

#include "testlib.h"

/* Orders counted by hand. */
enum { ROWS = 8 };

struct fixture {
    double score[ROWS], *scores[1];
    uint8_t label[ROWS], *labels[1];
    uint16_t code[ROWS];
    struct cohort_group group;
    struct cohort cohort;
};

static void fixture_init(struct fixture *f)
{
    static const struct {
        double score;
        uint8_t label;
        uint16_t level;
    } rows[ROWS] = {
        {0.9, LABEL_NEGATIVE, 1},
        {0.2, LABEL_POSITIVE, 0},
        {0.9, LABEL_NEGATIVE, 0},
        {0.1, LABEL_NEGATIVE, 0},
        {NAN, LABEL_POSITIVE, 0},
        {0.4, LABEL_POSITIVE, 0},
        {1.0, LABEL_MISSING,  0},
        {0.3, LABEL_NEGATIVE, 0},
    };

    *f = (struct fixture){0};
    for (size_t i = 0; i < ROWS; i++) {
        f->score[i] = rows[i].score;
        f->label[i] = rows[i].label;
        f->code[i] = rows[i].level;
    }
    f->scores[0] = f->score;
    f->labels[0] = f->label;
    f->group.code = f->code;
    f->cohort = (struct cohort){.n = ROWS,
                                .score = f->scores,
                                .label = f->labels,
                                .groups = &f->group,
                                .n_groups = 1};
}

/* `expected` ends with ROWS. */
static void check_rows(struct fixture *f, enum label_class class, size_t most,
                       size_t as_bad, const size_t *expected)
{
    size_t n, n_as_bad;
    size_t *rows =
        confident_errors(&f->cohort, (struct pair){0}, class, most, &n, &n_as_bad);
    size_t i = 0;

    for (; expected[i] != ROWS; i++) {
        ck_assert_uint_lt(i, n);
        ck_assert_uint_eq(rows[i], expected[i]);
    }
    ck_assert_uint_eq(n, i);
    ck_assert_uint_eq(n_as_bad, as_bad);
    free(rows);
}

START_TEST(highest_without_lowest_with_the_finding)
{
    struct fixture f;

    fixture_init(&f);
    check_rows(&f, LABEL_NEGATIVE, 10, 4, (const size_t[]){2, 0, 7, 3, ROWS});
    check_rows(&f, LABEL_POSITIVE, 10, 2, (const size_t[]){1, 5, ROWS});
}
END_TEST

/* Of two with 0.9 the one with the lower level; both are as bad as it. */
START_TEST(a_cut_tie_is_told)
{
    struct fixture f;

    fixture_init(&f);
    check_rows(&f, LABEL_NEGATIVE, 1, 2, (const size_t[]){2, ROWS});
    check_rows(&f, LABEL_POSITIVE, 1, 1, (const size_t[]){1, ROWS});
    check_rows(&f, LABEL_POSITIVE, 0, 0, (const size_t[]){ROWS});
}
END_TEST

/* A row that counts for more studies comes first among equals. */
START_TEST(counts_decide_among_equal_levels)
{
    struct fixture f;
    uint64_t count[ROWS] = {1, 1, 1, 1, 1, 1, 1, 1};

    fixture_init(&f);
    f.code[0] = 0;
    f.cohort.count = count;
    count[0] = 3;
    check_rows(&f, LABEL_NEGATIVE, 10, 4, (const size_t[]){0, 2, 7, 3, ROWS});
    count[2] = 5;
    check_rows(&f, LABEL_NEGATIVE, 10, 4, (const size_t[]){2, 0, 7, 3, ROWS});
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("confident");
    TCase *errors = tcase_create("errors");

    tcase_add_test(errors, highest_without_lowest_with_the_finding);
    tcase_add_test(errors, a_cut_tie_is_told);
    tcase_add_test(errors, counts_decide_among_equal_levels);
    suite_add_tcase(suite, errors);
    return test_main(suite);
}
