/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calibration without bins: the isotonic fit of the label on the score by pooling adjacent violators (Ayer et al. 1955), as the
 * reliability diagram CORP has it (Dimitriadis, Gneiting & Jordan 2021, PNAS 118:e2016191118). */
#ifndef PROCTOR_STATS_ISOTONIC_H
#define PROCTOR_STATS_ISOTONIC_H

#include <stddef.h>
#include <stdint.h>

#include "stats/ranked.h"

/* Neighbouring scores with one fitted value. */
struct isotonic_block {
    double low, high; /* smallest and largest score */
    uint64_t pos, n;  /* studies with the finding, all studies: the fit is pos / n */
};

struct isotonic {
    size_t n_blocks;
    struct isotonic_block *blocks; /* scores and fits strictly rise */
};

/* Equal scores are pooled first, as they are in `ranked`; infinite scores (no output) are left out. Comparisons are exact. Equals
 * sklearn's IsotonicRegression at the observed scores. No studies: no blocks. O(number of distinct scores). */
void isotonic_fit(struct isotonic *fit, const struct ranked *ranked);
void isotonic_release(struct isotonic *fit);

/* Brier score = miscalibration - discrimination + uncertainty, exactly. All >= 0 but for rounding; NaN without studies. */
struct brier_parts {
    double brier;
    double
        miscalibration; /* Brier score less that of the fit: what recalibration would gain */
    double discrimination; /* uncertainty less the Brier score of the fit */
    double uncertainty;    /* share (1 - share) of the studies with the finding */
};

/* Scores must be probabilities. */
struct brier_parts isotonic_brier_parts(const struct isotonic *fit,
                                        const struct ranked *ranked);

#endif
