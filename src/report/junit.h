/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate as JUnit XML: one test case per rule, model, finding and level, in the subset that the readers of Jenkins and GitLab accept (no file or
 * line on a test case). Times are 0: two runs on the same data write the same bytes. */
#ifndef PROCTOR_REPORT_JUNIT_H
#define PROCTOR_REPORT_JUNIT_H

#include "base/strbuf.h"
#include "gate/outcome.h"

/* Failed: <failure>; inconclusive or not evaluated: <error>; off: <skipped>; warnings: passed, with <system-out>. A gate that could not be
 * evaluated has an <error> in every case, or, if not even the rules are known, one case "policy". */
void junit_write(struct strbuf *out, const struct gate_outcome *outcome);

#endif
