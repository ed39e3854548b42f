/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared replicates for statistics that boot/replicate.h does not compute: slower, and open to any function of ranked scores. */
#ifndef PROCTOR_BOOT_VISIT_H
#define PROCTOR_BOOT_VISIT_H

#include "boot/boot.h"
#include "stats/matched.h"
#include "stats/paired.h"
#include "stats/proportion.h"

/* `models` [n_models]: the scores of the file in order, with the numbers of studies that were drawn: a block may hold none. Called
 * once a replicate, from any thread. */
typedef void (*boot_visitor)(void *ctx, const struct ranked *models, size_t replicate,
                             size_t thread);

/* The draws are those of boot_shared_run(). Fewer than 2^32 studies a block in any replicate. O(replicates * n * n_models). */
void boot_visit(const struct paired *paired, const struct boot_plan *plan,
                boot_visitor visit, void *ctx);

/* Fills matched[replicates]: in each replicate the threshold at which models[0] keeps what the baseline models[1] has at
 * `baseline_threshold`, found anew. So the differences of everything else carry the noise of the search. */
void boot_matched(struct matched *matched, const struct paired *paired,
                  const size_t models[2], double baseline_threshold,
                  enum matched_quantity keep, const struct boot_plan *plan);

/* Percentile limits of the thresholds of n replicates, at least one: observed scores, the nearest that leave no more than
 * (1 - confidence)/2 of the replicates outside. `high` may be +infinity. */
struct limits boot_matched_limits(const struct matched *matched, size_t n,
                                  double confidence);

#endif
