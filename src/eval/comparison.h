/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One model against its baseline on the studies that both have: the ground on which single differences are asked for.
 *
 *     struct contender new, old;
 *     contender_init(&new, &setting, (struct pair){0, 0});   for each model, once
 *     contender_init(&old, &setting, (struct pair){1, 0});
 *     comparison_init(&comparison, &new, &old);
 *     comparison_part_init(&part, &comparison, &all);        everyone, or a level
 *     comparison_difference(&result, &part, metric_find("sensitivity"), "release");
 */
#ifndef PROCTOR_EVAL_COMPARISON_H
#define PROCTOR_EVAL_COMPARISON_H

#include "eval/evaluation.h"
#include "eval/pairing.h"
#include "stats/discordant.h"
#include "stats/margin.h"
#include "stats/paired_auc.h"

/* Borrowed by all that is made of it. */
struct comparison_setting {
    struct result_set *set; /* owns texts of results */
    const struct cohort *cohort;
    const struct binding *binding;
    const struct request *request;
    const struct eval_watch *watch;
};

/* A model and its operating points, which are those that `evaluate` uses: of all its studies, shared or not. */
struct contender {
    struct evaluation evaluation;
    struct point_list points;
};

void contender_init(struct contender *contender,
                    const struct comparison_setting *setting, struct pair pair);
void contender_release(struct contender *contender);

enum { THE_MODEL, THE_BASELINE };

/* Do not move it. Borrows the contenders, which are of the same finding. */
struct comparison {
    /* Index in `pairing` of THE_MODEL and THE_BASELINE: there they stand in an order of the data (ranked_compare()), so that swapping the two
     * draws the same replicates and flips no more than signs, and renaming them does nothing. */
    size_t at[2];
    size_t scores[2]; /* of the cohort, in this order */
    struct pairing pairing;
    struct evaluation
        sides[2];   /* each model as if there were only the shared studies */
    bool is_own[2]; /* the side has no other studies */
};

void comparison_init(struct comparison *comparison, const struct contender *model,
                     const struct contender *baseline);
void comparison_release(struct comparison *comparison);

/* The shared studies of everyone or of a level, in all forms that statistics need. Borrows the comparison. */
struct comparison_part {
    const struct comparison *comparison;
    const struct subset *subsets[2];
    struct subset owned[2];
    struct paired
        paired; /* [2] in the order of comparison->at; n_pos and n_neg in paired.joint */
};

/* `choice` as for cohort_select(); its pair is not looked at. */
void comparison_part_init(struct comparison_part *part,
                          const struct comparison *comparison,
                          const struct cohort_choice *choice);
void comparison_part_release(struct comparison_part *part);

/* True if the metric has a difference with an interval in closed form: auc (DeLong's, over patients Obuchowski's), and sensitivity,
 * specificity, accuracy and flags_per_100 (Tango's). */
bool comparison_is_closed(const struct metric *metric);

/* A difference and what its tests rest on. */
struct paired_difference {
    struct estimate estimate; /* p two-sided against no difference */
    /* how far the difference lies above an assumed one, for margin_test(); NULL: no test */
    struct deviate (*deviate_at)(const void *ctx, double null);
    const void *ctx; /* &auc, &table or what the caller owns */
    struct auc_difference auc;
    struct discordant table; /* of proportions; k 0 for others */
};

/* Fills it in place for the difference that comparison_difference() makes a record of: `ctx` points into it, so it must not be moved. False if there
 * is no closed form, or one of the models has no such point. */
bool comparison_basis(struct paired_difference *difference,
                      const struct comparison_part *part, const struct metric *metric,
                      const char *point);

/* The record of model minus baseline in closed form, keyed "METRIC_difference", with its two-sided p. `point` is the name of an
 * operating point, looked for in both models; NULL for auc. Undefined, with a note, where a class or the point is missing or truth is so
 * scarce that the metric cannot be estimated (eval/verification.h); a level with too few studies has status too_few and no p.
 * Texts belong to the set. */
void comparison_difference(struct result *result, const struct comparison_part *part,
                           const struct metric *metric, const char *point);

/* The operating point of both models, or false if one has none of that name. */
bool comparison_find_point(const struct comparison *comparison, const char *name,
                           size_t points[2]);

#endif
