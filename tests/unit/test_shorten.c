/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plot/shorten.h"

#include <stdlib.h>

#include "report/escape.h"
#include "testlib.h"

enum { MOST = 4 };

static void check(const char *const *texts, size_t columns, const char *const *expected)
{
    char *out[MOST];
    size_t n = 0;

    while (n < MOST && texts[n])
        n++;
    shorten_apart(out, texts, n, columns);
    for (size_t i = 0; i < n; i++) {
        ck_assert_str_eq(out[i], expected[i]);
        ck_assert_uint_le(escape_width(out[i]), columns);
        free(out[i]);
    }
}

#define TEXTS(...)                                                                     \
    (const char *const[MOST])                                                          \
    {                                                                                  \
        __VA_ARGS__                                                                    \
    }

/* All expected texts by hand: three fifths of what is left beside "…" from the start, or the differing part with as much around it. */
START_TEST(what_differs_is_shown)
{
    check(TEXTS("short", "A"), 10, TEXTS("short", "A"));
    check(TEXTS("Hospital number 07 of the north", "Hospital number 12 of the north"),
          12, TEXTS("…ber 07 of …", "…ber 12 of …"));
    check(TEXTS("Hospital number 07 of the north", "Hospital number 12 of the south"),
          12, TEXTS("Hospit…north", "Hospit…south"));
    check(TEXTS("north wing of the hospital 1 x", "north wing of the hospital 2 x"), 10,
          TEXTS("north… 1 x", "north… 2 x"));
}
END_TEST

START_TEST(texts_of_many_bytes)
{
    check(TEXTS("ÄÄÄÄÄÄÄÄ1ÄÄÄÄÄÄÄÄ", "ÄÄÄÄÄÄÄÄ2ÄÄÄÄÄÄÄÄ"), 5, TEXTS("…Ä1Ä…", "…Ä2Ä…"));
    check(TEXTS("aaaaaaaaaaé bbbbbbbbbb", "aaaaaaaaaaè bbbbbbbbbb"), 5,
          TEXTS("…aé …", "…aè …"));
}
END_TEST

START_TEST(equal_texts_stay_equal)
{
    check(TEXTS("the same long name", "the same long name"), 9,
          TEXTS("the …name", "the …name"));
    check(TEXTS("", ""), 9, TEXTS("", ""));
    check(TEXTS("aaaaaaaaaa", "aaaaaaaaaaaaaaaa"), 5, TEXTS("…aaaa", "…aa…"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shorten");
    TCase *tc = tcase_create("shorten");

    tcase_add_test(tc, what_differs_is_shown);
    tcase_add_test(tc, texts_of_many_bytes);
    tcase_add_test(tc, equal_texts_stay_equal);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
