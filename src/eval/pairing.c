/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/pairing.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool has_score(const struct pairing *pairing, size_t model, size_t row)
{
    const struct cohort *cohort = &pairing->cohort;

    return cohort->missing == MISSING_POSITIVE || cohort->missing == MISSING_NEGATIVE ||
           !isnan(cohort->score[pairing->scores[model]][row]);
}

static bool is_shared(const struct pairing *pairing, size_t row)
{
    for (size_t k = 0; k < pairing->n_models; k++)
        if (!has_score(pairing, k, row))
            return false;
    return true;
}

static void count_unshared(struct pairing *pairing, size_t row, uint8_t label)
{
    uint64_t studies = cohort_studies(&pairing->cohort, row);

    for (size_t k = 0; k < pairing->n_models; k++) {
        struct unshared *unshared = &pairing->unshared[k];

        if (!has_score(pairing, k, row))
            continue;
        *(label == LABEL_POSITIVE   ? &unshared->pos
          : label == LABEL_NEGATIVE ? &unshared->neg
                                    : &unshared->without_truth) += studies;
    }
}

void pairing_init(struct pairing *pairing, const struct cohort *cohort,
                  const size_t *scores, size_t n_models, size_t label)
{
    size_t n = cohort->n;

    *pairing =
        (struct pairing){.cohort = *cohort,
                         .label = xcalloc(n, sizeof *pairing->label),
                         .scores = scores,
                         .n_models = n_models,
                         .unshared = xcalloc(n_models, sizeof *pairing->unshared)};
    if (n > 0)
        memcpy(pairing->label, cohort->label[label], n);
    pairing->labels[0] = pairing->label;
    pairing->cohort.label = pairing->labels;
    pairing->cohort.n_labels = 1;
    for (size_t i = 0; i < n; i++)
        if (pairing->label[i] != LABEL_EXCLUDED && !is_shared(pairing, i)) {
            count_unshared(pairing, i, pairing->label[i]);
            pairing->label[i] = LABEL_EXCLUDED;
        }
}

void pairing_release(struct pairing *pairing)
{
    free(pairing->label);
    free(pairing->unshared);
    *pairing = (struct pairing){0};
}

bool pairing_keeps_all(const struct pairing *pairing, size_t model)
{
    const struct unshared *unshared = &pairing->unshared[model];

    return unshared->pos + unshared->neg + unshared->without_truth == 0;
}

void pairing_select(struct paired *paired, const struct pairing *pairing,
                    const struct cohort_choice *choice)
{
    struct cohort_rows *rows = xcalloc(pairing->n_models, sizeof *rows);
    const double **score = xcalloc(pairing->n_models, sizeof *score);
    struct paired_sample sample = {.n_models = pairing->n_models, .score = score};

    for (size_t k = 0; k < pairing->n_models; k++) {
        struct cohort_choice own = *choice;

        own.pair = (struct pair){pairing->scores[k], 0};
        cohort_select(&rows[k], &pairing->cohort, &own);
        assert(rows[k].n == rows[0].n); /* they are the same rows */
        score[k] = rows[k].score;
    }
    sample.n = rows[0].n;
    sample.is_pos = rows[0].is_pos;
    sample.count = rows[0].count;
    sample.patient = rows[0].patient;
    paired_init(paired, &sample);
    for (size_t k = 0; k < pairing->n_models; k++)
        cohort_rows_release(&rows[k]);
    free(score);
    free(rows);
}
