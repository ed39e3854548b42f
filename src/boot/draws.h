/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where replicates come from: multiplicities of studies, drawn by study or by patient. */
#ifndef PROCTOR_BOOT_DRAWS_H
#define PROCTOR_BOOT_DRAWS_H

#include "boot/boot.h"
#include "boot/weights.h"

/* Shared by threads; each writes only to its own place in the arrays. */
struct draws {
    uint64_t key;
    size_t n_threads;
    struct weights_plan *weights;
    struct weights_scratch **scratch; /* [n_threads] */
    struct patients_plan *patients;   /* NULL: studies are independent */
    struct weights_scratch **times;   /* [n_threads] of the patients */
    size_t *n_redrawn;                /* [n_threads] */
};

/* Of the plan: its key, kernel and number of threads (no more than replicates). `clusters` belongs to `ranked`; NULL: studies are
 * independent. Keeps nothing of the arguments. */
void draws_init(struct draws *draws, const struct ranked *ranked,
                const struct clusters *clusters, const struct boot_plan *plan);
void draws_release(struct draws *draws);

/* The multiplicities of a replicate, valid until the thread's next; they depend on key and replicate alone. */
const struct weights_scratch *draws_next(const struct draws *draws, size_t replicate,
                                         size_t thread);

/* Replicates drawn again because a class was empty, over all threads. */
size_t draws_redrawn(const struct draws *draws);

#endif
