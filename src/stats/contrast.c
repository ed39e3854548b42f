/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/contrast.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/delong.h"
#include "stats/mover.h"

struct side {
    const struct ranked *ranked;
    struct delong delong;
};

struct pair {
    struct side a, b;
};

static struct pair pair_from_ranked(const struct ranked *a, const struct ranked *b)
{
    return (struct pair){
        {a, delong_from_ranked(a)},
        {b, delong_from_ranked(b)}
    };
}

static struct estimate side_estimate(const struct side *side, double confidence)
{
    return delong_logit_estimate(&side->delong, side->ranked, confidence);
}

static struct bounded side_bounded(const struct side *side, double confidence)
{
    struct estimate estimate = side_estimate(side, confidence);

    return (struct bounded){estimate.value, estimate.low, estimate.high};
}

static struct limits limits_at(const void *ctx, double confidence)
{
    const struct pair *pair = ctx;

    return mover_difference(side_bounded(&pair->a, confidence),
                            side_bounded(&pair->b, confidence));
}

/* NULL if both sides have an AUC. */
static const char *what_is_missing(const struct pair *pair)
{
    const char *note = side_estimate(&pair->a, 0.5).note;

    if (isnan(pair->a.delong.auc))
        return note;
    return isnan(pair->b.delong.auc) ? side_estimate(&pair->b, 0.5).note : NULL;
}

struct estimate contrast_auc_mover(const struct ranked *a, const struct ranked *b,
                                   double confidence)
{
    struct pair pair = pair_from_ranked(a, b);
    struct estimate estimate = ESTIMATE_NONE;
    struct limits limits;

    estimate.value = pair.a.delong.auc - pair.b.delong.auc;
    if (isnan(estimate.value)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = what_is_missing(&pair);
        return estimate;
    }
    limits = limits_at(&pair, confidence);
    estimate.low = limits.low;
    estimate.high = limits.high;
    estimate.p = mover_p_value(limits_at, &pair, estimate.value);
    estimate.method = "mover-delong-logit";
    return estimate;
}

struct estimate contrast_auc_welch(const struct ranked *a, const struct ranked *b)
{
    struct pair pair = pair_from_ranked(a, b);
    struct estimate estimate = ESTIMATE_NONE;
    double var_a = pair.a.delong.std_error * pair.a.delong.std_error;
    double var_b = pair.b.delong.std_error * pair.b.delong.std_error;
    double rows_a = (double)(a->n_pos + a->n_neg),
           rows_b = (double)(b->n_pos + b->n_neg);

    estimate.method = "delong-welch";
    estimate.value = pair.a.delong.auc - pair.b.delong.auc;
    if (isnan(estimate.value)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = what_is_missing(&pair);
        return estimate;
    }
    estimate.std_error = sqrt(var_a + var_b);
    if (!(estimate.std_error > 0)) {
        estimate.note = "DeLong's variance is 0 or undefined: no test";
        return estimate;
    }
    estimate.statistic = estimate.value / estimate.std_error;
    estimate.df = (var_a + var_b) * (var_a + var_b) /
                  (var_a * var_a / (rows_a - 1) + var_b * var_b / (rows_b - 1));
    estimate.p = 2 * gsl_cdf_tdist_Q(fabs(estimate.statistic), estimate.df);
    return estimate;
}
