/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

#include "stats/auc.h"
#include "stats/planning.h"
#include "stats/planning_parts.h"

static enum plan_status prospects(const struct plan_normal *rule)
{
    enum plan_status status = plan_prospects(rule->value, rule->limit, rule->side);

    if (status == PLAN_FOUND && !(rule->null_error > 0 && rule->error >= 0))
        return PLAN_UNDEFINED;
    return status;
}

/* ---- How far the estimate may stray, in its distances from the limit --------------- */

/* What the interval takes at `factor` times the present size: z e0, or t e0. Infinite where t has no degree of freedom. */
static double deciding(const struct plan_normal *rule, double factor)
{
    double quantile = normal_quantile_two_sided(rule->confidence);
    double df = (rule->df + 1) * factor - 1;

    if (df < 1)
        return INFINITY;
    if (!isinf(df))
        quantile = gsl_cdf_tdist_Pinv(0.5 + rule->confidence / 2, df);
    return quantile * rule->null_error / fabs(rule->value - rule->limit);
}

/* What chance takes: z.8 e1. */
static double straying(const struct plan_normal *rule)
{
    return gsl_cdf_ugaussian_Pinv(rule->chance) * rule->error /
           fabs(rule->value - rule->limit);
}

/* ---- The smallest factor that is enough ------------------------------------------------ */

typedef bool enough_function(const struct plan_normal *rule, double factor);

static bool settles(const struct plan_normal *rule, double factor)
{
    return sqrt(factor) >= deciding(rule, factor);
}

static bool is_likely(const struct plan_normal *rule, double factor)
{
    return factor >= deciding(rule, factor) * sqrt(factor) +
                         straying(rule) * sqrt(fmax(0, factor - 1));
}

static bool is_likely_afresh(const struct plan_normal *rule, double factor)
{
    return sqrt(factor) >= deciding(rule, factor) + straying(rule);
}

enum { HALVINGS = 200 }; /* of the logarithm, till nothing changes */

static struct plan_number smallest(const struct plan_normal *rule,
                                   enough_function *is_enough, double least)
{
    enum plan_status status = prospects(rule);
    double fails = least, works = fmax(least, PLAN_MOST / rule->n);

    if (status != PLAN_FOUND)
        return plan_none(status);
    if (is_enough(rule, least))
        return (struct plan_number){PLAN_FOUND, least};
    if (!is_enough(rule, works))
        return plan_none(PLAN_TOO_MANY);
    for (int i = 0; i < HALVINGS; i++) {
        double middle = sqrt(fails * works);

        if (is_enough(rule, middle))
            works = middle;
        else
            fails = middle;
    }
    return (struct plan_number){PLAN_FOUND, works};
}

struct plan_number plan_normal_settle(const struct plan_normal *rule)
{
    return smallest(rule, settles, 1);
}

struct plan_number plan_normal_likely(const struct plan_normal *rule)
{
    return smallest(rule, is_likely, 1);
}

struct plan_number plan_normal_fresh(const struct plan_normal *rule)
{
    return smallest(rule, is_likely_afresh, 1 / rule->n);
}
struct plan_number plan_more(struct plan_number factor, double present)
{
    return factor.status == PLAN_FOUND ? plan_found(present * fmax(0, factor.n - 1))
                                       : factor;
}

struct plan_number plan_total(struct plan_number factor, double present)
{
    return factor.status == PLAN_FOUND ? plan_found(present * factor.n) : factor;
}

/* ---- AUC ------------------------------------------------------------------------ */

static double logit(double p)
{
    return log(p / (1 - p));
}

struct plan_normal plan_auc_normal(const struct plan_auc *rule)
{
    double error = rule->std_error / (rule->auc * (1 - rule->auc));

    if (!(rule->auc > 0 && rule->auc < 1))
        error = NAN;
    return (struct plan_normal){
        .value = logit(rule->auc),
        .limit = logit(rule->limit),
        .side = rule->side,
        .null_error = error,
        .error = error,
        .confidence = rule->confidence,
        .n = rule->n_pos + rule->n_neg,
        .df = rule->df,
        .chance = rule->chance,
    };
}

struct plan_number plan_auc_smallest(const struct plan_auc *rule)
{
    double limit = rule->side == PLAN_AT_LEAST ? rule->limit : 1 - rule->limit;
    double fails = (1 + 1e-12) / fmin(rule->n_pos, rule->n_neg); /* one, not less */
    double works = fmax(fails, PLAN_MOST / (rule->n_pos + rule->n_neg));

    if (limit >= 1)
        return plan_none(PLAN_IMPOSSIBLE);
    /* On the logarithm: the answer may be far below or above the present numbers. */
    for (int i = 0; i < 60 && fails < works; i++) {
        double middle = sqrt(fails * works);

        if (auc_newcombe_limits(1, rule->n_pos * middle, rule->n_neg * middle,
                                rule->confidence)
                .low >= limit)
            works = middle;
        else
            fails = middle;
    }
    if (auc_newcombe_limits(1, rule->n_pos * works, rule->n_neg * works,
                            rule->confidence)
            .low < limit)
        return plan_none(PLAN_TOO_MANY);
    return (struct plan_number){PLAN_FOUND, works};
}
