/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/roc.h"

#include <math.h>

/* The point with the axis of the window as x. */
static struct roc_point turned(const struct roc_window *window, struct roc_point point)
{
    return window->axis == ROC_FPR ? point
                                   : (struct roc_point){point.tpr, 1 - point.fpr};
}

double roc_segment_area(const struct roc_window *window, struct roc_point from,
                        struct roc_point to)
{
    struct roc_point a = turned(window, from), b = turned(window, to);
    double low = fmax(a.fpr, window->low), high = fmin(b.fpr, window->high), slope;

    if (!(high > low))
        return 0;
    slope = (b.tpr - a.tpr) / (b.fpr - a.fpr);
    return (high - low) * (a.tpr + slope * ((low + high) / 2 - a.fpr));
}

double roc_partial_area(const struct ranked *ranked, const struct roc_window *window)
{
    double n_pos = (double)ranked->n_pos, n_neg = (double)ranked->n_neg, area = 0;
    uint64_t tp = 0, fp = 0;

    if (!ranked->n_pos || !ranked->n_neg)
        return NAN;
    for (size_t b = ranked->n_blocks; b-- > 0;) {
        struct roc_point from = {(double)fp / n_neg, (double)tp / n_pos};

        tp += ranked->pos[b];
        fp += ranked->neg[b];
        area += roc_segment_area(
            window, from, (struct roc_point){(double)fp / n_neg, (double)tp / n_pos});
    }
    return area;
}

double roc_mcclish(double area, const struct roc_window *window)
{
    double width = window->high - window->low;
    double below = width * (window->high + window->low) / 2;
    double chance = window->axis == ROC_FPR ? below : width - below;

    return (1 + (area - chance) / (width - chance)) / 2;
}
