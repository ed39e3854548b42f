/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the rows that a gate read, as the page and JUnit say it. */
#ifndef PROCTOR_REPORT_GATE_ACCOUNT_H
#define PROCTOR_REPORT_GATE_ACCOUNT_H

#include "base/strbuf.h"
#include "gate/outcome.h"

/* "5,979 studies read, 5,913 evaluated. Left out: 66 without score.": a line for each run; those with other rows than the first have the first rule
 * that was judged on them in front. Models and findings have a line of their own where their accounts differ, at most ten. */
void gate_account_add(struct strbuf *out, const struct gate_outcome *outcome);

#endif
