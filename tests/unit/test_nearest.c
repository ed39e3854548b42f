/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/nearest.h"

#include <string.h>

#include "testlib.h"

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

static const char *const names[] = {"score",       "scanner",     "label", "age",
                                    "sensitivity", "specificity", "id",    "scores"};

/* NULL: none is near enough. */
static const struct {
    const char *word, *nearest;
} table[] = {
    {"score",        "score"      },
    {"scor",         "score"      }, /* deletion; "scores" is further */
    {"scroe",        "score"      }, /* neighbours exchanged cost one edit */
    {"scorre",       "score"      }, /* insertion; substitution would be dearer */
    {"Score",        "score"      }, /* case is no difference ... */
    {"lable",        "label"      },
    {"sensitivty",   "sensitivity"},
    {"specifity",    "specificity"},
    {"aeg",          "age"        },
    {"xyzzy",        NULL         },
    {"",             NULL         },
    {"wibblewobble", NULL         },
};

START_TEST(the_nearest_name_is_found)
{
    const char *found = nearest_name(table[_i].word, names, N_OF(names));

    if (!table[_i].nearest)
        ck_assert_msg(!found, "'%s' is no '%s'", table[_i].word, found ? found : "");
    else
        ck_assert_msg(found && !strcmp(found, table[_i].nearest), "'%s' gives '%s'",
                      table[_i].word, found ? found : "nothing");
}
END_TEST

START_TEST(the_first_of_equals_wins)
{
    const char *const equals[] = {"ab", "aa", "ac"};

    ck_assert_ptr_eq(nearest_name("a_", equals, 3), equals[0]);
}
END_TEST

START_TEST(case_decides_between_equals)
{
    const char *const levels[] = {"ORION 128", "Orion 128"};

    ck_assert_ptr_eq(nearest_name("Orion 129", levels, 2), levels[1]);
    ck_assert_ptr_eq(nearest_name("ORIN 128", levels, 2), levels[0]);
    ck_assert_ptr_eq(nearest_name("orion 128", levels, 2), levels[1]);
}
END_TEST

START_TEST(there_may_be_no_names)
{
    ck_assert_ptr_null(nearest_name("score", NULL, 0));
}
END_TEST

START_TEST(long_words_are_compared_by_their_beginning)
{
    char word[300], name[300];
    const char *list[] = {name};

    memset(word, 'a', sizeof word);
    word[sizeof word - 1] = '\0';
    memcpy(name, word, sizeof name);
    name[200] = 'b';
    ck_assert_ptr_eq(nearest_name(word, list, 1), name);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("nearest");
    TCase *tc = tcase_create("nearest");

    tcase_add_loop_test(tc, the_nearest_name_is_found, 0, N_OF(table));
    tcase_add_test(tc, the_first_of_equals_wins);
    tcase_add_test(tc, case_decides_between_equals);
    tcase_add_test(tc, there_may_be_no_names);
    tcase_add_test(tc, long_words_are_compared_by_their_beginning);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
