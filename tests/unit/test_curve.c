/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eval/curve.h"

#include "scorelib.h"
#include "stats/roc.h"

static struct curve_set sweep_set(const char *name, struct subset *subset,
                                  const char *grid)
{
    struct eval_options options = {.confidence = 0.95, .threads = 2, .metrics = "all"};
    struct sweep_options as_typed = {.thresholds = grid};
    struct sweep_request sweep;
    struct request request;
    struct curve_set set;
    struct err err = {0};

    *subset = (struct subset){.group = "", .level = "", .ranked = ranked_of_set(name)};
    ck_assert_int_eq(request_init(&request, &options, &err), ERR_OK);
    ck_assert_int_eq(sweep_request_init(&sweep, &as_typed, &err), ERR_OK);
    curve_set_init(&set, &request, BAND_NONE);
    curve_set_add(&set, &(struct subset_names){"m", "f", "", ""}, subset, &request,
                  &sweep, false);
    sweep_request_release(&sweep);
    request_release(&request);
    return set;
}

START_TEST(tables_equal_scikit_learn)
{
    struct ref_table table;
    struct curve_set set = {0};
    struct subset subset = {0};
    const char *name = "";
    size_t at = 0;

    ref_table_read(&table, "curve.csv");
    ck_assert_uint_gt(table.n_rows, 100);
    for (size_t row = 0; row < table.n_rows; row++) {
        const struct curve *curve;

        if (strcmp(name, ref_text(&table, row, "set")) != 0) {
            ck_assert(row == 0 || at == set.items[0].n_rows);
            curve_set_release(&set);
            subset_release(&subset);
            name = ref_text(&table, row, "set");
            set = sweep_set(name, &subset, NULL);
            ck_assert(isinf(set.items[0].threshold[0]));
            ck_assert_uint_eq(set.items[0].counts[0].tp + set.items[0].counts[0].fp, 0);
            at = 1;
        }
        curve = &set.items[0];
        ck_assert_uint_lt(at, curve->n_rows);
        assert_rel(curve->threshold[at], ref_number(&table, row, "threshold"), 0, name);
        ck_assert_uint_eq(curve->counts[at].tp,
                          (uint64_t)ref_number(&table, row, "tp"));
        ck_assert_uint_eq(curve->counts[at].fp,
                          (uint64_t)ref_number(&table, row, "fp"));
        ck_assert_uint_eq(curve->counts[at].tn,
                          (uint64_t)ref_number(&table, row, "tn"));
        ck_assert_uint_eq(curve->counts[at].fn,
                          (uint64_t)ref_number(&table, row, "fn"));
        at++;
    }
    curve_set_release(&set);
    subset_release(&subset);
    ref_table_release(&table);
}
END_TEST

/* A grid has the tables that counts_at() finds one by one, in falling order. */
START_TEST(a_grid_counts_as_one_threshold_does)
{
    struct subset subset;
    struct curve_set set = sweep_set("grades", &subset, "0:5:0.25");
    const struct curve *curve = &set.items[0];

    ck_assert_uint_eq(curve->n_rows, 22);
    for (size_t i = 0; i < curve->n_rows; i++) {
        struct counts want = counts_at(&subset.ranked, curve->threshold[i]);

        ck_assert(i == 0 || curve->threshold[i] < curve->threshold[i - 1]);
        ck_assert(memcmp(&want, &curve->counts[i], sizeof want) == 0);
    }
    curve_set_release(&set);
    subset_release(&subset);
}
END_TEST

/* ---- Grids -------------------------------------------------------------------- */

START_TEST(every_threshold_is_the_nearest_double)
{
    struct sweep_options options = {.thresholds = "0.001:0.999:0.001"};
    struct sweep_request sweep;
    struct err err = {0};

    ck_assert_int_eq(sweep_request_init(&sweep, &options, &err), ERR_OK);
    ck_assert_uint_eq(sweep.n_thresholds, 999);
    for (int i = 1; i <= 999; i++) {
        char text[16];

        snprintf(text, sizeof text, "0.%03d", i);
        ck_assert(sweep.thresholds[i - 1] == strtod(text, NULL));
    }
    sweep_request_release(&sweep);
}
END_TEST

START_TEST(grids_may_be_negative_uneven_or_one_number)
{
    static const struct {
        const char *grid;
        size_t n;
        double first, last;
    } cases[] = {
        {"-1:1:0.5",      5,      -1,    1    },
        {"0:1:0.3",       4,      0,     0.9  },
        {"0.5:0.5:1",     1,      0.5,   0.5  },
        {"-.75:-.25:.25", 3,      -0.75, -0.25},
        {"0:100000:1",    100001, 0,     1e5  },
        {"10:20.5:2.625", 5,      10,    20.5 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sweep_options options = {.thresholds = cases[i].grid};
        struct sweep_request sweep;
        struct err err = {0};

        ck_assert_int_eq(sweep_request_init(&sweep, &options, &err), ERR_OK);
        ck_assert_uint_eq(sweep.n_thresholds, cases[i].n);
        ck_assert(sweep.thresholds[0] == cases[i].first);
        ck_assert(sweep.thresholds[cases[i].n - 1] == cases[i].last);
        sweep_request_release(&sweep);
    }
}
END_TEST

START_TEST(what_is_no_grid)
{
    static const char *const grids[] = {
        "",
        "0:1",
        "0:1:0",
        "0:1:-0.1",
        "1:0:0.1",
        "a:1:0.1",
        "0:1:0.1:2",
        "0:1:1e-3",
        "0::0.1",
        "0:1:0.000001",
        "0:1:nan",
        ".:1:0.1",
        "0:1:0.1 2",
        "--1:1:0.1",
        "1.2.3:2:1",
        "0:1234567890123456:1",
        "0:99999999999999:0.0001",
    };

    for (size_t i = 0; i < sizeof grids / sizeof *grids; i++) {
        struct sweep_options options = {.thresholds = grids[i]};
        struct sweep_request sweep;
        struct err err = {0};

        ck_assert_msg(sweep_request_init(&sweep, &options, &err) == ERR_USAGE, "%s",
                      grids[i]);
        sweep_request_release(&sweep);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("curve");
    TCase *values = tcase_create("values"), *grids = tcase_create("grids");

    tcase_add_test(values, tables_equal_scikit_learn);
    tcase_add_test(values, a_grid_counts_as_one_threshold_does);
    tcase_add_test(grids, every_threshold_is_the_nearest_double);
    tcase_add_test(grids, grids_may_be_negative_uneven_or_one_number);
    tcase_add_test(grids, what_is_no_grid);
    suite_add_tcase(suite, values);
    suite_add_tcase(suite, grids);
    return test_main(suite);
}
