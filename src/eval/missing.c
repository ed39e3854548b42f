/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that the model refused: whether refusal goes with the finding or with a level, and the bounds of what they
 * could do to sensitivity, specificity and AUC. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "data/level.h"
#include "eval/evaluation.h"
#include "stats/heterogeneity.h"

/* Studies with truth, and those of them without a score, by class. */
struct refusals {
    uint64_t all[2], missing[2];
};

/* `group` NULL: everywhere. */
static struct refusals count_refusals(const struct evaluation *evaluation,
                                      const struct cohort_group *group, size_t level)
{
    const struct cohort *cohort = evaluation->cohort;
    const uint8_t *label = cohort->label[evaluation->pair.label];
    const double *score = cohort->score[evaluation->pair.score];
    struct refusals r = {0};

    for (size_t i = 0; i < cohort->n; i++) {
        uint64_t count = cohort->count ? cohort->count[i] : 1;

        if (label[i] > LABEL_POSITIVE || (group && group->code[i] != level))
            continue;
        r.all[label[i]] += count;
        r.missing[label[i]] += isnan(score[i]) ? count : 0;
    }
    return r;
}

static struct proportion share_missing(const struct refusals *r)
{
    return (struct proportion){(double)(r->missing[0] + r->missing[1]),
                               (double)(r->all[0] + r->all[1])};
}

static void add_share(struct evaluation *evaluation, const char *group,
                      const char *level, const char *metric, struct proportion p)
{
    const struct interval_spec *spec = &evaluation->request->spec;
    struct subset none = {.group = group, .level = level};
    struct result result = evaluation_result(evaluation, &none, metric);
    struct limits limits = proportion_limits(p, spec->proportion, spec->confidence);

    result.estimate.value = p.x / p.k;
    result.estimate.low = limits.low;
    result.estimate.high = limits.high;
    result.estimate.method = proportion_method_name(spec->proportion);
    if (isnan(result.estimate.value)) {
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "no studies with truth";
        result.estimate.method = NULL;
    } else {
        result.conf_level = spec->confidence;
    }
    result.numerator = p.x;
    result.denominator = p.k;
    result.n = p.k;
    result.n_pos = result.n_neg = NAN;
    result_set_add(evaluation->set, &result);
}

/* Over the two classes (`group` "") or over the levels of a column. */
static void add_test(struct evaluation *evaluation, const char *group,
                     const struct proportion *parts, size_t n)
{
    struct subset none = {.group = group, .level = ""};
    struct result result =
        evaluation_result(evaluation, &none, "missing_heterogeneity");

    result.estimate = heterogeneity_proportions(
        parts, n, evaluation_key(evaluation, "missing", group, ""));
    for (size_t i = 0; i < n; i++)
        result.n = (i ? result.n : 0) + parts[i].k;
    result.n_pos = result.n_neg = NAN;
    result_set_add(evaluation->set, &result);
}

static void add_by_class(struct evaluation *evaluation, const struct refusals *r)
{
    struct proportion with = {(double)r->missing[1], (double)r->all[1]};
    struct proportion without = {(double)r->missing[0], (double)r->all[0]};
    struct proportion parts[] = {with, without};

    add_share(evaluation, "", "", "missing", share_missing(r));
    add_share(evaluation, "", "", "missing_with_finding", with);
    add_share(evaluation, "", "", "missing_without_finding", without);
    add_test(evaluation, "", parts, 2);
}

static void add_by_level(struct evaluation *evaluation,
                         const struct cohort_group *group)
{
    struct proportion *parts = xcalloc(group->n_levels, sizeof *parts);
    size_t n = 0;

    for (size_t i = 0; i < group->n_levels; i++) {
        struct refusals r = count_refusals(evaluation, group, i);

        add_share(evaluation, group->name, group->levels[i], "missing",
                  share_missing(&r));
        if (strcmp(group->levels[i], LEVEL_MISSING_NAME) != 0)
            parts[n++] = share_missing(&r);
    }
    add_test(evaluation, group->name, parts, n);
    free(parts);
}

static const struct {
    enum missing_as as;
    const char *scenario;
} scenarios[] = {
    {MISSING_AS_FLAGGED,   "missing=flagged"  },
    {MISSING_AS_UNFLAGGED, "missing=unflagged"},
    {MISSING_AS_WORST,     "missing=worst"    },
    {MISSING_AS_BEST,      "missing=best"     },
};

static void add_scenario_record(struct evaluation *evaluation,
                                const struct subset *subset, struct result *result,
                                const char *scenario)
{
    evaluation_name_method(evaluation, subset, &result->estimate);
    result->scenario = scenario;
    if (!isnan(result->estimate.low))
        result->conf_level = evaluation->request->spec.confidence;
    result_set_add(evaluation->set, result);
}

static void add_scenario_table(struct evaluation *evaluation,
                               const struct subset *subset, const char *scenario,
                               size_t point)
{
    static const char *const names[] = {"sensitivity", "specificity"};
    struct interval_spec spec = subset_spec(subset, &evaluation->request->spec, point);

    for (size_t i = 0; i < 2; i++) {
        const struct metric *metric = metric_find(names[i]);
        struct result result = evaluation_result(evaluation, subset, metric->name);
        struct proportion p = metric->proportion(&subset->counts[point]);

        if (!request_wants(evaluation->request, metric->name))
            continue;
        result.estimate = metric_estimate(metric, &subset->counts[point], &spec);
        result.numerator = p.x;
        result.denominator = p.k;
        evaluation_set_point(evaluation, &result, point);
        add_scenario_record(evaluation, subset, &result, scenario);
    }
}

static void add_scenario(struct evaluation *evaluation, enum missing_as as,
                         const char *scenario)
{
    struct cohort_choice choice = {.pair = evaluation->pair, .missing = as};
    struct subset subset;

    subset_init(&subset, evaluation->cohort, &choice);
    subset_count(&subset, evaluation->cutoffs, evaluation->n_points);
    if (request_wants(evaluation->request, "auc")) {
        struct result result = evaluation_result(evaluation, &subset, "auc");

        result.estimate =
            auc_basis_of(&subset, evaluation->request->spec.confidence).closed;
        add_scenario_record(evaluation, &subset, &result, scenario);
    }
    for (size_t point = 0; point < evaluation->n_points; point++)
        add_scenario_table(evaluation, &subset, scenario, point);
    subset_release(&subset);
}

void measure_missing(struct evaluation *evaluation)
{
    struct refusals r = count_refusals(evaluation, NULL, 0);

    if (r.missing[0] + r.missing[1] == 0)
        return;
    add_by_class(evaluation, &r);
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
        add_scenario(evaluation, scenarios[i].as, scenarios[i].scenario);
}

void measure_missing_by_level(struct evaluation *evaluation,
                              const struct cohort_group *group)
{
    struct refusals r = count_refusals(evaluation, NULL, 0);

    if (r.missing[0] + r.missing[1] > 0)
        add_by_level(evaluation, group);
}
