/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of `sweep` for people: the curve thinned to some twenty rows, the operating points among them, and partial areas. */
#ifndef PROCTOR_REPORT_PRESENT_SWEEP_H
#define PROCTOR_REPORT_PRESENT_SWEEP_H

#include <stdbool.h>

#include "eval/run.h"
#include "report/report.h"

void present_sweep(struct report *report, const struct run *run, bool verbose);

#endif
