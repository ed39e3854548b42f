/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/numfmt.h"
#include "eval/points.h"

enum err_code points_check_exact(double threshold, const struct rounding_mark *rounded,
                                 struct err *err)
{
    struct strbuf only = STRBUF_INIT;
    char number[NUMFMT_SIZE];

    if (rounding_mark_is_exact(rounded, threshold))
        return ERR_OK;
    numfmt_shortest(number, threshold);
    rounding_mark_add_only(&only, rounded);
    err_set(err, ERR_INPUT,
            "threshold %s: the scores of the table are rounded to %d digit%s, and "
            "what is counted is that of the files %s",
            number, rounded->digits, rounded->digits == 1 ? "" : "s", only.text);
    strbuf_release(&only);
    return err_hint(err, "count the files again with -t %s%s", number,
                    rounded->n_exact ? ", or name a point of these with -t" : "");
}

/* The point that is evaluated if none is named, as long as a metric needs one. */
static enum err_code check_default(const struct rounding_mark *rounded, struct err *err)
{
    char hint[sizeof err->hint];

    if (!points_check_exact(0.5, rounded, err))
        return ERR_OK;
    snprintf(hint, sizeof hint, "%s", err->hint);
    return err_hint(err, "%s; --metrics auc needs none", hint);
}

enum err_code points_check_rounded(const struct asked_points *asked, bool needs_point,
                                   const struct rounding_mark *rounded, struct err *err)
{
    if (!rounded->digits)
        return ERR_OK;
    if (!asked->n)
        return needs_point ? check_default(rounded, err) : ERR_OK;
    if (points_have_rules(asked)) {
        err_set(
            err, ERR_INPUT,
            "no operating point can be chosen on this table: its scores are rounded "
            "to %d digit%s",
            rounded->digits, rounded->digits == 1 ? "" : "s");
        return err_hint(err, "count the files again without --digits, or choose it on "
                             "the files");
    }
    for (size_t i = 0; i < asked->n; i++)
        if (points_check_exact(asked->items[i].threshold, rounded, err))
            return err->code;
    return ERR_OK;
}
