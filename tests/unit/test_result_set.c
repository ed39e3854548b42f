/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eval/result_set.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "testlib.h"

START_TEST(the_set_owns_its_texts)
{
    struct result_set set = {0};
    struct result result = RESULT_NONE, *added;
    char model[] = "m", note[] = "note";

    result.model = model;
    result.metric = "auc";
    result.estimate.note = note;
    added = result_set_add(&set, &result);
    memset(model, 'X', 1);
    memset(note, 'X', 4);
    ck_assert_str_eq(added->model, "m");
    ck_assert_str_eq(added->estimate.note, "note");
    ck_assert_str_eq(added->baseline, ""); /* never NULL */
    ck_assert_str_eq(added->scenario, "");
    ck_assert_str_eq(added->estimate.method, "");
    ck_assert_double_nan(added->threshold);
    ck_assert_ptr_eq(result_set_text(&set, "m"),
                     added->model); /* equal texts are one */
    ck_assert_str_eq(result_set_text(&set, NULL), "");
    result_set_release(&set);
    result_set_release(&set);
    ck_assert_uint_eq(set.n, 0);
}
END_TEST

START_TEST(texts_stay_where_they_are_as_the_set_grows)
{
    struct result_set set = {0};
    struct result result = RESULT_NONE;
    const char *first;
    char name[32];

    first = result_set_text(&set, "first");
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "level %d", i);
        result.level = name;
        result.n = i;
        result_set_add(&set, &result);
    }
    ck_assert_ptr_eq(result_set_text(&set, "first"), first);
    for (int i = 0; i < 5000; i++) {
        snprintf(name, sizeof name, "level %d", i);
        ck_assert_str_eq(set.items[i].level, name);
        ck_assert_double_eq(set.items[i].n, i);
    }
    result_set_release(&set);
}
END_TEST

/* Ten parts; each tells two records apart, and nothing else does. */
START_TEST(a_set_takes_over_another)
{
    struct result_set set = {0}, other = {0};
    struct result result = RESULT_NONE;
    char model[] = "m";

    result.model = "first";
    result_set_add(&set, &result);
    result.model = model;
    result.n = 7;
    result_set_add(&other, &result);
    model[0] = 'n';
    result_set_add(&other, &result);
    result_set_append(&set, &other);
    result_set_release(&other);
    ck_assert_uint_eq(set.n, 3);
    ck_assert_str_eq(set.items[0].model, "first");
    ck_assert_str_eq(set.items[1].model, "m");
    ck_assert_str_eq(set.items[2].model, "n");
    ck_assert_double_eq(set.items[2].n, 7);
    result_set_release(&set);
}
END_TEST

START_TEST(the_key_is_made_of_ten_parts)
{
    struct result plain = RESULT_NONE, others[10];
    struct strbuf key = STRBUF_INIT, other = STRBUF_INIT;

    plain.model = "m";
    plain.baseline = "b";
    plain.finding = "f";
    plain.group = "g";
    plain.level = "l";
    plain.metric = "auc";
    plain.point = "p";
    plain.scenario = "s";
    plain.prevalence = 0.05;
    plain.estimate.method = "wilson";
    for (int i = 0; i < 10; i++)
        others[i] = plain;
    others[0].model = "M";
    others[1].baseline = "B";
    others[2].finding = "F";
    others[3].group = "G";
    others[4].level = "L";
    others[5].metric = "mcc";
    others[6].point = "P";
    others[7].scenario = "S";
    others[8].prevalence = 0.06;
    others[9].estimate.method = "jeffreys";
    result_key(&key, &plain);
    ck_assert_str_eq(key.text, "m\tb\tf\tg\tl\tauc\tp\ts\t0.05\twilson");
    for (int i = 0; i < 10; i++) {
        strbuf_reset(&other);
        result_key(&other, &others[i]);
        ck_assert_str_ne(other.text, key.text);
    }
    others[0] = plain;
    others[0].estimate.value = 0.5;
    others[0].threshold = 0.5;
    others[0].n = 5;
    strbuf_reset(&other);
    result_key(&other, &others[0]);
    ck_assert_str_eq(other.text, key.text);
    strbuf_release(&key);
    strbuf_release(&other);
}
END_TEST

START_TEST(records_are_found_by_key)
{
    struct result_set set = {0};
    struct result result = RESULT_NONE;
    const char *const methods[] = {"bootstrap-bca", "delong-logit"};

    result.model = "m";
    result.finding = "f";
    result.group = result.level = result.point = "";
    result.metric = "auc";
    for (int i = 0; i < 2; i++) {
        result.estimate.method = methods[i];
        result_set_add(&set, &result);
    }
    result.metric = "sensitivity";
    result.point = "0.5";
    result_set_add(&set, &result);
    ck_assert_ptr_eq(result_set_find(&set, "m", "f", "", "", "auc", "", NULL),
                     &set.items[0]);
    ck_assert_ptr_eq(result_set_find(&set, "m", "f", "", "", "auc", "", "delong-logit"),
                     &set.items[1]);
    ck_assert_ptr_eq(
        result_set_find(&set, "m", "f", "", "", "sensitivity", "0.5", NULL),
        &set.items[2]);
    ck_assert_ptr_null(
        result_set_find(&set, "m", "f", "", "", "sensitivity", "", NULL));
    ck_assert_ptr_null(result_set_find(&set, "m", "f", "", "", "auc", "", "wilson"));
    ck_assert_ptr_null(result_set_find(&set, "n", "f", "", "", "auc", "", NULL));
    ck_assert_ptr_null(result_set_find(&set, "m", "f", "site", "A", "auc", "", NULL));
    result_set_release(&set);
}
END_TEST

START_TEST(statuses_have_names)
{
    ck_assert_str_eq(result_status_name(STATUS_OK), "ok");
    ck_assert_str_eq(result_status_name(STATUS_DEFAULT), "default");
    ck_assert_str_eq(result_status_name(STATUS_EXPLORATORY), "exploratory");
    ck_assert_str_eq(result_status_name(STATUS_UNDEFINED), "undefined");
    ck_assert_str_eq(result_status_name(STATUS_INFINITE), "infinite");
    ck_assert_str_eq(result_status_name(STATUS_TOO_FEW), "too_few");
    ck_assert_str_eq(result_status_name(STATUS_SKIPPED), "skipped");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("result_set");
    TCase *tc = tcase_create("result_set");

    tcase_add_test(tc, the_set_owns_its_texts);
    tcase_add_test(tc, texts_stay_where_they_are_as_the_set_grows);
    tcase_add_test(tc, a_set_takes_over_another);
    tcase_add_test(tc, the_key_is_made_of_ten_parts);
    tcase_add_test(tc, records_are_found_by_key);
    tcase_add_test(tc, statuses_have_names);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
