/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact multinomial multiplicities in score order.
 *
 * Independent Poisson counts, given their total, are multinomial. So each study gets a Poisson(lambda) count with lambda a little below 1
 * (1 - 4/sqrt(n) within its class), and the studies still missing are drawn uniformly (or a surplus is removed uniformly among the drawn). The draws
 * walk the studies in order of score instead of scattering over memory (Sanders, Lamm & al. 2018 describe the idea for sampling).
 * Few studies (n below 32 or so, where lambda would be small) are all drawn uniformly.
 *
 * Studies of equal score and class form a cell. A cell of up to 16 studies is drawn as that many unit draws, a larger one by a single
 * Poisson draw from a substream keyed by its index: the path depends on the data alone. */
#ifndef PROCTOR_BOOT_WEIGHTS_H
#define PROCTOR_BOOT_WEIGHTS_H

#include <stddef.h>
#include <stdint.h>

#include "stats/ranked.h"

struct weights_plan; /* tables and cell layout for one class; shared by threads, read-only */
struct weights_scratch; /* one per thread */

/* counts[n_blocks]: studies of the class at each block; total > 0. Borrows `counts`. */
struct weights_plan *weights_plan_new(const uint32_t *counts, size_t n_blocks, uint64_t total);
void weights_plan_free(struct weights_plan *plan);

struct weights_scratch *weights_scratch_new(const struct weights_plan *plan);
void weights_scratch_free(struct weights_scratch *scratch);

/* Draws one replicate: block_weight[b] = drawn studies of the class at block b; they sum to exactly `total`. Deterministic in key. */
void weights_draw(const struct weights_plan *plan, struct weights_scratch *scratch, uint64_t key, uint32_t *block_weight);

#endif
