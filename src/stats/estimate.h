/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every statistic returns: a number, its interval, and how they came about. */
#ifndef PROCTOR_STATS_ESTIMATE_H
#define PROCTOR_STATS_ESTIMATE_H

#include <math.h>

enum estimate_status {
    STATUS_OK,
    STATUS_DEFAULT,     /* at an operating point that nobody chose */
    STATUS_EXPLORATORY, /* at an operating point chosen on the same file */
    STATUS_UNDEFINED,   /* 0/0 or a class is missing: value is NaN */
    STATUS_INFINITE,    /* value is +infinity */
    STATUS_TOO_FEW, /* shown, but too few studies to be judged: no p-value, in no test */
    STATUS_SKIPPED,
};

/* Absent numbers are NaN. `low` and `high` contain `value` whenever all three are there. Texts are static strings or live as long as
 * the estimate's owner says; they are never freed through the estimate. */
struct estimate {
    double value;
    double low, high; /* two-sided limits at the confidence that was asked for */
    double std_error;
    double monte_carlo_error; /* of the limits, if they are the bootstrap's */
    double statistic, df, p;  /* of a test, if the record is one */
    const char *
        method; /* exact name of the interval or test ("wilson"), NULL if there is none */
    const char *note; /* one sentence, NULL if there is nothing to say */
    enum estimate_status status;
};

#define ESTIMATE_NONE                                                                  \
    {                                                                                  \
        .value = NAN, .low = NAN, .high = NAN, .std_error = NAN,                       \
        .monte_carlo_error = NAN, .statistic = NAN, .df = NAN, .p = NAN                \
    }

#endif
