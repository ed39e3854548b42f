/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "report/escape.h"
#include "report/renderers.h"
#include "testlib.h"

static void check_text(struct report *report, const char *want)
{
    struct strbuf out = STRBUF_INIT;

    render_text(&out, report, false);
    ck_assert_str_eq(out.text, want);
    strbuf_release(&out);
    report_release(report);
    report_release(report);
}

START_TEST(nothing_is_nothing)
{
    struct report report = {0};

    check_text(&report, "");
}
END_TEST

START_TEST(blocks_follow_each_other)
{
    struct report report = {0};

    report_heading(&report, "%s: model %s", "a.csv", "m");
    report_paragraph(&report, "%d words", 2);
    report_heading(&report, "Notes");
    report_item(&report, "one");
    report_item(&report, "two");
    check_text(&report, "a.csv: model m\n"
                        "  2 words\n"
                        "\n"
                        "Notes\n"
                        "  - one\n"
                        "  - two\n");
}
END_TEST

/* 80 columns: as many words in a line as fit, and a full line is no reason to break. */
START_TEST(sentences_wrap_at_80)
{
    struct report report = {0};

    report_paragraph(&report, "%s",
                     "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff "
                     "ggggggggg hhhhhhhh i");
    report_item(&report, "aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff "
                         "ggggggggg hhhhhhh i");
    check_text(
        &report,
        "  aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg "
        "hhhhhhhh\n"
        "  i\n"
        "  - aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd eeeeeeeee fffffffff ggggggggg\n"
        "    hhhhhhh i\n");
}
END_TEST

START_TEST(a_line_of_80_is_not_broken)
{
    struct report report = {0};

    /* two blanks, 68 letters, a blank, nine letters */
    report_paragraph(&report, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                              "aaaaaaaaaaaa bbbbbbbbb");
    check_text(&report,
               "  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
               "bbbbbbbbb\n");
}
END_TEST

START_TEST(a_word_too_long_for_a_line_is_kept_whole)
{
    struct report report = {0};
    char word[101];

    memset(word, 'w', 100);
    word[100] = '\0';
    report_paragraph(&report, "a %s b", word);
    check_text(&report, "  a\n"
                        "  "
                        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
                        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww\n"
                        "  b\n");
}
END_TEST

/* What a terminal shows is counted, not bytes. */
START_TEST(wide_characters_count_as_two)
{
    struct report report = {0};
    struct strbuf text = STRBUF_INIT;

    for (int i = 0; i < 38; i++)
        strbuf_adds(&text, "\xe6\xbc\xa2");
    strbuf_adds(&text, " x y");
    report_paragraph(&report, "%s", text.text);
    strbuf_reset(&text);
    strbuf_adds(&text, "  ");
    for (int i = 0; i < 38; i++)
        strbuf_adds(&text, "\xe6\xbc\xa2");
    strbuf_adds(&text, " x\n  y\n");
    check_text(&report, text.text);
    strbuf_release(&text);
}
END_TEST

START_TEST(tables_are_aligned)
{
    struct report report = {0};
    struct table *table =
        report_table(&report, "lrl", (const char *[]){"", "n", "95 % CI"});

    table_add_row(table, (const char *[]){"AUC", "0.7314", "0.61 to 0.82"});
    table_add_row(table, (const char *[]){"\xc3\x9f", "1", ""});
    check_text(&report, "            n  95 % CI\n"
                        "  AUC  0.7314  0.61 to 0.82\n"
                        "  \xc3\x9f         1\n");
}
END_TEST

START_TEST(a_table_without_heads_has_no_head_line)
{
    struct report report = {0};
    struct table *table = report_table(&report, "lr", NULL);

    table_add_row(table, (const char *[]){"a", "10"});
    table_add_row(table, (const char *[]){"bb", "1"});
    check_text(&report, "  a   10\n"
                        "  bb   1\n");
}
END_TEST

START_TEST(cells_may_have_several_lines)
{
    struct report report = {0};
    struct table *table = report_table(&report, "lll", (const char *[]){"", "x", "y"});

    table_add_row(table, (const char *[]){"GE", "66.7 %\n14/21", "a\nb\nc"});
    table_add_row(table, (const char *[]){"Siemens\n  Go", "1", "2"});
    check_text(&report, "           x       y\n"
                        "  GE       66.7 %  a\n"
                        "           14/21   b\n"
                        "                   c\n"
                        "  Siemens  1       2\n"
                        "    Go\n");
}
END_TEST

/* The first column gives way: its long name gets a line of its own, and no line is
 * longer than 80. */
START_TEST(long_names_get_a_line_of_their_own)
{
    struct report report = {0};
    struct table *table =
        report_table(&report, "lll", (const char *[]){"Model", "AUC", "Sensitivity"});
    const char *name = "a model whose name takes so much of the line that no number "
                       "has room behind it";

    table_add_row(table, (const char *[]){name, "0.731 (0.612-0.821)",
                                          "63.4 % (48.1-76.4)\n26/41"});
    table_add_row(table, (const char *[]){"short", "0.824 (0.740-0.886)", "65.9 %"});
    check_text(
        &report,
        "  Model                                  AUC                  Sensitivity\n"
        "  a model whose name takes so much of the line that no number has room behind "
        "it\n"
        "                                         0.731 (0.612-0.821)  63.4 % "
        "(48.1-76.4)\n"
        "                                                              26/41\n"
        "  short                                  0.824 (0.740-0.886)  65.9 %\n");
}
END_TEST

START_TEST(control_characters_do_not_reach_the_terminal)
{
    struct report report = {0};
    struct table *table = report_table(&report, "l", (const char *[]){"\x1b[2J"});
    struct strbuf out = STRBUF_INIT;

    table_add_row(table, (const char *[]){"\x07\xe2\x80\xae"});
    report_heading(&report, "%s", "\x1b]0;title\x07");
    report_item(&report, "\xc2\x9b"
                         "2J");
    render_text(&out, &report, false);
    for (size_t i = 0; i < out.length; i++)
        ck_assert((unsigned char)out.text[i] >= 0x20 || out.text[i] == '\n');
    ck_assert_ptr_null(strstr(out.text, "\xc2\x9b"));
    ck_assert_ptr_null(strstr(out.text, "\xe2\x80\xae"));
    strbuf_release(&out);
    report_release(&report);
}
END_TEST

START_TEST(colour_marks_headings_only)
{
    struct report report = {0};
    struct strbuf out = STRBUF_INIT;

    report_heading(&report, "Notes");
    report_paragraph(&report, "text");
    render_text(&out, &report, true);
    ck_assert_ptr_nonnull(strstr(out.text, "\033[1mNotes"));
    ck_assert_ptr_nonnull(strstr(out.text, "\033[0m"));
    ck_assert_ptr_null(strchr(strstr(out.text, "  text"), '\033'));
    strbuf_release(&out);
    report_release(&report);
}
END_TEST

/* Random tables: no line is longer than 80 columns while the numbers alone would fit,
 * none ends in a blank, and no cell's text is lost. */
START_TEST(random_tables_stay_within_80)
{
    struct rng rng;

    rng_init(&rng, rng_key((uint64_t)_i));
    for (int round = 0; round < 50; round++) {
        struct report report = {0};
        struct table *table =
            report_table(&report, "lrl", (const char *[]){"Name", "Value", "Interval"});
        struct strbuf name = STRBUF_INIT, out = STRBUF_INIT;
        char *line, *rest;

        for (int row = 0; row < 5; row++) {
            strbuf_reset(&name);
            for (uint64_t words = 1 + rng_below(&rng, 6); words > 0; words--)
                strbuf_addf(&name, "%s%.*s", name.length ? " " : "",
                            (int)(1 + rng_below(&rng, 14)), "abcdefghijklmnopqrst");
            table_add_row(table,
                          (const char *[]){name.text, "12,345",
                                           rng_below(&rng, 2) ? "0.1 to 0.2" : "1\n2"});
        }
        render_text(&out, &report, false);
        for (line = strtok_r(out.text, "\n", &rest); line;
             line = strtok_r(NULL, "\n", &rest)) {
            ck_assert_msg(escape_width(line) <= TEXT_WIDTH, "%s", line);
            ck_assert_msg(line[strlen(line) - 1] != ' ', "'%s'", line);
        }
        strbuf_release(&name);
        strbuf_release(&out);
        report_release(&report);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tc = tcase_create("text");

    tcase_add_test(tc, nothing_is_nothing);
    tcase_add_test(tc, blocks_follow_each_other);
    tcase_add_test(tc, sentences_wrap_at_80);
    tcase_add_test(tc, a_line_of_80_is_not_broken);
    tcase_add_test(tc, a_word_too_long_for_a_line_is_kept_whole);
    tcase_add_test(tc, wide_characters_count_as_two);
    tcase_add_test(tc, tables_are_aligned);
    tcase_add_test(tc, a_table_without_heads_has_no_head_line);
    tcase_add_test(tc, cells_may_have_several_lines);
    tcase_add_test(tc, long_names_get_a_line_of_their_own);
    tcase_add_test(tc, control_characters_do_not_reach_the_terminal);
    tcase_add_test(tc, colour_marks_headings_only);
    tcase_add_loop_test(tc, random_tables_stay_within_80, 0, 4);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
