/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Policies: what is read, and how what cannot be used is refused. Lines and columns are counted by hand. */
#include "config.h"

#include "gate/policy.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "gate/yaml_tree.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* The policy of the manual. */
static const char whole[] =
    "# release-gate.yaml\n"
    "version: 1\n"
    "data:\n"
    "  truth: truth.csv                        # relative to this file\n"
    "  id: StudyInstanceUID\n"
    "  score: ai_score\n"
    "  positive: [yes, 'on']\n"
    "statistics: {confidence: 0.95, seed: 20240501, prevalence: 0.05}\n"
    "points:\n"
    "  release: 0.40\n"
    "  both: {ai_v2: 0.40, ai_v1: 0.35}\n"
    "  locked: {file: locked-points.csv}\n"
    "on_inconclusive: fail\n"
    "rules:\n"
    "  - auc >= 0.85\n"
    "  - sensitivity@release >= 0.90\n"
    "  - name: every scanner works\n"
    "    claim: sensitivity@release >= 0.85\n"
    "    each: Manufacturer\n"
    "    min_positives: 30\n"
    "    require: [SIEMENS, GE MEDICAL SYSTEMS]\n"
    "    untested: ignore\n"
    "    on_inconclusive: warn\n"
    "  - name: not worse than the released model\n"
    "    claim: \"difference(auc) >= -0.02\"\n"
    "    baseline: {file: released-v3.csv, score: ai_score, min_overlap: 0.98}\n"
    "    where: PatientSex = F\n"
    "    missing: negative\n"
    "  - name: sexes alike\n"
    "    claim: gap(sensitivity@release) <= 0.10\n"
    "    over: PatientSex\n"
    "    severity: warn\n"
    "    model: ai_v2\n"
    "    finding: nodule\n"
    "  - {claim: count >= 100, severity: off}\n";

static void parse(struct policy *policy, const char *text, struct err *err)
{
    policy_parse(policy, "ci/policy.yaml", text, strlen(text), err);
}

static void assert_setting(const struct policy *policy, size_t i, const char *section,
                           const char *option, const char *value)
{
    ck_assert_str_eq(policy->settings[i].section, section);
    ck_assert_str_eq(policy->settings[i].option, option);
    ck_assert_str_eq(policy->settings[i].values.items[0].text, value);
}

START_TEST(settings_are_options_as_they_are_typed)
{
    struct policy policy;
    struct err err = {0};

    parse(&policy, whole, &err);
    assert_err(ERR_OK, &err);
    ck_assert_uint_eq(policy.n_settings, 11);
    assert_setting(&policy, 0, "data", "truth", "truth.csv");
    assert_setting(&policy, 1, "data", "id", "StudyInstanceUID");
    assert_setting(&policy, 3, "data", "positive", "yes");
    ck_assert_str_eq(policy.settings[3].values.items[1].text, "on");
    ck_assert(policy.settings[3].is_list);
    assert_setting(&policy, 4, "statistics", "confidence", "0.95");
    assert_setting(&policy, 6, "statistics", "prevalence", "0.05");
    assert_setting(&policy, 7, "points", "threshold", "release=0.40");
    assert_setting(&policy, 8, "points", "threshold", "both@ai_v2=0.40");
    assert_setting(&policy, 9, "points", "threshold", "both@ai_v1=0.35");
    assert_setting(&policy, 10, "points", "points", "locked-points.csv");
    ck_assert_str_eq(policy.settings[10].key, "locked");
    ck_assert_uint_eq(policy.settings[5].place.line, 8);
    ck_assert_uint_eq(policy.settings[5].place.column, 32);
    ck_assert_ptr_eq(policy_find_setting(&policy, "data", "id"), &policy.settings[1]);
    ck_assert_ptr_null(policy_find_setting(&policy, "statistics", "id"));
    ck_assert_uint_eq(policy.n_bytes, strlen(whole));
    ck_assert_mem_eq(policy.bytes, whole, policy.n_bytes);
    policy_release(&policy);
    policy_release(&policy);
}
END_TEST

START_TEST(rules_keep_what_they_say_and_where)
{
    struct policy policy;
    struct err err = {0};
    const struct policy_rule *rules;

    parse(&policy, whole, &err);
    assert_err(ERR_OK, &err);
    rules = policy.rules;
    ck_assert_uint_eq(policy.n_rules, 6);
    ck_assert_str_eq(rules[0].name, "auc >= 0.85");
    ck_assert_int_eq(rules[0].on_inconclusive, ON_INCONCLUSIVE_FAIL);
    ck_assert_int_eq(rules[0].missing, UNSTATED);
    ck_assert_int_eq(rules[0].severity, SEVERITY_ERROR);
    ck_assert_uint_eq(rules[0].place.line, 15);
    ck_assert_uint_eq(rules[0].place.column, 5);
    ck_assert_str_eq(rules[2].name, "every scanner works");
    ck_assert_str_eq(rules[2].each.text, "Manufacturer");
    ck_assert_int_eq(rules[2].min_positives, 30);
    ck_assert_int_eq(rules[2].min_negatives, UNSTATED);
    ck_assert_uint_eq(rules[2].require.n, 2);
    ck_assert_str_eq(rules[2].require.items[1].text, "GE MEDICAL SYSTEMS");
    ck_assert_uint_eq(rules[2].require.items[1].place.column, 24);
    ck_assert_int_eq(rules[2].untested, UNTESTED_IGNORE);
    ck_assert_int_eq(rules[2].on_inconclusive, ON_INCONCLUSIVE_WARN);
    ck_assert_str_eq(rules[3].baseline_file.text, "released-v3.csv");
    assert_rel(rules[3].min_overlap, 0.98, 0, "min_overlap");
    ck_assert_str_eq(rules[3].where.items[0].text, "PatientSex = F");
    ck_assert_int_eq(rules[3].missing, RULE_MISSING_NEGATIVE);
    ck_assert_str_eq(rules[4].over.text, "PatientSex");
    ck_assert_int_eq(rules[4].severity, SEVERITY_WARN);
    ck_assert_str_eq(rules[4].model.text, "ai_v2");
    ck_assert_str_eq(rules[4].finding.text, "nodule");
    ck_assert_int_eq(rules[5].severity, SEVERITY_OFF);
    ck_assert_int_eq(policy_check_rules(&policy, &err), ERR_OK);
    policy_release(&policy);
}
END_TEST

START_TEST(json_is_read_as_well)
{
    struct policy policy;
    struct err err = {0};

    parse(&policy,
          "{\"version\": 1,\n\t\"data\": {\"score\": \"a\"},\n\t\"rules\": [\"auc >= "
          "0.85\", {\"claim\": \"count >= 9\"}]}\n",
          &err);
    assert_err(ERR_OK, &err);
    ck_assert_uint_eq(policy.n_rules, 2);
    ck_assert_str_eq(policy.rules[1].name, "count >= 9");
    policy_release(&policy);
}
END_TEST

START_TEST(paths_start_where_the_policy_lies)
{
    struct policy policy;
    struct err err = {0};
    char *path;

    parse(&policy, "version: 1", &err);
    assert_err(ERR_OK, &err);
    path = policy_path(&policy, "truth.csv");
    ck_assert_str_eq(path, "ci/truth.csv");
    free(path);
    path = policy_path(&policy, "/data/truth.csv");
    ck_assert_str_eq(path, "/data/truth.csv");
    free(path);
    policy_release(&policy);
}
END_TEST

START_TEST(claims_of_the_command_line_are_rules)
{
    struct policy policy = {0};
    struct err err = {0};

    ck_assert_int_eq(policy_check_rules(&policy, &err), ERR_INPUT);
    err = (struct err){0};
    policy_add_claim(&policy, "auc>=0.85", &err);
    assert_err(ERR_OK, &err);
    ck_assert_str_eq(policy.rules[0].name, "auc >= 0.85");
    policy_add_claim(&policy, "auc >= 0.850", &err);
    ck_assert_str_eq(err.text,
                     "--claim 'auc >= 0.850': a second rule is called 'auc >= 0.85'");
    err = (struct err){0};
    policy_add_claim(&policy, "gap(auc) <= 0.1", &err);
    ck_assert_str_eq(err.text, "--claim 'gap(auc) <= 0.1', column 1: a gap needs "
                               "'over': a column with levels");
    policy_release(&policy);
}
END_TEST

#define V "version: 1\n"
#define R V "rules:\n"

static const struct {
    const char *text, *error, *hint;
} bad[] = {
    {"",                                                                           "1:1: the file is empty",                                    ""                                        },
    {"# nothing\n",                                                                "1:1: the file is empty",                                    ""                                        },
    {"- a\n",                                                                      "1:1: a policy needs keys with values, not a list",          ""                                        },
    {"text\n",                                                                     "1:1: a policy needs keys with values, not a text",          ""                                        },
    {"rules: [auc >= 0.85]\n",                                                     "1:1: the policy does not say its version",
     "start it with 'version: 1'"                                                                                                                                                         },
    {"version: 2\n",                                                               "1:10: this version of proctor reads policies of version 1",
     "version: 1"                                                                                                                                                                         },
    {V "rule: [auc >= 0.85]\n",                                                    "2:1: a policy has no key 'rule'",
     "did you mean 'rules'?"                                                                                                                                                              },
    {V "zzzzzzzzzzzzz: 1\n",                                                       "2:1: a policy has no key 'zzzzzzzzzzzzz'",
     "there are: version, data, statistics, points, rules, on_inconclusive"                                                                                                               },
    {V "version: 1\n",
     "2:1: key 'version' stands here for the second time; first in line 1",                                                                     ""                                        },
    {V "data: {score: a, score: b}\n",
     "2:18: key 'score' stands here for the second time; first in line 2",                                                                      ""                                        },
    {V "data: &here {score: a}\n",                                                 "2:7: anchors and aliases (& and *) are not allowed",
     "write the value out where it is needed; a text that starts with & or * is "
     "written "
     "in quotes"                                                                                                                                                                          },
    {V "data: {score: *here}\n",                                                   "2:15: anchors and aliases (& and *) are not allowed",
     NULL                                                                                                                                                                                 },
    {V "data: {score: !!str a}\n",                                                 "2:15: tags (!) are not allowed",
     "a text that starts with ! is written in quotes"                                                                                                                                     },
    {V "data:\n\tscore: a\n",                                                      "3:1: a tab where YAML wants spaces",
     "indent with spaces"                                                                                                                                                                 },
    {V "data: {score: a\n",                                                        "3:1: did not find expected ',' or '}'",                     NULL                                      },
    {V "data: {score: [a]: b}\n",                                                  "2:18: did not find expected ',' or '}'",                    NULL                                      },
    {V "---\nversion: 1\n",                                                        "2:1: a second document",                                    "a policy is one document"                },
    {V "? [a]\n: b\n",                                                             "2:3: a key must be a text",
     "a text that starts with [ or { is written in quotes"                                                                                                                                },
    {V "data: {score: \"a\\0b\"}\n",                                               "2:15: a NUL character in a text",                           ""                                        },
    {"[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",                                        "1:17: nested too deeply",                                   ""                                        },
    {V "data:\n",                                                                  "2:6: data needs keys with values, not nothing",             ""                                        },
    {V "data: {score: }\n",                                                        "2:15: 'score' needs a text, not nothing",                   ""                                        },
    {V "data: {score: ''}\n",                                                      "2:16: 'score' needs a text, not an empty one",              ""                                        },
    {V "data: {score: []}\n",                                                      "2:15: 'score': the list is empty",                          ""                                        },
    {V "data: {score: {a: b}}\n",
     "2:15: 'score' needs a text or a list of texts, not a mapping",                                                                            ""                                        },
    {V "data: {score: [a, [b]]}\n",                                                "2:19: 'score' needs a text, not a list",                    ""                                        },
    {V "statistics: {interval: basic}\n",
     "2:24: the basic interval is not accurate enough to decide about a claim",                                                                 "delong (the default), bca or studentized"},
    {V "statistics: {interval: percentile}\n",
     "2:24: the percentile interval is not accurate enough to decide about a claim",                                                            "delong (the default), bca or studentized"},
    {V "points: [1]\n",                                                            "2:9: points needs keys with values, not a list",            ""                                        },
    {V "points: {0.5: 0.5}\n",                                                     "2:10: '0.5' cannot name an operating point",
     "a letter, then letters, digits, '_' and '-'"                                                                                                                                        },
    {V "points: {a: high}\n",                                                      "2:13: point 'a': high is not a number",
     "a: 0.5, a: {MODEL: 0.5} or a: {file: points.csv}"                                                                                                                                   },
    {V "points: {a: [0.5]}\n",                                                     "2:13: point 'a': a list is not a number",                   NULL                                      },
    {V "points: {a: {}}\n",                                                        "2:13: point 'a': the mapping is empty",                     ""                                        },
    {V "points: {a: {file: b}, c: {file: d}}\n",
     "2:34: locked points come from one file, which is b in line 2",                                                                            "put all points into one file"            },
    {V "points: {a: {file: [b]}}\n",                                               "2:20: 'file' needs a text, not a list",                     ""                                        },
    {V "on_inconclusive: pass\n",                                                  "2:18: 'on_inconclusive': 'pass' is no choice",
     "there are: inconclusive, fail, warn"                                                                                                                                                },
    {V "rules:\n",                                                                 "2:7: rules needs a list of rules, not nothing",             "- auc >= 0.85"                           },
    {V "rules: []\n",                                                              "2:8: rules needs a list of rules, not an empty one",
     "- auc >= 0.85"                                                                                                                                                                      },
    {V "rules: auc >= 0.85\n",                                                     "2:8: rules needs a list of rules, not a text",
     "- auc >= 0.85"                                                                                                                                                                      },
    {R "- [auc >= 0.85]\n",                                                        "3:3: a rule is a claim or a mapping, not a list",
     "- auc >= 0.85"                                                                                                                                                                      },
    {R "- acu >= 0.85\n",                                                          "3:3: unknown metric 'acu'",                                 "did you mean 'auc'?"                     },
    {R "- 'auc == 0.85'\n",                                                        "3:8: '==' is no comparison",                                "there are >=, >, <= and <"               },
    {R "- >-\n  auc ==\n  0.85\n",                                                 "3:3: '==' is no comparison",                                NULL                                      },
    {R "- auc >= 0.85\n- 'auc >=0.850'\n",
     "4:4: a second rule is called 'auc >= 0.85'; first in line 3",                                                                             "give it a name of its own: name: ..."    },
    {R "- {name: x}\n",                                                            "3:3: a rule needs a claim",                                 "claim: auc >= 0.85"                      },
    {R "- {claim: auc >= 0.85, nme: x}\n",                                         "3:24: a rule has no key 'nme'",
     "did you mean 'name'?"                                                                                                                                                               },
    {R "- {claim: auc >= 0.85, severity: high}\n",
     "3:34: 'severity': 'high' is no choice",                                                                                                   "there are: error, warn, off"             },
    {R "- {claim: auc >= 0.85, severity: worn}\n",
     "3:34: 'severity': 'worn' is no choice",                                                                                                   "did you mean 'warn'?"                    },
    {R "- {claim: auc >= 0.85, each: s, min_positives: 3.5}\n",
     "3:48: 'min_positives': '3.5' is not a whole number",                                                                                      ""                                        },
    {R "- {claim: auc >= 0.85, each: [a, b]}\n",
     "3:30: 'each' needs a text, not a list",                                                                                                   ""                                        },
    {R "- {claim: auc >= 0.85, over: s}\n",                                        "3:30: 'over' belongs to a gap",
     "each: s asks the claim of every level"                                                                                                                                              },
    {R "- gap(auc) <= 0.1\n",                                                      "3:3: a gap needs 'over': a column with levels",
     "over: COLUMN"                                                                                                                                                                       },
    {R "- {claim: gap(auc) <= 0.1, each: s}\n",
     "3:34: a gap is taken over levels, not in each",                                                                                           "over: s"                                 },
    {R "- {claim: auc >= 0.85, require: [a]}\n",
     "3:34: 'require' names levels of 'each' or 'over', of which there is none",                                                                ""                                        },
    {R "- {claim: auc >= 0.85, untested: fail}\n",
     "3:24: 'untested' is about levels, but the rule has neither 'each' nor 'over'",                                                            NULL                                      },
    {R "- difference(auc) >= -0.02\n",
     "3:3: a difference needs a baseline: the model it is compared with",                                                                       NULL                                      },
    {R "- {claim: difference(auc) >= 0.02, baseline: {score: b}}\n",
     "3:30: the margin 0.02 has the wrong sign: a difference is model minus baseline",                                                          NULL                                      },
    {R "- {claim: auc >= 0.85, baseline: {score: b}}\n",
     "3:3: a baseline belongs to a difference",                                                                                                 "difference(auc) >= -0.02"                },
    {R "- {claim: difference(auc) >= 0, baseline: {}}\n",
     "3:43: a baseline is a file, a score column, or both",                                                                                     NULL                                      },
    {R "- {claim: difference(auc) >= 0, baseline: b.csv}\n",
     "3:43: 'baseline' needs keys with values, not a text",                                                                                     ""                                        },
    {R "- {claim: difference(auc) >= 0, baseline: {scor: b}}\n",
     "3:44: a baseline has no key 'scor'",                                                                                                      "did you mean 'score'?"                   },
    {R "- {claim: difference(auc) >= 0, baseline: {score: b, min_overlap: 98}}\n",
     "3:67: 'min_overlap': '98' is not a fraction above 0, at most 1",                                                                          NULL                                      },
};

START_TEST(an_error_names_line_and_column_and_what_to_type)
{
    struct policy policy;
    struct err err = {0};
    char want[256];

    parse(&policy, bad[_i].text, &err);
    assert_err(ERR_INPUT, &err);
    snprintf(want, sizeof want, "ci/policy.yaml:%s", bad[_i].error);
    ck_assert_str_eq(err.text, want);
    if (bad[_i].hint)
        ck_assert_str_eq(err.hint, bad[_i].hint);
    policy_release(&policy);
}
END_TEST

START_TEST(a_policy_that_tests_nothing_is_an_error)
{
    struct policy policy;
    struct err err = {0};

    parse(&policy, V "data: {score: a}\n", &err);
    assert_err(ERR_OK, &err);
    ck_assert_int_eq(policy_check_rules(&policy, &err), ERR_INPUT);
    ck_assert_str_eq(err.text, "ci/policy.yaml:1:1: the policy has no rules");
    policy_release(&policy);
    err = (struct err){0};
    parse(&policy, R "- {claim: auc >= 0.85, severity: off}\n", &err);
    assert_err(ERR_OK, &err);
    ck_assert_int_eq(policy_check_rules(&policy, &err), ERR_INPUT);
    ck_assert_str_eq(err.text,
                     "ci/policy.yaml:3:3: all rules are off: nothing would be tested");
    policy_release(&policy);
}
END_TEST

START_TEST(files_are_read_up_to_a_mebibyte)
{
    struct policy policy;
    struct err err = {0};
    size_t length = YAML_MAX_BYTES + 1;
    char *bytes = xcalloc(length, 1);

    memset(bytes, '#', length);
    policy_parse(&policy, "p", bytes, length, &err);
    ck_assert_str_eq(err.text, "p: larger than 1 MiB");
    policy_release(&policy);
    err = (struct err){0};
    policy_parse(&policy, "p", bytes, length - 1, &err);
    ck_assert_str_eq(err.text, "p:1:1: the file is empty");
    policy_release(&policy);
    free(bytes);
    err = (struct err){0};
    ck_assert_int_eq(policy_read(&policy, "no-such.yaml", &err), ERR_IO);
    ck_assert_str_eq(err.text, "no-such.yaml: No such file or directory");
    policy_release(&policy);
    err = (struct err){0};
    ck_assert_int_eq(policy_read(&policy, ".", &err), ERR_IO);
    policy_release(&policy);
}
END_TEST

START_TEST(what_is_not_utf8_is_refused)
{
    struct policy policy;
    struct err err = {0};

    parse(&policy, V "data: {score: \"\xe4\"}\n", &err);
    assert_err(ERR_INPUT, &err);
    ck_assert_str_eq(err.hint, "a policy is UTF-8 text");
    policy_release(&policy);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy");
    TCase *tc = tcase_create("policy");

    tcase_add_test(tc, settings_are_options_as_they_are_typed);
    tcase_add_test(tc, rules_keep_what_they_say_and_where);
    tcase_add_test(tc, json_is_read_as_well);
    tcase_add_test(tc, paths_start_where_the_policy_lies);
    tcase_add_test(tc, claims_of_the_command_line_are_rules);
    tcase_add_loop_test(tc, an_error_names_line_and_column_and_what_to_type, 0,
                        N_OF(bad));
    tcase_add_test(tc, a_policy_that_tests_nothing_is_an_error);
    tcase_add_test(tc, files_are_read_up_to_a_mebibyte);
    tcase_add_test(tc, what_is_not_utf8_is_refused);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
