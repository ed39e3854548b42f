/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/opt.h"

#include <stdlib.h>
#include <string.h>

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))
#define AT(member) offsetof(struct options, member)

/* One row of every kind, in two groups; "out" is the beginning of "output". */
static const char *const colours[] = {"auto", "always", "never", NULL};
static const struct opt first_rows[] = {
    {"score",           's', OPT_LIST, "COL", NULL, NULL, AT(input.scores), "a list"},
    {"id",         'i', OPT_TEXT, "COL", NULL, NULL, AT(input.id), "a text"},
    {"seed",             0, OPT_COUNT, "N", "7", NULL, AT(eval.seed), "a count"},
    {"confidence", 0, OPT_NUMBER, "C", "0.95", NULL, AT(eval.confidence), "a number"},
    {0                },
};
static const struct opt second_rows[] = {
    {"delimiter",          'd', OPT_CHAR, "C", NULL, NULL, AT(input.delimiter), "a character"},
    {"color",            0, OPT_CHOICE, "auto|always|never", "auto", colours, AT(output.color),
     "a choice"},
    {"quiet",                'q', OPT_FLAG, NULL, NULL, NULL, AT(output.quiet), "a flag"},
    {"verbose", 'v', OPT_FLAG, NULL, NULL, NULL, AT(output.verbose), "another flag"},
    {"output",                    'o', OPT_TEXT, "FILE", NULL, NULL, AT(output.output),
     "a help text that is so long that it has to be broken and goes on in the next "
     "line"},
    {0       },
};
static const struct opt_group first = {"First", first_rows},
                              second = {"Second", second_rows};
static const struct opt_group *const groups[] = {&first, &second, NULL};

static enum err_code parse(struct options *options, const char *const *words,
                           struct err *err)
{
    char *argv[16] = {(char *)(size_t) "command"};
    int argc = 1;

    *options = (struct options){0};
    *err = (struct err){0};
    for (; *words; words++)
        argv[argc++] = (char *)(size_t)*words;
    return opt_parse(options, groups, argc, argv, err);
}

static void add_list(struct strbuf *out, const char *name, const struct text_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        strbuf_addf(out, " %s[%s]", name, list->texts[i]);
}

static const struct {
    const char *words[10];
    const char *parsed;
} good[] = {
    {{NULL},                                                         "seed 7 confidence 0.95 color 0"                 },
    {{"a.csv", "b.csv", NULL},
     "seed 7 confidence 0.95 color 0 file[a.csv] file[b.csv]"                                                         },
 /* options may stand anywhere, and lists accumulate */
    {{"-s", "x", "a.csv", "--score", "y", "-sz", "--score=w", NULL},
     "seed 7 confidence 0.95 color 0 file[a.csv] score[x] score[y] score[z] score[w]"                                 },
    {{"--seed", "42", "--confidence=0.9", "--color", "never", NULL},
     "seed 42 confidence 0.9 color 2"                                                                                 },
    {{"--seed", "1", "--seed", "2", NULL},
     "seed 2 confidence 0.95 color 0"                                                                                 }, /* the last one counts */
    {{"-qv", NULL},                                                  "seed 7 confidence 0.95 color 0 quiet verbose"   },
    {{"-q", "--verbose", NULL},                                      "seed 7 confidence 0.95 color 0 quiet verbose"   },
    {{"-d", ";", NULL},                                              "seed 7 confidence 0.95 color 0 delimiter 59"    },
    {{"-d", "tab", NULL},                                            "seed 7 confidence 0.95 color 0 delimiter 9"     },
    {{"--delimiter=\\t", NULL},                                      "seed 7 confidence 0.95 color 0 delimiter 9"     },
    {{"--id", "--seed", NULL},
     "seed 7 confidence 0.95 color 0 id[--seed]"                                                                      }, /* a value, whatever it looks like */
    {{"--id=", NULL},                                                "seed 7 confidence 0.95 color 0 id[]"            },
    {{"-s", "-1", NULL},                                             "seed 7 confidence 0.95 color 0 score[-1]"       },
    {{"--output", "output", NULL},                                   "seed 7 confidence 0.95 color 0 output[output]"  },
    {{"--id", "id", "--id=a=b", NULL},                               "seed 7 confidence 0.95 color 0 id[a=b]"         },
 /* "-" is a file, and everything behind "--" */
    {{"-", NULL},                                                    "seed 7 confidence 0.95 color 0 file[-]"         },
    {{"-s", "-", "-", NULL},                                         "seed 7 confidence 0.95 color 0 file[-] score[-]"},
    {{"-q", "--", "-s", "--seed", NULL},
     "seed 7 confidence 0.95 color 0 file[-s] file[--seed] quiet"                                                     },
};

START_TEST(words_are_parsed)
{
    struct options options;
    struct strbuf out = STRBUF_INIT;
    struct err err;

    ck_assert_msg(!parse(&options, good[_i].words, &err), "%s", err.text);
    strbuf_addf(&out, "seed %d confidence %g color %d", (int)options.eval.seed,
                options.eval.confidence, options.output.color);
    add_list(&out, "file", &options.input.files);
    add_list(&out, "score", &options.input.scores);
    if (options.input.id)
        strbuf_addf(&out, " id[%s]", options.input.id);
    if (options.output.output)
        strbuf_addf(&out, " output[%s]", options.output.output);
    if (options.input.delimiter)
        strbuf_addf(&out, " delimiter %d", options.input.delimiter);
    strbuf_adds(&out, options.output.quiet ? " quiet" : "");
    strbuf_adds(&out, options.output.verbose ? " verbose" : "");
    ck_assert_str_eq(out.text, good[_i].parsed);
    strbuf_release(&out);
    options_release(&options);
    options_release(&options);
}
END_TEST

static const struct {
    const char *words[6];
    const char *text, *hint;
} bad[] = {
  /* abbreviations would change their meaning with the next option */
    {{"--see", "1", NULL},           "unknown option '--see'",               "did you mean '--seed'?"     },
    {{"--see=1", NULL},              "unknown option '--see'",               "did you mean '--seed'?"     },
    {{"--outpu", "x", NULL},         "unknown option '--outpu'",             "did you mean '--output'?"   },
    {{"--qui", NULL},                "unknown option '--qui'",               "did you mean '--quiet'?"    },
    {{"--c", "1", NULL},
     "unknown option '--c'",                                                 "--help lists the options"   }, /* color or confidence */
    {{"--colour", "never", NULL},
     "unknown option '--colour'",                                            "did you mean '--color'?"    },
    {{"--sede=5", NULL},             "unknown option '--sede'",              "did you mean '--seed'?"     },
    {{"--wibblewobble", NULL},
     "unknown option '--wibblewobble'",                                      "--help lists the options"   },
    {{"-x", NULL},                   "unknown option '-x'",                  "--help lists the options"   },
    {{"-qx", NULL},                  "unknown option '-x'",                  "--help lists the options"   },
    {{"-s", NULL},                   "option '-s' needs a value: COL",       ""                           },
    {{"a", "--score", NULL},         "option '--score' needs a value: COL",  ""                           },
    {{"-qo", NULL},                  "option '-o' needs a value: FILE",      ""                           },
    {{"--quiet=yes", NULL},          "option '--quiet' takes no value",      ""                           },
    {{"--seed", "x", NULL},          "--seed: 'x' is not a whole number",    ""                           },
    {{"--seed", "-1", NULL},         "--seed: '-1' is not a whole number",   ""                           },
    {{"--seed", "1.5", NULL},        "--seed: '1.5' is not a whole number",  ""                           },
    {{"--seed=", NULL},              "--seed: '' is not a whole number",     ""                           },
    {{"--confidence", "95%", NULL},  "--confidence: '95%' is not a number",  ""                           },
    {{"--confidence", "0,95", NULL}, "--confidence: '0,95' is not a number", ""                           },
    {{"--confidence", "nan", NULL},  "--confidence: 'nan' is not a number",  ""                           },
    {{"--delimiter", "", NULL},
     "--delimiter: '' is not a single character (or 'tab')",                 ""                           },
    {{"--delimiter", "ab", NULL},
     "--delimiter: 'ab' is not a single character (or 'tab')",               ""                           },
    {{"--color", "nevr", NULL},
     "--color: 'nevr' is none of auto, always, never",                       "did you mean --color never?"},
    {{"--color", "7777777", NULL},
     "--color: '7777777' is none of auto, always, never",                    ""                           },
};

START_TEST(what_cannot_be_meant_is_refused)
{
    struct options options;
    struct err err;

    ck_assert_int_eq(parse(&options, bad[_i].words, &err), ERR_USAGE);
    ck_assert_str_eq(err.text, bad[_i].text);
    ck_assert_str_eq(err.hint, bad[_i].hint);
    options_release(&options);
}
END_TEST

START_TEST(help_shows_every_option_in_80_columns)
{
    struct strbuf out = STRBUF_INIT;
    char *line, *rest;

    opt_describe(&out, groups);
    ck_assert_str_eq(
        out.text,
        "\nFirst\n"
        "  -s, --score COL               a list\n"
        "  -i, --id COL                  a text\n"
        "      --seed N                  a count\n"
        "      --confidence C            a number\n"
        "\nSecond\n"
        "  -d, --delimiter C             a character\n"
        "      --color auto|always|never a choice\n"
        "  -q, --quiet                   a flag\n"
        "  -v, --verbose                 another flag\n"
        "  -o, --output FILE             a help text that is so long that it has to "
        "be\n"
        "                                broken and goes on in the next line\n");
    for (line = strtok_r(out.text, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest))
        ck_assert_uint_le(strlen(line), 80);
    strbuf_release(&out);
}
END_TEST

/* Defaults and what is written elsewhere are not told; folders are left out; a shell would read the words as they were meant. */
START_TEST(what_was_typed_is_told_again)
{
    static const char *const words[] = {
        "dir/a b.csv", "--score", "it's",         "-s",    "x,y",
        "--seed",      "7",       "--confidence", "0.9",   "-d",
        "tab",         "-q",      "--color",      "never", NULL};
    struct options options;
    struct strbuf out = STRBUF_INIT;
    struct err err;

    ck_assert_int_eq(parse(&options, words, &err), ERR_OK);
    opt_tell(&out, groups, &options);
    ck_assert_str_eq(out.text, " 'a b.csv' -s 'it'\\''s' -s x,y --confidence 0.9 "
                               "-d tab --color never -q");
    strbuf_release(&out);
    options_release(&options);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("opt");
    TCase *tc = tcase_create("opt");

    tcase_add_loop_test(tc, words_are_parsed, 0, N_OF(good));
    tcase_add_loop_test(tc, what_cannot_be_meant_is_refused, 0, N_OF(bad));
    tcase_add_test(tc, help_shows_every_option_in_80_columns);
    tcase_add_test(tc, what_was_typed_is_told_again);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
