/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/numfmt.h"
#include "eval/points.h"

enum err_code points_check_exact(double threshold, const struct rounding_mark *rounded,
                                 struct err *err)
{
    struct strbuf exact = STRBUF_INIT;
    char number[NUMFMT_SIZE];

    if (rounding_mark_is_exact(rounded, threshold))
        return ERR_OK;
    numfmt_shortest(number, threshold);
    rounding_mark_add_exact(&exact, rounded);
    err_set(err, ERR_INPUT,
            "threshold %s: the scores of the table are rounded to %d digit%s, and "
            "what is counted is that of the files only at %s",
            number, rounded->digits, rounded->digits == 1 ? "" : "s", exact.text);
    strbuf_release(&exact);
    return err_hint(
        err, "count the files again with -t %s, or name a point of these with -t",
        number);
}

enum err_code points_check_rounded(const struct asked_points *asked,
                                   const struct rounding_mark *rounded, struct err *err)
{
    if (!rounded->digits)
        return ERR_OK;
    if (!asked->n)
        return points_check_exact(0.5, rounded, err);
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
