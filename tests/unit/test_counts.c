/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/counts.h"

#include "scorelib.h"

static void check_table(const struct counts *got, uint64_t tp, uint64_t fp, uint64_t fn,
                        uint64_t tn)
{
    ck_assert_uint_eq(got->tp, tp);
    ck_assert_uint_eq(got->fp, fp);
    ck_assert_uint_eq(got->fn, fn);
    ck_assert_uint_eq(got->tn, tn);
}

START_TEST(f40_tables)
{
    struct ranked ranked = ranked_of_f40(NULL);
    struct counts c = counts_at(&ranked, 0.5);

    check_table(&c, 13, 4, 3, 20);
    ck_assert_uint_eq(counts_pos(&c), 16);
    ck_assert_uint_eq(counts_neg(&c), 24);
    ck_assert_uint_eq(counts_all(&c), 40);
    /* Youden's threshold: Se .8125, Sp .9166666667; Se >= .9 at .28: .9375, .625. */
    c = counts_at(&ranked, 0.56);
    check_table(&c, 13, 2, 3, 22);
    c = counts_at(&ranked, 0.28);
    check_table(&c, 15, 9, 1, 15);
    ranked_release(&ranked);
}
END_TEST

/* pROC coords on s100b at 0.205 and on wfns between its grades. */
START_TEST(asah_tables)
{
    struct ranked s100b = ranked_of_asah("s100b", NULL);
    struct ranked wfns = ranked_of_asah("wfns", NULL);
    struct counts c = counts_at(&s100b, 0.205);

    check_table(&c, 26, 14, 15, 58);
    c = counts_at(&wfns, 1.5);
    assert_rel((double)c.tn / 72, 0.5138888889, 1e-9, "Sp at 1.5");
    assert_rel((double)c.tp / 41, 0.9512195122, 1e-9, "Se at 1.5");
    c = counts_at(&wfns, 4.5);
    assert_rel((double)c.tn / 72, 0.9444444444, 1e-9, "Sp at 4.5");
    assert_rel((double)c.tp / 41, 0.4390243902, 1e-9, "Se at 4.5");
    ranked_release(&s100b);
    ranked_release(&wfns);
}
END_TEST

START_TEST(a_score_on_the_threshold_is_flagged)
{
    struct ranked ranked = ranked_of_f40(NULL);
    struct counts at = counts_at(&ranked, 0.94);
    struct counts above = counts_at(&ranked, nextafter(0.94, 1));

    check_table(&at, 1, 0, 15, 24);
    check_table(&above, 0, 0, 16, 24);
    ranked_release(&ranked);
}
END_TEST

START_TEST(infinite_thresholds_flag_all_and_none)
{
    struct ranked ranked = ranked_of_f40(NULL);
    struct counts all = counts_at(&ranked, -INFINITY),
                  none = counts_at(&ranked, INFINITY);

    check_table(&all, 16, 24, 0, 0);
    check_table(&none, 0, 0, 16, 24);
    ck_assert_uint_eq(counts_first_flagged(&ranked, -INFINITY), 0);
    ck_assert_uint_eq(counts_first_flagged(&ranked, INFINITY), ranked.n_blocks);
    ranked_release(&ranked);
}
END_TEST

/* --missing positive makes a score infinite: even "flag none" cannot unflag it. */
START_TEST(an_infinite_score_is_always_flagged)
{
    double score[] = {INFINITY, 0.5, -INFINITY};
    uint8_t is_pos[] = {1, 0, 1};
    struct sample sample = {.n = 3, .score = score, .is_pos = is_pos};
    struct ranked ranked;
    struct counts c;

    ranked_init(&ranked, &sample);
    c = counts_at(&ranked, INFINITY);
    check_table(&c, 1, 0, 1, 1);
    c = counts_at(&ranked, 0.1);
    check_table(&c, 1, 1, 1, 0);
    ranked_release(&ranked);
}
END_TEST

START_TEST(tables_equal_those_counted_row_by_row)
{
    struct scores scores = scores_by_chance((uint64_t)_i, 200, 15);
    struct ranked ranked = scores_rank(&scores);

    for (double threshold = -0.1; threshold < 3.2; threshold += 0.025) {
        struct counts c = counts_at(&ranked, threshold);
        uint64_t cells[2][2] = {{0}};

        for (size_t i = 0; i < scores.n; i++)
            cells[scores.is_pos[i]][scores.score[i] >= threshold]++;
        check_table(&c, cells[1][1], cells[0][1], cells[1][0], cells[0][0]);
    }
    ranked_release(&ranked);
    scores_release(&scores);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("counts");
    TCase *tc = tcase_create("counts");

    tcase_add_test(tc, f40_tables);
    tcase_add_test(tc, asah_tables);
    tcase_add_test(tc, a_score_on_the_threshold_is_flagged);
    tcase_add_test(tc, infinite_thresholds_flag_all_and_none);
    tcase_add_test(tc, an_infinite_score_is_always_flagged);
    tcase_add_loop_test(tc, tables_equal_those_counted_row_by_row, 0, 5);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
