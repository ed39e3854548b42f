/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files behind points.h share; nobody else includes this. */
#ifndef PROCTOR_EVAL_POINTS_PARTS_H
#define PROCTOR_EVAL_POINTS_PARTS_H

#include "eval/points.h"

/* Adds the points of --points. */
enum err_code points_read(struct asked_points *asked, const char *path,
                          struct err *err);

/* The guaranteed threshold of a point that is chosen by a target. */
struct guarantee points_guarantee(const struct operating_rule *rule,
                                  const struct point_place *place);

/* Between the file's own direction and the cohort's. */
double points_turn(double threshold, enum score_direction direction);

/* Adds a copy. `place` ("--threshold", "points.csv:3") begins the error if a point of that name is there for the same model and
 * finding. */
enum err_code points_add(struct asked_points *asked, const struct asked_point *point,
                         const char *place, struct err *err);

#endif
