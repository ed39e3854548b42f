/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/escape.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define REPLACED "\xef\xbf\xbd"

enum format { CSV, TSV, JSON, MARKDOWN, TERMINAL, GNUPLOT };

static void (*const escapes[])(struct strbuf *, const char *) = {
    escape_csv,      escape_tsv,      escape_json,
    escape_markdown, escape_terminal, escape_gnuplot};

static const struct {
    enum format format;
    const char *text, *escaped;
} table[] = {
    {CSV,      "",                                     ""                                           },
    {CSV,      "plain",                                "plain"                                      },
    {CSV,      "two words",                            "two words"                                  },
    {CSV,      "a,b",                                  "\"a,b\""                                    },
    {CSV,      "say \"so\"",                           "\"say \"\"so\"\"\""                         },
    {CSV,      "\"",                                   "\"\"\"\""                                   },
    {CSV,      "two\nlines",                           "\"two\nlines\""                             },
    {CSV,      "a\rb",                                 "\"a\rb\""                                   },
    {CSV,      " blank",                               "\" blank\""                                 },
    {CSV,      "blank ",                               "\"blank \""                                 },
    {CSV,      "tab\t",                                "\"tab\t\""                                  },
    {CSV,      " ",                                    "\" \""                                      },
    {CSV,      "a;b",                                  "a;b"                                        },
    {CSV,      "S100\xc3\x9f",                         "S100\xc3\x9f"                               },

    {TSV,      "",                                     ""                                           },
    {TSV,      "a,b \"c\"",                            "a,b \"c\""                                  },
    {TSV,      "a\tb\nc\rd\\e",                        "a\\tb\\nc\\rd\\\\e"                         },

    {JSON,     "",                                     "\"\""                                       },
    {JSON,     "a\"b\\c/d",                            "\"a\\\"b\\\\c/d\""                          },
    {JSON,     "a\nb\tc\rd",                           "\"a\\nb\\tc\\u000dd\""                      },
    {JSON,     "\x01\x1f\x7f",                         "\"\\u0001\\u001f\\u007f\""                  },
    {JSON,     "\xc3\x9f\xe2\x82\xac\xf0\x9f\x98\x80",
     "\"\xc3\x9f\xe2\x82\xac\xf0\x9f\x98\x80\""                                                     },
    {JSON,
     "a\xff"
     "b",                                              "\"a" REPLACED "b\""                         },
    {JSON,     "\xc3",                                 "\"" REPLACED "\""                           }, /* cut off */
    {JSON,     "\xe2\x82",                             "\"" REPLACED REPLACED "\""                  },
    {JSON,     "\x80z",                                "\"" REPLACED "z\""                          }, /* a continuation on its own */
    {JSON,     "\xc0\xaf",                             "\"" REPLACED REPLACED "\""                  }, /* an overlong '/' */
    {JSON,     "\xf5\x80\x80\x80",                     "\"" REPLACED REPLACED REPLACED REPLACED "\""},

    {MARKDOWN, "plain",                                "plain"                                      },
    {MARKDOWN, "a|b`c*d_e<f>g[h]i\\j#k",               "a\\|b\\`c\\*d\\_e\\<f\\>g\\[h\\]i\\\\j\\#k" },
    {MARKDOWN, "two\nlines\r\n",                       "two lines  "                                },
    {MARKDOWN, "\x1b[31m",                             "?\\[31m"                                    },
    {MARKDOWN, "\xff",                                 REPLACED                                     },

    {TERMINAL, "plain \xc3\x9f \xe6\xbc\xa2",          "plain \xc3\x9f \xe6\xbc\xa2"                },
    {TERMINAL, "two\nlines\tand",                      "two lines and"                              },
    {TERMINAL, "\x1b[31mred\x1b[0m",                   "?[31mred?[0m"                               },
    {TERMINAL, "\x07\x08\x7f",                         "???"                                        },
    {TERMINAL,
     "\xc2\x9b"
     "31m",                                            "?31m"                                       }, /* C1: CSI in one character */
    {TERMINAL, "\xc2\x85",                             "?"                                          }, /* NEL */
    {TERMINAL,
     "a\xe2\x80\xae"
     "txt.exe",                                        "a?txt.exe"                                  }, /* right-to-left override */
    {TERMINAL, "\xe2\x81\xa6\xe2\x81\xa9",             "??"                                         }, /* isolates */
    {TERMINAL, "\xe2\x80\x8b\xe2\x80\x8f\xef\xbb\xbf", "???"                                        }, /* of no width */
    {TERMINAL, "\xff\xfe",                             REPLACED REPLACED                            },

    {GNUPLOT,  "",                                     "''"                                         },
    {GNUPLOT,  "it's",                                 "'it''s'"                                    },
    {GNUPLOT,  "`touch pwned` $(id) '\"{}@_^ `",       "'`touch pwned` $(id) ''\"{}@_^ `'"          },
    {GNUPLOT,  "two\nlines\tand\r",                    "'two lines and '"                           },
    {GNUPLOT,  "bell\a \x1b[1m\x7f\xc2\x9b",           "'bell [1m'"                                 },
    {GNUPLOT,  "back\\slash",                          "'back\\slash'"                              },
    {GNUPLOT,
     "\xe2\x80\xae"
     "over",                                           "'over'"                                     },
    {GNUPLOT,  "\xd7\xa9\xd7\x9c",                     "'\xe2\x80\x8e\xd7\xa9\xd7\x9c'"             },
    {GNUPLOT,  "\xff",                                 "'" REPLACED "'"                             },
};

START_TEST(text_is_escaped)
{
    struct strbuf out = STRBUF_INIT;

    strbuf_adds(&out, ">"); /* what is there stays */
    escapes[table[_i].format](&out, table[_i].text);
    ck_assert_str_eq(out.text + 1, table[_i].escaped);
    strbuf_release(&out);
}
END_TEST

/* No two bytes, whatever they are, give JSON that another program cannot read, or
 * leave a control character for a terminal or Markdown. */
START_TEST(no_pair_of_bytes_gets_through)
{
    struct strbuf out = STRBUF_INIT;

    for (int pair = 1; pair < 65536; pair++) {
        char text[] = {'a', (char)(pair % 256), (char)(pair / 256), '\0'};
        json_t *json;

        if (!text[1])
            continue;
        strbuf_reset(&out);
        escape_json(&out, text);
        json = json_loads(out.text, JSON_DECODE_ANY, NULL);
        ck_assert_msg(json_is_string(json), "bytes %02x %02x give %s", pair % 256,
                      pair / 256, out.text);
        json_decref(json);
        for (int i = MARKDOWN; i <= TERMINAL; i++) {
            strbuf_reset(&out);
            escapes[i](&out, text);
            for (size_t k = 0; k < out.length; k++)
                ck_assert((unsigned char)out.text[k] >= 0x20 && out.text[k] != 0x7f);
        }
    }
    strbuf_release(&out);
}
END_TEST

static const struct {
    const char *text;
    size_t width;
} widths[] = {
    {"",                         0},
    {"abc",                      3},
    {"S100\xc3\x9f",             5},
    {"e\xcc\x81",                1}, /* e and a combining acute */
    {"\xe6\xbc\xa2\xe5\xad\x97", 4}, /* two Chinese characters */
    {"\xed\x95\x9c",             2}, /* Hangul */
    {"\xef\xbc\xa1",             2}, /* fullwidth A */
    {"\xf0\x9f\x98\x80",         2}, /* a face */
    {"\xff",                     1},
};

START_TEST(widths_are_those_of_a_terminal)
{
    ck_assert_uint_eq(escape_width(widths[_i].text), widths[_i].width);
}
END_TEST

static const struct {
    const char *text;
    size_t columns;
    const char *shortened;
} lengths[] = {
    {"",                                     3, ""                                    },
    {"abcde",                                5, "abcde"                               },
    {"abcdef",                               5,
     "ab\xe2\x80\xa6"
     "ef"                                                                             },
    {"site north",                           7, "sit\xe2\x80\xa6rth"                  },
    {"two\nlines",                           9, "two lines"                           },
    {"\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2", 5, "\xe6\xbc\xa2\xe2\x80\xa6\xe6\xbc\xa2"},
};

START_TEST(long_text_loses_its_middle)
{
    struct strbuf out = STRBUF_INIT;

    escape_shorten(&out, lengths[_i].text, lengths[_i].columns);
    ck_assert_str_eq(out.text, lengths[_i].shortened);
    ck_assert_uint_le(escape_width(out.text), lengths[_i].columns);
    strbuf_release(&out);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("escape");
    TCase *tc = tcase_create("escape");

    tcase_add_loop_test(tc, text_is_escaped, 0, N_OF(table));
    tcase_add_test(tc, no_pair_of_bytes_gets_through);
    tcase_add_loop_test(tc, widths_are_those_of_a_terminal, 0, N_OF(widths));
    tcase_add_loop_test(tc, long_text_loses_its_middle, 0, N_OF(lengths));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
