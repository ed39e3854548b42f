/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/count.h"

#include <inttypes.h>
#include <math.h>

#include "base/mem.h"

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

enum err_code count_plan_rounding(struct rounding *rounding,
                                  const struct count_options *options,
                                  const struct point_options *points, struct err *err)
{
    struct asked_points asked = {0};
    enum err_code code;

    *rounding = (struct rounding){0};
    if (options->digits > ROUNDING_MOST_DIGITS) {
        err_set(err, ERR_USAGE, "--digits: %" PRIu64 " is more than %d",
                options->digits, ROUNDING_MOST_DIGITS);
        return err_hint(err, "without --digits scores stay as they are in the file");
    }
    code = points_ask(&asked, points, NAN, err);
    if (!code) {
        rounding->digits = (int)options->digits;
        take_edges(rounding, &asked);
    }
    points_release(&asked);
    return code;
}
