/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/level.h"

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static double edges[] = {18, 40.5, 65};
static const struct cut by_age = {.kind = CUT_NUMBER, .edges = edges, .n_edges = 3};

/* ---- Names ------------------------------------------------------------------- */

static const struct {
    enum cut_kind kind;
    const char *text, *name; /* NULL: refused with `result` */
    enum level_result result;
    enum date_order order;
} names[] = {
  /* every text is a level, and only the empty field is missing */
    {CUT_NONE,    "GE",                  "GE",          LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NONE,    "",                    "(missing)",   LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NONE,    "NA",                  "NA",          LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NONE,    "nan",                 "nan",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NONE,    " GE ",                " GE ",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NONE,    "1.0",                 "1.0",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
 /* what is the name of a level already */
    {CUT_NUMBER,  "18 to <40.5",         "18 to <40.5", LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "<18",                 "<18",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  ">=65",                ">=65",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "18 to <40",           NULL,          LEVEL_NOT_A_NUMBER,   DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "2025",                "2025",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-Q4",             "2025-Q4",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-Q5",             NULL,          LEVEL_NOT_A_DATE,     DATE_ORDER_UNKNOWN},
    {CUT_MONTH,   "2025-12",             "2025-12",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_MONTH,   "2025-13",             NULL,          LEVEL_NOT_A_DATE,     DATE_ORDER_UNKNOWN},
    {CUT_MONTH,   "2025-Q4",             NULL,          LEVEL_NOT_A_DATE,     DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "202",                 NULL,          LEVEL_NOT_A_DATE,     DATE_ORDER_UNKNOWN},
 /* cuts: the edge belongs to the level above it */
    {CUT_NUMBER,  "17.999",              "<18",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "18",                  "18 to <40.5", LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "18.0",                "18 to <40.5", LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "40.5",                "40.5 to <65", LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "65",                  ">=65",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "-5",                  "<18",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "1e3",                 ">=65",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "",                    "(missing)",   LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "n/a",                 "(missing)",   LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "?",                   "(missing)",   LEVEL_OK,
     DATE_ORDER_UNKNOWN                                                                         }, /* said to be missing */
    {CUT_NUMBER,  "045Y",                "40.5 to <65", LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "018M",                "<18",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "216M",                "18 to <40.5", LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "003W",                "<18",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "010D",                "<18",         LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "old",                 NULL,          LEVEL_NOT_A_NUMBER,   DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "45 years",            NULL,          LEVEL_NOT_A_NUMBER,   DATE_ORDER_UNKNOWN},
    {CUT_NUMBER,  "inf",                 NULL,          LEVEL_NOT_A_NUMBER,   DATE_ORDER_UNKNOWN},
 /* dates */
    {CUT_YEAR,    "2025-06-01",          "2025",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "20250601",            "2025",        LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-01-01",          "2025-Q1",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-03-31",          "2025-Q1",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-04-01",          "2025-Q2",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-09-30",          "2025-Q3",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_QUARTER, "2025-12-31",          "2025-Q4",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_MONTH,   "2025-06-01T08:30:00", "2025-06",     LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_MONTH,   "03/11/2025",          "2025-11",     LEVEL_OK,             DATE_ORDER_DMY    },
    {CUT_MONTH,   "03/11/2025",          "2025-03",     LEVEL_OK,             DATE_ORDER_MDY    },
    {CUT_MONTH,   "03/11/2025",          NULL,          LEVEL_AMBIGUOUS_DATE, DATE_ORDER_UNKNOWN},
    {CUT_MONTH,   "2025-02-30",          NULL,          LEVEL_NOT_A_DATE,     DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "last week",           NULL,          LEVEL_NOT_A_DATE,     DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "",                    "(missing)",   LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "NULL",                "(missing)",   LEVEL_OK,             DATE_ORDER_UNKNOWN},
    {CUT_YEAR,    "?",                   "(missing)",   LEVEL_OK,             DATE_ORDER_UNKNOWN},
};

START_TEST(a_field_belongs_to_a_level)
{
    char unknown[] = "?", *words[] = {unknown};
    struct missing_values missing = {words, 1};
    struct number_reader reader = {.delimiter = ',', .missing = &missing};
    struct cut cut = by_age;
    struct strbuf name = STRBUF_INIT;

    cut.kind = names[_i].kind;
    ck_assert_int_eq(level_name(&name, &cut, &reader, names[_i].order, names[_i].text,
                                strlen(names[_i].text)),
                     names[_i].result);
    if (names[_i].name)
        ck_assert_str_eq(name.text, names[_i].name);
    strbuf_release(&name);
}
END_TEST

START_TEST(cuts_read_the_decimal_comma_of_the_file)
{
    struct number_reader reader = {.delimiter = ';'};
    struct strbuf name = STRBUF_INIT;

    ck_assert_int_eq(level_name(&name, &by_age, &reader, DATE_ORDER_UNKNOWN, "40,5", 4),
                     LEVEL_OK);
    ck_assert_str_eq(name.text, "40.5 to <65");
    strbuf_release(&name);
}
END_TEST

START_TEST(intervals_are_named_by_their_edges)
{
    struct cut cut = {0};
    struct strbuf name = STRBUF_INIT;

    cut_add_edge(&cut, 0.1);
    level_interval_name(&name, &cut, 0);
    ck_assert_str_eq(name.text, "<0.1");
    strbuf_reset(&name);
    level_interval_name(&name, &cut, 1);
    ck_assert_str_eq(name.text, ">=0.1");
    strbuf_reset(&name);
    cut_add_edge(&cut, 2);
    level_interval_name(&name, &cut, 1);
    ck_assert_str_eq(name.text, "0.1 to <2");
    cut_release(&cut);
    strbuf_release(&name);
}
END_TEST

/* ---- Order ------------------------------------------------------------------- */

static const struct {
    enum cut_kind kind;
    const char *names[8];
    size_t n;
    const char *sorted[8];
} orders[] = {
    {CUT_NONE,   {"b", "a", "B", "(missing)", "Z"},              5, {"B", "Z", "a", "b", "(missing)"}                         },
    {CUT_NONE,
     {"10", "9", "-1", "2.5", "(missing)"},
     5,                                                             {"-1", "2.5", "9", "10", "(missing)"}                     },
    {CUT_NONE,   {"10", "9", "x"},                               3, {"10", "9", "x"}                                          }, /* not all are numbers */
    {CUT_NONE,   {"2.0", "2", "1"},                              3, {"1", "2", "2.0"}                                         },
    {CUT_NONE,
     {"(missing)", "~"},
     2,                                                             {"~", "(missing)"}                                        }, /* '(' < '~' < ... but last anyhow */
    {CUT_NONE,   {"(missing)", "!"},                             2, {"!", "(missing)"}                                        },
    {CUT_NONE,   {"\xc3\xa4", "z", "a"},                         3, {"a", "z", "\xc3\xa4"}                                    }, /* bytewise */
    {CUT_NUMBER,
     {">=65", "(missing)", "<18", "40.5 to <65", "18 to <40.5"},
     5,                                                             {"<18", "18 to <40.5", "40.5 to <65", ">=65", "(missing)"}},
    {CUT_MONTH,
     {"2025-10", "2025-09", "(missing)", "2024-12"},
     4,                                                             {"2024-12", "2025-09", "2025-10", "(missing)"}            },
    {CUT_YEAR,   {"2025", "999", "2024"},                        3, {"999", "2024", "2025"}                                   },
    {CUT_NONE,   {NULL},                                         0, {NULL}                                                    },
};

START_TEST(levels_are_sorted_for_display)
{
    struct cut cut = by_age;
    size_t order[8];

    cut.kind = orders[_i].kind;
    level_sort(order, orders[_i].names, orders[_i].n, &cut);
    for (size_t i = 0; i < orders[_i].n; i++)
        ck_assert_str_eq(orders[_i].names[order[i]], orders[_i].sorted[i]);
}
END_TEST

/* ---- Alike ------------------------------------------------------------------- */

static const struct {
    const char *a, *b;
    int alike;
} pairs[] = {
    {"GE Revolution", "GE REVOLUTION",   1},
    {"GE Revolution", "GE Revolution ",  1},
    {"GE Revolution", "ge-revolution",   1},
    {"GE Revolution", "GE  Revo.lution", 1},
    {"GE Revolution", "GE Revolution",   0}, /* the same is not alike */
    {"GE Revolution", "GE Revolution 2", 0},
    {"GE",            "G",               0},
    {"M\xc3\xbcller", "m\xc3\xbcller",   1},
    {"M\xc3\xbcller", "M\xc3\xb6ller",   0},
    {"18 to <40",     "18 to <41",       0},
    {"A",             "B",               0},
};

START_TEST(names_alike_but_for_case_blanks_and_punctuation)
{
    ck_assert_int_eq(level_names_alike(pairs[_i].a, pairs[_i].b) != 0, pairs[_i].alike);
    ck_assert_int_eq(level_names_alike(pairs[_i].b, pairs[_i].a) != 0, pairs[_i].alike);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("level");
    TCase *tc = tcase_create("level");

    tcase_add_loop_test(tc, a_field_belongs_to_a_level, 0, N_OF(names));
    tcase_add_test(tc, cuts_read_the_decimal_comma_of_the_file);
    tcase_add_test(tc, intervals_are_named_by_their_edges);
    tcase_add_loop_test(tc, levels_are_sorted_for_display, 0, N_OF(orders));
    tcase_add_loop_test(tc, names_alike_but_for_case_blanks_and_punctuation, 0,
                        N_OF(pairs));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
