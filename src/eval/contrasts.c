/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels against the rest, heterogeneity over levels, Holm over columns. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "data/level.h"
#include "eval/evaluation.h"
#include "stats/contrast.h"
#include "stats/heterogeneity.h"

static const char *suffixed(struct evaluation *evaluation, const struct metric *metric,
                            const char *suffix)
{
    char name[96];

    snprintf(name, sizeof name, "%s%s", metric->name, suffix);
    return result_set_text(evaluation->set, name);
}

struct contrast_pair {
    const struct subset *level, *rest;
};

static void add_contrast(struct evaluation *evaluation, struct contrast_pair pair,
                         const struct metric *metric, const struct estimate *estimate,
                         const size_t *point)
{
    struct result result = evaluation_result(evaluation, pair.level,
                                             suffixed(evaluation, metric, "_vs_rest"));

    result.estimate = *estimate;
    result.n_pos += (double)pair.rest->ranked.n_pos;
    result.n_neg += (double)pair.rest->ranked.n_neg;
    result.n = result.n_pos + result.n_neg;
    if (point)
        evaluation_set_point(evaluation, &result, *point);
    if (evaluation_is_too_small(evaluation, pair.level, metric->needs) ||
        evaluation_is_too_small(evaluation, pair.rest, metric->needs))
        evaluation_mark_too_few(&result.estimate);
    if (!isnan(result.estimate.low))
        result.conf_level = evaluation->request->spec.confidence;
    result_set_add(evaluation->set, &result);
}

static void add_auc_contrasts(struct evaluation *evaluation, struct contrast_pair pair,
                              const struct metric *metric)
{
    struct estimate mover = contrast_auc_mover(&pair.level->ranked, &pair.rest->ranked,
                                               evaluation->request->spec.confidence);
    struct estimate welch = contrast_auc_welch(&pair.level->ranked, &pair.rest->ranked);

    add_contrast(evaluation, pair, metric, &mover, NULL);
    if (!isnan(welch.statistic))
        add_contrast(evaluation, pair, metric, &welch, NULL);
}

static void add_table_contrast(struct evaluation *evaluation, struct contrast_pair pair,
                               const struct metric *metric)
{
    const struct interval_spec *spec = &evaluation->request->spec;
    struct estimate estimate;

    if (metric->kind == METRIC_COHORT) {
        struct counts level = subset_classes(pair.level),
                      rest = subset_classes(pair.rest);

        estimate = metric_contrast(metric, &level, &rest, spec);
        add_contrast(evaluation, pair, metric, &estimate, NULL);
    }
    for (size_t point = 0;
         metric->kind == METRIC_THRESHOLD && point < evaluation->n_points; point++) {
        estimate = metric_contrast(metric, &pair.level->counts[point],
                                   &pair.rest->counts[point], spec);
        add_contrast(evaluation, pair, metric, &estimate, &point);
    }
}

void measure_contrasts(struct evaluation *evaluation, const struct subset *level,
                       const struct subset *rest)
{
    const struct metric *const *metric = metrics_all(NULL);
    struct contrast_pair pair = {level, rest};

    for (size_t i = 0; metric[i]; i++) {
        if (!evaluation->request->wanted[i] || !metric[i]->has_contrast)
            continue;
        if (metric[i]->kind == METRIC_RANK)
            add_auc_contrasts(evaluation, pair, metric[i]);
        else
            add_table_contrast(evaluation, pair, metric[i]);
    }
}

/* The levels that may be judged on this metric: "(missing)" is no level of anything. */
struct tested {
    const struct subset **levels; /* [n] */
    size_t n, n_all;
};

static void select_tested(struct tested *tested, const struct evaluation *evaluation,
                          const struct metric *metric, const struct subset *levels,
                          size_t n_levels)
{
    *tested = (struct tested){.levels = xcalloc(n_levels, sizeof *tested->levels),
                              .n_all = n_levels};
    for (size_t i = 0; i < n_levels; i++)
        if (strcmp(levels[i].level, LEVEL_MISSING_NAME) != 0 &&
            !evaluation_is_too_small(evaluation, &levels[i], metric->needs))
            tested->levels[tested->n++] = &levels[i];
}

static void add_heterogeneity(struct evaluation *evaluation, const char *group,
                              const struct metric *metric, const struct tested *tested,
                              const struct estimate *estimate, const size_t *point)
{
    struct subset none = {.group = group, .level = ""};
    struct result result = evaluation_result(
        evaluation, &none, suffixed(evaluation, metric, "_heterogeneity"));
    char note[96];

    result.estimate = *estimate;
    for (size_t i = 0; i < tested->n; i++) {
        result.n_pos += (double)tested->levels[i]->ranked.n_pos;
        result.n_neg += (double)tested->levels[i]->ranked.n_neg;
    }
    result.n = result.n_pos + result.n_neg;
    snprintf(note, sizeof note, "%zu of %zu levels tested", tested->n, tested->n_all);
    result.estimate.note = note;
    if (point)
        evaluation_set_point(evaluation, &result, *point);
    if (tested->n < 2)
        result.estimate.status = STATUS_TOO_FEW;
    result_set_add(evaluation->set, &result);
}

static uint64_t heterogeneity_key(const struct evaluation *evaluation,
                                  const char *group, const struct metric *metric,
                                  const size_t *point)
{
    uint64_t key = evaluation_key(evaluation, "heterogeneity", group, metric->name);

    return rng_key_text(key, point ? evaluation->points[*point].name : "");
}

static void test_auc(struct evaluation *evaluation, const char *group,
                     const struct metric *metric, const struct tested *tested)
{
    const struct ranked **ranked = xcalloc(tested->n, sizeof *ranked);
    struct estimate estimate;

    for (size_t i = 0; i < tested->n; i++)
        ranked[i] = &tested->levels[i]->ranked;
    estimate = heterogeneity_auc(ranked, tested->n,
                                 heterogeneity_key(evaluation, group, metric, NULL));
    add_heterogeneity(evaluation, group, metric, tested, &estimate, NULL);
    free(ranked);
}

static void test_proportion(struct evaluation *evaluation, const char *group,
                            const struct metric *metric, const struct tested *tested,
                            const size_t *point)
{
    struct proportion *levels = xcalloc(tested->n, sizeof *levels);
    struct estimate estimate;

    for (size_t i = 0; i < tested->n; i++) {
        struct counts classes = subset_classes(tested->levels[i]);

        levels[i] =
            metric->proportion(point ? &tested->levels[i]->counts[*point] : &classes);
    }
    estimate = heterogeneity_proportions(
        levels, tested->n, heterogeneity_key(evaluation, group, metric, point));
    add_heterogeneity(evaluation, group, metric, tested, &estimate, point);
    free(levels);
}

void measure_heterogeneity(struct evaluation *evaluation, const char *group,
                           const struct subset *levels, size_t n_levels)
{
    const struct metric *const *metric = metrics_all(NULL);

    for (size_t i = 0; metric[i]; i++) {
        struct tested tested;

        if (!evaluation->request->wanted[i] || !metric[i]->has_heterogeneity)
            continue;
        select_tested(&tested, evaluation, metric[i], levels, n_levels);
        if (metric[i]->kind == METRIC_RANK)
            test_auc(evaluation, group, metric[i], &tested);
        else if (metric[i]->kind == METRIC_COHORT)
            test_proportion(evaluation, group, metric[i], &tested, NULL);
        else
            for (size_t point = 0; point < evaluation->n_points; point++)
                test_proportion(evaluation, group, metric[i], &tested, &point);
        free(tested.levels);
    }
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);

    return length >= end_length && !strcmp(text + length - end_length, end);
}

/* Adjusts all records with the metric and point of items[at], the first of their kind. */
static void adjust_family(struct result_set *set, size_t at)
{
    size_t *family = xcalloc(set->n - at, sizeof *family), n = 0;
    double *p = xcalloc(set->n - at, sizeof *p);

    for (size_t i = at; i < set->n; i++)
        if (set->items[i].metric == set->items[at].metric &&
            set->items[i].point == set->items[at].point) {
            p[n] = set->items[i].estimate.p;
            family[n++] = i;
        }
    heterogeneity_holm(p, p, n);
    for (size_t i = 0; i < n; i++)
        set->items[family[i]].p_adjusted = p[i];
    free(family);
    free(p);
}

void adjust_heterogeneity(struct result_set *set, size_t first)
{
    for (size_t i = first; i < set->n; i++) {
        const struct result *r = &set->items[i];

        /* NaN p_adjusted and a p-value: not adjusted yet, so it is the first of its family. */
        if (ends_with(r->metric, "_heterogeneity") && !isnan(r->estimate.p) &&
            isnan(r->p_adjusted))
            adjust_family(set, i);
    }
}
