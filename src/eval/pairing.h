/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies that models share on a finding: those for which each of them has a score.
 *
 * A score that --missing positive or negative supplies counts as one. Which models are paired decides which studies these are: two models have
 * a pairing of their own, whatever else is compared. */
#ifndef PROCTOR_EVAL_PAIRING_H
#define PROCTOR_EVAL_PAIRING_H

#include "data/cohort.h"
#include "stats/paired.h"

/* Studies that a model would be evaluated on alone, and that another one has no score for. */
struct unshared {
    uint64_t pos, neg;
    uint64_t without_truth; /* likewise, but nobody knows the finding */
};

struct pairing {
    /* The whole cohort with this finding as its only label, in which studies that are not shared count as excluded: what is
     * evaluated on it is evaluated on shared studies. Borrows its columns. */
    struct cohort cohort;
    uint8_t *label;       /* [cohort.n], owned */
    uint8_t *labels[1];   /* what cohort.label points to */
    const size_t *scores; /* [n_models] of the cohort; borrowed */
    size_t n_models;
    struct unshared *unshared; /* [n_models] */
};

/* Do not move it: its cohort points into it. O(n_models * n). */
void pairing_init(struct pairing *pairing, const struct cohort *cohort,
                  const size_t *scores, size_t n_models, size_t label);
void pairing_release(struct pairing *pairing);

/* True if the model loses no study: then it is evaluated on shared studies as it is alone. */
bool pairing_keeps_all(const struct pairing *pairing, size_t model);

/* The shared studies of a part of the cohort; the pair of `choice` is not looked at. */
void pairing_select(struct paired *paired, const struct pairing *pairing,
                    const struct cohort_choice *choice);

#endif
