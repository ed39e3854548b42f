/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the scores, read as probabilities, too high, too low, too extreme? Cox's (1958) recalibration by logistic regression of the
 * label on the logit of the score, and the ratio of observed to expected positives.
 *
 * Scores must lie in [0,1]; infinite ones (no output) are left out. For the logit, scores are kept within [1e-6, 1 - 1e-6]: n_clipped
 * studies lie outside. Standard errors are the model's and take studies as independent: over patients they are too small.
 * Enriched test sets are miscalibrated by construction. O(number of distinct scores) a step of Newton's. */
#ifndef PROCTOR_STATS_CALIBRATION_H
#define PROCTOR_STATS_CALIBRATION_H

#include <stdint.h>

#include "stats/estimate.h"
#include "stats/ranked.h"

struct calibration {
    /* a of logit P = a + logit score: 0 is right, below 0 the scores are too high. Wald limits, method "logistic-offset". */
    struct estimate in_the_large;
    /* b of logit P = a + b logit score: 1 is right, below 1 the scores are too extreme. Wald limits, method "logistic". */
    struct estimate slope;
    double intercept; /* a beside b; NaN as the slope is */
    /* Positives over the sum of scores: exp(ln O/E +- z sqrt((1 - O/n)/O)), method "log-observed-expected". */
    struct estimate observed_expected;
    uint64_t n_clipped;
};

/* Undefined: in_the_large and slope with one class; slope with one distinct score, or where a cutoff separates the classes (it
 * diverges); observed_expected without studies or where all scores are 0. With one class observed_expected has no limits. */
struct calibration calibration_from_ranked(const struct ranked *ranked,
                                           double confidence);

#endif
