/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

#include "stats/planning.h"
#include "stats/planning_parts.h"

/* A rule turned so that the lower limit decides. */
struct floor_rule {
    double limit, z, tail;
    enum proportion_method method;
};

static struct floor_rule floor_of(const struct plan_proportion *rule)
{
    return (struct floor_rule){
        .limit = rule->side == PLAN_AT_LEAST ? rule->limit : 1 - rule->limit,
        .z = normal_quantile_two_sided(rule->confidence),
        .tail = (1 - rule->confidence) / 2,
        .method = rule->method,
    };
}

static struct proportion turned(const struct plan_proportion *rule, struct proportion p)
{
    return rule->side == PLAN_AT_LEAST ? p : (struct proportion){p.k - p.x, p.k};
}

/* ---- The tail of a Beta distribution, step by step --------------------------------------------- */

/* P(Beta(a, b) <= t), which is also P(X >= a) for X binomial of a + b - 1 trials, and what a
 * step of a or b adds to it: one million steps cost as much as a few thousand tails. */
struct tail_walk {
    double t, a, b;
    double tail, term; /* term: t^a (1-t)^b / B(a, b) */
};

static struct tail_walk walk_from(double t, double a, double b)
{
    return (struct tail_walk){
        .t = t,
        .a = a,
        .b = b,
        .tail = gsl_cdf_beta_P(t, a, b),
        .term = exp(a * log(t) + b * log1p(-t) - gsl_sf_lnbeta(a, b)),
    };
}

static void walk_a(struct tail_walk *walk)
{
    walk->tail -= walk->term / walk->a;
    walk->term *= walk->t * (walk->a + walk->b) / walk->a;
    walk->a += 1;
}

static void walk_b(struct tail_walk *walk)
{
    walk->tail += walk->term / walk->b;
    walk->term *= (1 - walk->t) * (walk->a + walk->b) / walk->b;
    walk->b += 1;
}

/* The walk whose tail at the limit says whether x of k passes; not for Wilson. */
static struct tail_walk decision(const struct floor_rule *rule, struct proportion p)
{
    if (rule->method == PROPORTION_JEFFREYS)
        return walk_from(rule->limit, p.x + 0.5, p.k - p.x + 0.5);
    return walk_from(rule->limit, p.x, p.k - p.x + 1);
}

static bool wilson_passes(const struct floor_rule *rule, struct proportion p)
{
    double expected = p.k * rule->limit;

    return p.x - expected >= rule->z * sqrt(expected * (1 - rule->limit));
}

static bool passes(const struct floor_rule *rule, struct proportion p)
{
    if (p.k <= 0 || rule->limit <= 0)
        return p.k > 0;
    if (rule->method == PROPORTION_WILSON)
        return wilson_passes(rule, p);
    return p.x > 0 && decision(rule, p).tail <= rule->tail;
}

/* ---- Searches ------------------------------------------------------------------------------------- */

/* What is added to p: `share` of m studies succeed. */
static struct proportion grown(struct proportion p, double m, double share)
{
    return (struct proportion){p.x + share * m, p.k + m};
}

/* The smallest m in 0 .. PLAN_MOST for which p passes when it grows; more: PLAN_MOST + 1. */
static double smallest_growth(const struct floor_rule *rule, struct proportion p,
                              double share)
{
    double fails = -1, works = PLAN_MOST + 1;

    while (works - fails > 1) {
        double middle = floor((fails + works) / 2);

        if (passes(rule, grown(p, middle, share)))
            works = middle;
        else
            fails = middle;
    }
    return works;
}

/* A number of independent studies as one of studies. */
static struct plan_number studies(const struct plan_proportion *rule, double n)
{
    return n > PLAN_MOST ? plan_none(PLAN_TOO_MANY)
                         : plan_found(n * rule->design_effect);
}

/* PLAN_FOUND if some number may be enough. */
static enum plan_status prospects(const struct plan_proportion *rule, double share)
{
    if (isnan(share))
        return PLAN_UNDEFINED;
    return plan_prospects(share, rule->limit, rule->side);
}

struct plan_number plan_proportion_settle(const struct plan_proportion *rule,
                                          struct proportion present)
{
    struct floor_rule floor_rule = floor_of(rule);
    struct proportion p = turned(rule, present);
    enum plan_status status = prospects(rule, present.x / present.k);

    if (status != PLAN_FOUND)
        return plan_none(status);
    return studies(rule, smallest_growth(&floor_rule, p, p.x / p.k));
}

struct plan_number plan_proportion_smallest(const struct plan_proportion *rule)
{
    struct floor_rule floor_rule = floor_of(rule);

    if (floor_rule.limit >= 1)
        return plan_none(PLAN_IMPOSSIBLE);
    if (floor_rule.limit <= 0)
        return studies(rule, 1);
    return studies(rule, smallest_growth(&floor_rule, (struct proportion){0, 0}, 1));
}

/* ---- The chance to pass ------------------------------------------------------------------------------ */

/* The fewest successes among m new studies that pass, and their chance. */
struct power_walk {
    const struct floor_rule *rule;
    struct proportion needed; /* present and new studies, at the fewest successes */
    struct tail_walk decision, power;
};

/* From the first m that can pass, when all of them must succeed. */
static struct power_walk power_from(const struct floor_rule *rule,
                                    struct proportion present, double m, double truth)
{
    struct power_walk walk = {
        .rule = rule, .needed = grown(present, m, 1), .power = walk_from(truth, m, 1)};

    if (rule->method != PROPORTION_WILSON)
        walk.decision = decision(rule, walk.needed);
    return walk;
}

/* One study more: as many successes as before are enough, or one more is. */
static void power_step(struct power_walk *walk)
{
    struct tail_walk with_failure = walk->decision;
    bool enough;

    walk->needed.k += 1;
    if (walk->rule->method == PROPORTION_WILSON) {
        enough = wilson_passes(walk->rule, walk->needed);
    } else {
        walk_b(&with_failure);
        enough = with_failure.tail <= walk->rule->tail;
        if (enough)
            walk->decision = with_failure;
        else
            walk_a(&walk->decision);
    }
    if (enough) {
        walk_b(&walk->power);
    } else {
        walk_a(&walk->power);
        walk->needed.x += 1;
    }
}

enum {
    /* Teeth are about sqrt(m) long, so the chance has settled long before. */
    BEYOND = 4,
    FEW = 4000,
    LAST = PLAN_MOST + PLAN_MOST / 10
};

/* The largest m that gives less than the chance. */
static double last_unlikely(const struct floor_rule *rule, struct proportion present,
                            double truth, double chance)
{
    double m = smallest_growth(rule, present, 1), last = m - 1;
    struct power_walk walk;

    if (truth >= 1 || rule->limit <= 0 || m > PLAN_MOST)
        return last;
    walk = power_from(rule, present, m, truth);
    while (m <= LAST && m <= BEYOND * (present.k + last) + FEW) {
        if (walk.power.tail < chance)
            last = m;
        power_step(&walk);
        m++;
    }
    return last;
}

struct plan_number plan_proportion_likely(const struct plan_proportion *rule,
                                          struct proportion present, double truth)
{
    struct floor_rule floor_rule = floor_of(rule);
    struct proportion p = turned(rule, present);
    enum plan_status status = prospects(rule, truth);

    if (status != PLAN_FOUND)
        return plan_none(status);
    if (passes(&floor_rule, p))
        return plan_found(0);
    return studies(rule,
                   1 + last_unlikely(&floor_rule, p,
                                     rule->side == PLAN_AT_LEAST ? truth : 1 - truth,
                                     rule->chance));
}
