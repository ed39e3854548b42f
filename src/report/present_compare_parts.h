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

/* True if the text of a record is this one; NULL is as good as "". */
bool record_text_is(const char *have, const char *want);

/* The p-value, the head of a column of intervals, and one model's own number. */
void duel_add_p(struct strbuf *out, const struct result *r);
const char *duel_confidence_head(const struct run *run, char buf[NUMFMT_SIZE + 8]);
void duel_add_own(struct strbuf *out, const struct duel *duel, const char *of,
                  const struct metric *metric, const char *point);

/* The verdict of the test against --margin, as a sentence; nothing without one. */
void duel_present_margin(struct report *report, const struct duel *duel,
                         const struct metric *metric, const char *point);

/* Every operating point that both models have (present_compare_points.c). */
void present_compare_points(struct report *report, const struct duel *duel);

/* One table per subgroup column (present_compare_groups.c). */
void present_compare_groups(struct report *report, const struct duel *duel);

#endif
