/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two prediction files about the same studies, joined on the study id: the scores of the second become further models of the first.
 *
 * Rows, subgroups, patients and --where are those of the first file. A column of --score that both files have is a model of each;
 * ground truth is needed in the first file (or --truth) only, and fills in where the first has none. */
#ifndef PROCTOR_DATA_PAIR_FILES_H
#define PROCTOR_DATA_PAIR_FILES_H

#include "data/load.h"

/* As cohort_load(), of options->files [2]: the new file, the old one. Columns of the old one are named by options->second_scores, or
 * if there are none by options->scores. Errors, besides those of cohort_load(): no --id; too few shared studies (options->min_overlap, the
 * share of either file's studies that must be in the other one); truth that differs; studies in one file only where --missing would
 * make something of them. Models of the second file have is_second set. If there is one score a file, and no NAME=, models are
 * called like the files, without ".csv"; else a name that both files have gets its file's before it. */
enum err_code cohort_load_pair(struct cohort *cohort, struct binding *binding,
                               const struct input_options *options,
                               const struct load_watch *watch, struct notes *notes,
                               struct err *err);

#endif
