/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AUCs of replicates side by side: where scores stand in another order than studies or patients are drawn in, a number is found
 * once for KERNEL_ABREAST replicates, and not for each.
 *
 * The replicates are those of boot/boot.h and boot/shared.h, and so are the numbers. */
#ifndef PROCTOR_BOOT_ABREAST_H
#define PROCTOR_BOOT_ABREAST_H

#include <stdbool.h>

#include "boot/boot.h"
#include "stats/paired.h"

/* True if AUCs are all that is asked for, there are enough replicates and not too many studies. Without patients no block of `drawn`
 * may have more than WEIGHTS_UNIT_CELL studies of a class. */
bool abreast_can_serve(const struct ranked *drawn, const struct clusters *clusters,
                       const struct boot_request *requests, size_t n_models,
                       const struct boot_plan *plan);

/* boot_shared_run() and boot_run() with patients; results are initialised. O(replicates * n * n_models). Memory: 4 bytes a study and model,
 * KERNEL_ABREAST bytes a study or patient and thread, at most 12 bytes a study with the finding and model. */
void abreast_run_shared(struct boot_result *results, const struct paired *paired,
                        const struct boot_plan *plan);
void abreast_run_patients(struct boot_result *result, const struct ranked *ranked,
                          const struct boot_plan *plan);

#endif
