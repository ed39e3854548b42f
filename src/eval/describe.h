/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a column of numbers, such as the age, is spread over the evaluated studies. */
#ifndef PROCTOR_EVAL_DESCRIBE_H
#define PROCTOR_EVAL_DESCRIBE_H

#include "data/cohort.h"

/* Of studies; quantiles as in stats/quantile.h, NaN without any. */
struct description {
    double n, n_missing; /* with and without a number */
    double low, first_quartile, median, third_quartile, high;
};

enum description_of { DESCRIBE_ALL, DESCRIBE_WITH, DESCRIBE_WITHOUT, N_DESCRIPTIONS };

/* Of all evaluated studies of the pair, and of those with and without the finding. O(n + v log v) with v different values. */
void describe(struct description descriptions[N_DESCRIPTIONS],
              const struct cohort *cohort, struct pair pair,
              const struct cohort_number *number);

#endif
