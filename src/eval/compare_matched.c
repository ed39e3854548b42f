/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the model's threshold must lie to keep what the baseline has at its own: its sensitivity, or its share of flagged studies. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "boot/difference.h"
#include "boot/visit.h"
#include "eval/comparison_parts.h"
#include "eval/verification.h"

/* What is kept, and what it costs or gains. */
static const struct kind {
    enum matched_quantity keep;
    const char *scenario;
    const char *changes[2]; /* metrics whose difference is of interest */
} kinds[] = {
    {MATCHED_SENSITIVITY, "keep=sensitivity", {"specificity", "flags_per_100"}},
    {MATCHED_FLAGS,       "keep=flags",       {"sensitivity", "specificity"}  },
};

enum {
    N_KINDS = sizeof kinds / sizeof *kinds,
    MOST_WORK = 20000000, /* studies drawn */
    FEWEST_REPLICATES = 200
};

/* One search: a kind at a point. */
struct search {
    const struct kind *kind;
    size_t points[2];
    double cutoff; /* the baseline's */
    struct matched found;
    struct matched *replicates; /* [n]; NULL: none */
};

struct searches {
    const struct comparison_part *part;
    size_t n_replicates;
    struct search *items; /* [n] */
    size_t n;
};

static struct matched match(const struct searches *searches,
                            const struct search *search, const struct ranked *models)
{
    const size_t *at = searches->part->comparison->at;

    return matched_threshold(&models[at[THE_MODEL]], &models[at[THE_BASELINE]],
                             search->cutoff, search->kind->keep);
}

static void visit(void *ctx, const struct ranked *models, size_t replicate,
                  size_t thread)
{
    const struct searches *searches = ctx;

    (void)thread;
    for (size_t i = 0; i < searches->n; i++)
        searches->items[i].replicates[replicate] =
            match(searches, &searches->items[i], models);
}

static void plan(struct searches *searches)
{
    const struct comparison *comparison = searches->part->comparison;
    const struct evaluation *model = &comparison->sides[THE_MODEL];
    const struct evaluation *baseline = &comparison->sides[THE_BASELINE];

    searches->items = xcalloc(model->n_points * N_KINDS, sizeof *searches->items);
    for (size_t i = 0; i < model->n_points; i++) {
        size_t points[2];

        if (!comparison_find_point(comparison, model->points[i].name, points))
            continue;
        for (size_t k = 0; k < N_KINDS; k++) {
            struct search *search = &searches->items[searches->n++];

            *search = (struct search){
                .kind = &kinds[k],
                .points = {points[0], points[1]},
                .cutoff = baseline->cutoffs[points[THE_BASELINE]]
            };
            search->found = match(searches, search, searches->part->paired.model);
        }
    }
}

/* The search is slow and its limits need no more: from 10,000 studies on fewer replicates, down to 200 at 100,000. */
static size_t count_replicates(const struct comparison_part *part, size_t asked)
{
    const struct ranked *joint = &part->paired.joint;
    uint64_t affordable = MOST_WORK / (joint->n_pos + joint->n_neg);

    if (affordable < FEWEST_REPLICATES)
        affordable = FEWEST_REPLICATES;
    return asked < affordable ? asked : (size_t)affordable;
}

static void resample(struct searches *searches)
{
    const struct comparison_part *part = searches->part;
    struct boot_plan draws = comparison_plan(part, "matched");

    if (!draws.replicates || !searches->n)
        return;
    draws.replicates = searches->n_replicates =
        count_replicates(part, draws.replicates);
    for (size_t i = 0; i < searches->n; i++)
        searches->items[i].replicates =
            xcalloc(draws.replicates, sizeof *searches->items[i].replicates);
    boot_visit(&part->paired, &draws, visit, searches);
}

/* ---- Records -------------------------------------------------------------------- */

/* Of the model at the threshold that was found on these studies. */
static struct result result_of(const struct searches *searches,
                               const struct search *search, const char *metric,
                               const char *suffix)
{
    const struct evaluation *side = &searches->part->comparison->sides[THE_MODEL];
    struct result result = comparison_result(searches->part, metric, suffix);
    double threshold = search->found.threshold;

    result.point = side->points[search->points[THE_MODEL]].name;
    result.scenario = search->kind->scenario;
    result.threshold = comparison_threshold(side, threshold);
    result.estimate.status = STATUS_EXPLORATORY;
    return result;
}

static void add_threshold(const struct searches *searches, const struct search *search)
{
    const struct evaluation *side = &searches->part->comparison->sides[THE_MODEL];
    const struct request *request = side->request;
    struct result result = result_of(searches, search, "threshold", "");
    struct estimate *estimate = &result.estimate;

    estimate->value = result.threshold;
    if (isinf(result.threshold)) {
        estimate->status = STATUS_INFINITE;
        estimate->note = "the model must not flag any study";
    }
    if (search->replicates) {
        struct limits limits =
            boot_matched_limits(search->replicates, searches->n_replicates,
                                resample_confidence(searches->part->subsets[THE_MODEL],
                                                    request->spec.confidence));
        double low = comparison_threshold(side, limits.low);
        double high = comparison_threshold(side, limits.high);

        estimate->low = fmin(fmin(low, high), estimate->value);
        estimate->high = fmax(fmax(low, high), estimate->value);
        estimate->method = comparison_method(searches->part, "bootstrap-percentile");
        result.conf_level = request->spec.confidence;
    }
    result_set_add(side->set, &result);
}

/* What the model then has; a threshold found on the same studies has no honest interval. */
static void add_value(const struct searches *searches, const struct search *search,
                      const char *name)
{
    const struct metric *metric = metric_find(name);
    struct result result = result_of(searches, search, name, "");
    struct proportion p = metric->proportion(&search->found.model);

    result.estimate.value = metric->value(&search->found.model);
    if (isnan(result.estimate.value)) {
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = metric->if_undefined;
    } else {
        result.numerator = p.x;
        result.denominator = p.k;
    }
    result_set_add(searches->part->comparison->sides->set, &result);
}

static double change_in(const struct metric *metric, const struct matched *matched)
{
    return metric->value(&matched->model) - metric->value(&matched->baseline);
}

/* The threshold is found anew in every replicate, so the interval knows what is owed to the search. */
static void add_change(const struct searches *searches, const struct search *search,
                       const char *name)
{
    const struct request *request = searches->part->comparison->sides->request;
    const struct metric *metric = metric_find(name);
    struct result result = result_of(searches, search, name, "_difference");
    size_t n = searches->n_replicates;
    double *model = xcalloc(n, sizeof *model), *baseline = xcalloc(n, sizeof *baseline);
    enum estimate_status status = result.estimate.status;
    struct boot_difference difference;

    for (size_t i = 0; i < n; i++) {
        model[i] = metric->value(&search->replicates[i].model);
        baseline[i] = metric->value(&search->replicates[i].baseline);
    }
    boot_difference_init(&difference, change_in(metric, &search->found), NAN, model,
                         baseline, n);
    difference.n_patients = resample_patients(searches->part->subsets[THE_MODEL]);
    result.estimate = boot_difference_estimate(&difference, request->spec.confidence);
    if (result.estimate.status == STATUS_OK)
        result.estimate.status = status;
    else
        result.estimate.note = metric->if_undefined;
    result.estimate.method = comparison_method(searches->part, result.estimate.method);
    if (!n)
        result.estimate.note = "no interval without replicates";
    if (!isnan(result.estimate.low))
        result.conf_level = request->spec.confidence;
    result_set_add(searches->part->comparison->sides->set, &result);
    boot_difference_release(&difference);
    free(model);
    free(baseline);
}

static void add_records(const struct searches *searches, const struct search *search)
{
    static const char *const values[] = {"sensitivity", "specificity", "flags_per_100"};
    const struct request *request = searches->part->comparison->sides->request;

    add_threshold(searches, search);
    for (size_t i = 0; i < 3; i++)
        if (request_wants(request, values[i]))
            add_value(searches, search, values[i]);
    for (size_t i = 0; i < 2; i++)
        if (request_wants(request, search->kind->changes[i]))
            add_change(searches, search, search->kind->changes[i]);
}

/* Truth so one-sided that the sensitivities cannot be told makes every threshold that keeps them a guess. */
static bool is_withheld(const struct comparison_part *part, const struct search *search)
{
    struct result keys = RESULT_NONE;

    for (size_t side = 0; side < 2; side++) {
        const struct evaluation *evaluation = &part->comparison->sides[side];

        keys.point = evaluation->points[search->points[side]].name;
        if (verification_withholds(evaluation, part->subsets[side],
                                   metric_find("sensitivity"), &keys))
            return true;
    }
    return false;
}

void measure_matched(const struct comparison_part *part)
{
    struct searches searches = {.part = part};
    const struct request *request = part->comparison->sides->request;

    if (!part->paired.joint.n_pos || !part->paired.joint.n_neg ||
        !(request_wants(request, "sensitivity") ||
          request_wants(request, "specificity") ||
          request_wants(request, "flags_per_100")))
        return;
    plan(&searches);
    resample(&searches);
    for (size_t i = 0; i < searches.n; i++) {
        if (!is_withheld(part, &searches.items[i]))
            add_records(&searches, &searches.items[i]);
        free(searches.items[i].replicates);
    }
    free(searches.items);
}
