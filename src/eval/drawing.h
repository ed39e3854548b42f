/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What figures are drawn from beside records: for each model, finding and level a curve, and what belongs to it. */
#ifndef PROCTOR_EVAL_DRAWING_H
#define PROCTOR_EVAL_DRAWING_H

#include "eval/curve.h"
#include "eval/reliability.h"
#include "eval/roc_band.h"

/* What to gather. */
struct drawing_wish {
    bool curves;
    bool
        columns; /* of the metrics, with intervals; without, the curves have tables only */
    enum band_kind
        threshold_band; /* of the columns; the pointwise one is their intervals */
    struct roc_band_wish band;
    bool reliability;
    enum band_kind consistency; /* band of the reliability */
    bool bands_for_few; /* a band only if there are at most DRAWING_FEW curves */
};

enum { DRAWING_FEW = 3 };

/* What belongs to one curve. */
struct drawing_part {
    struct roc_band band;           /* n = 0 where there is none */
    struct reliability reliability; /* empty if it is not wanted, or is_cut */
    bool
        is_cut; /* studies without truth forbid what rests on all scores (curve_is_cut) */
    bool is_small; /* subset_is_small() */
};

/* By curve, in the order of each_subset(). */
struct drawing {
    struct curve_set curves;
    struct drawing_part *parts; /* [curves.n] */
    bool is_low;                /* low scores mean the finding */
};

/* The names of the curves belong to binding and cohort, which must live on. */
void drawing_init(struct drawing *drawing, const struct drawing_wish *wish,
                  const struct sweep_task *task);
void drawing_release(struct drawing *drawing);

/* What of it is about one model (NULL: any) and finding; borrows the curves. drawing_release_part() frees what it owns. */
void drawing_init_part(struct drawing *part, const struct drawing *whole,
                       const char *model, const char *finding);
void drawing_release_part(struct drawing *part);

#endif
