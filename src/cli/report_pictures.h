/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of a report, drawn as `plot` draws them. */
#ifndef PROCTOR_CLI_REPORT_PICTURES_H
#define PROCTOR_CLI_REPORT_PICTURES_H

#include "base/err.h"
#include "cli/session.h"
#include "eval/drawing.h"
#include "plot/script.h"
#include "report/present_report.h"

struct report_pictures {
    struct report_picture *items; /* [n] */
    size_t n, capacity;
    struct strbuf
        rest; /* with many models and findings: commands that draw what is left out, a line each */
};

/* What to draw from, and for. Borrows all. */
struct report_pictures_source {
    const struct session *session;          /* evaluated */
    const struct drawing *drawing;          /* the curves of the whole cohort */
    const struct histogram_set *histograms; /* likewise */
    const char *typed;                      /* files and options, each after a blank */
    size_t
        n_groups_typed; /* subgroups that stand there; the others are the policy's rules' */
    const struct run *comparison; /* with a baseline; NULL: nothing is compared */
    const char *
        output; /* path of a Markdown report, beside which the pictures will lie; NULL: they go into the page */
};

/* Draws those that there are numbers for. Without gnuplot each says why it is missing. Of more than six models and findings only the ROC curves are
 * drawn, a picture for each finding. `pictures` is zeroed but for its buffers. */
void report_pictures_draw(struct report_pictures *pictures,
                          const struct report_pictures_source *source);

/* Writes the pictures of a Markdown report beside it. */
enum err_code report_pictures_write(const struct report_pictures *pictures,
                                    const char *output, struct err *err);
void report_pictures_release(struct report_pictures *pictures);

#endif
