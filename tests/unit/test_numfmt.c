/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/numfmt.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* ---- Shortest that reads back ------------------------------------------------ */

static size_t count_digits(const char *text)
{
    size_t n = 0, trailing = 0, mantissa = strcspn(text, "e");
    bool has_point = memchr(text, '.', mantissa) != NULL;

    for (size_t i = 0; i < mantissa; i++) {
        if (text[i] < '0' || text[i] > '9' || (n == 0 && text[i] == '0'))
            continue;
        n++;
        trailing = text[i] == '0' ? trailing + 1 : 0;
    }
    return has_point ? n
                     : n - trailing; /* zeros that only give the size are no digits */
}

/* The fewest significant digits that read back, found by trying. */
static size_t fewest_digits(double x)
{
    char text[64];

    for (int digits = 1; digits < 17; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, x);
        if (strtod(text, NULL) == x)
            return (size_t)digits;
    }
    return 17;
}

static double random_double(struct rng *rng, int kind)
{
    uint64_t bits = rng_next(rng);
    double x;

    switch (kind) {
    case 0: /* any finite bit pattern */
        memcpy(&x, &bits, sizeof x);
        return isfinite(x) ? x : 0.1;
    case 1: /* a probability */
        return rng_uniform(rng);
    case 2: /* a probability in single precision, as networks write it */
        return (double)(float)rng_uniform(rng);
    case 3: /* few decimals */
        return (double)rng_below(rng, 100000) / 1000;
    default: /* a logit */
        return 40 * rng_uniform(rng) - 20;
    }
}

START_TEST(a_million_doubles_read_back)
{
    char text[NUMFMT_SIZE];
    struct rng rng;

    rng_init(&rng, rng_key(11));
    for (int i = 0; i < 1000000; i++) {
        double x = random_double(&rng, i % 5), y;

        numfmt_shortest(text, x);
        ck_assert_uint_lt(strlen(text), NUMFMT_SIZE);
        if (strtod(text, NULL) != x || !numfmt_parse(text, strlen(text), '.', &y) ||
            y != x)
            ck_abort_msg("%.17g is printed as %s", x, text);
        if (i % 50 < 5 && x != 0 && fabs(x) < 1e15 &&
            count_digits(text) > fewest_digits(x))
            ck_abort_msg("%.17g is printed as %s, which is not the shortest", x, text);
    }
}
END_TEST

static const struct {
    double x;
    const char *text;
} shortest[] = {
    {0,                  "0"                      },
    {-0.0,               "0"                      },
    {1,                  "1"                      },
    {-1,                 "-1"                     },
    {40,                 "40"                     },
    {100,                "100"                    },
    {0.5,                "0.5"                    },
    {0.1,                "0.1"                    },
    {0.205,              "0.205"                  },
    {0.3,                "0.3"                    },
    {0.1 + 0.2,          "0.30000000000000004"    },
    {1.0 / 3,            "0.3333333333333333"     },
    {5e-324,             "5e-324"                 },
    {DBL_MIN,            "2.2250738585072014e-308"},
    {DBL_MAX,            "1.7976931348623157e+308"},
    {1e22,               "1e+22"                  },
    {1e16,               "10000000000000000"      },
    {1e17,               "1e+17"                  },
    {123456789,          "123456789"              },
    {9007199254740993.0, "9007199254740992"       },
    {1e-5,               "0.00001"                },
    {1e-6,               "1e-06"                  },
    {1.5e-5,             "0.000015"               },
    {INFINITY,           "inf"                    },
    {-INFINITY,          "-inf"                   },
    {NAN,                ""                       },
};

START_TEST(shortest_is_as_people_write)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_shortest(text, shortest[_i].x), shortest[_i].text);
}
END_TEST

/* ---- For records ------------------------------------------------------------- */

static const struct {
    double x;
    const char *text;
} records[] = {
    {0,              "0"             },
    {-0.0,           "0"             },
    {1,              "1"             },
    {113,            "113"           },
    {123456789012.0, "123456789012"  },
    {1.0 / 3,        "0.333333333333"},
    {2.0 / 3,        "0.666666666667"},
    {0.1 + 0.2,      "0.3"           },
    {-0.25,          "-0.25"         },
    {1e-9,           "1e-09"         },
    {INFINITY,       "inf"           },
    {-INFINITY,      "-inf"          },
    {NAN,            ""              },
};

START_TEST(records_have_12_digits)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_record(text, records[_i].x), records[_i].text);
}
END_TEST

/* ---- For people -------------------------------------------------------------- */

static const struct {
    double x;
    int digits;
    const char *text;
} fixed[] = {
    {0.73136,   4, "0.7314"     },
    {0,         4, "0.0000"     },
    {-0.0,      4, "0.0000"     },
    {1,         4, "1.0000"     },
    {0.99996,   4, "0.99996"    },
    {1 - 1e-12, 4, "0.99999999" },
    {1e-12,     4, "0.00000001" },
    {-1e-12,    4, "-0.00000001"},
    {-0.99999,  2, "-0.99999"   },
    {0.994,     2, "0.99"       },
    {0.996,     2, "0.996"      },
    {1.00001,   4, "1.0000"     },
    {12.345,    1, "12.3"       },
    {NAN,       2, "NA"         },
    {INFINITY,  2, "inf"        },
    {-INFINITY, 2, "-inf"       },
};

START_TEST(fixed_never_rounds_to_0_or_1)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_fixed(text, fixed[_i].x, fixed[_i].digits), fixed[_i].text);
}
END_TEST

static const struct {
    double x;
    const char *text;
} percents[] = {
    {0,         "0.0 %"     },
    {1,         "100.0 %"   },
    {0.901,     "90.1 %"    },
    {0.9996,    "99.96 %"   },
    {0.99999,   "99.999 %"  },
    {1 - 1e-15, "99.99999 %"},
    {0.0004,    "0.04 %"    },
    {1e-15,     "0.00001 %" },
    {0.5,       "50.0 %"    },
    {NAN,       "NA"        },
    {26.0 / 41, "63.4 %"    },
};

START_TEST(only_0_and_1_are_0_and_100_percent)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_percent(text, percents[_i].x, 1), percents[_i].text);
}
END_TEST

/* Every fraction of up to 3,000 studies, in as many digits as are used anywhere; the
 * halves in between (1,999 of 2,000 is 99.95 %) are the hard ones. */
START_TEST(no_fraction_of_studies_rounds_to_all_or_none)
{
    char text[NUMFMT_SIZE];
    unsigned n_wrong = 0, wrong_k = 0;

    for (unsigned k = 1; k <= 3000; k++)
        for (int digits = 0; digits <= 3; digits++) {
            unsigned ones[] = {1, k - 1};

            for (size_t i = 0; i < 2 && k > 1; i++) {
                double p = (double)ones[i] / k, shown;

                shown = strtod(numfmt_percent(text, p, digits), NULL);
                if (shown <= 0 || shown >= 100) {
                    n_wrong++;
                    wrong_k = k;
                }
                shown = strtod(numfmt_fixed(text, p, digits + 1), NULL);
                if (shown <= 0 || shown >= 1) {
                    n_wrong++;
                    wrong_k = k;
                }
            }
        }
    ck_assert_msg(n_wrong == 0, "%u times, last for %u studies", n_wrong, wrong_k);
}
END_TEST

static const struct {
    double x;
    int digits;
    const char *text;
} signeds[] = {
    {0.0312,   3, "+0.031" },
    {-0.0312,  3, "-0.031" },
    {0,        1, "+0.0"   },
    {-0.0,     1, "+0.0"   },
    {0.01,     1, "+0.01"  },
    {-0.0004,  1, "-0.0004"},
    {1e-9,     1, "+0.0000"},
    {NAN,      1, "NA"     },
    {28.25,    1, "+28.2"  },
    {INFINITY, 1, "inf"    },
};

START_TEST(differences_have_a_sign_and_show_that_they_are_not_0)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_signed(text, signeds[_i].x, signeds[_i].digits),
                     signeds[_i].text);
}
END_TEST

static const struct {
    double x;
    const char *text;
} people[] = {
    {0.73137,  "0.7314" },
    {0,        "0.0000" },
    {1,        "1.000"  },
    {12.434,   "12.43"  },
    {183.04,   "183.0"  },
    {1830.4,   "1830"   },
    {3.2613,   "3.261"  },
    {0.00001,  "1e-05"  },
    {1e9,      "1e+09"  },
    {NAN,      "NA"     },
    {INFINITY, "inf"    },
    {0.99999,  "0.99999"},
    {-0.5,     "-0.5000"},
};

START_TEST(numbers_for_people)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_people(text, people[_i].x), people[_i].text);
}
END_TEST

static const struct {
    double p;
    const char *text;
} p_values[] = {
    {0.02718, "0.0272" },
    {0.00005, "<0.0001"},
    {0,       "<0.0001"},
    {0.0001,  "0.0001" },
    {0.1642,  "0.16"   },
    {1,       "1.00"   },
    {NAN,     "NA"     },
};

START_TEST(p_values_for_people)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_p(text, p_values[_i].p), p_values[_i].text);
}
END_TEST

START_TEST(counts_for_people)
{
    char text[NUMFMT_SIZE];

    ck_assert_str_eq(numfmt_count(text, 0), "0");
    ck_assert_str_eq(numfmt_count(text, 999), "999");
    ck_assert_str_eq(numfmt_count(text, 1000), "1,000");
    ck_assert_str_eq(numfmt_count(text, 1234567), "1,234,567");
    ck_assert_str_eq(numfmt_count(text, UINT64_MAX), "18,446,744,073,709,551,615");
    ck_assert_str_eq(numfmt_studies(text, 1), "1 study");
    ck_assert_str_eq(numfmt_studies(text, 0), "0 studies");
    ck_assert_str_eq(numfmt_studies(text, 1234), "1,234 studies");
    ck_assert_str_eq(numfmt_things(text, UINT64_MAX, "difference", "differences"),
                     "18,446,744,073,709,551,615 differences");
}
END_TEST

/* Every function keeps within NUMFMT_SIZE bytes; the sanitizer watches. */
START_TEST(nothing_is_overrun)
{
    char *text = malloc(NUMFMT_SIZE);
    double extremes[] = {
        DBL_MAX, -DBL_MAX, -DBL_MIN, -5e-324, -1.2345678901234567e-300, 123456.789};

    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        ck_assert_uint_lt(strlen(numfmt_record(text, extremes[i])), NUMFMT_SIZE);
        ck_assert_uint_lt(strlen(numfmt_shortest(text, extremes[i])), NUMFMT_SIZE);
        ck_assert_uint_lt(strlen(numfmt_fixed(text, extremes[i], 4)), NUMFMT_SIZE);
        ck_assert_uint_lt(strlen(numfmt_percent(text, extremes[i], 1)), NUMFMT_SIZE);
        ck_assert_uint_lt(strlen(numfmt_signed(text, extremes[i], 1)), NUMFMT_SIZE);
        ck_assert_uint_lt(strlen(numfmt_people(text, extremes[i])), NUMFMT_SIZE);
    }
    free(text);
}
END_TEST

/* ---- Parsing ------------------------------------------------------------------ */

static const struct {
    const char *text;
    char decimal;
    double value; /* NaN: refused */
} numbers[] = {
    {"0.5",                                                                              '.', 0.5                },
    {"0,5",                                                                              ',', 0.5                },
    {"-1",                                                                               '.', -1                 },
    {"+1",                                                                               '.', 1                  },
    {".5",                                                                               '.', 0.5                },
    {"5.",                                                                               '.', 5                  },
    {"1e-3",                                                                             '.', 1e-3               },
    {"1E+3",                                                                             '.', 1000               },
    {"1,5e2",                                                                            ',', 150                },
    {"007",                                                                              '.', 7                  },
    {"0.1000000000000000055511151231257827021181583404541015625",                        '.', 0.1                },
    {"0.30000000000000004",                                                              '.', 0.30000000000000004},
    {"1e999",                                                                            '.', INFINITY           },
    {"00000000000000000000000000000000000000000000000000000000000000000000000000000001",
     '.',                                                                                     1                  },
    {"",                                                                                 '.', NAN                },
    {".",                                                                                '.', NAN                },
    {"-",                                                                                '.', NAN                },
    {"+.",                                                                               '.', NAN                },
    {"e5",                                                                               '.', NAN                },
    {"1e",                                                                               '.', NAN                },
    {"1e+",                                                                              '.', NAN                },
    {" 1",                                                                               '.', NAN                },
    {"1 ",                                                                               '.', NAN                },
    {"1.2.3",                                                                            '.', NAN                },
    {"1,5",                                                                              '.', NAN                },
    {"1.5",                                                                              ',', NAN                },
    {"1,234.5",                                                                          '.', NAN                },
    {"0x10",                                                                             '.', NAN                },
    {"0x1p-1",                                                                           '.', NAN                },
    {"inf",                                                                              '.', NAN                },
    {"infinity",                                                                         '.', NAN                },
    {"nan",                                                                              '.', NAN                },
    {"1d5",                                                                              '.', NAN                },
    {"1_000",                                                                            '.', NAN                },
    {"--1",                                                                              '.', NAN                },
    {"1e5.5",                                                                            '.', NAN                },
    {"\xd9\xa1",                                                                         '.', NAN                }, /* an Arabic digit */
};

START_TEST(parsing_is_strict)
{
    double x = -7;
    bool ok = numfmt_parse(numbers[_i].text, strlen(numbers[_i].text),
                           numbers[_i].decimal, &x);

    ck_assert_msg(ok == !isnan(numbers[_i].value), "'%s' is %s", numbers[_i].text,
                  ok ? "taken" : "refused");
    if (ok)
        ck_assert_msg(x == numbers[_i].value, "'%s' is %.17g", numbers[_i].text, x);
}
END_TEST

START_TEST(only_the_length_counts)
{
    double x;
    uint64_t n;

    ck_assert(numfmt_parse("0.75abc", 4, '.', &x) && x == 0.75);
    ck_assert(!numfmt_parse("0.75\0"
                            "1",
                            6, '.', &x));
    ck_assert(numfmt_parse_count("12x", 2, &n) && n == 12);
}
END_TEST

static const struct {
    const char *text;
    bool ok;
    uint64_t n;
} counts[] = {
    {"0",                       true,  0         },
    {"2000",                    true,  2000      },
    {"007",                     true,  7         },
    {"18446744073709551615",    true,  UINT64_MAX},
    {"18446744073709551616",    false, 0         },
    {"99999999999999999999999", false, 0         },
    {"",                        false, 0         },
    {"-1",                      false, 0         },
    {"+1",                      false, 0         },
    {"1.0",                     false, 0         },
    {" 1",                      false, 0         },
    {"1e3",                     false, 0         },
    {"1,000",                   false, 0         },
};

START_TEST(counts_are_whole_numbers)
{
    uint64_t n;

    ck_assert(numfmt_parse_count(counts[_i].text, strlen(counts[_i].text), &n) ==
              counts[_i].ok);
    if (counts[_i].ok)
        ck_assert_uint_eq(n, counts[_i].n);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("numfmt");
    TCase *tc = tcase_create("numfmt");

    tcase_add_test(tc, a_million_doubles_read_back);
    tcase_add_loop_test(tc, shortest_is_as_people_write, 0, N_OF(shortest));
    tcase_add_loop_test(tc, records_have_12_digits, 0, N_OF(records));
    tcase_add_loop_test(tc, fixed_never_rounds_to_0_or_1, 0, N_OF(fixed));
    tcase_add_loop_test(tc, only_0_and_1_are_0_and_100_percent, 0, N_OF(percents));
    tcase_add_test(tc, no_fraction_of_studies_rounds_to_all_or_none);
    tcase_add_loop_test(tc, differences_have_a_sign_and_show_that_they_are_not_0, 0,
                        N_OF(signeds));
    tcase_add_loop_test(tc, numbers_for_people, 0, N_OF(people));
    tcase_add_loop_test(tc, p_values_for_people, 0, N_OF(p_values));
    tcase_add_test(tc, counts_for_people);
    tcase_add_test(tc, nothing_is_overrun);
    tcase_add_loop_test(tc, parsing_is_strict, 0, N_OF(numbers));
    tcase_add_test(tc, only_the_length_counts);
    tcase_add_loop_test(tc, counts_are_whole_numbers, 0, N_OF(counts));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
