/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operating points of a figure, each told in the key once, whichever models have it. */
#ifndef PROCTOR_PLOT_MARKS_H
#define PROCTOR_PLOT_MARKS_H

#include "base/strbuf.h"
#include "eval/result_set.h"

struct mark {
    const struct result_point *point; /* that of the first model */
    char *name;                       /* as records have it */
    const char *scenario; /* "", or "guaranteed": the point's guaranteed threshold */
    size_t number;        /* for the figure to set: 1, 2, ... of those that are drawn */
};

struct mark_list {
    struct mark *items; /* [n], in the order of the points */
    size_t n;
};

void marks_init(struct mark_list *list, const struct result_set *set);
void marks_release(struct mark_list *list);

/* "at release (threshold 0.5)", without the threshold where the models have each their own. Appends. */
void mark_add_title(struct strbuf *out, const struct result_set *set,
                    const struct mark *mark);

#endif
