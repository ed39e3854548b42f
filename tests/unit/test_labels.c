/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/labels.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "data/label_text.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

enum { VALUES_MOST = 64, RULES_MOST = 4 };

struct case_values {
    const char *text;
    uint64_t count;
};

static bool is_column(const void *ctx, const char *name)
{
    (void)ctx;
    return strcmp(name, "outcome") == 0 || strcmp(name, "a=b") == 0 ||
           strcmp(name, "left, lung") == 0;
}

static enum label_class means_of(const char *option)
{
    if (strcmp(option, "--positive") == 0)
        return LABEL_POSITIVE;
    return strcmp(option, "--negative") == 0 ? LABEL_NEGATIVE : LABEL_EXCLUDED;
}

/* Parses "--option value" pairs up to NULL. */
static size_t parse_rules(struct label_rule *rules, const char *const *options,
                          struct err *err)
{
    size_t n = 0;

    for (; *options; options += 2, n++)
        if (label_rule_parse(&rules[n], options[0], options[1], means_of(options[0]),
                             is_column, NULL, err))
            break;
    return n;
}

static void release_rules(struct label_rule *rules, size_t n)
{
    for (size_t i = 0; i < n; i++)
        label_rule_release(&rules[i]);
}

/* Resolves and renders "+-xm", one letter a value. */
static enum err_code resolve(struct strbuf *out, const char *column,
                             const struct case_values *given, size_t n,
                             const char *const *options, struct err *err)
{
    struct label_value values[VALUES_MOST];
    struct label_rule rules[RULES_MOST];
    size_t n_rules = parse_rules(rules, options, err);
    enum err_code code = err->code;

    for (size_t i = 0; i < n; i++)
        values[i] = (struct label_value){given[i].text, given[i].count, LABEL_MISSING};
    if (!code)
        code =
            labels_resolve(values, n, "scores.csv", column, rules, n_rules, NULL, err);
    for (size_t i = 0; !code && i < n; i++)
        strbuf_addc(out, "-+mx"[values[i].means]);
    release_rules(rules, n_rules);
    return code;
}

/* ---- Accepted -------------------------------------------------------------- */

/* clang-format off */
static const struct {
    struct case_values values[6];
    const char *options[7];
    const char *classes;
} accepted[] = {
    {{{"0", 9}, {"1", 1}}, {NULL}, "-+"},
    {{{"0.0", 9}, {"1.0", 1}}, {NULL}, "-+"},
    {{{"1", 1}, {"0", 9}, {"", 2}}, {NULL}, "+-m"},
    {{{"true", 1}, {"False", 9}, {"NaN", 9}}, {NULL}, "+-m"},
    {{{"YES", 1}, {"no", 9}}, {NULL}, "+-"},
    {{{"y", 1}, {"N", 9}}, {NULL}, "+-"},
    {{{"Positive", 1}, {"Negative", 9}}, {NULL}, "+-"},
    {{{"pos", 1}, {"neg", 9}}, {NULL}, "+-"},
    {{{"abnormal", 1}, {"normal", 9}}, {NULL}, "+-"},
    {{{"Malignant", 1}, {"BENIGN", 9}}, {NULL}, "+-"},
    {{{"present", 1}, {"absent", 9}}, {NULL}, "+-"},
    {{{"diseased", 1}, {"healthy", 9}}, {NULL}, "+-"},
    {{{"-1", 9}, {"1", 1}}, {NULL}, "-+"},
    {{{"-1.0", 9}, {"1.0", 1}, {"NA", 3}}, {NULL}, "-+m"},
    {{{"yes", 1}, {"no", 9}, {"1", 1}, {"0", 9}, {" yes ", 1}}, {NULL}, "+-+-+"},
    /* one side alone: that no study is positive is another module's message */
    {{{"0", 9}}, {NULL}, "-"},
    {{{"Yes", 9}}, {NULL}, "+"},
    {{{"", 9}, {"NA", 1}}, {NULL}, "mm"},
    /* rules */
    {{{"Good", 72}, {"Poor", 41}, {"", 3}}, {"--positive", "Poor"}, "-+m"},
    {{{"Good", 72}, {"Poor", 41}, {"", 3}}, {"--negative", "Good"}, "-+m"},
    {{{"a", 1}, {"b", 1}, {"c", 1}}, {"--positive", "a,b"}, "++-"},
    {{{"a", 1}, {"b", 1}, {"c", 1}},
     {"--positive", "a", "--negative", "b", "--exclude", "c"},
     "+-x"},
    {{{"a", 1}, {"b", 1}}, {"--positive", "outcome=a"}, "+-"},
    {{{"a, b", 1}, {"c", 1}, {"\"", 1}}, {"--positive", "\"a, b\",\"\"\"\""}, "+-+"},
    {{{"a", 1}, {"", 1}, {"NA", 1}}, {"--negative", ""}, "+-m"},
    {{{"a", 1}, {"", 1}, {"NA", 1}}, 
     {"--positive", "a", "--negative", "\"\",NA"}, "+--"},
    {{{"-1", 24}, {"0", 9}, {"1", 3}}, {"--exclude", "-1"}, "x-+"},
    {{{"-1", 24}, {"0", 9}, {"1", 3}, {"", 3}},
     {"--exclude", "-1", "--positive", "1", "--negative", "0"},
     "x-+m"},
    {{{"2.0", 24}, {"3", 9}}, {"--positive", "2"}, "+-"},
    /* exclude before positive before negative */
    {{{"a", 1}, {"b", 1}},
     {"--positive", "a,b", "--negative", "a,b", "--exclude", "a"},
     "x+"},
    /* comparisons */
    {{{"1", 1}, {"3", 1}, {"4", 1}, {"4.5", 1}, {"NA", 1}},
     {"--positive", "outcome>=4"},
     "--++m"},
    {{{"1", 1}, {"3", 1}, {"4", 1}}, {"--positive", "outcome>3"}, "--+"},
    {{{"1", 1}, {"3", 1}, {"4", 1}}, {"--negative", "outcome<=3"}, "--+"},
    {{{"1", 1}, {"3", 1}, {"4", 1}}, {"--positive", "<3"}, "+--"},
    {{{"1", 1}, {"3", 1}, {"6", 1}},
     {"--positive", ">=4", "--exclude", "6"},
     "--x"},
    {{{"1", 1}, {"4", 1}, {"4A", 1}},
     {"--positive", ">=4", "--exclude", "4A"},
     "-+x"},
    {{{"<5", 1}, {">=5", 1}}, {"--positive", "\">=5\""}, "-+"},
    /* a rule for another column does not count */
    {{{"0", 1}, {"1", 1}}, {"--positive", "a=b=x"}, "-+"},
};
/* clang-format on */

START_TEST(values_get_their_class)
{
    struct strbuf classes = STRBUF_INIT;
    struct err err = {0};
    size_t n = 0;

    while (n < 6 && accepted[_i].values[n].text)
        n++;
    resolve(&classes, "outcome", accepted[_i].values, n, accepted[_i].options, &err);
    assert_err(ERR_OK, &err);
    ck_assert_str_eq(classes.text, accepted[_i].classes);
    strbuf_release(&classes);
}
END_TEST

/* ---- Refused --------------------------------------------------------------- */

#define UNCLEAR                                                                        \
    "scores.csv: column 'outcome': cannot tell which of these mean positive: "

/* clang-format off */
static const struct {
    const char *column;
    struct case_values values[10];
    const char *options[5];
    enum err_code code;
    const char *text, *hint;
} refused[] = {
    {"outcome", {{"Good", 72}, {"Poor", 41}}, {NULL}, ERR_INPUT,
     UNCLEAR "Good (72), Poor (41)", "say --positive Poor"},
    {"outcome", {{"b", 5}, {"a", 5}, {"NA", 7}}, {NULL}, ERR_INPUT,
     UNCLEAR "a (5), b (5)", "say --positive b"},
    {"outcome", {{"a, b", 1}, {"it's", 2000}}, {NULL}, ERR_INPUT,
     UNCLEAR "it's (2,000), a, b (1)", "say --positive '\"a, b\"'"},
    {"outcome", {{"it's", 1}, {"b", 2}}, {NULL}, ERR_INPUT, UNCLEAR "b (2), it's (1)",
     "say --positive 'it'\\''s'"},
    {"outcome", {{">5", 1}, {"b", 2}}, {NULL}, ERR_INPUT, UNCLEAR "b (2), >5 (1)",
     "say --positive '\">5\"'"},
    {"outcome", {{"yes", 1}, {"no", 2}, {"maybe", 3}}, {NULL}, ERR_INPUT,
     UNCLEAR "maybe (3), no (2), yes (1)", "say for example --positive yes"},
    {"outcome", {{"a\tb\n", 2}, {"c", 1}}, {NULL}, ERR_INPUT,
     UNCLEAR "a?b? (2), c (1)", "say --positive c"},
    {"outcome",
     {{"a value that is longer than forty \303\274\303\274\303\274\303\274 bytes", 2},
      {"c", 1}},
     {NULL}, ERR_INPUT,
     UNCLEAR "a value that is longer than forty \303\274... (2), c (1)",
     "say --positive c"},
    {"outcome",
     {{"a", 9}, {"b", 8}, {"c", 7}, {"d", 6}, {"e", 5}, {"f", 4}, {"g", 3}, {"h", 2},
      {"i", 1}, {"j", 1}},
     {NULL}, ERR_INPUT,
     UNCLEAR "a (9), b (8), c (7), d (6), e (5), f (4), g (3), h (2) and 2 more",
     "say for example --positive j"},
    {"outcome", {{"1", 5}, {"2", 2}, {"10", 3}}, {NULL}, ERR_INPUT,
     UNCLEAR "1 (5), 10 (3), 2 (2)", "say for example --positive 'outcome>=10'"},
    {"BI RADS", {{"1", 5}, {"2", 2}, {"3", 3}}, {NULL}, ERR_INPUT,
     "scores.csv: column 'BI RADS': cannot tell which of these mean positive: 1 (5), 3 "
     "(3), 2 (2)",
     "say for example --positive 'BI RADS>=3'"},
    {"outcome", {{"1", 5}, {"2", 4}}, {NULL}, ERR_INPUT, UNCLEAR "1 (5), 2 (4)",
     "say --positive 2"},
    {"outcome", {{"-1", 24}, {"0", 9}, {"1", 3}}, {NULL}, ERR_INPUT,
     "scores.csv: column 'outcome' has -1 beside 0: in CheXpert exports -1 means "
     "uncertain",
     "say --exclude -1 --positive 1 --negative 0"},
    {"outcome", {{"-1", 24}, {"0", 9}}, {NULL}, ERR_INPUT,
     "scores.csv: column 'outcome' has -1 beside 0: in CheXpert exports -1 means "
     "uncertain",
     "say --exclude -1 --positive 1 --negative 0"},
    {"outcome", {{"-1", 24}}, {NULL}, ERR_INPUT, UNCLEAR "-1 (24)", "say --positive -1"},
    /* ids are not listed */
    {"PatientID", {{"P1", 2}, {"P2", 1}}, {NULL}, ERR_INPUT,
     "scores.csv: column 'PatientID' looks like text (2 different values), not like a "
     "label",
     "name the column with the truth: --label COLUMN"},
    /* rules that do not fit */
    {"outcome", {{"Good", 72}, {"Poor", 41}}, {"--positive", "Por"}, ERR_USAGE,
     "scores.csv: --positive Por: column 'outcome' has no such value",
     "say --positive Poor"},
    {"outcome", {{"Good", 72}, {"Poor", 41}}, {"--exclude", "Unknown"}, ERR_USAGE,
     "scores.csv: --exclude Unknown: column 'outcome' has no such value", ""},
    {"PatientID", {{"P1", 72}, {"P2", 41}}, {"--negative", "P3"}, ERR_USAGE,
     "scores.csv: --negative P3: column 'PatientID' has no such value", ""},
    {"outcome", {{"a", 1}, {"b", 1}, {"c", 1200}},
     {"--positive", "a", "--negative", "b"}, ERR_INPUT,
     "scores.csv: column 'outcome': c (1,200) is in neither --positive nor --negative",
     "say --exclude c, or add it to --positive or --negative"},
    {"PatientID", {{"P1", 1}, {"P2", 1}, {"P3", 2}},
     {"--positive", "P1", "--negative", "P2"}, ERR_INPUT,
     "scores.csv: column 'PatientID': a value (2) is in neither --positive nor "
     "--negative",
     ""},
    {"outcome", {{"1", 1}, {"4", 1}, {"4A", 7}}, {"--positive", "outcome>=4"},
     ERR_INPUT,
     "scores.csv: column 'outcome': 4A (7) is not a number, and the rule compares "
     "numbers",
     "say --exclude 4A, or add it to --positive or --negative"},
    /* options that cannot be parsed */
    {"outcome", {{"a", 1}}, {"--positive", "\"a"}, ERR_USAGE,
     "--positive \"a: a quote is not closed or stands inside a value",
     "quote a value as in CSV: --positive '\"a, b\"'"},
    {"outcome", {{"a", 1}}, {"--exclude", "a\"b"}, ERR_USAGE,
     "--exclude a\"b: a quote is not closed or stands inside a value",
     "quote a value as in CSV: --exclude '\"a, b\"'"},
    {"outcome", {{"a", 1}}, {"--positive", "outcome>=x"}, ERR_USAGE,
     "--positive outcome>=x: '>=' compares with one number",
     "say --positive 'COLUMN>=NUMBER'; quote a value that begins so: '\">=5\"'"},
    {"outcome", {{"a", 1}}, {"--positive", "outcome<1,2"}, ERR_USAGE,
     "--positive outcome<1,2: '<' compares with one number",
     "say --positive 'COLUMN<NUMBER'; quote a value that begins so: '\"<5\"'"},
    {"outcome", {{"a", 1}}, {"--positive", "outcom>=4"}, ERR_USAGE,
     "--positive outcom>=4: there is no label column of that name",
     "say --positive 'COLUMN>=NUMBER' with the name of a column that --label names"},
};
/* clang-format on */

START_TEST(what_is_not_plain_is_refused_with_what_to_type)
{
    struct strbuf classes = STRBUF_INIT;
    struct err err = {0};
    size_t n = 0;

    while (n < 10 && refused[_i].values[n].text)
        n++;
    resolve(&classes, refused[_i].column, refused[_i].values, n, refused[_i].options,
            &err);
    assert_err(refused[_i].code, &err);
    ck_assert_str_eq(err.text, refused[_i].text);
    ck_assert_str_eq(err.hint, refused[_i].hint);
    strbuf_release(&classes);
}
END_TEST

START_TEST(many_values_are_not_listed)
{
    static const char *const options[] = {NULL};
    struct case_values values[30];
    char texts[30][16];

    for (int numeric = 0; numeric < 2; numeric++) {
        struct strbuf classes = STRBUF_INIT;
        struct err err = {0};

        for (size_t i = 0; i < 30; i++) {
            snprintf(texts[i], sizeof texts[i], numeric ? "0.%zu" : "t%zu", i + 10);
            values[i] = (struct case_values){texts[i], 1};
        }
        resolve(&classes, "preds", values, 30, options, &err);
        assert_err(ERR_INPUT, &err);
        ck_assert_str_eq(err.text,
                         numeric ? "scores.csv: column 'preds' looks like a number (30 "
                                   "different values), not like a label"
                                 : "scores.csv: column 'preds' looks like text (30 "
                                   "different values), not like a label");
        ck_assert_str_eq(
            err.hint,
            numeric ? "say --positive 'preds>=V' if values from V on mean positive"
                    : "name the column with the truth: --label COLUMN");
    }
}
END_TEST

/* ---- Rules ----------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *text;
    const char *column; /* NULL: every column */
    const char *op;
    const char *values[3];
} parsed[] = {
    {"Poor", NULL, "=", {"Poor"}},
    {"", NULL, "=", {""}},
    {"a,", NULL, "=", {"a", ""}},
    {"a,\"b,c\",d", NULL, "=", {"a", "b,c", "d"}},
    {"\"outcome=a\"", NULL, "=", {"outcome=a"}},
    {"other=a", NULL, "=", {"other=a"}},
    {"outcome=a,b", "outcome", "=", {"a", "b"}},
    {"outcome=", "outcome", "=", {""}},
    {"\"outcome\"=a", "outcome", "=", {"a"}},
    {"\"left, lung\"=1", "left, lung", "=", {"1"}},
    {"a=b=c", "a=b", "=", {"c"}},
    {"outcome>=4", "outcome", ">=", {"4"}},
    {"outcome<-0.5", "outcome", "<", {"-0.5"}},
    {">4", NULL, ">", {"4"}},
    {"=4", NULL, "=", {"=4"}},
};
/* clang-format on */

START_TEST(rules_are_parsed)
{
    struct label_rule rule;
    struct err err = {0};
    size_t n = 0;

    ck_assert_int_eq(label_rule_parse(&rule, "--positive", parsed[_i].text,
                                      LABEL_POSITIVE, is_column, NULL, &err),
                     ERR_OK);
    if (parsed[_i].column)
        ck_assert_str_eq(rule.column, parsed[_i].column);
    else
        ck_assert_ptr_null(rule.column);
    ck_assert_str_eq(rule.op, parsed[_i].op);
    for (; n < 3 && parsed[_i].values[n]; n++)
        ck_assert_str_eq(rule.values[n], parsed[_i].values[n]);
    ck_assert_uint_eq(rule.n_values, n);
    label_rule_release(&rule);
    label_rule_release(&rule); /* idempotent */
}
END_TEST

START_TEST(shared_rules_may_miss_in_one_column_but_not_in_all)
{
    static const char *const options[] = {"--exclude", "-1,-2", NULL};
    struct label_value edema[] = {
        {"0", 1, LABEL_MISSING},
        {"1", 1, LABEL_MISSING}
    };
    struct label_value lung[] = {
        {"0",    1, LABEL_MISSING},
        {"-1.0", 1, LABEL_MISSING}
    };
    struct label_rule rule;
    struct err err = {0};

    ck_assert_uint_eq(parse_rules(&rule, options, &err), 1);
    rule.shared = true;
    labels_resolve(edema, 2, "scores.csv", "Edema", &rule, 1, NULL, &err);
    assert_err(ERR_OK, &err);
    labels_resolve(lung, 2, "scores.csv", "Lung", &rule, 1, NULL, &err);
    assert_err(ERR_OK, &err);
    ck_assert_int_eq(lung[1].means, LABEL_EXCLUDED);
    labels_check_used(&rule, 1, &err);
    assert_err(ERR_USAGE, &err);
    ck_assert_str_eq(err.text, "--exclude -2: no label column has such a value");
    rule.used[1] = true;
    ck_assert_int_eq(labels_check_used(&rule, 1, &err), ERR_OK);
    label_rule_release(&rule);
}
END_TEST

START_TEST(further_missing_words_have_no_label)
{
    char code[] = "-9";
    char *words[] = {code};
    struct missing_values missing = {words, 1};
    struct label_value values[] = {
        {"0",    1, LABEL_POSITIVE},
        {"1",    1, LABEL_POSITIVE},
        {"-9.0", 1, LABEL_POSITIVE}
    };
    struct err err = {0};

    labels_resolve(values, 3, "scores.csv", "outcome", NULL, 0, &missing, &err);
    assert_err(ERR_OK, &err);
    ck_assert_int_eq(values[2].means, LABEL_MISSING);
}
END_TEST

START_TEST(plain_labels_are_known_without_rules)
{
    /* clang-format off */
    static const struct {
        const char *values[3];
        size_t n;
        bool plain;
    } cases[] = {
        {{"0", "1", ""}, 3, true},   {{"Yes", "no"}, 2, true},
        {{"-1", "1"}, 2, true},      {{"-1", "0", "1"}, 3, false},
        {{"Good", "Poor"}, 2, false}, {{"0"}, 1, true},
        {{"", "NA"}, 2, false},      {{"0", "1", "2"}, 3, false},
        {{"not known"}, 1, false},
    };
    /* clang-format on */

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_int_eq(labels_are_plain(cases[i].values, cases[i].n), cases[i].plain);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("labels");
    TCase *tcase = tcase_create("labels");

    tcase_add_loop_test(tcase, values_get_their_class, 0, N_OF(accepted));
    tcase_add_loop_test(tcase, what_is_not_plain_is_refused_with_what_to_type, 0,
                        N_OF(refused));
    tcase_add_test(tcase, many_values_are_not_listed);
    tcase_add_loop_test(tcase, rules_are_parsed, 0, N_OF(parsed));
    tcase_add_test(tcase, shared_rules_may_miss_in_one_column_but_not_in_all);
    tcase_add_test(tcase, further_missing_words_have_no_label);
    tcase_add_test(tcase, plain_labels_are_known_without_rules);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
