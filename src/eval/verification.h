/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies with a score but without truth, and which numbers they leave standing.
 *
 * Where truth is sought because the model flagged a study, the studies with truth are not like the others: sensitivity from them alone
 * comes out too high and specificity too low (verification bias; Begg & Greenes 1983, Biometrics 39:207). If verification depends on
 * the flag alone, PPV and NPV stay right where their side of the threshold has truth, and nothing can be said of a side that has none.
 * Sides are compared by their share with truth, "much rarer" is less than half the other side's. The rule, for each operating point
 * and for the whole cohort, each level and the rest of it on its own:
 *
 * - A side (flagged or unflagged) is blind if it has studies without truth and
 *   - no study with truth, or fewer than --min-group and much rarer than on the other side; or
 *   - its studies below the lowest score with truth, or those above the highest, are a tenth of it or more, and so many would go
 *     without truth by chance with probability (1 - share with truth)^number < 0.001: the scores were cut somewhere else.
 *   A blind side leaves the other side's predictive value alone: with blind unflagged studies PPV (and false alarms per true
 *   positive) at the file's own prevalence, with blind flagged ones NPV. All other metrics of the 2x2 table become undefined,
 *   records at stated prevalences included; the counts tp, fp, fn, tn stay, as counts.
 * - Truth much rarer on one side than on the other, without being blind: the number stays with a note that says both fractions.
 * - Metrics of all scores (AUC, average precision, Brier score, log loss, prevalence) become undefined where the second of these
 *   rules finds the whole file blind. They know no operating point, so that they depend on
 *   none. Truth much rarer in one half of the scores (below the median, or from it on) than in the other: a note.
 *
 * Studies without a score are on neither side, whatever --missing makes of them. Studies left out by --exclude have no part in this. */
#ifndef PROCTOR_EVAL_VERIFICATION_H
#define PROCTOR_EVAL_VERIFICATION_H

#include "eval/evaluation.h"

struct verified {
    uint64_t n, with_truth; /* studies with a score */
};

enum verified_side { SIDE_LOWER, SIDE_UPPER }; /* unflagged, flagged */

struct verification {
    struct verified all;
    double median;              /* of the scores of the whole cohort */
    struct verified half[2];    /* below the median, and from it on */
    uint64_t below, above;      /* studies with scores beyond all that have truth */
    struct verified point[][2]; /* [n_points] */
};

/* Of the chosen rows; NULL if all of them with a score have truth. The whole cohort comes first. The caller frees it. O(n), and
 * O(n log n) for the whole cohort if some lack truth. */
struct verification *verification_count(const struct evaluation *evaluation,
                                        const struct cohort_choice *choice);

/* True if the metric of the record cannot be estimated from the subset (metric, point and prevalence are looked at). */
bool verification_withholds(const struct evaluation *evaluation,
                            const struct subset *subset, const struct metric *metric,
                            const struct result *result);

/* Makes the record undefined if it must be, or adds the note that it needs. */
void verification_apply(const struct evaluation *evaluation,
                        const struct subset *subset, const struct metric *metric,
                        struct result *result);

/* The same for the difference of a level and the rest: undefined if one of the two is. */
void verification_apply_contrast(const struct evaluation *evaluation,
                                 const struct subset *level, const struct subset *rest,
                                 const struct metric *metric, struct result *result);

/* True if the whole cohort has studies on both sides of the point, be it without truth. */
bool verification_knows_both_sides(const struct evaluation *evaluation, size_t point);

/* Which numbers of the whole cohort cannot be estimated, or are distorted, and why. */
void verification_notes(const struct evaluation *evaluation, struct notes *notes);

#endif
