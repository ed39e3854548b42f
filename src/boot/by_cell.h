/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bootstrap of 2x2 tables alone: draws the cells between thresholds, and adds whole cells up. */
#ifndef PROCTOR_BOOT_BY_CELL_H
#define PROCTOR_BOOT_BY_CELL_H

#include "boot/boot.h"

/* boot_run() of a request `by_cell` without patients; for boot/boot.c alone. `result` is allocated. */
void by_cell_run(struct boot_result *result, const struct ranked *ranked,
                 const struct boot_request *request, const struct boot_plan *plan);

#endif
