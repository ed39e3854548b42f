/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The multiplicities of boot/weights.h for many replicates side by side: line i holds what unit i has in each of them. Who reads them in another
 * order than that of the units then takes a line at a time, and not a byte. */
#ifndef PROCTOR_BOOT_WEIGHTS_LINES_H
#define PROCTOR_BOOT_WEIGHTS_LINES_H

#include "boot/weights.h"

/* One batch of replicates; one per thread. */
struct weights_lines {
    uint8_t *line; /* [n_units][KERNEL_ABREAST] */
    uint8_t *tile;
    struct drawing *drawings; /* [KERNEL_ABREAST] */
};

/* The plan has no wide cells. KERNEL_ABREAST bytes a unit, and as many chunks. */
struct weights_lines *weights_lines_new(const struct weights_plan *plan);
void weights_lines_free(struct weights_lines *lines);

/* Draws n replicates, at most KERNEL_ABREAST: each as weights_draw() does with its key. Expected O(n * n_units). */
void weights_lines_draw(const struct weights_plan *plan, struct weights_lines *lines,
                        const uint64_t *keys, size_t n);

#endif
