/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/planning_gap.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/auc.h"
#include "stats/effective.h"
#include "stats/planning_parts.h"

/* What is left of an error of 1 in the estimate over `factor` times the studies. */
typedef double strays_function(double factor);

static double not_at_all(double factor)
{
    (void)factor;
    return 0;
}

static double by_new_studies(double factor)
{
    return sqrt(fmax(0, factor - 1)) / factor;
}

static double by_all_studies(double factor)
{
    return 1 / sqrt(factor);
}

/* ---- Levels at another size --------------------------------------------------------- */

static double quantile_at(const struct plan_gap *plan, double df)
{
    if (df < 1)
        return INFINITY;
    return isinf(df) ? normal_quantile_two_sided(plan->confidence)
                     : gsl_cdf_tdist_Pinv(0.5 + plan->confidence / 2, df);
}

static struct limits auc_limits(const struct plan_gap *plan,
                                const struct plan_level *level, double factor)
{
    double auc = level->value, df = (level->df + 1) * factor - 1;
    double logit = log(auc / (1 - auc)), half;

    if (!(auc > 0 && auc < 1 && level->error > 0) || df < 1)
        return auc_newcombe_limits(auc, fmax(1, level->n_pos * factor),
                                   fmax(1, level->n_neg * factor), plan->confidence);
    half = quantile_at(plan, df) * level->error / (auc * (1 - auc) * sqrt(factor));
    return (struct limits){1 / (1 + exp(half - logit)), 1 / (1 + exp(-half - logit))};
}

static struct limits shares_limits(const struct plan_gap *plan,
                                   const struct plan_level *level, double factor)
{
    double k = level->k * factor *
               effective_few_patients((level->df + 1) * factor, plan->confidence);

    return proportion_limits((struct proportion){level->value * k, k}, plan->method,
                             plan->confidence);
}

struct bounded plan_level_limits(const struct plan_gap *plan, size_t level,
                                 double factor)
{
    const struct plan_level *of = &plan->levels[level];
    struct limits limits =
        plan->is_auc ? auc_limits(plan, of, factor) : shares_limits(plan, of, factor);

    return (struct bounded){of->value, limits.low, limits.high};
}

/* ---- Pairs ------------------------------------------------------------------------------ */

/* The chance that a pair whose upper limit is expected `margin` below the limit exceeds it. */
static double chance_to_fail(double margin, double deviation)
{
    if (deviation == 0)
        return margin >= 0 ? 0 : 1;
    return gsl_cdf_ugaussian_Q(margin / deviation);
}

/* That of the pair a, b, when the estimates stray by `share` of their present errors. */
static double failure_of(const struct plan_gap *plan, const struct bounded *limits,
                         size_t a, size_t b, double share)
{
    double x = plan->levels[a].error, y = plan->levels[b].error;
    double r = plan->correlation ? plan->correlation[a * plan->n + b] : 0;
    double high = mover_difference_correlated(limits[a], limits[b], r).high;

    return chance_to_fail(plan->limit - high,
                          share * sqrt(fmax(0, x * x + y * y - 2 * r * x * y)));
}

static bool is_enough(const struct plan_gap *plan, strays_function *strays,
                      double factor)
{
    struct bounded *limits = xcalloc(plan->n, sizeof *limits);
    double sum = 0;

    for (size_t i = 0; i < plan->n; i++)
        limits[i] = plan_level_limits(plan, i, factor);
    for (size_t a = 0; a < plan->n; a++)
        for (size_t b = 0; b < plan->n; b++)
            sum += a == b ? 0 : failure_of(plan, limits, a, b, strays(factor));
    free(limits);
    return sum <= 1 - plan->chance;
}

static enum plan_status prospects(const struct plan_gap *plan)
{
    double lowest = INFINITY, highest = -INFINITY;

    for (size_t i = 0; i < plan->n; i++) {
        double value = plan->levels[i].value;

        if (isnan(value))
            return PLAN_UNDEFINED;
        lowest = fmin(lowest, value);
        highest = fmax(highest, value);
    }
    if (plan->n < 2)
        return PLAN_UNDEFINED;
    return plan_prospects(highest - lowest, plan->limit, PLAN_AT_MOST);
}

enum { HALVINGS = 60 }; /* of the logarithm of at most a million */

static struct plan_number smallest(const struct plan_gap *plan, strays_function *strays,
                                   double least)
{
    double fails = least, works = fmax(least, PLAN_MOST / plan->n_studies);

    if (is_enough(plan, strays, least))
        return (struct plan_number){PLAN_FOUND, least};
    if (!is_enough(plan, strays, works))
        return plan_none(PLAN_TOO_MANY);
    for (int i = 0; i < HALVINGS; i++) {
        double middle = sqrt(fails * works);

        if (is_enough(plan, strays, middle))
            works = middle;
        else
            fails = middle;
    }
    return (struct plan_number){PLAN_FOUND, works};
}

struct plan_number plan_gap_settle(const struct plan_gap *plan)
{
    enum plan_status status = prospects(plan);

    return status == PLAN_FOUND ? smallest(plan, not_at_all, 1) : plan_none(status);
}

/* Where the estimates do not pass, neither do chance's. */
static struct plan_number beyond_settled(const struct plan_gap *plan,
                                         strays_function *strays)
{
    struct plan_number settle = plan_gap_settle(plan);

    return settle.status == PLAN_FOUND ? smallest(plan, strays, settle.n) : settle;
}

struct plan_number plan_gap_likely(const struct plan_gap *plan)
{
    return beyond_settled(plan, by_new_studies);
}

struct plan_number plan_gap_fresh(const struct plan_gap *plan)
{
    return beyond_settled(plan, by_all_studies);
}
