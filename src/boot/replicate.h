/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics of one bootstrap replicate, in one walk over its multiplicities from the highest score down. */
#ifndef PROCTOR_BOOT_REPLICATE_H
#define PROCTOR_BOOT_REPLICATE_H

#include "boot/boot.h"
#include "boot/weights.h"

struct replicate_plan; /* shared by threads and read-only */

/* Borrows all three; `weights` belongs to `ranked`. Needs at least one study of each class. O(n_blocks); at most 4 bytes a study,
 * where both classes share scores. */
struct replicate_plan *replicate_plan_new(const struct ranked *ranked,
                                          const struct boot_request *request,
                                          const struct weights_plan *weights);
void replicate_plan_free(struct replicate_plan *plan);

/* Fills row `replicate` of what was asked for. O(n_units + n_wide). */
void replicate_evaluate(const struct replicate_plan *plan,
                        const struct weights_scratch *scratch,
                        struct boot_result *result, size_t replicate);

#endif
