/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "data/cohort.h"

#include <math.h>

#include "base/rng.h"
#include "data/load.h"
#include "filelib.h"
#include "testlib.h"

#define N_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

static struct text_list one(const char **text)
{
    return (struct text_list){.texts = text, .n = *text ? 1 : 0};
}

/* A file of text as a cohort; the caller releases both. */
struct loaded {
    struct cohort cohort;
    struct binding binding;
    struct notes notes;
    struct err err;
};

static enum err_code load(struct loaded *loaded, const char *csv,
                          struct input_options *options)
{
    struct load_watch watch = {0};
    char *path = write_file(csv, strlen(csv));
    const char *files[] = {path};
    enum err_code code;

    *loaded = (struct loaded){0};
    options->files = (struct text_list){.texts = files, .n = 1};
    if (!options->max_levels)
        options->max_levels = 50;
    code = cohort_load(&loaded->cohort, &loaded->binding, options, &watch,
                       &loaded->notes, &loaded->err);
    remove_file(path);
    return code;
}

static void loaded_release(struct loaded *loaded)
{
    cohort_release(&loaded->cohort);
    cohort_release(&loaded->cohort); /* once more does no harm */
    binding_release(&loaded->binding);
    notes_release(&loaded->notes);
}

/* ---- The account --------------------------------------------------------------- */

static uint64_t sum_of(const struct account *a)
{
    return a->pos + a->neg + a->filtered + a->label_excluded + a->label_missing +
           a->score_missing_pos + a->score_missing_neg;
}

/* One random row, and where it must end. */
struct tally {
    struct account want;
};

static void add_row(struct strbuf *csv, struct tally *tally, struct rng *rng,
                    enum missing_policy missing, bool has_count)
{
    static const char *const labels[] = {"1", "0", "", "9", "1.0", "0.0", "NA"};
    bool kept = rng_below(rng, 5) != 0, has_score = rng_below(rng, 4) != 0;
    const char *label = labels[rng_below(rng, 7)];
    uint64_t n = has_count ? 1 + rng_below(rng, 3) : 1;
    struct account *a = &tally->want;

    strbuf_addf(csv, "%s,%s,%s,%d\n", has_score ? "0.5" : "n/a", label,
                kept ? "A" : "B", (int)n);
    a->read += n;
    if (!kept)
        a->filtered += n;
    else if (*label == '9')
        a->label_excluded += n;
    else if (*label != '0' && *label != '1')
        a->label_missing += n;
    else if (has_score || missing != MISSING_EXCLUDE) {
        *(*label == '1' ? &a->pos : &a->neg) += n;
        if (!has_score)
            *(*label == '1' ? &a->imputed_pos : &a->imputed_neg) += n;
    } else
        *(*label == '1' ? &a->score_missing_pos : &a->score_missing_neg) += n;
}

static const enum missing_policy policies[] = {MISSING_EXCLUDE, MISSING_POSITIVE,
                                               MISSING_NEGATIVE};

/* By field: between them lie bytes of any value. */
static void assert_account_eq(const struct account *got, const struct account *want)
{
    ck_assert_uint_eq(got->read, want->read);
    ck_assert_uint_eq(got->filtered, want->filtered);
    ck_assert_uint_eq(got->folded, want->folded);
    ck_assert_int_eq(got->is_folded, want->is_folded);
    ck_assert_uint_eq(got->label_excluded, want->label_excluded);
    ck_assert_uint_eq(got->label_missing, want->label_missing);
    ck_assert_uint_eq(got->score_missing_pos, want->score_missing_pos);
    ck_assert_uint_eq(got->score_missing_neg, want->score_missing_neg);
    ck_assert_uint_eq(got->imputed_pos, want->imputed_pos);
    ck_assert_uint_eq(got->imputed_neg, want->imputed_neg);
    ck_assert_uint_eq(got->pos, want->pos);
    ck_assert_uint_eq(got->neg, want->neg);
}

/* Random files: every row is counted where it belongs, and read = evaluated + excluded,
 * whatever --missing says and however many studies a row stands for. */
START_TEST(the_account_adds_up)
{
    const char *score = "s", *label = "l", *where = "keep=A", *exclude = "9";
    struct rng rng;

    rng_init(&rng, rng_key(_i));
    for (int round = 0; round < 20; round++) {
        bool has_count = round % 2;
        struct input_options options = {.scores = one(&score),
                                        .labels = one(&label),
                                        .where = one(&where),
                                        .exclude = one(&exclude),
                                        .missing = policies[_i % 3]};
        struct strbuf csv = STRBUF_INIT;
        struct tally tally = {0};
        struct loaded loaded;
        struct account got;

        options.freq = has_count ? "n" : NULL;
        strbuf_adds(&csv, "s,l,keep,n\n0.5,9,A,1\n0.5,1,A,1\n");
        tally.want = (struct account){.read = 2, .label_excluded = 1, .pos = 1};
        for (uint64_t i = rng_below(&rng, 60); i > 0; i--)
            add_row(&csv, &tally, &rng, policies[_i % 3], has_count);
        ck_assert_msg(!load(&loaded, csv.text, &options), "%s", loaded.err.text);
        got = cohort_account(&loaded.cohort, (struct pair){0, 0});
        ck_assert_uint_eq(sum_of(&got), got.read);
        assert_account_eq(&got, &tally.want);
        loaded_release(&loaded);
        strbuf_release(&csv);
    }
}
END_TEST

START_TEST(the_account_adds_up_with_a_truth_file)
{
    const char *score = "s", *label = "l";
    const char *truth_csv = "id,l\na,1\nb,0\nc,1\nd,0\ne,\n";
    char *truth = write_file(truth_csv, strlen(truth_csv));
    struct input_options options = {.scores = one(&score),
                                    .labels = one(&label),
                                    .id = "id",
                                    .truth = truth,
                                    .missing = policies[_i]};
    struct loaded loaded;
    struct account got;

    /* x is not in the truth file; c, d and e have no prediction, e has no truth either */
    ck_assert_int_eq(load(&loaded, "id,s\na,0.9\nb,\nx,0.5\n", &options), ERR_OK);
    got = cohort_account(&loaded.cohort, (struct pair){0, 0});
    ck_assert_uint_eq(got.read, 6);
    ck_assert_uint_eq(sum_of(&got), 6);
    ck_assert_uint_eq(got.label_missing, 2);
    ck_assert_uint_eq(got.pos, _i ? 2 : 1);
    ck_assert_uint_eq(got.neg, _i ? 2 : 0);
    ck_assert_uint_eq(got.score_missing_pos, _i ? 0 : 1);
    ck_assert_uint_eq(got.score_missing_neg, _i ? 0 : 2);
    ck_assert_uint_eq(got.imputed_pos, _i ? 1 : 0);
    ck_assert_uint_eq(got.imputed_neg, _i ? 2 : 0);
    ck_assert_uint_eq(loaded.cohort.n_truth_only, 3);
    ck_assert_uint_eq(loaded.cohort.n_unmatched, 1);
    loaded_release(&loaded);
    remove_file(truth);
}
END_TEST

/* Models and findings have accounts of their own. */
START_TEST(every_pair_has_its_account)
{
    const char *score = "a,b", *label = "x,y";
    struct input_options options = {.scores = one(&score), .labels = one(&label)};
    struct loaded loaded;
    struct account got;

    ck_assert_int_eq(
        load(&loaded, "a,b,x,y\n0.1,0.2,1,\n,0.3,0,1\n0.4,,0,0\n", &options), ERR_OK);
    got = cohort_account(&loaded.cohort, (struct pair){0, 0});
    ck_assert_uint_eq(got.pos, 1);
    ck_assert_uint_eq(got.neg, 1);
    ck_assert_uint_eq(got.score_missing_neg, 1);
    got = cohort_account(&loaded.cohort, (struct pair){1, 1});
    ck_assert_uint_eq(got.pos, 1);
    ck_assert_uint_eq(got.neg, 0);
    ck_assert_uint_eq(got.label_missing, 1);
    ck_assert_uint_eq(got.score_missing_neg, 1);
    loaded_release(&loaded);
}
END_TEST

/* ---- Selection ----------------------------------------------------------------- */

static void render_rows(struct strbuf *out, const struct cohort *cohort,
                        enum cohort_part part, size_t level)
{
    struct cohort_rows rows;

    strbuf_reset(out);
    cohort_select(
        &rows, cohort,
        &(struct cohort_choice){.part = part,
                                .group = cohort->n_groups ? &cohort->groups[0] : NULL,
                                .level = level});
    for (size_t i = 0; i < rows.n; i++) {
        strbuf_addf(out, "%s%g%c", i ? " " : "", rows.score[i],
                    rows.is_pos[i] ? '+' : '-');
        if (rows.count)
            strbuf_addf(out, "*%d", (int)rows.count[i]);
        if (rows.patient)
            strbuf_addf(out, "@%d", (int)rows.patient[i]);
    }
    cohort_rows_release(&rows);
    cohort_rows_release(&rows);
}

static const char *const csv = "s,l,site,pat,n\n"
                               "0.9,1,B,p2,1\n"
                               ",1,A,p1,2\n"
                               "0.3,0,A,,3\n"
                               "-0.0,0,,p2,1\n"
                               "0.5,,B,p1,1\n";

static const struct {
    enum missing_policy missing;
    enum score_direction direction;
    const char *patient, *freq;
    const char *all, *level_a, *rest_of_a, *no_site;
} selections[] = {
    {MISSING_EXCLUDE,  SCORE_HIGH, NULL,  NULL, "0.9+ 0.3- 0-",        "0.3-",       "0.9+ 0-",  "0-"  },
    {MISSING_POSITIVE, SCORE_HIGH, NULL,  NULL, "0.9+ inf+ 0.3- 0-",   "inf+ 0.3-",
     "0.9+ 0-",                                                                                  "0-"  },
    {MISSING_NEGATIVE, SCORE_HIGH, NULL,  NULL, "0.9+ -inf+ 0.3- 0-",  "-inf+ 0.3-",
     "0.9+ 0-",                                                                                  "0-"  },
    {MISSING_EXCLUDE,  SCORE_LOW,  NULL,  NULL, "-0.9+ -0.3- 0-",      "-0.3-",      "-0.9+ 0-",
     "0-"                                                                                              },
    {MISSING_POSITIVE, SCORE_LOW,  NULL,  NULL, "-0.9+ inf+ -0.3- 0-", "inf+ -0.3-",
     "-0.9+ 0-",                                                                                 "0-"  },
    {MISSING_EXCLUDE,  SCORE_HIGH, NULL,  "n",  "0.9+*1 0.3-*3 0-*1",  "0.3-*3",
     "0.9+*1 0-*1",                                                                              "0-*1"},
    {MISSING_EXCLUDE,  SCORE_HIGH, "pat", NULL, "0.9+@1 0.3-@-1 0-@1", "0.3-@-1",
     "0.9+@1 0-@1",                                                                              "0-@1"},
};

START_TEST(rows_are_selected)
{
    const char *score = "s", *label = "l", *group = "site";
    struct input_options options = {.scores = one(&score),
                                    .labels = one(&label),
                                    .groups = one(&group),
                                    .missing = selections[_i].missing,
                                    .direction = selections[_i].direction,
                                    .patient = selections[_i].patient,
                                    .freq = selections[_i].freq};
    struct strbuf text = STRBUF_INIT;
    struct loaded loaded;

    ck_assert_msg(!load(&loaded, csv, &options), "%s", loaded.err.text);
    ck_assert_uint_eq(loaded.cohort.groups[0].n_levels, 3);
    ck_assert_str_eq(loaded.cohort.groups[0].levels[0], "A");
    ck_assert_str_eq(loaded.cohort.groups[0].levels[1], "B");
    ck_assert_str_eq(loaded.cohort.groups[0].levels[2], "(missing)");
    render_rows(&text, &loaded.cohort, PART_ALL, 0);
    ck_assert_str_eq(text.text, selections[_i].all);
    render_rows(&text, &loaded.cohort, PART_LEVEL, 0);
    ck_assert_str_eq(text.text, selections[_i].level_a);
    render_rows(&text, &loaded.cohort, PART_REST, 0);
    ck_assert_str_eq(text.text, selections[_i].rest_of_a);
    render_rows(&text, &loaded.cohort, PART_LEVEL, 2);
    ck_assert_str_eq(text.text, selections[_i].no_site);
    strbuf_release(&text);
    loaded_release(&loaded);
}
END_TEST

/* Level codes are ranks of the sorted names, not of their appearance. */
START_TEST(codes_do_not_depend_on_the_order_of_rows)
{
    const char *score = "s", *label = "l", *group = "g*h";
    struct input_options options = {
        .scores = one(&score), .labels = one(&label), .groups = one(&group)};
    struct loaded a, b;

    ck_assert_int_eq(
        load(&a, "s,l,g,h\n0.1,0,10,x\n0.2,1,9,y\n0.3,1,,x\n0.4,0,9,x\n", &options),
        ERR_OK);
    ck_assert_int_eq(
        load(&b, "s,l,g,h\n0.4,0,9,x\n0.3,1,,x\n0.2,1,9,y\n0.1,0,10,x\n", &options),
        ERR_OK);
    ck_assert_uint_eq(a.cohort.groups[0].n_levels, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(a.cohort.groups[0].levels[i], b.cohort.groups[0].levels[i]);
        ck_assert_uint_eq(a.cohort.groups[0].code[i], b.cohort.groups[0].code[3 - i]);
    }
    ck_assert_str_eq(a.cohort.groups[0].levels[0], "9*x");
    ck_assert_str_eq(a.cohort.groups[0].levels[1], "9*y");
    ck_assert_str_eq(a.cohort.groups[0].levels[2], "10*x");
    ck_assert_str_eq(a.cohort.groups[0].levels[3], "(missing)*x");
    loaded_release(&a);
    loaded_release(&b);
}
END_TEST

/* ---- Hashes and errors --------------------------------------------------------- */

START_TEST(files_are_hashed_when_asked)
{
    const char *score = "s", *label = "l";
    struct input_options options = {
        .scores = one(&score), .labels = one(&label), .max_levels = 50};
    struct load_watch watch = {.wish = {.sha256 = true}};
    char *path = write_file(BYTES("s,l\n0.1,0\n0.9,1\n"));
    const char *files[] = {path};
    struct loaded loaded = {0};

    options.files = (struct text_list){.texts = files, .n = 1};
    ck_assert_int_eq(cohort_load(&loaded.cohort, &loaded.binding, &options, &watch,
                                 &loaded.notes, &loaded.err),
                     ERR_OK);
    ck_assert_uint_eq(loaded.cohort.n_files, 1);
    ck_assert_uint_eq(loaded.cohort.files[0].rows, 2);
    /* printf 's,l\n0.1,0\n0.9,1\n' | sha256sum */
    ck_assert_str_eq(
        loaded.cohort.files[0].sha256,
        "a9938b7d881f60a26de9f0d79619ebcc2b51787a3c67e57dcea02c6359c56e6c");
    loaded_release(&loaded);
    remove_file(path);
}
END_TEST

static const struct {
    const char *csv, *text; /* behind the path */
} broken[] = {
    {"",                         ": is empty"                                         },
    {"s,l\n",                    ": a header, but no rows"                            },
    {"s,l\n0.1,0\n0.2\n",        ":3: 1 field where the header has 2"                 },
    {"s,l\nx,0\n",               ":2: column 's': 'x' is not a number"                },
    {"s,l\nx,0\ny,0\n1e999,1\n",
     ":2: column 's': 'x' is not a number (the first of 3 values that cannot be used)"},
    {"s,l\n0.1,maybe\n",
     ": column 'l': cannot tell which of these mean positive: maybe (1)"              },
    {"s,m\n0.1,0\n",             NULL                                                 },
};

/* On an error both are left released: the sanitizer watches. */
START_TEST(errors_leave_nothing_behind)
{
    const char *score = "s", *label = "l";
    struct input_options options = {.scores = one(&score), .labels = one(&label)};
    struct loaded loaded;
    const char *text;

    ck_assert_int_ne(load(&loaded, broken[_i].csv, &options), ERR_OK);
    ck_assert_uint_eq(loaded.cohort.n_files, 0);
    ck_assert_ptr_null(loaded.cohort.score);
    ck_assert_ptr_null(loaded.binding.scores);
    text = strrchr(loaded.err.text, '/');
    if (broken[_i].text)
        ck_assert_msg(strstr(text ? text : loaded.err.text, broken[_i].text) != NULL,
                      "%s", loaded.err.text);
    notes_release(&loaded.notes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cohort");
    TCase *tc = tcase_create("cohort");

    tcase_add_loop_test(tc, the_account_adds_up, 0, 6);
    tcase_add_loop_test(tc, the_account_adds_up_with_a_truth_file, 0, N_OF(policies));
    tcase_add_test(tc, every_pair_has_its_account);
    tcase_add_loop_test(tc, rows_are_selected, 0, N_OF(selections));
    tcase_add_test(tc, codes_do_not_depend_on_the_order_of_rows);
    tcase_add_test(tc, files_are_hashed_when_asked);
    tcase_add_loop_test(tc, errors_leave_nothing_behind, 0, N_OF(broken));
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
