/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/account.h"

#include <math.h>

static struct account_row both(const char *metric, const char *title, uint64_t pos,
                               uint64_t neg)
{
    return (struct account_row){metric, title, (double)(pos + neg), (double)pos,
                                (double)neg};
}

static struct account_row unlabelled(const char *metric, const char *title, uint64_t n)
{
    return (struct account_row){metric, title, (double)n, NAN, NAN};
}

size_t account_rows(struct account_row rows[ACCOUNT_MOST], const struct account *a)
{
    rows[0] = unlabelled("rows_read", "read", a->read);
    rows[1] = both("rows_evaluated", "evaluated", a->pos, a->neg);
    rows[2] = unlabelled("rows_not_selected", "not selected (--where)", a->filtered);
    rows[3] = unlabelled("rows_excluded_label", "label excluded (--exclude)",
                         a->label_excluded);
    rows[4] = unlabelled("rows_without_truth", "without truth", a->label_missing);
    rows[5] = both("rows_without_score", "without score", a->score_missing_pos,
                   a->score_missing_neg);
    rows[ACCOUNT_IMPUTED] = both("rows_imputed", "without score, counted by --missing",
                                 a->imputed_pos, a->imputed_neg);
    if (!a->is_folded)
        return ACCOUNT_FOLDED;
    rows[ACCOUNT_FOLDED] = unlabelled(
        "rows_folded", "folded into another row of the study (--unit)", a->folded);
    return ACCOUNT_MOST;
}
