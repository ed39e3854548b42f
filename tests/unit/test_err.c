/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/err.h"

#include <string.h>

#include "testlib.h"

START_TEST(a_zeroed_struct_is_no_error)
{
    struct err err = {0};

    ck_assert_int_eq(err.code, ERR_OK);
    ck_assert_str_eq(err.text, "");
    ck_assert_str_eq(err.hint, "");
}
END_TEST

START_TEST(set_returns_the_code_and_formats)
{
    struct err err = {0};

    ck_assert_int_eq(err_set(&err, ERR_INPUT, "%s:%d: %s", "a.csv", 17, "no"),
                     ERR_INPUT);
    assert_err(ERR_INPUT, &err);
    ck_assert_str_eq(err.text, "a.csv:17: no");
    ck_assert_str_eq(err.hint, "");
}
END_TEST

START_TEST(a_hint_keeps_code_and_text)
{
    struct err err = {0};

    err_set(&err, ERR_USAGE, "wrong");
    ck_assert_int_eq(err_hint(&err, "say --%s", "right"), ERR_USAGE);
    ck_assert_str_eq(err.text, "wrong");
    ck_assert_str_eq(err.hint, "say --right");
    err_hint(&err, "or better");
    ck_assert_str_eq(err.hint, "or better");
}
END_TEST

START_TEST(a_new_error_drops_the_old_hint)
{
    struct err err = {0};

    err_set(&err, ERR_USAGE, "first");
    err_hint(&err, "hint of the first");
    err_set(&err, ERR_IO, "second");
    assert_err(ERR_IO, &err);
    ck_assert_str_eq(err.hint, "");
}
END_TEST

START_TEST(long_texts_are_cut)
{
    struct err err = {0};
    char text[5000];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    err_set(&err, ERR_IO, "%s", text);
    err_hint(&err, "%s", text);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
    ck_assert_uint_eq(strlen(err.hint), sizeof err.hint - 1);
}
END_TEST

/* Part of the interface: scripts and CI jobs depend on them. */
START_TEST(exit_statuses_are_fixed)
{
    ck_assert_int_eq(EXIT_DONE, 0);
    ck_assert_int_eq(EXIT_FAILED, 1);
    ck_assert_int_eq(EXIT_NOT_EVALUATED, 2);
    ck_assert_int_eq(EXIT_INCONCLUSIVE, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("err");
    TCase *tc = tcase_create("err");

    tcase_add_test(tc, a_zeroed_struct_is_no_error);
    tcase_add_test(tc, set_returns_the_code_and_formats);
    tcase_add_test(tc, a_hint_keeps_code_and_text);
    tcase_add_test(tc, a_new_error_drops_the_old_hint);
    tcase_add_test(tc, long_texts_are_cut);
    tcase_add_test(tc, exit_statuses_are_fixed);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
