/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question of `proctor compare`: how much better or worse is each model than the baseline on the studies that both have? */
#ifndef PROCTOR_EVAL_COMPARE_H
#define PROCTOR_EVAL_COMPARE_H

#include "eval/comparison.h"
#include "eval/discordant_list.h"

/* Appends, finding by finding: the account of every model; for each model and its baseline the records of either alone, as `evaluate` has them,
 * and their differences, for everyone and for each level; and the test whether all AUCs are equal. Records of one model have an empty
 * baseline if all its studies are shared, else the model with which it shares them: so no record depends on what else is compared. Fewer
 * than two models, an unknown baseline, no shared studies, or only one class among them for every finding, is an error. `discordant` NULL: no list of
 * the studies on which they disagree. */
enum err_code compare(const struct comparison_setting *setting,
                      struct discordant_list *discordant, struct notes *notes,
                      struct err *err);

/* One model on two files with different studies. The cohort has both, and as its first and only group the file of each study;
 * `first_file` is the level of the new one. Records of either file have its level as model; differences are those of a level to the rest: MOVER,
 * and for the AUC DeLong's unpaired test (compare_unpaired.c). */
enum err_code compare_unpaired(const struct comparison_setting *setting,
                               const char *first_file, struct notes *notes,
                               struct err *err);

/* The model that the others are compared with: --baseline, else the first of the second file, else the first. */
enum err_code compare_baseline(const char **baseline, const struct binding *binding,
                               const struct request *request, struct err *err);

#endif
