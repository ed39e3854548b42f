/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rounded table says of itself. The texts are those of proctor-count(1); joins are worked out by hand. */
#include "config.h"

#include "data/rounding_mark.h"

#include <math.h>

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static struct rounding_mark mark_of(const char *text)
{
    struct rounding_mark mark = {0};

    ck_assert_msg(!*text || rounding_mark_read(&mark, text), "'%s' is a mark", text);
    return mark;
}

static void assert_mark(const struct rounding_mark *mark, const char *text)
{
    struct strbuf out = STRBUF_INIT;

    if (mark->digits)
        rounding_mark_write(&out, mark);
    else
        strbuf_adds(&out, "");
    ck_assert_str_eq(out.text ? out.text : "", text);
    strbuf_release(&out);
}

START_TEST(edges_are_told_ascending_and_once)
{
    double edges[] = {0.5, -2, 0.37, 0.5, 0.1};
    struct rounding rounding = {.digits = 3, .edges = edges, .n_edges = 5};
    struct rounding_mark mark;

    rounding_mark_of(&mark, &rounding);
    assert_mark(&mark, "3 digits; exact at -2 0.1 0.37 0.5");
    rounding_mark_release(&mark);
    rounding.digits = 0; /* nothing is rounded: there is nothing to tell */
    rounding_mark_of(&mark, &rounding);
    ck_assert_int_eq(mark.digits, 0);
    ck_assert_uint_eq(mark.n_exact, 0);
    rounding_mark_release(&mark);
}
END_TEST

static const char *const marks[] = {
    "1 digit; exact at 0.37",
    "2 digits; exact at 0.37 0.5",
    "15 digits; exact at no threshold",
    "3 digits; exact at -1.5 0 1e-300",
};

START_TEST(what_is_written_is_read_back)
{
    struct rounding_mark mark = mark_of(marks[_i]);

    assert_mark(&mark, marks[_i]);
    rounding_mark_release(&mark);
}
END_TEST

static const char *const others[] = {
    "",
    "yes",
    "0 digits; exact at 0.5",
    "16 digits; exact at 0.5",
    "1 digits; exact at 0.5", /* one has no plural */
    "2 digit; exact at 0.5",
    "2 digits",
    "2 digits; exact at",
    "2 digits; exact at ",
    "2 digits; exact at 0.5 ",
    "2 digits; exact at 0.5,0.6",
    "2 digits; exact at nan",
    "2 digits; exact at no thresholds",
    "-2 digits; exact at 0.5",
};

START_TEST(other_texts_are_no_marks)
{
    struct rounding_mark mark;

    ck_assert_msg(!rounding_mark_read(&mark, others[_i]), "'%s'", others[_i]);
    ck_assert_ptr_null(mark.exact);
}
END_TEST

/* The fewer digits, and the thresholds of both; "" is a table that was not rounded. */
static const struct {
    const char *a, *b, *both;
} joins[] = {
    {"",                                "",                               ""                      },
    {"",                                "2 digits; exact at 0.5",         "2 digits; exact at 0.5"},
    {"2 digits; exact at 0.37 0.5",     "1 digit; exact at 0.5 0.6",
     "1 digit; exact at 0.5"                                                                      },
    {"2 digits; exact at 0.37",         "3 digits; exact at 0.5",
     "2 digits; exact at no threshold"                                                            },
    {"2 digits; exact at no threshold", "2 digits; exact at 0.5",
     "2 digits; exact at no threshold"                                                            },
    {"4 digits; exact at 0.1 0.2 0.3",  "4 digits; exact at 0.1 0.2 0.3",
     "4 digits; exact at 0.1 0.2 0.3"                                                             },
};

static void assert_join(const char *first, const char *second, const char *both)
{
    struct rounding_mark mark = mark_of(first), other = mark_of(second);

    rounding_mark_join(&mark, &other);
    assert_mark(&mark, both);
    rounding_mark_release(&mark);
    rounding_mark_release(&other);
}

START_TEST(joins_keep_what_both_keep_in_either_order)
{
    assert_join(joins[_i].a, joins[_i].b, joins[_i].both);
    assert_join(joins[_i].b, joins[_i].a, joins[_i].both);
}
END_TEST

START_TEST(only_what_was_kept_is_exact)
{
    struct rounding_mark mark = mark_of("2 digits; exact at 0.37 0.5"), none = {0};
    struct rounding_mark nowhere = mark_of("2 digits; exact at no threshold");

    ck_assert(rounding_mark_is_exact(&mark, 0.37));
    ck_assert(rounding_mark_is_exact(&mark, 0.5));
    ck_assert(!rounding_mark_is_exact(&mark, 0.4));
    ck_assert(!rounding_mark_is_exact(&mark, nextafter(0.5, 1)));
    ck_assert(
        rounding_mark_is_exact(&mark, INFINITY)); /* flags nobody, rounded or not */
    ck_assert(!rounding_mark_is_exact(&nowhere, 0.37));
    ck_assert(rounding_mark_is_exact(&none, 0.4)); /* nothing was rounded */
    rounding_mark_release(&mark);
    rounding_mark_release(&nowhere);
}
END_TEST

START_TEST(sentences_say_where_it_holds)
{
    struct rounding_mark mark = mark_of("2 digits; exact at 0.37 0.5");
    struct rounding_mark nowhere = mark_of("2 digits; exact at no threshold");
    struct strbuf only = STRBUF_INIT;

    rounding_mark_add_only(&only, &mark);
    ck_assert_str_eq(only.text, "only at 0.37 0.5");
    strbuf_reset(&only);
    rounding_mark_add_only(&only, &nowhere);
    ck_assert_str_eq(only.text, "at no threshold");
    strbuf_release(&only);
    rounding_mark_release(&mark);
    rounding_mark_release(&nowhere);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rounding_mark");
    TCase *tc = tcase_create("rounding_mark");

    tcase_add_test(tc, edges_are_told_ascending_and_once);
    tcase_add_loop_test(tc, what_is_written_is_read_back, 0, N_OF(marks));
    tcase_add_loop_test(tc, other_texts_are_no_marks, 0, N_OF(others));
    tcase_add_loop_test(tc, joins_keep_what_both_keep_in_either_order, 0, N_OF(joins));
    tcase_add_test(tc, only_what_was_kept_is_exact);
    tcase_add_test(tc, sentences_say_where_it_holds);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
