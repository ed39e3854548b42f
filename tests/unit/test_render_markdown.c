/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/renderers.h"

#include "testlib.h"

static void check_markdown(struct report *report, const char *want)
{
    struct strbuf out = STRBUF_INIT;

    render_markdown(&out, report);
    ck_assert_str_eq(out.text, want);
    strbuf_release(&out);
    report_release(report);
}

START_TEST(nothing_is_nothing)
{
    struct report report = {0};

    check_markdown(&report, "");
}
END_TEST

/* A blank line between blocks: Markdown would join them. */
START_TEST(blocks_are_set_apart)
{
    struct report report = {0};
    struct table *table;

    report_heading(&report, "a.csv");
    table = report_table(&report, "lr", (const char *[]){"", "n"});
    table_add_row(table, (const char *[]){"read", "113"});
    report_paragraph(&report, "A sentence that is longer than eighty columns is not "
                              "broken here, as Markdown flows by itself.");
    report_item(&report, "one");
    report_item(&report, "two");
    check_markdown(&report, "## a.csv\n"
                            "\n"
                            "|  | n |\n"
                            "|---|---:|\n"
                            "| read | 113 |\n"
                            "\n"
                            "A sentence that is longer than eighty columns is not "
                            "broken here, as Markdown flows by itself.\n"
                            "\n"
                            "- one\n"
                            "- two\n");
}
END_TEST

START_TEST(cells_keep_their_lines_and_their_bars)
{
    struct report report = {0};
    struct table *table = report_table(&report, "ll", (const char *[]){"a|b", "c"});

    table_add_row(table, (const char *[]){"x\ny\nz", "<script>"});
    table_add_row(table, (const char *[]){"", "*not bold*"});
    check_markdown(&report, "| a\\|b | c |\n"
                            "|---|---|\n"
                            "| x<br>y<br>z | \\<script\\> |\n"
                            "|  | \\*not bold\\* |\n");
}
END_TEST

START_TEST(text_from_the_data_is_no_markup)
{
    struct report report = {0};

    report_heading(&report, "%s", "[x](http://a)\n# y");
    report_item(&report, "`code` _u_ \x1b[1m");
    check_markdown(&report, "## \\[x\\](http://a) \\# y\n"
                            "\n"
                            "- \\`code\\` \\_u\\_ ?\\[1m\n");
}
END_TEST

/* A page within a page: later headings, and no other blocks, move down. */
START_TEST(headings_are_demoted)
{
    struct report report = {0};

    report_title(&report, "Title");
    report_heading(&report, "Section");
    report_heading(&report, "Part");
    report_paragraph(&report, "Words");
    report_subheading(&report, "Detail");
    report_demote(&report, 2);
    check_markdown(&report,
                   "# Title\n\n## Section\n\n### Part\n\nWords\n\n#### Detail\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("render_markdown");
    TCase *tc = tcase_create("render_markdown");

    tcase_add_test(tc, nothing_is_nothing);
    tcase_add_test(tc, blocks_are_set_apart);
    tcase_add_test(tc, cells_keep_their_lines_and_their_bars);
    tcase_add_test(tc, text_from_the_data_is_no_markup);
    tcase_add_test(tc, headings_are_demoted);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
