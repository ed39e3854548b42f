/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/spec.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const struct {
    const char *text;
    char separator;
    const char *parts; /* joined by '|' */
} splits[] = {
    {"a",                           ',', "a"                          },
    {"a,b,c",                       ',', "a|b|c"                      },
    {" a , b ",                     ',', "a|b"                        },
    {"",                            ',', ""                           },
    {",",                           ',', "|"                          },
    {"a,",                          ',', "a|"                         },
    {"\"lung, left\",b",            ',', "\"lung, left\"|b"           },
    {"\"a \"\"b, c\"\"\",d",        ',', "\"a \"\"b, c\"\"\"|d"       },
    {"x=\"a,b\",c",                 ',', "x=\"a,b\"|c"                },
    {"a*\"b*c\"*d",                 '*', "a|\"b*c\"|d"                },
    {"\"never closed, so one part", ',', "\"never closed, so one part"},
};

START_TEST(lists_are_split_outside_quotes)
{
    struct spec_list list;
    struct strbuf joined = STRBUF_INIT;

    spec_split(&list, splits[_i].text, splits[_i].separator);
    for (size_t i = 0; i < list.n; i++)
        strbuf_addf(&joined, "%s%s", i ? "|" : "", list.parts[i]);
    ck_assert_str_eq(joined.text, splits[_i].parts);
    strbuf_release(&joined);
    spec_release(&list);
    spec_release(&list);
}
END_TEST

START_TEST(a_single_part_is_kept_whole)
{
    struct spec_list list;

    spec_single(&list, " a, \"b\" ");
    ck_assert_uint_eq(list.n, 1);
    ck_assert_str_eq(list.parts[0], "a, \"b\"");
    spec_release(&list);
}
END_TEST

static const struct {
    const char *text, *plain;
} quoted[] = {
    {"\"lung, left\"",         "lung, left"    },
    {"\"lung, \"\"left\"\"\"", "lung, \"left\""},
    {"\"\"",                   ""              },
    {"plain",                  "plain"         },
    {"\"half",                 "\"half"        },
    {"half\"",                 "half\""        },
    {"\"",                     "\""            },
    {"",                       ""              },
    {"a\"b\"c",                "a\"b\"c"       },
};

START_TEST(quotes_around_the_whole_are_removed)
{
    char text[64];

    snprintf(text, sizeof text, "%s", quoted[_i].text);
    ck_assert_ptr_eq(spec_unquote(text), text);
    ck_assert_str_eq(text, quoted[_i].plain);
}
END_TEST

START_TEST(characters_are_found_outside_quotes)
{
    char text[] = "\"a=b\"=c=d", none[] = "\"a=b\"", empty[] = "";

    ck_assert_ptr_eq(spec_find(text, '='), text + 5);
    ck_assert_ptr_null(spec_find(none, '='));
    ck_assert_ptr_null(spec_find(empty, '='));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spec");
    TCase *tc = tcase_create("spec");

    tcase_add_loop_test(tc, lists_are_split_outside_quotes, 0, N_OF(splits));
    tcase_add_test(tc, a_single_part_is_kept_whole);
    tcase_add_loop_test(tc, quotes_around_the_whole_are_removed, 0, N_OF(quoted));
    tcase_add_test(tc, characters_are_found_outside_quotes);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
