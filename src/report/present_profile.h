/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `inspect` shows: the columns, the roles they could play, and the next command to type. */
#ifndef PROCTOR_REPORT_PRESENT_PROFILE_H
#define PROCTOR_REPORT_PRESENT_PROFILE_H

#include "base/notes.h"
#include "data/profile.h"
#include "report/report.h"

struct inspected {
    const char *path; /* as typed, for the command */
    char delimiter;
    const struct profile *profile;
    const struct notes *notes;
};

void present_profile(struct report *report, const struct inspected *file);

#endif
