/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far rounding in a table of counts can move the AUC of its models.
 *
 * Rounding keeps the order of two scores or makes them equal. Of a pair, one study with and one without the finding, whose scores
 * are equal afterwards, half is counted, where it was 0, a half, or 1: so the AUC moves by at most half the share of the pairs that
 * are equal now and of which a score was changed. The pairs are counted in whole numbers. */
#ifndef PROCTOR_EVAL_COUNT_BOUND_H
#define PROCTOR_EVAL_COUNT_BOUND_H

#include <stdbool.h>

#include "base/notes.h"
#include "base/wide.h"
#include "data/count_table.h"

/* Of one model and finding, in the whole table or a level. */
struct count_bound {
    uint128 pairs;   /* one study with a score of each class */
    uint128 touched; /* of them, equal now, and not both as they were */
    double most;     /* that the AUC can move, rounded up; 0 without pairs */
};

/* A level whose AUC can move further than the whole table's. `column` NULL: none does. */
struct count_bound_level {
    const char *column, *level;
    struct count_bound bound;
};

/* Of a label column whose values are not known words the bound holds whichever values are taken for positive and negative: it is that of the
 * two values with the largest. False if it has more than 16 values, so that none is given. O(n log n) a model, O(n) a finding and level. */
bool count_bound(struct count_bound *whole, struct count_bound_level *level,
                 const struct count_table *table, const struct count_column *score,
                 const struct count_column *label);

/* Says it for every model and finding of a rounded table. */
void count_note_bounds(struct notes *notes, const struct count_table *table,
                       int digits);

#endif
