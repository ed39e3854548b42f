/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/pr.h"

#include "scorelib.h"

START_TEST(average_precision_equals_scikit_learn)
{
    struct ref_table table;

    ref_table_read(&table, "scores-sklearn.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        const char *set = ref_text(&table, row, "set");
        struct ranked ranked = ranked_of_set(set);

        assert_rel(pr_average_precision(&ranked),
                   ref_number(&table, row, "average_precision"), 1e-12, set);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(known_values)
{
    struct ranked f40 = ranked_of_f40(NULL);
    struct ranked s100b = ranked_of_asah("s100b", NULL);
    struct ranked wfns = ranked_of_asah("wfns", NULL);
    struct ranked ndka = ranked_of_asah("ndka", NULL);

    assert_rel(pr_average_precision(&f40), 0.9008346359, 1e-9, "F40");
    assert_rel(pr_average_precision(&s100b), 0.6856209232, 1e-9, "s100b");
    assert_rel(pr_average_precision(&wfns), 0.6803366371, 1e-9, "wfns");
    assert_rel(pr_average_precision(&ndka), 0.4862487226, 1e-9, "ndka");
    ranked_release(&f40);
    ranked_release(&s100b);
    ranked_release(&wfns);
    ranked_release(&ndka);
}
END_TEST

/* The example in scikit-learn's manual, and precrec's P10N10 with its block of six
 * ties. */
START_TEST(documented_examples)
{
    double four[] = {0.1, 0.4, 0.35, 0.8};
    uint8_t of_four[] = {0, 0, 1, 1};
    double twenty[] = {20, 19, 18, 17, 16, 15, 14, 14, 14, 14,
                       14, 14, 8,  7,  6,  5,  5,  5,  5,  5};
    uint8_t of_twenty[] = {1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0};
    struct scores scores = {4, four, of_four}, p10n10 = {20, twenty, of_twenty};
    struct ranked ranked = scores_rank(&scores);

    assert_rel(pr_average_precision(&ranked), 0.8333333333, 1e-9, "manual");
    ranked_release(&ranked);
    ranked = scores_rank(&p10n10);
    assert_rel(pr_average_precision(&ranked), 0.7265384615, 1e-9, "P10N10");
    ranked_release(&ranked);
}
END_TEST

START_TEST(one_class)
{
    double score[] = {0.2, 0.1};
    uint8_t is_pos[] = {1, 1}, is_neg[] = {0, 0};
    struct scores positives = {2, score, is_pos}, negatives = {2, score, is_neg};
    struct ranked ranked = scores_rank(&positives);

    ck_assert_double_eq(pr_average_precision(&ranked), 1);
    ck_assert(isnan(pr_acceleration(&ranked)));
    ranked_release(&ranked);
    ranked = scores_rank(&negatives);
    ck_assert(isnan(pr_average_precision(&ranked)));
    ck_assert(isnan(pr_acceleration(&ranked)));
    ranked_release(&ranked);
}
END_TEST

START_TEST(average_precision_is_the_mean_precision_of_positives)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 150, _i % 2 ? 12 : 100000);
    struct ranked ranked = scores_rank(&scores);

    assert_rel(pr_average_precision(&ranked), average_precision_by_definition(&scores),
               1e-13, "AP");
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

START_TEST(accelerations_equal_the_jackknife)
{
    struct ref_table table;

    ref_table_read(&table, "acceleration.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        const char *set = ref_text(&table, row, "set");
        struct ranked ranked = ranked_of_set(set);

        assert_rel(pr_acceleration(&ranked),
                   ref_number(&table, row, "average_precision"), 1e-8, set);
        ranked_release(&ranked);
    }
    ref_table_release(&table);
}
END_TEST

START_TEST(without_influence_there_is_no_acceleration)
{
    static const char *const sets[] = {"separated", "tied"};
    struct ranked ranked = ranked_of_set(sets[_i]);

    ck_assert(isnan(pr_acceleration(&ranked)));
    ranked_release(&ranked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pr");
    TCase *tc = tcase_create("pr");

    tcase_add_test(tc, average_precision_equals_scikit_learn);
    tcase_add_test(tc, known_values);
    tcase_add_test(tc, documented_examples);
    tcase_add_test(tc, one_class);
    tcase_add_loop_test(tc, average_precision_is_the_mean_precision_of_positives, 0,
                        10);
    tcase_add_test(tc, accelerations_equal_the_jackknife);
    tcase_add_loop_test(tc, without_influence_there_is_no_acceleration, 0, 2);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
