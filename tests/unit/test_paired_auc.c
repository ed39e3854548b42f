/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/paired_auc.h"

#include <gsl/gsl_errno.h>

#include "pairedlib.h"
#include "stats/delong.h"

static struct rows rows_of_ovarian(void)
{
    static const char *const columns[] = {"alb", "kg", "tp"};
    struct rows rows = rows_new(43, 3);
    struct ref_table table;

    ref_table_read(&table, "ovarian.csv");
    ck_assert_uint_eq(table.n_rows, 43);
    for (size_t i = 0; i < 43; i++) {
        rows.is_pos[i] = ref_number(&table, i, "label") == 1;
        for (size_t k = 0; k < 3; k++)
            rows.score[k][i] = ref_number(&table, i, columns[k]);
    }
    ref_table_release(&table);
    return rows;
}

/* Lower limit of method 5 for AUC 1 on 3 + 3 studies: root of (1 - t)^2 = z^2 V(t) by uniroot of R. */
static const double method_5_low = 0.501018760702;

/* Three positives and three negatives. */
static struct paired pair_six(const double a[6], const double b[6])
{
    static const uint8_t is_pos[] = {1, 1, 1, 0, 0, 0};
    const double *score[] = {a, b};
    struct paired paired;

    paired_init(&paired, &(struct paired_sample){
                             .n = 6, .n_models = 2, .score = score, .is_pos = is_pos});
    return paired;
}

static struct estimate difference_of(const struct rows *rows, size_t a, size_t b)
{
    struct paired paired = rows_pair(rows);
    struct auc_difference d = auc_difference_of(&paired, (const size_t[]){a, b});
    struct estimate estimate = auc_difference_estimate(&d, 0.95);

    paired_release(&paired);
    return estimate;
}

static struct estimate equality_of(const struct rows *rows)
{
    struct paired paired = rows_pair(rows);
    struct estimate estimate = paired_auc_equality(&paired);

    paired_release(&paired);
    return estimate;
}

static size_t column_index(const char *name)
{
    static const struct {
        const char *name;
        size_t index;
    } columns[] = {
        {"s100b",  0},
        {"wfns",   1},
        {"ndka",   2},
        {"alb",    0},
        {"kg",     1},
        {"tp",     2},
        {"score",  0},
        {"score2", 1},
    };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i].name, name) == 0)
            return columns[i].index;
    ck_abort_msg("no column %s", name);
    return 0; /* not reached */
}

static struct rows rows_of_reference(const char *data, size_t size)
{
    struct rows rows;

    if (strcmp(data, "f40") == 0)
        return rows_of_f40(size > 0);
    rows = strcmp(data, "asah") == 0 ? rows_of_asah() : rows_of_ovarian();
    if (size == 0)
        return rows;
    rows.patient = xcalloc(rows.n, sizeof *rows.patient);
    for (size_t i = 0; i < rows.n; i++)
        rows.patient[i] = (uint32_t)(i / size);
    return rows;
}

/* ---- Differences ---------------------------------------------------------------- */

/* pROC::roc.test, and Obuchowski's definition in R: tests/ref/auc-paired.R. */
START_TEST(equals_r)
{
    struct ref_table table;

    ref_table_read(&table, "auc-paired.csv");
    for (size_t i = 0; i < table.n_rows; i++) {
        size_t size = (size_t)ref_number(&table, i, "size");
        struct rows rows = rows_of_reference(ref_text(&table, i, "data"), size);
        struct estimate e = difference_of(&rows, column_index(ref_text(&table, i, "a")),
                                          column_index(ref_text(&table, i, "b")));

        assert_rel(e.value, ref_number(&table, i, "difference"), 1e-12, "difference");
        assert_rel(e.statistic, ref_number(&table, i, "statistic"), 1e-10, "z");
        assert_rel(e.p, ref_number(&table, i, "p"), 1e-9, "p");
        assert_rel(e.low, ref_number(&table, i, "low"), 1e-9, "low");
        assert_rel(e.high, ref_number(&table, i, "high"), 1e-9, "high");
        ck_assert_str_eq(e.method, size ? "obuchowski-paired" : "delong-paired");
        if (size)
            ck_assert_double_eq(e.df, ref_number(&table, i, "df"));
        rows_release(&rows);
    }
    ref_table_release(&table);
}
END_TEST

/* pROC::cov and var. */
START_TEST(covariances)
{
    static const double ovarian[] = {.008592241790, .005037059811, .007744529276,
                                     .005037059811, .010572283273, .004819297291,
                                     .007744529276, .004819297291, .010009477361};
    static const double asah[] = {.002668682457,   .001196155674,   -.0007561649381,
                                  .001196155674,   .001469914709,   -.0005329678568,
                                  -.0007561649381, -.0005329678568, .003190810549};
    double covariance[9];

    for (int which = 0; which < 2; which++) {
        struct rows rows = which ? rows_of_asah() : rows_of_ovarian();
        struct paired paired = rows_pair(&rows);

        paired_auc_covariance(covariance, &paired);
        for (size_t i = 0; i < 9; i++)
            assert_rel(covariance[i], (which ? asah : ovarian)[i], 1e-8, "covariance");
        paired_release(&paired);
        rows_release(&rows);
    }
}
END_TEST

/* pROC's one-sided p-values, and pnorm() for margins. */
START_TEST(margins)
{
    struct rows asah = rows_of_asah(), f40 = rows_of_f40(false);
    struct paired three = rows_pair(&asah), two = rows_pair(&f40);
    struct auc_difference d = auc_difference_of(&three, (const size_t[]){0, 1});
    struct auc_difference back = auc_difference_of(&three, (const size_t[]){1, 0});
    struct margin_test test;

    assert_rel(margin_test(auc_difference_deviate, &d, 0, ALTERNATIVE_GREATER).p,
               0.9864121089, 1e-9, "greater");
    assert_rel(margin_test(auc_difference_deviate, &d, 0, ALTERNATIVE_LESS).p,
               0.01358789111, 1e-9, "less");
    test = margin_test(auc_difference_deviate, &back, 0.05, ALTERNATIVE_GREATER);
    assert_rel(test.statistic, 3.405482594, 1e-9, "z");
    assert_rel(test.p, 0.0003302361191, 1e-9, "p");
    d = auc_difference_of(&two, (const size_t[]){0, 1});
    test = margin_test(auc_difference_deviate, &d, 0.05, ALTERNATIVE_GREATER);
    assert_rel(test.statistic, 2.9274569746, 1e-9, "z");
    assert_rel(test.p, 0.0017087317, 1e-7, "p");
    paired_release(&three);
    paired_release(&two);
    rows_release(&asah);
    rows_release(&f40);
}
END_TEST

/* ---- Without a variance --------------------------------------------------------- */

START_TEST(identical_ranking)
{
    struct rows rows = rows_of_f40(_i == 1);
    struct estimate e;
    struct auc_difference d;
    struct paired paired;

    for (size_t i = 0; i < rows.n; i++)
        rows.score[1][i] = 3 * rows.score[0][i] - 7;
    e = difference_of(&rows, 0, 1);
    ck_assert(e.value == 0 && e.low == 0 && e.high == 0 && e.p == 1);
    ck_assert_str_eq(e.note, "identical ranking");
    paired = rows_pair(&rows);
    d = auc_difference_of(&paired, (const size_t[]){0, 1});
    ck_assert_double_eq(
        margin_test(auc_difference_deviate, &d, 0.01, ALTERNATIVE_GREATER).p, 0);
    e = paired_auc_equality(&paired);
    ck_assert(e.statistic == 0 && e.df == 0 && e.p == 1);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* Both separate the classes, in different orders: MOVER by hand. */
START_TEST(two_perfect_models)
{
    struct paired paired = pair_six((const double[]){7, 8, 9, 1, 2, 3},
                                    (const double[]){9, 8, 7, 1, 3, 2});
    struct auc_difference d = auc_difference_of(&paired, (const size_t[]){0, 1});
    struct estimate e = auc_difference_estimate(&d, 0.95);

    ck_assert(!d.same_ranking && d.std_error == 0 && isnan(d.acceleration));
    ck_assert_double_eq(e.value, 0);
    ck_assert_double_eq(e.p, 1);
    ck_assert_str_eq(e.method, "mover-newcombe-auc");
    assert_rel(e.high, 1 - method_5_low, 1e-7, "high");
    assert_rel(e.low, method_5_low - 1, 1e-7, "low");
    ck_assert_double_gt(
        margin_test(auc_difference_deviate, &d, 0.2, ALTERNATIVE_GREATER).p, 0.05);
    ck_assert_double_lt(
        margin_test(auc_difference_deviate, &d, 0.9, ALTERNATIVE_GREATER).p, 0.025);
    ck_assert_int_eq(paired_auc_equality(&paired).status, STATUS_UNDEFINED);
    paired_release(&paired);
}
END_TEST

START_TEST(perfect_against_worst)
{
    struct paired paired = pair_six((const double[]){7, 8, 9, 1, 2, 3},
                                    (const double[]){1, 2, 3, 7, 8, 9});
    struct auc_difference d = auc_difference_of(&paired, (const size_t[]){0, 1});
    struct estimate e = auc_difference_estimate(&d, 0.95);

    ck_assert_double_eq(e.value, 1);
    ck_assert_double_eq(e.high, 1);
    assert_rel(e.low, 1 - sqrt(2) * (1 - method_5_low), 1e-7, "low");
    ck_assert_str_eq(e.method, "mover-newcombe-auc");
    ck_assert_int_eq(e.p<0.05, e.low> 0);
    e = paired_auc_equality(&paired);
    ck_assert_int_eq(e.status, STATUS_UNDEFINED);
    ck_assert_str_eq(e.note, "a difference is not 0 but has no variance: no test");
    paired_release(&paired);
}
END_TEST

START_TEST(one_study_of_a_class)
{
    double a[] = {0.9, 0.1, 0.2, 0.95}, b[] = {0.5, 0.3, 0.6, 0.7};
    uint8_t is_pos[] = {1, 0, 0, 0};
    const double *score[] = {a, b};
    struct paired paired;
    struct auc_difference d;
    struct estimate e;

    paired_init(&paired, &(struct paired_sample){
                             .n = 4, .n_models = 2, .score = score, .is_pos = is_pos});
    d = auc_difference_of(&paired, (const size_t[]){0, 1});
    e = auc_difference_estimate(&d, 0.95);
    ck_assert(isnan(d.std_error));
    ck_assert_str_eq(e.method, "mover-newcombe-auc");
    ck_assert(e.low < e.value && e.value < e.high && e.p > 0.05);
    ck_assert_int_eq(paired_auc_equality(&paired).status, STATUS_UNDEFINED);
    paired_release(&paired);
}
END_TEST

START_TEST(a_missing_class_is_undefined)
{
    double a[] = {0.9, 0.1}, b[] = {0.5, 0.3}, covariance[4];
    uint8_t is_pos[] = {0, 0};
    const double *score[] = {a, b};
    struct paired paired;
    struct auc_difference d;
    struct estimate e;

    paired_init(&paired, &(struct paired_sample){
                             .n = 2, .n_models = 2, .score = score, .is_pos = is_pos});
    d = auc_difference_of(&paired, (const size_t[]){0, 1});
    e = auc_difference_estimate(&d, 0.95);
    ck_assert_int_eq(e.status, STATUS_UNDEFINED);
    ck_assert_str_eq(e.note, "no positive studies");
    ck_assert(isnan(e.value) && isnan(e.low) && isnan(e.p));
    ck_assert(isnan(auc_difference_deviate(&d, 0.1).value));
    paired_auc_covariance(covariance, &paired);
    ck_assert(isnan(covariance[0]) && isnan(covariance[1]));
    paired_release(&paired);
}
END_TEST

/* ---- All at once ---------------------------------------------------------------- */

/* Own contrast of pROC's covariances. */
START_TEST(joint_tests)
{
    struct rows asah = rows_of_asah(), ovarian = rows_of_ovarian();
    struct estimate e = equality_of(&asah);

    assert_rel(e.statistic, 12.51272828, 1e-9, "chi-square");
    ck_assert_double_eq(e.df, 2);
    assert_rel(e.p, 0.001918207465, 1e-8, "p");
    e = equality_of(&ovarian);
    assert_rel(e.statistic, 2.533977926, 1e-9, "chi-square");
    assert_rel(e.p, 0.2816784905, 1e-9, "p");
    rows_release(&asah);
    rows_release(&ovarian);
}
END_TEST

/* A copy of a model adds nothing, wherever it stands. */
START_TEST(a_copy_does_not_count)
{
    struct rows rows = rows_of_asah();
    struct estimate three = equality_of(&rows), four;
    double *copy = xcalloc(rows.n, sizeof *copy);

    for (size_t i = 0; i < rows.n; i++)
        copy[i] = log(rows.score[0][i]);
    rows.score[3] = copy;
    rows.n_models = 4;
    for (size_t place = 0; place < 4; place++) {
        double *other = rows.score[place];

        rows.score[place] = rows.score[3];
        rows.score[3] = other;
        four = equality_of(&rows);
        assert_rel(four.statistic, three.statistic, 1e-9, "chi-square");
        ck_assert_double_eq(four.df, 2);
        rows.score[3] = rows.score[place];
        rows.score[place] = other;
    }
    rows_release(&rows);
}
END_TEST

/* With two models it is the test of the difference, with patients too. */
START_TEST(two_models_are_one_difference)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 80, 20, _i % 2 ? 25 : 0);
    struct estimate joint = equality_of(&rows), e = difference_of(&rows, 0, 1);

    assert_rel(joint.statistic, e.statistic * e.statistic, 1e-9, "chi-square");
    ck_assert_double_eq(joint.df, 1);
    assert_rel(joint.p, e.p, 1e-8, "p");
    rows_release(&rows);
}
END_TEST

/* ---- Invariants ----------------------------------------------------------------- */

START_TEST(sides_rows_and_patients)
{
    struct rows rows =
        rows_by_chance((uint64_t)_i, 60, _i % 2 ? 4 : 40, (uint64_t)(_i % 3 * 20));
    struct estimate forth = difference_of(&rows, 0, 1);
    struct estimate back = difference_of(&rows, 1, 0), shuffled;

    ck_assert_double_eq(forth.value, -back.value);
    ck_assert_double_eq(forth.low, -back.high);
    ck_assert_double_eq(forth.p, back.p);
    ck_assert_int_eq(forth.p<0.05, forth.low> 0 || forth.high < 0);
    rows_shuffle(&rows, 3);
    shuffled = difference_of(&rows, 0, 1);
    ck_assert_double_eq(forth.low, shuffled.low);
    ck_assert_double_eq(forth.p, shuffled.p);
    if (!rows.patient) {
        rows.patient = xcalloc(rows.n, sizeof *rows.patient);
        for (size_t i = 0; i < rows.n; i++)
            rows.patient[i] = (uint32_t)i;
        shuffled = difference_of(&rows, 0, 1);
        ck_assert_double_eq(forth.low, shuffled.low);
        ck_assert_str_eq(shuffled.method, "delong-paired");
    }
    rows_release(&rows);
}
END_TEST

/* Against a model that knows nothing (all tied, influence 0) it is the acceleration of one AUC. */
START_TEST(acceleration_against_a_constant)
{
    struct rows rows = rows_of_f40(false);
    struct paired paired;
    struct auc_difference d;

    for (size_t i = 0; i < rows.n; i++)
        rows.score[1][i] = 1;
    paired = rows_pair(&rows);
    d = auc_difference_of(&paired, (const size_t[]){0, 1});
    assert_rel(d.acceleration, -0.0524491363, 1e-8, "a");
    assert_rel(d.std_error, delong_from_ranked(&paired.model[0]).std_error, 1e-12,
               "SE");
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("paired_auc");
    TCase *tc = tcase_create("paired_auc");

    gsl_set_error_handler_off();
    tcase_add_test(tc, equals_r);
    tcase_add_test(tc, covariances);
    tcase_add_test(tc, margins);
    tcase_add_loop_test(tc, identical_ranking, 0, 2);
    tcase_add_test(tc, two_perfect_models);
    tcase_add_test(tc, perfect_against_worst);
    tcase_add_test(tc, one_study_of_a_class);
    tcase_add_test(tc, a_missing_class_is_undefined);
    tcase_add_test(tc, joint_tests);
    tcase_add_test(tc, a_copy_does_not_count);
    tcase_add_loop_test(tc, two_models_are_one_difference, 0, 6);
    tcase_add_loop_test(tc, sides_rows_and_patients, 0, 9);
    tcase_add_test(tc, acceleration_against_a_constant);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
