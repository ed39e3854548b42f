/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/roc.h"

#include "boot/boot.h"
#include "scorelib.h"
#include "stats/auc.h"

START_TEST(fixture_equals_proc)
{
    const struct roc_window fpr = {ROC_FPR, 0, 0.2}, tpr = {ROC_TPR, 0.8, 1};
    struct ranked ranked = ranked_of_f40(NULL);
    double of_fpr = roc_partial_area(&ranked, &fpr);
    double of_tpr = roc_partial_area(&ranked, &tpr);

    assert_rel(of_fpr, 0.1468750000, 1e-12, "pROC, FPR 0 to 0.2");
    assert_rel(roc_mcclish(of_fpr, &fpr), 0.8524305556, 1e-10, "pROC, scikit-learn");
    assert_rel(of_tpr, 0.1260416667, 1e-9, "pROC, sensitivity 0.8 to 1");
    assert_rel(roc_mcclish(of_tpr, &tpr), 0.7945601852, 1e-10, "pROC");
    ranked_release(&ranked);
}
END_TEST

static struct roc_window window_of(const struct ref_table *table, size_t row)
{
    return (struct roc_window){
        strcmp(ref_text(table, row, "axis"), "fpr") == 0 ? ROC_FPR : ROC_TPR,
        ref_number(table, row, "low"), ref_number(table, row, "high")};
}

START_TEST(random_data_with_ties_equal_proc)
{
    struct ref_table table;

    ref_table_read(&table, "partial-auc.csv");
    ck_assert_uint_gt(table.n_rows, 60);
    for (size_t row = 0; row < table.n_rows; row++) {
        struct ranked ranked = ranked_of_set(ref_text(&table, row, "set"));
        struct roc_window window = window_of(&table, row);
        double area = roc_partial_area(&ranked, &window);
        char what[128];

        snprintf(what, sizeof what, "%s, %s %g to %g", ref_text(&table, row, "set"),
                 ref_text(&table, row, "axis"), window.low, window.high);
        assert_rel(area - ref_number(&table, row, "area"), 0, 1e-14, what);
        assert_rel(roc_mcclish(area, &window), ref_number(&table, row, "mcclish"),
                   1e-11, what);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(random_data_with_ties_equal_scikit_learn)
{
    struct ref_table table;

    ref_table_read(&table, "partial-auc-sklearn.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        struct ranked ranked = ranked_of_set(ref_text(&table, row, "set"));
        struct roc_window window = {ROC_FPR, 0, ref_number(&table, row, "max_fpr")};

        assert_rel(roc_mcclish(roc_partial_area(&ranked, &window), &window),
                   ref_number(&table, row, "mcclish"), 1e-12,
                   ref_text(&table, row, "set"));
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

/* Two windows that meet give the whole, and all of the curve is the AUC. */
START_TEST(parts_sum_up_to_the_auc)
{
    for (uint64_t seed = 1; seed <= 50; seed++) {
        struct scores scores = scores_by_chance(seed, 80, 5 + seed);
        struct ranked ranked = scores_rank(&scores);
        double cut = (double)seed / 51;

        for (int axis = ROC_FPR; axis <= ROC_TPR; axis++) {
            struct roc_window left = {(enum roc_axis)axis, 0, cut};
            struct roc_window right = {(enum roc_axis)axis, cut, 1};

            assert_rel(roc_partial_area(&ranked, &left) +
                           roc_partial_area(&ranked, &right),
                       auc_from_ranked(&ranked), 1e-13, "two parts");
        }
        ranked_release(&ranked);
        scores_release(&scores);
    }
}
END_TEST

START_TEST(ends_of_the_index)
{
    struct roc_window window = {ROC_FPR, 0.1, 0.3};

    ck_assert(roc_mcclish(0.2, &window) == 1);
    assert_rel(roc_mcclish((0.3 * 0.3 - 0.1 * 0.1) / 2, &window), 0.5, 1e-15, "chance");
    ck_assert(roc_mcclish(0.01, &window) < 0.5);
}
END_TEST

START_TEST(a_class_without_studies)
{
    struct roc_window window = {ROC_FPR, 0, 0.2};
    struct ranked ranked = ranked_of_set("single");

    ranked.n_neg = 0;
    ck_assert(isnan(roc_partial_area(&ranked, &window)));
    ranked_release(&ranked);
}
END_TEST

/* The replicate in which every study is drawn once walks the same curve. */
START_TEST(bootstrap_walks_the_same_curve)
{
    static const char *const sets[] = {"fine", "grades", "few", "tied", "large"};
    const struct roc_window windows[] = {
        {ROC_FPR, 0,    0.2 },
        {ROC_TPR, 0.8,  1   },
        {ROC_FPR, 0.13, 0.77}
    };
    struct boot_request request = {.want_auc = 1, .n_windows = 3, .windows = windows};

    for (size_t s = 0; s < sizeof sets / sizeof *sets; s++) {
        struct ranked ranked = ranked_of_set(sets[s]);
        struct boot_result result;

        boot_run_identity(&result, &ranked, &request);
        for (size_t w = 0; w < 3; w++)
            assert_rel(result.partial_areas[w], roc_partial_area(&ranked, &windows[w]),
                       1e-13, sets[s]);
        boot_result_release(&result);
        ranked_release(&ranked);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("roc");
    TCase *values = tcase_create("values"), *edges = tcase_create("edges");

    tcase_add_test(values, fixture_equals_proc);
    tcase_add_test(values, random_data_with_ties_equal_proc);
    tcase_add_test(values, random_data_with_ties_equal_scikit_learn);
    tcase_add_test(values, parts_sum_up_to_the_auc);
    tcase_add_test(values, bootstrap_walks_the_same_curve);
    tcase_add_test(edges, ends_of_the_index);
    tcase_add_test(edges, a_class_without_studies);
    suite_add_tcase(suite, values);
    suite_add_tcase(suite, edges);
    return test_main(suite);
}
