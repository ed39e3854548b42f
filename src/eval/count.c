/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"

/* Every threshold for every model: that costs a few cells, and a name that is misspelt loses nothing. */
static void take_edges(struct rounding *rounding, const struct asked_points *asked)
{
    rounding->edges = xcalloc(asked->n + 1, sizeof *rounding->edges);
    for (size_t i = 0; i < asked->n; i++)
        if (isfinite(asked->items[i].threshold))
            rounding->edges[rounding->n_edges++] = asked->items[i].threshold;
    if (asked->n == 0)
        rounding->edges[rounding->n_edges++] = 0.5;
}

static enum err_code read_digits(int *digits, const char *text, struct err *err)
{
    uint64_t n;

    *digits = 0;
    if (!text)
        return ERR_OK;
    if (!numfmt_parse_count(text, strlen(text), &n))
        return err_set(err, ERR_USAGE, "--digits: '%s' is not a whole number", text);
    if (n >= 1 && n <= ROUNDING_MOST_DIGITS) {
        *digits = (int)n;
        return ERR_OK;
    }
    err_set(err, ERR_USAGE, "--digits: %" PRIu64 " is %s than %d", n,
            n ? "more" : "fewer", n ? ROUNDING_MOST_DIGITS : 1);
    return err_hint(err, "without --digits scores stay as they are in the file");
}

enum err_code count_plan_rounding(struct rounding *rounding,
                                  const struct count_options *options,
                                  const struct point_options *points, struct err *err)
{
    struct asked_points asked = {0};
    enum err_code code;

    *rounding = (struct rounding){0};
    if (read_digits(&rounding->digits, options->digits, err))
        return err->code;
    code = points_ask(&asked, points, NAN, err);
    if (!code)
        take_edges(rounding, &asked);
    points_release(&asked);
    return code;
}
