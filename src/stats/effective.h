/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proportion over studies of patients: how many independent studies they are worth. */
#ifndef PROCTOR_STATS_EFFECTIVE_H
#define PROCTOR_STATS_EFFECTIVE_H

#include <stddef.h>

#include "stats/counts.h"
#include "stats/proportion.h"

/* What is known of a proportion over patients. */
struct effective {
    struct proportion size; /* (p k_eff, k_eff): what the interval is computed from */
    /* v / (p(1-p)/k), before it is floored at 1; NaN at 0/k and k/k */
    double design_effect;
    size_t n_patients; /* with at least one study in the denominator */
};

/* Ratio estimator with patients as primary units (Rao & Scott 1992): v = I/(I-1) sum (x_i - p k_i)^2 / k^2,
 * deff = v / (p(1-p)/k), k_eff = k / max(1, deff), times (z / t_{I-1})^2 for few patients (Korn & Graubard 1998).
 * At 0/k and k/k, where deff is 0/0, k_eff starts from Kish's (sum k_i)^2 / sum k_i^2. A single patient is worth
 * next to nothing: its interval is [0,1]. k = 0 gives k_eff 0. `part` gives numerator and denominator of a 2x2 table and is linear in it, as every proportion of the registry
 * is. O(n_patients). */
/* The same without the factor for few patients: for tests, whose p-values must not depend on a confidence. */
struct effective
effective_size_of_test(struct proportion (*part)(const struct counts *c),
                       const struct counts *total, const struct counts *patients,
                       size_t n_patients);

struct effective effective_size(struct proportion (*part)(const struct counts *c),
                                const struct counts *total,
                                const struct counts *patients, size_t n_patients,
                                double confidence);

#endif
