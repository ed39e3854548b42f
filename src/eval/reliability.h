/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reliability diagram is drawn from: do studies with a score of 0.8 have the finding in 80 %? */
#ifndef PROCTOR_EVAL_RELIABILITY_H
#define PROCTOR_EVAL_RELIABILITY_H

#include <stdbool.h>

#include "boot/consistency.h"
#include "eval/score_bins.h"
#include "eval/sweep.h"
#include "stats/calibration.h"
#include "stats/isotonic.h"

/* Studies without output (infinite scores) have no probability and no part in any of this. */
struct reliability {
    /* False if a finite score lies outside 0 and 1, or low scores mean the finding: then all else is empty. */
    bool is_probability;
    struct isotonic fit;
    struct brier_parts brier;
    struct calibration calibration;
    bool
        has_patients; /* with several studies: the limits in `calibration`, which take studies as independent, are emptied */
    struct score_bins bins; /* 20, from 0 to 1 */
    struct consistency band;
};

/* Of the subset; the band's random stream is keyed by "consistency" and the names. */
void reliability_init(struct reliability *reliability, enum band_kind band,
                      const struct sweep_task *task, const struct subset_names *names,
                      const struct subset *subset);
void reliability_release(struct reliability *reliability);

/* The bins' edges. */
struct score_scale reliability_scale(void);

#endif
