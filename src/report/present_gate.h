/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A gate for people: the verdict, every rule with the numbers it rests on, why, and the verdict again. */
#ifndef PROCTOR_REPORT_PRESENT_GATE_H
#define PROCTOR_REPORT_PRESENT_GATE_H

#include "base/notes.h"
#include "eval/run.h"
#include "gate/outcome.h"
#include "report/report.h"

/* `notes` are the surprises of all runs. */
void present_gate(struct report *report, const struct run *run,
                  const struct gate_outcome *outcome, const struct notes *notes);

/* The same within a report: no notes, no file. */
void present_verdict(struct report *report, const struct run *run,
                     const struct gate_outcome *outcome);

/* Keys that the command line overruled; nothing if there are none. */
void present_overridden(struct report *report, const struct policy *policy);

/* Nothing could be evaluated: for the summary of a job. */
void present_gate_error(struct report *report, const struct gate_outcome *outcome);

/* The rules as sentences; of the request its prevalences are used. */
void present_rules(struct report *report, const struct policy *policy,
                   const struct request *request);

/* What studies without a score count as in all rules; NULL if nobody said. */
void present_missing_stated(struct report *report, const enum missing_policy *missing);

#endif
