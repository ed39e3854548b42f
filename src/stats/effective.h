/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proportion over studies of patients: how many independent studies they are worth. */
#ifndef PROCTOR_STATS_EFFECTIVE_H
#define PROCTOR_STATS_EFFECTIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/counts.h"
#include "stats/proportion.h"

/* What is known of a proportion over patients. */
struct effective {
    struct proportion size; /* (p k_eff, k_eff): what the interval is computed from */
    /* v / (p(1-p)/k), before it is floored at 1; NaN at 0/k and k/k */
    double design_effect;
    size_t n_patients; /* with at least one study in the denominator */
    /* (sum k_i)^2 / sum k_i^2, from which size.k starts at 0/k and k/k */
    double kish;
};

/* Ratio estimator with patients as primary units (Rao & Scott 1992): v = I/(I-1) sum (x_i - p k_i)^2 / k^2,
 * deff = v / (p(1-p)/k), k_eff = k / max(1, deff), times (z / t_{I-1})^2 for few patients (Korn & Graubard 1998).
 * At 0/k and k/k, where deff is 0/0, k_eff starts from Kish's (sum k_i)^2 / sum k_i^2. A single patient is worth
 * next to nothing: its interval is [0,1]. k = 0 gives k_eff 0. `part` gives numerator and denominator of a 2x2 table and is
 * linear in it, as every proportion of the registry is. O(n_patients).
 *
 * Every study of each patient twice leaves k_eff as it is where deff >= 1, and at 0/k and k/k. Where deff < 1 (patients whose studies
 * balance each other) the floor at 1 applies to the studies as they are counted, and k_eff grows to k / max(1/2, deff) of the once
 * counted k: copies then lift the floor. A floor at independent studies would need to know which studies are copies. */
struct effective effective_size(struct proportion (*part)(const struct counts *c),
                                const struct counts *total,
                                const struct counts *patients, size_t n_patients,
                                double confidence);

/* The same without the factor for few patients: for tests, whose p-values must not depend on a confidence. */
struct effective
effective_size_of_test(struct proportion (*part)(const struct counts *c),
                       const struct counts *total, const struct counts *patients,
                       size_t n_patients);

/* (z / t_{I-1})^2 for I patients: with few the variance itself is uncertain. 1 for infinitely many, next to nothing for fewer
 * than two. */
double effective_few_patients(double n_patients, double confidence);

/* The confidence at which a bootstrap of I patients (of the class that has fewer) is to be read, so that it covers as often as it says
 * when they are few: the replicates vary by (I-1)/I of the variance, and as if it were known (Hesterberg 2015, doi:10.1080/00031305.2015.1089789,
 * "expanded" intervals). 1 - 2 Phi(-sqrt(I/(I-1)) t_{I-1}), always below 1; `confidence` itself for fewer than two patients.
 * tests/slow/coverage-patients.txt shows what it does. */
double effective_boot_confidence(size_t n_patients, double confidence);

/* The other way round: the two-sided p-value of which `outside` is left beyond the limits that effective_boot_confidence() reads. */
double effective_boot_p(size_t n_patients, double outside);

/* True if replicates of n studies or patients (of the class that has fewer) reach as far as the limits at this confidence. Drawing the
 * same one n times, the farthest that a replicate can go, has probability n^-n; where that is more than a tail, the limits would be the
 * ends of what was seen, whatever the confidence. At 0.95 it takes 4 studies, or 5 patients at their higher confidence. */
bool effective_boot_reaches(size_t n, double confidence);

#endif
