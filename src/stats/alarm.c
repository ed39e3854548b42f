/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/alarm.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/heterogeneity.h"
#include "stats/margin.h"

double alarm_p_value(const struct alarm_level *level)
{
    const struct inverted inverted = {level->value, level->limits_at, level->ctx};
    double distance = level->value - level->limit;

    if (isnan(distance))
        return NAN;
    if (level->side == PLAN_AT_LEAST ? distance >= 0 : distance <= 0)
        return 1;
    return deviate_p(inverted_deviate(&inverted, level->limit),
                     level->side == PLAN_AT_LEAST ? ALTERNATIVE_LESS
                                                  : ALTERNATIVE_GREATER);
}

size_t alarm_levels(const double *p, size_t n, double confidence, bool *alarms)
{
    double *adjusted = xcalloc(n, sizeof *adjusted);
    size_t found = 0;

    heterogeneity_holm(p, adjusted, n);
    for (size_t i = 0; i < n; i++) {
        alarms[i] = adjusted[i] < (1 - confidence) / 2;
        found += alarms[i];
    }
    free(adjusted);
    return found;
}
