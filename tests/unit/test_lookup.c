/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/lookup.h"

#include "filelib.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* A file with the key in its first column and a label in its second; the third is not kept. */
static enum err_code read_lookup(struct lookup *lookup, const char *csv,
                                 struct err *err)
{
    static const size_t columns[] = {0, 1};
    struct source_options source_options = {0};
    struct csv_options csv_options = {0};
    struct source *source;
    struct csv_reader *reader;
    char *path = write_file(csv, strlen(csv));
    enum err_code code;

    *lookup = (struct lookup){.what = "truth file",
                              .key_name = "study id",
                              .columns = columns,
                              .n_columns = 2};
    ck_assert_int_eq(source_open(&source, path, &source_options, NULL, err), ERR_OK);
    ck_assert_int_eq(csv_open(&reader, source, &csv_options, err), ERR_OK);
    code = lookup_read(lookup, reader, "t.csv", err);
    csv_close(reader);
    source_close(source);
    remove_file(path);
    return code;
}

START_TEST(labels_are_found_by_id)
{
    struct lookup lookup;
    struct err err = {0};
    uint32_t row;

    ck_assert_int_eq(
        read_lookup(&lookup, "id,label,more\ns1,1,x\n\ns2,,y\ns3,0.0,z\n", &err),
        ERR_OK);
    ck_assert_uint_eq(lookup.n_rows, 3);
    row = lookup_find(&lookup, "s3", 2);
    ck_assert_uint_eq(row, 2);
    ck_assert_uint_eq(lookup.lines[row], 5);
    ck_assert(!lookup.used[row]);
    ck_assert_str_eq(lookup_text(&lookup, row, 1), "0.0");
    ck_assert_str_eq(lookup_text(&lookup, 1, 1), "");
    ck_assert_str_eq(lookup_text(&lookup, row, 0), "s3"); /* the key itself */
    lookup.used[row] = true;
    ck_assert_uint_eq(lookup_count_used(&lookup), 1);
    ck_assert_uint_eq(lookup_find(&lookup, "s4", 2), INTERN_NONE);
    ck_assert_uint_eq(lookup_find(&lookup, "S3", 2), INTERN_NONE);
    lookup_release(&lookup);
    lookup_release(&lookup);
}
END_TEST

START_TEST(many_rows_keep_their_labels)
{
    enum { MANY = 5000 };
    struct strbuf csv = STRBUF_INIT;
    struct lookup lookup;
    struct err err = {0};
    char id[16], label[16];

    strbuf_adds(&csv, "id,label\n");
    for (int i = 0; i < MANY; i++)
        strbuf_addf(&csv, "s%d,%d\n", i, i % 7);
    ck_assert_int_eq(read_lookup(&lookup, csv.text, &err), ERR_OK);
    ck_assert_uint_eq(lookup.n_rows, MANY);
    for (int i = 0; i < MANY; i++) {
        uint32_t row =
            lookup_find(&lookup, id, (size_t)snprintf(id, sizeof id, "s%d", i));

        ck_assert_uint_eq(row, i);
        ck_assert(!lookup.used[row]);
        snprintf(label, sizeof label, "%d", i % 7);
        ck_assert_str_eq(lookup_text(&lookup, row, 1), label);
    }
    lookup_release(&lookup);
    strbuf_release(&csv);
}
END_TEST

static const struct {
    const char *csv, *text;
} broken[] = {
    {"id,label\nSECRET,1\n\nSECRET,0\n", "t.csv:4: the study id was on line 2 already"},
    {"id,label\nSECRET,1\n,0\n",         "t.csv:3: the study id is empty"             },
};

/* Both lines, but not the id. */
START_TEST(ids_are_unique_and_not_empty)
{
    struct lookup lookup;
    struct err err = {0};

    ck_assert_int_eq(read_lookup(&lookup, broken[_i].csv, &err), ERR_INPUT);
    ck_assert_str_eq(err.text, broken[_i].text);
    ck_assert_ptr_null(strstr(err.hint, "SECRET"));
    lookup_release(&lookup);
}
END_TEST

static const struct {
    const char *truth_id, *prediction_id;
    const char *why; /* part of it; NULL: nothing is to be seen */
} no_match[] = {
    {"1.2E+12",       "1234567890123", "ids of the truth file look like 1.2E+12" },
    {"1234567890123", "1.23457e+12",   "ids of the predictions look like 1.2E+12"},
    {"1234567890123", "1,23457E+12",   "ids of the predictions look like 1.2E+12"},
    {"0017",          "17",            "without leading zeros"                   },
    {"17.0",          "17",            "without leading zeros"                   },
    {"img/17.png",    "17",            "without leading zeros"                   },
    {"a/b/17.dcm",    "c/17.DCM",      "without leading zeros"                   },
    {"ABC",           "abc",           "without leading zeros"                   },
    {"0",             "00",            "without leading zeros"                   },
    {"abc",           "xyz",           NULL                                      },
    {"E+12",          "5",             NULL                                      },
    {"1E12",          "5",             NULL                                      },
    {"1.2.3",         "1.2",           NULL                                      }, /* parts of a UID are no file ending */
};

START_TEST(no_match_explains_itself)
{
    struct lookup lookup = {.what = "truth file"};
    struct intern ids = {0};
    char *why;

    intern_add(&lookup.keys, "other", 5);
    intern_add(&lookup.keys, no_match[_i].truth_id, strlen(no_match[_i].truth_id));
    intern_add(&ids, no_match[_i].prediction_id, strlen(no_match[_i].prediction_id));
    why = lookup_explain_no_match(&lookup, &ids);
    if (no_match[_i].why)
        ck_assert_msg(why && strstr(why, no_match[_i].why), "%s, %s: %s",
                      no_match[_i].truth_id, no_match[_i].prediction_id,
                      why ? why : "nothing");
    else
        ck_assert_msg(!why, "%s, %s: %s", no_match[_i].truth_id,
                      no_match[_i].prediction_id, why ? why : "");
    free(why);
    intern_release(&ids);
    lookup_release(&lookup);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lookup");
    TCase *tc = tcase_create("lookup");

    tcase_add_test(tc, labels_are_found_by_id);
    tcase_add_test(tc, many_rows_keep_their_labels);
    tcase_add_loop_test(tc, ids_are_unique_and_not_empty, 0, N_OF(broken));
    tcase_add_loop_test(tc, no_match_explains_itself, 0, N_OF(no_match));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
