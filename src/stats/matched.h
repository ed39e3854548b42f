/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a model's threshold must lie to keep what the baseline has at its own. */
#ifndef PROCTOR_STATS_MATCHED_H
#define PROCTOR_STATS_MATCHED_H

#include "stats/counts.h"
#include "stats/ranked.h"

enum matched_quantity {
    MATCHED_SENSITIVITY, /* at least the baseline's sensitivity, with as few flags as possible */
    MATCHED_FLAGS, /* at most the baseline's share of flagged studies, with as many flags as possible */
};

struct matched {
    double
        threshold; /* an observed score of the model; +infinity: it must flag nothing */
    struct counts model,
        baseline; /* the 2x2 tables at this and at the baseline's threshold */
};

/* Shares are compared exactly, as fractions. With no positive study any sensitivity is kept. Blocks without studies (of a
 * replicate) are passed over. O(n_blocks). */
struct matched matched_threshold(const struct ranked *model,
                                 const struct ranked *baseline,
                                 double baseline_threshold, enum matched_quantity keep);

#endif
