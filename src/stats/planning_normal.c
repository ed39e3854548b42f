/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "stats/auc.h"
#include "stats/planning.h"
#include "stats/planning_parts.h"

static enum plan_status prospects(const struct plan_normal *rule)
{
    if (!(rule->null_error > 0 && rule->error > 0))
        return PLAN_UNDEFINED;
    return plan_prospects(rule->value, rule->limit, rule->side);
}

static struct plan_number factor_of(const struct plan_normal *rule, double factor)
{
    enum plan_status status = prospects(rule);

    if (status != PLAN_FOUND)
        return plan_none(status);
    return factor * rule->n > PLAN_MOST ? plan_none(PLAN_TOO_MANY)
                                        : (struct plan_number){PLAN_FOUND, factor};
}

/* What the estimate, less than its distance from the limit, may stray: z e0 and z e1. */
static double deciding(const struct plan_normal *rule)
{
    return normal_quantile_two_sided(rule->confidence) * rule->null_error /
           fabs(rule->value - rule->limit);
}

static double straying(const struct plan_normal *rule)
{
    return gsl_cdf_ugaussian_Pinv(PLAN_CHANCE) * rule->error /
           fabs(rule->value - rule->limit);
}

struct plan_number plan_normal_settle(const struct plan_normal *rule)
{
    return factor_of(rule, fmax(1, pow(deciding(rule), 2)));
}

struct plan_number plan_normal_fresh(const struct plan_normal *rule)
{
    return factor_of(rule, pow(deciding(rule) + straying(rule), 2));
}

struct plan_number plan_normal_likely(const struct plan_normal *rule)
{
    double settled = deciding(rule), chance = straying(rule);
    double fails = fmax(1, settled * settled), works = pow(settled + chance, 2);

    if (settled <= 1)
        return factor_of(rule, 1);
    for (int i = 0; i < 100; i++) {
        double middle = fails + (works - fails) / 2;

        if (middle >= settled * sqrt(middle) + chance * sqrt(middle - 1))
            works = middle;
        else
            fails = middle;
    }
    return factor_of(rule, works);
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
