/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A policy to start from: the columns that were found, and rules with comments. It is read as it is written, but its numbers are nobody's: they are
 * there to be replaced. */
#ifndef PROCTOR_REPORT_STARTER_POLICY_H
#define PROCTOR_REPORT_STARTER_POLICY_H

#include "base/strbuf.h"
#include "eval/inspect.h"

void starter_policy_write(struct strbuf *out, const struct inspected *file);

#endif
