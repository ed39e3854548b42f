/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `inspect` shows: the columns, the roles they could play, and the next command to type. */
#ifndef PROCTOR_REPORT_PRESENT_PROFILE_H
#define PROCTOR_REPORT_PRESENT_PROFILE_H

#include "eval/inspect.h"
#include "report/report.h"

void present_profile(struct report *report, const struct inspected *file);

#endif
