/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plot/glyphs.h"

#include "testlib.h"

static void check(const char *script, const char *fonts, const char *expected)
{
    struct strbuf out = STRBUF_INIT;

    strbuf_adds(&out, "");
    ck_assert_int_eq(glyphs_replace(&out, script, fonts), expected != NULL);
    ck_assert_str_eq(out.text, expected ? expected : "");
    strbuf_release(&out);
}

/* U+5317 U+4EAC and U+9662, as the Unicode charts have them. */
START_TEST(missing_characters_become_their_codes)
{
    check("'北京'", "20-7e", "'[5317..4EAC]'");
    check("'北京'", "20-7e 4eac", "'[5317]京'");
    check("'北京'", "20-7e\n4e00-9fff", NULL);
    check("'北京 院'", "20-7e 4eac 5316", "'[5317]京 [9662]'");
    check("'😀'", "20-7e", "'[1F600]'");
}
END_TEST

START_TEST(usual_and_invisible_characters_stay)
{
    check("'a – b − c…'", "", NULL);
    check("'Ä ß Ω'", "", NULL);
    check("'\xe2\x80\x8e\xd7\xa9'", "5d0-5ea", NULL);
    check("", "", NULL);
}
END_TEST

/* What is no list of ranges is no font. */
START_TEST(odd_lists)
{
    check("'北'", "", "'[5317]'");
    check("'北'", "zz - 5317", NULL);
    check("'北'", "5000-fffffffffffffff", NULL);
    check("'北'", "5318-5316", "'[5317]'");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("glyphs");
    TCase *tc = tcase_create("glyphs");

    tcase_add_test(tc, missing_characters_become_their_codes);
    tcase_add_test(tc, usual_and_invisible_characters_stay);
    tcase_add_test(tc, odd_lists);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
