/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/renderers.h"

#include "testlib.h"

/* What stands between <main> and </main>. */
static void check_main(struct report *report, const char *want)
{
    struct strbuf out = STRBUF_INIT;
    char *from, *to;

    render_html(&out, report, "a & b");
    ck_assert_ptr_nonnull(strstr(out.text, "<title>a &#38; b</title>"));
    from = strstr(out.text, "<main>\n") + 7;
    to = strstr(from, "</main>");
    ck_assert_ptr_nonnull(to);
    *to = '\0';
    ck_assert_str_eq(from, want);
    strbuf_release(&out);
    report_release(report);
}

START_TEST(headings_have_their_levels)
{
    struct report report = {0};

    report_title(&report, "one");
    report_heading(&report, "two");
    report_subheading(&report, "three");
    check_main(&report, "<h1>one</h1>\n<h2 id=\"s1\">two</h2>\n<h3>three</h3>\n");
}
END_TEST

START_TEST(tables_have_heads_of_columns_and_rows)
{
    struct report report = {0};
    struct table *table;

    report_heading(&report, "Overall");
    table = report_table(&report, "lr", (const char *[]){"", "n"});
    table_add_row(table, (const char *[]){"read", "113\n7"});
    check_main(&report,
               "<h2 id=\"s0\">Overall</h2>\n"
               "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
               "aria-label=\"Table: Overall\">\n<table>\n"
               "<thead><tr><td dir=\"auto\"></td>"
               "<th scope=\"col\" class=\"r\">n</th></tr></thead>\n<tbody>\n"
               "<tr><th scope=\"row\" dir=\"auto\">read</th>"
               "<td class=\"r\">113<br>7</td></tr>\n</tbody>\n</table>\n</div>\n");
}
END_TEST

START_TEST(contents_link_to_the_sections_that_follow)
{
    struct report report = {0};

    report_heading(&report, "before");
    report_contents(&report);
    report_heading(&report, "a<b");
    report_subheading(&report, "within");
    check_main(&report, "<h2 id=\"s0\">before</h2>\n"
                        "<nav aria-label=\"Contents\">\n<ul>\n"
                        "<li><a href=\"#s2\">a&#60;b</a></li>\n</ul>\n</nav>\n"
                        "<h2 id=\"s2\">a&#60;b</h2>\n<h3>within</h3>\n");
}
END_TEST

/* The cell's own digits decide, in its first line; a line of more than 26 characters may break. */
START_TEST(short_numbers_do_not_break)
{
    static const struct {
        const char *cell, *tag;
    } cases[] = {
        {"0.953 (0.946-0.959)",              "<td class=\"k\">" },
        {"90.5 %\n655/724",                  "<td class=\"k\">" },
        {"Helix One",                        "<td dir=\"auto\">"},
        {"none\n1/2",                        "<td dir=\"auto\">"},
        {"2,000 replicates of the patients", "<td dir=\"auto\">"},
        {"1\n2,000 replicates of patients",  "<td dir=\"auto\">"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report report = {0};
        struct strbuf out = STRBUF_INIT;
        struct table *table = report_table(&report, "ll", NULL);

        table_add_row(table, (const char *[]){"", cases[i].cell});
        render_html(&out, &report, "t");
        ck_assert_msg(strstr(out.text, cases[i].tag) != NULL, "%s", cases[i].cell);
        strbuf_release(&out);
        report_release(&report);
    }
}
END_TEST

START_TEST(text_from_the_data_is_no_markup)
{
    struct report report = {0};

    report_paragraph(&report, "%s", "<script>\"x\" & 'y'\x01\n\xff");
    report_item(&report, "a<b");
    report_code(&report, "x <y>\nz");
    check_main(&report, "<p>&#60;script&#62;&#34;x&#34; &#38; &#39;y&#39;? "
                        "\xef\xbf\xbd</p>\n<ul>\n<li>a&#60;b</li>\n</ul>\n"
                        "<pre>x &#60;y&#62;\nz\n</pre>\n");
}
END_TEST

/* Base64 after RFC 4648, section 10: "foobar" is "Zm9vYmFy", "foob" is "Zm9vYg==". */
START_TEST(pictures_are_within)
{
    struct report report = {0};
    struct figure figure = {.bytes = (char *)"foob",
                            .length = 4,
                            .type = "image/svg+xml",
                            .file = (char *)"roc.svg",
                            .alt = (char *)"AUC \"0.9\"",
                            .caption = (char *)"Figure 1"};

    report_figure(&report, &figure);
    check_main(&report, "<figure>\n<img src=\"data:image/svg+xml;base64,Zm9vYg==\" "
                        "alt=\"AUC &#34;0.9&#34;\">\n"
                        "<figcaption>Figure 1</figcaption>\n</figure>\n");
}
END_TEST

START_TEST(wide_pictures_scroll)
{
    struct report report = {0};
    struct figure figure = {.bytes = (char *)"foob",
                            .length = 4,
                            .type = "image/png",
                            .file = (char *)"",
                            .alt = (char *)"a",
                            .caption = (char *)"b",
                            .width = 641,
                            .height = 300};

    report_figure(&report, &figure);
    check_main(&report, "<figure>\n<div class=\"scroll\" tabindex=\"0\">"
                        "<img width=\"641\" height=\"300\" class=\"w\" "
                        "src=\"data:image/png;base64,Zm9vYg==\" alt=\"a\"></div>\n"
                        "<figcaption>b</figcaption>\n</figure>\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("render_html");
    TCase *tc = tcase_create("render_html");

    tcase_add_test(tc, headings_have_their_levels);
    tcase_add_test(tc, tables_have_heads_of_columns_and_rows);
    tcase_add_test(tc, text_from_the_data_is_no_markup);
    tcase_add_test(tc, pictures_are_within);
    tcase_add_test(tc, wide_pictures_scroll);
    tcase_add_test(tc, contents_link_to_the_sections_that_follow);
    tcase_add_test(tc, short_numbers_do_not_break);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
