/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where something was written: a line and column of a policy, or an option of the command line. */
#ifndef PROCTOR_GATE_PLACE_H
#define PROCTOR_GATE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct place {
    const char *file; /* as it was typed, borrowed; or "--claim 'auc >= 0.85'" */
    size_t line;      /* from 1; 0 = not in a file */
    size_t column;    /* from 1, in characters: where the text begins */
    bool is_verbatim; /* the n-th character of the text stands n columns further */
};

/* Sets `err` to "FILE:LINE:COLUMN: what", or, without a line, "FILE, column COLUMN: what". `before` is the part of the text in front of what
 * is wrong, of which `n_before` bytes count; 0 points at the beginning. */
enum err_code place_err(const struct place *place, const char *before, size_t n_before,
                        struct err *err, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Puts the place in front of an error that is set; its hint stays. */
enum err_code place_at(const struct place *place, struct err *err);

#endif
