/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies of one record: the whole cohort, a level of a subgroup, or the rest of it. */
#ifndef PROCTOR_EVAL_SUBSET_H
#define PROCTOR_EVAL_SUBSET_H

#include "data/cohort.h"
#include "stats/counts.h"
#include "stats/ranked.h"

struct subset {
    const char *group, *level; /* "" for the whole cohort; borrowed */
    struct ranked ranked;
    struct counts *counts; /* [n_points], 2x2 table at each operating point */
};

/* The evaluated rows of the pair in the level (all if `group` is NULL). No tables yet. */
void subset_init(struct subset *subset, const struct cohort *cohort, struct pair pair,
                 const struct cohort_group *group, size_t level);

/* All studies of `whole` that are not in `level`, which must be a part of it. O(blocks). */
void subset_init_rest(struct subset *rest, const struct subset *whole,
                      const struct subset *level);

/* The tables at the cutoffs: flagged is score >= cutoff. */
void subset_count(struct subset *subset, const double *cutoffs, size_t n_cutoffs);
void subset_release(struct subset *subset);

/* The 2x2 table of nobody flagged: for what depends on the classes alone. */
struct counts subset_classes(const struct subset *subset);

#endif
