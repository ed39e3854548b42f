/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/run_digests.h"

#include "data/digest.h"

struct run_digests run_digests(const struct run *run)
{
    struct run_digests digests;

    cohort_digest(digests.cohort, run->cohort, run->binding);
    studies_digest(digests.studies, run->cohort, run->binding);
    return digests;
}
