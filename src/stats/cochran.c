/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/cochran.h"

#include <math.h>

#include "stats/delong.h"

static double pooled(const struct auc_level *levels, size_t n, double *s01)
{
    double squares10 = 0, squares01 = 0, df10 = 0, df01 = 0;

    for (size_t i = 0; i < n; i++) {
        squares10 += levels[i].squares10;
        squares01 += levels[i].squares01;
        df10 += levels[i].n_pos - 1;
        df01 += levels[i].n_neg - 1;
    }
    *s01 = squares01 / fmax(df01, 1);
    return squares10 / fmax(df10, 1);
}

static int all_equal(const struct auc_level *levels, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (levels[i].auc != levels[0].auc)
            return 0;
    return 1;
}

static double weight_of(const struct auc_level *level, double s10, double s01)
{
    return 1 / (level->design_effect * (s10 / level->n_pos + s01 / level->n_neg));
}

double cochran_q(const struct auc_level *levels, size_t n)
{
    double s01, s10 = pooled(levels, n, &s01), weights = 0, sum = 0, mean, q = 0;

    if (!(s10 + s01 > 0))
        return all_equal(levels, n) ? 0 : INFINITY;
    for (size_t i = 0; i < n; i++) {
        double weight = weight_of(&levels[i], s10, s01);

        weights += weight;
        sum += weight * levels[i].auc;
    }
    mean = sum / weights;
    for (size_t i = 0; i < n; i++) {
        double weight = weight_of(&levels[i], s10, s01);

        q += weight * (levels[i].auc - mean) * (levels[i].auc - mean);
    }
    return q;
}

size_t cochran_levels_from_ranked(struct auc_level *levels,
                                  const struct ranked *const *ranked, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct delong delong = delong_from_ranked(ranked[i]);
        double n_pos = (double)ranked[i]->n_pos, n_neg = (double)ranked[i]->n_neg;

        if (isnan(delong.auc))
            continue;
        levels[kept++] = (struct auc_level){
            .auc = delong.auc,
            .n_pos = n_pos,
            .n_neg = n_neg,
            .design_effect = 1,
            .squares10 = n_pos > 1 ? delong.s10 * (n_pos - 1) : 0,
            .squares01 = n_neg > 1 ? delong.s01 * (n_neg - 1) : 0,
        };
    }
    return kept;
}
