/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/selection.h"

#include "base/rng.h"
#include "patientlib.h"
#include "scorelib.h"

static struct boot_plan plan_of(size_t replicates, uint64_t seed, size_t n_threads)
{
    return (struct boot_plan){
        .replicates = replicates, .key = rng_key(seed), .n_threads = n_threads};
}

static const struct operating_rule rules[] = {
    {CHOOSE_YOUDEN,      0,  NAN},
    {CHOOSE_SENSITIVITY, .9, NAN},
    {CHOOSE_SPECIFICITY, .9, NAN},
    {CHOOSE_FLAGS,       40, NAN},
    {CHOOSE_COST,        5,  .1 },
};

enum { N_RULES = 5 };

/* ---- Against R ----------------------------------------------------------------- */

struct moments {
    double sum, squares;
    size_t n;
};

static void check_moments(const struct moments *got, const struct ref_table *table,
                          size_t row, const char *what)
{
    char mean_name[32], sd_name[32];
    double n = (double)got->n, mean = got->sum / n, want, sd, error;

    snprintf(mean_name, sizeof mean_name, "%s_mean", what);
    snprintf(sd_name, sizeof sd_name, "%s_sd", what);
    want = ref_number(table, row, mean_name);
    sd = ref_number(table, row, sd_name);
    /* of two means of independent replicates */
    error = sd * sqrt(1 / n + 1 / ref_number(table, row, "replicates"));
    ck_assert_msg(fabs(mean - want) < 4.5 * error, "%s, %s: %.5f, R has %.5f +- %.5f",
                  ref_text(table, row, "rule"), what, mean, want, error);
    ck_assert_double_lt(fabs(sqrt(got->squares / n - mean * mean) / sd - 1), 0.03);
}

static void add(struct moments *moments, double x)
{
    moments->sum += x;
    moments->squares += x * x;
    moments->n++;
}

static void check_optimism(const struct boot_choice *choices, size_t n,
                           const struct ref_table *table, size_t first_row)
{
    for (size_t i = 0; i < N_RULES; i++) {
        struct moments se = {0}, sp = {0}, youden = {0};

        for (size_t r = 0; r < n; r++) {
            const struct boot_choice *c = &choices[r * N_RULES + i];
            double of_se = (double)c->drawn.tp / (double)counts_pos(&c->drawn) -
                           (double)c->studies.tp / (double)counts_pos(&c->studies);
            double of_sp = (double)c->drawn.tn / (double)counts_neg(&c->drawn) -
                           (double)c->studies.tn / (double)counts_neg(&c->studies);

            add(&se, of_se);
            add(&sp, of_sp);
            add(&youden, of_se + of_sp);
        }
        check_moments(&se, table, first_row + i, "se");
        check_moments(&sp, table, first_row + i, "sp");
        check_moments(&youden, table, first_row + i, "youden");
    }
}

/* By studies (0) and by patients (1). */
START_TEST(optimism_agrees_with_r)
{
    enum { REPLICATES = 40000 };
    struct boot_choice *choices = xcalloc(REPLICATES * N_RULES, sizeof *choices);
    struct patients p = patients_of_f40();
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct boot_plan plan = plan_of(REPLICATES, 1, 2);
    struct clusters clusters;
    struct ranked ranked;
    struct ref_table table;

    clusters_init(&clusters, &ranked, &sample);
    if (_i)
        plan.clusters = &clusters;
    ref_table_read(&table, "selection-f40.csv");
    boot_select(choices, &ranked, rules, N_RULES, &plan);
    check_optimism(choices, REPLICATES, &table, _i ? N_RULES : 0);
    free(choices);
    ref_table_release(&table);
    clusters_release(&clusters);
    ranked_release(&ranked);
}
END_TEST

/* ---- Against the tables at all thresholds -------------------------------------- */

/* Random cells of both classes, some of them wide, some empty. */
static struct ranked random_ranked(struct rng *rng)
{
    static const uint32_t sizes[] = {0, 1, 1, 2, 3, 16, 17, 200};
    struct scores s = scores_new(4000);
    size_t n = 0, n_scores = 1 + rng_below(rng, 9);
    struct ranked ranked;

    s.is_pos[n] = 1;
    s.score[n++] = .5;
    s.score[n++] = .5;
    for (size_t i = 0; i < n_scores; i++)
        for (uint8_t c = 0; c < 2; c++)
            for (uint64_t k = sizes[rng_below(rng, 8)]; k > 0; k--) {
                s.score[n] = (double)i / 8;
                s.is_pos[n++] = c;
            }
    if (rng_below(rng, 3) == 0)
        s.score[n++] = INFINITY;
    if (rng_below(rng, 3) == 0)
        s.score[n++] = -INFINITY;
    s.n = n;
    ranked = scores_rank(&s);
    scores_release(&s);
    return ranked;
}

/* What operating_choose() makes of the replicate as a sample of its own. */
static void check_choice(const struct boot_choice *choice, const struct counts *counts,
                         const struct ranked *ranked, const struct operating_rule *rule)
{
    struct ranked drawn = {.score = xcalloc(ranked->n_blocks, sizeof(double)),
                           .pos = xcalloc(ranked->n_blocks, sizeof(uint64_t)),
                           .neg = xcalloc(ranked->n_blocks, sizeof(uint64_t))};
    uint64_t *sums = xcalloc(2 * (ranked->n_blocks + 1), sizeof *sums);
    struct operating_curve curve;
    struct operating_choice want;

    for (size_t b = 0; b < ranked->n_blocks; b++) { /* counts at each score */
        bool last = b + 1 == ranked->n_blocks;
        uint64_t pos = counts[b].tp - (last ? 0 : counts[b + 1].tp);
        uint64_t neg = counts[b].fp - (last ? 0 : counts[b + 1].fp);

        if (pos + neg == 0)
            continue;
        drawn.score[drawn.n_blocks] = ranked->score[b];
        drawn.pos[drawn.n_blocks] = pos;
        drawn.neg[drawn.n_blocks++] = neg;
        drawn.n_pos += pos;
        drawn.n_neg += neg;
    }
    curve = operating_curve_of(&drawn, sums, sums + drawn.n_blocks + 1);
    want = operating_choose(&curve, rule);
    if (want.is_reached) {
        double t = operating_threshold(&drawn, want.candidate);
        struct counts c = counts_at(&drawn, t), whole = counts_at(ranked, t);

        ck_assert_mem_eq(&choice->drawn, &c, sizeof c);
        ck_assert_mem_eq(&choice->studies, &whole, sizeof whole);
    } else {
        ck_assert_uint_eq(counts_all(&choice->drawn), 0);
    }
    free(sums);
    ranked_release(&drawn);
}

START_TEST(replicates_are_chosen_on_as_samples)
{
    enum { REPLICATES = 20 };
    struct rng rng;

    rng_init(&rng, 3);
    for (int trial = 0; trial < 60; trial++) {
        struct ranked ranked = random_ranked(&rng);
        const struct boot_request request = {.n_thresholds = ranked.n_blocks,
                                             .thresholds = ranked.score};
        struct boot_choice choices[REPLICATES * N_RULES];
        struct boot_plan plan = plan_of(REPLICATES, (uint64_t)trial, 2);
        struct boot_result result;

        boot_run(&result, &ranked, &request, &plan);
        boot_select(choices, &ranked, rules, N_RULES, &plan);
        for (size_t r = 0; r < REPLICATES; r++)
            for (size_t i = 0; i < N_RULES; i++)
                check_choice(&choices[r * N_RULES + i],
                             &result.counts[r * ranked.n_blocks], &ranked, &rules[i]);
        boot_result_release(&result);
        ranked_release(&ranked);
    }
}
END_TEST

/* ---- Same answer ----------------------------------------------------------------- */

START_TEST(independent_of_threads_and_of_other_rules)
{
    enum { REPLICATES = 200 };
    struct boot_plan one = plan_of(REPLICATES, 4, 1), seven = plan_of(REPLICATES, 4, 7);
    struct ranked f40 = ranked_of_f40(NULL);
    static struct boot_choice a[REPLICATES * N_RULES], b[REPLICATES * N_RULES],
        c[REPLICATES];

    boot_select(a, &f40, rules, N_RULES, &one);
    boot_select(b, &f40, rules, N_RULES, &seven);
    boot_select(c, &f40, &rules[2], 1, &one);
    ck_assert_mem_eq(a, b, sizeof a);
    for (size_t r = 0; r < REPLICATES; r++)
        ck_assert_mem_eq(&a[r * N_RULES + 2], &c[r], sizeof c[r]);
    ranked_release(&f40);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("selection");
    TCase *tests = tcase_create("selection");

    tcase_add_loop_test(tests, optimism_agrees_with_r, 0, 2);
    tcase_add_test(tests, replicates_are_chosen_on_as_samples);
    tcase_add_test(tests, independent_of_threads_and_of_other_rules);
    suite_add_tcase(suite, tests);
    return test_main(suite);
}
