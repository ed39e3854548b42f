/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate as annotations of GitHub's log: "::error file=POLICY,line=N::..." for the lines of the policy that did not pass. */
#ifndef PROCTOR_REPORT_ANNOTATIONS_H
#define PROCTOR_REPORT_ANNOTATIONS_H

#include "base/strbuf.h"
#include "gate/outcome.h"

enum { MOST_ANNOTATIONS = 10 }; /* GitHub shows no more of a kind and step */

/* Worst first: what could not be evaluated, failed, inconclusive, warnings; within these in the order of the policy. */
void annotations_write(struct strbuf *out, const struct gate_outcome *outcome);

#endif
