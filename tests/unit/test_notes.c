/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/notes.h"

#include <stdio.h>

#include "testlib.h"

START_TEST(a_note_repeated_word_for_word_is_kept_once)
{
    struct notes notes = {0};

    for (int i = 0; i < 3; i++) {
        notes_addf(&notes, "file %d", 1);
        notes_addf(&notes, "file %d", 2);
    }
    ck_assert_uint_eq(notes.n, 2);
    ck_assert_str_eq(notes.texts[0], "file 1");
    ck_assert_str_eq(notes.texts[1], "file 2");
    notes_release(&notes);
    notes_release(&notes);
    ck_assert_uint_eq(notes.n, 0);
}
END_TEST

START_TEST(many_notes_keep_their_order)
{
    struct notes notes = {0};
    char want[32];

    for (int i = 0; i < 200; i++)
        notes_addf(&notes, "note %d", i);
    ck_assert_uint_eq(notes.n, 200);
    for (int i = 0; i < 200; i++) {
        snprintf(want, sizeof want, "note %d", i);
        ck_assert_str_eq(notes.texts[i], want);
    }
    notes_release(&notes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("notes");
    TCase *tc = tcase_create("notes");

    tcase_add_test(tc, a_note_repeated_word_for_word_is_kept_once);
    tcase_add_test(tc, many_notes_keep_their_order);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
