/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "stats/effective.h"
#include "stats/planning.h"
#include "stats/planning_parts.h"

typedef struct plan_number question(const struct plan_proportion *rule,
                                    struct proportion present, double share);

static struct plan_number settle(const struct plan_proportion *rule,
                                 struct proportion present, double share)
{
    (void)share;
    return plan_proportion_settle(rule, present);
}

static struct plan_number fresh(const struct plan_proportion *rule,
                                struct proportion present, double share)
{
    (void)present;
    return plan_proportion_likely(rule, (struct proportion){0, 0}, share);
}

static struct plan_number smallest(const struct plan_proportion *rule,
                                   struct proportion present, double share)
{
    (void)present;
    (void)share;
    return plan_proportion_smallest(rule);
}

/* How many it takes if the interval counted patients as it does when there are `patients` of them. Falls as they rise. */
static struct plan_number take(const struct plan_patients *plan, question *ask,
                               double patients)
{
    double worth = plan->size / plan->n_patients *
                   effective_few_patients(patients, plan->rule.confidence);
    double k = worth * plan->n_patients;
    struct plan_proportion rule = plan->rule;

    rule.design_effect = 1 / worth;
    return ask(&rule, (struct proportion){plan->share * k, k}, plan->share);
}

/* The smallest total of patients that is at least what it takes. `present` of them are there already. */
static struct plan_number solve(const struct plan_patients *plan, question *ask,
                                double present)
{
    struct plan_number most, least = take(plan, ask, INFINITY);
    double fails, works;

    if (least.status != PLAN_FOUND)
        return least;
    fails = fmax(present + least.n, 2) - 1;
    most = take(plan, ask, fails + 1);
    if (most.status != PLAN_FOUND)
        return most;
    works = fmax(present + most.n, fails + 1);
    while (works - fails > 1) {
        double middle = floor((fails + works) / 2);
        struct plan_number n = take(plan, ask, middle);

        if (n.status == PLAN_FOUND && present + n.n <= middle)
            works = middle;
        else
            fails = middle;
    }
    return plan_found(works - present);
}

struct plan_number plan_patients_settle(const struct plan_patients *plan)
{
    return solve(plan, settle, plan->n_patients);
}

struct plan_number plan_patients_likely(const struct plan_patients *plan)
{
    return solve(plan, plan_proportion_likely, plan->n_patients);
}

struct plan_number plan_patients_fresh(const struct plan_patients *plan)
{
    return solve(plan, fresh, 0);
}

struct plan_number plan_patients_smallest(const struct plan_patients *plan)
{
    struct plan_patients perfect = *plan;

    perfect.size = plan->kish;
    return solve(&perfect, smallest, 0);
}
