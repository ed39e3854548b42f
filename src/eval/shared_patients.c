/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/shared_patients.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "eval/evaluation.h"
#include "stats/mover.h"
#include "stats/obuchowski.h"

/* Merges the sides' ascending patient codes; patients without id are never the same. */
void shared_patients_init(struct shared_patients *shared, const struct subset *level,
                          const struct subset *rest)
{
    const struct clusters *a = level->known, *b = rest->known;
    size_t i = 0, j = 0;

    *shared = (struct shared_patients){0};
    if (!a || !b)
        return;
    shared->level = xcalloc(a->n_patients + b->n_patients, sizeof *shared->level);
    shared->rest = xcalloc(a->n_patients + b->n_patients, sizeof *shared->rest);
    while (i < a->n_patients || j < b->n_patients) {
        uint32_t code_a = i < a->n_patients ? a->code[i] : PATIENT_ALONE;
        uint32_t code_b = j < b->n_patients ? b->code[j] : PATIENT_ALONE;
        bool both = code_a == code_b && code_a != PATIENT_ALONE;
        bool take_a = both || (i < a->n_patients &&
                               (code_a < code_b || j == b->n_patients ||
                                (code_a == PATIENT_ALONE && code_b == PATIENT_ALONE)));

        shared->level[shared->n] = take_a ? (uint32_t)i++ : UINT32_MAX;
        shared->rest[shared->n] = both || !take_a ? (uint32_t)j++ : UINT32_MAX;
        shared->n_crossing += both;
        shared->n++;
    }
}

void shared_patients_release(struct shared_patients *shared)
{
    free(shared->level);
    free(shared->rest);
    *shared = (struct shared_patients){0};
}

/* A side's tables under the common numbers. */
static struct counts *spread(const struct shared_patients *shared,
                             const uint32_t *numbers, const struct subset *side,
                             double cutoff)
{
    struct counts *own = clusters_counts_at(side->known, &side->ranked, cutoff);
    struct counts *common = xcalloc(shared->n, sizeof *common);

    for (size_t i = 0; i < shared->n; i++)
        if (numbers[i] != UINT32_MAX)
            common[i] = own[numbers[i]];
    free(own);
    return common;
}

double shared_correlation(const struct shared_patients *shared,
                          const struct subset *level, const struct subset *rest,
                          const struct metric *metric, double cutoff)
{
    struct counts *of_level, *of_rest, all_level, all_rest;
    double correlation;

    if (!shared->n_crossing)
        return 0;
    of_level = spread(shared, shared->level, level, cutoff);
    of_rest = spread(shared, shared->rest, rest, cutoff);
    all_level = counts_at(&level->ranked, cutoff);
    all_rest = counts_at(&rest->ranked, cutoff);
    correlation =
        metric_correlation(metric, &all_level, of_level, &all_rest, of_rest, shared->n);
    free(of_level);
    free(of_rest);
    return correlation;
}

double shared_auc_correlation(const struct shared_patients *shared,
                              const struct subset *level, const struct subset *rest)
{
    double *a = obuchowski_influence(level->known, &level->ranked);
    double *b = obuchowski_influence(rest->known, &rest->ranked);
    double squares_a = 0, squares_b = 0, products = 0;

    for (size_t i = 0; a && b && i < shared->n; i++) {
        double of_a = shared->level[i] == UINT32_MAX ? 0 : a[shared->level[i]];
        double of_b = shared->rest[i] == UINT32_MAX ? 0 : b[shared->rest[i]];

        squares_a += of_a * of_a;
        squares_b += of_b * of_b;
        products += of_a * of_b;
    }
    free(a);
    free(b);
    return squares_a > 0 && squares_b > 0 ? products / sqrt(squares_a * squares_b) : 0;
}

struct auc_sides {
    const struct subset *level, *rest;
    double correlation;
};

static struct bounded bounded_auc(const struct subset *side, double confidence)
{
    struct estimate closed = auc_basis_of(side, confidence).closed;

    return (struct bounded){closed.value, closed.low, closed.high};
}

static struct limits auc_limits_at(const void *ctx, double confidence)
{
    const struct auc_sides *sides = ctx;

    return mover_difference_correlated(bounded_auc(sides->level, confidence),
                                       bounded_auc(sides->rest, confidence),
                                       sides->correlation);
}

struct estimate shared_auc_contrast(const struct shared_patients *shared,
                                    const struct subset *level,
                                    const struct subset *rest, double confidence)
{
    struct auc_sides sides = {level, rest, 0};
    struct estimate estimate = ESTIMATE_NONE;
    struct limits limits;

    estimate.value =
        bounded_auc(level, confidence).value - bounded_auc(rest, confidence).value;
    if (isnan(estimate.value)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = "a class has no studies on one side";
        return estimate;
    }
    if (shared->n_crossing)
        sides.correlation = shared_auc_correlation(shared, level, rest);
    limits = auc_limits_at(&sides, confidence);
    estimate.low = limits.low;
    estimate.high = limits.high;
    estimate.p = mover_p_value(auc_limits_at, &sides, estimate.value);
    estimate.method = level->clusters || rest->clusters || shared->n_crossing
                          ? "mover-obuchowski-logit"
                          : "mover-delong-logit";
    return estimate;
}
