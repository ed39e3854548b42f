/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An earlier result, as `evaluate -f json` or `gate --json` wrote it: what a model was found to do on other studies. report/document_read.h reads it. */
#ifndef PROCTOR_EVAL_EARLIER_H
#define PROCTOR_EVAL_EARLIER_H

#include <stdbool.h>

#include "base/sha256_hex.h"
#include "eval/result_set.h"

/* A model and finding of it. Texts belong to the result's set. */
struct earlier_pair {
    const char *model, *finding;
    char digest[SHA256_HEX_SIZE]; /* eval/pair_digest.h */
    double n_without_score;       /* studies, left out or counted by --missing */
};

struct earlier {
    char *name;                   /* as it was typed, owned */
    char sha256[SHA256_HEX_SIZE]; /* of the file */
    char cohort_digest[SHA256_HEX_SIZE];
    char studies_digest[SHA256_HEX_SIZE]; /* empty without --id */
    const char *missing;                  /* --missing: "exclude" */
    const char *where;                    /* --where: "site = A, age >= 18"; "" */
    struct earlier_pair *pairs;           /* [n_pairs] */
    size_t n_pairs, pairs_capacity;
    struct result_set results;
};

void earlier_release(struct earlier *earlier);

/* A copy of `pair`, texts included. */
void earlier_add_pair(struct earlier *earlier, const struct earlier_pair *pair);

/* NULL if there is none. */
const struct earlier_pair *earlier_find_pair(const struct earlier *earlier,
                                             const char *model, const char *finding);

/* What is looked for: a number observed on a whole cohort or a level, with limits in closed form. */
struct earlier_place {
    const char *model, *finding, *metric;
    const char *point;         /* "" for metrics without */
    const char *group, *level; /* "" for the whole cohort */
    double prevalence;         /* NaN: the file's own */
    double confidence;
};

/* How far a record of it agrees with a place: the first thing that none has, of those that agree in all before. */
enum earlier_lack {
    LACKS_MODEL,
    LACKS_FINDING,
    LACKS_METRIC,
    LACKS_POINT,
    LACKS_GROUP,
    LACKS_LEVEL,
    LACKS_PREVALENCE,
    LACKS_ESTIMATE, /* undefined or infinite */
    LACKS_LIMITS,
    LACKS_CLOSED_LIMITS, /* the limits are the bootstrap's */
    LACKS_CONFIDENCE,
    LACKS_NOTHING,
};

/* The record that agrees in all, and LACKS_NOTHING; else the one that agrees longest, NULL with LACKS_MODEL. O(n). */
enum earlier_lack earlier_find(const struct result **record,
                               const struct earlier *earlier,
                               const struct earlier_place *place);

#endif
