/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of the 2x2 table: likelihood ratios, odds ratio, false alarms per true positive. */
#include <math.h>

#include "stats/metric_parts.h"

extern const struct metric metric_lr_pos, metric_lr_neg, metric_dor;
extern const struct metric metric_false_alarms_per_true_positive;

static struct proportion miss_parts(const struct counts *c)
{
    return part(c->fn, counts_pos(c));
}

static double lr_pos(const struct counts *c)
{
    return share(sensitivity_parts(c)) / share(false_alarm_parts(c));
}

static struct limits lr_pos_limits(const struct counts *c,
                                   const struct interval_spec *spec)
{
    return mover_ratio(bounded(sensitivity_parts, c, spec),
                       bounded(false_alarm_parts, c, spec));
}

const struct metric metric_lr_pos = {
    .name = "lr_pos",
    .title = "LR+",
    .unit = "ratio",
    .definition = "positive likelihood ratio: sensitivity / (1 - specificity)",
    .citation = "Donner & Zou 2012",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = INFINITY,
    .scale = 1,
    .value = lr_pos,
    .interval = lr_pos_limits,
    .interval_method = ratio_name,
};

static double lr_neg(const struct counts *c)
{
    return share(miss_parts(c)) / share(specificity_parts(c));
}

static struct limits lr_neg_limits(const struct counts *c,
                                   const struct interval_spec *spec)
{
    return mover_ratio(bounded(miss_parts, c, spec),
                       bounded(specificity_parts, c, spec));
}

const struct metric metric_lr_neg = {
    .name = "lr_neg",
    .title = "LR-",
    .unit = "ratio",
    .definition = "negative likelihood ratio: (1 - sensitivity) / specificity",
    .citation = "Donner & Zou 2012",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_LOWER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = INFINITY,
    .scale = 1,
    .value = lr_neg,
    .interval = lr_neg_limits,
    .interval_method = ratio_name,
};

static double dor(const struct counts *c)
{
    return (double)c->tp * (double)c->tn / ((double)c->fp * (double)c->fn);
}

static int has_empty_cell(const struct counts *c)
{
    return !c->tp || !c->fp || !c->fn || !c->tn;
}

/* What a class is worth in independent studies, over its studies: 1 without patients. */
static double worth(struct proportion (*parts)(const struct counts *c),
                    const struct counts *c, const struct interval_spec *spec)
{
    return metric_effective(parts, c, spec).k / parts(c).k;
}

/* The half study in every cell of a table with an empty one moves the interval only;
 * metric_estimate() stretches it to 0 or infinity where the odds ratio itself is
 * there. */
static struct limits dor_limits(const struct counts *c,
                                const struct interval_spec *spec)
{
    double half = has_empty_cell(c) ? 0.5 : 0;
    double pos = worth(sensitivity_parts, c, spec);
    double neg = worth(specificity_parts, c, spec);
    double tp = pos * (double)c->tp + half, fp = neg * (double)c->fp + half;
    double fn = pos * (double)c->fn + half, tn = neg * (double)c->tn + half;
    double ratio = tp * tn / (fp * fn);
    double factor = exp(normal_quantile_two_sided(spec->confidence) *
                        sqrt(1 / tp + 1 / fp + 1 / fn + 1 / tn));

    return (struct limits){ratio / factor, ratio * factor};
}

static const char *dor_name(const struct counts *c, const struct interval_spec *spec)
{
    (void)spec;
    return has_empty_cell(c) ? "log-wald-half" : "log-wald";
}

const struct metric metric_dor = {
    .name = "dor",
    .title = "Diagnostic odds ratio",
    .unit = "ratio",
    .definition = "odds of a flag with the finding over those without: TP TN / (FP FN)",
    .citation = "Glas et al. 2003",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = INFINITY,
    .scale = 1,
    .value = dor,
    .interval = dor_limits,
    .interval_method = dor_name,
};

static double false_alarms(const struct counts *c)
{
    return (double)c->fp / (double)c->tp;
}

static double alarms_from_ppv(double value)
{
    return (1 - value) / value; /* infinite at 0 */
}

static struct limits false_alarms_limits(const struct counts *c,
                                         const struct interval_spec *spec)
{
    struct bounded of_ppv = bounded(ppv_parts, c, spec);

    return (struct limits){alarms_from_ppv(of_ppv.high), alarms_from_ppv(of_ppv.low)};
}

const struct metric metric_false_alarms_per_true_positive = {
    .name = "false_alarms_per_true_positive",
    .title = "False alarms per true positive",
    .unit = "ratio",
    .definition =
        "false alarms for each study that is flagged rightly: FP / TP; holds at "
        "the prevalence of the file",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_LOWER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = INFINITY,
    .scale = 1,
    .if_undefined = "no flagged studies",
    .value = false_alarms,
    .interval = false_alarms_limits,
    .interval_method = transformed_name,
};
