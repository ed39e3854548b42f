/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Round numbers for axes and bins: multiples of 1, 2 or 5 times a power of ten. */
#ifndef PROCTOR_BASE_ROUND_STEP_H
#define PROCTOR_BASE_ROUND_STEP_H

struct round_step {
    int digit; /* 1, 2 or 5 */
    int power; /* of ten */
};

/* The smallest that is at least x > 0. */
struct round_step round_step_at_least(double x);
struct round_step round_step_next(struct round_step step);

/* n steps, n a whole number: the double that its decimal digits stand for, as 0.15 for three times 0.05, while n * digit is below 2^53 and the
 * power within -22 and 22. */
double round_step_times(struct round_step step, double n);

#endif
