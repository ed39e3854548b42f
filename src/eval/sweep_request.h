/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sweep is asked for: which thresholds, which part of the ROC curve, which band. */
#ifndef PROCTOR_EVAL_SWEEP_REQUEST_H
#define PROCTOR_EVAL_SWEEP_REQUEST_H

#include <stddef.h>

#include "base/err.h"
#include "boot/band.h"
#include "stats/roc.h"

/* The options, as typed; NULL if they were not given. */
struct sweep_options {
    const char *thresholds; /* "FROM:TO:STEP" */
    const char *fpr;        /* "FROM:TO" of the false positive rate */
    const char *tpr;        /* "FROM:TO" of the sensitivity */
    int band;               /* 0: none, 1: simultaneous */
};

enum { SWEEP_MAX_THRESHOLDS = 100001 };

struct sweep_request {
    double *thresholds;  /* [n_thresholds] ascending, in the file's direction */
    size_t n_thresholds; /* 0: every distinct score */
    struct roc_window windows[2];
    size_t n_windows;
    enum band_kind band;
};

/* A grid is counted in whole steps of its last decimal, so that each threshold is the double nearest to the decimal number: the third
 * of 0.1:0.9:0.1 is 0.3, not 0.1 + 2 * 0.1. */
enum err_code sweep_request_init(struct sweep_request *request,
                                 const struct sweep_options *options, struct err *err);
void sweep_request_release(struct sweep_request *request);

#endif
