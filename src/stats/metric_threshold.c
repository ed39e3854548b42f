/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics of the 2x2 table. Every proportion is a pair (numerator, denominator);
 * what is not a proportion gets its interval from the limits of the proportions it
 * is made of. */
#include "stats/metrics.h"

#include <math.h>

#include "base/wide.h"
#include "stats/metric_parts.h"

extern const struct metric metric_prevalence;
extern const struct metric metric_tp, metric_fp, metric_tn, metric_fn;
extern const struct metric metric_sensitivity, metric_specificity, metric_ppv,
    metric_npv;
extern const struct metric metric_accuracy, metric_balanced_accuracy, metric_youden;
extern const struct metric metric_f1, metric_mcc, metric_flags_per_100;

/* ---- Proportions ------------------------------------------------------------- */

static struct proportion prevalence_parts(const struct counts *c)
{
    return part(counts_pos(c), counts_all(c));
}

static double prevalence(const struct counts *c)
{
    return share(prevalence_parts(c));
}

const struct metric metric_prevalence = {
    .name = "prevalence",
    .title = "Prevalence",
    .unit = "fraction",
    .definition = "share of the studies with the finding: (TP + FN) / N",
    .citation = "Wilson 1927",
    .kind = METRIC_COHORT,
    .better = BETTER_NEITHER,
    .needs = NEEDS_NOTHING,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
    .value = prevalence,
    .proportion = prevalence_parts,
};

static double sensitivity(const struct counts *c)
{
    return share(sensitivity_parts(c));
}

const struct metric metric_sensitivity = {
    .name = "sensitivity",
    .title = "Sensitivity",
    .unit = "fraction",
    .definition =
        "share of the studies with the finding that are flagged: TP / (TP + FN)",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_POSITIVES,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
    .if_undefined = "no positive studies",
    .value = sensitivity,
    .proportion = sensitivity_parts,
};

static double specificity(const struct counts *c)
{
    return share(specificity_parts(c));
}

const struct metric metric_specificity = {
    .name = "specificity",
    .title = "Specificity",
    .unit = "fraction",
    .definition =
        "share of the studies without the finding that are not flagged: TN / (TN + FP)",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_NEGATIVES,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
    .if_undefined = "no negative studies",
    .value = specificity,
    .proportion = specificity_parts,
};

static double ppv(const struct counts *c)
{
    return share(ppv_parts(c));
}

const struct metric metric_ppv = {
    .name = "ppv",
    .title = "PPV",
    .unit = "fraction",
    .definition =
        "positive predictive value, the share of the flagged studies that have "
        "the finding: TP / (TP + FP); holds at the prevalence of the file",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
    .if_undefined = "no flagged studies",
    .value = ppv,
    .proportion = ppv_parts,
};

static struct proportion npv_parts(const struct counts *c)
{
    return part(c->tn, c->tn + c->fn);
}

static double npv(const struct counts *c)
{
    return share(npv_parts(c));
}

const struct metric metric_npv = {
    .name = "npv",
    .title = "NPV",
    .unit = "fraction",
    .definition =
        "negative predictive value, the share of the studies not flagged that are "
        "without the finding: TN / (TN + FN); holds at the prevalence of the file",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
    .if_undefined = "no unflagged studies",
    .value = npv,
    .proportion = npv_parts,
};

static struct proportion accuracy_parts(const struct counts *c)
{
    return part(c->tp + c->tn, counts_all(c));
}

static double accuracy(const struct counts *c)
{
    return share(accuracy_parts(c));
}

const struct metric metric_accuracy = {
    .name = "accuracy",
    .title = "Accuracy",
    .unit = "fraction",
    .definition = "share of the studies that are judged right: (TP + TN) / N",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .has_contrast = true,
    .has_heterogeneity = true,
    .value = accuracy,
    .proportion = accuracy_parts,
};

static struct proportion flags_parts(const struct counts *c)
{
    return part(c->tp + c->fp, counts_all(c));
}

static double flags_per_100(const struct counts *c)
{
    return 100 * share(flags_parts(c));
}

const struct metric metric_flags_per_100 = {
    .name = "flags_per_100",
    .title = "Flags per 100 studies",
    .unit = "per 100 studies",
    .definition = "flagged studies in 100: 100 (TP + FP) / N",
    .citation = "Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_NEITHER,
    .needs = NEEDS_NOTHING,
    .range_low = 0,
    .range_high = 100,
    .scale = 100,
    .by_default = true,
    .has_contrast = true,
    .has_heterogeneity = true,
    .value = flags_per_100,
    .proportion = flags_parts,
};

/* ---- Counts ------------------------------------------------------------------ */

#define COUNT_METRIC(member, called, defined, of)                                      \
    static double member##_value(const struct counts *c)                               \
    {                                                                                  \
        return (double)c->member;                                                      \
    }                                                                                  \
    const struct metric metric_##member = {                                            \
        .name = #member,                                                               \
        .title = called,                                                               \
        .unit = "count",                                                               \
        .definition = defined,                                                         \
        .kind = METRIC_COUNT,                                                          \
        .better = BETTER_NEITHER,                                                      \
        .needs = of,                                                                   \
        .range_low = 0,                                                                \
        .range_high = INFINITY,                                                        \
        .scale = 1,                                                                    \
        .value = member##_value,                                                       \
    }

COUNT_METRIC(tp, "True positives", "flagged studies with the finding", NEEDS_POSITIVES);
COUNT_METRIC(fp, "False positives", "flagged studies without it", NEEDS_NEGATIVES);
COUNT_METRIC(tn, "True negatives", "other studies without it", NEEDS_NEGATIVES);
COUNT_METRIC(fn, "False negatives", "other studies with it", NEEDS_POSITIVES);

/* ---- Sums of sensitivity and specificity ------------------------------------- */

static double youden(const struct counts *c)
{
    return sensitivity(c) - share(false_alarm_parts(c));
}

static struct limits youden_limits(const struct counts *c,
                                   const struct interval_spec *spec)
{
    return mover_difference(bounded(sensitivity_parts, c, spec),
                            bounded(false_alarm_parts, c, spec));
}

const struct metric metric_youden = {
    .name = "youden",
    .title = "Youden index",
    .unit = "fraction",
    .definition = "sensitivity + specificity - 1",
    .citation = "Youden 1950; Newcombe 1998",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = -1,
    .range_high = 1,
    .scale = 1,
    .has_contrast = true,
    .value = youden,
    .interval = youden_limits,
    .interval_method = mover_name,
};

static double balanced_accuracy(const struct counts *c)
{
    return (youden(c) + 1) / 2;
}

static struct limits balanced_accuracy_limits(const struct counts *c,
                                              const struct interval_spec *spec)
{
    struct limits limits = youden_limits(c, spec);

    return (struct limits){(limits.low + 1) / 2, (limits.high + 1) / 2};
}

const struct metric metric_balanced_accuracy = {
    .name = "balanced_accuracy",
    .title = "Balanced accuracy",
    .unit = "fraction",
    .definition = "mean of sensitivity and specificity",
    .citation = "Newcombe 1998",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .has_contrast = true,
    .value = balanced_accuracy,
    .interval = balanced_accuracy_limits,
    .interval_method = mover_name,
};

/* ---- F1 ---------------------------------------------------------------------- */

/* TP / (TP + FP + FN) is a proportion of studies, and F1 = 2j / (1 + j) of it. */
static struct proportion jaccard_parts(const struct counts *c)
{
    return part(c->tp, c->tp + c->fp + c->fn);
}

static double f1_from_jaccard(double jaccard)
{
    return 2 * jaccard / (1 + jaccard);
}

static double f1(const struct counts *c)
{
    return 2 * (double)c->tp / (2 * (double)c->tp + (double)c->fp + (double)c->fn);
}

static struct limits f1_limits(const struct counts *c, const struct interval_spec *spec)
{
    struct bounded jaccard = bounded(jaccard_parts, c, spec);

    return (struct limits){f1_from_jaccard(jaccard.low), f1_from_jaccard(jaccard.high)};
}

const struct metric metric_f1 = {
    .name = "f1",
    .title = "F1",
    .unit = "fraction",
    .definition =
        "harmonic mean of sensitivity and PPV: 2 TP / (2 TP + FP + FN); holds "
        "at the prevalence of the file",
    .citation = "van Rijsbergen 1979; Wilson 1927",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = 0,
    .range_high = 1,
    .scale = 1,
    .has_contrast = true,
    .if_undefined = "no positive and no flagged studies",
    .value = f1,
    .interval = f1_limits,
    .interval_method = transformed_name,
};

/* ---- Matthews correlation ---------------------------------------------------- */

static double mcc(const struct counts *c)
{
    int128 excess = (int128)c->tp * c->tn - (int128)c->fp * c->fn;
    double flagged = (double)(c->tp + c->fp), unflagged = (double)(c->tn + c->fn);

    return (double)excess / (sqrt((double)counts_pos(c) * (double)counts_neg(c)) *
                             sqrt(flagged * unflagged)); /* 0/0 at an empty margin */
}

/* With F studies flagged and J = Se + Sp - 1, MCC = sqrt(mn) J / sqrt(F (N - F)),
 * and F = m Se + n (1 - Sp). A positive's influence is its derivative in Se times
 * (flagged - Se), a negative's the one in Sp times (unflagged - Sp). */
static double mcc_acceleration(const struct counts *c)
{
    double m = (double)counts_pos(c), n = (double)counts_neg(c);
    double flagged = (double)(c->tp + c->fp), unflagged = (double)(c->tn + c->fn);
    double bend = youden(c) * (unflagged - flagged) / (2 * flagged * unflagged);
    double by_se = 1 - m * bend, by_sp = 1 + n * bend;
    double se = sensitivity(c), sp = specificity(c);
    double var_pos = se * (1 - se) / m, var_neg = sp * (1 - sp) / n;
    double squares = by_se * by_se * var_pos + by_sp * by_sp * var_neg;
    double cubes = by_se * by_se * by_se * var_pos * (1 - 2 * se) / m +
                   by_sp * by_sp * by_sp * var_neg * (1 - 2 * sp) / n;

    return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : NAN;
}

const struct metric metric_mcc = {
    .name = "mcc",
    .title = "MCC",
    .unit = "fraction",
    .definition =
        "Matthews correlation of flag and finding: (TP TN - FP FN) / "
        "sqrt((TP + FP)(TP + FN)(TN + FP)(TN + FN)); undefined, not 0, when a "
        "margin is empty",
    .citation = "Matthews 1975",
    .kind = METRIC_THRESHOLD,
    .better = BETTER_HIGHER,
    .needs = NEEDS_BOTH,
    .range_low = -1,
    .range_high = 1,
    .scale = 1,
    .value = mcc,
    .acceleration = mcc_acceleration,
};
