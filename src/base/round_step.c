/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/round_step.h"

#include <math.h>

struct round_step round_step_at_least(double x)
{
    struct round_step step = {1, (int)floor(log10(x))};

    while (round_step_times(step, 1) < x)
        step = round_step_next(step);
    return step;
}

struct round_step round_step_next(struct round_step step)
{
    switch (step.digit) {
    case 1:
        return (struct round_step){2, step.power};
    case 2:
        return (struct round_step){5, step.power};
    default:
        return (struct round_step){1, step.power + 1};
    }
}

/* A division by a power of ten is rounded once; a product with 0.01 would be twice. */
double round_step_times(struct round_step step, double n)
{
    double digits = n * step.digit;

    return step.power < 0 ? digits / pow(10, -step.power)
                          : digits * pow(10, step.power);
}
