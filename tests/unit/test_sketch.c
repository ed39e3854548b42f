/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/sketch.h"

#include <stdio.h>

#include "data/column_name.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static void add_number(struct sketch *sketch, unsigned long number)
{
    char text[24];
    int length = snprintf(text, sizeof text, "P%lu", number);

    sketch_add(sketch, text, (size_t)length);
}

START_TEST(few_values_are_counted_exactly)
{
    struct sketch sketch;
    struct sketch_summary summary;

    sketch_init(&sketch, SKETCH_SIZE);
    summary = sketch_summarise(&sketch);
    ck_assert_uint_eq(summary.n_distinct, 0);
    ck_assert(summary.is_exact && !summary.repeats);
    for (unsigned long i = 0; i < SKETCH_SIZE; i++)
        add_number(&sketch, i);
    summary = sketch_summarise(&sketch);
    ck_assert_uint_eq(summary.n_distinct, SKETCH_SIZE);
    ck_assert_uint_eq(summary.n_added, SKETCH_SIZE);
    ck_assert(summary.is_exact && !summary.repeats);
    add_number(&sketch, 17);
    summary = sketch_summarise(&sketch);
    ck_assert_uint_eq(summary.n_distinct, SKETCH_SIZE);
    ck_assert(summary.is_exact && summary.repeats);
    sketch_add(&sketch, "", 0);
    summary = sketch_summarise(&sketch);
    ck_assert(!summary.is_exact && summary.repeats);
    sketch_release(&sketch);
}
END_TEST

START_TEST(many_values_are_estimated)
{
    static const unsigned long sizes[] = {10000, 100000, 1000000};
    struct sketch sketch;
    struct sketch_summary summary;
    uint64_t limit;

    sketch_init(&sketch, SKETCH_SIZE);
    for (unsigned long i = 0; i < sizes[_i]; i++)
        add_number(&sketch, i);
    summary = sketch_summarise(&sketch);
    ck_assert(!summary.is_exact && !summary.repeats);
    ck_assert_uint_eq(summary.n_distinct, sizes[_i]);
    limit = sketch.limit;
    for (unsigned long i = 0; i < sizes[_i]; i += 3)
        add_number(&sketch, i);
    summary = sketch_summarise(&sketch);
    ck_assert(!summary.is_exact && summary.repeats);
    /* four standard errors */
    assert_rel((double)summary.n_distinct, (double)sizes[_i], 4 / 64.0, "distinct");
    ck_assert_uint_eq(sketch.limit, limit);
    sketch_release(&sketch);
}
END_TEST

/* Forwards, backwards and looked at in between: the same entries. */
START_TEST(order_does_not_matter)
{
    struct sketch forwards, backwards;

    sketch_init(&forwards, 100);
    sketch_init(&backwards, 100);
    for (unsigned long i = 0; i < 20000; i++) {
        add_number(&forwards, i / 2);
        add_number(&backwards, (19999 - i) / 2);
        if (i % 1000 == 0)
            sketch_summarise(&forwards);
    }
    sketch_summarise(&forwards);
    sketch_summarise(&backwards);
    ck_assert_uint_eq(forwards.limit, backwards.limit);
    ck_assert_uint_eq(forwards.n, 100);
    ck_assert_uint_eq(backwards.n, 100);
    for (size_t i = 0; i < forwards.n_slots; i++)
        ck_assert(forwards.entries[i].count == 0 || forwards.entries[i].count == 2);
    sketch_release(&forwards);
    sketch_release(&backwards);
}
END_TEST

/* ---- Names ----------------------------------------------------------------- */

static const struct {
    const char *name;
    enum column_hint hint;
} names[] = {
    {"id",                      COLUMN_STUDY_ID  },
    {"ID",                      COLUMN_STUDY_ID  },
    {"study_id",                COLUMN_STUDY_ID  },
    {"StudyInstanceUID",        COLUMN_STUDY_ID  },
    {"SOPInstanceUID",          COLUMN_STUDY_ID  },
    {"Study",                   COLUMN_STUDY_ID  },
    {"AccessionNumber",         COLUMN_STUDY_ID  },
    {"accession_no",            COLUMN_STUDY_ID  },
    {"image_id",                COLUMN_STUDY_ID  },
    {"case",                    COLUMN_STUDY_ID  },
    {"filepaths",               COLUMN_STUDY_ID  },
    {"patient_id",              COLUMN_PATIENT_ID},
    {"PatientID",               COLUMN_PATIENT_ID},
    {"Patient ID",              COLUMN_PATIENT_ID},
    {"patientId",               COLUMN_PATIENT_ID},
    {"PatientName",             COLUMN_PATIENT_ID},
    {"subject",                 COLUMN_PATIENT_ID},
    {"MRN",                     COLUMN_PATIENT_ID},
    {"email",                   COLUMN_PATIENT_ID},
    {"ai_score",                COLUMN_SCORE     },
    {"AIScore",                 COLUMN_SCORE     },
    {"preds",                   COLUMN_SCORE     },
    {"probability",             COLUMN_SCORE     },
    {"drnet_prob",              COLUMN_SCORE     },
    {"label",                   COLUMN_LABEL     },
    {"Ground Truth",            COLUMN_LABEL     },
    {"cancer",                  COLUMN_LABEL     },
    {"outcome",                 COLUMN_LABEL     },
    {"case no.",                COLUMN_STUDY_ID  },
    {"updatedById",             COLUMN_STUDY_ID  },
    {"rating",                  COLUMN_SCORE     },
    {"difficult_negative_case", COLUMN_PLAIN     },
    {"image_laterality",        COLUMN_PLAIN     },
    {"number",                  COLUMN_PLAIN     },
    {"model name",              COLUMN_PLAIN     },
    {"site_id",                 COLUMN_PLAIN     },
    {"machine_id",              COLUMN_PLAIN     },
    {"ManufacturerModelName",   COLUMN_PLAIN     },
    {"patient_age",             COLUMN_PLAIN     },
    {"PatientSex",              COLUMN_PLAIN     },
    {"StudyDate",               COLUMN_PLAIN     },
    {"study_description",       COLUMN_PLAIN     },
    {"median",                  COLUMN_PLAIN     },
    {"valid",                   COLUMN_PLAIN     },
    {"covid",                   COLUMN_PLAIN     },
    {"air",                     COLUMN_PLAIN     },
    {"age",                     COLUMN_PLAIN     },
    {"",                        COLUMN_PLAIN     },
    {"\303\274",                COLUMN_PLAIN     },
};

START_TEST(names_hint_at_roles)
{
    ck_assert_msg(column_name_hint(names[_i].name) == names[_i].hint, "%s: %d",
                  names[_i].name, column_name_hint(names[_i].name));
    ck_assert_int_eq(column_name_is_id(names[_i].name),
                     names[_i].hint == COLUMN_STUDY_ID ||
                         names[_i].hint == COLUMN_PATIENT_ID);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sketch");
    TCase *tcase = tcase_create("sketch");

    tcase_add_test(tcase, few_values_are_counted_exactly);
    tcase_add_loop_test(tcase, many_values_are_estimated, 0, 3);
    tcase_add_test(tcase, order_does_not_matter);
    tcase_add_loop_test(tcase, names_hint_at_roles, 0, N_OF(names));
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
