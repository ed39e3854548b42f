/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/intern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testlib.h"

START_TEST(codes_are_dense_and_in_order_of_appearance)
{
    struct intern in = {0};

    intern_init(&in);
    ck_assert_uint_eq(intern_find(&in, "b", 1), INTERN_NONE);
    ck_assert_uint_eq(intern_add(&in, "b", 1), 0);
    ck_assert_uint_eq(intern_add(&in, "a", 1), 1);
    ck_assert_uint_eq(intern_add(&in, "b", 1), 0);
    ck_assert_uint_eq(intern_add(&in, "", 0), 2);
    ck_assert_uint_eq(intern_add(&in, "abc", 2), 3); /* "ab" */
    ck_assert_uint_eq(intern_find(&in, "ab", 2), 3);
    ck_assert_uint_eq(intern_find(&in, "abc", 3), INTERN_NONE);
    ck_assert_uint_eq(in.n, 4);
    ck_assert_str_eq(in.strings[0], "b");
    ck_assert_str_eq(in.strings[2], "");
    ck_assert_str_eq(in.strings[3], "ab");
    intern_release(&in);
    intern_release(&in);
    ck_assert_uint_eq(in.n, 0);
}
END_TEST

/* Strings of one byte have a table of their own, beside that of all. */
START_TEST(every_byte_is_a_string)
{
    struct intern in = {0};

    intern_init(&in);
    ck_assert_uint_eq(intern_add(&in, "ab", 2), 0);
    for (int round = 0; round < 2; round++)
        for (uint32_t byte = 0; byte < 256; byte++) {
            char text = (char)byte;

            ck_assert_uint_eq(intern_add(&in, &text, 1), byte + 1);
            ck_assert_uint_eq(intern_find(&in, &text, 1), byte + 1);
            ck_assert_uint_eq(intern_add(&in, "ab", 2), 0);
        }
    ck_assert_uint_eq(in.n, 257);
    ck_assert_uint_eq(in.lengths[1], 1);
    intern_release(&in);
}
END_TEST

START_TEST(ranks_follow_the_bytes)
{
    const char *texts[] = {"b", "", "a", "B", "aa"};
    const uint32_t expected[] = {4, 0, 2, 1, 3};
    struct intern in;
    char *sorted[5];
    uint32_t *rank;

    intern_init(&in);
    for (size_t i = 0; i < 5; i++)
        intern_add(&in, texts[i], strlen(texts[i]));
    rank = intern_rank(&in, sorted);
    for (uint32_t i = 0; i < 5; i++) {
        ck_assert_uint_eq(rank[i], expected[i]);
        ck_assert_str_eq(sorted[rank[i]], texts[i]);
    }
    free(rank);
    intern_release(&in);
}
END_TEST

START_TEST(many_strings_are_told_apart)
{
    enum { MANY = 100000 };
    struct intern in = {0};
    char text[32];

    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            size_t length = (size_t)snprintf(text, sizeof text, "1.2.826.0.1.%u", i);

            ck_assert_uint_eq(intern_add(&in, text, length), i);
        }
    ck_assert_uint_eq(in.n, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert_uint_eq(intern_find(&in, in.strings[i], strlen(in.strings[i])), i);
    ck_assert_uint_ge(in.n_slots, 2 * in.n);
    intern_release(&in);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("intern");
    TCase *tc = tcase_create("intern");

    tcase_add_test(tc, codes_are_dense_and_in_order_of_appearance);
    tcase_add_test(tc, every_byte_is_a_string);
    tcase_add_test(tc, many_strings_are_told_apart);
    tcase_add_test(tc, ranks_follow_the_bytes);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
