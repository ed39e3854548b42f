/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replicates side by side against the same ones one by one: a request for more than AUCs takes the other path. The kernel's loops against plain
 * ones. */
#include "config.h"

#include "boot/abreast.h"

#include "boot/shared.h"
#include "boot/weights_lines.h"
#include "cellslib.h"
#include "pairedlib.h"

/* ---- Kernel -------------------------------------------------------------------- */

START_TEST(rows_become_lines)
{
    enum { UNITS = 192 };
    static uint8_t tile[KERNEL_ABREAST * KERNEL_TILE];
    static uint8_t lines[UNITS * KERNEL_ABREAST];

    for (size_t r = 0; r < KERNEL_ABREAST; r++)
        for (size_t i = 0; i < UNITS; i++)
            tile[r * KERNEL_TILE + i] = (uint8_t)(r * 16 + i % 16 + i / 16 * 7);
    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t n = 64; n <= UNITS; n += 64) {
            memset(lines, 0, sizeof lines);
            (*kernel)->turn(lines, tile, n);
            for (size_t i = 0; i < n * KERNEL_ABREAST; i++)
                ck_assert_uint_eq(
                    lines[i],
                    tile[i % KERNEL_ABREAST * KERNEL_TILE + i / KERNEL_ABREAST]);
        }
}
END_TEST

static uint64_t sum_of(const uint8_t *lines, const uint32_t *unit, size_t n, size_t r)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += lines[unit[i] * KERNEL_ABREAST + r];
    return sum;
}

static void check_wins(const struct kernel_wins *sums, const uint8_t *lines,
                       const uint32_t *unit, const struct kernel_stretch *stretches,
                       size_t n)
{
    for (size_t r = 0; r < KERNEL_ABREAST; r++) {
        uint64_t neg = 0, pos = 0, wins = 0;
        size_t at = 0;

        for (size_t i = 0; i < n; i++) {
            const struct kernel_stretch *s = &stretches[i];
            uint64_t tied = sum_of(lines, unit + at + s->n_neg, s->n_tied, r), here;

            neg += sum_of(lines, unit + at, s->n_neg, r);
            here = sum_of(lines, unit + at + s->n_neg + s->n_tied, s->n_pos, r);
            wins += here * (2 * neg + tied);
            neg += tied;
            pos += here;
            at += s->n_neg + s->n_tied + s->n_pos;
        }
        ck_assert_uint_eq(sums->neg[r], neg);
        ck_assert_uint_eq(sums->pos[r], pos);
        ck_assert_uint_eq(sums->wins[r], wins);
    }
}

/* Stretches of every kind, longer than what fits 16 bits, with all multiplicities up to 255 and with 255 alone. */
START_TEST(wins_are_those_of_a_plain_loop)
{
    static const struct kernel_stretch stretches[] = {
        {0,   0,   1  },
        {1,   0,   2  },
        {0,   3,   1  },
        {257, 0,   256},
        {512, 255, 300},
        {0,   700, 513},
        {5,   0,   0  }
    };
    enum { N = sizeof stretches / sizeof *stretches, LINES = 1000, ROWS = 4000 };
    uint8_t *lines = xcalloc(LINES, KERNEL_ABREAST);
    uint32_t *unit = xcalloc(ROWS, sizeof *unit);
    struct kernel_wins sums;
    struct rng rng;

    rng_init(&rng, rng_key(2));
    for (size_t i = 0; i < ROWS; i++)
        unit[i] = (uint32_t)rng_below(&rng, LINES);
    for (size_t i = 0; i < (size_t)LINES * KERNEL_ABREAST; i++)
        lines[i] = _i ? 255 : (uint8_t)rng_below(&rng, 256);
    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t n = 0; n <= N; n++) {
            (*kernel)->wins(&sums, lines, unit, stretches, n);
            check_wins(&sums, lines, unit, stretches, n);
        }
    free(lines);
    free(unit);
}
END_TEST

/* ---- Draws --------------------------------------------------------------------- */

static void check_lines(const struct weights_plan *plan, size_t n)
{
    struct weights_lines *lines = weights_lines_new(plan);
    struct weights_scratch *scratch = weights_scratch_new(plan);
    uint64_t keys[KERNEL_ABREAST];

    for (size_t r = 0; r < n; r++)
        keys[r] = rng_key_number(rng_key(8), r * r);
    weights_lines_draw(plan, lines, keys, n);
    weights_lines_draw(plan, lines, keys, n); /* nothing stays of the last batch */
    for (size_t r = 0; r < n; r++) {
        weights_draw(plan, scratch, keys[r]);
        for (size_t i = 0; i < plan->n_units; i++)
            ck_assert_uint_eq(lines->line[i * KERNEL_ABREAST + r], scratch->unit[i]);
    }
    weights_lines_free(lines);
    weights_scratch_free(scratch);
}

START_TEST(lines_hold_the_draws_of_single_replicates)
{
    static const size_t sizes[] = {2, 63, 64, 65, 511, 513, 2048, 2049, 5000};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct ranked ranked = cells_new(sizes[i]);
        struct weights_plan *plan;

        for (size_t b = 0; b < sizes[i]; b++) {
            ranked.pos[b] = b % 3 == 0;
            ranked.neg[b] = b % 3 != 0;
        }
        cells_total(&ranked);
        plan = weights_plan_new(&ranked);
        for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++) {
            plan->kernel = *kernel;
            check_lines(plan, KERNEL_ABREAST);
            check_lines(plan, 1 + i);
        }
        weights_plan_free(plan);
        cells_free(&ranked);
    }
}
END_TEST

/* ---- Runs ---------------------------------------------------------------------- */

static const double middle[] = {0.5};
static const struct boot_request only_auc = {.want_auc = 1};
static const struct boot_request more = {
    .want_auc = 1, .n_thresholds = 1, .thresholds = middle};

static void check_same(const struct boot_result *a, const struct boot_result *b)
{
    ck_assert_uint_eq(a->replicates, b->replicates);
    ck_assert_uint_eq(a->n_redrawn, b->n_redrawn);
    ck_assert_mem_eq(a->auc, b->auc, a->replicates * sizeof *a->auc);
}

static void check_shared(const struct rows *rows, struct boot_plan plan)
{
    struct paired paired = rows_pair(rows);
    const struct boot_request both[] = {only_auc, only_auc}, other[] = {more, more};
    struct boot_result abreast[2], single[2];

    ck_assert(
        abreast_can_serve(&paired.joint, paired_clusters(&paired), both, 2, &plan));
    boot_shared_run(abreast, &paired, both, &plan);
    boot_shared_run(single, &paired, other, &plan);
    for (size_t k = 0; k < 2; k++) {
        check_same(&abreast[k], &single[k]);
        boot_result_release(&abreast[k]);
        boot_result_release(&single[k]);
    }
    paired_release(&paired);
}

/* Batches that are full, and not; scores that are all different, and many ties; more threads than batches are not served. */
START_TEST(shared_replicates_are_those_of_single_ones)
{
    static const size_t studies[] = {40, 333, 2049, 5000};
    static const size_t replicates[] = {48, 50, 63, 49};
    struct rows rows =
        rows_by_chance((uint64_t)_i, studies[_i % 4], _i < 4 ? 1000000 : 30, 0);

    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t threads = 1; threads <= 3; threads++)
            check_shared(&rows, (struct boot_plan){.replicates = replicates[_i % 4],
                                                   .key = rng_key((uint64_t)_i),
                                                   .n_threads = threads,
                                                   .kernel = *kernel});
    rows_release(&rows);
}
END_TEST

/* From one patient, who is drawn every time, to many. */
START_TEST(shared_patients_are_those_of_single_ones)
{
    static const uint64_t patients[] = {1, 2, 3, 5, 40, 900};
    struct rows rows = rows_by_chance((uint64_t)_i, _i < 4 ? 30 : 700,
                                      _i % 2 ? 10 : 1000, patients[_i]);

    for (size_t threads = 1; threads <= 2; threads++)
        check_shared(&rows, (struct boot_plan){.replicates = 100,
                                               .key = rng_key(4),
                                               .n_threads = threads});
    rows_release(&rows);
}
END_TEST

/* Of six patients, all with the finding, one has a study without: a third of the draws miss him, and some more than once. */
START_TEST(patients_without_a_class_are_drawn_again)
{
    struct rows rows = rows_new(7, 2);
    struct paired paired;
    struct boot_plan plan = {.replicates = 200, .key = rng_key(5), .n_threads = 2};
    const struct boot_request both[] = {only_auc, only_auc};
    struct boot_result results[2];

    rows.patient = xcalloc(7, sizeof *rows.patient);
    for (size_t i = 0; i < 7; i++) {
        rows.score[0][i] = (double)(i * 3 % 7);
        rows.score[1][i] = (double)(i * 5 % 7);
        rows.is_pos[i] = i < 6;
        rows.patient[i] = (uint32_t)(i % 6);
    }
    check_shared(&rows, plan);
    paired = rows_pair(&rows);
    boot_shared_run(results, &paired, both, &plan);
    ck_assert_uint_gt(results[0].n_redrawn, 50);
    ck_assert_uint_lt(results[0].n_redrawn, 200);
    boot_result_release(&results[0]);
    boot_result_release(&results[1]);
    paired_release(&paired);
    rows_release(&rows);
}
END_TEST

/* One model, whose scores may be shared by hundreds of studies. */
START_TEST(patients_are_those_of_single_ones)
{
    static const uint64_t grids[] = {1000000, 50, 1, 1, 2};
    struct rows rows = rows_by_chance((uint64_t)_i, 900, grids[_i], _i == 3 ? 3 : 60);
    struct sample sample = {.n = rows.n,
                            .score = rows.score[0],
                            .is_pos = rows.is_pos,
                            .patient = rows.patient};
    struct boot_plan plan = {.replicates = 70, .key = rng_key(6), .n_threads = 2};
    struct boot_result abreast, single;
    struct clusters clusters;
    struct ranked ranked;

    clusters_init(&clusters, &ranked, &sample);
    plan.clusters = &clusters;
    ck_assert(abreast_can_serve(&ranked, &clusters, &only_auc, 1, &plan));
    boot_run(&abreast, &ranked, &only_auc, &plan);
    boot_run(&single, &ranked, &more, &plan);
    check_same(&abreast, &single);
    boot_result_release(&abreast);
    boot_result_release(&single);
    clusters_release(&clusters);
    ranked_release(&ranked);
    rows_release(&rows);
}
END_TEST

START_TEST(what_is_not_served)
{
    struct ranked ranked = cells_new(2);
    struct boot_plan plan = {.replicates = 2 * KERNEL_ABREAST, .n_threads = 2};
    struct boot_request squares = {.want_auc = 1, .want_auc_std_error = 1};
    const struct clusters clusters = {0};

    ranked.pos[0] = ranked.neg[1] = WEIGHTS_UNIT_CELL;
    cells_total(&ranked);
    ck_assert(abreast_can_serve(&ranked, NULL, &only_auc, 1, &plan));
    ck_assert(!abreast_can_serve(&ranked, NULL, &more, 1, &plan));
    ck_assert(!abreast_can_serve(&ranked, NULL, &squares, 1, &plan));
    plan.n_threads = 3;
    ck_assert(!abreast_can_serve(&ranked, NULL, &only_auc, 1, &plan));
    plan.n_threads = 2;
    ranked.neg[1]++; /* a wide cell */
    cells_total(&ranked);
    ck_assert(!abreast_can_serve(&ranked, NULL, &only_auc, 1, &plan));
    ck_assert(abreast_can_serve(&ranked, &clusters, &only_auc, 1, &plan));
    ranked.neg[1] = 1u << 22;
    cells_total(&ranked);
    ck_assert(!abreast_can_serve(&ranked, &clusters, &only_auc, 1, &plan));
    cells_free(&ranked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("abreast");
    TCase *tc = tcase_create("abreast");

    tcase_add_test(tc, rows_become_lines);
    tcase_add_loop_test(tc, wins_are_those_of_a_plain_loop, 0, 2);
    tcase_add_test(tc, lines_hold_the_draws_of_single_replicates);
    tcase_add_loop_test(tc, shared_replicates_are_those_of_single_ones, 0, 8);
    tcase_add_loop_test(tc, shared_patients_are_those_of_single_ones, 0, 6);
    tcase_add_test(tc, patients_without_a_class_are_drawn_again);
    tcase_add_loop_test(tc, patients_are_those_of_single_ones, 0, 5);
    tcase_add_test(tc, what_is_not_served);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
