/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A band around a ROC curve: limits of the sensitivity at given false positive rates. */
#ifndef PROCTOR_EVAL_ROC_BAND_H
#define PROCTOR_EVAL_ROC_BAND_H

#include <stddef.h>

#include "boot/band.h"
#include "eval/sweep.h"

enum { ROC_BAND_PLACES = 201 };

/* [n] false positive rates, ascending and evenly spread over the range; low <= sensitivity <= high. */
struct roc_band {
    size_t n; /* 0: no band */
    double *fpr, *low, *high;
};

/* What to make: between which false positive rates, 0 <= from < to <= 1. */
struct roc_band_wish {
    enum band_kind kind;
    double from, to;
};

/* The sensitivity at a false positive rate varies by both classes, so its standard deviation is the bootstrap's; the limits are Wilson's
 * with the effective number of positives p (1 - p) / sd^2, never more than there are, and for the simultaneous band with the sup-t
 * quantile (boot/band.h), moved outwards by two studies without the finding. Unlike the replicates' percentiles they do not shrink to a point where the curve reaches 1. Replicates are made of
 * at most 1,001 thresholds, evenly spread along the curve. No band without replicates or with one class only. The pointwise limits
 * estimate what pROC::ci.se gives.
 *
 * By simulation (tests/slow/coverage-roc-band.txt: 20 to 500 studies with the finding, AUC 0.75 to 0.97) a simultaneous band of 95 % holds the
 * whole curve in 93 to 99 % of samples. It fails least at AUC 0.75 and most at 0.97, nearly always upwards at high rates, where a study with the finding
 * and an unusually low score holds the curve below 1. Pointwise limits hold at 95 to 96 % of the rates, but seldom, down to 38 %,
 * at rates of less than one study without the finding, and less often than stated where the curve is close to 1. */
void roc_band_init(struct roc_band *band, const struct roc_band_wish *wish,
                   const struct sweep_task *task, const struct subset_names *names,
                   const struct subset *subset);
/* The limits at a rate, on a straight line between places; NaN beyond the range, or without a band. */
struct limits roc_band_at(const struct roc_band *band, double fpr);

void roc_band_release(struct roc_band *band);

#endif
