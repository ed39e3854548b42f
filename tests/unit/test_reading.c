/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How people read numbers. Expected texts are those that interface.md, section 4, and the manual ask for: percentages, points, areas. */
#include "config.h"

#include "eval/reading.h"

#include <math.h>

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const struct {
    const char *metric;
    enum reading_kind kind;
    double x, limit;
    const char *text, *bare, *stated; /* the number, without unit, and the limit */
} numbers[] = {
    {"sensitivity",       READING_VALUE,      0.901,    0.9,   "90.1 %",        "90.1",    "90 %"      },
 /* told from the limit by as many decimals as it takes */
    {"sensitivity",       READING_VALUE,      0.80004,  0.8,   "80.004 %",      "80.0",    "80 %"      },
    {"sensitivity",       READING_VALUE,      0.8,      0.8,   "80.0 %",        "80.0",    "80 %"      },
    {"sensitivity",       READING_VALUE,      NAN,      0.07,  "NA",            "NA",      "7 %"       },
    {"sensitivity",       READING_DIFFERENCE, -0.2387,  -0.05, "-23.9 points",  "-23.9",
     "-5 points"                                                                                       },
    {"sensitivity",       READING_DIFFERENCE, 0.0416,   0,     "+4.2 points",   "+4.2",    "0 points"  },
    {"sensitivity",       READING_DIFFERENCE, 0,        -0.01, "0.0 points",    "0.0",     "-1 point"  },
    {"sensitivity",       READING_DIFFERENCE, -0.05001, -0.05, "-5.001 points", "-5.0",
     "-5 points"                                                                                       },
    {"sensitivity",       READING_DIFFERENCE, NAN,      0.015, "NA",            "NA",      "1.5 points"},
    {"balanced_accuracy", READING_DISTANCE,   0.0146,   0.1,   "1.5 points",    "1.5",
     "10 points"                                                                                       },
    {"auc",               READING_VALUE,      0.9115,   0.85,  "0.9115",        "0.9115",  "0.85"      },
    {"auc",               READING_VALUE,      0.85001,  0.85,  "0.85001",       "0.8500",  "0.85"      },
    {"auc",               READING_DIFFERENCE, 0.0872,   -0.02, "+0.0872",       "+0.0872", "-0.02"     },
    {"auc",               READING_DISTANCE,   0.0872,   0.1,   "0.0872",        "0.0872",  "0.1"       },
    {"flags_per_100",     READING_VALUE,      55.4054,  60,    "55.4",          "55.4",    "60"        },
    {"flags_per_100",     READING_DIFFERENCE, -12.5,    0,     "-12.5",         "-12.5",   "0"         },
    {"lr_pos",            READING_VALUE,      4.875,    2,     "4.875",         "4.875",   "2"         },
    {"lr_pos",            READING_VALUE,      INFINITY, 2,     "inf",           "inf",     "2"         },
    {"tp",                READING_VALUE,      1234,     1000,  "1,234",         "1,234",   "1,000"     },
};

START_TEST(a_number_is_read)
{
    struct reading reading = {metric_find(numbers[_i].metric), numbers[_i].kind};
    struct strbuf text = STRBUF_INIT, bare = STRBUF_INIT, stated = STRBUF_INIT;

    reading_add_apart(&text, reading, numbers[_i].x, numbers[_i].limit);
    reading_add_bare(&bare, reading, numbers[_i].x);
    reading_add_limit(&stated, reading, numbers[_i].limit);
    ck_assert_str_eq(text.text, numbers[_i].text);
    ck_assert_str_eq(bare.text, numbers[_i].bare);
    ck_assert_str_eq(stated.text, numbers[_i].stated);
    strbuf_release(&text);
    strbuf_release(&bare);
    strbuf_release(&stated);
}
END_TEST

static const struct {
    const char *metric;
    enum reading_kind kind;
    double low, high;
    const char *text;
} intervals[] = {
    {"specificity", READING_VALUE,      0.877,   0.921,  "87.7 to 92.1 %"       },
    {"specificity", READING_DIFFERENCE, -0.239,  0.239,  "-23.9 to +23.9 points"},
    {"specificity", READING_DISTANCE,   0,       0.062,  "0.0 to 6.2 points"    },
    {"auc",         READING_VALUE,      0.7703,  0.9693, "0.7703 to 0.9693"     },
    {"auc",         READING_DIFFERENCE, -0.0046, 0.1791, "-0.0046 to +0.1791"   },
    {"auc",         READING_VALUE,      NAN,     NAN,    ""                     },
};

START_TEST(an_interval_is_read)
{
    struct reading reading = {metric_find(intervals[_i].metric), intervals[_i].kind};
    struct estimate estimate = ESTIMATE_NONE;
    struct strbuf text = STRBUF_INIT;

    estimate.low = intervals[_i].low;
    estimate.high = intervals[_i].high;
    reading_add_interval(&text, reading, &estimate);
    ck_assert_str_eq(text.text ? text.text : "", intervals[_i].text);
    strbuf_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reading");
    TCase *tc = tcase_create("reading");

    tcase_add_loop_test(tc, a_number_is_read, 0, N_OF(numbers));
    tcase_add_loop_test(tc, an_interval_is_read, 0, N_OF(intervals));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
