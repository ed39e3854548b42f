/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/probe.h"

#include <math.h>
#include <string.h>

#include "eval/evaluation.h"
#include "eval/shared_patients.h"

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

    *probe = (struct probe){.metric = metric, .cutoff = cutoff_of(place)};
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
    return metric_estimate(probe->metric, &probe->subset.counts[0], &spec);
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
