/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims as the grammar has them; expected texts and columns are counted by hand. */
#include "config.h"

#include "gate/claim.h"

#include <stdio.h>

#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const struct place place = {"policy.yaml", 7, 5, true};

static const struct {
    const char *text, *rendered;
    enum claim_subject subject;
    const char *metric, *point;
    enum claim_part part;
    enum claim_op op;
    double limit;
} good[] = {
    {"auc >= 0.85",                      "auc >= 0.85",                     CLAIM_METRIC,     "auc",         NULL,      CLAIM_TRUTH,    CLAIM_GE,
     0.85                                                                                                                                              },
    {"  auc>=.85 ",                      "auc >= 0.85",                     CLAIM_METRIC,     "auc",         NULL,      CLAIM_TRUTH,    CLAIM_GE,
     0.85                                                                                                                                              },
    {"sensitivity@release >= 0.90",      "sensitivity@release >= 0.9",      CLAIM_METRIC,
     "sensitivity",                                                                                          "release", CLAIM_TRUTH,    CLAIM_GE, 0.9  },
    {"sensitivity@0.5 > 0.9",            "sensitivity@0.5 > 0.9",           CLAIM_METRIC,     "sensitivity",
     "0.5",                                                                                                             CLAIM_TRUTH,    CLAIM_GT, 0.9  },
    {"sensitivity@0.5.lower >= 0.9",     "sensitivity@0.5.lower >= 0.9",    CLAIM_METRIC,
     "sensitivity",                                                                                          "0.5",     CLAIM_LOWER,    CLAIM_GE, 0.9  },
    {"ppv@1e-05.estimate >= 0.1",        "ppv@1e-05.estimate >= 0.1",       CLAIM_METRIC,     "ppv",
     "1e-05",                                                                                                           CLAIM_ESTIMATE, CLAIM_GE, 0.1  },
    {"specificity@-2.5.upper<1",         "specificity@-2.5.upper < 1",      CLAIM_METRIC,
     "specificity",                                                                                          "-2.5",    CLAIM_UPPER,    CLAIM_LT, 1    },
    {"specificity@v2-b_1<=1",            "specificity@v2-b_1 <= 1",         CLAIM_METRIC,     "specificity",
     "v2-b_1",                                                                                                          CLAIM_TRUTH,    CLAIM_LE, 1    },
    {"flags_per_100@release <= 12",      "flags_per_100@release <= 12",     CLAIM_METRIC,
     "flags_per_100",                                                                                        "release", CLAIM_TRUTH,    CLAIM_LE, 12   },
    {"difference(auc) >= -0.02",         "difference(auc) >= -0.02",        CLAIM_DIFFERENCE, "auc",
     NULL,                                                                                                              CLAIM_TRUTH,    CLAIM_GE, -0.02},
    {"difference ( auc ) > 0",           "difference(auc) > 0",             CLAIM_DIFFERENCE, "auc",         NULL,
     CLAIM_TRUTH,                                                                                                                       CLAIM_GT, 0    },
    {"difference(auc).lower >= 0.02",    "difference(auc).lower >= 0.02",   CLAIM_DIFFERENCE,
     "auc",                                                                                                  NULL,      CLAIM_LOWER,    CLAIM_GE, 0.02 },
    {"gap(sensitivity@release) <= 0.10", "gap(sensitivity@release) <= 0.1", CLAIM_GAP,
     "sensitivity",                                                                                          "release", CLAIM_TRUTH,    CLAIM_LE, 0.1  },
    {"count >= 200",                     "count >= 200",                    CLAIM_COUNT,      NULL,          NULL,      CLAIM_TRUTH,    CLAIM_GE,
     200                                                                                                                                               },
    {"positives.estimate >= 1e2",        "positives.estimate >= 100",       CLAIM_POSITIVES,  NULL,
     NULL,                                                                                                              CLAIM_ESTIMATE, CLAIM_GE, 100  },
    {"negatives > 0",                    "negatives > 0",                   CLAIM_NEGATIVES,  NULL,          NULL,      CLAIM_TRUTH,
     CLAIM_GT,                                                                                                                                    0    },
    {"missing < 0.01",                   "missing < 0.01",                  CLAIM_MISSING,    NULL,          NULL,      CLAIM_TRUTH,
     CLAIM_LT,                                                                                                                                    0.01 },
    {"tp@0.5.estimate >= 3",             "tp@0.5.estimate >= 3",            CLAIM_METRIC,     "tp",          "0.5",
     CLAIM_ESTIMATE,                                                                                                                    CLAIM_GE, 3    },
    {"youden@0.5 >= -0.1",               "youden@0.5 >= -0.1",              CLAIM_METRIC,     "youden",      "0.5",
     CLAIM_TRUTH,                                                                                                                       CLAIM_GE, -0.1 },
};

START_TEST(a_claim_is_read_and_written_in_one_way)
{
    struct claim claim, again;
    struct err err = {0};
    struct strbuf text = STRBUF_INIT, twice = STRBUF_INIT;

    claim_parse(&claim, good[_i].text, &place, &err);
    assert_err(ERR_OK, &err);
    ck_assert_int_eq(claim.subject, good[_i].subject);
    ck_assert_ptr_eq(claim.metric,
                     good[_i].metric ? metric_find(good[_i].metric) : NULL);
    ck_assert_pstr_eq(claim.point, good[_i].point);
    ck_assert_int_eq(claim.part, good[_i].part);
    ck_assert_int_eq(claim.op, good[_i].op);
    assert_rel(claim.limit, good[_i].limit, 0, "limit");
    claim_add_text(&text, &claim);
    ck_assert_str_eq(text.text, good[_i].rendered);
    claim_parse(&again, text.text, &place, &err);
    assert_err(ERR_OK, &err);
    claim_add_text(&twice, &again);
    ck_assert_str_eq(twice.text, text.text);
    claim_release(&claim);
    claim_release(&claim);
    claim_release(&again);
    strbuf_release(&text);
    strbuf_release(&twice);
}
END_TEST

static const struct {
    const char *text, *error, *hint;
} bad[] = {
    {"",                            "7:5: a claim starts with a metric",                          "auc >= 0.85"                      },
    {"0.85 <= auc",                 "7:5: a claim starts with a metric",                          "auc >= 0.85"                      },
    {"acu >= 0.85",                 "7:5: unknown metric 'acu'",                                  "did you mean 'auc'?"              },
    {"sens@release >= 0.9",         "7:5: unknown metric 'sens'",
     "did you mean 'sensitivity'?"                                                                                                   },
    {"positive >= 9",               "7:5: unknown metric 'positive'",                             "did you mean 'positives'?"        },
    {"zzzzzzzzz >= 0.9",            "7:5: unknown metric 'zzzzzzzzz'",
     "'man proctor' lists the metrics under METRICS"                                                                                 },
    {"gap(acu) >= 0.9",             "7:9: unknown metric 'acu'",                                  "did you mean 'auc'?"              },
    {"gap(count) >= 0.9",           "7:9: unknown metric 'count'",                                NULL                               },
    {"auc@0.5 >= 0.9",              "7:8: auc does not depend on an operating point",
     "leave out '@0.5'"                                                                                                              },
    {"ppv@ >= 0.9",                 "7:9: '@' needs the name or threshold of an operating point",
     "ppv@0.5 or ppv@NAME with NAME under points"                                                                                    },
    {"gap auc <= 0.1",              "7:9: 'gap' needs a metric in parentheses",
     "gap(auc) or gap(sensitivity@NAME)"                                                                                             },
    {"gap() <= 0.1",                "7:9: a metric is missing",                                   "gap(auc) or gap(sensitivity@NAME)"},
    {"gap(auc <= 0.1",              "7:13: ')' is missing",                                       ""                                 },
    {"gap(brier) <= 0.1",           "7:5: no gap between levels is known for brier",
     "gap(sensitivity@NAME), gap(specificity@NAME), gap(auc)"                                                                        },
    {"auc.low >= 0.9",              "7:8: unknown suffix '.low'",                                 "did you mean '.lower'?"           },
    {"auc.xyzzyx >= 0.9",           "7:8: unknown suffix '.xyzzyx'",
     "there are .estimate, .lower and .upper"                                                                                        },
    {"count.lower >= 9",            "7:10: 'count' has no interval",                              "leave out '.lower'"               },
    {"auc = 0.85",                  "7:9: '=' is no comparison",                                  "there are >=, >, <= and <"        },
    {"auc => 0.85",                 "7:9: '=>' is no comparison",                                 "there are >=, >, <= and <"        },
    {"auc 0.85",                    "7:9: a comparison is missing",                               "there are >=, >, <= and <"        },
    {"auc \xe2\x89\xa5 0.85",       "7:9: a comparison is missing",
     "there are >=, >, <= and <"                                                                                                     },
    {"count@0.5 >= 3",              "7:10: '@' stands behind the metric of a claim only",
     "there are >=, >, <= and <"                                                                                                     },
    {"auc >=",                      "7:11: a number is missing",                                  "auc >= 0.85"                      },
    {"auc >= high",                 "7:12: a number is missing",                                  "auc >= 0.85"                      },
    {"auc >= 85 %",                 "7:14: percentages are written as fractions",                 "0.85"                             },
    {"auc >= 85%",                  "7:14: percentages are written as fractions",                 "0.85"                             },
    {"auc >= 0,85",                 "7:13: the decimal mark is a point",                          "0.85"                             },
    {"auc >= 0.8 and ppv@1 >= 0.1", "7:15: nothing may follow the number",
     "one rule makes one comparison: write two rules"                                                                                },
    {"auc >= 1e999",                "7:12: '1e999' is not a number",                              ""                                 },
    {"auc >= 85",                   "7:12: auc lies between 0 and 1",                             "auc >= 0.85"                      },
    {"auc >= -0.1",                 "7:12: auc lies between 0 and 1",                             ""                                 },
    {"difference(auc) >= -1.5",     "7:24: difference(auc) lies between -1 and 1",                ""                                 },
    {"missing <= 5",                "7:16: missing lies between 0 and 1",                         "missing <= 0.05"                  },
    {"count >= -5",                 "7:14: count is never below 0",                               ""                                 },
    {"difference(auc) >= 0.02",
     "7:24: the margin 0.02 has the wrong sign: a difference is model minus baseline",            "difference(auc) >= -0.02; for a difference beyond a margin: "
     "difference(auc).lower >= 0.02"           },
    {"difference(brier) <= -0.1",
     "7:26: the margin -0.1 has the wrong sign: a difference is model minus baseline",            "difference(brier) <= 0.1; for a difference beyond a margin: "
     "difference(brier).upper <= -0.1"         },
    {"tp@0.5 >= 3",                 "7:5: tp is a count without an interval",                     "tp@0.5.estimate"                  },
};

START_TEST(an_error_points_at_the_character_and_says_what_to_type)
{
    struct claim claim;
    struct err err = {0};
    char want[256];

    ck_assert_int_eq(claim_parse(&claim, bad[_i].text, &place, &err), ERR_INPUT);
    snprintf(want, sizeof want, "policy.yaml:%s", bad[_i].error);
    ck_assert_str_eq(err.text, want);
    if (bad[_i].hint)
        ck_assert_str_eq(err.hint, bad[_i].hint);
    ck_assert_ptr_null(claim.point);
}
END_TEST

START_TEST(on_the_command_line_the_option_is_the_place)
{
    const struct place option = {"--claim 'auc == 1'", 0, 1, true};
    const struct place folded = {"policy.yaml", 3, 9, false};
    struct claim claim;
    struct err err = {0};

    ck_assert_int_eq(claim_parse(&claim, "auc == 1", &option, &err), ERR_USAGE);
    ck_assert_str_eq(err.text, "--claim 'auc == 1', column 5: '==' is no comparison");
    err = (struct err){0};
    ck_assert_int_eq(claim_parse(&claim, "auc == 1", &folded, &err), ERR_INPUT);
    ck_assert_str_eq(err.text, "policy.yaml:3:9: '==' is no comparison");
}
END_TEST

static const struct {
    const char *text, *sentence;
} sentences[] = {
    {"sensitivity@release >= 0.9",
     "the true sensitivity at release is at least 90 %: passed when the lower limit of "
     "its "
     "interval is at least 90 %, failed when the upper limit is below 90 %, else "
     "inconclusive"                                                                        },
    {"gap(auc) < 0.1",
     "the true largest difference between levels in auc is below 0.1: passed when the "
     "upper limit of its interval is below 0.1, failed when the lower limit is at "
     "least "
     "0.1, else inconclusive"                                                              },
    {"difference(auc) > 0",
     "the true difference to the baseline in auc is above 0: passed when the lower "
     "limit "
     "of its interval is above 0, failed when the upper limit is at most 0, else "
     "inconclusive"                                                                        },
    {"flags_per_100@0.5.lower <= 12",
     "the lower limit of the flags per 100 at 0.5 is at most 12"                           },
    {"auc.estimate >= 0.8",           "the estimated auc is at least 0.8"                  },
    {"count >= 200",                  "the number of studies is at least 200"              },
    {"missing <= 0.02",               "the share of studies without a score is at most 2 %"},
};

START_TEST(a_claim_reads_as_a_sentence)
{
    struct claim claim;
    struct err err = {0};
    struct strbuf text = STRBUF_INIT;

    claim_parse(&claim, sentences[_i].text, &place, &err);
    assert_err(ERR_OK, &err);
    claim_add_sentence(&text, &claim);
    ck_assert_str_eq(text.text, sentences[_i].sentence);
    claim_release(&claim);
    strbuf_release(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("claim");
    TCase *tc = tcase_create("claim");

    tcase_add_loop_test(tc, a_claim_is_read_and_written_in_one_way, 0, N_OF(good));
    tcase_add_loop_test(tc, an_error_points_at_the_character_and_says_what_to_type, 0,
                        N_OF(bad));
    tcase_add_test(tc, on_the_command_line_the_option_is_the_place);
    tcase_add_loop_test(tc, a_claim_reads_as_a_sentence, 0, N_OF(sentences));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
