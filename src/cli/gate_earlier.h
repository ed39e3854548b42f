/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The earlier results that a policy names as baselines. */
#ifndef PROCTOR_CLI_GATE_EARLIER_H
#define PROCTOR_CLI_GATE_EARLIER_H

#include "eval/earlier.h"
#include "gate/outcome.h"

struct gate_earlier {
    struct earlier **items; /* [n], one a file */
    size_t n;
};

/* Reads them and hands each to the rules that name it. The error is at the baseline's place; `*at_fault` is the rule's then. Zero it before, release it
 * after the outcome. */
enum err_code gate_earlier_read(struct gate_earlier *all, struct gate_outcome *outcome,
                                const struct policy_rule **at_fault, struct err *err);
void gate_earlier_release(struct gate_earlier *all);

#endif
