/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The comparison within a report: what `compare` finds on the same studies. */
#ifndef PROCTOR_CLI_REPORT_COMPARE_H
#define PROCTOR_CLI_REPORT_COMPARE_H

#include "base/err.h"
#include "cli/session.h"

/* Do not move it: `run` points into it. Zeroed: none was asked for. */
struct report_comparison {
    bool is_asked;
    const char *baseline; /* borrowed from the session's binding */
    struct request request;
    struct result_set results;
    struct run run;
};

/* A margin without a baseline is an error. Before anything is read. */
enum err_code report_compare_check(const struct options *options, struct err *err);

/* Compares, if --baseline is given. Release it also after an error. */
enum err_code report_compare(struct report_comparison *comparison,
                             struct session *session, struct err *err);
void report_comparison_release(struct report_comparison *comparison);

#endif
