/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and records to verdicts. */
#ifndef PROCTOR_GATE_JUDGE_H
#define PROCTOR_GATE_JUDGE_H

#include <stdbool.h>

#include "eval/run.h"
#include "gate/outcome.h"

/* What rules are judged on. Borrows all. */
struct evidence {
    const struct run *run; /* evaluated: the records decide */
    bool
        missing_is_stated; /* what a study without a score counts as was decided: no need to ask what if */
    bool
        is_last; /* there are no more replicates to be had: a limit too near to the claim's stays undecided */
};

/* Checks the names in a rule - model, finding, operating point, required levels - against what was evaluated, and its baseline. Errors are at their place and name the
 * nearest that exists. */
enum err_code judge_check(struct gate_rule *rule, const struct run *run,
                          struct err *err);

/* Judges a rule, checked before, and fills it. Returns false if a limit of the bootstrap lies within two of its Monte Carlo errors of the claim's:
 * then the rule is to be judged again on more replicates. */
bool judge_rule(struct gate_outcome *outcome, struct gate_rule *rule,
                const struct evidence *evidence);

/* The group of records that 'each' or 'over' stands for; NULL if there is none. */
const struct cohort_group *judge_find_group(const struct run *run, const char *spec);

#endif
