/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multiplicities drawn in the order of the joint blocks, brought into the order of one model's scores. */
#ifndef PROCTOR_BOOT_GATHER_H
#define PROCTOR_BOOT_GATHER_H

#include "boot/weights.h"
#include "stats/paired.h"

struct gather; /* shared by threads and read-only */

/* `joint` is the plan of paired->joint, `own` that of paired->model[model]. Keeps nothing of the arguments. At most 8 bytes a study. */
struct gather *gather_new(const struct paired *paired, size_t model,
                          const struct weights_plan *joint,
                          const struct weights_plan *own);
void gather_free(struct gather *gather);

/* Fills `own` from `joint`. O(units + wide cells of both). */
void gather_run(const struct gather *gather, const struct weights_scratch *joint,
                struct weights_scratch *own);

#endif
