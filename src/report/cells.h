/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as words and cells: shared by everything that presents. */
#ifndef PROCTOR_REPORT_CELLS_H
#define PROCTOR_REPORT_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "eval/result_set.h"
#include "stats/metrics.h"

/* The records of one model and finding: a run of the result set. */
struct slice {
    const struct result *items;
    size_t n;
};

/* The records that start at items[first] and share its model and finding. */
struct slice slice_of_pair(const struct result_set *set, size_t first);

/* True for what was observed at the file's own prevalence: no scenario, no stated prevalence. */
bool result_is_observed(const struct result *result);

/* First observed record with these keys, NULL if there is none. `method` NULL takes any. */
const struct result *slice_find(struct slice slice, const char *group,
                                const char *level, const char *metric,
                                const char *point, const char *method);

/* The first record of the whole cohort at the operating point after that of `last` (NULL: at the first one); NULL at the end. Points
 * whose rule no threshold meets are passed over. */
const struct result *slice_next_point(struct slice slice, const struct result *last);

/* The record of the whole cohort at a stated prevalence (NaN: the file's own) and scenario; NULL if there is none. */
const struct result *slice_find_at(struct slice slice, const char *metric,
                                   const char *point, double prevalence,
                                   const char *scenario);

/* The point of that name in the set, NULL if there is none. */
const struct result_point *slice_point(const struct result_set *set, struct slice slice,
                                       const char *name);

/* The estimate: "90.1 %", "0.9412", "22.1", "NA", "inf". */
void cell_value(struct strbuf *out, const struct metric *metric, double x);

/* "87.7 to 92.1 %", "0.9301 to 0.9512", "" without interval. */
void cell_interval(struct strbuf *out, const struct metric *metric,
                   const struct estimate *estimate);

/* "644/715", "" for what is no proportion. */
void cell_fraction(struct strbuf *out, const struct result *result);

/* "90.1 % (87.7-92.1)". */
void cell_range(struct strbuf *out, const struct metric *metric,
                const struct result *result);

/* The same and, on a second line, the fraction. For tables with many rows. */
void cell_compact(struct strbuf *out, const struct metric *metric,
                  const struct result *result);

/* The estimate and, on a second line, its interval: "46.7 %" over "44.1-49.3". For narrow columns. */
void cell_stacked(struct strbuf *out, const struct metric *metric,
                  const struct result *result);

/* A difference of two models: "+2.1" for what is read as a percentage, "-0.0923" else; "NA". */
void cell_difference(struct strbuf *out, const struct metric *metric, double x);

/* "-0.1742 to -0.0104". */
void cell_difference_interval(struct strbuf *out, const struct metric *metric,
                              const struct estimate *estimate);

/* "p = 0.0272", "p <0.0001", "p >0.99". */
void cell_p(struct strbuf *out, double p);

/* "BCa bootstrap", "Wilson", ...: the words for a record's method. */
const char *cell_method(const char *method);

#endif
