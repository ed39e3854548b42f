/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ROC curve: sensitivity against the false positive rate, from the highest threshold down. Studies of both classes with the same
 * score are one step of the threshold, so a tie is one slanting line; the area below the whole curve is auc_from_ranked(). */
#ifndef PROCTOR_STATS_ROC_H
#define PROCTOR_STATS_ROC_H

#include "stats/ranked.h"

struct roc_point {
    double fpr,
        tpr; /* false positive rate = 1 - specificity; true positive rate = sensitivity */
};

enum roc_axis {
    ROC_FPR, /* sensitivity, over a range of the false positive rate */
    ROC_TPR, /* specificity, over a range of the sensitivity */
};

/* A part of the curve, 0 <= low < high <= 1. */
struct roc_window {
    enum roc_axis axis;
    double low, high;
};

/* Area of the straight line between two neighbours of the curve, as far as it lies in the window; ends are interpolated. */
double roc_segment_area(const struct roc_window *window, struct roc_point from,
                        struct roc_point to);

/* Partial area (McClish 1989, doi:10.1177/0272989X8900900307): the trapezoids within the window. NaN if a class is empty. Equals
 * pROC::auc(partial.auc, partial.auc.focus = "specificity" for ROC_FPR, "sensitivity" for ROC_TPR). O(n_blocks). */
double roc_partial_area(const struct ranked *ranked, const struct roc_window *window);

/* McClish's index of a partial area: 1/2 where the curve follows chance in the window, 1 where it is perfect:
 * (1 + (area - chance) / (width - chance)) / 2. Below 1/2 where the curve lies below chance; pROC gives NA there. */
double roc_mcclish(double area, const struct roc_window *window);

#endif
