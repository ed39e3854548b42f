/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tidy record: exactly the columns of proctor(1), section RECORDS, and the set that owns them. */
#ifndef PROCTOR_EVAL_RESULT_SET_H
#define PROCTOR_EVAL_RESULT_SET_H

#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "stats/estimate.h"

/* Texts are owned by the set (result_set_text) and never NULL; "" prints as an empty field. Absent numbers are NaN. */
struct result {
    const char *model, *baseline, *finding;
    const char *group, *level; /* "" for the whole cohort */
    const char *metric;        /* also "auc_vs_rest", "sensitivity_heterogeneity" */
    const char *point;
    double threshold; /* in the file's own direction */
    const char *scenario;
    double prevalence;        /* NaN: the file's own */
    struct estimate estimate; /* its texts belong to the set, too */
    double conf_level;        /* NaN where there is no interval */
    double p_adjusted;
    double numerator, denominator;
    double n, n_pos, n_neg, n_patients;
    double
        optimism; /* of a corrected number: how much less it is than the apparent one, but for the range. In the note, too. */
    double tie_low,
        tie_high; /* of an AUC, if ties between the classes were broken one way or the other; NaN if it makes no visible
                               * difference. No columns of their own: they stand in the note. */
};

/* An operating point of a model and finding that records refer to. */
struct result_point {
    const char *model, *finding, *name;
    double threshold; /* in the file's own direction */
    const char *rule; /* how it came about: "given"; "" for the default one */
    /* of the rows it was chosen on (eval/pair_digest.h); "" if it was not chosen on rows that are known */
    const char *source_digest;
    enum estimate_status status; /* ok, default, or exploratory: chosen on this file */
};

struct result_set {
    struct result *items; /* [n], in the order in which they are printed */
    size_t n, capacity;
    struct result_point *points; /* [n_points], likewise */
    size_t n_points, points_capacity;
    struct intern texts;
};

void result_set_release(struct result_set *set);

/* A copy of the text that lives as long as the set; NULL gives "". Equal texts give the same pointer. */
const char *result_set_text(struct result_set *set, const char *text);

/* Appends a copy of `result`, texts included. The pointer is valid until the next append. */
struct result *result_set_add(struct result_set *set, const struct result *result);

/* Appends copies of all records of another set. */
void result_set_append(struct result_set *set, const struct result_set *other);

/* Appends a copy of `point`, texts included. */
void result_set_add_point(struct result_set *set, const struct result_point *point);

/* The key of a record: two records of one run never agree in all its parts (model, baseline, finding, group, level, metric, point,
 * scenario, prevalence, method). Writes it, parts separated by tabs, for tests and look-ups. */
struct strbuf;
void result_key(struct strbuf *key, const struct result *result);

/* First record with these keys, in any method if `method` is NULL; NULL if there is none. O(n). */
const struct result *result_set_find(const struct result_set *set, const char *model,
                                     const char *finding, const char *group,
                                     const char *level, const char *metric,
                                     const char *point, const char *method);

/* "ok", "default", "too_few", ... */
const char *result_status_name(enum estimate_status status);

#define RESULT_NONE                                                                    \
    {                                                                                  \
        .threshold = NAN, .prevalence = NAN, .estimate = ESTIMATE_NONE,                \
        .conf_level = NAN, .p_adjusted = NAN, .numerator = NAN, .denominator = NAN,    \
        .n = NAN, .n_pos = NAN, .n_neg = NAN, .n_patients = NAN, .optimism = NAN,      \
        .tie_low = NAN, .tie_high = NAN                                                \
    }

#endif
