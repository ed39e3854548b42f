/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multiplicities of patients, spread over their studies.
 *
 * Patients are drawn in two strata, those with at least one study with the finding and those with none, to the strata's own
 * numbers: exactly multinomial within each, by the same engine as studies (boot/weights.h), a patient being a unit.
 * The numbers of studies of a replicate vary. */
#ifndef PROCTOR_BOOT_PATIENTS_H
#define PROCTOR_BOOT_PATIENTS_H

#include "boot/weights.h"
#include "stats/clusters.h"

struct patients_plan; /* who has which unit; shared by threads, read-only */

/* The strata: every patient is a block of one study, with the finding if it has any. Unit i is patient i. */
struct weights_plan *patients_weights(const struct clusters *clusters);

/* `studies` is the plan of `ranked`, `clusters` belongs to `ranked`. Borrows nothing. 4 bytes a study, 7 a patient. */
struct patients_plan *patients_plan_new(const struct clusters *clusters,
                                        const struct ranked *ranked,
                                        const struct weights_plan *studies);
void patients_plan_free(struct patients_plan *plan);

/* Multiplicities of the patients; one per thread. */
struct weights_scratch *patients_scratch_new(const struct patients_plan *plan);

/* Draws patients and fills `studies`. Replicates in which a class has no study are drawn again; returns how often. */
size_t patients_draw(const struct patients_plan *plan, struct weights_scratch *patients,
                     struct weights_scratch *studies, uint64_t key);

#endif
