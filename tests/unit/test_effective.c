/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/effective.h"

#include "patientlib.h"
#include "stats/metrics.h"

static struct effective of_metric(const struct sample *sample, const char *metric)
{
    struct clusters clusters;
    struct ranked ranked;
    struct counts total, *patients;
    struct effective e;

    clusters_init(&clusters, &ranked, sample);
    total = counts_at(&ranked, 0.5);
    patients = clusters_counts_at(&clusters, &ranked, 0.5);
    e = effective_size(metric_find(metric)->proportion, &total, patients,
                       clusters.n_patients, 0.95);
    free(patients);
    clusters_release(&clusters);
    ranked_release(&ranked);
    return e;
}

/* Design effects worked in R; t(10) = 2.228138852, t(19) = 2.093024054, z = 1.959963985. */
START_TEST(f40_by_patient)
{
    struct patients p = patients_of_f40();
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct effective se = of_metric(&sample, "sensitivity");
    struct effective sp = of_metric(&sample, "specificity");

    ck_assert_uint_eq(se.n_patients, 11);
    ck_assert_uint_eq(sp.n_patients, 20);
    assert_rel(se.design_effect, 0.9201923077, 1e-9, "design effect of sensitivity");
    assert_rel(sp.design_effect, 1.0175438596, 1e-9, "design effect of specificity");
    /* floored at 1: 16 (1.959963985/2.228138852)^2 */
    assert_rel(se.size.k, 12.380314062, 1e-8, "effective positives");
    assert_rel(sp.size.k, 20.682634018, 1e-8, "effective negatives");
    assert_rel(se.size.x / se.size.k, 13.0 / 16, 1e-12, "the estimate stays");
    /* the ratio estimator's standard errors, by hand in R: sqrt(deff p (1-p) / k) */
    assert_rel(sqrt(se.design_effect * 13 / 16 * 3 / 16 / 16), 0.0936034010, 1e-8,
               "standard error of sensitivity");
    assert_rel(sqrt(sp.design_effect * 20 / 24 * 4 / 24 / 24), 0.0767369794, 1e-8,
               "standard error of specificity");
}
END_TEST

/* Wilson on 24 / 1.0175438596 negatives, without the factor for few patients: by hand in R. */
START_TEST(f40_without_the_factor_for_few_patients)
{
    struct patients p = patients_of_f40();
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct effective sp = of_metric(&sample, "specificity");
    double factor = pow(1.959963984540054 / 2.093024054408263, 2);
    struct limits limits =
        proportion_limits((struct proportion){sp.size.x / factor, sp.size.k / factor},
                          PROPORTION_WILSON, 0.95);

    assert_rel(limits.low, 0.6395690143, 1e-8, "low");
    assert_rel(limits.high, 0.9337257784, 1e-8, "high");
}
END_TEST

/* Doubling every row doubles deff and k. Where deff is 1 or more the interval stays; where it is less, the floor at independent
 * studies is lifted by the copies, to no more than a floor at 1/2. In F40 sensitivity and accuracy are of the second kind. */
START_TEST(doubled_rows_change_nothing)
{
    static const char *const metrics[] = {"sensitivity", "specificity", "ppv", "npv",
                                          "accuracy"};
    struct patients p = patients_of_f40();
    uint64_t two[40];
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct effective once = of_metric(&sample, metrics[_i]), twice;

    for (size_t i = 0; i < 40; i++)
        two[i] = 2;
    sample.count = two;
    twice = of_metric(&sample, metrics[_i]);
    assert_rel(twice.design_effect, 2 * once.design_effect, 1e-12, "design effect");
    if (once.design_effect >= 1)
        assert_rel(twice.size.k, once.size.k, 1e-12, "effective size");
    else
        assert_rel(twice.size.k, once.size.k / fmax(0.5, once.design_effect), 1e-12,
                   "effective size below the floor");
    ck_assert_int_eq(once.design_effect >= 1, _i >= 1 && _i <= 3);
}
END_TEST

/* 0/k: Kish's size, here 6^2 / (1 + 4 + 9), times (z / t(2))^2. */
START_TEST(zero_events_take_kish)
{
    struct counts patients[] = {{.fn = 1}, {.fn = 2}, {.fn = 3}, {.tn = 5}};
    struct counts total = {.fn = 6, .tn = 5};
    struct effective e = effective_size(metric_find("sensitivity")->proportion, &total,
                                        patients, 4, 0.95);

    ck_assert_uint_eq(e.n_patients, 3);
    ck_assert(isnan(e.design_effect));
    ck_assert_double_eq(e.size.x, 0);
    /* t(2) = 4.302652730 */
    assert_rel(e.size.k, 36.0 / 14 * 0.207502623, 1e-8, "Kish");
}
END_TEST

/* 0/k and k/k have no design effect to floor: doubled studies leave Kish's size as it is. */
START_TEST(doubled_rows_change_nothing_without_events)
{
    struct counts once[] = {{.fn = 1}, {.fn = 2}, {.fn = 3}}, twice[3];
    struct counts total = {.fn = 6}, doubled = {.fn = 12};
    struct proportion (*part)(const struct counts *c) =
        metric_find("sensitivity")->proportion;

    for (size_t i = 0; i < 3; i++)
        twice[i] = (struct counts){.fn = 2 * once[i].fn};
    assert_rel(effective_size(part, &doubled, twice, 3, 0.95).size.k,
               effective_size(part, &total, once, 3, 0.95).size.k, 1e-13, "Kish");
}
END_TEST

START_TEST(one_patient_says_nothing)
{
    struct counts patients[] =
        {
            {.tp = 9, .fn = 1}
    },
                  total = patients[0];
    struct effective e = effective_size(metric_find("sensitivity")->proportion, &total,
                                        patients, 1, 0.95);
    struct limits limits = proportion_limits(e.size, PROPORTION_WILSON, 0.95);

    ck_assert(limits.low < 1e-6 && limits.high > 1 - 1e-6);
}
END_TEST

/* scipy: 2 * t.sf(norm.isf(p / 2) * sqrt((n - 1) / n), n - 1) */
START_TEST(p_of_what_the_bootstrap_leaves_outside)
{
    assert_rel(effective_boot_p(11, 2. / 2001), 0.010554451889088448, 1e-9, "11");
    assert_rel(effective_boot_p(20, 0.05), 0.0713014180496788, 1e-9, "20");
    assert_rel(effective_boot_p(5, 0.001), 0.042256942286132325, 1e-9, "5");
    ck_assert_double_eq(effective_boot_p(1, 0.05), 0.05);
    assert_rel(effective_boot_p(20, 1 - effective_boot_confidence(20, 0.95)), 0.05,
               1e-9, "there and back");
}
END_TEST

/* R: 1 - 2 * pnorm(-sqrt(n / (n - 1)) * qt(0.975, n - 1)) */
START_TEST(bootstrap_is_read_at_a_higher_confidence)
{
    assert_rel(effective_boot_confidence(11, 0.95), 0.980555186200, 1e-9,
               "11 patients");
    assert_rel(effective_boot_confidence(30, 0.95), 0.962492199444, 1e-9,
               "30 patients");
    assert_rel(effective_boot_confidence(1000000, 0.95), 0.95, 1e-6, "very many");
    ck_assert_double_eq(effective_boot_confidence(1, 0.95), 0.95);
    /* Of two it is 1 but for 3e-72, more than a double can say. */
    ck_assert(effective_boot_confidence(2, 0.95) > 1 - 1e-12);
    ck_assert(effective_boot_confidence(2, 0.95) < 1);
    ck_assert(effective_boot_confidence(3, 0.9999) < 1);
}
END_TEST

/* By hand: 1/27 > 0.025 >= 1/256. Of 4 patients the tail is 2.4e-4 / 2 < 4^-4, of 5 it is 9.5e-4 > 5^-5 = 3.2e-4. */
START_TEST(bootstrap_of_very_few_reaches_no_tail)
{
    ck_assert(!effective_boot_reaches(0, 0.95));
    ck_assert(!effective_boot_reaches(1, 0.95));
    ck_assert(!effective_boot_reaches(3, 0.95));
    ck_assert(effective_boot_reaches(3, 0.9));
    ck_assert(effective_boot_reaches(4, 0.95));
    ck_assert(!effective_boot_reaches(4, effective_boot_confidence(4, 0.95)));
    ck_assert(effective_boot_reaches(5, effective_boot_confidence(5, 0.95)));
}
END_TEST

/* A p-value of 1 is sought at confidence 0, where z / t is 0/0. Its limit, the ratio of the densities at 0, from scipy 1.10:
 * (t.pdf(0, 2) / norm.pdf(0))**2, and from both quantiles at a confidence of 1e-4 0.7853981596. */
START_TEST(no_confidence_has_a_size)
{
    static const double confidences[] = {0, 1e-17, 1e-9, 1e-4};
    struct counts patients[] = {{.fn = 1}, {.fn = 2}, {.fn = 3}};
    struct counts total = {.fn = 6};
    struct effective e = effective_size(metric_find("sensitivity")->proportion, &total,
                                        patients, 3, confidences[_i]);

    assert_rel(e.size.k, 36.0 / 14 * 0.7853981633974484, 1e-8, "Kish");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("effective");
    TCase *values = tcase_create("values");

    tcase_add_test(values, f40_by_patient);
    tcase_add_test(values, f40_without_the_factor_for_few_patients);
    tcase_add_loop_test(values, doubled_rows_change_nothing, 0, 5);
    tcase_add_test(values, zero_events_take_kish);
    tcase_add_test(values, doubled_rows_change_nothing_without_events);
    tcase_add_test(values, one_patient_says_nothing);
    tcase_add_test(values, bootstrap_is_read_at_a_higher_confidence);
    tcase_add_test(values, p_of_what_the_bootstrap_leaves_outside);
    tcase_add_test(values, bootstrap_of_very_few_reaches_no_tail);
    tcase_add_loop_test(values, no_confidence_has_a_size, 0, 4);
    suite_add_tcase(suite, values);
    return test_main(suite);
}
