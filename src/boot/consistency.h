/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consistency band of a reliability diagram: where the isotonic fit lies if the scores are right.
 *
 * Outcomes are drawn again and again as if each score were the probability of the finding (boot/calibrated.h), and the fit is made anew:
 * so the band contains the fit of a calibrated model as often as it says, however few studies and however uneven the scores
 * (Bröcker & Smith 2007, doi:10.1175/WAF993.1; Dimitriadis, Gneiting & Jordan 2021, doi:10.1073/pnas.2016191118). It is no confidence band: it lies around the
 * diagonal, and a curve that leaves it is evidence against calibration.
 *
 * By simulation (tests/slow/coverage-consistency.txt: 40 to 1,000 studies), at 95 %, it holds the fit of a calibrated model at 95 to 97 % of the scores, the
 * simultaneous one the whole fit in 93 to 96 % of samples; the miscalibration is within its limit in 93 to 96 %. So it is with patients of four studies each,
 * whose outcomes come from a normal copula of correlation 0 to 0.9; bands that do not know of patients hold 91 to 96 % and 85 to 93 %. */
#ifndef PROCTOR_BOOT_CONSISTENCY_H
#define PROCTOR_BOOT_CONSISTENCY_H

#include <stddef.h>

#include "boot/band.h"
#include "boot/boot.h"
#include "stats/isotonic.h"

/* [n] observed scores, ascending: the lowest, the highest, and of those between as many as the eye can tell. */
struct consistency {
    size_t n; /* 0: no band */
    double *score, *low, *high;
    double
        share; /* with patients: how much alike their outcomes are (calibrated_share) */
    /* By this much or less the Brier score of a calibrated model would be lowered by recalibration, at the confidence, one-sided. */
    double miscalibration;
};

/* `fit` is that of `ranked`; scores in [0,1]. Pointwise: percentile limits at each score. Simultaneous: these distances from the mean of the
 * replicates times the quantile of the replicates' largest deviation in them, each side by itself, since fits near 0 and 1 are skewed (the
 * directional quantiles of Myllymäki et al. 2017, doi:10.1111/rssb.12172). No band with BAND_NONE, with fewer than two replicates, or
 * without studies. Without patients, more than 20,000 scores are drawn in 10,000 groups of neighbours. O(replicates * n). */
void consistency_init(struct consistency *consistency, const struct ranked *ranked,
                      const struct isotonic *fit, const struct boot_plan *plan,
                      enum band_kind kind, double confidence);
void consistency_release(struct consistency *consistency);

#endif
