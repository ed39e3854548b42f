/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/at_prevalence.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const char *const applies_to[] = {
    "ppv", "npv", "accuracy", "flags_per_100", "false_alarms_per_true_positive",
};

enum { N_APPLIES = sizeof applies_to / sizeof *applies_to };

bool at_prevalence_applies(const struct metric *metric)
{
    for (size_t i = 0; i < N_APPLIES; i++)
        if (!strcmp(metric->name, applies_to[i]))
            return true;
    return false;
}

static struct estimate part(const char *name, const struct counts *c,
                            const struct interval_spec *spec)
{
    return metric_estimate(metric_find(name), c, spec);
}

/* pi r / (pi r + 1-pi), also for r = infinity. */
static double predictive(double pi, double ratio)
{
    return isinf(ratio) ? 1 : pi * ratio / (pi * ratio + 1 - pi);
}

static struct estimate ppv(const struct counts *c, double pi,
                           const struct interval_spec *spec)
{
    struct estimate e = part("lr_pos", c, spec);

    e.value = predictive(pi, e.value);
    e.low = predictive(pi, e.low);
    e.high = predictive(pi, e.high);
    return e;
}

/* The larger the negative likelihood ratio, the smaller the NPV. */
static struct estimate npv(const struct counts *c, double pi,
                           const struct interval_spec *spec)
{
    struct estimate e = part("lr_neg", c, spec);
    double low = e.low;

    e.value = 1 - predictive(pi, e.value);
    e.low = 1 - predictive(pi, e.high);
    e.high = 1 - predictive(pi, low);
    return e;
}

static struct estimate false_alarms(const struct counts *c, double pi,
                                    const struct interval_spec *spec)
{
    struct estimate e = ppv(c, pi, spec);
    double low = e.low;

    e.value = (1 - e.value) / e.value;
    e.low = (1 - e.high) / e.high;
    e.high = (1 - low) / low;
    return e;
}

/* a A + b B of independent A and B, A and B with their limits. */
static struct estimate weighted_sum(double a, const struct estimate *x, double b,
                                    const struct estimate *y)
{
    struct estimate e = ESTIMATE_NONE;

    e.value = a * x->value + b * y->value;
    e.low = e.value - hypot(a * (x->value - x->low), b * (y->value - y->low));
    e.high = e.value + hypot(a * (x->high - x->value), b * (y->high - y->value));
    return e;
}

static struct estimate accuracy(const struct counts *c, double pi,
                                const struct interval_spec *spec)
{
    struct estimate se = part("sensitivity", c, spec);
    struct estimate sp = part("specificity", c, spec);

    return weighted_sum(pi, &se, 1 - pi, &sp);
}

static struct estimate flags(const struct counts *c, double pi,
                             const struct interval_spec *spec)
{
    struct estimate se = part("sensitivity", c, spec);
    struct estimate sp = part("specificity", c, spec);
    struct estimate alarms = ESTIMATE_NONE;

    alarms.value = 1 - sp.value;
    alarms.low = 1 - sp.high;
    alarms.high = 1 - sp.low;
    return weighted_sum(100 * pi, &se, 100 * (1 - pi), &alarms);
}

static const char *method(const struct interval_spec *spec, bool is_sum)
{
    static const char *const sums[] = {
        [PROPORTION_WILSON] = "mover-wilson",
        [PROPORTION_CLOPPER_PEARSON] = "mover-clopper-pearson",
        [PROPORTION_JEFFREYS] = "mover-jeffreys",
    };
    static const char *const ratios[] = {
        [PROPORTION_WILSON] = "mover-r-wilson",
        [PROPORTION_CLOPPER_PEARSON] = "mover-r-clopper-pearson",
        [PROPORTION_JEFFREYS] = "mover-r-jeffreys",
    };

    return (is_sum ? sums : ratios)[spec->proportion];
}

static struct estimate undefined(const struct counts *c)
{
    struct estimate e = ESTIMATE_NONE;

    e.status = STATUS_UNDEFINED;
    e.note = !counts_pos(c)   ? "no positive studies"
             : !counts_neg(c) ? "no negative studies"
                              : "nobody is flagged, or everybody";
    return e;
}

struct estimate at_prevalence_estimate(const struct metric *metric,
                                       const struct counts *c, double pi,
                                       const struct interval_spec *spec)
{
    static struct estimate (*const functions[])(const struct counts *, double,
                                                const struct interval_spec *) = {
        ppv, npv, accuracy, flags, false_alarms};
    struct estimate e;
    size_t which = 0;
    bool is_sum;

    assert(pi > 0 && pi < 1 && at_prevalence_applies(metric));
    while (strcmp(metric->name, applies_to[which]) != 0)
        which++;
    is_sum = functions[which] == accuracy || functions[which] == flags;
    if (!counts_pos(c) || !counts_neg(c))
        return undefined(c);
    e = functions[which](c, pi, spec);
    if (isnan(e.value))
        return undefined(c);
    e.status = isinf(e.value) ? STATUS_INFINITE : STATUS_OK;
    e.low = fmin(e.low, e.value);
    e.high = fmax(e.high, e.value);
    e.std_error = e.p = e.statistic = NAN;
    e.note = NULL;
    e.method = method(spec, is_sum);
    return e;
}

double at_prevalence_value(const struct metric *metric, const struct counts *c,
                           double pi)
{
    double found = pi * (double)c->tp / (double)counts_pos(c);
    double alarms = (1 - pi) * (double)c->fp / (double)counts_neg(c);
    double missed = pi * (double)c->fn / (double)counts_pos(c);
    double passed = (1 - pi) * (double)c->tn / (double)counts_neg(c);

    switch (metric->name[0]) {
    case 'p': /* ppv */
        return found / (found + alarms);
    case 'n': /* npv */
        return passed / (passed + missed);
    case 'a': /* accuracy */
        return found + passed;
    default:
        return strcmp(metric->name, "flags_per_100") ? alarms / found
                                                     : 100 * (found + alarms);
    }
}
