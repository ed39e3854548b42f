/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of `compare` for people: who is compared on which studies, AUCs and their differences, the operating points side by side,
 * what would keep the old sensitivity, subgroups. Computes nothing: every number stands in a record. */
#ifndef PROCTOR_REPORT_PRESENT_COMPARE_H
#define PROCTOR_REPORT_PRESENT_COMPARE_H

#include <stdbool.h>

#include "eval/run.h"
#include "report/report.h"

/* Several models: a table with a row each; verbose adds the page that a single model has. */
void present_compare(struct report *report, const struct run *run, bool verbose);

#endif
