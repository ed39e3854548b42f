/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that the model refused: whether refusal goes with the finding or with a level, and the bounds of what they
 * could do to sensitivity, specificity and AUC. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/level.h"
#include "eval/evaluation.h"
#include "eval/share.h"
#include "eval/verification.h"

/* Which studies with truth to look at; a mark for each row of the cohort. */
struct choice {
    int label;                        /* LABEL_NEGATIVE, LABEL_POSITIVE; -1: both */
    const struct cohort_group *group; /* NULL: all levels */
    int level;                        /* -1: all levels but "(missing)" */
};

static bool is_chosen(const struct choice *choice, uint8_t label, size_t row)
{
    const struct cohort_group *group = choice->group;

    if (label > LABEL_POSITIVE || (choice->label >= 0 && label != choice->label))
        return false;
    if (!group)
        return true;
    return choice->level >= 0
               ? group->code[row] == choice->level
               : strcmp(group->levels[group->code[row]], LEVEL_MISSING_NAME) != 0;
}

static struct share share_missing(const struct evaluation *evaluation,
                                  const struct choice *choice)
{
    const struct cohort *cohort = evaluation->cohort;
    const uint8_t *label = cohort->label[evaluation->pair.label];
    const double *score = cohort->score[evaluation->pair.score];
    uint8_t *mark = xcalloc(cohort->n, 1);
    struct share share;

    for (size_t i = 0; i < cohort->n; i++)
        if (cohort_has_row(cohort, evaluation->pair, i) &&
            is_chosen(choice, label[i], i))
            mark[i] = isnan(score[i]) ? SHARE_WITH : SHARE_WITHOUT;
    share_init(&share, cohort, mark);
    free(mark);
    return share;
}

static bool any_missing(const struct evaluation *evaluation)
{
    const struct cohort *cohort = evaluation->cohort;
    const uint8_t *label = cohort->label[evaluation->pair.label];
    const double *score = cohort->score[evaluation->pair.score];

    for (size_t i = 0; i < cohort->n; i++)
        if (isnan(score[i]) && label[i] <= LABEL_POSITIVE &&
            cohort_has_row(cohort, evaluation->pair, i))
            return true;
    return false;
}

static void add_share(struct evaluation *evaluation, const struct share *share,
                      const struct subset *keys, const char *metric)
{
    struct result result =
        share_result(evaluation, share, keys, metric, "no studies with truth");

    result_set_add(evaluation->set, &result);
}

/* Over the two classes (`group` "") or over the levels of a column; `whole` is all of their studies. */
static void add_test(struct evaluation *evaluation, const char *group,
                     const struct share *whole, const struct share *parts, size_t n)
{
    struct subset none = {.group = group, .level = ""};
    struct result result =
        evaluation_result(evaluation, &none, "missing_heterogeneity");

    result.estimate =
        share_heterogeneity(parts, n, evaluation_key(evaluation, "missing", group, ""));
    result.n = share_counted(whole).k;
    result.n_pos = result.n_neg = NAN;
    result.n_patients = whole->n_known;
    result_set_add(evaluation->set, &result);
}

static void add_by_class(struct evaluation *evaluation, const struct share *whole)
{
    struct subset none = {.group = "", .level = ""};
    struct share parts[] = {
        share_missing(evaluation, &(struct choice){.label = LABEL_POSITIVE}),
        share_missing(evaluation, &(struct choice){.label = LABEL_NEGATIVE})};

    add_share(evaluation, whole, &none, "missing");
    add_share(evaluation, &parts[0], &none, "missing_with_finding");
    add_share(evaluation, &parts[1], &none, "missing_without_finding");
    add_test(evaluation, "", whole, parts, 2);
    share_release(&parts[0]);
    share_release(&parts[1]);
}

static void add_by_level(struct evaluation *evaluation,
                         const struct cohort_group *group)
{
    struct share *parts = xcalloc(group->n_levels, sizeof *parts);
    struct share tested = share_missing(
        evaluation, &(struct choice){.label = -1, .group = group, .level = -1});
    size_t n = 0;

    for (size_t i = 0; i < group->n_levels; i++) {
        struct subset keys = {.group = group->name, .level = group->levels[i]};
        struct choice choice = {.label = -1, .group = group, .level = (int)i};
        struct share share = share_missing(evaluation, &choice);

        add_share(evaluation, &share, &keys, "missing");
        if (strcmp(group->levels[i], LEVEL_MISSING_NAME) != 0)
            parts[n++] = share;
        else
            share_release(&share);
    }
    add_test(evaluation, group->name, &tested, parts, n);
    while (n > 0)
        share_release(&parts[--n]);
    share_release(&tested);
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
    verification_apply(evaluation, &evaluation->whole, metric_find(result->metric),
                       result);
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
    struct share whole;

    if (!any_missing(evaluation))
        return;
    whole = share_missing(evaluation, &(struct choice){.label = -1});
    add_by_class(evaluation, &whole);
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
        add_scenario(evaluation, scenarios[i].as, scenarios[i].scenario);
    share_release(&whole);
}

void measure_missing_by_level(struct evaluation *evaluation,
                              const struct cohort_group *group)
{
    if (any_missing(evaluation))
        add_by_level(evaluation, group);
}
