/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points: what was asked for, and what that means for one model and finding.
 *
 * Asked for are points with a threshold, for every model or for one. Each model and finding gets a list of its own. */
#ifndef PROCTOR_EVAL_POINTS_H
#define PROCTOR_EVAL_POINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "data/binding.h"
#include "data/cohort.h"
#include "stats/estimate.h"
#include "stats/ranked.h"

enum point_source {
    POINT_DEFAULT, /* 0.5, which nobody chose */
    POINT_GIVEN,   /* --threshold */
};

struct asked_point {
    enum point_source source;
    char *name;            /* [A-Za-z][A-Za-z0-9_-]* or a number */
    char *model, *finding; /* NULL: every one */
    double threshold;      /* in the file's own direction */
    char *rule;            /* in words: "given" */
};

struct asked_points {
    struct asked_point *items; /* [n], in the order asked for */
    size_t n, capacity;
};

/* Adds "T", "NAME=T" or "NAME@MODEL=T" of --threshold. */
enum err_code points_add_threshold(struct asked_points *asked, const char *text,
                                   struct err *err);
void points_release(struct asked_points *asked);

/* A model that is not evaluated is an error that names the nearest one. */
enum err_code points_check(const struct asked_points *asked,
                           const struct binding *binding, struct err *err);

/* A point of one model and finding. Positive means score >= threshold; with --score-direction low score <= threshold. Borrows its texts. */
struct point {
    const char *name;
    double threshold; /* in the file's own direction */
    double cutoff;    /* in the cohort's: flagged is score >= cutoff */
    const char *rule; /* "given"; "" for the default */
    /* of every number at the point, unless there is more to say about it: ok, or default */
    enum estimate_status status;
};

struct point_list {
    struct point *items; /* [n] */
    size_t n;
};

/* For whom points are resolved. Borrows all. */
struct point_place {
    const char *model, *finding;
    enum score_direction direction;
    bool scores_are_probabilities;
};

/* The points of the place. If none at all was asked for, 0.5 where scores are probabilities. */
void points_resolve(struct point_list *list, const struct asked_points *asked,
                    const struct point_place *place);
void point_list_release(struct point_list *list);

#endif
