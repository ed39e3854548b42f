/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/sort.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "testlib.h"

START_TEST(keys_are_in_the_order_of_the_doubles)
{
    static const double rising[] = {
        -INFINITY, -DBL_MAX, -1e10, -1,   -DBL_MIN, -4.9e-324, 0,
        4.9e-324,  DBL_MIN,  0.1,   0.25, 1,        DBL_MAX,   INFINITY,
    };

    for (size_t i = 1; i < sizeof rising / sizeof *rising; i++)
        ck_assert_uint_lt(sort_key(rising[i - 1]), sort_key(rising[i]));
    for (size_t i = 0; i < sizeof rising / sizeof *rising; i++)
        ck_assert_double_eq(sort_key_value(sort_key(rising[i])), rising[i]);
}
END_TEST

START_TEST(minus_zero_is_zero)
{
    ck_assert_uint_eq(sort_key(-0.0), sort_key(0.0));
    ck_assert(!signbit(sort_key_value(sort_key(-0.0))));
}
END_TEST

struct row {
    uint64_t key;
    uint8_t tag;
};

static int by_key_and_tag(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->tag - y->tag;
}

static struct row *rows_of(const uint64_t *keys, const uint8_t *tags, size_t n)
{
    struct row *rows = xcalloc(n, sizeof *rows);

    for (size_t i = 0; i < n; i++)
        rows[i] = (struct row){keys[i], tags[i]};
    qsort(rows, n, sizeof *rows, by_key_and_tag);
    return rows;
}

/* Sorts and compares with qsort: the keys in order, and the same tags at every key. */
static void check_sorts(uint64_t *keys, uint8_t *tags, size_t n)
{
    struct row *want = rows_of(keys, tags, n), *got;
    size_t keys_right = 0, tags_right = 0;

    sort_keys(keys, tags, n);
    got = rows_of(keys, tags, n);
    for (size_t i = 0; i < n; i++) {
        keys_right += keys[i] == want[i].key;
        tags_right += got[i].tag == want[i].tag;
    }
    ck_assert_uint_eq(keys_right, n);
    ck_assert_uint_eq(tags_right, n);
    free(want);
    free(got);
}

static uint64_t random_key(struct rng *rng, int kind)
{
    switch (kind) {
    case 0:
        return rng_next(rng);
    case 1:
        return sort_key(rng_uniform(rng));
    case 2:
        return sort_key((double)rng_below(rng, 1000) / 1000);
    case 3:
        return rng_below(rng, 3); /* only the lowest digit differs */
    case 4:
        return sort_key(pow(10, 600 * rng_uniform(rng) - 300) *
                        (rng_below(rng, 2) ? 1 : -1));
    case 5:
        return rng_next(rng) >> rng_below(rng, 64);
    default:
        return 42;
    }
}

START_TEST(random_keys_are_sorted_with_their_tags)
{
    static const size_t sizes[] = {0,   1,    2,    3,    19,     20,     21,    100,
                                   257, 2047, 2048, 5000, 131072, 131073, 300000};
    struct rng rng;

    rng_init(&rng, rng_key(_i));
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint64_t *keys = xcalloc(sizes[s], sizeof *keys);
        uint8_t *tags = xcalloc(sizes[s], sizeof *tags);

        for (size_t i = 0; i < sizes[s]; i++) {
            keys[i] = random_key(&rng, _i);
            tags[i] = (uint8_t)rng_below(&rng, 2);
        }
        check_sorts(keys, tags, sizes[s]);
        check_sorts(keys, tags, sizes[s]); /* sorted already */
        free(keys);
        free(tags);
    }
}
END_TEST

START_TEST(order_is_stable)
{
    static const size_t sizes[] = {0, 1, 2, 3, 100, 5000, 100000};
    struct rng rng;

    rng_init(&rng, rng_key(100 + (uint64_t)_i));
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s];
        uint64_t *keys = xcalloc(n, sizeof *keys);
        uint32_t *order = xcalloc(n, sizeof *order);
        uint8_t *seen = xcalloc(n, 1);

        for (size_t i = 0; i < n; i++)
            keys[i] = random_key(&rng, _i);
        sort_order(order, keys, n);
        for (size_t i = 0; i < n; i++) {
            if (i > 0 &&
                (keys[order[i]] < keys[order[i - 1]] ||
                 (keys[order[i]] == keys[order[i - 1]] && order[i] < order[i - 1])))
                ck_abort_msg("%zu of %zu is out of order", i, n);
            if (seen[order[i]]++)
                ck_abort_msg("%zu of %zu comes twice", i, n);
        }
        free(keys);
        free(order);
        free(seen);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sort");
    TCase *tc = tcase_create("sort");

    tcase_add_test(tc, keys_are_in_the_order_of_the_doubles);
    tcase_add_test(tc, minus_zero_is_zero);
    tcase_add_loop_test(tc, random_keys_are_sorted_with_their_tags, 0, 7);
    tcase_add_loop_test(tc, order_is_stable, 0, 7);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
