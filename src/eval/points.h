/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points: what was asked for, and what that means for one model and finding.
 *
 * Asked for are points with a threshold (given, or locked in a file), for every model and finding or for one, and rules to choose a
 * threshold by. Each model and finding gets a list of its own, which `evaluate` and whatever else judges at points work on. */
#ifndef PROCTOR_EVAL_POINTS_H
#define PROCTOR_EVAL_POINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/notes.h"
#include "data/binding.h"
#include "data/cohort.h"
#include "stats/clusters.h"
#include "stats/estimate.h"
#include "stats/operating_point.h"
#include "stats/ranked.h"

/* What is added to the name of a point for its guaranteed threshold, where that is a point of its own. */
#define POINT_GUARANTEED "-guaranteed"

enum point_source {
    POINT_DEFAULT, /* 0.5, which nobody chose */
    POINT_GIVEN,   /* --threshold */
    POINT_LOCKED,  /* --points */
    POINT_CHOSEN,  /* by a rule, on the studies that are judged */
};

/* The options, as typed. */
struct point_options {
    struct text_list thresholds;    /* "T", "NAME=T" or "NAME@MODEL=T" */
    struct text_list sensitivities; /* targets */
    struct text_list specificities; /* targets */
    struct text_list max_flags;     /* per 100 studies */
    struct text_list costs;         /* "FN:FP" */
    bool youden;
    const char *file; /* --points, NULL: none */
};

struct asked_point {
    enum point_source source;
    char *name;            /* [A-Za-z][A-Za-z0-9_-]* or a number */
    char *model, *finding; /* NULL: every one */
    double threshold;      /* in the file's own direction; not of those chosen */
    struct operating_rule selection; /* of those chosen */
    char *rule;                      /* in words: "given", "sensitivity >= 0.95" */
    char *source_digest;             /* of the rows it was chosen on; "" if unknown */
};

struct asked_points {
    struct asked_point *items; /* [n], in the order asked for */
    size_t n, capacity;
    const char *file; /* --points, borrowed; NULL: none */
};

/* Understands the options and reads the file. `prevalence` is that of flags and costs, NaN: the file's own. */
enum err_code points_ask(struct asked_points *asked,
                         const struct point_options *options, double prevalence,
                         struct err *err);
void points_release(struct asked_points *asked);

/* True if one is to be chosen by a rule. */
bool points_have_rules(const struct asked_points *asked);

/* True if one is chosen or locked, so that it matters which studies it was chosen on. */
bool points_need_digest(const struct asked_points *asked);

/* A model of --threshold that is not evaluated is an error that names the nearest one, and so is a file with no point for any of the
 * models and findings; its points of others are noted. */
enum err_code points_check(const struct asked_points *asked,
                           const struct binding *binding, struct notes *notes,
                           struct err *err);

/* Where scores were rounded: a point at which the table does not count what the files do is an error, and so is choosing one. If none is asked for, the
 * default one counts, unless no metric needs a point. */
enum err_code points_check_rounded(const struct asked_points *asked, bool needs_point,
                                   const struct rounding_mark *rounded,
                                   struct err *err);

/* Likewise of any threshold that is named. */
enum err_code points_check_exact(double threshold, const struct rounding_mark *rounded,
                                 struct err *err);

/* The threshold that reaches a target in truth, with the confidence asked for (stats/operating_point.h). */
struct guarantee {
    bool is_asked; /* the point is chosen by a target */
    bool is_there; /* false: too few units, or they have no output */
    double threshold, cutoff;
    uint64_t units; /* studies of the class, or its patients */
    uint64_t
        rank; /* the threshold is that of the rank-th lowest with the finding, or next above that of the rank-th highest without */
    double probability; /* that the target is reached in truth */
    double bound;       /* one-sided lower limit of what is reached */
    uint64_t least;     /* units that would do; 0: no number would */
};

/* A point of one model and finding. Positive means score >= threshold; with --score-direction low score <= threshold. Borrows its texts. */
struct point {
    const char *name;
    enum point_source source;
    double threshold;          /* in the file's own direction; infinite: flags none */
    double cutoff;             /* in the cohort's: flagged is score >= cutoff */
    const char *rule;          /* "given"; "" for the default */
    const char *source_digest; /* of the rows it was chosen on; "" if not known */
    /* of every number at the point, unless there is more to say about it: ok, default, or exploratory (chosen on these rows) */
    enum estimate_status status;
    const struct operating_rule *selection; /* NULL: not chosen here */
    size_t n_tied;                          /* thresholds as good as the chosen one */
    struct guarantee guarantee;
};

struct point_list {
    struct point *items; /* [n] */
    size_t n;
    struct point *unmet; /* [n_unmet] chosen ones whose rule no threshold meets */
    size_t n_unmet;
};

/* For whom points are resolved: the whole cohort's studies, never a level. Borrows all. */
struct point_place {
    const char *model, *finding;
    enum score_direction direction;
    bool scores_are_probabilities;
    const struct ranked *ranked;
    const struct clusters *clusters; /* NULL: studies are independent */
    double confidence;               /* of guarantees */
    const char *digest; /* of the studies (eval/pair_digest.h); "" if not computed */
};

/* The points of the place. If none at all was asked for, 0.5 where scores are probabilities. */
void points_resolve(struct point_list *list, const struct asked_points *asked,
                    const struct point_place *place);
void point_list_release(struct point_list *list);

#endif
