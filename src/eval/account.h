/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cohort account as records: every row that was read, by what became of it. */
#ifndef PROCTOR_EVAL_ACCOUNT_H
#define PROCTOR_EVAL_ACCOUNT_H

#include <stddef.h>

#include "data/cohort.h"

/* One way a row can end. `n_pos` and `n_neg` are NaN where the label is unknown or was not looked at. */
struct account_row {
    const char *metric; /* "rows_without_score" */
    const char *title;  /* "without score" */
    double n, n_pos, n_neg;
};

enum {
    ACCOUNT_IMPUTED = 6, /* the place of rows_imputed, and of rows_folded */
    ACCOUNT_FOLDED,
    ACCOUNT_MOST
};

/* rows_read, rows_evaluated, then the exclusions, the imputed among the evaluated and, with --unit only, the rows folded into another row of
 * their study. Evaluated, exclusions and folded sum up to the read. Returns how many there are. */
size_t account_rows(struct account_row rows[ACCOUNT_MOST],
                    const struct account *account);

#endif
