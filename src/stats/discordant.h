/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies on which two models disagree, each at its own threshold. */
#ifndef PROCTOR_STATS_DISCORDANT_H
#define PROCTOR_STATS_DISCORDANT_H

#include <stdint.h>

#include "stats/paired.h"

/* Of which studies the two are compared, and what counts as a success. */
enum discordant_of {
    DISCORDANT_SENSITIVITY, /* studies with the finding: flagged */
    DISCORDANT_SPECIFICITY, /* studies without: not flagged */
    DISCORDANT_ACCURACY,    /* all: right */
    DISCORDANT_FLAGS,       /* all: flagged */
};

struct discordant {
    uint64_t k; /* studies */
    uint64_t b; /* success with the model only */
    uint64_t c; /* success with the baseline only */
    /* Over patients; studies that are independent are patients of one study. */
    uint64_t n_patients; /* with at least one of the k studies */
    double squares;      /* sum of D_i^2, D_i = b_i - c_i of patient i */
    double kish;         /* (sum k_i)^2 / sum k_i^2; NaN if k is 0 */
};

/* Of models[0] against the baseline models[1], flagged where score >= threshold. O(joint blocks + cells of patients). */
struct discordant discordant_count(const struct paired *paired, const size_t models[2],
                                   const double thresholds[2], enum discordant_of of);

#endif
