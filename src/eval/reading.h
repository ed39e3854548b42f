/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How people read a metric's numbers, on every page and in every sentence alike: shares as percentages ("90.1 %"), differences of shares in percentage
 * points ("-23.9 points"), all else as it is. Records keep fractions. */
#ifndef PROCTOR_EVAL_READING_H
#define PROCTOR_EVAL_READING_H

#include "base/strbuf.h"
#include "stats/metrics.h"

enum reading_kind {
    READING_VALUE,
    READING_DIFFERENCE, /* with its sign */
    READING_DISTANCE,   /* a difference that has none, as the largest one */
};

struct reading {
    const struct metric *metric;
    enum reading_kind kind;
};

#define READING_PREVALENCE ((struct reading){metric_find("prevalence"), READING_VALUE})

/* "90.1 %", "0.9412", "22.1", "1,234", "+0.0872", "-23.9 points", "NA", "inf". */
void reading_add(struct strbuf *out, struct reading reading, double x);

/* The same without the unit. */
void reading_add_bare(struct strbuf *out, struct reading reading, double x);

/* With as many more decimals as it takes to tell it from the limit. */
void reading_add_apart(struct strbuf *out, struct reading reading, double x,
                       double limit);

/* A limit as somebody stated it: "85 %", "-5 points", "0.85". */
void reading_add_limit(struct strbuf *out, struct reading reading, double limit);

/* "87.7 to 92.1 %", "-23.9 to +23.9 points", "0.9301 to 0.9512", "" without limits. */
void reading_add_interval(struct strbuf *out, struct reading reading,
                          const struct estimate *estimate);

#endif
