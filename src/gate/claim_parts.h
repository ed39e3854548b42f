/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files behind claim.h only. */
#ifndef PROCTOR_GATE_CLAIM_PARTS_H
#define PROCTOR_GATE_CLAIM_PARTS_H

#include "gate/claim.h"

/* What a claim was read from; the number that it compares with starts at `limit_at`. */
struct claim_text {
    const char *text;
    size_t limit_at;
    const struct place *place;
};

/* Refuses a limit outside the metric's range, a margin on the wrong side of 0, and the truth of what has no interval. */
enum err_code claim_check(const struct claim *claim, const struct claim_text *text,
                          struct err *err);

#endif
