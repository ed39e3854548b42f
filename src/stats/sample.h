/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies that one record rests on, as plain arrays. Borrows everything. */
#ifndef PROCTOR_STATS_SAMPLE_H
#define PROCTOR_STATS_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#define PATIENT_ALONE UINT32_MAX /* as INTERN_NONE, which data uses */

struct sample {
    size_t n; /* rows */
    const double *
        score; /* [n] never NaN; higher means more suspicious; infinite = no output, --missing positive/negative */
    const uint8_t *is_pos; /* [n] 1 = the finding is present */
    const uint64_t *
        count; /* [n] studies that the row stands for, 1 .. 1e12; with patients 1 .. UINT32_MAX; NULL: one each */
    /* [n] rank of the patient among the cohort's; PATIENT_ALONE: one of its own. NULL: all studies are independent */
    const uint32_t *patient;
};

#endif
