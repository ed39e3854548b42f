/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies with a score, with truth or without, in the order of their scores. */
#ifndef PROCTOR_EVAL_SCORED_H
#define PROCTOR_EVAL_SCORED_H

#include "data/cohort.h"

struct scored {
    double score; /* in the cohort's direction */
    uint64_t count;
    size_t row;
    bool has_truth;
};

/* The chosen rows with a score that --exclude does not leave out, ascending; equal scores in no order. The caller frees them.
 * O(n log n). */
struct scored *scored_rows(const struct cohort *cohort,
                           const struct cohort_choice *choice, size_t *n);

#endif
