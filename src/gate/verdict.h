/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From numbers to verdicts, in one place: screen, documents and exit status all come from what is decided here. */
#ifndef PROCTOR_GATE_VERDICT_H
#define PROCTOR_GATE_VERDICT_H

#include <stdbool.h>

#include "base/err.h"
#include "gate/claim.h"
#include "stats/estimate.h"

enum verdict {
    VERDICT_PASS,
    VERDICT_FAIL,
    VERDICT_INCONCLUSIVE,
    VERDICT_SKIPPED, /* the rule is off */
    VERDICT_ERROR,   /* the rule could not be evaluated */
};

enum severity { SEVERITY_ERROR, SEVERITY_WARN, SEVERITY_OFF };

/* What an inconclusive rule counts as. */
enum on_inconclusive {
    ON_INCONCLUSIVE_STOP, /* exit 3 */
    ON_INCONCLUSIVE_FAIL,
    ON_INCONCLUSIVE_WARN,
};

/* What one rule does to the exit status, and whether it is shown as a warning. */
struct effect {
    enum exit_status status;
    bool is_warning; /* it did not pass, and the exit status does not tell */
};

/* "pass", "fail", "inconclusive", "skipped", "error": as documents have it. */
const char *verdict_name(enum verdict verdict);

/* "passed", "failed", ...: as people read it. */
const char *verdict_word(enum verdict verdict);

/* A claim about the truth: passed when the whole interval lies on the claimed side of the limit, failed when it lies on the other, else
 * inconclusive. With a suffix, and for counts (in `value`): plain arithmetic. What is undefined (NaN) shows nothing: inconclusive. */
enum verdict verdict_of_claim(const struct claim *claim,
                              const struct estimate *estimate);

/* severity warn and off leave the exit status alone, but nothing hides what could not be evaluated. */
struct effect verdict_effect(enum verdict verdict, enum severity severity,
                             enum on_inconclusive on_inconclusive);

/* The status of two rules together: 2 before 1 before 3 before 0. */
enum exit_status verdict_worse(enum exit_status a, enum exit_status b);

/* The verdict over all rules that an exit status stands for. */
enum verdict verdict_of_status(enum exit_status status);

#endif
