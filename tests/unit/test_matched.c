/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/matched.h"

#include "boot/shared.h"
#include "boot/visit.h"
#include "pairedlib.h"
#include "stats/auc.h"

/* The best of all observed scores and infinity, tried one by one. */
static double matched_by_definition(const struct ranked *model,
                                    const struct counts *old,
                                    enum matched_quantity keep)
{
    double best = INFINITY;

    for (size_t b = model->n_blocks; b-- > 0;) {
        struct counts c = counts_at(model, model->score[b]);
        struct counts at_best = counts_at(model, best);

        if (keep == MATCHED_FLAGS && c.tp + c.fp <= old->tp + old->fp)
            best = model->score[b];
        if (keep == MATCHED_SENSITIVITY && at_best.tp < old->tp)
            best = model->score[b];
    }
    return best;
}

START_TEST(equals_trying_every_score)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 80, _i % 2 ? 5 : 90, 0);
    struct paired paired = rows_pair(&rows);

    for (double old = -0.1; old < 3.2; old += 0.3)
        for (enum matched_quantity keep = 0; keep <= MATCHED_FLAGS; keep++) {
            struct matched m =
                matched_threshold(&paired.model[1], &paired.model[0], old, keep);
            struct counts baseline = counts_at(&paired.model[0], old);
            struct counts model = counts_at(&paired.model[1], m.threshold);

            ck_assert_double_eq(
                m.threshold, matched_by_definition(&paired.model[1], &baseline, keep));
            ck_assert_mem_eq(&m.baseline, &baseline, sizeof baseline);
            ck_assert_mem_eq(&m.model, &model, sizeof model);
        }
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* Counted in the sorted columns: score2 at 0.5 finds 13 and flags 22. */
START_TEST(f40_by_hand)
{
    struct rows rows = rows_of_f40(false);
    struct paired paired = rows_pair(&rows);
    struct matched se =
        matched_threshold(&paired.model[0], &paired.model[1], 0.5, MATCHED_SENSITIVITY);
    struct matched flags =
        matched_threshold(&paired.model[0], &paired.model[1], 0.5, MATCHED_FLAGS);

    ck_assert(se.baseline.tp == 13 && se.baseline.fp == 9);
    ck_assert_double_eq(se.threshold, 0.56);
    ck_assert(se.model.tp == 13 && se.model.fp == 2);
    ck_assert_double_eq(flags.threshold, 0.33);
    ck_assert(flags.model.tp == 14 && flags.model.fp == 8);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

START_TEST(nothing_to_keep)
{
    struct rows rows = rows_of_f40(false);
    struct paired paired = rows_pair(&rows);

    for (enum matched_quantity keep = 0; keep <= MATCHED_FLAGS; keep++) {
        struct matched none =
            matched_threshold(&paired.model[0], &paired.model[1], INFINITY, keep);
        struct matched all =
            matched_threshold(&paired.model[0], &paired.model[1], -INFINITY, keep);

        ck_assert_double_eq(none.threshold, INFINITY);
        ck_assert_uint_eq(none.model.tp + none.model.fp, 0);
        ck_assert_uint_eq(all.model.tp, 16);
        ck_assert_uint_eq(all.model.fp, keep == MATCHED_FLAGS ? 24 : 13);
    }
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* By hand, of other studies than the model's: 7, 4 and 2 of 7 take 3, 2 and 1 of 3; 6, 4 and 2 of 9 flagged allow 3, 2 and 1 of 5. */
START_TEST(shares_of_unequal_numbers)
{
    double of_model[] = {1, 2, 3, 4, 5};
    uint64_t pos[] = {1, 0, 1, 0, 1}, neg[] = {0, 1, 0, 1, 0};
    double of_baseline[] = {6, 7, 8, 9};
    uint64_t base_pos[] = {3, 1, 1, 2}, base_neg[] = {0, 1, 1, 0};
    const struct ranked model = {5, of_model, pos, neg, 3, 2};
    const struct ranked baseline = {4, of_baseline, base_pos, base_neg, 7, 2};
    static const struct {
        double at;
        enum matched_quantity keep;
        double want;
    } cases[] = {
        {6,  MATCHED_SENSITIVITY, 1       },
        {7,  MATCHED_SENSITIVITY, 3       },
        {9,  MATCHED_SENSITIVITY, 5       },
        {7,  MATCHED_FLAGS,       3       },
        {8,  MATCHED_FLAGS,       4       },
        {9,  MATCHED_FLAGS,       5       },
        {10, MATCHED_FLAGS,       INFINITY},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_double_eq(
            matched_threshold(&model, &baseline, cases[i].at, cases[i].keep).threshold,
            cases[i].want);
}
END_TEST

/* ---- Replicates ----------------------------------------------------------------- */

struct watch {
    const struct boot_result *results;
    size_t n_wrong;
};

static void compare_auc(void *ctx, const struct ranked *models, size_t replicate,
                        size_t thread)
{
    struct watch *watch = ctx;

    (void)thread;
    for (size_t k = 0; k < 2; k++)
        watch->n_wrong +=
            auc_from_ranked(&models[k]) != watch->results[k].auc[replicate];
}

/* What a visitor sees is what boot_shared_run() evaluates. */
START_TEST(visitors_see_the_shared_draw)
{
    struct rows rows =
        rows_by_chance((uint64_t)_i, 600, _i % 2 ? 3 : 80, (uint64_t)(_i % 3 * 50));
    struct paired paired = rows_pair(&rows);
    const struct boot_request requests[] = {{.want_auc = 1}, {.want_auc = 1}};
    struct boot_plan plan = {.replicates = 40, .key = 9, .n_threads = 1};
    struct boot_result results[2];
    struct watch watch = {results, 0};

    boot_shared_run(results, &paired, requests, &plan);
    boot_visit(&paired, &plan, compare_auc, &watch);
    ck_assert_uint_eq(watch.n_wrong, 0);
    boot_result_release(&results[0]);
    boot_result_release(&results[1]);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* Against itself a model keeps its own threshold in every replicate: the lowest score of the same flags. */
START_TEST(a_model_matches_itself)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 200, 40, _i % 2 ? 60 : 0);
    struct matched matched[50];
    struct paired paired;

    memcpy(rows.score[1], rows.score[0], rows.n * sizeof(double));
    paired = rows_pair(&rows);
    for (enum matched_quantity keep = 0; keep <= MATCHED_FLAGS; keep++) {
        boot_matched(matched, &paired, (const size_t[]){0, 1}, 1.3, keep,
                     &(struct boot_plan){.replicates = 50, .key = 2, .n_threads = 2});
        for (size_t r = 0; r < 50; r++) {
            ck_assert_uint_eq(matched[r].model.tp, matched[r].baseline.tp);
            ck_assert_uint_le(matched[r].model.fp, matched[r].baseline.fp);
            ck_assert(keep == MATCHED_SENSITIVITY ||
                      matched[r].model.fp == matched[r].baseline.fp);
        }
    }
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* Of 40 replicates one is left out on each side; half of one is not. */
START_TEST(limits_are_observed_scores)
{
    struct matched matched[40] = {0};
    struct limits limits;

    for (size_t i = 0; i < 40; i++)
        matched[i].threshold = i == 7 ? INFINITY : (double)((i * 17) % 40);
    limits = boot_matched_limits(matched, 40, 0.95);
    ck_assert_double_eq(limits.low, 1);
    ck_assert_double_eq(limits.high, 38);
    limits = boot_matched_limits(matched, 40, 0.99);
    ck_assert_double_eq(limits.low, 0);
    ck_assert_double_eq(limits.high, INFINITY);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("matched");
    TCase *tc = tcase_create("matched");

    tcase_add_loop_test(tc, equals_trying_every_score, 0, 8);
    tcase_add_test(tc, f40_by_hand);
    tcase_add_test(tc, nothing_to_keep);
    tcase_add_test(tc, shares_of_unequal_numbers);
    tcase_add_loop_test(tc, visitors_see_the_shared_draw, 0, 6);
    tcase_add_loop_test(tc, a_model_matches_itself, 0, 4);
    tcase_add_test(tc, limits_are_observed_scores);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
