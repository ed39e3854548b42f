/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/share.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/effective.h"
#include "stats/heterogeneity.h"

static void add_studies(struct counts *counts, uint8_t mark, uint64_t n)
{
    *(mark == SHARE_WITH ? &counts->tp : &counts->fn) += n;
}

struct proportion share_counted(const struct share *share)
{
    return metric_find("sensitivity")->proportion(&share->total);
}

/* Ranks of patients reach up to this. */
static size_t count_codes(const struct cohort *cohort)
{
    size_t n = 0;

    for (size_t i = 0; i < cohort->n; i++)
        if (cohort->patient[i] != INTERN_NONE && cohort->patient[i] >= n)
            n = (size_t)cohort->patient[i] + 1;
    return n;
}

/* Rows without a patient id stand for as many patients as studies. */
static size_t count_alone(const struct cohort *cohort, const uint8_t *mark)
{
    size_t n = 0;

    for (size_t i = 0; i < cohort->n; i++)
        if (mark[i] != SHARE_OUTSIDE && cohort->patient[i] == INTERN_NONE)
            n += (size_t)cohort_studies(cohort, i);
    return n;
}

static void fill_patients(struct share *share, const struct cohort *cohort,
                          const uint8_t *mark, size_t n_codes)
{
    size_t alone = n_codes;

    for (size_t i = 0; i < cohort->n; i++) {
        uint64_t n = cohort_studies(cohort, i);

        if (mark[i] == SHARE_OUTSIDE)
            continue;
        if (cohort->patient[i] != INTERN_NONE)
            add_studies(&share->patients[cohort->patient[i]], mark[i], n);
        else
            for (; n > 0; n--)
                add_studies(&share->patients[alone++], mark[i], 1);
    }
}

static void keep_patients(struct share *share)
{
    size_t n = 0;
    bool any_several = false;

    for (size_t i = 0; i < share->n_patients; i++) {
        uint64_t studies = counts_all(&share->patients[i]);

        any_several |= studies > 1;
        if (studies)
            share->patients[n++] = share->patients[i];
    }
    share->n_patients = n;
    share->n_known = (double)n;
    if (!any_several) {
        free(share->patients);
        share->patients = NULL;
        share->n_patients = 0;
    }
}

void share_init(struct share *share, const struct cohort *cohort, const uint8_t *mark)
{
    *share = (struct share){.n_known = NAN};
    for (size_t i = 0; i < cohort->n; i++)
        if (mark[i] != SHARE_OUTSIDE)
            add_studies(&share->total, mark[i], cohort_studies(cohort, i));
    if (!cohort->patient)
        return;
    share->n_patients = count_codes(cohort) + count_alone(cohort, mark);
    share->patients = xcalloc(share->n_patients, sizeof *share->patients);
    fill_patients(share, cohort, mark, count_codes(cohort));
    keep_patients(share);
}

void share_release(struct share *share)
{
    free(share->patients);
    *share = (struct share){0};
}

struct result share_result(struct evaluation *evaluation, const struct share *share,
                           const struct subset *keys, const char *metric,
                           const char *if_none)
{
    struct interval_spec spec = evaluation->request->spec;
    struct result result = evaluation_result(evaluation, keys, metric);
    struct proportion p = share_counted(share);

    spec.patients = share->patients;
    spec.n_patients = share->n_patients;
    result.estimate = metric_estimate(metric_find("sensitivity"), &share->total, &spec);
    if (isnan(result.estimate.value)) {
        result.estimate.note = if_none;
    } else {
        result.conf_level = spec.confidence;
        if (share->patients)
            result.estimate.method =
                evaluation_clustered_name(evaluation, result.estimate.method);
    }
    result.numerator = p.x;
    result.denominator = p.k;
    result.n = p.k;
    result.n_pos = result.n_neg = NAN;
    result.n_patients = share->n_known;
    return result;
}

struct estimate share_heterogeneity(const struct share *shares, size_t n, uint64_t key)
{
    struct proportion (*part)(const struct counts *c) =
        metric_find("sensitivity")->proportion;
    struct proportion *sizes = xcalloc(n, sizeof *sizes);
    struct estimate estimate;
    bool any_patients = false;

    for (size_t i = 0; i < n; i++) {
        any_patients |= shares[i].patients != NULL;
        sizes[i] = shares[i].patients ? effective_size_of_test(part, &shares[i].total,
                                                               shares[i].patients,
                                                               shares[i].n_patients)
                                            .size
                                      : part(&shares[i].total);
    }
    estimate = heterogeneity_proportions(sizes, n, key);
    if (any_patients && estimate.method)
        estimate.method = "rao-scott";
    free(sizes);
    return estimate;
}
