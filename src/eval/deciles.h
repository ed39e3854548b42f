/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tenths of the studies by score, those without truth included. */
#ifndef PROCTOR_EVAL_DECILES_H
#define PROCTOR_EVAL_DECILES_H

#include "data/cohort.h"

/* As a record's group. No column can be meant by it: parentheses say that it is none, as in "(missing)". */
#define SCORE_DECILE_GROUP "(score decile)"

enum { N_DECILES = 10, NO_DECILE = 255 };

struct deciles {
    uint8_t *
        of_row; /* [cohort->n] 0 .. 9, 0 the least suspicious; NO_DECILE: no score, or excluded */
    double low[N_DECILES],
        high[N_DECILES]; /* in the cohort's direction; NaN where empty */
};

/* Equal scores share a decile, that of the middle one of them: deciles of few distinct scores differ in size, or are empty.
 * O(n log n). */
void deciles_init(struct deciles *deciles, const struct cohort *cohort,
                  struct pair pair);
void deciles_release(struct deciles *deciles);

#endif
