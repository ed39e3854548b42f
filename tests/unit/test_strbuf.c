/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/strbuf.h"

#include <stdlib.h>
#include <string.h>

#include "testlib.h"

START_TEST(empty_is_a_string)
{
    struct strbuf sb = STRBUF_INIT, other;

    ck_assert_str_eq(sb.text, "");
    ck_assert_uint_eq(sb.length, 0);
    strbuf_reset(&sb);
    ck_assert_str_eq(sb.text, "");
    strbuf_release(&sb);
    strbuf_release(&sb);
    strbuf_init(&other);
    ck_assert_str_eq(other.text, "");
}
END_TEST

START_TEST(parts_are_joined)
{
    struct strbuf sb = STRBUF_INIT;

    strbuf_adds(&sb, "a");
    strbuf_addc(&sb, 'b');
    strbuf_add(&sb, "cde", 2);
    strbuf_addf(&sb, "-%d-%s", 42, "x");
    strbuf_pad(&sb, '.', 3);
    strbuf_pad(&sb, '.', 0);
    strbuf_adds(&sb, "");
    ck_assert_str_eq(sb.text, "abcd-42-x...");
    ck_assert_uint_eq(sb.length, 12);
    strbuf_reset(&sb);
    ck_assert_str_eq(sb.text, "");
    strbuf_adds(&sb, "again");
    ck_assert_str_eq(sb.text, "again");
    strbuf_release(&sb);
    ck_assert_str_eq(sb.text, "");
}
END_TEST

START_TEST(bytes_may_be_zero)
{
    struct strbuf sb = STRBUF_INIT;

    strbuf_add(&sb, "a\0b", 3);
    ck_assert_uint_eq(sb.length, 3);
    ck_assert_int_eq(memcmp(sb.text, "a\0b", 4), 0);
    strbuf_release(&sb);
}
END_TEST

/* A formatted part longer than what is left, at every length. */
START_TEST(it_grows_by_itself)
{
    struct strbuf sb = STRBUF_INIT;
    size_t want = 0;

    for (int i = 0; i < 300; i++) {
        strbuf_addf(&sb, "%0*d", i + 1, i);
        want += (size_t)i + 1;
        ck_assert_uint_eq(sb.length, want);
        ck_assert_uint_eq(strlen(sb.text), want);
        ck_assert_uint_gt(sb.capacity, want);
    }
    strbuf_release(&sb);
}
END_TEST

START_TEST(detached_text_belongs_to_the_caller)
{
    struct strbuf sb = STRBUF_INIT;
    char *text, *empty = strbuf_detach(&sb);

    ck_assert_str_eq(empty, "");
    strbuf_adds(&sb, "mine");
    text = strbuf_detach(&sb);
    ck_assert_str_eq(text, "mine");
    ck_assert_str_eq(sb.text, "");
    ck_assert_uint_eq(sb.length, 0);
    free(text);
    free(empty);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("strbuf");
    TCase *tc = tcase_create("strbuf");

    tcase_add_test(tc, empty_is_a_string);
    tcase_add_test(tc, parts_are_joined);
    tcase_add_test(tc, bytes_may_be_zero);
    tcase_add_test(tc, it_grows_by_itself);
    tcase_add_test(tc, detached_text_belongs_to_the_caller);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
