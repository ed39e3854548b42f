/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multiplicities against the multinomial law. A surplus must be removed once in fifty
 * draws: the tests reach into the file and raise the Poisson means to see it work. */
#include "config.h"

#include "boot/weights.c"      /* NOLINT(bugprone-suspicious-include) */
#include "boot/weights_draw.c" /* NOLINT(bugprone-suspicious-include) */

#include <gsl/gsl_randist.h>

#include "cellslib.h"
#include "chancelib.h"
#include "testlib.h"

/* Cells of a class: the pattern over and over. */
static const struct shape {
    const char *name;
    size_t n_cells;
    size_t n_pattern;
    uint32_t pattern[5];
    size_t draws;
} shapes[] = {
    {"1",            1,      1, {1},                 100000},
    {"2 units",      2,      1, {1},                 200000},
    {"5 units",      5,      1, {1},                 400000},
    {"16 units",     16,     1, {1},                 200000},
    {"17 units",     17,     1, {1},                 200000},
    {"31 units",     31,     1, {1},                 100000},
    {"32 units",     32,     1, {1},                 100000},
    {"40 units",     40,     1, {1},                 100000},
    {"1000 units",   1000,   1, {1},                 10000 },
    {"100000 units", 100000, 1, {1},                 200   },
    {"cells of 2",   20,     1, {2},                 100000},
    {"cells of 64",  100,    1, {64},                5000  },
    {"64 and 65",    2,      2, {64, 65},            100000},
    {"65 and 83",    2,      2, {65, 83},            200000},
    {"one cell",     1,      1, {500},               2000  },
    {"cells of 65",  100,    1, {65},                10000 },
    {"cells of 500", 40,     1, {500},               20000 },
    {"mixed",        60,     5, {1, 2, 64, 65, 500}, 10000 },
    {"million",      2,      2, {700000, 300000},    5000  },
    {"uneven",       3,      3, {1, 999999, 40},     5000  },
};

enum { N_SHAPES = sizeof shapes / sizeof *shapes };

/* ---- What is watched over the draws -------------------------------------- */

enum { LAGS = 4, GROUPS = 3, MOST_KEPT = 4000 };

static const size_t lags[LAGS] = {1, 4, 32, 2048};

struct mean {
    double sum, squares;
};

struct watch {
    const uint64_t *cell; /* [n_cells] studies */
    size_t n_cells, draws;
    double n;
    double *total;           /* [n_cells] over all draws */
    double dispersion;       /* sum of Pearson's chi-square */
    double group[GROUPS][2]; /* sums of squares and their squares */
    double share[GROUPS];    /* of the studies */
    struct mean products[LAGS];
    double first[MOST_KEPT], last[MOST_KEPT]; /* how often a cell was drawn k times */
    double none, *half; /* cells not drawn; [draws] studies of the first half */
};

static bool in_group(size_t group, size_t i, size_t n_cells)
{
    return group == 0 ? i % 2 == 0 : group == 1 ? i < n_cells / 2 : i % 3 == 0;
}

static void watch_init(struct watch *watch, const uint64_t *cell, size_t n_cells,
                       size_t draws)
{
    memset(watch, 0, sizeof *watch);
    watch->cell = cell;
    watch->n_cells = n_cells;
    watch->draws = draws;
    watch->total = calloc(n_cells, sizeof *watch->total);
    watch->half = calloc(draws, sizeof *watch->half);
    for (size_t i = 0; i < n_cells; i++)
        watch->n += (double)cell[i];
    for (size_t g = 0; g < GROUPS; g++)
        for (size_t i = 0; i < n_cells; i++)
            if (in_group(g, i, n_cells))
                watch->share[g] += (double)cell[i] / watch->n;
}

static void watch_release(struct watch *watch)
{
    free(watch->total);
    free(watch->half);
}

static void watch_products(struct watch *watch, const uint64_t *drawn)
{
    for (int l = 0; l < LAGS; l++) {
        double sum = 0;

        for (size_t i = lags[l]; i < watch->n_cells; i++)
            sum += ((double)drawn[i] - (double)watch->cell[i]) *
                   ((double)drawn[i - lags[l]] - (double)watch->cell[i - lags[l]]);
        watch->products[l].sum += sum;
        watch->products[l].squares += sum * sum;
    }
}

static void watch_groups(struct watch *watch, const uint64_t *drawn)
{
    for (size_t g = 0; g < GROUPS; g++) {
        double sum = -watch->n * watch->share[g];

        for (size_t i = 0; i < watch->n_cells; i++)
            if (in_group(g, i, watch->n_cells))
                sum += (double)drawn[i];
        watch->group[g][0] += sum * sum;
        watch->group[g][1] += sum * sum * sum * sum;
    }
}

static void watch_draw(struct watch *watch, const uint64_t *drawn, size_t draw)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < watch->n_cells; i++) {
        double distance = (double)drawn[i] - (double)watch->cell[i];

        sum += drawn[i];
        watch->total[i] += (double)drawn[i];
        watch->none += drawn[i] == 0;
        watch->dispersion += distance * distance / (double)watch->cell[i];
        if (i < watch->n_cells / 2)
            watch->half[draw] += (double)drawn[i];
    }
    if ((double)sum != watch->n)
        ck_abort_msg("%llu of %.0f studies drawn", (unsigned long long)sum, watch->n);
    watch_products(watch, drawn);
    watch_groups(watch, drawn);
    if (drawn[0] < MOST_KEPT)
        watch->first[drawn[0]]++;
    if (drawn[watch->n_cells - 1] < MOST_KEPT)
        watch->last[drawn[watch->n_cells - 1]]++;
}

/* ---- What the multinomial law says --------------------------------------- */

static void check_totals(const struct watch *watch, const char *name)
{
    double *expected = calloc(watch->n_cells, sizeof *expected);

    for (size_t i = 0; i < watch->n_cells; i++)
        expected[i] = (double)watch->draws * (double)watch->cell[i];
    check_fit(watch->total, expected, watch->n_cells, name);
    free(expected);
}

/* Pearson's statistic has mean K - 1; its variance is Haldane's (1937). */
static void check_dispersion(const struct watch *watch, const char *name)
{
    double k = (double)watch->n_cells, inverse = 0, variance;

    for (size_t i = 0; i < watch->n_cells; i++)
        inverse += watch->n / (double)watch->cell[i];
    variance = 2 * (k - 1) + (inverse - k * k - 2 * k + 2) / watch->n;
    if (variance > 1e-9)
        check_mean(watch->dispersion / (double)watch->draws, k - 1, variance,
                   (double)watch->draws, name);
}

/* A group of cells is binomial: only right covariances make its variance npq. */
static void check_groups(const struct watch *watch, const char *name)
{
    for (size_t g = 0; g < GROUPS; g++) {
        double n = watch->n, p = watch->share[g], npq = n * p * (1 - p);

        if (p < 1e-9 || p > 1 - 1e-9)
            continue;
        check_mean(watch->group[g][0] / (double)watch->draws, npq,
                   2 * npq * npq + npq * (1 - 6 * p * (1 - p)), (double)watch->draws,
                   name);
    }
}

static void check_lags(const struct watch *watch, const char *name)
{
    double draws = (double)watch->draws;

    for (int l = 0; l < LAGS; l++) {
        double want = 0, mean = watch->products[l].sum / draws;
        double variance = watch->products[l].squares / draws - mean * mean;

        if (watch->n_cells < 40 || watch->n_cells <= lags[l])
            continue;
        for (size_t i = lags[l]; i < watch->n_cells; i++)
            want -=
                (double)watch->cell[i] * (double)watch->cell[i - lags[l]] / watch->n;
        check_mean(mean, want, variance, draws, name);
    }
}

/* Cells that nobody drew, for cells of one study. */
static void check_none(const struct watch *watch, const char *name)
{
    double n = watch->n, one = pow(1 - 1 / n, n), two = pow(1 - 2 / n, n);

    if ((double)watch->n_cells != n || n < 3)
        return;
    check_mean(watch->none / (double)watch->draws, n * one,
               n * (one - one * one) + n * (n - 1) * (two - one * one),
               (double)watch->draws, name);
}

static void check_marginal(const struct watch *watch, const double *observed,
                           size_t cell, const char *name)
{
    double expected[MOST_KEPT], p = (double)watch->cell[cell] / watch->n;

    if (watch->draws < 1000 || watch->cell[cell] > MOST_KEPT / 2)
        return;
    for (unsigned k = 0; k < MOST_KEPT; k++)
        expected[k] =
            (double)watch->draws *
            (k > watch->n ? 0 : gsl_ran_binomial_pdf(k, p, (unsigned)watch->n));
    check_fit(observed, expected, MOST_KEPT, name);
}

static void check_watch(const struct watch *watch, const char *name)
{
    check_totals(watch, name);
    check_dispersion(watch, name);
    check_groups(watch, name);
    check_lags(watch, name);
    check_none(watch, name);
    check_marginal(watch, watch->first, 0, name);
    check_marginal(watch, watch->last, watch->n_cells - 1, name);
}

/* The classes know nothing of each other. */
static void check_independence(const struct watch *a, const struct watch *b,
                               const char *name)
{
    double sum = 0, squares = 0, draws = (double)a->draws, mean;

    for (size_t i = 0; i < a->draws; i++) {
        double product =
            (a->half[i] - a->n * a->share[1]) * (b->half[i] - b->n * b->share[1]);

        sum += product;
        squares += product * product;
    }
    mean = sum / draws;
    if (squares > 0)
        check_mean(mean, 0, squares / draws - mean * mean, draws, name);
}

/* ---- Shapes -------------------------------------------------------------- */

static struct ranked ranked_of_shapes(const struct shape *pos, const struct shape *neg)
{
    size_t n = pos->n_cells > neg->n_cells ? pos->n_cells : neg->n_cells;
    struct ranked ranked = cells_new(n);

    for (size_t i = 0; i < pos->n_cells; i++)
        ranked.pos[i] = pos->pattern[i % pos->n_pattern];
    for (size_t i = 0; i < neg->n_cells; i++)
        ranked.neg[i] = neg->pattern[i % neg->n_pattern];
    cells_total(&ranked);
    return ranked;
}

/* Poisson means of nearly one a study: half the draws have a surplus. */
static void raise_means(struct weights_plan *plan)
{
    for (int c = 0; c < 2; c++)
        plan->classes[c].lambda = UINT32_MAX;
    set_laws(plan);
}

static void check_shapes(const struct shape *pos, const struct shape *neg, size_t part,
                         bool raise)
{
    struct ranked ranked = ranked_of_shapes(pos, neg);
    struct weights_plan *plan = weights_plan_new(&ranked);
    struct weights_scratch *scratch = weights_scratch_new(plan);
    uint64_t *of_pos = calloc(ranked.n_blocks, sizeof *of_pos);
    uint64_t *of_neg = calloc(ranked.n_blocks, sizeof *of_neg);
    size_t draws = (pos->draws < neg->draws ? pos->draws : neg->draws) / part;
    struct watch *watch = calloc(2, sizeof *watch);

    watch_init(&watch[0], ranked.neg, neg->n_cells, draws);
    watch_init(&watch[1], ranked.pos, pos->n_cells, draws);
    if (raise)
        raise_means(plan);
    for (size_t i = 0; i < draws; i++) {
        weights_draw(plan, scratch, rng_key_number(rng_key(2026), i));
        cells_drawn(&ranked, plan, scratch, of_pos, of_neg);
        watch_draw(&watch[0], of_neg, i);
        watch_draw(&watch[1], of_pos, i);
    }
    check_watch(&watch[0], neg->name);
    check_watch(&watch[1], pos->name);
    check_independence(&watch[0], &watch[1], pos->name);
    watch_release(&watch[0]);
    watch_release(&watch[1]);
    free(watch);
    free(of_pos);
    free(of_neg);
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}

START_TEST(draws_are_multinomial)
{
    check_shapes(&shapes[_i], &shapes[_i], 1, false);
}
END_TEST

START_TEST(classes_of_different_shape_are_multinomial)
{
    check_shapes(&shapes[_i], &shapes[(_i + 7) % N_SHAPES], 2, false);
}
END_TEST

START_TEST(surplus_is_removed_fairly)
{
    check_shapes(&shapes[_i], &shapes[(_i + 3) % N_SHAPES], 2, true);
}
END_TEST

/* ---- Whole laws ---------------------------------------------------------- */

/* Five units have 126 outcomes; here they are numbered in base 6. */
START_TEST(five_units_take_every_outcome_at_its_rate)
{
    enum { OUTCOMES = 7776 };
    const size_t draws = 400000;
    struct ranked ranked = ranked_of_shapes(&shapes[2], &shapes[7]);
    struct weights_plan *plan = weights_plan_new(&ranked);
    struct weights_scratch *scratch = weights_scratch_new(plan);
    uint64_t of_pos[40], of_neg[40];
    double *observed = calloc(OUTCOMES, sizeof *observed);
    double *expected = calloc(OUTCOMES, sizeof *expected);

    if (_i)
        raise_means(plan);
    for (size_t i = 0; i < draws; i++) {
        weights_draw(plan, scratch, rng_key_number(rng_key(5), i));
        cells_drawn(&ranked, plan, scratch, of_pos, of_neg);
        observed[(((of_pos[0] * 6 + of_pos[1]) * 6 + of_pos[2]) * 6 + of_pos[3]) * 6 +
                 of_pos[4]]++;
    }
    for (unsigned i = 0; i < OUTCOMES; i++) {
        const double fair[5] = {0.2, 0.2, 0.2, 0.2, 0.2};
        unsigned k[5] = {i / 1296, i / 216 % 6, i / 36 % 6, i / 6 % 6, i % 6};

        if (k[0] + k[1] + k[2] + k[3] + k[4] == 5)
            expected[i] = (double)draws * gsl_ran_multinomial_pdf(5, fair, k);
    }
    check_fit(observed, expected, OUTCOMES, "outcomes");
    free(observed);
    free(expected);
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

static const size_t pairs[][2] = {
    {0,  1 },
    {0,  39},
    {3,  4 },
    {31, 32},
    {5,  37},
};

START_TEST(two_of_forty_units_follow_the_trinomial_law)
{
    enum { MOST = 12 };
    const size_t draws = 400000;
    struct ranked ranked = ranked_of_shapes(&shapes[7], &shapes[7]);
    struct weights_plan *plan = weights_plan_new(&ranked);
    struct weights_scratch *scratch = weights_scratch_new(plan);
    uint64_t of_pos[40], of_neg[40];
    double observed[MOST * MOST] = {0}, expected[MOST * MOST];

    for (size_t i = 0; i < draws; i++) {
        weights_draw(plan, scratch, rng_key_number(rng_key(6), i));
        cells_drawn(&ranked, plan, scratch, of_pos, of_neg);
        observed[of_pos[pairs[_i][0]] * MOST + of_pos[pairs[_i][1]]]++;
    }
    for (unsigned i = 0; i < MOST * MOST; i++) {
        const double share[3] = {1.0 / 40, 1.0 / 40, 38.0 / 40};
        unsigned k[3] = {i / MOST, i % MOST, 40 - i / MOST - i % MOST};

        expected[i] = (double)draws * gsl_ran_multinomial_pdf(3, share, k);
    }
    check_fit(observed, expected, MOST * MOST, "pair");
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

/* Beyond 32 bits in all; sqrt(npq) is 1e4 and the law as good as normal. */
START_TEST(billions_are_binomial)
{
    enum { BINS = 40 };
    const size_t draws = 600;
    struct ranked ranked = cells_new(4);
    double observed[BINS] = {0}, expected[BINS], sum = 0, squares = 0, deviation;
    struct weights_plan *plan;
    struct weights_scratch *scratch;

    for (size_t b = 0; b < 4; b++) {
        ranked.pos[b] = 300000000;
        ranked.neg[b] = 20;
    }
    cells_total(&ranked);
    plan = weights_plan_new(&ranked);
    scratch = weights_scratch_new(plan);
    deviation = sqrt(1.2e9 * 0.25 * 0.75);
    for (size_t i = 0; i < draws; i++) {
        uint64_t of_pos[4], of_neg[4];
        double z;

        weights_draw(plan, scratch, rng_key_number(rng_key(7), i));
        cells_drawn(&ranked, plan, scratch, of_pos, of_neg);
        if (of_pos[0] + of_pos[1] + of_pos[2] + of_pos[3] != 1200000000)
            ck_abort_msg("the draws do not add up");
        z = ((double)of_pos[2] - 3e8) / deviation;
        sum += z;
        squares += z * z;
        observed[(size_t)fmin(BINS - 1, gsl_cdf_ugaussian_P(z) * BINS)]++;
    }
    for (int i = 0; i < BINS; i++)
        expected[i] = (double)draws / BINS;
    check_fit(observed, expected, BINS, "billions");
    check_mean(sum / (double)draws, 0, 1, (double)draws, "mean");
    check_mean(squares / (double)draws, 1, 2, (double)draws, "variance");
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

/* ---- Layout and determinism ---------------------------------------------- */

START_TEST(cells_of_65_are_wide)
{
    struct ranked ranked = cells_new(3);
    struct weights_plan *plan;
    struct weights_scratch *scratch;
    const uint8_t want[] = {PLACE_POS | PLACE_LOWEST | PLACE_LOWEST_POS, PLACE_POS,
                            PLACE_LOWEST | PLACE_LOWEST_POS, PLACE_POS};

    ranked.pos[0] = 2;
    ranked.neg[1] = 1;
    ranked.pos[1] = 1;
    ranked.neg[2] = 65;
    ranked.pos[2] = 64;
    cells_total(&ranked);
    plan = weights_plan_new(&ranked);
    ck_assert_uint_eq(plan->n_units, 68);
    ck_assert_uint_eq(plan->n_wide, 1);
    ck_assert_mem_eq(plan->place, want, sizeof want);
    for (int i = 4; i < 68; i++)
        ck_assert_uint_eq(plan->place[i], PLACE_POS);
    ck_assert_uint_eq(plan->wide[0].n_units_below, 4);
    ck_assert_uint_eq(plan->wide[0].studies, 65);
    ck_assert_uint_eq(plan->wide[0].place, PLACE_LOWEST | PLACE_LOWEST_POS);
    scratch = weights_scratch_new(plan);
    for (int i = 0; i < 68; i++)
        ck_assert_uint_eq(scratch->unit[i], 1);
    ck_assert_uint_eq(scratch->wide[0], 65);
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

START_TEST(a_draw_depends_on_its_key_alone)
{
    struct ranked ranked = ranked_of_shapes(&shapes[17], &shapes[8]);
    struct weights_plan *plan = weights_plan_new(&ranked);
    struct weights_scratch *a = weights_scratch_new(plan);
    struct weights_scratch *b = weights_scratch_new(plan);

    weights_draw(plan, a, 1);
    weights_draw(plan, a, 2);
    weights_draw(plan, b, 2);
    ck_assert_mem_eq(a->unit, b->unit, plan->n_units);
    ck_assert_mem_eq(a->wide, b->wide, plan->n_wide * sizeof *a->wide);
    weights_draw(plan, b, 3);
    ck_assert_mem_ne(a->unit, b->unit, plan->n_units);
    ck_assert_mem_ne(a->wide, b->wide, plan->n_wide * sizeof *a->wide);
    weights_scratch_free(a);
    weights_scratch_free(b);
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

/* What 12 bits do not decide, and what they do, make up the Poisson law. */
START_TEST(remainders_complete_the_law)
{
    const double draws = 2000000;
    struct ranked ranked = ranked_of_shapes(&shapes[9], &shapes[_i]);
    struct weights_plan *plan = weights_plan_new(&ranked);
    const struct weights_class *class = &plan->classes[0];
    double observed[POISSON_STEPS] = {0}, expected[POISSON_STEPS];
    double left = (double)class->rest[POISSON_STEPS - 1] * 0x1p-64;
    struct rng rng;

    if (_i == 9)
        raise_means(plan);
    rng_init(&rng, rng_key(11));
    left = (double)class->rest[POISSON_STEPS - 1] * 0x1p-64;
    ck_assert(left > 0 && left < 7.0 / 4096);
    for (int i = 0; i < draws; i++)
        observed[refine(class, &rng)]++;
    for (unsigned k = 0; k < POISSON_STEPS; k++) {
        double p = gsl_ran_poisson_pdf(k, class->lambda * 0x1p-32);

        if (k <= MOST_SURE)
            p -= floor(p * 4096) / 4096;
        expected[k] = draws * p / left;
    }
    check_fit(observed, expected, POISSON_STEPS, "remainders");
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

/* A unit by the definition in boot/weights.h: each multiplicity has as many of the 4096 numbers as it has whole 4096ths. */
static uint8_t plain_unit(const struct weights_class *class, unsigned number,
                          struct rng *rng)
{
    uint64_t cdf[POISSON_STEPS], below = 0;

    poisson_fill_cdf(cdf, class->lambda);
    if (class->lambda == 0)
        return 0;
    for (uint8_t k = 0; k <= MOST_SURE; below = cdf[k++]) {
        unsigned numbers = (unsigned)((cdf[k] - below) >> 52);

        if (number < numbers)
            return k;
        number -= numbers;
    }
    return refine(class, rng);
}

/* The order of the random bits, one unit at a time; every kernel must keep it. */
static void check_order(const struct kernel *kernel, const struct shape *pos,
                        const struct shape *neg)
{
    struct ranked ranked = ranked_of_shapes(pos, neg);
    struct weights_plan *plan = weights_plan_new(&ranked);
    struct weights_scratch *scratch = weights_scratch_new(plan);
    uint64_t key = rng_key(12), words[12][8] = {{0}};
    struct rng lanes[8], rng;
    uint64_t drawn[2] = {0, 0};

    plan->kernel = kernel;
    draw_units(plan, scratch, key);
    rng_init(&rng, rng_key_number(key, 1));
    for (unsigned i = 0; i < 8; i++)
        rng_init(&lanes[i], rng_key_number(rng_key_number(key, 0), i));
    for (size_t i = 0; i < plan->n_units; i++) {
        const struct weights_class *class = &plan->classes[plan->place[i] & PLACE_POS];
        unsigned number = 0;

        for (unsigned bit = 0; bit < 12 && i % 512 == 0; bit++)
            for (unsigned lane = 0; lane < 8; lane++)
                words[bit][lane] = rng_next(&lanes[lane]);
        for (unsigned bit = 0; bit < 12; bit++)
            number |= (unsigned)(words[bit][i / 64 % 8] >> i % 64 & 1) << bit;
        if (scratch->unit[i] != plain_unit(class, number, &rng))
            ck_abort_msg("%s: unit %zu of %zu", kernel->name, i, plan->n_units);
        drawn[plan->place[i] & PLACE_POS] += scratch->unit[i];
    }
    ck_assert_uint_eq(drawn[0], scratch->drawing->stream.drawn[0]);
    ck_assert_uint_eq(drawn[1], scratch->drawing->stream.drawn[1]);
    for (size_t i = 0; i < PADDING; i++)
        ck_assert_uint_eq(scratch->unit[plan->n_units + i], 0);
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}

START_TEST(units_take_their_bits_in_a_fixed_order)
{
    for (const struct kernel *const *kernel = kernel_all(); *kernel; kernel++)
        for (size_t i = 0; i < N_SHAPES; i++)
            check_order(*kernel, &shapes[i], &shapes[(i + 9) % N_SHAPES]);
}
END_TEST

/* A study anywhere leads to its cell, however unequal the cells are. */
START_TEST(every_study_has_its_wide_cell)
{
    static const uint64_t sizes[] = {17, 4000000000, 18, 17, 90000, 40, 1u << 20, 17};
    struct wide_cells cells;
    uint64_t first = 0;

    wide_cells_init(&cells, 8);
    for (size_t i = 0; i < 8; i++)
        wide_cells_add(&cells, 2 * i, sizes[i]);
    wide_cells_set_mean(&cells, 0.5);
    ck_assert_uint_eq(cells.n_laws, 6);
    for (size_t i = 0; i < 8; first += sizes[i++]) {
        ck_assert_uint_eq(wide_cells_find(&cells, first), i);
        ck_assert_uint_eq(wide_cells_find(&cells, first + sizes[i] / 2), i);
        ck_assert_uint_eq(wide_cells_find(&cells, first + sizes[i] - 1), i);
        ck_assert_double_eq(cells.law[cells.which[i]].mean, 0.5 * (double)sizes[i]);
    }
    wide_cells_release(&cells);
}
END_TEST

START_TEST(one_class_may_be_empty)
{
    struct ranked ranked = cells_new(40);
    struct weights_plan *plan;
    struct weights_scratch *scratch;
    uint64_t of_pos[40], of_neg[40], sum = 0;

    for (size_t b = 0; b < 40; b++)
        ranked.neg[b] = 1;
    cells_total(&ranked);
    plan = weights_plan_new(&ranked);
    scratch = weights_scratch_new(plan);
    weights_draw(plan, scratch, 1);
    cells_drawn(&ranked, plan, scratch, of_pos, of_neg);
    for (size_t b = 0; b < 40; b++)
        sum += of_neg[b];
    ck_assert_uint_eq(sum, 40);
    weights_scratch_free(scratch);
    weights_plan_free(plan);
    cells_free(&ranked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("weights");
    TCase *tcase = tcase_create("weights");

    tcase_add_loop_test(tcase, draws_are_multinomial, 0, N_SHAPES);
    tcase_add_loop_test(tcase, classes_of_different_shape_are_multinomial, 0, N_SHAPES);
    tcase_add_loop_test(tcase, surplus_is_removed_fairly, 0, N_SHAPES);
    tcase_add_loop_test(tcase, five_units_take_every_outcome_at_its_rate, 0, 2);
    tcase_add_loop_test(tcase, two_of_forty_units_follow_the_trinomial_law, 0,
                        sizeof pairs / sizeof *pairs);
    tcase_add_test(tcase, billions_are_binomial);
    tcase_add_test(tcase, cells_of_65_are_wide);
    tcase_add_test(tcase, a_draw_depends_on_its_key_alone);
    tcase_add_loop_test(tcase, remainders_complete_the_law, 7, 10);
    tcase_add_test(tcase, every_study_has_its_wide_cell);
    tcase_add_test(tcase, units_take_their_bits_in_a_fixed_order);
    tcase_add_test(tcase, one_class_may_be_empty);
    suite_add_tcase(suite, tcase);
    return test_main(suite);
}
