/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/profile.h"

#include <math.h>

#include "filelib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static void profile_file(struct profile *profile, const char *path,
                         struct source **source, struct csv_reader **reader)
{
    struct source_options source_options = {0};
    struct csv_options options = {0};
    struct csv_batch batch = {.n_rows = 1};
    struct err err = {0};
    const char *const *names;
    size_t n;

    source_open(source, path, &source_options, NULL, &err);
    assert_err(ERR_OK, &err);
    csv_open(reader, *source, &options, &err);
    assert_err(ERR_OK, &err);
    names = csv_columns(*reader, &n);
    profile_init(profile, names, n, csv_delimiter(*reader));
    while (batch.n_rows > 0) {
        csv_next(*reader, &batch, &err);
        assert_err(ERR_OK, &err);
        profile_append(profile, &batch);
    }
    profile_finish(profile);
}

static void close_all(struct profile *profile, struct source *source,
                      struct csv_reader *reader)
{
    profile_release(profile);
    csv_close(reader);
    source_close(source);
}

/* One column of values, `n` times over. */
static char *write_column(const char *name, const char *const *values, size_t n,
                          size_t n_times)
{
    struct strbuf bytes = STRBUF_INIT;
    char *path;

    strbuf_addf(&bytes, "%s;other\n", name);
    for (size_t time = 0; time < n_times; time++)
        for (size_t i = 0; i < n; i++)
            strbuf_addf(&bytes, "\"%s\";x\n", values[i]);
    path = write_file(bytes.text, bytes.length);
    strbuf_release(&bytes);
    return path;
}

/* ---- Kinds ----------------------------------------------------------------- */

/* clang-format off */
static const struct {
    const char *name;
    const char *values[6];
    size_t n_times;
    enum profile_kind kind;
} kinds[] = {
    {"x", {"", "NA", "."}, 3, PROFILE_EMPTY},
    {"x", {"0.25", "0.5", "0.125", "0.75"}, 1, PROFILE_NUMBER},
    {"x", {"0,25", "0,5", "1", "0,75"}, 1, PROFILE_NUMBER},
    {"x", {"1,234", "12,5"}, 1, PROFILE_NUMBER},
    {"x", {"25%", "50 %", "12.5%"}, 1, PROFILE_NUMBER},
    {"x", {"0", "1", "NA"}, 2, PROFILE_LABEL},
    {"x", {"yes", "No"}, 1, PROFILE_LABEL},
    {"x", {"0", "0"}, 9, PROFILE_CATEGORY},
    {"x", {"-1", "0", "1"}, 2, PROFILE_CATEGORY},
    {"x", {"1", "2", "3"}, 2, PROFILE_CATEGORY},
    {"x", {"1", "2", "3"}, 1, PROFILE_NUMBER},
    {"x", {"GE", "Siemens", "GE"}, 1, PROFILE_CATEGORY},
    {"x", {"A", "B", "C", "D", "E"}, 9, PROFILE_CATEGORY},
    {"x", {"A", "B", "C"}, 1, PROFILE_ID},
    {"x", {"seen again", "no change", "new nodule"}, 1, PROFILE_TEXT},
    {"x", {"a longer remark about the film and what it shows", "b"}, 9, PROFILE_TEXT},
    {"x", {"2025-06-01", "20250701", "2025-01-31 12:00"}, 1, PROFILE_DATE},
    {"x", {"03/11/2025", "04/11/2025"}, 1, PROFILE_DATE},
    {"x", {"045Y", "018M", "60"}, 1, PROFILE_AGE},
    {"age", {"45", "60.5", "0"}, 1, PROFILE_AGE},
    {"PatientAge", {"45", "45"}, 9, PROFILE_AGE},
    {"age", {"45", "600"}, 1, PROFILE_NUMBER},
    {"patient_id", {"1", "2", "2"}, 9, PROFILE_ID},
    {"Study", {"a b", "c d"}, 9, PROFILE_ID},
    {"study_date", {"2025-06-01"}, 9, PROFILE_DATE},
    {"name", {"A", "B"}, 9, PROFILE_ID},
};
/* clang-format on */

START_TEST(columns_get_their_kind)
{
    struct profile profile;
    struct source *source;
    struct csv_reader *reader;
    size_t n = 0;
    char *path;

    while (n < 6 && kinds[_i].values[n])
        n++;
    path = write_column(kinds[_i].name, kinds[_i].values, n, kinds[_i].n_times);
    profile_file(&profile, path, &source, &reader);
    ck_assert_str_eq(profile_kind_name(profile.columns[0].kind),
                     profile_kind_name(kinds[_i].kind));
    ck_assert_uint_eq(profile.n_rows, n * kinds[_i].n_times);
    ck_assert_uint_eq(profile.columns[0].n_values + profile.columns[0].n_missing,
                      profile.n_rows);
    close_all(&profile, source, reader);
    remove_file(path);
}
END_TEST

/* ---- What is said of a column ---------------------------------------------- */

static const char table[] =
    "study_id;PatientID;ai_score;pct;cancer;scanner;age;seen;note;Edema\n"
    "a1;p1;0,25;25%;0;GE;045Y;03/11/2025;left lung;1\n"
    "a2;p1;0,5;50%;1;GE;060Y;04/11/2025;seen twice by two;0\n"
    "a3;p2;NA;75%;0;Siemens;006M;05/11/2025;no change;0\n"
    "a4;p3;1;93,5%;;GE;;2025-12-24;right lung;0\n";

enum { STUDY, PATIENT, SCORE, PERCENT, CANCER, SCANNER, AGE, SEEN, NOTE, EDEMA };

START_TEST(columns_are_summarised)
{
    struct profile profile;
    struct source *source;
    struct csv_reader *reader;
    char *path = write_file(BYTES(table));
    const struct profile_column *columns;

    profile_file(&profile, path, &source, &reader);
    columns = profile.columns;
    ck_assert_uint_eq(profile.n_columns, 10);
    ck_assert_str_eq(columns[SCORE].name, "ai_score");
    ck_assert_int_eq(columns[SCORE].hint, COLUMN_SCORE);
    ck_assert_uint_eq(columns[SCORE].n_missing, 1);
    ck_assert_uint_eq(columns[SCORE].n_numbers, 3);
    assert_rel(columns[SCORE].low, 0.25, 0, "low");
    assert_rel(columns[SCORE].high, 1, 0, "high");
    ck_assert(columns[SCORE].in_unit && columns[SCORE].has_decimal_comma);
    ck_assert(!columns[SCORE].is_whole && !columns[SCORE].looks_percent);
    ck_assert(columns[PERCENT].looks_percent && !columns[PERCENT].in_unit);
    assert_rel(columns[PERCENT].high, 93.5, 0, "percent");
    ck_assert(columns[AGE].has_dicom_ages);
    assert_rel(columns[AGE].low, 0.5, 0, "youngest");
    assert_rel(columns[AGE].high, 60, 0, "oldest");
    ck_assert_uint_eq(columns[SEEN].n_ambiguous_dates, 3);
    ck_assert_int_eq(columns[SEEN].first.month, 12);
    ck_assert_int_eq(columns[SEEN].last.day, 24);
    ck_assert(columns[PATIENT].distinct.repeats && columns[PATIENT].distinct.is_exact);
    ck_assert_uint_eq(columns[PATIENT].distinct.n_distinct, 3);
    ck_assert(!columns[STUDY].distinct.repeats);
    close_all(&profile, source, reader);
    remove_file(path);
}
END_TEST

START_TEST(levels_are_kept_for_labels_and_categories_only)
{
    struct profile profile;
    struct source *source;
    struct csv_reader *reader;
    char *path = write_file(BYTES(table));

    profile_file(&profile, path, &source, &reader);
    ck_assert_uint_eq(profile.columns[SCANNER].n_levels, 2);
    ck_assert_str_eq(profile.columns[SCANNER].levels[0].text, "GE");
    ck_assert_uint_eq(profile.columns[SCANNER].levels[0].count, 3);
    ck_assert_uint_eq(profile.columns[CANCER].n_levels, 2);
    ck_assert_int_eq(profile.columns[NOTE].kind, PROFILE_TEXT);
    for (size_t i = 0; i < profile.n_columns; i++) {
        const struct profile_column *column = &profile.columns[i];

        if (column->kind == PROFILE_ID || column->kind == PROFILE_TEXT) {
            ck_assert_uint_eq(column->n_levels, 0);
            ck_assert_ptr_null(column->levels);
            ck_assert(isnan(column->low) && isnan(column->high));
        }
    }
    close_all(&profile, source, reader);
    remove_file(path);
}
END_TEST

START_TEST(rows_in_any_order_give_the_same_summary)
{
    static const char *const orders[] = {
        "y;x\n1;1.5\n1;0,5\n1;1.5\n",
        "y;x\n1;0,5\n1;1.5\n1;1.5\n",
    };
    struct profile profiles[2];
    struct source *sources[2];
    struct csv_reader *readers[2];
    char *paths[2];

    for (size_t i = 0; i < 2; i++) {
        paths[i] = write_file(orders[i], strlen(orders[i]));
        profile_file(&profiles[i], paths[i], &sources[i], &readers[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(profiles[i].columns[1].kind, PROFILE_NUMBER);
        ck_assert_uint_eq(profiles[i].columns[1].n_numbers, 3);
        ck_assert(profiles[i].columns[1].has_decimal_comma);
        assert_rel(profiles[i].columns[1].low, 0.5, 0, "low");
        close_all(&profiles[i], sources[i], readers[i]);
        remove_file(paths[i]);
    }
}
END_TEST

START_TEST(wide_files_are_profiled)
{
    enum { COLUMNS = 400, ROWS = 1000 };
    struct strbuf bytes = STRBUF_INIT;
    struct profile profile;
    struct source *source;
    struct csv_reader *reader;
    char *path;

    for (int i = 0; i < COLUMNS; i++)
        strbuf_addf(&bytes, "c%d%c", i, i + 1 < COLUMNS ? ',' : '\n');
    for (int row = 0; row < ROWS; row++)
        for (int i = 0; i < COLUMNS; i++)
            strbuf_addf(&bytes, "%d.5%c", row, i + 1 < COLUMNS ? ',' : '\n');
    path = write_file(bytes.text, bytes.length);
    profile_file(&profile, path, &source, &reader);
    ck_assert_uint_eq(profile.n_columns, COLUMNS);
    ck_assert_uint_eq(profile.columns[399].distinct.n_distinct, ROWS);
    ck_assert(!profile.columns[399].distinct.is_exact);
    close_all(&profile, source, reader);
    remove_file(path);
    strbuf_release(&bytes);
}
END_TEST

/* ---- Roles ----------------------------------------------------------------- */

/* "id: a b; patient: c; ..." */
static void render_roles(struct strbuf *out, const struct profile *profile)
{
    static const char *const titles[N_PROFILE_ROLES] = {
        [ROLE_ID] = "id",       [ROLE_PATIENT] = "patient", [ROLE_SCORE] = "score",
        [ROLE_LABEL] = "label", [ROLE_GROUP] = "group",
    };

    for (size_t role = 0; role < N_PROFILE_ROLES; role++) {
        strbuf_addf(out, "%s:", titles[role]);
        for (size_t i = 0; i < profile->roles[role].n; i++)
            strbuf_addf(out, " %s",
                        profile->columns[profile->roles[role].columns[i]].name);
        strbuf_addc(out, '\n');
    }
}

START_TEST(roles_are_proposed)
{
    struct strbuf roles = STRBUF_INIT;
    struct profile profile;
    struct source *source;
    struct csv_reader *reader;
    char *path = write_file(BYTES(table));

    profile_file(&profile, path, &source, &reader);
    render_roles(&roles, &profile);
    ck_assert_str_eq(roles.text, "id: study_id\n"
                                 "patient: PatientID\n"
                                 "score: ai_score pct\n"
                                 "label: cancer Edema\n"
                                 "group: scanner age seen Edema\n");
    close_all(&profile, source, reader);
    remove_file(path);
    strbuf_release(&roles);
}
END_TEST

static const struct {
    const char *name;
    const char *roles;
} real_files[] = {
    {"small_asah/data.csv",       "id:\npatient:\nscore: s100b ndka\nlabel: outcome\n"
                            "group: gos6 gender wfns age\n"},
    {"cxr_airis_tb11k/data.csv",
     "id: filepaths\npatient:\nscore: preds\nlabel: labels\ngroup:\n"                 },
    {"mammo_val_images/data.csv",
     "id: image_id\npatient: patient_id\nscore: preds\n"
     "label: cancer biopsy invasive implant difficult_negative_case\n"
     "group: site_id laterality view BIRADS density machine_id age invasive implant "
     "difficult_negative_case\n"                                                      },
    {"mrmc_vandyke/data.csv",
     "id:\npatient:\nscore: rating\nlabel: truth\ngroup: reader treatment\n"          },
};

START_TEST(real_files_get_sensible_roles)
{
    struct strbuf roles = STRBUF_INIT;
    struct profile profile;
    struct source *source;
    struct csv_reader *reader;
    char *path = shared_path(real_files[_i].name);

    if (!path)
        return;
    profile_file(&profile, path, &source, &reader);
    render_roles(&roles, &profile);
    ck_assert_str_eq(roles.text, real_files[_i].roles);
    close_all(&profile, source, reader);
    free(path);
    strbuf_release(&roles);
}
END_TEST

START_TEST(an_unfinished_profile_is_released)
{
    static const char *const names[] = {"a", "b"};
    struct profile profile;

    profile_init(&profile, names, 2, ',');
    profile_release(&profile);
    profile_release(&profile);
    ck_assert_ptr_null(profile.columns);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("profile");
    TCase *tcase = tcase_create("profile");

    tcase_add_loop_test(tcase, columns_get_their_kind, 0, N_OF(kinds));
    tcase_add_test(tcase, columns_are_summarised);
    tcase_add_test(tcase, levels_are_kept_for_labels_and_categories_only);
    tcase_add_test(tcase, rows_in_any_order_give_the_same_summary);
    tcase_add_test(tcase, wide_files_are_profiled);
    tcase_add_test(tcase, roles_are_proposed);
    tcase_add_loop_test(tcase, real_files_get_sensible_roles, 0, N_OF(real_files));
    tcase_add_test(tcase, an_unfinished_profile_is_released);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
