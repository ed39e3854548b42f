/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/tango.h"

#include "pairedlib.h"

static struct discordant independent(uint64_t k, uint64_t b, uint64_t c)
{
    return (struct discordant){.k = k,
                               .b = b,
                               .c = c,
                               .n_patients = k,
                               .squares = (double)(b + c),
                               .kish = k > 0 ? (double)k : NAN};
}

static struct discordant f40(bool with_patients, enum discordant_of of)
{
    struct rows rows = rows_of_f40(with_patients);
    struct paired paired = rows_pair(&rows);
    struct discordant d = discordant_count(&paired, (const size_t[]){0, 1},
                                           (const double[]){0.5, 0.5}, of);

    paired_release(&paired);
    rows_release(&rows);
    return d;
}

/* ---- Disagreement --------------------------------------------------------------- */

/* Counted in the file. */
START_TEST(disagreement_on_f40)
{
    struct discordant se = f40(false, DISCORDANT_SENSITIVITY);
    struct discordant sp = f40(false, DISCORDANT_SPECIFICITY);
    struct discordant right = f40(false, DISCORDANT_ACCURACY);
    struct discordant flags = f40(false, DISCORDANT_FLAGS);

    ck_assert(se.k == 16 && se.b == 1 && se.c == 1);
    ck_assert(sp.k == 24 && sp.b == 5 && sp.c == 0);
    ck_assert(right.k == 40 && right.b == 6 && right.c == 1);
    ck_assert(flags.k == 40 && flags.b == 1 && flags.c == 6);
    ck_assert_double_eq(right.squares, 7);
    ck_assert_double_eq(right.kish, 40);
}
END_TEST

/* Four patients with 2, 2, 1 and 1 studies; D = 2, 0, 1 and 0. */
START_TEST(disagreement_of_patients)
{
    double new[] = {0.9, 0.8, 0.9, 0.1, 0.9, 0.1};
    double old[] = {0.1, 0.2, 0.3, 0.8, 0.2, 0.3};
    uint8_t is_pos[] = {1, 1, 1, 1, 1, 0};
    uint32_t patient[] = {4, 4, 6, 6, 1, 2};
    const double *score[] = {new, old};
    struct paired paired;
    struct discordant d;

    paired_init(&paired, &(struct paired_sample){.n = 6,
                                                 .n_models = 2,
                                                 .score = score,
                                                 .is_pos = is_pos,
                                                 .patient = patient});
    d = discordant_count(&paired, (const size_t[]){0, 1}, (const double[]){0.5, 0.5},
                         DISCORDANT_SENSITIVITY);
    ck_assert(d.k == 5 && d.b == 4 && d.c == 1 && d.n_patients == 3);
    ck_assert_double_eq(d.squares, 4 + 0 + 1);
    ck_assert_double_eq(d.kish, 25.0 / 9);
    paired_release(&paired);
}
END_TEST

/* ---- Tango ---------------------------------------------------------------------- */

/* tests/ref/tango.R: by maximising the likelihood. */
START_TEST(equals_r)
{
    struct ref_table table;

    ref_table_read(&table, "tango.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        struct discordant d = independent((uint64_t)ref_number(&table, row, "k"),
                                          (uint64_t)ref_number(&table, row, "b"),
                                          (uint64_t)ref_number(&table, row, "c"));
        struct estimate e = tango_estimate(&d, ref_number(&table, row, "confidence"));
        double p = margin_test(tango_deviate, &d, 0.05, ALTERNATIVE_GREATER).p;

        ck_assert_double_eq_tol(e.low, ref_number(&table, row, "low"), 1e-7);
        ck_assert_double_eq_tol(e.high, ref_number(&table, row, "high"), 1e-7);
        assert_rel(p, ref_number(&table, row, "noninferior_p"), 1e-6, "p");
    }
    ref_table_release(&table);
}
END_TEST

/* Limits by hand; p of mcnemar.test(correct = FALSE). */
START_TEST(f40_differences)
{
    struct discordant sp = f40(false, DISCORDANT_SPECIFICITY);
    struct discordant se = f40(false, DISCORDANT_SENSITIVITY);
    struct estimate e = tango_estimate(&sp, 0.95);

    assert_rel(e.value, 5.0 / 24, 1e-14, "Sp");
    assert_rel(e.low, 0.0416120860, 1e-8, "low");
    assert_rel(e.high, 0.4047045325, 1e-8, "high");
    assert_rel(e.statistic, 5, 1e-12, "chi-square");
    assert_rel(e.p, 0.0253473186774683, 1e-10, "p");
    ck_assert_str_eq(e.method, "tango");
    e = tango_estimate(&se, 0.95);
    ck_assert_double_eq(e.value, 0);
    assert_rel(e.low, -0.2387454759, 1e-8, "low");
    assert_rel(e.high, 0.2387454759, 1e-8, "high");
    ck_assert_double_eq(e.p, 1);
}
END_TEST

/* McNemar's chi-square is Tango's statistic at 0, squared. */
START_TEST(chi_square_equals_r)
{
    struct ref_table table;

    ref_table_read(&table, "mcnemar.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        struct discordant d =
            independent(100000, (uint64_t)ref_number(&table, row, "b"),
                        (uint64_t)ref_number(&table, row, "c"));
        struct estimate e = tango_estimate(&d, 0.95);

        assert_rel(e.statistic, ref_number(&table, row, "chi_square"), 1e-9, "chi");
        assert_rel(e.p, ref_number(&table, row, "chi_square_p"), 1e-9, "p");
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(p_and_interval_agree)
{
    for (uint64_t b = 0; b <= 12; b++)
        for (uint64_t c = 0; b + c <= 12; c++)
            for (double confidence = 0.8; confidence < 0.999; confidence += 0.03) {
                struct discordant d = independent(12, b, c),
                                  back = independent(12, c, b);
                struct estimate e = tango_estimate(&d, confidence);
                double above =
                    margin_test(tango_deviate, &d, 0.1, ALTERNATIVE_GREATER).p;

                ck_assert(-1 <= e.low && e.low <= e.value && e.value <= e.high &&
                          e.high <= 1 && e.low < e.high);
                ck_assert_int_eq(e.p<1 - confidence, e.low> 0 || e.high < 0);
                ck_assert_int_eq(above<(1 - confidence) / 2, e.low> - 0.1);
                ck_assert_double_eq_tol(e.low, -tango_estimate(&back, confidence).high,
                                        1e-12);
            }
}
END_TEST

/* Design effect 2: as 7 studies with b = 3.5; limits by the functions of tests/ref/tango.R. */
START_TEST(patients_divide_by_the_design_effect)
{
    struct discordant d = {
        .k = 14, .b = 7, .c = 0, .n_patients = 6, .squares = 14, .kish = 5};
    struct estimate e = tango_estimate(&d, 0.95), same;

    ck_assert_str_eq(e.method, "tango-clustered");
    assert_rel(e.value, 0.5, 1e-14, "difference");
    assert_rel(e.low, -0.0314956526, 1e-6, "low");
    assert_rel(e.high, 0.7976283064, 1e-6, "high");
    assert_rel(e.statistic, 3.5, 1e-12, "chi-square");
    ck_assert_double_eq_tol(tango_patient_test(&d).statistic, sqrt(3.5), 1e-12);
    /* Fewer disagreements between patients than within: the effect is at least 1. */
    d.squares = 3;
    same = tango_estimate(
        &(struct discordant){
            .k = 14, .b = 7, .n_patients = 14, .squares = 7, .kish = 14},
        0.95);
    e = tango_estimate(&d, 0.95);
    ck_assert_double_eq(e.low, same.low);
    ck_assert_double_eq(e.high, same.high);
}
END_TEST

/* No disagreement: Kish's size, as for a proportion of 0. */
START_TEST(agreement_has_a_width)
{
    struct discordant few = {.k = 40, .n_patients = 12, .kish = 10};
    struct discordant ten = independent(10, 0, 0), all = independent(40, 0, 0);
    struct estimate e = tango_estimate(&few, 0.95);

    ck_assert_double_eq(e.low, tango_estimate(&ten, 0.95).low);
    ck_assert_double_eq(e.value, 0);
    ck_assert_double_eq(e.p, 1);
    ck_assert_double_lt(e.low, tango_estimate(&all, 0.95).low);
    /* z^2 / (k + z^2) */
    assert_rel(tango_estimate(&ten, 0.95).high, 3.841458820694124 / 13.841458820694124,
               1e-9, "high");
    ck_assert_double_eq(tango_patient_test(&few).p, 1);
}
END_TEST

START_TEST(nothing_to_compare_on)
{
    struct discordant none = independent(0, 0, 0);
    struct estimate e = tango_estimate(&none, 0.95);

    ck_assert_int_eq(e.status, STATUS_UNDEFINED);
    ck_assert(isnan(e.value) && isnan(e.low) && isnan(e.p));
    ck_assert_str_eq(e.note, "no studies to compare on");
    ck_assert_int_eq(tango_patient_test(&none).status, STATUS_UNDEFINED);
    ck_assert(isnan(margin_test(tango_deviate, &none, 0.1, ALTERNATIVE_GREATER).p));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tango");
    TCase *tc = tcase_create("tango");

    tcase_add_test(tc, disagreement_on_f40);
    tcase_add_test(tc, disagreement_of_patients);
    tcase_add_test(tc, equals_r);
    tcase_add_test(tc, f40_differences);
    tcase_add_test(tc, chi_square_equals_r);
    tcase_add_test(tc, p_and_interval_agree);
    tcase_add_test(tc, patients_divide_by_the_design_effect);
    tcase_add_test(tc, agreement_has_a_width);
    tcase_add_test(tc, nothing_to_compare_on);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
