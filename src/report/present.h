/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records to a document for people, in the order a clinician asks: who was studied, how well it ranks, what happens at the operating point, for
 * whom it is worse, and what was surprising. Computes nothing: every number stands in a record. */
#ifndef PROCTOR_REPORT_PRESENT_H
#define PROCTOR_REPORT_PRESENT_H

#include <stdbool.h>

#include "report/document.h"
#include "report/report.h"

/* The result of `evaluate`. Verbose adds every metric and every contrast. */
void present_evaluate(struct report *report, const struct run *run, bool verbose);

#endif
