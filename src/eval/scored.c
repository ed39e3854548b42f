/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/scored.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static int by_score(const void *left, const void *right)
{
    const struct scored *a = left, *b = right;

    return (a->score > b->score) - (a->score < b->score);
}

struct scored *scored_rows(const struct cohort *cohort,
                           const struct cohort_choice *choice, size_t *n)
{
    const uint8_t *label = cohort->label[choice->pair.label];
    const double *score = cohort->score[choice->pair.score];
    struct scored *rows = xcalloc(cohort->n, sizeof *rows);

    *n = 0;
    for (size_t i = 0; i < cohort->n; i++)
        if (!isnan(score[i]) && label[i] != LABEL_EXCLUDED &&
            cohort_is_in_part(choice, i))
            rows[(*n)++] = (struct scored){.score = score[i],
                                           .count = cohort_studies(cohort, i),
                                           .row = i,
                                           .has_truth = label[i] != LABEL_MISSING};
    qsort(rows, *n, sizeof *rows, by_score);
    return rows;
}
