/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/paired.h"

#include "pairedlib.h"

static void assert_same_ranked(const struct ranked *a, const struct ranked *b)
{
    ck_assert_uint_eq(a->n_blocks, b->n_blocks);
    for (size_t i = 0; i < a->n_blocks; i++) {
        ck_assert_double_eq(a->score[i], b->score[i]);
        ck_assert_uint_eq(a->pos[i], b->pos[i]);
        ck_assert_uint_eq(a->neg[i], b->neg[i]);
    }
}

static void assert_same(const struct paired *a, const struct paired *b)
{
    ck_assert_uint_eq(a->n_models, b->n_models);
    assert_same_ranked(&a->joint, &b->joint);
    ck_assert_int_eq(a->has_patients, b->has_patients);
    for (size_t k = 0; k < a->n_models; k++) {
        assert_same_ranked(&a->model[k], &b->model[k]);
        ck_assert_mem_eq(a->block[k], b->block[k],
                         a->joint.n_blocks * sizeof *a->block[k]);
    }
    if (!a->has_patients)
        return;
    ck_assert_uint_eq(a->clusters.n_cells, b->clusters.n_cells);
    for (size_t i = 0; i < a->clusters.n_cells; i++) {
        ck_assert_uint_eq(a->clusters.block[i], b->clusters.block[i]);
        ck_assert_uint_eq(a->clusters.patient[i], b->clusters.patient[i]);
        ck_assert_uint_eq(a->clusters.pos[i], b->clusters.pos[i]);
        ck_assert_uint_eq(a->clusters.neg[i], b->clusters.neg[i]);
    }
}

/* Each joint block has one class and one place in each model, and the joint blocks fill the models. */
START_TEST(joint_blocks_partition_each_model)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 200, _i % 2 ? 4 : 100, 0);
    struct paired paired = rows_pair(&rows);

    for (size_t k = 0; k < 2; k++) {
        const struct ranked *model = &paired.model[k];
        uint64_t *pos = xcalloc(model->n_blocks, sizeof *pos);
        uint64_t *neg = xcalloc(model->n_blocks, sizeof *neg);

        for (size_t j = 0; j < paired.joint.n_blocks; j++) {
            ck_assert(!paired.joint.pos[j] != !paired.joint.neg[j]);
            pos[paired.block[k][j]] += paired.joint.pos[j];
            neg[paired.block[k][j]] += paired.joint.neg[j];
            if (k == 0 && j > 0)
                ck_assert_uint_le(paired.block[0][j - 1], paired.block[0][j]);
        }
        ck_assert_mem_eq(pos, model->pos, model->n_blocks * sizeof *pos);
        ck_assert_mem_eq(neg, model->neg, model->n_blocks * sizeof *neg);
        free(pos);
        free(neg);
    }
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

START_TEST(order_of_rows_does_not_matter)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 150, 6, _i % 2 ? 40 : 0);
    struct paired before = rows_pair(&rows), after;

    rows_shuffle(&rows, 7);
    after = rows_pair(&rows);
    assert_same(&before, &after);
    paired_release(&before);
    paired_release(&after);
    rows_release(&rows);
}
END_TEST

START_TEST(counts_are_repeated_rows)
{
    struct rows rows = rows_by_chance((uint64_t)_i, 90, 5, _i % 2 ? 30 : 0);
    struct rows counted = rows_repeat(&rows, true);
    struct rows repeated = rows_repeat(&rows, false);
    struct paired a = rows_pair(&counted), b = rows_pair(&repeated);

    assert_same(&a, &b);
    paired_release(&a);
    paired_release(&b);
    rows_release(&rows);
    rows_release(&counted);
    rows_release(&repeated);
}
END_TEST

START_TEST(patients_of_one_study_are_none)
{
    struct rows rows = rows_of_f40(true);
    struct paired paired = rows_pair(&rows);

    ck_assert_ptr_eq(paired_clusters(&paired), &paired.clusters);
    ck_assert_uint_eq(paired.clusters.n_patients, 30);
    paired_release(&paired);
    for (size_t i = 0; i < rows.n; i++)
        rows.patient[i] = i % 2 ? PATIENT_ALONE : (uint32_t)i;
    paired = rows_pair(&rows);
    ck_assert_ptr_null(paired_clusters(&paired));
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

START_TEST(same_ranking)
{
    struct rows rows = rows_of_f40(false);
    struct paired paired = rows_pair(&rows);

    ck_assert(!paired_same_ranking(&paired, 0, 1));
    ck_assert(paired_same_ranking(&paired, 1, 1));
    paired_release(&paired);
    for (size_t i = 0; i < rows.n; i++)
        rows.score[1][i] = exp(rows.score[0][i]) - 9;
    paired = rows_pair(&rows);
    ck_assert(paired_same_ranking(&paired, 0, 1));
    paired_release(&paired);
    rows.score[1][0] = rows.score[1][1]; /* a tie that the other has not */
    paired = rows_pair(&rows);
    ck_assert(!paired_same_ranking(&paired, 0, 1));
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("paired");
    TCase *tc = tcase_create("paired");

    tcase_add_loop_test(tc, joint_blocks_partition_each_model, 0, 6);
    tcase_add_loop_test(tc, order_of_rows_does_not_matter, 0, 6);
    tcase_add_loop_test(tc, counts_are_repeated_rows, 0, 6);
    tcase_add_test(tc, patients_of_one_study_are_none);
    tcase_add_test(tc, same_ranking);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
