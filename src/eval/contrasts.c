/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels against the rest, heterogeneity over levels, Holm over columns. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "data/level.h"
#include "eval/evaluation.h"
#include "eval/shared_patients.h"
#include "eval/verification.h"
#include "stats/contrast.h"
#include "stats/effective.h"
#include "stats/heterogeneity.h"
#include "stats/obuchowski.h"

static const char *suffixed(struct evaluation *evaluation, const struct metric *metric,
                            const char *suffix)
{
    char name[96];

    snprintf(name, sizeof name, "%s%s", metric->name, suffix);
    return result_set_text(evaluation->set, name);
}

struct contrast_pair {
    const struct subset *level, *rest;
    struct shared_patients shared; /* empty without patients */
};

static void add_contrast(struct evaluation *evaluation,
                         const struct contrast_pair *pair, const struct metric *metric,
                         struct estimate estimate, const size_t *point)
{
    const struct subset *level = pair->level, *rest = pair->rest;
    struct result result =
        evaluation_result(evaluation, level, suffixed(evaluation, metric, "_vs_rest"));

    evaluation_name_method(evaluation, level->clusters ? level : rest, &estimate);
    result.estimate = estimate;
    result.n_pos += (double)rest->ranked.n_pos;
    result.n_neg += (double)rest->ranked.n_neg;
    result.n = result.n_pos + result.n_neg;
    if (level->n_patients)
        result.n_patients =
            (double)(level->n_patients + rest->n_patients - pair->shared.n_crossing);
    if (point)
        evaluation_set_point(evaluation, &result, *point);
    verification_apply_contrast(evaluation, level, rest, metric, &result);
    if (evaluation_is_too_small(evaluation, level, metric->needs) ||
        evaluation_is_too_small(evaluation, rest, metric->needs))
        evaluation_mark_too_few(&result.estimate);
    if (!isnan(result.estimate.low))
        result.conf_level = evaluation->request->spec.confidence;
    result_set_add(evaluation->set, &result);
}

static bool is_withheld(const struct evaluation *evaluation,
                        const struct contrast_pair *pair, const struct metric *metric)
{
    const struct result at_no_point = RESULT_NONE;

    return verification_withholds(evaluation, pair->level, metric, &at_no_point) ||
           verification_withholds(evaluation, pair->rest, metric, &at_no_point);
}

static void add_auc_contrasts(struct evaluation *evaluation,
                              const struct contrast_pair *pair,
                              const struct metric *metric)
{
    double confidence = evaluation->request->spec.confidence;
    const struct ranked *level = &pair->level->ranked, *rest = &pair->rest->ranked;
    struct estimate welch;

    if (pair->level->clusters || pair->rest->clusters || pair->shared.n_crossing) {
        add_contrast(
            evaluation, pair, metric,
            shared_auc_contrast(&pair->shared, pair->level, pair->rest, confidence),
            NULL);
        return;
    }
    add_contrast(evaluation, pair, metric, contrast_auc_mover(level, rest, confidence),
                 NULL);
    welch = contrast_auc_welch(level, rest);
    if (!isnan(welch.statistic) && !is_withheld(evaluation, pair, metric))
        add_contrast(evaluation, pair, metric, welch, NULL);
}

/* At an operating point, or (SIZE_MAX) of the classes alone. */
static struct estimate table_contrast(struct evaluation *evaluation,
                                      const struct contrast_pair *pair,
                                      const struct metric *metric, size_t point)
{
    const struct interval_spec *spec = &evaluation->request->spec;
    struct interval_spec of_level = subset_spec(pair->level, spec, point);
    struct interval_spec of_rest = subset_spec(pair->rest, spec, point);
    struct counts level = subset_classes(pair->level),
                  rest = subset_classes(pair->rest);
    double cutoff = INFINITY;

    if (point != SIZE_MAX) {
        level = pair->level->counts[point];
        rest = pair->rest->counts[point];
        cutoff = evaluation->cutoffs[point];
    }
    return metric_contrast_patients(
        metric, &level, &of_level, &rest, &of_rest,
        shared_correlation(&pair->shared, pair->level, pair->rest, metric, cutoff));
}

static void add_table_contrast(struct evaluation *evaluation,
                               const struct contrast_pair *pair,
                               const struct metric *metric)
{
    if (metric->kind == METRIC_COHORT)
        add_contrast(evaluation, pair, metric,
                     table_contrast(evaluation, pair, metric, SIZE_MAX), NULL);
    for (size_t point = 0;
         metric->kind == METRIC_THRESHOLD && point < evaluation->n_points; point++)
        add_contrast(evaluation, pair, metric,
                     table_contrast(evaluation, pair, metric, point), &point);
}

void measure_contrasts(struct evaluation *evaluation, const struct subset *level,
                       const struct subset *rest)
{
    const struct metric *const *metric = metrics_all(NULL);
    struct contrast_pair pair = {.level = level, .rest = rest};

    shared_patients_init(&pair.shared, level, rest);
    for (size_t i = 0; metric[i]; i++) {
        if (!evaluation->request->wanted[i] || !metric[i]->has_contrast)
            continue;
        if (metric[i]->kind == METRIC_RANK)
            add_auc_contrasts(evaluation, &pair, metric[i]);
        else
            add_table_contrast(evaluation, &pair, metric[i]);
    }
    shared_patients_release(&pair.shared);
}

/* All levels of a column. */
struct level_set {
    const struct subset *levels;
    size_t n;
};

/* The levels that may be judged on this metric: "(missing)" is no level of anything. */
struct tested {
    const struct subset **levels; /* [n] */
    size_t n, n_all;
};

static void select_tested(struct tested *tested, const struct evaluation *evaluation,
                          const struct metric *metric, const struct level_set *set,
                          const size_t *point)
{
    const struct subset *levels = set->levels;
    size_t n_levels = set->n;
    struct result keys = RESULT_NONE;

    *tested = (struct tested){.levels = xcalloc(n_levels, sizeof *tested->levels),
                              .n_all = n_levels};
    keys.point = point ? evaluation->points[*point].name : "";
    for (size_t i = 0; i < n_levels; i++)
        if (strcmp(levels[i].level, LEVEL_MISSING_NAME) != 0 &&
            !verification_withholds(evaluation, &levels[i], metric, &keys) &&
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
    char note[192], levels[NUMFMT_SIZE];

    result.estimate = *estimate;
    for (size_t i = 0; i < tested->n; i++) {
        result.n_pos += (double)tested->levels[i]->ranked.n_pos;
        result.n_neg += (double)tested->levels[i]->ranked.n_neg;
    }
    result.n = result.n_pos + result.n_neg;
    snprintf(note, sizeof note, "%zu of %s tested%s%s", tested->n,
             numfmt_things(levels, tested->n_all, "level", "levels"),
             estimate->note && tested->n > 1 ? "; " : "",
             estimate->note && tested->n > 1 ? estimate->note : "");
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

static bool any_clusters(const struct tested *tested)
{
    for (size_t i = 0; i < tested->n; i++)
        if (tested->levels[i]->clusters)
            return true;
    return false;
}

/* At least 1; studies over Kish's effective number where the variance is degenerate. */
static double design_effect(const struct subset *subset)
{
    struct obuchowski o;

    if (!subset->clusters)
        return 1;
    o = obuchowski_from_clusters(subset->clusters, &subset->ranked);
    if (obuchowski_is_degenerate(&o) || !isfinite(o.design_effect))
        return fmax(1, (double)(subset->ranked.n_pos + subset->ranked.n_neg) /
                           (o.kish_pos + o.kish_neg));
    return fmax(1, o.design_effect);
}

static struct estimate auc_over_patients(const struct ranked *const *ranked,
                                         const struct tested *tested)
{
    double *effects = xcalloc(tested->n, sizeof *effects);
    struct estimate estimate;

    for (size_t i = 0; i < tested->n; i++)
        effects[i] = design_effect(tested->levels[i]);
    estimate = heterogeneity_auc_patients(ranked, effects, tested->n);
    free(effects);
    return estimate;
}

static void test_auc(struct evaluation *evaluation, const char *group,
                     const struct metric *metric, const struct tested *tested)
{
    const struct ranked **ranked = xcalloc(tested->n, sizeof *ranked);
    struct estimate estimate;

    for (size_t i = 0; i < tested->n; i++)
        ranked[i] = &tested->levels[i]->ranked;
    if (any_clusters(tested))
        estimate = auc_over_patients(ranked, tested);
    else
        estimate = heterogeneity_auc(
            ranked, tested->n, heterogeneity_key(evaluation, group, metric, NULL));
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
        const struct subset *level = tested->levels[i];
        struct counts classes = subset_classes(level);
        struct interval_spec spec =
            subset_spec(level, &evaluation->request->spec, point ? *point : SIZE_MAX);

        const struct counts *counts = point ? &level->counts[*point] : &classes;

        levels[i] = spec.patients
                        ? effective_size_of_test(metric->proportion, counts,
                                                 spec.patients, spec.n_patients)
                              .size
                        : metric->proportion(counts);
    }
    estimate = heterogeneity_proportions(
        levels, tested->n, heterogeneity_key(evaluation, group, metric, point));
    if (any_clusters(tested) && estimate.method)
        estimate.method = "rao-scott";
    add_heterogeneity(evaluation, group, metric, tested, &estimate, point);
    free(levels);
}

/* At an operating point, or (NULL) at none. */
static void test_metric(struct evaluation *evaluation, const char *group,
                        const struct metric *metric, const struct level_set *set,
                        const size_t *point)
{
    struct tested tested;

    select_tested(&tested, evaluation, metric, set, point);
    if (metric->kind == METRIC_RANK)
        test_auc(evaluation, group, metric, &tested);
    else
        test_proportion(evaluation, group, metric, &tested, point);
    free(tested.levels);
}

void measure_heterogeneity(struct evaluation *evaluation, const char *group,
                           const struct subset *levels, size_t n_levels)
{
    const struct metric *const *metric = metrics_all(NULL);
    const struct level_set set = {levels, n_levels};

    for (size_t i = 0; metric[i]; i++) {
        if (!evaluation->request->wanted[i] || !metric[i]->has_heterogeneity)
            continue;
        if (metric[i]->kind != METRIC_THRESHOLD)
            test_metric(evaluation, group, metric[i], &set, NULL);
        for (size_t p = 0;
             metric[i]->kind == METRIC_THRESHOLD && p < evaluation->n_points; p++)
            test_metric(evaluation, group, metric[i], &set, &p);
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
        if (*set->items[i].group && set->items[i].metric == set->items[at].metric &&
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
        if (*r->group && ends_with(r->metric, "_heterogeneity") &&
            !isnan(r->estimate.p) && isnan(r->p_adjusted))
            adjust_family(set, i);
    }
}
