/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/obuchowski.h"

#include "patientlib.h"
#include "scorelib.h"
#include "stats/delong.h"

static struct obuchowski of_sample(const struct sample *sample)
{
    struct clusters clusters;
    struct ranked ranked;
    struct obuchowski o;

    clusters_init(&clusters, &ranked, sample);
    o = obuchowski_from_clusters(&clusters, &ranked);
    clusters_release(&clusters);
    ranked_release(&ranked);
    return o;
}

/* Worked by hand from Obuchowski's formulas in R. */
START_TEST(f40_by_patient)
{
    struct patients p = patients_of_f40();
    struct obuchowski o = of_sample(&(struct sample){
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient});
    struct estimate e = obuchowski_estimate(&o, 0.95);

    ck_assert_uint_eq(o.n_pos_patients, 11);
    ck_assert_uint_eq(o.n_neg_patients, 20);
    assert_rel(o.s10, 0.0229949951, 1e-8, "S10");
    assert_rel(o.s01, 0.0163997777, 1e-8, "S01");
    assert_rel(o.s11, 0.0081099587, 1e-8, "S11");
    assert_rel(o.std_error, 0.0465053828, 1e-9, "SE");
    assert_rel(o.design_effect, 1.0138231380, 1e-9, "design effect");
    /* t with 10 df is 2.228138852: expit(logit A -+ t SE/(A(1-A))), A = 350/384 */
    assert_rel(e.low, 0.7403108136, 1e-8, "low");
    assert_rel(e.high, 0.9738029107, 1e-8, "high");
    ck_assert_str_eq(e.method, "obuchowski-logit");
}
END_TEST

/* aSAH's s100b in clusters of one, two and four rows in file order; own R code of the published estimator. */
START_TEST(asah_in_clusters)
{
    static const uint32_t size[] = {1, 2, 4};
    static const double variance[] = {0.002668682457, 0.003341236287, 0.003704895625};
    struct selection select = {.path = "data/samples/asah.csv",
                               .label = "outcome",
                               .positive = "Poor",
                               .score = "s100b"};
    struct scores s = scores_of_file(&select);
    uint32_t *patient = xcalloc(s.n, sizeof *patient);

    for (size_t k = 0; k < 3; k++) {
        struct obuchowski o;

        for (size_t i = 0; i < s.n; i++)
            patient[i] = (uint32_t)i / size[k];
        o = of_sample(&(struct sample){
            .n = s.n, .score = s.score, .is_pos = s.is_pos, .patient = patient});
        assert_rel(o.std_error * o.std_error, variance[k], 1e-9, "variance");
        if (size[k] != 2)
            continue;
        ck_assert_uint_eq(o.n_pos_patients, 31);
        ck_assert_uint_eq(o.n_neg_patients, 47);
        assert_rel(o.std_error, 0.05780342799, 1e-9, "SE");
        assert_rel(o.s10, 0.1060932248, 1e-9, "S10");
        assert_rel(o.s01, 0.05382957431, 1e-9, "S01");
        assert_rel(o.s11, 0.008802393415, 1e-9, "S11");
    }
    free(patient);
    scores_release(&s);
}
END_TEST

/* A study each, with ids or without: DeLong's numbers, and the two-strata acceleration. */
START_TEST(singletons_are_delong)
{
    struct patients p = patients_of_f40();
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct clusters clusters;
    struct ranked ranked;
    struct delong delong;
    struct obuchowski o;

    for (uint32_t i = 0; i < 40; i++)
        p.patient[i] = _i ? PATIENT_ALONE : 39 - i;
    clusters_init(&clusters, &ranked, &sample);
    ck_assert(clusters_are_singletons(&clusters, &ranked));
    delong = delong_from_ranked(&ranked);
    o = obuchowski_from_clusters(&clusters, &ranked);
    assert_rel(o.std_error, delong.std_error, 1e-13, "SE");
    assert_rel(o.acceleration, delong.acceleration, 1e-12, "acceleration");
    assert_rel(o.kish_pos, 16, 1e-13, "Kish");
    clusters_release(&clusters);
    ranked_release(&ranked);
}
END_TEST

/* Every study twice says nothing new: the same standard error. Counted or repeated is the same. */
START_TEST(doubled_rows_change_nothing)
{
    struct patients p = patients_of_f40();
    uint64_t two[40];
    struct sample once = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct sample twice = once;
    struct obuchowski a = of_sample(&once), b;

    for (size_t i = 0; i < 40; i++)
        two[i] = 2;
    twice.count = two;
    b = of_sample(&twice);
    assert_rel(b.std_error, a.std_error, 1e-13, "SE");
    assert_rel(b.acceleration, a.acceleration, 1e-12, "acceleration");
    assert_rel(b.kish_pos, a.kish_pos, 1e-13, "Kish");
}
END_TEST

START_TEST(perfect_ranking_takes_method_5_with_effective_sizes)
{
    double score[] = {1, 2, 3, 4, 5, 6};
    uint8_t is_pos[] = {0, 0, 0, 1, 1, 1};
    uint32_t patient[] = {0, 0, 1, 2, 3, 3};
    struct obuchowski o = of_sample(
        &(struct sample){.n = 6, .score = score, .is_pos = is_pos, .patient = patient});
    struct estimate e = obuchowski_estimate(&o, 0.95);

    ck_assert_double_eq(e.value, 1);
    ck_assert_double_eq(e.high, 1);
    ck_assert(e.low > 0 && e.low < 0.7);
    assert_rel(o.kish_pos, 9.0 / 5, 1e-13, "Kish: 3^2 / (1 + 4)");
    ck_assert_str_eq(e.method, "newcombe-auc-clustered");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("obuchowski");
    TCase *values = tcase_create("values");

    tcase_add_test(values, f40_by_patient);
    tcase_add_test(values, asah_in_clusters);
    tcase_add_loop_test(values, singletons_are_delong, 0, 2);
    tcase_add_test(values, doubled_rows_change_nothing);
    tcase_add_test(values, perfect_ranking_takes_method_5_with_effective_sizes);
    suite_add_tcase(suite, values);
    return test_main(suite);
}
