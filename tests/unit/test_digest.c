/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/digest.h"

#include "data/load.h"
#include "eval/pair_digest.h"
#include "filelib.h"
#include "testlib.h"

/* Expected digests: Python, hashlib.sha256 over struct.pack'ed rows laid out as the headers say. */

struct digests {
    char cohort[SHA256_HEX_SIZE], studies[SHA256_HEX_SIZE], pair[SHA256_HEX_SIZE];
    char ids[32]; /* of the rows, put together */
};

static const struct digests abc = {
    .cohort = "47d1c0542ea8885323e335abaf06cd689b278fb7023bc7d6860c8452ac351f1f",
    .studies = "eedbfae0cd0a1048355a4482462d88d9312e82cdc58272add49461ab9dab99ec",
    .pair = "c99bbe6bf4363d449bf2669758361e521b52000a5921d18c5f6cb6e1c75764ad",
};

static const char *s = "s", *l = "l";

static void collect_ids(struct digests *digests, const struct cohort *cohort)
{
    *digests->ids = '\0';
    for (size_t i = 0; cohort->id && i < cohort->n; i++)
        strcat(digests->ids, cohort->ids.strings[cohort->id[i]]);
}

static void digest_file(struct digests *digests, const char *csv, const char *truth,
                        struct input_options options)
{
    struct load_watch watch = {.wish = {.ids = true}};
    char *path = write_file(csv, strlen(csv)),
         *truth_path = truth ? write_file(truth, strlen(truth)) : NULL;
    const char *files[] = {path};
    struct cohort cohort;
    struct binding binding;
    struct notes notes = {0};
    struct err err = {0};

    options.files = (struct text_list){.texts = files, .n = 1};
    options.scores = (struct text_list){.texts = &s, .n = 1};
    options.labels = (struct text_list){.texts = &l, .n = 1};
    options.truth = truth_path;
    options.max_levels = 50;
    ck_assert_int_eq(cohort_load(&cohort, &binding, &options, &watch, &notes, &err),
                     ERR_OK);
    cohort_digest(digests->cohort, &cohort, &binding);
    studies_digest(digests->studies, &cohort, &binding);
    pair_digest(digests->pair, &cohort, binding.pairs[0]);
    collect_ids(digests, &cohort);
    cohort_release(&cohort);
    binding_release(&binding);
    notes_release(&notes);
    remove_file(path);
    if (truth_path)
        remove_file(truth_path);
}

static void check_equal(const struct digests *got, const struct digests *want)
{
    ck_assert_str_eq(got->cohort, want->cohort);
    ck_assert_str_eq(got->studies, want->studies);
    ck_assert_str_eq(got->pair, want->pair);
}

START_TEST(digests_are_those_of_another_program)
{
    struct input_options options = {.id = "i"};
    struct digests got;

    digest_file(&got, "i,s,l\na,0.25,0\nb,0.75,1\nc,,1\n", NULL, options);
    check_equal(&got, &abc);
    ck_assert_str_eq(got.ids, "abc");
    digest_file(&got, "l;s;i\nyes;;c\nno;2,5e-1;a\nyes;0,750;b\n", NULL, options);
    check_equal(&got, &abc);
    ck_assert_str_eq(got.ids, "cab");
}
END_TEST

/* c has no row in the predictions, and comes last; the order of the truth does not matter. */
START_TEST(studies_without_output_are_counted_in)
{
    struct input_options options = {.id = "i"};
    struct digests got;

    digest_file(&got, "i,s\na,0.25\nb,0.75\n", "i,l\nc,1\nb,1\na,0\n", options);
    check_equal(&got, &abc);
    ck_assert_str_eq(got.ids, "abc");
}
END_TEST

/* Rows that --where leaves out are in no digest, nor are studies of which only the truth is known then. */
START_TEST(rows_left_out_are_in_no_digest)
{
    const char *where = "w=1";
    struct input_options options = {
        .id = "i", .where = {.texts = &where, .n = 1}
    };
    struct digests got;

    digest_file(&got, "i,s,l,w\nz,0.5,1,0\na,0.25,0,1\nb,0.75,1,1\nc,,1,1\n", NULL,
                options);
    check_equal(&got, &abc);
    ck_assert_str_eq(got.ids, "abc");
    digest_file(&got, "i,s,w\na,0.25,1\nz,0.5,0\nb,0.75,1\nc,,1\n",
                "i,l\nz,1\nd,1\nc,1\nb,1\na,0\n", options);
    check_equal(&got, &abc);
    ck_assert_str_eq(got.ids, "abc");
}
END_TEST

/* Low scores are negated while they are ranked, and missing ones infinite; not so in digests. */
START_TEST(direction_and_missing_scores_do_not_matter)
{
    struct digests got;

    for (int missing = MISSING_EXCLUDE; missing < MISSING_ERROR; missing++)
        for (int direction = SCORE_HIGH; direction <= SCORE_LOW; direction++) {
            struct input_options options = {.id = "i",
                                            .missing = (enum missing_policy)missing,
                                            .direction =
                                                (enum score_direction)direction};

            digest_file(&got, "i,s,l\na,0.25,0\nb,0.75,1\nc,,1\n", NULL, options);
            check_equal(&got, &abc);
        }
}
END_TEST

/* --unit: images of a study, each with an id of its own, in any order. */
START_TEST(the_first_id_stands_for_a_folded_study)
{
    const char *unit = "u";
    struct input_options options = {
        .id = "i", .units = {.texts = &unit, .n = 1},
             .aggregate = AGGREGATE_MAX
    };
    struct digests got;

    digest_file(&got, "i,u,s,l\na,1,0.25,0\na2,1,0.1,0\nb3,2,0.75,\nb,2,,1\nc,3,,1\n",
                NULL, options);
    check_equal(&got, &abc);
    digest_file(&got, "i,u,s,l\nc,3,,1\nb,2,,1\na2,1,0.1,0\nb3,2,0.75,\na,1,0.25,0\n",
                NULL, options);
    check_equal(&got, &abc);
    digest_file(&got, "i,u,s\na2,1,0.25\na,1,0.1\nb,2,0.75\n",
                "i,l\nc,1\nb,1\na,0\na2,0\n", options);
    check_equal(&got, &abc);
}
END_TEST

START_TEST(without_ids_the_studies_are_unknown)
{
    struct input_options options = {0}, counted = {.freq = "n"};
    struct digests rows, counts;

    digest_file(&rows, "s,l\n0.25,0\n0.75,1\n0.25,0\n0.25,1\n", NULL, options);
    ck_assert_str_eq(rows.studies, "");
    ck_assert_str_eq(rows.ids, "");
    digest_file(&counts, "s,l,n\n0.75,1,1\n0.25,0,2\n0.25,1,1\n", NULL, counted);
    check_equal(&counts, &rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("digest");
    TCase *tc = tcase_create("all");

    tcase_add_test(tc, digests_are_those_of_another_program);
    tcase_add_test(tc, studies_without_output_are_counted_in);
    tcase_add_test(tc, rows_left_out_are_in_no_digest);
    tcase_add_test(tc, direction_and_missing_scores_do_not_matter);
    tcase_add_test(tc, the_first_id_stands_for_a_folded_study);
    tcase_add_test(tc, without_ids_the_studies_are_unknown);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
