/* SPDX-License-Identifier: GPL-3.0-or-later */
/* McNemar's tests of two models on the same studies: of the studies on which they disagree, does each have its half? */
#ifndef PROCTOR_STATS_MCNEMAR_H
#define PROCTOR_STATS_MCNEMAR_H

#include <stdint.h>

/* Two-sided p-values; `b` studies with only the one model right, `c` with only the other. No disagreement (b + c = 0): 1.
 * Only for independent studies: see stats/tango.h for patients. */
struct mcnemar {
    double
        exact; /* min(1, 2 P(X <= min(b, c))), X ~ Bin(b + c, 1/2), as R's binom.test */
    /* exact less P(X = min(b, c)), 1 if b = c: keeps its level and is less conservative (Fagerland, Lydersen & Laake 2013) */
    double mid_p;
};

struct mcnemar mcnemar_test(uint64_t b, uint64_t c);

#endif
