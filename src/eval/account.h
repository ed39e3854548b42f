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

enum { ACCOUNT_ROWS = 7 };

/* rows_read, rows_evaluated, then the exclusions (they sum up with the evaluated to the read) and, last, the imputed among the
 * evaluated. */
void account_rows(struct account_row rows[ACCOUNT_ROWS], const struct account *account);

#endif
