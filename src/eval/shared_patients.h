/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patients with studies both in a level and in the rest: the two sides are not independent. */
#ifndef PROCTOR_EVAL_SHARED_PATIENTS_H
#define PROCTOR_EVAL_SHARED_PATIENTS_H

#include "eval/subset.h"

/* Both sides' patients under common numbers. Empty (n = 0) without patients. */
struct shared_patients {
    size_t n;          /* patients on either side */
    size_t n_crossing; /* on both */
    uint32_t *level,
        *rest; /* [n] number of the patient on the side, UINT32_MAX if it is not there */
};

void shared_patients_init(struct shared_patients *shared, const struct subset *level,
                          const struct subset *rest);
void shared_patients_release(struct shared_patients *shared);

/* Of a proportion at a cutoff (+infinity: nobody flagged); 0 if no patient crosses. */
double shared_correlation(const struct shared_patients *shared,
                          const struct subset *level, const struct subset *rest,
                          const struct metric *metric, double cutoff);

/* Of two AUCs: of the patients' influence values. */
double shared_auc_correlation(const struct shared_patients *shared,
                              const struct subset *level, const struct subset *rest);

/* Difference of AUCs by MOVER on the sides' own intervals (Obuchowski's, or DeLong's for a side of singletons), with the correlation of
 * the patients' influence values. Method "mover-obuchowski-logit". */
struct estimate shared_auc_contrast(const struct shared_patients *shared,
                                    const struct subset *level,
                                    const struct subset *rest, double confidence);

#endif
