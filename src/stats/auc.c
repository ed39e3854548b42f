/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/auc.h"

#include <assert.h>
#include <math.h>

#include "base/wide.h"

double auc_from_ranked(const struct ranked *ranked)
{
    uint128 wins = 0; /* twice the pairs won, so that half a tie is whole */
    uint64_t neg_below = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        wins += (uint128)ranked->pos[b] * (2 * neg_below + ranked->neg[b]);
        neg_below += ranked->neg[b];
    }
    if (ranked->n_pos == 0 || ranked->n_neg == 0)
        return NAN;
    return (double)wins / (double)((uint128)2 * ranked->n_pos * ranked->n_neg);
}

/* V(t) / (t (1 - t)), which does not vanish at 0 and 1. */
static double variance_factor(double auc, double n_pos, double n_neg)
{
    double spare = (n_pos + n_neg) / 2 - 1;

    return (1 + spare * (1 - auc) / (2 - auc) + spare * auc / (1 + auc)) /
           (n_pos * n_neg);
}

const char *auc_missing_class(double n_pos, double n_neg)
{
    if (n_pos > 0)
        return n_neg > 0 ? NULL : "no negative studies";
    return n_neg > 0 ? "no positive studies" : "no studies";
}

double auc_newcombe_variance(double auc, double n_pos, double n_neg)
{
    return auc * (1 - auc) * variance_factor(auc, n_pos, n_neg);
}

/* The root of (auc - t)^2 = z^2 V(t) in [0, auc), by bisection: the difference of
 * the sides falls from auc^2 at t = 0 to below 0 at t = auc. At auc = 1 both sides
 * vanish at t = 1 too; divided by (1 - t) they no longer do. */
static double lower_limit(double auc, double n_pos, double n_neg, double z)
{
    double low = 0, high = auc;

    for (;;) {
        double t = low + (high - low) / 2, left, right;

        if (t <= low || t >= high)
            return low;
        left = auc < 1 ? (auc - t) * (auc - t) : 1 - t;
        right = z * z * t * (auc < 1 ? 1 - t : 1) * variance_factor(t, n_pos, n_neg);
        if (left > right)
            low = t;
        else
            high = t;
    }
}

struct limits auc_newcombe_limits(double auc, double n_pos, double n_neg,
                                  double confidence)
{
    double z = normal_quantile_two_sided(confidence);

    assert(auc >= 0 && auc <= 1 && n_pos >= 1 && n_neg >= 1);
    /* V is the same at t and 1 - t, so the upper limit is a lower one. */
    return (struct limits){
        lower_limit(auc, n_pos, n_neg, z),
        fmax(auc, 1 - lower_limit(1 - auc, n_pos, n_neg, z)),
    };
}
