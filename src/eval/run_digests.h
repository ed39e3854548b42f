/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What data/digest.h says of a run, for documents. */
#ifndef PROCTOR_EVAL_RUN_DIGESTS_H
#define PROCTOR_EVAL_RUN_DIGESTS_H

#include "base/sha256_hex.h"
#include "eval/run.h"

struct run_digests {
    char cohort[SHA256_HEX_SIZE], studies[SHA256_HEX_SIZE];
};

/* The cohort must have been loaded with its ids (load_wish). */
struct run_digests run_digests(const struct run *run);

#endif
