/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/records.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

#include "testlib.h"

/* Part of the interface: fixed in name and order, new ones only at the end. */
static const char header[] =
    "model,baseline,finding,group,level,metric,point,threshold,scenario,prevalence,"
    "estimate,conf_low,conf_high,conf_level,method,std_error,statistic,df,p_value,p_"
    "adjusted,"
    "numerator,denominator,n,n_pos,n_neg,n_patients,status,note\n";

static struct result full_result(void)
{
    struct result r = RESULT_NONE;

    r.model = "m,1";
    r.baseline = "b";
    r.finding = "f";
    r.group = "g";
    r.level = "l \"x\"";
    r.metric = "auc";
    r.point = "p";
    r.threshold = 0.1 + 0.2;
    r.scenario = "s";
    r.prevalence = 0.05;
    r.estimate = (struct estimate){.value = 1.0 / 3,
                                   .low = 0,
                                   .high = INFINITY,
                                   .std_error = 1e-9,
                                   .statistic = -2.5,
                                   .df = 1,
                                   .p = 0.25,
                                   .method = "wilson",
                                   .note = "n",
                                   .status = STATUS_TOO_FEW};
    r.conf_level = 0.95;
    r.p_adjusted = 0.5;
    r.numerator = 26;
    r.denominator = 41;
    r.n = 113;
    r.n_pos = 41;
    r.n_neg = 72;
    r.n_patients = 100;
    return r;
}

/* The first record has every field, the second nothing but its metric. */
static void fill(struct result_set *set)
{
    struct result full = full_result(), empty = RESULT_NONE;

    empty.metric = "mcc";
    empty.estimate.status = STATUS_UNDEFINED;
    result_set_add(set, &full);
    result_set_add(set, &empty);
}

START_TEST(csv_has_the_columns_of_the_interface)
{
    struct result_set set = {0};
    struct strbuf out = STRBUF_INIT;

    fill(&set);
    records_write_csv(&out, &set, ',');
    ck_assert_int_eq(strncmp(out.text, header, sizeof header - 1), 0);
    ck_assert_str_eq(out.text + sizeof header - 1,
                     "\"m,1\",b,f,g,\"l "
                     "\"\"x\"\"\",auc,p,0.30000000000000004,s,0.05,0.333333333333,0,"
                     "inf,0.95,wilson,1e-09,-2.5,"
                     "1,0.25,0.5,26,41,113,41,72,100,too_few,n\n"
                     ",,,,,mcc,,,,,,,,,,,,,,,,,,,,,undefined,\n");
    strbuf_release(&out);
    result_set_release(&set);
}
END_TEST

START_TEST(tsv_has_the_same_in_tabs)
{
    struct result_set set = {0};
    struct strbuf out = STRBUF_INIT;
    const char *line = "m,1\tb\tf\tg\tl \"x\"\tauc\tp\t0.30000000000000004\ts\t",
               *second;

    fill(&set);
    records_write_csv(&out, &set, '\t');
    second = strchr(out.text, '\n') + 1;
    ck_assert_int_eq(strncmp(second, line, strlen(line)), 0);
    strbuf_release(&out);
    result_set_release(&set);
}
END_TEST

static void check_object(const char *line, bool full)
{
    json_error_t error;
    json_t *object = json_loads(line, JSON_REJECT_DUPLICATES, &error), *value;
    size_t n;
    const struct record_field *fields = record_fields(&n);

    ck_assert_msg(object != NULL, "%s", error.text);
    ck_assert_uint_eq(json_object_size(object), n);
    for (size_t i = 0; i < n; i++) {
        value = json_object_get(object, fields[i].name);
        if (fields[i].kind == RECORD_TEXT || fields[i].kind == RECORD_STATUS)
            ck_assert(json_is_string(value));
        else
            ck_assert(full && strcmp(fields[i].name, "conf_high") != 0
                          ? json_is_number(value)
                          : json_is_null(value));
    }
    if (full) {
        ck_assert_str_eq(json_string_value(json_object_get(object, "level")),
                         "l \"x\"");
        ck_assert_double_eq(json_number_value(json_object_get(object, "threshold")),
                            0.1 + 0.2);
        ck_assert_double_eq(json_number_value(json_object_get(object, "estimate")),
                            0.333333333333);
        ck_assert_double_eq(json_number_value(json_object_get(object, "n")), 113);
    }
    json_decref(object);
}

/* Undefined and infinite numbers are null: JSON has none. */
START_TEST(ndjson_is_one_object_a_line)
{
    struct result_set set = {0};
    struct strbuf out = STRBUF_INIT;
    char *end;

    fill(&set);
    records_write_ndjson(&out, &set);
    end = strchr(out.text, '\n');
    *end = '\0';
    check_object(out.text, true);
    ck_assert_ptr_eq(strchr(end + 1, '\n'), out.text + out.length - 1);
    check_object(end + 1, false);
    strbuf_release(&out);
    result_set_release(&set);
}
END_TEST

START_TEST(no_records_leave_a_header)
{
    struct result_set set = {0};
    struct strbuf out = STRBUF_INIT;

    records_write_csv(&out, &set, ',');
    ck_assert_str_eq(out.text, header);
    strbuf_reset(&out);
    records_write_ndjson(&out, &set);
    ck_assert_str_eq(out.text, "");
    strbuf_release(&out);
}
END_TEST

/* A threshold flags the study it came from, so it needs all its digits; others do not. */
START_TEST(thresholds_read_back)
{
    size_t n;
    const struct record_field *fields = record_fields(&n);
    struct result result = full_result();
    char text[NUMFMT_SIZE];

    for (size_t i = 0; i < n; i++)
        if (!strcmp(fields[i].name, "threshold")) {
            result.threshold = 0.4466902017593384;
            ck_assert_str_eq(record_text(&fields[i], &result, text),
                             "0.4466902017593384");
            result.threshold = -INFINITY;
            ck_assert_str_eq(record_text(&fields[i], &result, text), "-inf");
            ck_assert(!record_is_finite(&fields[i], &result));
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("records");
    TCase *tc = tcase_create("records");

    tcase_add_test(tc, csv_has_the_columns_of_the_interface);
    tcase_add_test(tc, tsv_has_the_same_in_tabs);
    tcase_add_test(tc, ndjson_is_one_object_a_line);
    tcase_add_test(tc, no_records_leave_a_header);
    tcase_add_test(tc, thresholds_read_back);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
