/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gap.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static struct bounded *all_limits(const struct gap_levels *levels, double confidence)
{
    struct bounded *limits = xcalloc(levels->n, sizeof *limits);

    for (size_t i = 0; i < levels->n; i++)
        limits[i] = levels->limits_at(levels->ctx, i, confidence);
    return limits;
}

/* The largest lower and the largest upper limit over ordered pairs. */
static struct limits largest_limits(const struct gap_levels *levels, double confidence)
{
    struct bounded *own = all_limits(levels, confidence);
    struct limits largest = {-INFINITY, -INFINITY};

    for (size_t a = 0; a < levels->n; a++)
        for (size_t b = 0; b < levels->n; b++) {
            double r = levels->correlation && a != b
                           ? levels->correlation(levels->ctx, a, b)
                           : 0;
            struct limits pair;

            if (a == b)
                continue;
            pair = mover_difference_correlated(own[a], own[b], r);
            largest.low = fmax(largest.low, pair.low);
            largest.high = fmax(largest.high, pair.high);
        }
    free(own);
    return largest;
}

/* False if a level has no estimate. */
static int find_extremes(struct gap *gap, const struct gap_levels *levels,
                         double confidence)
{
    struct bounded *own = all_limits(levels, confidence);
    int defined = 1;

    for (size_t i = 0; i < levels->n && defined; i++) {
        defined = !isnan(own[i].value);
        if (own[i].value > own[gap->highest].value)
            gap->highest = i;
        if (own[i].value < own[gap->lowest].value)
            gap->lowest = i;
    }
    gap->estimate.value = own[gap->highest].value - own[gap->lowest].value;
    free(own);
    return defined;
}

static struct gap undefined(const char *note)
{
    struct gap gap = {.estimate = ESTIMATE_NONE};

    gap.estimate.status = STATUS_UNDEFINED;
    gap.estimate.note = note;
    return gap;
}

struct gap gap_between_levels(const struct gap_levels *levels, double confidence)
{
    double pairs = (double)levels->n * ((double)levels->n - 1);
    struct gap gap = {.estimate = ESTIMATE_NONE};

    if (levels->n < 2)
        return undefined("a gap needs two levels with enough studies");
    if (!find_extremes(&gap, levels, confidence))
        return undefined("a level has no estimate");
    gap.estimate.high = largest_limits(levels, confidence).high;
    gap.estimate.low =
        fmax(0, largest_limits(levels, 1 - (1 - confidence) / pairs).low);
    gap.estimate.method = "mover-gap";
    gap.estimate.note = "the largest of several differences is biased upward: it is "
                        "above 0 even where all levels are alike";
    return gap;
}
