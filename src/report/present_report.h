/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole validation report: what was judged, what was found in plain sentences, who was tested, every number with its interval, the
 * worst errors, and how it was computed. Made of the blocks of `evaluate` and `sweep` where they say the same. */
#ifndef PROCTOR_REPORT_PRESENT_REPORT_H
#define PROCTOR_REPORT_PRESENT_REPORT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "eval/drawing.h"
#include "eval/histogram.h"
#include "eval/run.h"
#include "report/report.h"

/* One picture of the whole run. */
struct report_picture {
    const char *kind, *what;     /* "roc", "ROC curve" */
    const char *metric;          /* of a forest plot, else NULL */
    const char *model, *finding; /* that it is about; NULL: all */
    struct strbuf bytes;
    const char *type;  /* "image/svg+xml" */
    int width, height; /* in pixels of 1/96 inch */
    char *file;        /* where Markdown finds it, NULL for HTML */
    bool is_there;     /* false: it could not be drawn */
};

struct report_request {
    const char *typed;                  /* the files and options, each after a blank */
    const struct policy *policy;        /* NULL: none was given */
    const struct gate_outcome *outcome; /* NULL: the policy has no rules */
    const struct run *
        comparison; /* the same cohort, with the records of `compare`; NULL: nothing is compared */
    const char *baseline; /* then the model that the others are compared with */
    const struct report_picture *pictures;
    size_t n_pictures;
    const struct drawing *drawing;          /* of each pair over the whole cohort */
    const struct histogram_set *histograms; /* of each pair over the whole cohort */
    const char *
        undrawn; /* commands that draw the pictures that are left out, a line each; "" if none are */
};

/* The run needs digests of its files, its ids, and a curve of each pair over the whole cohort. The first block is the title. */
void present_report(struct report *report, const struct run *run,
                    const struct report_request *request);

#endif
