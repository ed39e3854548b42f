/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/name.h"

#include "testlib.h"

START_TEST(names_start_with_a_letter_and_hold_no_syntax)
{
    const char *good[] = {"a", "Z9", "release", "sens95", "two-words", "two_words"};
    const char *bad[] = {"",    "9a",  "-a",  "_a",       "a b",
                         "a.b", "a=b", "a@b", "\xc3\xa4", "a\n"};

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        ck_assert_msg(name_is_valid(good[i]), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(!name_is_valid(bad[i]), "%s", bad[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name");
    TCase *tc = tcase_create("all");

    tcase_add_test(tc, names_start_with_a_letter_and_hold_no_syntax);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
