/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/values.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/rng.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* ---- Missing words --------------------------------------------------------- */

/* pandas 2, pandas.io.parsers STR_NA_VALUES, and "." */
static const char *const missing[] = {
    "",     ".",    "#N/A",   "#N/A N/A", "#NA",  "-1.#IND", "-1.#QNAN",
    "-NaN", "-nan", "1.#IND", "1.#QNAN",  "<NA>", "N/A",     "NA",
    "NULL", "NaN",  "None",   "n/a",      "nan",  "null",    " NA ",
};

START_TEST(missing_words_are_missing)
{
    ck_assert(values_is_missing(NULL, missing[_i], strlen(missing[_i])));
}
END_TEST

START_TEST(other_words_are_not)
{
    static const char *const words[] = {"0",     "na", "none",    "-",  "NAN",  "N",
                                        "N/A ?", "..", "unknown", "-1", "NULLs"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        ck_assert_msg(!values_is_missing(NULL, words[i], strlen(words[i])), "%s",
                      words[i]);
    ck_assert(values_is_missing(NULL, "NAxyz", 2)); /* only `length` bytes count */
}
END_TEST

START_TEST(further_words_are_missing_and_numbers_compare_as_numbers)
{
    char minus_one[] = "-1", code[] = "QC_FAIL";
    char *words[] = {minus_one, code};
    struct missing_values further = {words, 2};

    ck_assert(values_is_missing(&further, "-1", 2));
    ck_assert(values_is_missing(&further, "-1.0", 4));
    ck_assert(values_is_missing(&further, "QC_FAIL", 7));
    ck_assert(values_is_missing(&further, "NA", 2));
    ck_assert(!values_is_missing(&further, "1", 1));
    ck_assert(!values_is_missing(&further, "qc_fail", 7));
}
END_TEST

START_TEST(values_are_the_same_as_text_or_as_numbers)
{
    ck_assert(values_same("Poor", "Poor"));
    ck_assert(values_same("Poor ", "Poor"));
    ck_assert(values_same("", ""));
    ck_assert(values_same("2", "2.0"));
    ck_assert(values_same("2e0", "+2"));
    ck_assert(values_same("-0", "0"));
    ck_assert(!values_same("Poor", "poor"));
    ck_assert(!values_same("2", "2.5"));
    ck_assert(!values_same("2", "2x"));
    ck_assert(!values_same("", "0"));
}
END_TEST

/* ---- Numbers --------------------------------------------------------------- */

static const struct {
    char delimiter, decimal;
    bool percent;
    const char *text;
    enum number_result result;
    double value;
} numbers[] = {
    {',',  0,   false, "0.93",                           NUMBER_OK,            0.93                     },
    {',',  0,   false, " 0.93\t",                        NUMBER_OK,            0.93                     },
    {',',  0,   false, "7",                              NUMBER_OK,            7                        },
    {',',  0,   false, "-7.25",                          NUMBER_OK,            -7.25                    },
    {',',  0,   false, "+1",                             NUMBER_OK,            1                        },
    {',',  0,   false, ".5",                             NUMBER_OK,            0.5                      },
    {',',  0,   false, "5.",                             NUMBER_OK,            5                        },
    {',',  0,   false, "1e-3",                           NUMBER_OK,            1e-3                     },
    {',',  0,   false, "1.5E+02",                        NUMBER_OK,            150                      },
    {',',  0,   false, "0.4466902017593384",             NUMBER_OK,            0.4466902017593384       },
    {',',  0,   false, "0.12345678901234567890123",      NUMBER_OK,            0.12345678901234567890123},
    {',',  0,   false, "9007199254740993",               NUMBER_OK,            9007199254740992.0       },
    {',',  0,   false, "123456789012345678901234567890", NUMBER_OK,            1.2345678901234568e29    },
    {',',  0,   false, "1e-400",                         NUMBER_OK,            0                        },
    {';',  0,   false, "0,93",                           NUMBER_OK,            0.93                     },
    {'\t', 0,   false, "-1,5e3",                         NUMBER_OK,            -1500                    },
    {';',  ',', false, "0,93",                           NUMBER_OK,            0.93                     },
    {',',  ',', false, "0,93",                           NUMBER_OK,            0.93                     },
    {',',  0,   true,  "93",                             NUMBER_OK,            0.93                     },
    {',',  0,   true,  "93%",                            NUMBER_OK,            0.93                     },
    {',',  0,   true,  "93.7 %",                         NUMBER_OK,            0.937                    },
    {';',  0,   true,  "93,7",                           NUMBER_OK,            0.937                    },
    {',',  0,   true,  "5e1",                            NUMBER_OK,            0.5                      },
    {',',  0,   false, "",                               NUMBER_MISSING,       NAN                      },
    {',',  0,   false, "  ",                             NUMBER_MISSING,       NAN                      },
    {',',  0,   false, "NaN",                            NUMBER_MISSING,       NAN                      },
    {',',  0,   false, "-nan",                           NUMBER_MISSING,       NAN                      },
    {',',  0,   false, ".",                              NUMBER_MISSING,       NAN                      },
    {',',  0,   false, "-1.#IND",                        NUMBER_MISSING,       NAN                      },
    {',',  0,   false, "abc",                            NUMBER_BAD,           0                        },
    {',',  0,   false, "0.5x",                           NUMBER_BAD,           0                        },
    {',',  0,   false, "0x10",                           NUMBER_BAD,           0                        },
    {',',  0,   false, "1.2.3",                          NUMBER_BAD,           0                        },
    {',',  0,   false, "1e",                             NUMBER_BAD,           0                        },
    {',',  0,   false, "-",                              NUMBER_BAD,           0                        },
    {',',  0,   false, "-.",                             NUMBER_BAD,           0                        },
    {',',  0,   false, "%",                              NUMBER_BAD,           0                        },
    {',',  0,   false, "--1",                            NUMBER_BAD,           0                        },
    {',',  0,   false, "0.5 0.6",                        NUMBER_BAD,           0                        },
    {',',  0,   false, "infinite",                       NUMBER_BAD,           0                        },
    {',',  0,   false, "inf",                            NUMBER_NOT_FINITE,    0                        },
    {',',  0,   false, "-Infinity",                      NUMBER_NOT_FINITE,    0                        },
    {',',  0,   false, "+INF",                           NUMBER_NOT_FINITE,    0                        },
    {',',  0,   false, "1e999",                          NUMBER_NOT_FINITE,    0                        },
    {',',  0,   false, "-1e999",                         NUMBER_NOT_FINITE,    0                        },
    {',',  0,   false, "1,234",                          NUMBER_THOUSANDS,     0                        },
    {',',  0,   false, "1,234.5",                        NUMBER_THOUSANDS,     0                        },
    {',',  0,   false, "-12,345,678.5",                  NUMBER_THOUSANDS,     0                        },
    {';',  0,   false, "1.234,5",                        NUMBER_THOUSANDS,     0                        },
    {';',  ',', false, "1.234",                          NUMBER_THOUSANDS,     0                        },
    {',',  0,   false, "1 234",                          NUMBER_THOUSANDS,     0                        },
    {',',  0,   false, "1'234.5",                        NUMBER_THOUSANDS,     0                        },
    {';',  '.', false, "1,234",                          NUMBER_THOUSANDS,     0                        },
    {',',  0,   false, "0,93",                           NUMBER_DECIMAL_COMMA, 0                        },
    {',',  0,   false, "0,930",                          NUMBER_DECIMAL_COMMA, 0                        },
    {';',  '.', false, "0,93",                           NUMBER_DECIMAL_COMMA, 0                        },
    {';',  ',', false, "0.93",                           NUMBER_DECIMAL_POINT, 0                        },
    {',',  0,   false, "93%",                            NUMBER_PERCENT,       0                        },
    {',',  0,   false, "93.5 %",                         NUMBER_PERCENT,       0                        },
};

START_TEST(numbers_are_read_strictly)
{
    struct number_reader reader = {numbers[_i].delimiter, numbers[_i].decimal,
                                   numbers[_i].percent, NULL};
    double value = -99;
    enum number_result result =
        number_read(&reader, numbers[_i].text, strlen(numbers[_i].text), &value);

    ck_assert_msg(result == numbers[_i].result, "'%s' gives %d", numbers[_i].text,
                  result);
    if (result == NUMBER_OK || result == NUMBER_MISSING)
        assert_rel(value, numbers[_i].value, 0, numbers[_i].text);
}
END_TEST

START_TEST(zero_has_no_sign)
{
    static const char *const zeros[] = {"-0", "-0.0", "-0e5", "-.0", "-1e-999"};

    for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++) {
        struct number_reader reader = {',', 0, false, NULL};
        double value = 1;

        ck_assert_int_eq(number_read(&reader, zeros[i], strlen(zeros[i]), &value),
                         NUMBER_OK);
        ck_assert_msg(value == 0 && !signbit(value), "%s", zeros[i]);
    }
}
END_TEST

START_TEST(the_first_mark_fixes_the_decimal_mark)
{
    struct number_reader reader = {';', 0, false, NULL};
    double value;

    ck_assert_int_eq(number_read(&reader, "1", 1, &value), NUMBER_OK);
    ck_assert_int_eq(number_read(&reader, "1,5", 3, &value), NUMBER_OK);
    ck_assert_int_eq(reader.decimal, ',');
    ck_assert_int_eq(number_read(&reader, "1.5", 3, &value), NUMBER_DECIMAL_POINT);
    reader.decimal = 0;
    ck_assert_int_eq(number_read(&reader, "1.5", 3, &value), NUMBER_OK);
    ck_assert_int_eq(reader.decimal, '.');
    ck_assert_int_eq(number_read(&reader, "1,5", 3, &value), NUMBER_DECIMAL_COMMA);
}
END_TEST

START_TEST(codes_are_missing_before_they_are_numbers)
{
    char code[] = "-1";
    char *words[] = {code};
    struct missing_values further = {words, 1};
    struct number_reader reader = {',', 0, false, &further};
    double value = 0;

    ck_assert_int_eq(number_read(&reader, "-1.0", 4, &value), NUMBER_MISSING);
    ck_assert(isnan(value));
    ck_assert_int_eq(number_read(&reader, "1", 1, &value), NUMBER_OK);
}
END_TEST

/* Short decimals do not go through strtod; they must not differ by a bit. */
START_TEST(short_numbers_are_rounded_as_strtod_rounds)
{
    struct number_reader reader = {',', '.', false, NULL};
    struct rng rng;

    rng_init(&rng, 20250601);
    for (int i = 0; i < 200000; i++) {
        char text[40];
        double value;
        uint64_t bits = rng_next(&rng) >> (rng_below(&rng, 40) + 11);
        int length = snprintf(text, sizeof text, "%s%llu", i % 3 ? "" : "-",
                              (unsigned long long)bits);
        size_t mark = (size_t)rng_below(&rng, (uint64_t)length) + 1;

        if (i % 5 && mark < (size_t)length && text[mark - 1] != '-') {
            memmove(text + mark + 1, text + mark, (size_t)length - mark + 1);
            text[mark] = '.';
        }
        ck_assert_int_eq(number_read(&reader, text, strlen(text), &value), NUMBER_OK);
        ck_assert_msg(value == strtod(text, NULL), "%s", text);
    }
}
END_TEST

/* Decimals as programs write them, of few digits and of many, and what is near half way between two doubles. */
static int write_decimal(char *text, size_t size, struct rng *rng)
{
    double u = rng_uniform(rng);

    switch (rng_below(rng, 6)) {
    case 0:
        return snprintf(text, size, "%.6f", u);
    case 1:
        return snprintf(text, size, "%.*g", 1 + (int)rng_below(rng, 19), u);
    case 2:
        return snprintf(text, size, "%.*e", (int)rng_below(rng, 20),
                        (u - 0.5) * pow(10, 60 * rng_uniform(rng) - 30));
    case 3:
        return snprintf(text, size, "%.*f", (int)rng_below(rng, 25),
                        pow(10, 20 * u - 10));
    case 4:
        return snprintf(text, size, "%s%llu.%llu", u < 0.5 ? "-" : "",
                        (unsigned long long)rng_below(rng, 100000000),
                        (unsigned long long)rng_next(rng) >> rng_below(rng, 64));
    default:
        return snprintf(text, size, "%llu%s",
                        (unsigned long long)(rng_next(rng) >> rng_below(rng, 20)),
                        u < 0.5 ? "e-17" : "5");
    }
}

static void compare_with_strtod(int n)
{
    struct number_reader reader = {',', '.', false, NULL};
    struct rng rng;

    rng_init(&rng, rng_key(1));
    for (int i = 0; i < n; i++) {
        char text[80];
        int length = write_decimal(text, sizeof text, &rng);
        double value, want = strtod(text, NULL);

        if (number_read(&reader, text, (size_t)length, &value) != NUMBER_OK ||
            value != want || !signbit(value) == (want < 0))
            ck_abort_msg("%s", text);
    }
}

START_TEST(numbers_have_the_bits_of_strtod)
{
    compare_with_strtod(300000);
}
END_TEST

START_TEST(ten_million_numbers_have_the_bits_of_strtod)
{
    compare_with_strtod(10000000);
}
END_TEST

START_TEST(every_refusal_has_a_rule)
{
    static const struct {
        enum number_result result;
        const char *rule, *hint;
    } rules[] = {
        {NUMBER_BAD,           "is not a number",
         "if it means that there is no result, say --missing-values with it"                                                       },
        {NUMBER_NOT_FINITE,    "is not a finite number",
         "if it means that there is no result, say --missing-values with it"                                                       },
        {NUMBER_THOUSANDS,     "has a thousands separator",
         "export the numbers without thousands separators"                                                                         },
        {NUMBER_DECIMAL_COMMA, "has a decimal comma",
         "say --decimal , if all numbers are written so"                                                                           },
        {NUMBER_DECIMAL_POINT,
         "has a decimal point, but numbers before it a decimal comma", "write all numbers of the column with the same decimal mark"},
        {NUMBER_PERCENT,       "is a percentage",
         "say --percent if all values are percentages"                                                                             },
    };

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        ck_assert_str_eq(number_result_rule(rules[i].result), rules[i].rule);
        ck_assert_str_eq(number_result_hint(rules[i].result), rules[i].hint);
    }
    ck_assert_ptr_null(number_result_hint(NUMBER_MISSING));
}
END_TEST

/* ---- Ages and dates -------------------------------------------------------- */

static const struct {
    const char *text;
    double years; /* -1: no age */
} ages[] = {
    {"60",    60           },
    {"60.0",  60           },
    {"0",     0            },
    {" 61 ",  61           },
    {"045Y",  45           },
    {"018M",  1.5          },
    {"003W",  3 / 52.1775  },
    {"010D",  10 / 365.2425},
    {"000D",  0            },
    {"5Y",    5            },
    {"",      -1           },
    {"-1",    -1           },
    {"Y",     -1           },
    {"045y",  -1           },
    {"0450Y", -1           },
    {"4.5Y",  -1           },
    {"1e999", -1           },
    {"45X",   -1           },
    {"45 Y",  -1           },
    {"NA",    -1           },
};

START_TEST(ages_are_read)
{
    double years = -1;

    ck_assert_int_eq(value_parse_age(ages[_i].text, strlen(ages[_i].text), &years),
                     ages[_i].years >= 0);
    if (ages[_i].years >= 0)
        assert_rel(years, ages[_i].years, 0, ages[_i].text);
}
END_TEST

static const struct {
    const char *text;
    enum date_order order;
    enum date_result result;
    struct date date;
} dates[] = {
    {"2025-06-01",                       DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2025-6-1",                         DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2025/06/01",                       DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2025.06.01",                       DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2025-06-01 ",                      DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"20250601",                         DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2025-06-01T12:30",                 DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2025-06-01 12:30:59.5",            DATE_ORDER_UNKNOWN, DATE_OK,        {2025, 6, 1} },
    {"2023-08-17 22:23:35.057000+00:00", DATE_ORDER_UNKNOWN, DATE_OK,        {2023, 8, 17}},
    {"2025-06-01T12:30:00Z",             DATE_ORDER_DMY,     DATE_OK,        {2025, 6, 1} },
    {"2024-02-29",                       DATE_ORDER_UNKNOWN, DATE_OK,        {2024, 2, 29}},
    {"2000-02-29",                       DATE_ORDER_UNKNOWN, DATE_OK,        {2000, 2, 29}},
    {"03/11/2025",                       DATE_ORDER_DMY,     DATE_OK,        {2025, 11, 3}},
    {"03/11/2025",                       DATE_ORDER_MDY,     DATE_OK,        {2025, 3, 11}},
    {"3.11.2025",                        DATE_ORDER_DMY,     DATE_OK,        {2025, 11, 3}},
    {"3-11-2025 08:15",                  DATE_ORDER_DMY,     DATE_OK,        {2025, 11, 3}},
    {"03/11/2025",                       DATE_ORDER_UNKNOWN, DATE_AMBIGUOUS, {0, 0, 0}    },
    {"25/11/2025",                       DATE_ORDER_UNKNOWN, DATE_AMBIGUOUS, {0, 0, 0}    },
    {"25/11/2025",                       DATE_ORDER_MDY,     DATE_BAD,       {0, 0, 0}    },
    {"11/25/2025",                       DATE_ORDER_DMY,     DATE_BAD,       {0, 0, 0}    },
    {"32/13/2025",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-02-30",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2023-02-29",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"1900-02-29",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-13-01",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-00-01",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"0000-01-01",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"20251301",                         DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-06/01",                       DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-06",                          DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-06-01x",                      DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-06-01T25:00",                 DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-06-01T",                      DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025-006-01",                      DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"03/11/25",                         DATE_ORDER_DMY,     DATE_BAD,       {0, 0, 0}    },
    {"20250601123000",                   DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"2025",                             DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"",                                 DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
    {"-",                                DATE_ORDER_UNKNOWN, DATE_BAD,       {0, 0, 0}    },
};

START_TEST(dates_are_read_or_refused)
{
    struct date date = {0, 0, 0};
    const char *text = dates[_i].text;

    ck_assert_msg(value_parse_date(text, strlen(text), dates[_i].order, &date) ==
                      dates[_i].result,
                  "'%s'", text);
    ck_assert_int_eq(date.year, dates[_i].date.year);
    ck_assert_int_eq(date.month, dates[_i].date.month);
    ck_assert_int_eq(date.day, dates[_i].date.day);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("values");
    TCase *tcase = tcase_create("values"), *slow = tcase_create("slow");

    tcase_add_loop_test(tcase, missing_words_are_missing, 0, N_OF(missing));
    tcase_add_test(tcase, other_words_are_not);
    tcase_add_test(tcase, further_words_are_missing_and_numbers_compare_as_numbers);
    tcase_add_test(tcase, values_are_the_same_as_text_or_as_numbers);
    tcase_add_loop_test(tcase, numbers_are_read_strictly, 0, N_OF(numbers));
    tcase_add_test(tcase, zero_has_no_sign);
    tcase_add_test(tcase, the_first_mark_fixes_the_decimal_mark);
    tcase_add_test(tcase, codes_are_missing_before_they_are_numbers);
    tcase_add_test(tcase, short_numbers_are_rounded_as_strtod_rounds);
    tcase_add_test(tcase, every_refusal_has_a_rule);
    tcase_add_loop_test(tcase, ages_are_read, 0, N_OF(ages));
    tcase_add_loop_test(tcase, dates_are_read_or_refused, 0, N_OF(dates));
    tcase_add_test(tcase, numbers_have_the_bits_of_strtod);
    tcase_add_test(slow, ten_million_numbers_have_the_bits_of_strtod);
    tcase_set_tags(slow, "slow");
    suite_add_tcase(suite, tcase);
    suite_add_tcase(suite, slow);
    return test_main(suite);
}
