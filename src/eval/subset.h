/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies of one record: the whole cohort, a level of a subgroup, or the rest of it. */
#ifndef PROCTOR_EVAL_SUBSET_H
#define PROCTOR_EVAL_SUBSET_H

#include "data/cohort.h"
#include "stats/clusters.h"
#include "stats/counts.h"
#include "stats/metrics.h"
#include "stats/ranked.h"

struct verification;

struct subset {
    const char *group, *level; /* "" for the whole cohort; borrowed */
    struct ranked ranked;
    struct counts *counts; /* [n_points], 2x2 table at each operating point */
    /* Only if patients are known and one has several studies here; else NULL, and all is as without patients. */
    struct clusters *clusters;
    struct clusters *
        known; /* the same, but also if every patient has one study; NULL only without patients */
    struct counts **patients; /* [n_points][clusters->n_patients] */
    struct counts *classes;   /* [clusters->n_patients] nobody flagged */
    /* Patients with at least one study of the class (or, without patients, studies): what minimum sizes count. */
    uint64_t units_pos, units_neg;
    uint64_t n_patients; /* 0 if they are not known */
    /* eval/verification.h; NULL if all studies with a score have truth */
    struct verification *verification;
};

/* The chosen rows of the cohort. No tables yet. */
void subset_init(struct subset *subset, const struct cohort *cohort,
                 const struct cohort_choice *choice);

/* All studies of `whole` that are not in `level`, which was made by `choice` and is a part of it. */
void subset_init_rest(struct subset *rest, const struct cohort *cohort,
                      const struct cohort_choice *choice, const struct subset *whole,
                      const struct subset *level);

/* The tables at the cutoffs: flagged is score >= cutoff. */
void subset_count(struct subset *subset, const double *cutoffs, size_t n_cutoffs);
void subset_release(struct subset *subset);

/* True for a level with fewer studies (or patients) of a class than `least`: it is shown, not judged. */
bool subset_is_small(const struct subset *subset, uint64_t least);

/* The 2x2 table of nobody flagged: for what depends on the classes alone. */
struct counts subset_classes(const struct subset *subset);

/* `spec` with the subset's patients at an operating point (SIZE_MAX: of the classes alone). */
struct interval_spec subset_spec(const struct subset *subset,
                                 const struct interval_spec *spec, size_t point);

#endif
