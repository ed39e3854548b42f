/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/shared.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_statistics_double.h>

#include "boot/difference.h"
#include "boot/weights.h"
#include "pairedlib.h"
#include "stats/auc.h"
#include "stats/paired_auc.h"
#include "stats/pr.h"

static const double thresholds[] = {0.5, 0.7};
static const double prevalences[] = {0.05};

static const struct boot_request everything = {.want_auc = 1,
                                               .want_auc_std_error = 1,
                                               .want_average_precision = 1,
                                               .n_prevalences = 1,
                                               .prevalences = prevalences,
                                               .n_thresholds = 2,
                                               .thresholds = thresholds};
static const struct boot_request only_auc = {.want_auc = 1};

static void run_all(struct boot_result results[2], const struct rows *rows,
                    size_t replicates, size_t n_threads)
{
    const struct boot_request requests[] = {everything, everything};
    struct paired paired = rows_pair(rows);

    boot_shared_run(results, &paired, requests,
                    &(struct boot_plan){
                        .replicates = replicates, .key = 42, .n_threads = n_threads});
    paired_release(&paired);
}

static void assert_same_result(const struct boot_result *a, const struct boot_result *b)
{
    size_t n = a->replicates;

    ck_assert_uint_eq(n, b->replicates);
    ck_assert_uint_eq(a->n_redrawn, b->n_redrawn);
    ck_assert_mem_eq(a->auc, b->auc, n * sizeof *a->auc);
    ck_assert_mem_eq(a->auc_std_error, b->auc_std_error, n * sizeof *a->auc_std_error);
    ck_assert_mem_eq(a->average_precision, b->average_precision,
                     n * sizeof *a->average_precision);
    ck_assert_mem_eq(a->precision_at, b->precision_at, n * sizeof *a->precision_at);
    ck_assert_mem_eq(a->counts, b->counts, 2 * n * sizeof *a->counts);
}

static void release_both(struct boot_result results[2])
{
    boot_result_release(&results[0]);
    boot_result_release(&results[1]);
}

/* ---- The draw ------------------------------------------------------------------- */

START_TEST(every_study_once_is_the_file)
{
    struct rows rows =
        rows_by_chance((uint64_t)_i, 600, _i % 2 ? 3 : 200, (uint64_t)(_i % 3 * 50));
    struct paired paired = rows_pair(&rows);
    const struct boot_request requests[] = {everything, everything};
    struct boot_result results[2];

    boot_shared_run_identity(results, &paired, requests);
    for (size_t k = 0; k < 2; k++) {
        const struct ranked *model = &paired.model[k];

        ck_assert_double_eq(results[k].auc[0], auc_from_ranked(model));
        ck_assert_double_eq(results[k].average_precision[0],
                            pr_average_precision(model));
        for (size_t t = 0; t < 2; t++) {
            struct counts c = counts_at(model, thresholds[t]);

            ck_assert_mem_eq(&results[k].counts[t], &c, sizeof c);
        }
    }
    release_both(results);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* Two copies of a model: as boot_run() on one, whether cells are small or wide. */
START_TEST(copies_get_the_draw_of_one_model)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 700, _i % 2 ? 3 : 200, 0);
    struct paired paired;
    struct boot_result results[2], alone;

    memcpy(rows.score[1], rows.score[0], rows.n * sizeof(double));
    run_all(results, &rows, 50, 1);
    paired = rows_pair(&rows);
    boot_run(&alone, &paired.model[0], &everything,
             &(struct boot_plan){.replicates = 50, .key = 42, .n_threads = 1});
    assert_same_result(&results[0], &alone);
    assert_same_result(&results[1], &alone);
    boot_result_release(&alone);
    release_both(results);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

static void assert_alone(const struct paired *paired, size_t model,
                         const struct boot_result *result)
{
    struct boot_result alone;

    boot_run(&alone, &paired->model[model], &everything,
             &(struct boot_plan){.replicates = 50, .key = 42, .n_threads = 1});
    assert_same_result(result, &alone);
    boot_result_release(&alone);
}

/* Scores of few digits, and each study once, twice, or so often that its cell is one of the joint ones, too. */
START_TEST(the_first_model_keeps_its_own_draw)
{
    static const uint64_t grids[] = {3, 30, 200, 3}, times[] = {1, 1, 2, 100};
    struct rows rows = rows_by_chance((uint64_t)_i, 600, grids[_i], 0);
    struct boot_result results[2];
    struct paired paired;

    rows.count = xcalloc(rows.n, sizeof *rows.count);
    for (size_t i = 0; i < rows.n; i++) {
        rows.count[i] = times[_i];
        if (times[_i] > WEIGHTS_UNIT_CELL) /* the same ranking */
            rows.score[1][i] = 2 * rows.score[0][i];
    }
    paired = rows_pair(&rows);
    run_all(results, &rows, 50, 2);
    ck_assert(boot_shared_is_alone(&paired, 0) == (_i > 0));
    ck_assert(!boot_shared_is_alone(&paired, 1));
    if (_i > 0)
        assert_alone(&paired, 0, &results[0]);
    release_both(results);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* Patients are numbered by their ids, whatever the scores. */
START_TEST(over_patients_every_model_keeps_its_own_draw)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 600, _i % 2 ? 3 : 200, 90);
    struct boot_result results[2], alone;
    struct paired paired = rows_pair(&rows);

    run_all(results, &rows, 50, 2);
    for (size_t k = 0; k < 2; k++) {
        struct sample sample = {.n = rows.n,
                                .score = rows.score[k],
                                .is_pos = rows.is_pos,
                                .patient = rows.patient};
        struct clusters clusters;
        struct ranked ranked;

        ck_assert(boot_shared_is_alone(&paired, k));
        clusters_init(&clusters, &ranked, &sample);
        boot_run(
            &alone, &ranked, &everything,
            &(struct boot_plan){
                .replicates = 50, .key = 42, .n_threads = 1, .clusters = &clusters});
        assert_same_result(&results[k], &alone);
        boot_result_release(&alone);
        clusters_release(&clusters);
        ranked_release(&ranked);
    }
    release_both(results);
    paired_release(&paired);
    rows.patient[7] = PATIENT_ALONE;
    paired = rows_pair(&rows);
    ck_assert(!boot_shared_is_alone(&paired, 0));
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* The same study is drawn as often for both: a model whose scores are the other's negative has, without ties across
 * classes, an AUC of one minus the other's in every replicate, and its flags are those that the other leaves. */
START_TEST(both_see_the_same_studies)
{
    struct rows rows = rows_by_chance(5, 300, 1u << 30, _i ? 60 : 0);
    struct boot_result results[2];

    for (size_t i = 0; i < rows.n; i++) {
        rows.score[0][i] += (double)i * 0x1p-40;
        rows.score[1][i] = 1.2 - rows.score[0][i]; /* 0.7 and 0.5 change places */
    }
    run_all(results, &rows, 100, 2);
    for (size_t r = 0; r < 100; r++) {
        const struct counts *a = &results[0].counts[2 * r];
        const struct counts *b = &results[1].counts[2 * r];

        ck_assert_double_eq_tol(results[0].auc[r] + results[1].auc[r], 1, 1e-12);
        for (size_t t = 0; t < 2; t++) {
            ck_assert_uint_eq(a[t].tp, b[1 - t].fn);
            ck_assert_uint_eq(a[t].fp, b[1 - t].tn);
        }
    }
    release_both(results);
    rows_release(&rows);
}
END_TEST

START_TEST(threads_rows_and_counts_do_not_matter)
{
    struct rows rows =
        rows_by_chance((uint64_t)_i, 700, _i % 2 ? 3 : 100, (uint64_t)(_i % 3 * 40));
    struct rows counted = rows_repeat(&rows, true),
                repeated = rows_repeat(&rows, false);
    struct boot_result one[2], other[2];

    run_all(one, &counted, 60, 1);
    run_all(other, &counted, 60, 3);
    assert_same_result(&one[0], &other[0]);
    assert_same_result(&one[1], &other[1]);
    release_both(other);
    rows_shuffle(&repeated, 11);
    run_all(other, &repeated, 60, 2);
    assert_same_result(&one[0], &other[0]);
    assert_same_result(&one[1], &other[1]);
    release_both(one);
    release_both(other);
    rows_release(&rows);
    rows_release(&counted);
    rows_release(&repeated);
}
END_TEST

/* ---- The ideal bootstrap -------------------------------------------------------- */

/* Standard error of the difference with infinitely many replicates, from its kernel psi_a - psi_b pair by pair:
 * [xi11 + (n-1) xi10 + (m-1) xi01] / (mn), as for one AUC (stats/delong.h). */
static double ideal_std_error(const struct rows *rows)
{
    double *pos = xcalloc(rows->n, sizeof *pos), *neg = xcalloc(rows->n, sizeof *neg);
    double m = 0, n = 0, sum = 0, squares = 0, xi10 = 0, xi01 = 0, mean;

    for (size_t i = 0; i < rows->n; i++)
        *(rows->is_pos[i] ? &m : &n) += 1;
    for (size_t i = 0; i < rows->n; i++)
        for (size_t j = 0; j < rows->n; j++)
            if (rows->is_pos[i] && !rows->is_pos[j]) {
                double h = psi(rows->score[0][i], rows->score[0][j]) -
                           psi(rows->score[1][i], rows->score[1][j]);

                pos[i] += h / n;
                neg[j] += h / m;
                sum += h;
                squares += h * h;
            }
    mean = sum / (m * n);
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->is_pos[i])
            xi10 += (pos[i] - mean) * (pos[i] - mean) / m;
        else
            xi01 += (neg[i] - mean) * (neg[i] - mean) / n;
    }
    free(pos);
    free(neg);
    return sqrt((squares / (m * n) - mean * mean + (n - 1) * xi10 + (m - 1) * xi01) /
                (m * n));
}

/* 40,000 replicates: the standard error of a standard error is 0.35 %. */
START_TEST(standard_error_is_the_ideal_one)
{
    struct rows rows = _i ? rows_by_chance(9, 120, 4, 0) : rows_of_f40(false);
    struct paired paired = rows_pair(&rows);
    const struct boot_request requests[] = {only_auc, only_auc};
    struct boot_result results[2];
    struct boot_difference d;

    boot_shared_run(results, &paired, requests,
                    &(struct boot_plan){.replicates = 40000, .key = 1, .n_threads = 2});
    boot_difference_init(&d, 0, NAN, results[0].auc, results[1].auc, 40000);
    assert_rel(boot_std_error(d.sorted, d.n), ideal_std_error(&rows), 0.015, "SE");
    boot_difference_release(&d);
    release_both(results);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* ---- Differences ---------------------------------------------------------------- */

static struct boot_difference f40_difference(bool with_patients, size_t replicates)
{
    struct rows rows = rows_of_f40(with_patients);
    struct paired paired = rows_pair(&rows);
    struct auc_difference auc = auc_difference_of(&paired, (const size_t[]){0, 1});
    const struct boot_request requests[] = {only_auc, only_auc};
    struct boot_result results[2];
    struct boot_difference d;

    boot_shared_run(
        results, &paired, requests,
        &(struct boot_plan){.replicates = replicates, .key = 3, .n_threads = 2});
    boot_difference_init(&d, auc.value, auc.acceleration, results[0].auc,
                         results[1].auc, replicates);
    release_both(results);
    paired_release(&paired);
    rows_release(&rows);
    return d;
}

/* tests/ref/shared-f40.R: replicates of R's own, the acceleration from placements pair by pair. */
START_TEST(f40_equals_r)
{
    struct ref_table table;

    ref_table_read(&table, "shared-f40.csv");
    for (size_t i = 0; i < table.n_rows; i++) {
        struct boot_difference d =
            f40_difference(ref_number(&table, i, "patients") == 1, 40000);
        struct estimate e;

        assert_rel(d.acceleration, ref_number(&table, i, "acceleration"), 1e-9, "a");
        if (strcmp(ref_text(&table, i, "method"), "bootstrap-percentile") == 0)
            d.acceleration = NAN;
        e = boot_difference_estimate(&d, 0.95);
        ck_assert_str_eq(e.method, ref_text(&table, i, "method"));
        ck_assert_double_eq_tol(e.low, ref_number(&table, i, "low"), 0.003);
        ck_assert_double_eq_tol(e.high, ref_number(&table, i, "high"), 0.003);
        ck_assert_double_eq_tol(e.std_error, ref_number(&table, i, "std_error"),
                                0.0008);
        boot_difference_release(&d);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(p_and_interval_agree)
{
    struct boot_difference d = f40_difference(_i & 1, 2000);

    if (_i & 2)
        d.acceleration = NAN;
    for (double confidence = 0.5; confidence < 0.995; confidence += 0.01) {
        struct estimate e = boot_difference_estimate(&d, confidence);
        double above =
            margin_test(boot_difference_deviate, &d, 0.03, ALTERNATIVE_GREATER).p;

        ck_assert(e.low <= e.value && e.value <= e.high);
        ck_assert_int_eq(e.p<1 - confidence, e.low> 0 || e.high < 0);
        ck_assert_int_eq(above<(1 - confidence) / 2, e.low> - 0.03);
    }
    boot_difference_release(&d);
}
END_TEST

/* No replicate beyond -0.9: p is what 2,000 replicates can show, not 0. */
START_TEST(p_is_no_smaller_than_replicates_can_show)
{
    struct boot_difference d = f40_difference(false, 2000);

    assert_rel(margin_test(boot_difference_deviate, &d, 0.9, ALTERNATIVE_GREATER).p,
               1 / 2001.0, 1e-9, "p");
    boot_difference_release(&d);
}
END_TEST

/* 2/39 > 0.05: no p-value could be below 0.05. */
START_TEST(too_few_replicates_have_no_limits)
{
    struct boot_difference d = f40_difference(false, 38);
    struct estimate e = boot_difference_estimate(&d, 0.95);

    ck_assert_str_eq(e.note, "no interval: too few replicates for this confidence");
    ck_assert(isnan(e.low) && isnan(e.p));
    boot_difference_release(&d);
    d = f40_difference(false, 40);
    ck_assert(!isnan(boot_difference_estimate(&d, 0.95).low));
    boot_difference_release(&d);
}
END_TEST

START_TEST(degenerate_replicates)
{
    double a[40], b[40];
    struct boot_difference d;
    struct estimate e;

    for (size_t i = 0; i < 40; i++) {
        a[i] = i < 3 ? NAN : 0.5 + (double)i / 100;
        b[i] = 0.25;
    }
    boot_difference_init(&d, 0.3, NAN, a, b, 40);
    ck_assert_uint_eq(d.n, 37);
    e = boot_difference_estimate(&d, 0.95);
    ck_assert_str_eq(e.note,
                     "no interval: undefined in more than 5 % of the replicates");
    ck_assert(isnan(e.low) && isnan(e.p) && e.value == 0.3);
    boot_difference_release(&d);
    boot_difference_init(&d, 0, NAN, b, b, 40);
    e = boot_difference_estimate(&d, 0.95);
    ck_assert_str_eq(e.note, "no interval: the replicates are all alike");
    ck_assert(isnan(boot_difference_deviate(&d, 0).value));
    boot_difference_release(&d);
    boot_difference_init(&d, NAN, NAN, b, b, 40);
    ck_assert_int_eq(boot_difference_estimate(&d, 0.95).status, STATUS_UNDEFINED);
    boot_difference_release(&d);
    /* All replicates on one side: BCa has no limits. */
    boot_difference_init(&d, 5, 0.01, a + 3, b + 3, 37);
    e = boot_difference_estimate(&d, 0.9);
    ck_assert_str_eq(e.note, "no interval: the replicates are degenerate");
    ck_assert(isnan(e.low) && isnan(e.high));
    boot_difference_release(&d);
}
END_TEST

/* 0.96824 is what 20 patients are read at for 95 % (scipy, as in test_effective.c). */
START_TEST(patients_are_read_at_a_higher_confidence)
{
    double a[2000], b[2000];
    struct boot_difference d;
    struct estimate wide, patients;

    for (size_t i = 0; i < 2000; i++) {
        a[i] = (double)(i * i % 1999) / 2000;
        b[i] = 0.25;
    }
    boot_difference_init(&d, 0.2, NAN, a, b, 2000);
    wide = boot_difference_estimate(&d, 0.9682383401593003);
    d.n_patients = 20;
    patients = boot_difference_estimate(&d, 0.95);
    ck_assert_double_eq_tol(patients.low, wide.low, 1e-9);
    ck_assert_double_eq_tol(patients.high, wide.high, 1e-9);
    ck_assert_double_eq_tol(
        deviate_p(boot_difference_deviate(&d, patients.low), ALTERNATIVE_TWO_SIDED),
        0.05, 2e-3);
    d.n_patients = 4;
    patients = boot_difference_estimate(&d, 0.95);
    ck_assert_str_eq(patients.note,
                     "no interval: too few patients of a class to resample");
    boot_difference_release(&d);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("shared");
    TCase *tc = tcase_create("shared");

    gsl_set_error_handler_off();
    tcase_add_loop_test(tc, every_study_once_is_the_file, 0, 6);
    tcase_add_loop_test(tc, copies_get_the_draw_of_one_model, 0, 4);
    tcase_add_loop_test(tc, the_first_model_keeps_its_own_draw, 0, 4);
    tcase_add_loop_test(tc, over_patients_every_model_keeps_its_own_draw, 0, 4);
    tcase_add_loop_test(tc, both_see_the_same_studies, 0, 2);
    tcase_add_loop_test(tc, threads_rows_and_counts_do_not_matter, 0, 6);
    tcase_add_loop_test(tc, standard_error_is_the_ideal_one, 0, 2);
    tcase_add_test(tc, f40_equals_r);
    tcase_add_loop_test(tc, p_and_interval_agree, 0, 4);
    tcase_add_test(tc, p_is_no_smaller_than_replicates_can_show);
    tcase_add_test(tc, too_few_replicates_have_no_limits);
    tcase_add_test(tc, degenerate_replicates);
    tcase_add_test(tc, patients_are_read_at_a_higher_confidence);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
