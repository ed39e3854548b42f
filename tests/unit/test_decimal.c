/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bits are compared with strtod's by the million in test_values.c; here is what is read, and what lies in the middle. */
#include "config.h"

#include "base/decimal.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "testlib.h"

static const struct {
    const char *text;
    double value;
} numbers[] = {
    {"0",                           0                     },
    {"-0.000",                      0                     },
    {"7",                           7                     },
    {"-12.5",                       -12.5                 },
    {".5",                          0.5                   },
    {"5.",                          5                     },
    {"0.912213",                    0.912213              },
    {"0.9122130274772644",          0.9122130274772644    },
    {"12345678.87654321",           12345678.87654321     },
    {"0.0000000000000000000000000", 0                     },
    {"0.00039944444126699397",      0.00039944444126699397},
    {"0.000000000000000001",        1e-18                 },
    {"9.313225746154785e-10",       0x1p-30               },
    {"1E-05",                       1e-05                 },
    {"9999999999999999999",         1e19                  },
    {"0.9999999999999999999",       1                     },
 /* half way between two doubles, and next to it: 2^52 + 0.5, 2^52 + 1.5, 2^51 + 1/4, 2^51 + 3/4, 2^53 + 1 */
    {"4503599627370496.5",          0x1p52                },
    {"4503599627370496.501",        0x1.0000000000001p52  },
    {"4503599627370496.499",        0x1p52                },
    {"4503599627370497.5",          0x1.0000000000002p52  },
    {"4503599627370497.499",        0x1.0000000000001p52  },
    {"2251799813685248.25",         0x1p51                },
    {"2251799813685248.251",        0x1.0000000000001p51  },
    {"2251799813685248.750",        0x1.0000000000002p51  },
    {"9007199254740993",            0x1p53                },
    {"9007199254740993.001",        0x1.0000000000001p53  },
};

START_TEST(numbers_are_read)
{
    double value;

    ck_assert(
        decimal_read(numbers[_i].text, strlen(numbers[_i].text), '.', false, &value));
    ck_assert_msg(value == numbers[_i].value && !signbit(value) == (value >= 0),
                  "%s: %a, not %a", numbers[_i].text, value, numbers[_i].value);
}
END_TEST

static const char *const others[] = {
    "",
    "-",
    ".",
    "-.",
    "+1",
    "1e5",
    "1e+05",
    "1e-",
    "e-5",
    "1e-5x",
    "1e-05.",
    "1..2",
    "1.2.3",
    "12345678x",
    "0.1234567x",
    "0,5",
    "0.5 ",
    "0x1p3",
    "1e-28",
    "12345678901234567890",
    "0.0000000000000000000000000001",
    "1.0000000000000000000",
    "--1",
};

START_TEST(what_is_another_text_is_left_alone)
{
    double value = 4;

    ck_assert(!decimal_read(others[_i], strlen(others[_i]), '.', false, &value));
    ck_assert_double_eq(value, 4);
}
END_TEST

/* No byte behind the text is looked at, and none before it. */
START_TEST(the_length_ends_the_text)
{
    double value;

    for (size_t length = 1; length <= 18; length++) {
        char *text = malloc(length);

        ck_assert_ptr_nonnull(text);
        memcpy(text, "0.9122130274772644", length);
        ck_assert(decimal_read(text, length, '.', false, &value));
        free(text);
    }
    ck_assert(decimal_read("0.91221399", 8, '.', false, &value) && value == 0.912213);
    ck_assert(decimal_read("0,5", 3, ',', false, &value) && value == 0.5);
}
END_TEST

/* A percentage is rounded once; what would be rounded twice elsewhere is not read here. */
START_TEST(percentages_are_divided_before_they_are_rounded)
{
    double value;

    ck_assert(decimal_read("91.2213", 7, '.', true, &value) && value == 0.912213);
    ck_assert(decimal_read("7", 1, '.', true, &value) && value == 0.07);
    ck_assert(!decimal_read("91.22130274772644123", 20, '.', true, &value));
}
END_TEST

/* Shares as Python prints them: all are read here, with the bits of strtod. */
START_TEST(shortest_decimals_need_no_strtod)
{
    struct rng rng;

    rng_init(&rng, rng_key(5));
    for (int i = 0; i < 100000; i++) {
        double x = rng_uniform(&rng) * (i % 2 ? 1 : 1e-4), value;
        char text[40];
        int digits = 17;

        snprintf(text, sizeof text, "%.*g", digits, x);
        while (strtod(text, NULL) == x)
            snprintf(text, sizeof text, "%.*g", --digits, x);
        snprintf(text, sizeof text, "%.*g", digits + 1, x);
        ck_assert_msg(decimal_read(text, strlen(text), '.', false, &value) &&
                          value == x,
                      "%s", text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decimal");
    TCase *tcase = tcase_create("decimal");

    tcase_add_loop_test(tcase, numbers_are_read, 0,
                        (int)(sizeof numbers / sizeof numbers[0]));
    tcase_add_loop_test(tcase, what_is_another_text_is_left_alone, 0,
                        (int)(sizeof others / sizeof others[0]));
    tcase_add_test(tcase, the_length_ends_the_text);
    tcase_add_test(tcase, percentages_are_divided_before_they_are_rounded);
    tcase_add_test(tcase, shortest_decimals_need_no_strtod);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
