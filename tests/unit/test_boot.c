/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/boot.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/wide.h"
#include "boot/bca.h"
#include "boot/weights.h"
#include "cellslib.h"
#include "chancelib.h"
#include "stats/auc.h"
#include "stats/delong.h"
#include "stats/pr.h"
#include "testlib.h"

/* ---- The fixture of 40 studies ------------------------------------------- */

static const double f40_score[40] = {
    0.70, 0.35, 0.87, 0.81, 0.13, 0.13, 0.71, 0.05, 0.21, 0.10, 0.39, 0.52, 0.16, 0.29,
    0.40, 0.18, 0.56, 0.63, 0.78, 0.28, 0.80, 0.24, 0.26, 0.33, 0.76, 0.35, 0.10, 0.27,
    0.25, 0.13, 0.89, 0.79, 0.87, 0.94, 0.83, 0.78, 0.20, 0.20, 0.24, 0.50,
};

static const uint8_t f40_is_pos[40] = {
    1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
    1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0,
};

static struct ranked f40(void)
{
    const struct sample sample = {.n = 40, .score = f40_score, .is_pos = f40_is_pos};
    struct ranked ranked;

    ranked_init(&ranked, &sample);
    return ranked;
}

static struct boot_plan plan_of(size_t replicates, uint64_t seed, size_t n_threads)
{
    return (struct boot_plan){
        .replicates = replicates, .key = rng_key(seed), .n_threads = n_threads};
}

static double mean_of(const double *values, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

/* Monte Carlo standard error of a standard deviation of n replicates. */
static double error_of_sd(const double *values, size_t n)
{
    double mean = mean_of(values, n), second = 0, fourth = 0;

    for (size_t i = 0; i < n; i++) {
        double square = (values[i] - mean) * (values[i] - mean);

        second += square / (double)n;
        fourth += square * square / (double)n;
    }
    return sqrt((fourth - second * second) / (4 * second * (double)n));
}

static const size_t many[] = {20000, 200000};

START_TEST(standard_error_nears_the_ideal_bootstrap)
{
    const struct boot_request request = {.want_auc = 1};
    struct boot_plan plan = plan_of(many[_i], 1, 2);
    struct ranked ranked = f40();
    struct boot_result result;
    double sd;

    boot_run(&result, &ranked, &request, &plan);
    sd = boot_std_error(result.auc, many[_i]);
    /* From the definition, without resampling; see stats/delong.h. */
    ck_assert_double_lt(fabs(sd - 0.0460800773), 4 * error_of_sd(result.auc, many[_i]));
    ck_assert_double_lt(fabs(mean_of(result.auc, many[_i]) - 350.0 / 384),
                        4 * sd / sqrt((double)many[_i]));
    boot_result_release(&result);
    ranked_release(&ranked);
}
END_TEST

static void check_interval(const struct ref_table *table, size_t row,
                           const char *method, struct limits got)
{
    ck_assert_str_eq(ref_text(table, row, "method"), method);
    ck_assert_double_eq_tol(got.low, ref_number(table, row, "low"), 0.003);
    ck_assert_double_eq_tol(got.high, ref_number(table, row, "high"), 0.003);
}

START_TEST(intervals_agree_with_r)
{
    const size_t n = 20000;
    const struct boot_request request = {.want_auc = 1, .want_auc_std_error = 1};
    struct boot_plan plan = plan_of(n, 2, 2);
    struct ranked ranked = f40();
    struct delong delong = delong_from_ranked(&ranked);
    struct ref_table table;
    struct boot_result result;
    struct bca_limits got;

    ref_table_read(&table, "bootstrap-f40.csv");
    boot_run(&result, &ranked, &request, &plan);
    assert_rel(delong.acceleration, -0.0524491363, 1e-8, "acceleration");
    got = studentized_logit(result.auc, result.auc_std_error, n, delong.auc,
                            delong.std_error, 0.95);
    check_interval(&table, 2, "studentized", got.limits);
    ck_assert_uint_eq(boot_sort(result.auc, n), n);
    got = percentile_from_sorted(result.auc, n, 0.95);
    check_interval(&table, 0, "percentile", got.limits);
    got = basic_from_sorted(result.auc, n, delong.auc, 0.95);
    check_interval(&table, 1, "basic", got.limits);
    got = bca_from_sorted(result.auc, n, delong.auc, delong.acceleration, 0.95);
    check_interval(&table, 3, "bca", got.limits);
    boot_result_release(&result);
    ref_table_release(&table);
    ranked_release(&ranked);
}
END_TEST

/* ---- Random studies ------------------------------------------------------ */

/* How many studies a cell may hold, and how often it is empty. */
static const struct texture {
    const char *name;
    size_t n_blocks;
    uint32_t most_pos, most_neg;
    double empty_pos, empty_neg;
} textures[] = {
    {"few units",        7,    1,    1,    0.5, 0.4},
    {"units",            900,  1,    1,    0.8, 0.1},
    {"balanced units",   2000, 1,    1,    0.5, 0.4},
    {"small ties",       300,  4,    20,   0.3, 0.1},
    {"ties everywhere",  2500, 16,   16,   0.3, 0.2},
    {"around the limit", 120,  70,   70,   0.2, 0.2},
    {"wide",             40,   300,  900,  0.1, 0.1},
    {"wide positives",   60,   400,  3,    0.3, 0.3},
    {"wide negatives",   60,   3,    4000, 0.3, 0.3},
    {"all kinds",        150,  150,  90,   0.5, 0.5},
    {"huge",             5,    9000, 9000, 0.0, 0.0},
};

enum { N_TEXTURES = sizeof textures / sizeof *textures };

static struct ranked random_ranked(const struct texture *texture, uint64_t seed)
{
    struct ranked ranked = cells_new(texture->n_blocks);
    size_t kept = 0;
    struct rng rng;

    rng_init(&rng, rng_key(seed));
    for (size_t b = 0; b < texture->n_blocks; b++) {
        double place = (double)b / (double)texture->n_blocks;
        uint32_t pos = 0, neg = 0;

        if (rng_uniform(&rng) > texture->empty_pos * (1.5 - place))
            pos = 1 + (uint32_t)rng_below(&rng, texture->most_pos);
        if (rng_uniform(&rng) > texture->empty_neg * (0.5 + place))
            neg = 1 + (uint32_t)rng_below(&rng, texture->most_neg);
        if (pos + neg == 0)
            continue;
        ranked.score[kept] = (double)b;
        ranked.pos[kept] = pos;
        ranked.neg[kept++] = neg;
    }
    ranked.n_blocks = kept;
    if (ranked.pos[kept - 1] == 0)
        ranked.pos[kept - 1] = 1;
    if (ranked.neg[0] == 0)
        ranked.neg[0] = 1;
    cells_total(&ranked);
    return ranked;
}

/* ---- Multiplicities of one ----------------------------------------------- */

START_TEST(ones_give_the_point_estimates)
{
    struct ranked ranked = random_ranked(&textures[_i], 3);
    double middle = ranked.score[ranked.n_blocks / 2];
    double thresholds[] = {middle, -INFINITY, INFINITY, middle + 0.5, 1, 0, middle, 4};
    const struct boot_request request = {.want_auc = 1,
                                         .want_auc_std_error = 1,
                                         .want_average_precision = 1,
                                         .n_thresholds = 8,
                                         .thresholds = thresholds};
    struct boot_result result;

    boot_run_identity(&result, &ranked, &request);
    ck_assert_double_eq(result.auc[0], auc_from_ranked(&ranked));
    ck_assert_double_eq(result.average_precision[0], pr_average_precision(&ranked));
    assert_rel(result.auc_std_error[0], delong_from_ranked(&ranked).std_error, 1e-12,
               textures[_i].name);
    for (int t = 0; t < 8; t++) {
        struct counts want = counts_at(&ranked, thresholds[t]);

        ck_assert_mem_eq(&result.counts[t], &want, sizeof want);
    }
    boot_result_release(&result);
    cells_free(&ranked);
}
END_TEST

/* ---- Brute force --------------------------------------------------------- */

/* All pairs of blocks. */
static double brute_auc(size_t n, const uint64_t *pos, const uint64_t *neg)
{
    uint128 wins = 0, pairs = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            wins += (uint128)pos[i] * neg[j] * (i > j ? 2 : i == j ? 1 : 0);
            pairs += (uint128)pos[i] * neg[j];
        }
    return (double)wins / (double)(2 * pairs);
}

/* The mean, over positives, of the share of positives among studies that score as
 * high. */
static double brute_average_precision(size_t n, const uint64_t *pos,
                                      const uint64_t *neg)
{
    double sum = 0, n_pos = 0;

    for (size_t i = 0; i < n; i++) {
        double tp = 0, fp = 0;

        for (size_t j = i; j < n; j++) {
            tp += (double)pos[j];
            fp += (double)neg[j];
        }
        n_pos += (double)pos[i];
        sum += pos[i] ? (double)pos[i] * tp / (tp + fp) : 0;
    }
    return sum / n_pos;
}

/* DeLong's from the definition: the variance of the mean placement of each class. */
static double brute_std_error(size_t n, const uint64_t *pos, const uint64_t *neg)
{
    const uint64_t *own[2] = {pos, neg}, *other[2] = {neg, pos};
    double variance = 0;

    for (int c = 0; c < 2; c++) {
        double mean = 0, squares = 0, total = 0, all = 0;
        double *placement = calloc(n, sizeof *placement);

        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++)
                if (c ? j >= i : j <= i)
                    placement[i] += (double)other[c][j] * (i == j ? 0.5 : 1);
            total += (double)own[c][i];
            all += (double)other[c][i];
            mean += (double)own[c][i] * placement[i];
        }
        mean /= total;
        for (size_t i = 0; i < n; i++)
            squares += (double)own[c][i] * pow((placement[i] - mean) / all, 2);
        variance += squares / (total - 1) / total;
        free(placement);
    }
    return sqrt(variance);
}

static void check_counts(const struct counts *got, const struct ranked *ranked,
                         const uint64_t *pos, const uint64_t *neg, double threshold)
{
    struct counts want = {0};

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        *(ranked->score[b] >= threshold ? &want.tp : &want.fn) += pos[b];
        *(ranked->score[b] >= threshold ? &want.fp : &want.tn) += neg[b];
    }
    ck_assert_mem_eq(got, &want, sizeof want);
}

START_TEST(replicates_equal_brute_force)
{
    enum { REPLICATES = 12 };
    struct ranked ranked = random_ranked(&textures[_i], 4);
    const double thresholds[] = {3, 1e9, ranked.score[ranked.n_blocks - 1], -1, 2.5};
    const struct boot_request request = {.want_auc = 1,
                                         .want_auc_std_error = 1,
                                         .want_average_precision = 1,
                                         .n_thresholds = 5,
                                         .thresholds = thresholds};
    struct boot_plan plan = plan_of(REPLICATES, 5, 1);
    struct weights_plan *weights = weights_plan_new(&ranked);
    struct weights_scratch *scratch = weights_scratch_new(weights);
    uint64_t *pos = calloc(ranked.n_blocks, sizeof *pos);
    uint64_t *neg = calloc(ranked.n_blocks, sizeof *neg);
    struct boot_result result;

    boot_run(&result, &ranked, &request, &plan);
    for (size_t r = 0; r < REPLICATES; r++) {
        weights_draw(weights, scratch, rng_key_number(plan.key, r));
        cells_drawn(&ranked, weights, scratch, pos, neg);
        ck_assert_double_eq(result.auc[r], brute_auc(ranked.n_blocks, pos, neg));
        assert_rel(result.average_precision[r],
                   brute_average_precision(ranked.n_blocks, pos, neg), 1e-12, "ap");
        assert_rel(result.auc_std_error[r], brute_std_error(ranked.n_blocks, pos, neg),
                   1e-9, "standard error");
        for (int t = 0; t < 5; t++)
            check_counts(&result.counts[r * 5 + (size_t)t], &ranked, pos, neg,
                         thresholds[t]);
    }
    boot_result_release(&result);
    free(pos);
    free(neg);
    weights_scratch_free(scratch);
    weights_plan_free(weights);
    cells_free(&ranked);
}
END_TEST

/* Sums beyond 64 bits: 4e9 positives, 3e9 negatives. */
START_TEST(billions_of_studies_do_not_overflow)
{
    const struct boot_request request = {.want_auc = 1, .want_auc_std_error = 1};
    const struct boot_request auc = {.want_auc = 1};
    struct ranked ranked = cells_new(3);
    struct boot_result result;
    uint64_t pos[3], neg[3];

    for (size_t b = 0; b < 3; b++) {
        pos[b] = ranked.pos[b] = (uint32_t)(500000000 + 800000000 * b);
        neg[b] = ranked.neg[b] = (uint32_t)(1700000000 - 700000000 * b);
    }
    cells_total(&ranked);
    boot_run_identity(&result, &ranked, &request);
    ck_assert_double_eq(result.auc[0], brute_auc(3, pos, neg));
    assert_rel(result.auc_std_error[0], brute_std_error(3, pos, neg), 1e-9, "error");
    boot_result_release(&result);
    boot_run_identity(&result, &ranked, &auc);
    ck_assert_double_eq(result.auc[0], brute_auc(3, pos, neg));
    boot_result_release(&result);
    cells_free(&ranked);
}
END_TEST

/* ---- Law of the replicates ----------------------------------------------- */

START_TEST(standard_error_is_right_for_every_texture)
{
    const size_t n = 20000;
    const struct boot_request request = {.want_auc = 1};
    struct boot_plan plan = plan_of(n, 6, 2);
    struct ranked ranked = random_ranked(&textures[_i], 7);
    struct delong delong = delong_from_ranked(&ranked);
    struct boot_result result;
    double sd;

    plan.replicates = ranked.n_pos + ranked.n_neg > 20000 ? 2000 : n;
    boot_run(&result, &ranked, &request, &plan);
    sd = boot_std_error(result.auc, plan.replicates);
    ck_assert_double_lt(fabs(sd - delong_ideal_bootstrap_se(&delong, &ranked)),
                        CHANCE_Z * error_of_sd(result.auc, plan.replicates));
    check_mean(mean_of(result.auc, plan.replicates), delong.auc, sd * sd,
               (double)plan.replicates, "mean AUC");
    boot_result_release(&result);
    cells_free(&ranked);
}
END_TEST

/* ---- Determinism --------------------------------------------------------- */

static void count_tick(void *ctx)
{
    atomic_size_t *ticks = ctx;

    atomic_fetch_add(ticks, 1);
}

START_TEST(seven_threads_give_the_bytes_of_one)
{
    const double thresholds[] = {5, 2};
    const struct boot_request request = {.want_auc = 1,
                                         .want_auc_std_error = 1,
                                         .want_average_precision = 1,
                                         .n_thresholds = 2,
                                         .thresholds = thresholds};
    struct ranked ranked = random_ranked(&textures[_i], 8);
    struct boot_plan plan = plan_of(503, 9, 1);
    struct boot_result one, seven;
    atomic_size_t ticks = 0;

    boot_run(&one, &ranked, &request, &plan);
    plan.n_threads = 7;
    plan.tick = count_tick;
    plan.tick_ctx = &ticks;
    boot_run(&seven, &ranked, &request, &plan);
    ck_assert_uint_eq(ticks, 503);
    ck_assert_mem_eq(one.auc, seven.auc, 503 * sizeof(double));
    ck_assert_mem_eq(one.auc_std_error, seven.auc_std_error, 503 * sizeof(double));
    ck_assert_mem_eq(one.average_precision, seven.average_precision,
                     503 * sizeof(double));
    ck_assert_mem_eq(one.counts, seven.counts, 2 * 503 * sizeof *one.counts);
    boot_result_release(&one);
    boot_result_release(&seven);
    cells_free(&ranked);
}
END_TEST

START_TEST(a_statistic_does_not_depend_on_what_else_is_asked)
{
    const double thresholds[] = {5, 2};
    const struct boot_request all = {.want_auc = 1,
                                     .want_auc_std_error = 1,
                                     .want_average_precision = 1,
                                     .n_thresholds = 2,
                                     .thresholds = thresholds};
    const struct boot_request auc = {.want_auc = 1};
    const struct boot_request precision = {.want_average_precision = 1};
    const struct boot_request counts = {.n_thresholds = 1,
                                        .thresholds = thresholds + 1};
    struct ranked ranked = random_ranked(&textures[_i], 8);
    struct boot_plan plan = plan_of(50, 9, 1);
    struct boot_result a, b;

    boot_run(&a, &ranked, &all, &plan);
    boot_run(&b, &ranked, &auc, &plan);
    ck_assert_mem_eq(a.auc, b.auc, 50 * sizeof(double));
    ck_assert_ptr_null(b.auc_std_error);
    ck_assert_ptr_null(b.average_precision);
    ck_assert_ptr_null(b.counts);
    boot_result_release(&b);
    boot_run(&b, &ranked, &precision, &plan);
    ck_assert_mem_eq(a.average_precision, b.average_precision, 50 * sizeof(double));
    ck_assert_ptr_null(b.auc);
    boot_result_release(&b);
    boot_run(&b, &ranked, &counts, &plan);
    for (size_t r = 0; r < 50; r++)
        ck_assert_mem_eq(&a.counts[2 * r + 1], &b.counts[r], sizeof *b.counts);
    boot_result_release(&b);
    boot_result_release(&a);
    cells_free(&ranked);
}
END_TEST

/* Cells between thresholds: binomial tables whose covariance is that of nested binomials, n p (1 - q) for p < q; what the thresholds do not
 * tell apart leaves no trace. */
START_TEST(tables_by_cell_are_nested_binomials)
{
    enum { REPLICATES = 20000, THRESHOLDS = 6 };
    static const double thresholds[THRESHOLDS] = {-INFINITY, 900.5, 300,
                                                  INFINITY,  300,   300.5};
    const struct boot_request request = {
        .n_thresholds = THRESHOLDS, .thresholds = thresholds, .by_cell = 1};
    struct ranked ranked = random_ranked(&textures[_i], 1000);
    struct boot_plan plan = plan_of(REPLICATES, 31, 1);
    double n = (double)ranked.n_pos, products = 0, squares[THRESHOLDS] = {0}, variance;
    double want[THRESHOLDS], sum = 0;
    struct boot_result result;

    for (int t = 0; t < THRESHOLDS; t++)
        want[t] = (double)counts_at(&ranked, thresholds[t]).tp;
    boot_run(&result, &ranked, &request, &plan);
    for (size_t r = 0; r < REPLICATES; r++) {
        const struct counts *row = &result.counts[r * THRESHOLDS];

        for (int t = 0; t < THRESHOLDS; t++) {
            double distance = (double)row[t].tp - want[t];

            ck_assert_uint_eq(counts_pos(&row[t]), ranked.n_pos);
            ck_assert_uint_eq(counts_neg(&row[t]), ranked.n_neg);
            squares[t] += distance * distance / REPLICATES;
        }
        ck_assert_uint_eq(row[0].tp, ranked.n_pos);
        ck_assert_uint_eq(row[3].tp + row[3].fp, 0);
        ck_assert_mem_eq(&row[2], &row[4], sizeof *row);
        ck_assert_uint_le(row[1].tp, row[2].tp);
        sum += (double)row[1].tp / REPLICATES;
        products +=
            ((double)row[1].tp - want[1]) * ((double)row[2].tp - want[2]) / REPLICATES;
    }
    variance = want[1] * (1 - want[1] / n);
    check_mean(sum, want[1], variance, REPLICATES, "true positives");
    check_mean(squares[1], variance,
               2 * variance * variance + variance * (1 - 6 * variance / n), REPLICATES,
               "variance");
    check_mean(products, want[1] * (1 - want[2] / n),
               variance * want[2] * (1 - want[2] / n) + variance * variance, REPLICATES,
               "covariance");
    boot_result_release(&result);
    cells_free(&ranked);
}
END_TEST

/* Where a threshold parts every two scores, cells are those of the walk over studies, and so is the draw. */
START_TEST(tables_by_cell_are_those_of_the_walk)
{
    struct ranked ranked = random_ranked(&textures[_i], 1000);
    struct boot_request request = {.n_thresholds = ranked.n_blocks,
                                   .thresholds = ranked.score};
    struct boot_plan plan = plan_of(50, 17, 2);
    struct boot_result walked, added;

    boot_run(&walked, &ranked, &request, &plan);
    request.by_cell = 1;
    boot_run(&added, &ranked, &request, &plan);
    ck_assert_mem_eq(walked.counts, added.counts,
                     50 * ranked.n_blocks * sizeof *added.counts);
    boot_result_release(&walked);
    boot_result_release(&added);
    cells_free(&ranked);
}
END_TEST

START_TEST(fewer_replicates_are_the_first_of_more)
{
    const struct boot_request request = {.want_auc = 1};
    struct ranked ranked = f40();
    struct boot_plan plan = plan_of(100, 9, 2);
    struct boot_result a, b;

    boot_run(&a, &ranked, &request, &plan);
    plan.replicates = 60;
    boot_run(&b, &ranked, &request, &plan);
    ck_assert_mem_eq(a.auc, b.auc, 60 * sizeof(double));
    boot_result_release(&b);
    plan.key = rng_key(10);
    boot_run(&b, &ranked, &request, &plan);
    ck_assert_mem_ne(a.auc, b.auc, 60 * sizeof(double));
    boot_result_release(&a);
    boot_result_release(&b);
    ranked_release(&ranked);
}
END_TEST

/* ---- Corners ------------------------------------------------------------- */

/* Classes apart, all scores equal, one study each: nothing varies. */
static const struct {
    uint64_t pos[2], neg[2];
    double auc, precision, std_error;
} corners[] = {
    {{0, 9},   {8, 0},  1,   1,          0  },
    {{0, 500}, {30, 0}, 1,   1,          0  },
    {{9, 0},   {0, 8},  0,   9.0 / 17,   0  },
    {{5, 0},   {7, 0},  0.5, 5.0 / 12,   0  },
    {{50, 0},  {70, 0}, 0.5, 50.0 / 120, 0  },
    {{0, 1},   {1, 0},  1,   1,          NAN},
    {{0, 1},   {0, 1},  0.5, 0.5,        NAN},
};

START_TEST(nothing_varies)
{
    const struct boot_request request = {
        .want_auc = 1, .want_auc_std_error = 1, .want_average_precision = 1};
    struct boot_plan plan = plan_of(200, 10, 1);
    struct ranked ranked = cells_new(2);
    struct boot_result result;

    memcpy(ranked.pos, corners[_i].pos, sizeof corners[_i].pos);
    memcpy(ranked.neg, corners[_i].neg, sizeof corners[_i].neg);
    cells_total(&ranked);
    if (ranked.pos[1] + ranked.neg[1] == 0)
        ranked.n_blocks = 1;
    boot_run(&result, &ranked, &request, &plan);
    for (size_t r = 0; r < 200; r++) {
        ck_assert_double_eq(result.auc[r], corners[_i].auc);
        assert_rel(result.average_precision[r], corners[_i].precision, 1e-15, "ap");
        assert_rel(result.auc_std_error[r], corners[_i].std_error, 0, "std_error");
    }
    boot_result_release(&result);
    cells_free(&ranked);
}
END_TEST

START_TEST(no_replicates)
{
    const struct boot_request request = {.want_auc = 1};
    struct boot_plan plan = plan_of(0, 1, 3);
    struct ranked ranked = f40();
    struct boot_result result;

    boot_run(&result, &ranked, &request, &plan);
    ck_assert_uint_eq(result.replicates, 0);
    boot_result_release(&result);
    ck_assert_ptr_null(result.auc);
    boot_result_release(&result);
    ranked_release(&ranked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("boot");
    TCase *tcase = tcase_create("boot");

    tcase_add_loop_test(tcase, standard_error_nears_the_ideal_bootstrap, 0, 2);
    tcase_add_test(tcase, intervals_agree_with_r);
    tcase_add_loop_test(tcase, ones_give_the_point_estimates, 0, N_TEXTURES);
    tcase_add_loop_test(tcase, replicates_equal_brute_force, 0, N_TEXTURES);
    tcase_add_test(tcase, billions_of_studies_do_not_overflow);
    tcase_add_loop_test(tcase, standard_error_is_right_for_every_texture, 0,
                        N_TEXTURES);
    tcase_add_loop_test(tcase, seven_threads_give_the_bytes_of_one, 0, N_TEXTURES);
    tcase_add_loop_test(tcase, a_statistic_does_not_depend_on_what_else_is_asked, 0,
                        N_TEXTURES);
    tcase_add_loop_test(tcase, tables_by_cell_are_nested_binomials, 0, N_TEXTURES);
    tcase_add_loop_test(tcase, tables_by_cell_are_those_of_the_walk, 0, N_TEXTURES);
    tcase_add_test(tcase, fewer_replicates_are_the_first_of_more);
    tcase_add_loop_test(tcase, nothing_varies, 0, sizeof corners / sizeof *corners);
    tcase_add_test(tcase, no_replicates);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
