/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/probe.h"

#include <math.h>
#include <string.h>

#include "eval/evaluation.h"
#include "eval/shared_patients.h"
#include "stats/at_prevalence.h"
#include "stats/delong.h"
#include "stats/obuchowski.h"

static double cutoff_of(const struct probe_place *place)
{
    if (isnan(place->threshold))
        return INFINITY;
    return place->cohort->direction == SCORE_LOW ? -place->threshold : place->threshold;
}

void probe_init(struct probe *probe, const struct metric *metric,
                const struct probe_place *place)
{
    struct cohort_choice choice = {.pair = place->pair,
                                   .part = place->group ? PART_LEVEL : PART_ALL,
                                   .group = place->group,
                                   .level = place->level,
                                   .missing = place->missing};

    *probe = (struct probe){
        .metric = metric, .cutoff = cutoff_of(place), .prevalence = place->prevalence};
    subset_init(&probe->subset, place->cohort, &choice);
    subset_count(&probe->subset, &probe->cutoff, 1);
    probe->spec = subset_spec(&probe->subset, &place->request->spec, 0);
}

void probe_release(struct probe *probe)
{
    subset_release(&probe->subset);
}

struct estimate probe_estimate(const struct probe *probe, double confidence)
{
    struct interval_spec spec = probe->spec;
    struct estimate none = ESTIMATE_NONE;

    spec.confidence = confidence;
    switch (probe->metric->kind) {
    case METRIC_RANK:
        return strcmp(probe->metric->name, "auc") != 0
                   ? none
                   : auc_basis_of(&probe->subset, confidence).closed;
    case METRIC_PROBABILITY:
        return probe->metric->of_probabilities(&probe->subset.ranked, &spec);
    case METRIC_COHORT:
    case METRIC_COUNT:
    case METRIC_THRESHOLD:
        break;
    }
    return isnan(probe->prevalence)
               ? metric_estimate(probe->metric, &probe->subset.counts[0], &spec)
               : at_prevalence_estimate(probe->metric, &probe->subset.counts[0],
                                        probe->prevalence, &spec);
}

struct limits probe_limits_at(const void *probe, double confidence)
{
    struct estimate estimate = probe_estimate(probe, confidence);

    return (struct limits){estimate.low, estimate.high};
}

struct proportion probe_proportion(const struct probe *probe)
{
    return probe->metric->proportion
               ? probe->metric->proportion(&probe->subset.counts[0])
               : (struct proportion){NAN, NAN};
}

struct proportion probe_effective(const struct probe *probe)
{
    return probe->metric->proportion
               ? metric_effective(probe->metric->proportion, &probe->subset.counts[0],
                                  &probe->spec)
               : (struct proportion){NAN, NAN};
}

struct effective probe_worth(const struct probe *probe)
{
    return effective_size_of_test(probe->metric->proportion, &probe->subset.counts[0],
                                  probe->spec.patients, probe->spec.n_patients);
}

static struct plan_level level_of_proportion(const struct probe *probe)
{
    struct proportion counted = probe_proportion(probe);
    struct plan_level level = {
        .value = counted.x / counted.k, .k = counted.k, .df = INFINITY};

    if (probe->spec.patients) {
        struct effective worth = probe_worth(probe);

        level.k = worth.size.k;
        level.df = (double)worth.n_patients - 1;
    }
    level.error = sqrt(level.value * (1 - level.value) / level.k);
    return level;
}

static struct plan_level level_of_auc(const struct probe *probe)
{
    const struct subset *subset = &probe->subset;
    struct obuchowski o;

    if (!subset->clusters) {
        struct delong d = delong_from_ranked(&subset->ranked);

        return (struct plan_level){.value = d.auc,
                                   .error = d.std_error,
                                   .n_pos = (double)subset->ranked.n_pos,
                                   .n_neg = (double)subset->ranked.n_neg,
                                   .df = INFINITY};
    }
    o = obuchowski_from_clusters(subset->clusters, &subset->ranked);
    return (struct plan_level){.value = o.auc,
                               .error = o.std_error,
                               .n_pos = o.kish_pos,
                               .n_neg = o.kish_neg,
                               .df = (double)(o.n_pos_patients < o.n_neg_patients
                                                  ? o.n_pos_patients
                                                  : o.n_neg_patients) -
                                     1};
}

struct plan_level probe_level(const struct probe *probe)
{
    return probe->metric->proportion ? level_of_proportion(probe) : level_of_auc(probe);
}

double probe_correlation(const struct probe *a, const struct probe *b)
{
    struct shared_patients shared;
    double correlation = 0;

    shared_patients_init(&shared, &a->subset, &b->subset);
    if (shared.n_crossing && a->metric->proportion)
        correlation =
            shared_correlation(&shared, &a->subset, &b->subset, a->metric, a->cutoff);
    else if (shared.n_crossing && !strcmp(a->metric->name, "auc"))
        correlation = shared_auc_correlation(&shared, &a->subset, &b->subset);
    shared_patients_release(&shared);
    return correlation;
}
