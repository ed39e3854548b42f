/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "boot/consistency.h"

#include <math.h>

#include "boot/calibrated.h"
#include "chancelib.h"
#include "patientlib.h"
#include "scorelib.h"

struct fixture {
    struct ranked ranked;
    struct clusters clusters;
    struct isotonic fit;
};

static struct fixture fixture_of_f40(void)
{
    struct patients p = patients_of_f40();
    struct sample sample = {
        .n = 40, .score = p.score, .is_pos = p.is_pos, .patient = p.patient};
    struct fixture f;

    clusters_init(&f.clusters, &f.ranked, &sample);
    isotonic_fit(&f.fit, &f.ranked);
    return f;
}

static void fixture_release(struct fixture *f)
{
    isotonic_release(&f->fit);
    clusters_release(&f->clusters);
    ranked_release(&f->ranked);
}

static struct consistency band_of(const struct fixture *f, const struct clusters *by,
                                  enum band_kind kind, size_t threads,
                                  size_t replicates)
{
    struct boot_plan plan = {
        .replicates = replicates, .key = 11, .n_threads = threads, .clusters = by};
    struct consistency band;

    consistency_init(&band, &f->ranked, &f->fit, &plan, kind, 0.95);
    return band;
}

/* tests/ref/consistency.py simulates by itself; each limit lies between its quantiles on either side. */
static void check_limits(const struct consistency *band, const char *set)
{
    struct ref_table table;
    size_t at = 0;

    ref_table_read(&table, "consistency.csv");
    for (size_t row = 0; row < table.n_rows; row++) {
        if (strcmp(ref_text(&table, row, "set"), set) != 0)
            continue;
        ck_assert_uint_lt(at, band->n);
        ck_assert_double_eq(band->score[at], ref_number(&table, row, "score"));
        ck_assert_double_ge(band->low[at], ref_number(&table, row, "low_from") - 1e-8);
        ck_assert_double_le(band->low[at], ref_number(&table, row, "low_to") + 1e-8);
        ck_assert_double_ge(band->high[at],
                            ref_number(&table, row, "high_from") - 1e-8);
        ck_assert_double_le(band->high[at++],
                            ref_number(&table, row, "high_to") + 1e-8);
    }
    ck_assert_uint_eq(at, band->n);
    ref_table_release(&table);
}

START_TEST(limits_are_those_of_another_simulation)
{
    struct fixture f = fixture_of_f40();
    struct consistency studies = band_of(&f, NULL, BAND_POINTWISE, 2, 4000);
    struct consistency patients = band_of(&f, &f.clusters, BAND_POINTWISE, 2, 4000);

    check_limits(&studies, "studies");
    check_limits(&patients, "patients");
    ck_assert_double_nan(studies.share);
    consistency_release(&studies);
    consistency_release(&patients);
    fixture_release(&f);
}
END_TEST

/* By tests/ref/consistency.py, pair by pair; above 1 it counts as 1. */
START_TEST(the_share_is_that_of_all_pairs)
{
    struct fixture f = fixture_of_f40();
    struct ref_table table;

    ref_table_read(&table, "consistency.csv");
    for (size_t row = 0; row < table.n_rows; row++)
        if (!strcmp(ref_text(&table, row, "set"), "patients"))
            assert_rel(calibrated_share(&f.clusters, &f.ranked, &f.fit),
                       ref_number(&table, row, "share"), 1e-12, "share");
    ref_table_release(&table);
    fixture_release(&f);
}
END_TEST

/* Two patients of two studies each: scores 0.2 (0, 1) and 0.6 (1, 1), all with fits 1/2 and 1. By hand: the second pair has no rest; the
 * first -1/2 and 1/2, product -1/4, expected 1/4: below 0 counts as 0. Alike (0, 0 at 0.2, 1, 1 at 0.2): the fit is 1/2, products 1/4 and 1/4. */
START_TEST(a_share_lies_within_0_and_1)
{
    double score[] = {0.2, 0.2, 0.6, 0.6}, same[] = {0.2, 0.2, 0.2, 0.2};
    uint8_t apart[] = {0, 1, 1, 1}, alike[] = {0, 0, 1, 1};
    uint32_t patient[] = {0, 0, 1, 1};
    struct sample samples[] = {
        {.n = 4, .score = score, .is_pos = apart, .patient = patient},
        {.n = 4, .score = same,  .is_pos = alike, .patient = patient}
    };

    for (int i = 0; i < 2; i++) {
        struct fixture f;

        clusters_init(&f.clusters, &f.ranked, &samples[i]);
        isotonic_fit(&f.fit, &f.ranked);
        ck_assert_double_eq(calibrated_share(&f.clusters, &f.ranked, &f.fit), i);
        fixture_release(&f);
    }
}
END_TEST

static void check_half(const struct fixture *f)
{
    enum { DRAWS = 20000 };
    struct calibrated_plan *plan = calibrated_plan_new(&f->ranked, &f->clusters, 0.5);
    uint64_t pos[40], neg[40];
    double sum[40] = {0};
    struct rng rng;

    rng_init(&rng, rng_key(3));
    for (int i = 0; i < DRAWS; i++) {
        calibrated_draw(plan, &rng, pos, neg);
        for (size_t b = 0; b < f->ranked.n_blocks; b++) {
            ck_assert_uint_eq(pos[b] + neg[b], f->ranked.pos[b] + f->ranked.neg[b]);
            sum[b] += (double)pos[b] / DRAWS;
        }
    }
    for (size_t b = 0; b < f->ranked.n_blocks; b++) {
        double n = (double)(f->ranked.pos[b] + f->ranked.neg[b]);
        double p = f->ranked.score[b];

        check_mean(sum[b], n * p, n * n * p * (1 - p), DRAWS, "drawn");
    }
    calibrated_plan_free(plan);
}

/* However alike a patient's outcomes are. */
START_TEST(each_score_is_the_share_of_its_outcomes)
{
    struct fixture f = fixture_of_f40();

    check_half(&f);
    fixture_release(&f);
}
END_TEST

START_TEST(a_simultaneous_band_is_wider)
{
    struct fixture f = fixture_of_f40();
    struct consistency narrow = band_of(&f, NULL, BAND_POINTWISE, 2, 4000);
    struct consistency wide = band_of(&f, NULL, BAND_SIMULTANEOUS, 2, 4000);
    double gained = 0;

    for (size_t i = 0; i < wide.n; i++) {
        ck_assert_double_le(wide.low[i], narrow.low[i]);
        ck_assert_double_ge(wide.high[i], narrow.high[i]);
        gained += narrow.low[i] - wide.low[i] + wide.high[i] - narrow.high[i];
    }
    ck_assert_double_gt(gained, 0);
    ck_assert_double_eq(wide.miscalibration, narrow.miscalibration);
    consistency_release(&narrow);
    consistency_release(&wide);
    fixture_release(&f);
}
END_TEST

START_TEST(a_band_depends_on_no_thread)
{
    struct fixture f = fixture_of_f40();
    struct consistency one = band_of(&f, &f.clusters, BAND_SIMULTANEOUS, 1, 4000);
    struct consistency seven = band_of(&f, &f.clusters, BAND_SIMULTANEOUS, 7, 4000);

    ck_assert_uint_eq(one.n, seven.n);
    ck_assert_mem_eq(one.low, seven.low, one.n * sizeof *one.low);
    ck_assert_mem_eq(one.high, seven.high, one.n * sizeof *one.high);
    ck_assert_double_eq(one.miscalibration, seven.miscalibration);
    consistency_release(&one);
    consistency_release(&seven);
    fixture_release(&f);
}
END_TEST

/* 22,000 scores are drawn in twos, 11,000 of two studies each as they are: the law is the same, so limits differ by chance and by where they are read,
 * 0.0025 apart at most. */
START_TEST(neighbours_are_drawn_together_where_there_are_many)
{
    struct scores fine = scores_new(22000);
    struct fixture f[2] = {{.fit = {0}}, {.fit = {0}}};
    struct consistency band[2];

    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < fine.n; i++)
            fine.score[i] = (double)(k ? 2 * (i / 2) : i) / 22000;
        f[k].ranked = scores_rank(&fine);
        isotonic_fit(&f[k].fit, &f[k].ranked);
        band[k] = band_of(&f[k], NULL, BAND_POINTWISE, 2, 400);
    }
    ck_assert_uint_eq(f[0].ranked.n_blocks, 22000);
    for (size_t i = 0, j = 0; i < band[0].n; i++) {
        while (j + 1 < band[1].n && band[1].score[j] < band[0].score[i])
            j++;
        ck_assert_double_eq_tol(band[0].score[i], band[1].score[j], 0.004);
        ck_assert_double_eq_tol(band[0].low[i], band[1].low[j], 0.03);
        ck_assert_double_eq_tol(band[0].high[i], band[1].high[j], 0.03);
    }
    assert_rel(band[0].miscalibration, band[1].miscalibration, 0.06, "miscalibration");
    for (int k = 0; k < 2; k++) {
        consistency_release(&band[k]);
        isotonic_release(&f[k].fit);
        ranked_release(&f[k].ranked);
    }
    scores_release(&fine);
}
END_TEST

/* Infinite scores have no place and keep their class; without others there is no band. */
START_TEST(studies_without_output_have_no_place)
{
    double score[] = {-INFINITY, 0.3, INFINITY};
    uint8_t is_pos[] = {1, 0, 0};
    struct scores scores = {3, score, is_pos};
    struct fixture f = {.ranked = scores_rank(&scores)};
    struct consistency band;

    isotonic_fit(&f.fit, &f.ranked);
    band = band_of(&f, NULL, BAND_POINTWISE, 1, 4000);
    ck_assert_uint_eq(band.n, 1);
    ck_assert_double_eq(band.score[0], 0.3);
    ck_assert_double_eq(band.low[0], 0);
    ck_assert_double_eq(band.high[0], 1);
    consistency_release(&band);
    f.fit.n_blocks = 0;
    band = band_of(&f, NULL, BAND_POINTWISE, 1, 4000);
    ck_assert_uint_eq(band.n, 0);
    isotonic_release(&f.fit);
    ranked_release(&f.ranked);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("consistency");
    TCase *tc = tcase_create("consistency");

    tcase_add_test(tc, limits_are_those_of_another_simulation);
    tcase_add_test(tc, the_share_is_that_of_all_pairs);
    tcase_add_test(tc, a_share_lies_within_0_and_1);
    tcase_add_test(tc, each_score_is_the_share_of_its_outcomes);
    tcase_add_test(tc, a_simultaneous_band_is_wider);
    tcase_add_test(tc, a_band_depends_on_no_thread);
    tcase_add_test(tc, neighbours_are_drawn_together_where_there_are_many);
    tcase_add_test(tc, studies_without_output_have_no_place);
    suite_add_tcase(suite, tc);
    return test_main(suite);
}
