/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats/operating_point.h"

#include "scorelib.h"

static struct operating_choice choose(const struct ranked *ranked,
                                      struct operating_rule rule, double *threshold,
                                      struct counts *counts)
{
    uint64_t *sums = xcalloc(2 * (ranked->n_blocks + 1), sizeof *sums);
    struct operating_curve curve =
        operating_curve_of(ranked, sums, sums + ranked->n_blocks + 1);
    struct operating_choice choice = operating_choose(&curve, &rule);

    if (choice.is_reached) {
        *threshold = operating_threshold(ranked, choice.candidate);
        *counts = counts_at(ranked, *threshold);
        ck_assert_uint_eq(counts->tp, curve.tp[choice.candidate]);
        ck_assert_uint_eq(counts->fp, curve.fp[choice.candidate]);
    }
    free(sums);
    return choice;
}

/* Threshold, criterion, sensitivity and specificity on F40: hand calculation, and for
 * Youden's index and the cost pROC's coords("best"), best.weights c(5, 0.1). */
START_TEST(worked_numbers)
{
    static const struct {
        const char *what;
        struct operating_rule rule;
        double threshold, value, se, sp;
    } cases[] = {
        {"youden",  {CHOOSE_YOUDEN, 0, NAN},       .56, .7291666667, .8125, .9166666667},
        {"sens90",  {CHOOSE_SENSITIVITY, .9, NAN}, .28, .9375,       .9375, .625       },
        {"spec90",  {CHOOSE_SPECIFICITY, .9, NAN}, .56, .9166666667, .8125, .9166666667},
        {"cost5",   {CHOOSE_COST, 5, .1},          .56, .6625,       .8125, .9166666667},
        {"flags20", {CHOOSE_FLAGS, 20, .1},        .52, 19.375,      .8125, .875       },
 /* Se - 24/16/1 (1-Sp) = 13/16 - 1.5 * 2/24 */
        {"cost1",   {CHOOSE_COST, 1, NAN},         .56, .6875,       .8125, .9166666667},
 /* 16 of 40: the 16 highest scores go down to .52 */
        {"flags40", {CHOOSE_FLAGS, 40, NAN},       .52, 40,          .8125, .875       },
        {"sens100", {CHOOSE_SENSITIVITY, 1, NAN},  .24, 1,           1,     .4583333333},
        {"spec100", {CHOOSE_SPECIFICITY, 1, NAN},  .78, 1,           .625,  1          },
    };
    struct ranked f40 = ranked_of_f40(NULL);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct counts c;
        double threshold;
        struct operating_choice choice = choose(&f40, cases[i].rule, &threshold, &c);

        ck_assert(choice.is_reached);
        assert_rel(threshold, cases[i].threshold, 0, cases[i].what);
        assert_rel(choice.value, cases[i].value, 1e-9, cases[i].what);
        assert_rel((double)c.tp / 16, cases[i].se, 1e-9, cases[i].what);
        assert_rel((double)c.tn / 24, cases[i].sp, 1e-9, cases[i].what);
        ck_assert_uint_eq(choice.n_tied, 1);
    }
    ranked_release(&f40);
}
END_TEST

/* What a rule is, study by study, over all thresholds from the highest down. Whole
 * numbers only. `cost` 3:1 at the studies' own prevalence, budgets per 100. */
struct plain {
    double threshold;
    size_t n_tied;
    bool found;
};

static struct counts plain_counts(const struct scores *s, double threshold)
{
    struct counts c = {0};

    for (size_t i = 0; i < s->n; i++) {
        bool flagged = s->score[i] >= threshold;

        ++*(s->is_pos[i] ? (flagged ? &c.tp : &c.fn) : (flagged ? &c.fp : &c.tn));
    }
    return c;
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

static struct plain plain_choose(const struct scores *s, enum operating_criterion of,
                                 uint64_t percent)
{
    struct plain plain = {.n_tied = 1};
    double *t = xcalloc(s->n + 1, sizeof *t);
    int64_t best = INT64_MIN;

    memcpy(t + 1, s->score, s->n * sizeof *t);
    t[0] = INFINITY;
    qsort(t, s->n + 1, sizeof *t, descending);
    for (size_t i = 0; i <= s->n; i++) {
        struct counts c = plain_counts(s, t[i]);
        uint64_t m = c.tp + c.fn, n = c.fp + c.tn;
        int64_t value = of == CHOOSE_YOUDEN ? (int64_t)(c.tp * n) - (int64_t)(c.fp * m)
                                            : 3 * (int64_t)c.tp - (int64_t)c.fp;

        if (i > 0 && t[i] == t[i - 1])
            continue;
        if (of == CHOOSE_SENSITIVITY) {
            if (!plain.found && 100 * c.tp >= percent * m)
                plain = (struct plain){t[i], 1, true};
        } else if (of == CHOOSE_SPECIFICITY) {
            if (100 * c.tn >= percent * n)
                plain = (struct plain){t[i], 1, true};
        } else if (of == CHOOSE_FLAGS) {
            if (100 * (c.tp + c.fp) <= percent * (m + n))
                plain = (struct plain){t[i], 1, true};
        } else if (value > best) {
            best = value;
            plain = (struct plain){t[i], 1, true};
        } else {
            plain.n_tied += value == best;
        }
    }
    free(t);
    return plain;
}

START_TEST(chosen_as_defined)
{
    static const enum operating_criterion all[] = {CHOOSE_SENSITIVITY,
                                                   CHOOSE_SPECIFICITY, CHOOSE_YOUDEN,
                                                   CHOOSE_FLAGS, CHOOSE_COST};
    static const uint64_t percents[] = {5, 29, 50, 70, 90, 95, 100};
    struct rng rng;
    size_t n_ties = 0;

    rng_init(&rng, 1);
    for (int trial = 0; trial < 3000; trial++) {
        struct scores s = scores_new(2 + rng_below(&rng, 30));
        struct ranked ranked;

        for (size_t i = 0; i < s.n; i++) {
            s.score[i] = (double)rng_below(&rng, 12) / 8;
            s.is_pos[i] = i == 0 || (i > 1 && rng_below(&rng, 2));
        }
        ranked = scores_rank(&s);
        for (size_t c = 0; c < 5; c++)
            for (size_t p = 0; p < 7; p++) {
                double target = c == 4 ? 3 : (double)percents[p] / (c == 3 ? 1 : 100);
                struct operating_rule rule = {all[c], target, NAN};
                struct plain want = plain_choose(&s, all[c], percents[p]);
                struct counts counts;
                double threshold = NAN;
                struct operating_choice got =
                    choose(&ranked, rule, &threshold, &counts);

                ck_assert(got.is_reached && want.found);
                assert_rel(threshold, want.threshold, 0, "threshold");
                ck_assert_uint_eq(got.n_tied, want.n_tied);
                n_ties += want.n_tied > 1;
            }
        ranked_release(&ranked);
        scores_release(&s);
    }
    ck_assert_uint_gt(n_ties, 1000);
}
END_TEST

/* Studies without output: all candidates flag those at +inf, none those at -inf. */
START_TEST(without_output)
{
    double score[] = {INFINITY, INFINITY, .9, .8, .2, -INFINITY, -INFINITY};
    uint8_t is_pos[] = {1, 0, 1, 0, 0, 1, 0};
    struct scores s = {7, score, is_pos};
    struct ranked ranked = scores_rank(&s);
    struct operating_rule rule = {CHOOSE_SENSITIVITY, 2. / 3, NAN};
    double threshold;
    struct counts c;
    size_t candidate;

    ck_assert(choose(&ranked, rule, &threshold, &c).is_reached);
    assert_rel(threshold, .9, 0, "the highest of the rest");
    rule.target = .7; /* the one at -inf is never flagged */
    ck_assert(!choose(&ranked, rule, &threshold, &c).is_reached);
    rule = (struct operating_rule){CHOOSE_SPECIFICITY, .75, NAN};
    ck_assert(choose(&ranked, rule, &threshold, &c).is_reached);
    assert_rel(threshold, .9, 0, "below it is a false flag");
    rule.target = .8; /* the one at +inf is always flagged */
    ck_assert(!choose(&ranked, rule, &threshold, &c).is_reached);
    /* Positives from below: -inf, .9, +inf. Negatives from above: +inf, .8, .2, -inf. */
    ck_assert(!operating_kth_lowest(&ranked, ranked.pos, 1, &candidate));
    ck_assert(operating_kth_lowest(&ranked, ranked.pos, 2, &candidate));
    assert_rel(operating_threshold(&ranked, candidate), .9, 0, "second lowest");
    ck_assert(operating_kth_lowest(&ranked, ranked.pos, 3, &candidate));
    ck_assert_uint_eq(candidate, 0);
    ck_assert(!operating_kth_lowest(&ranked, ranked.pos, 4, &candidate));
    ck_assert(!operating_above_kth_highest(&ranked, ranked.neg, 1, &candidate));
    ck_assert(operating_above_kth_highest(&ranked, ranked.neg, 2, &candidate));
    assert_rel(operating_threshold(&ranked, candidate), .9, 0, "above .8");
    ck_assert(operating_above_kth_highest(&ranked, ranked.neg, 4, &candidate));
    assert_rel(operating_threshold(&ranked, candidate), .2, 0, "above -inf");
    ranked_release(&ranked);
}
END_TEST

START_TEST(one_class)
{
    double score[] = {.1, .2};
    uint8_t is_pos[] = {1, 1};
    struct scores s = {2, score, is_pos};
    struct ranked ranked = scores_rank(&s);
    double threshold;
    struct counts c;

    for (int criterion = CHOOSE_SENSITIVITY; criterion <= CHOOSE_COST; criterion++) {
        struct operating_rule rule = {(enum operating_criterion)criterion, .9, NAN};
        bool can = criterion == CHOOSE_SENSITIVITY || criterion == CHOOSE_FLAGS;

        ck_assert(choose(&ranked, rule, &threshold, &c).is_reached == can);
    }
    ranked_release(&ranked);
}
END_TEST

/* scipy 1.10 beta.sf(target, m - k + 1, k) and binom.sf, which agree to 1e-13. */
START_TEST(guaranteed_probability_equals_scipy)
{
    static const struct {
        uint64_t m, k;
        double target, want;
    } cases[] = {
        {29, 1, .9, 0.9528987130275375},
        {29, 2, .9, 0.8011278994496028},
        {60, 2, .9, 0.9862229210339893},
        {60, 3, .9, 0.9469549181840073},
        {16, 1, .8, 0.9718525023289344},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_rel(
            operating_guaranteed_probability(cases[i].m, cases[i].k, cases[i].target),
            cases[i].want, 1e-12, "P(sensitivity >= target)");
}
END_TEST

/* The largest k by trying all with scipy; the smallest m from 1 - target^m. */
START_TEST(guaranteed_rank)
{
    static const struct {
        uint64_t m;
        double target, confidence;
        uint64_t want;
    } ranks[] = {
        {0,    .9,  .95, 0  },
        {28,   .9,  .95, 0  },
        {29,   .9,  .95, 1  },
        {58,   .95, .95, 0  },
        {59,   .95, .95, 1  },
        {60,   .9,  .95, 2  },
        {148,  .98, .95, 0  },
        {149,  .98, .95, 1  },
        {738,  .95, .95, 27 },
        {738,  .9,  .95, 61 },
        {5241, .9,  .95, 489},
        {16,   .8,  .95, 1  },
        {500,  .5,  .9,  236},
        {100,  .99, .5,  1  },
        {69,   .99, .5,  1  },
        {68,   .99, .5,  0  },
        {1000, 1,   .95, 0  },
    };
    static const struct {
        double target, confidence;
        uint64_t want;
    } least[] = {
        {.9,   .95, 29  },
        {.95,  .95, 59  },
        {.98,  .95, 149 },
        {.8,   .95, 14  },
        {.99,  .5,  69  },
        {.5,   .95, 5   },
        {.5,   .5,  1   },
        {.999, .99, 4603},
        {1,    .95, 0   },
    };

    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        ck_assert_uint_eq(
            operating_guaranteed_rank(ranks[i].m, ranks[i].target, ranks[i].confidence),
            ranks[i].want);
    for (size_t i = 0; i < sizeof least / sizeof *least; i++)
        ck_assert_uint_eq(
            operating_guaranteed_minimum(least[i].target, least[i].confidence),
            least[i].want);
}
END_TEST

/* How often the guaranteed threshold keeps its promise: of uniform positives the true
 * sensitivity at threshold t is 1 - t. 60 positives, target .9: .98622. */
START_TEST(guaranteed_by_chance)
{
    enum { TRIALS = 20000, M = 60 };
    struct rng rng;
    int kept = 0;

    rng_init(&rng, 2);
    for (int trial = 0; trial < TRIALS; trial++) {
        struct scores s = scores_new(M);
        struct ranked ranked;
        size_t candidate;

        for (size_t i = 0; i < M; i++) {
            s.score[i] = rng_uniform(&rng);
            s.is_pos[i] = 1;
        }
        ranked = scores_rank(&s);
        ck_assert(operating_kth_lowest(
            &ranked, ranked.pos, operating_guaranteed_rank(M, .9, .95), &candidate));
        kept += 1 - operating_threshold(&ranked, candidate) >= .9;
        ranked_release(&ranked);
        scores_release(&s);
    }
    /* four standard errors */
    ck_assert(fabs(kept / (double)TRIALS - .98622) <
              4 * sqrt(.98622 * .01378 / TRIALS));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("operating_point");
    TCase *tests = tcase_create("choice");

    tcase_add_test(tests, worked_numbers);
    tcase_add_test(tests, chosen_as_defined);
    tcase_add_test(tests, without_output);
    tcase_add_test(tests, one_class);
    tcase_add_test(tests, guaranteed_probability_equals_scipy);
    tcase_add_test(tests, guaranteed_rank);
    tcase_add_test(tests, guaranteed_by_chance);
    suite_add_tcase(suite, tests);
    return test_main(suite);
}
