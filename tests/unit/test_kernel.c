/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kernel of this processor against plain loops; the order of the random bits is
 * held in test_weights.c. */
#include "config.h"

#include "boot/kernel.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "boot/boot.h"
#include "cellslib.h"
#include "testlib.h"

/* Multiplicities up to `most`, a third of the units with the finding; other bits of a
 * place mean nothing to a kernel. */
static void fill(uint8_t *unit, uint8_t *place, uint64_t most, uint64_t key)
{
    struct rng rng;

    rng_init(&rng, rng_key(key));
    for (size_t i = 0; i < KERNEL_CHUNK; i++) {
        unit[i] = (uint8_t)rng_below(&rng, most + 1);
        place[i] = (uint8_t)((rng_below(&rng, 3) == 0) | rng_below(&rng, 4) << 1);
    }
}

static struct kernel_sums add_plainly(const uint8_t *unit, const uint8_t *place,
                                      size_t n)
{
    struct kernel_sums sums = {0};

    for (size_t i = 0; i < n; i++) {
        if (place[i] & 1) {
            sums.pos += unit[i];
            sums.pairs += unit[i] * sums.neg;
        } else {
            sums.neg += unit[i];
        }
    }
    return sums;
}

START_TEST(pairs_are_those_of_a_plain_loop)
{
    static const uint64_t most[] = {0, 1, 5, KERNEL_HEAVY - 1};
    uint8_t unit[KERNEL_CHUNK], place[KERNEL_CHUNK];
    uint64_t words[KERNEL_CHUNK / 8];

    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t n = 64; n <= KERNEL_CHUNK; n += 64) {
            struct kernel_sums got, want;

            fill(unit, place, most[n / 64 % 4], n);
            want = add_plainly(unit, place, n);
            ck_assert_int_ne((*kernel)->pairs(&got, words, unit, place, n), 0);
            ck_assert_uint_eq(got.pos, want.pos);
            ck_assert_uint_eq(got.neg, want.neg);
            ck_assert_uint_eq(got.pairs, want.pairs);
            got.pairs = 0;
            (*kernel)->pairs(&got, NULL, unit, place, n);
            ck_assert_uint_eq(got.pairs, want.pairs);
            for (size_t w = 0; w < n / 8; w++) {
                want = add_plainly(unit + 8 * w, place + 8 * w, 8);
                ck_assert_uint_eq(words[w], want.pos << 32 | want.neg);
            }
        }
}
END_TEST

/* The largest sums: everything at the bound, negatives first. */
START_TEST(pairs_do_not_wrap_at_the_bound)
{
    uint8_t unit[KERNEL_CHUNK], place[KERNEL_CHUNK];
    uint64_t words[KERNEL_CHUNK / 8];

    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t first_pos = 0; first_pos <= KERNEL_CHUNK; first_pos += 4) {
            struct kernel_sums got, want;

            for (size_t i = 0; i < KERNEL_CHUNK; i++) {
                unit[i] = KERNEL_HEAVY - 1;
                place[i] = i >= first_pos;
            }
            want = add_plainly(unit, place, KERNEL_CHUNK);
            (*kernel)->pairs(&got, words, unit, place, KERNEL_CHUNK);
            ck_assert_uint_eq(got.pairs, want.pairs);
        }
}
END_TEST

START_TEST(a_heavy_unit_anywhere_is_refused)
{
    uint8_t unit[KERNEL_CHUNK] = {0}, place[KERNEL_CHUNK] = {0};
    uint64_t words[KERNEL_CHUNK / 8];
    struct kernel_sums sums;

    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t i = 0; i < KERNEL_CHUNK; i++) {
            unit[i] = (uint8_t)(KERNEL_HEAVY + i % 200);
            ck_assert_int_eq((*kernel)->pairs(&sums, words, unit, place, KERNEL_CHUNK),
                             0);
            unit[i] = 0;
        }
}
END_TEST

/* ---- Walk ---------------------------------------------------------------------- */

enum { UNITS = 9000, CELLS = 500 };

static struct kernel_sums walk_plainly(const struct kernel_replicate *replicate)
{
    struct kernel_sums sums = {0};
    size_t at = 0;

    for (size_t i = 0; i <= replicate->n_cells; i++) {
        size_t end = i < replicate->n_cells ? replicate->cells[i].n_units_below
                                            : replicate->n_units;

        for (; at < end; at++) {
            struct kernel_sums unit =
                add_plainly(replicate->unit + at, replicate->place + at, 1);

            sums.pairs += unit.pos * sums.neg;
            sums.pos += unit.pos;
            sums.neg += unit.neg;
        }
        if (i == replicate->n_cells)
            break;
        if (replicate->cells[i].is_pos) {
            sums.pairs += replicate->wide[i] * sums.neg;
            sums.pos += replicate->wide[i];
        } else {
            sums.neg += replicate->wide[i];
        }
    }
    return sums;
}

static void check_walk(const struct kernel *kernel,
                       const struct kernel_replicate *replicate)
{
    struct kernel_sums got = {1, 1, 1}, want = walk_plainly(replicate);

    ck_assert_int_ne(kernel->walk(&got, replicate), 0);
    ck_assert_uint_eq(got.pos, want.pos);
    ck_assert_uint_eq(got.neg, want.neg);
    ck_assert_uint_eq(got.pairs, want.pairs);
}

/* Wide cells anywhere among the units, several at a place, at both ends, of no study and of more than 32 bits; whatever stands beyond the
 * last unit does not count. */
START_TEST(a_walk_is_a_plain_loop)
{
    static const size_t n_units[] = {0, 1, 63, 64, 65, 2047, 2049, UNITS};
    static const size_t n_cells[] = {0, 1, 2, CELLS};
    uint8_t *unit = xcalloc(UNITS + 64, 1), *place = xcalloc(UNITS + 64, 1);
    struct kernel_cell cells[CELLS];
    uint64_t wide[CELLS];
    struct rng rng;

    rng_init(&rng, rng_key(14));
    for (size_t i = 0; i < UNITS + 64; i++) {
        unit[i] = (uint8_t)rng_below(&rng, KERNEL_HEAVY);
        place[i] = (uint8_t)rng_below(&rng, 8);
    }
    for (size_t i = 0; i < CELLS; i++)
        wide[i] = rng_below(&rng, i % 7 ? 60 : i % 2 ? 1 : UINT64_C(1) << 33);
    for (size_t u = 0; u < sizeof n_units / sizeof *n_units; u++)
        for (size_t c = 0; c < sizeof n_cells / sizeof *n_cells; c++) {
            struct kernel_replicate replicate = {unit,  place, n_units[u],
                                                 cells, wide,  n_cells[c]};

            for (size_t i = 0; i < n_cells[c]; i++) {
                size_t at = i * (n_units[u] + 40) / CELLS / 20 * 20;

                cells[i].n_units_below = (uint32_t)(at < n_units[u] ? at : n_units[u]);
                cells[i].is_pos = (uint32_t)rng_below(&rng, 2);
            }
            for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
                check_walk(*kernel, &replicate);
        }
    free(unit);
    free(place);
}
END_TEST

/* Sums within words must be taken out before they wrap: 200,000 units at the bound. */
START_TEST(a_long_walk_does_not_wrap)
{
    enum { MANY = 200003 };
    uint8_t *unit = xcalloc(MANY + 64, 1), *place = xcalloc(MANY + 64, 1);
    const struct kernel_replicate replicate = {unit, place, MANY, NULL, NULL, 0};

    memset(unit, KERNEL_HEAVY - 1, MANY);
    for (size_t i = 0; i < MANY; i++)
        place[i] = i % 8 >= 4;
    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++) {
        struct kernel_sums sums;

        check_walk(*kernel, &replicate);
        unit[MANY - 1] = KERNEL_HEAVY;
        ck_assert_int_eq((*kernel)->walk(&sums, &replicate), 0);
        unit[MANY - 1] = KERNEL_HEAVY - 1;
        unit[MANY] = KERNEL_HEAVY; /* beyond the end */
        check_walk(*kernel, &replicate);
        unit[MANY] = 0;
    }
    free(unit);
    free(place);
}
END_TEST

/* ---- All together -------------------------------------------------------------- */

/* Cells of one to forty studies and of none of a class; n_blocks odd. */
static struct ranked some_cells(void)
{
    struct ranked ranked = cells_new(3001);
    struct rng rng;

    rng_init(&rng, rng_key(9));
    for (size_t b = 0; b < ranked.n_blocks; b++) {
        ranked.pos[b] = (uint32_t)rng_below(&rng, b % 100 == 0 ? 40 : 3);
        ranked.neg[b] = (uint32_t)rng_below(&rng, 3) + (ranked.pos[b] == 0);
    }
    cells_total(&ranked);
    return ranked;
}

START_TEST(all_kernels_give_the_same_replicates)
{
    enum { REPLICATES = 50, THRESHOLDS = 3 };
    const double thresholds[THRESHOLDS] = {3, 777.5, 1500};
    struct boot_request request = {
        .want_auc = 1, .n_thresholds = THRESHOLDS, .thresholds = thresholds};
    struct ranked ranked = some_cells();
    struct boot_plan plan = {
        .replicates = REPLICATES, .key = rng_key(3), .n_threads = 1};
    struct boot_result want, got;

    plan.kernel = kernel_find("portable");
    boot_run(&want, &ranked, &request, &plan);
    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++) {
        plan.kernel = *kernel;
        boot_run(&got, &ranked, &request, &plan);
        ck_assert_mem_eq(got.auc, want.auc, REPLICATES * sizeof *got.auc);
        ck_assert_mem_eq(got.counts, want.counts,
                         REPLICATES * THRESHOLDS * sizeof *got.counts);
        boot_result_release(&got);
    }
    boot_result_release(&want);
    cells_free(&ranked);
}
END_TEST

START_TEST(kernels_have_names)
{
    ck_assert_str_eq(kernel_all()[0]->name, "portable");
    ck_assert_ptr_eq(kernel_find("portable"), kernel_all()[0]);
    ck_assert_ptr_null(kernel_find("mmx"));
    ck_assert_ptr_eq(kernel_find(kernel_best()->name), kernel_best());
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("kernel");
    TCase *tcase = tcase_create("kernel");

    tcase_add_test(tcase, pairs_are_those_of_a_plain_loop);
    tcase_add_test(tcase, pairs_do_not_wrap_at_the_bound);
    tcase_add_test(tcase, a_heavy_unit_anywhere_is_refused);
    tcase_add_test(tcase, a_walk_is_a_plain_loop);
    tcase_add_test(tcase, a_long_walk_does_not_wrap);
    tcase_add_test(tcase, all_kernels_give_the_same_replicates);
    tcase_add_test(tcase, kernels_have_names);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
