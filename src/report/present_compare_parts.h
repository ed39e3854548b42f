/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How present_compare.c is divided. Only the present_compare*.c files include this. */
#ifndef PROCTOR_REPORT_PRESENT_COMPARE_PARTS_H
#define PROCTOR_REPORT_PRESENT_COMPARE_PARTS_H

#include "base/numfmt.h"
#include "report/cells.h"
#include "report/present_compare.h"

/* A model and its baseline on one finding, as in records. */
struct duel {
    const struct run *run;
    const char *model, *baseline, *finding;
};

/* What a record is about, besides the models; NULL or "" for nothing. */
struct record_of {
    const char *metric, *point, *group, *level, *scenario;
    const char *method; /* NULL: any */
};

/* The record of the difference, or of anything else with these two names; NULL if there is none. */
const struct result *duel_find(const struct duel *duel, struct record_of what);

/* One model's own record on the shared studies: `of` is one of the two. */
const struct result *duel_find_own(const struct duel *duel, const char *of,
                                   struct record_of what);

/* The next model that is compared on the finding (`last` NULL: the first), in the order of records; NULL at the end. */
const struct result *compare_next_duel(const struct result_set *set,
                                       const char *finding, const struct result *last);
struct duel compare_duel_of(const struct run *run, const struct result *r);

/* A row for each model of the finding with its AUC and the difference to the baseline's; are all AUCs equal? (present_compare_overview.c) */
void compare_present_models(struct report *report, const struct run *run,
                            const struct result *first);

/* True if the text of a record is this one; NULL is as good as "". */
bool record_text_is(const char *have, const char *want);

/* Shared studies, and those that only one of the two has. */
void duel_present_studies(struct report *report, const struct duel *duel);

/* The p-value, the head of a column of intervals, and one model's own number. */
void duel_add_p(struct strbuf *out, const struct result *r);
const char *duel_confidence_head(const struct run *run, char buf[NUMFMT_SIZE + 8]);
void duel_add_own(struct strbuf *out, const struct duel *duel, const char *of,
                  const struct metric *metric, const char *point);

/* The row of a metric: model, baseline, difference, interval, p, and how many studies only one of them got right; nothing if there is no difference. */
void duel_add_row(struct table *table, const struct duel *duel,
                  const struct metric *metric, const char *point);

/* The first difference at the operating point after that of `last` (NULL: at the first one); NULL at the end. */
const struct result *duel_next_point(const struct duel *duel,
                                     const struct result *last);

/* The verdict of the test against --margin: "not worse by more than 0.02: shown (lower limit -0.011)"; NULL without one. */
const char *duel_margin_verdict(const struct duel *duel, const struct metric *metric,
                                const char *point);

/* The same as a sentence; nothing without one. */
void duel_present_margin(struct report *report, const struct duel *duel,
                         const struct metric *metric, const char *point);

/* All models of a finding in one table for the AUC, and one for each operating point (present_compare_overview.c). `first` is the record of
 * the first of them. */
void present_compare_overview(struct report *report, const struct run *run,
                              const struct result *first);

/* True for a difference of everyone at an operating point. */
bool duel_is_at_point(const struct result *r);

/* "At release: flagged if score >= 0.4 (baseline >= 0.35)"; `difference` is a record there. */
void duel_add_point(struct strbuf *out, const struct duel *duel,
                    const struct result *difference);

/* Every operating point that both models have (present_compare_points.c). */
void present_compare_points(struct report *report, const struct duel *duel);

/* One table per subgroup column (present_compare_groups.c). */
void present_compare_groups(struct report *report, const struct duel *duel);

#endif
