/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a table of rounded scores says of itself: to how many digits, and at which thresholds what is counted is still that of the files.
 *
 * It stands in every row, in a column of its own, as text ("3 digits; exact at 0.37 0.5"): so it outlives joining tables in any order,
 * and whoever opens the table can read it. */
#ifndef PROCTOR_DATA_ROUNDING_MARK_H
#define PROCTOR_DATA_ROUNDING_MARK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "data/rounding.h"

#define ROUNDING_MARK_COLUMN "rounded"

struct rounding_mark {
    int digits;    /* significant; 0: scores are as in the files, nothing else counts */
    double *exact; /* [n_exact] ascending, each once, in the scores' own direction */
    size_t n_exact;
};

/* Of scores that were rounded so. */
void rounding_mark_of(struct rounding_mark *mark, const struct rounding *rounding);
void rounding_mark_release(struct rounding_mark *mark);

/* Of studies of both kinds together: the fewer digits, and the thresholds that are exact in both. O(n_exact). */
void rounding_mark_join(struct rounding_mark *mark, const struct rounding_mark *other);

bool rounding_mark_is_exact(const struct rounding_mark *mark, double threshold);

/* "0.37 0.5", or "no threshold". */
void rounding_mark_add_exact(struct strbuf *out, const struct rounding_mark *mark);

/* For "what is counted is that of the files ...": "only at 0.37 0.5", or "at no threshold". */
void rounding_mark_add_only(struct strbuf *out, const struct rounding_mark *mark);

/* "3 digits; exact at 0.37 0.5" */
void rounding_mark_write(struct strbuf *out, const struct rounding_mark *mark);

/* False, and nothing to release, if the text is no mark. */
bool rounding_mark_read(struct rounding_mark *mark, const char *text);

#endif
