/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/deciles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "eval/scored.h"

void deciles_init(struct deciles *deciles, const struct cohort *cohort,
                  struct pair pair)
{
    struct cohort_choice all = {.pair = pair, .part = PART_ALL};
    uint64_t n_studies = 0, before = 0;
    size_t n, end;
    struct scored *rows = scored_rows(cohort, &all, &n);

    deciles->of_row = xcalloc(cohort->n, 1);
    memset(deciles->of_row, NO_DECILE, cohort->n);
    for (int i = 0; i < N_DECILES; i++)
        deciles->low[i] = deciles->high[i] = NAN;
    for (size_t i = 0; i < n; i++)
        n_studies += rows[i].count;
    for (size_t i = 0; i < n; i = end) {
        uint64_t same = 0;
        int decile;

        for (end = i; end < n && rows[end].score == rows[i].score; end++)
            same += rows[end].count;
        /* in halves of a study: the middle of the block never lies on the upper end */
        decile = (int)((uint64_t)N_DECILES * (2 * before + same) / (2 * n_studies));
        for (size_t j = i; j < end; j++)
            deciles->of_row[rows[j].row] = (uint8_t)decile;
        deciles->low[decile] = fmin(deciles->low[decile], rows[i].score);
        deciles->high[decile] = rows[i].score;
        before += same;
    }
    free(rows);
}

void deciles_release(struct deciles *deciles)
{
    free(deciles->of_row);
    deciles->of_row = NULL;
}
