/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question of `sweep`: metrics at every threshold, and the area under a part of the ROC curve. */
#ifndef PROCTOR_EVAL_SWEEP_H
#define PROCTOR_EVAL_SWEEP_H

#include "eval/curve.h"
#include "eval/evaluate.h"

enum { BAND_MAX_PLACES = 1001 };

/* Borrows all. */
struct sweep_task {
    const struct cohort *cohort;
    const struct binding *binding;
    const struct request *request;
    const struct sweep_request *sweep;
    const struct eval_watch *watch;
    bool curves_only; /* no records are wanted */
};

/* Appends the records of the whole cohort as `evaluate` makes them (account, prevalence, AUC, operating points; nothing else that needs a
 * bootstrap), then those of each part of the ROC curve that is asked for, then the curves of all pairs and levels. `curves` is empty but
 * planned (curve_set_init). One class only in every pair is an error. */
enum err_code sweep_run(struct result_set *set, struct curve_set *curves,
                        const struct sweep_task *task, struct notes *notes,
                        struct err *err);

/* Fills the bands of a curve at no more than BAND_MAX_PLACES of its rows, evenly spread, the first (nobody flagged, by definition) left
 * out (curve_band.c). */
void curve_add_bands(const struct curve_set *set, struct curve *curve,
                     const struct subset *subset, const struct sweep_task *task);

/* Empties what studies with a score but without truth forbid, row by row, by the rule of eval/verification.h; true if there was any. The
 * counts stay (curve_withhold.c). O(n log n + rows * columns). */
bool curve_withhold(const struct curve_set *set, struct curve *curve,
                    const struct sweep_task *task, const struct cohort_choice *choice);

/* True if they forbid what rests on all scores: areas. */
bool curve_is_cut(const struct sweep_task *task, const struct cohort_choice *choice);

/* The bootstrap of a purpose over the subset's studies. */
struct boot_plan sweep_boot_plan(const struct sweep_task *task, const char *purpose,
                                 const struct subset_names *names,
                                 const struct subset *subset);

#endif
