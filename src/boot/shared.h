/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of several models on shared replicates: one draw of studies, or of patients, on which every model is
 * evaluated in its own order of scores. Differences of anything that boot/boot.h yields come from there.
 *
 * The draw is that of boot_run() on the joint blocks (stats/paired.h), so two copies of one model give what boot_run() gives
 * for it. Which models are together decides the draw: a difference of two has a struct paired of those two, whatever else is compared. */
#ifndef PROCTOR_BOOT_SHARED_H
#define PROCTOR_BOOT_SHARED_H

#include <stdbool.h>

#include "boot/boot.h"
#include "stats/paired.h"

/* Fills results[n_models] by requests[n_models]; replicate r of all results is the same draw, and so is n_redrawn. The patients are those of
 * `paired`; plan->clusters must be NULL. Needs at least one study of each class. O(replicates * n * n_models). At most
 * 17 bytes a study and model, and one byte a study, model and thread, on top of boot_run(); where AUCs are all, that of boot/abreast.h. */
void boot_shared_run(struct boot_result *results, const struct paired *paired,
                     const struct boot_request *requests, const struct boot_plan *plan);

/* True if the model's results are, byte for byte, those of boot_run() on paired->model[model] with its patients: for all models where patients
 * are drawn and all have an id, and for the first where studies are drawn and the others part none of its cells that count as one
 * (boot/weights.h). O(joint blocks). */
bool boot_shared_is_alone(const struct paired *paired, size_t model);

/* The one replicate in which every study is drawn exactly once. */
void boot_shared_run_identity(struct boot_result *results, const struct paired *paired,
                              const struct boot_request *requests);

#endif
