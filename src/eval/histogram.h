/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the scores of each class are spread: for each model, finding and level. */
#ifndef PROCTOR_EVAL_HISTOGRAM_H
#define PROCTOR_EVAL_HISTOGRAM_H

#include "eval/each_subset.h"
#include "eval/request.h"
#include "eval/score_bins.h"

struct histogram {
    struct subset_names names; /* belong to binding and cohort */
    struct score_scale scale;  /* of the model's scores, whatever the level */
    struct score_bins bins;
    uint64_t n_pos, n_neg;             /* studies with a score and truth */
    uint64_t missing_pos, missing_neg; /* with truth, but no score */
    uint64_t unverified;               /* with a score, but no truth */
    bool
        is_small; /* a level with fewer studies or patients of a class than --min-group */
};

struct histogram_set {
    struct histogram *items; /* in the order of each_subset() */
    size_t n, capacity;
};

/* Bins by the rule of eval/score_bins.h; a study without score is in none, also where --missing counts it. O(rows log rows) for each model,
 * finding and subgroup column. */
void histogram_set_init(struct histogram_set *set, const struct cohort *cohort,
                        const struct binding *binding, const struct request *request);
void histogram_set_release(struct histogram_set *set);

/* Share of the class's studies with a score that lie in the bin; NaN if there are none. */
double histogram_share_pos(const struct histogram *histogram, size_t bin);
double histogram_share_neg(const struct histogram *histogram, size_t bin);

/* The largest share in a bin, for an axis that all of them share: of those that are not small, if there are such; 0 if there are no
 * studies. */
double histogram_set_most(const struct histogram_set *set);

#endif
