/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several scores for the same studies, for the tests of what compares models.
 */
#ifndef TESTS_UNIT_PAIREDLIB_H
#define TESTS_UNIT_PAIREDLIB_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "patientlib.h"
#include "scorelib.h"
#include "stats/paired.h"

enum { MOST_MODELS = 4 };

/* Owns its arrays. */
struct rows {
    size_t n, n_models;
    double *score[MOST_MODELS];
    uint8_t *is_pos;
    uint64_t *count;   /* may be NULL */
    uint32_t *patient; /* may be NULL */
};

static inline struct rows rows_new(size_t n, size_t n_models)
{
    struct rows rows = {.n = n, .n_models = n_models, .is_pos = xcalloc(n, 1)};

    for (size_t k = 0; k < n_models; k++)
        rows.score[k] = xcalloc(n, sizeof(double));
    return rows;
}

static inline void rows_release(struct rows *rows)
{
    for (size_t k = 0; k < rows->n_models; k++)
        free(rows->score[k]);
    free(rows->is_pos);
    free(rows->count);
    free(rows->patient);
    *rows = (struct rows){0};
}

static inline struct paired rows_pair(const struct rows *rows)
{
    const double *score[MOST_MODELS] = {rows->score[0], rows->score[1], rows->score[2],
                                        rows->score[3]};
    struct paired paired;

    paired_init(&paired, &(struct paired_sample){.n = rows->n,
                                                 .n_models = rows->n_models,
                                                 .score = score,
                                                 .is_pos = rows->is_pos,
                                                 .count = rows->count,
                                                 .patient = rows->patient});
    return paired;
}

/* Columns of a CSV file as models; the same rows each time. */
static inline struct rows rows_of_file(struct selection select,
                                       const char *const *columns, size_t n_models)
{
    struct rows rows = {.n_models = n_models};

    for (size_t k = 0; k < n_models; k++) {
        struct scores scores;

        select.score = columns[k];
        scores = scores_of_file(&select);
        ck_assert_uint_gt(scores.n, 0);
        ck_assert(k == 0 || scores.n == rows.n);
        rows.n = scores.n;
        rows.score[k] = scores.score;
        free(rows.is_pos);
        rows.is_pos = scores.is_pos;
    }
    return rows;
}

/* F40's score and score2, with its patients on request. */
static inline struct rows rows_of_f40(bool with_patients)
{
    static const char *const columns[] = {"score", "score2"};
    struct rows rows = rows_of_file(
        (struct selection){
            .path = "data/samples/fixture40.csv", .label = "label", .positive = "1"},
        columns, 2);

    if (with_patients) {
        struct patients patients = patients_of_f40();

        rows.patient = xcalloc(rows.n, sizeof *rows.patient);
        memcpy(rows.patient, patients.patient, sizeof patients.patient);
    }
    return rows;
}

/* pROC's aneurysm patients: s100b, wfns, ndka. */
static inline struct rows rows_of_asah(void)
{
    static const char *const columns[] = {"s100b", "wfns", "ndka"};

    return rows_of_file((struct selection){.path = "data/samples/asah.csv",
                                           .label = "outcome",
                                           .positive = "Poor"},
                        columns, 3);
}

/* `n_patients` 0: independent studies. Scores on a grid of `grid` steps, correlated within studies and patients. */
static inline struct rows rows_by_chance(uint64_t seed, size_t n, uint64_t grid,
                                         uint64_t n_patients)
{
    struct rows rows = rows_new(n, 2);
    struct rng rng;

    rng_init(&rng, rng_key(seed));
    if (n_patients > 0)
        rows.patient = xcalloc(n, sizeof *rows.patient);
    for (size_t i = 0; i < n; i++) {
        uint64_t shared = rng_below(&rng, grid);
        uint64_t patient = n_patients > 0 ? rng_below(&rng, n_patients) : 0;

        rows.is_pos[i] = rng_below(&rng, 3) == 0;
        shared += rows.is_pos[i] * rng_below(&rng, grid) + patient % grid;
        for (size_t k = 0; k < 2; k++)
            rows.score[k][i] = (double)(shared + rng_below(&rng, grid)) / (double)grid;
        if (n_patients > 0)
            rows.patient[i] = (uint32_t)patient;
    }
    return rows;
}

static inline void swap_rows(struct rows *rows, size_t i, size_t j)
{
    uint8_t is_pos = rows->is_pos[i];

    rows->is_pos[i] = rows->is_pos[j];
    rows->is_pos[j] = is_pos;
    for (size_t k = 0; k < rows->n_models; k++) {
        double score = rows->score[k][i];

        rows->score[k][i] = rows->score[k][j];
        rows->score[k][j] = score;
    }
    if (rows->patient) {
        uint32_t patient = rows->patient[i];

        rows->patient[i] = rows->patient[j];
        rows->patient[j] = patient;
    }
}

static inline void rows_shuffle(struct rows *rows, uint64_t seed)
{
    struct rng rng;

    rng_init(&rng, rng_key(seed));
    for (size_t i = rows->n; i > 1; i--)
        swap_rows(rows, i - 1, (size_t)rng_below(&rng, i));
}

/* Row i stands for 1 + i mod 3 studies: by a count, or by so many rows. */
static inline struct rows rows_repeat(const struct rows *rows, bool counted)
{
    struct rows result = rows_new(counted ? rows->n : 3 * rows->n, rows->n_models);
    size_t n = 0;

    if (counted)
        result.count = xcalloc(rows->n, sizeof *result.count);
    if (rows->patient)
        result.patient = xcalloc(result.n, sizeof *result.patient);
    for (size_t i = 0; i < rows->n; i++) {
        size_t copies = counted ? 1 : 1 + i % 3;

        for (size_t j = 0; j < copies; j++, n++) {
            for (size_t k = 0; k < rows->n_models; k++)
                result.score[k][n] = rows->score[k][i];
            result.is_pos[n] = rows->is_pos[i];
            if (rows->patient)
                result.patient[n] = rows->patient[i];
            if (counted)
                result.count[n] = 1 + i % 3;
        }
    }
    result.n = n;
    return result;
}

#endif
