/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "testlib.h"

START_TEST(memory_is_zeroed)
{
    unsigned char *memory = xcalloc(1000, 3);

    for (size_t i = 0; i < 3000; i++)
        ck_assert_uint_eq(memory[i], 0);
    free(memory);
}
END_TEST

START_TEST(nothing_is_not_null)
{
    void *a = xcalloc(0, 8), *b = xcalloc(8, 0), *c = xrealloc(NULL, 0, 1);

    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_nonnull(b);
    ck_assert_ptr_nonnull(c);
    c = xrealloc(c, 0, 0);
    ck_assert_ptr_nonnull(c);
    free(a);
    free(b);
    free(c);
}
END_TEST

START_TEST(copies_are_terminated)
{
    char *whole = xstrdup("abc"), *part = xstrndup("abcdef", 4),
         *none = xstrndup("abc", 0);

    ck_assert_str_eq(whole, "abc");
    ck_assert_str_eq(part, "abcd");
    ck_assert_str_eq(none, "");
    free(whole);
    free(part);
    free(none);
}
END_TEST

START_TEST(growing_keeps_the_content)
{
    int *items = NULL;
    size_t capacity = 0, last = 0, n_moves = 0;

    for (size_t n = 1; n <= 100000; n++) {
        items = xgrow(items, &capacity, n, sizeof *items);
        ck_assert_uint_ge(capacity, n);
        n_moves += capacity != last;
        last = capacity;
        items[n - 1] = (int)n;
    }
    for (int i = 0; i < 100000; i++)
        ck_assert_int_eq(items[i], i + 1);
    ck_assert_uint_le(n_moves, 20); /* doubles: amortised */
    ck_assert_ptr_eq(xgrow(items, &capacity, 5, sizeof *items), items);
    ck_assert_uint_eq(capacity, last); /* never shrinks */
    free(items);
}
END_TEST

START_TEST(a_product_that_overflows_ends_the_program)
{
    free(xcalloc(SIZE_MAX / 2, 3));
}
END_TEST

START_TEST(growth_that_overflows_ends_the_program)
{
    size_t capacity = 0;

    free(xgrow(NULL, &capacity, SIZE_MAX - 1, 1));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mem");
    TCase *tc = tcase_create("mem");
    const char *fork = getenv("CK_FORK");
    bool forks = !fork || strcmp(fork, "no") != 0;

    tcase_add_test(tc, memory_is_zeroed);
    tcase_add_test(tc, nothing_is_not_null);
    tcase_add_test(tc, copies_are_terminated);
    tcase_add_test(tc, growing_keeps_the_content);
    if (forks) { /* an exit status needs a process of its own */
        tcase_add_exit_test(tc, a_product_that_overflows_ends_the_program,
                            EXIT_NOT_EVALUATED);
        tcase_add_exit_test(tc, growth_that_overflows_ends_the_program,
                            EXIT_NOT_EVALUATED);
    }
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
