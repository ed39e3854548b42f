/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a policy judged on the files of a command line: what `gate` ends with and `report` shows. */
#ifndef PROCTOR_CLI_GATE_RUN_H
#define PROCTOR_CLI_GATE_RUN_H

#include <stdbool.h>

#include "base/err.h"
#include "base/notes.h"
#include "cli/gate_earlier.h"
#include "cli/options.h"
#include "eval/run.h"
#include "gate/outcome.h"

struct gate_batch;

/* Zeroed before. Do not move it: the outcome borrows from it. */
struct gate_run {
    struct options planned;      /* what was typed, and what the rules need */
    struct gate_batch **batches; /* [n_batches] a run for all rules on the same rows */
    size_t n_batches;
    struct gate_earlier earlier;
    struct gate_outcome outcome;
    const struct policy_rule *at_fault; /* that an error is about; NULL if none */
    struct notes notes;                 /* the surprises of all runs */
};

/* Reads and evaluates once for all rules on the same rows, and judges every rule. A rule that cannot be judged is an error. Borrows the options,
 * whose rules gate_plan_rules() has seen. */
enum err_code gate_run(struct gate_run *gate, const struct options *options,
                       struct err *err);

/* The run of the first rules. */
const struct run *gate_run_first(const struct gate_run *gate);

/* True if the rows come from standard input, which can be read once. */
bool gate_run_reads_pipe(const struct options *options);

void gate_run_release(struct gate_run *gate);

#endif
