/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of some studies have a property (no score, no truth), over patients where they are known.
 *
 * Studies of one patient tend to be alike, so with patients the share counts with its effective size (stats/effective.h) in the interval
 * and in tests. Where every patient has one study, all is exactly as without patients. */
#ifndef PROCTOR_EVAL_SHARE_H
#define PROCTOR_EVAL_SHARE_H

#include "eval/evaluation.h"

enum share_mark {
    SHARE_OUTSIDE, /* not among the studies in question */
    SHARE_WITHOUT,
    SHARE_WITH, /* has the property */
};

struct share {
    struct counts total; /* tp with the property, fn without */
    /* [n_patients] the same of each patient; NULL where studies are independent */
    struct counts *patients;
    size_t n_patients;
    double n_known; /* patients with a study in question; NaN without --patient */
};

/* `mark` [cohort->n] is an enum share_mark of each row. O(n + patients of the cohort). */
void share_init(struct share *share, const struct cohort *cohort, const uint8_t *mark);
void share_release(struct share *share);

/* The share as counted. */
struct proportion share_counted(const struct share *share);

/* Record of the share and its interval; undefined with the note `if_none` where there are no studies. Add it with
 * share_add() when its further columns are filled in. */
struct result share_result(struct evaluation *evaluation, const struct share *share,
                           const struct subset *keys, const char *metric,
                           const char *if_none);

/* A test whether the shares differ: Pearson's, or Rao and Scott's on effective sizes, method "rao-scott", where a share has patients
 * with several studies. A patient with studies in several shares is not allowed for, which errs to large p-values where a
 * patient's studies are alike. */
struct estimate share_heterogeneity(const struct share *shares, size_t n, uint64_t key);

#endif
