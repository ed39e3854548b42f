/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/obuchowski.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/auc.h"
#include "stats/delong.h"

/* A patient's studies and sums of placement values, less their expectation under the AUC. */
struct patient_sums {
    double pos, neg; /* studies */
    double v10, v01; /* V10(k) - m_k A and V01(k) - n_k A */
};

static struct patient_sums *sum_patients(const struct clusters *clusters,
                                         const struct ranked *ranked)
{
    struct patient_sums *sums = xcalloc(clusters->n_patients, sizeof *sums);
    double *v10 = xcalloc(ranked->n_blocks, sizeof *v10);
    double *v01 = xcalloc(ranked->n_blocks, sizeof *v01);

    delong_deviations(v10, v01, ranked);
    for (size_t i = 0; i < clusters->n_cells; i++) {
        struct patient_sums *s = &sums[clusters->patient[i]];
        size_t b = clusters->block[i];

        s->pos += clusters->pos[i];
        s->neg += clusters->neg[i];
        s->v10 += clusters->pos[i] * v10[b];
        s->v01 += clusters->neg[i] * v01[b];
    }
    free(v10);
    free(v01);
    return sums;
}

/* Sums over patients that the variance is made of. */
struct totals {
    double n_pos_patients, n_neg_patients;
    double q10, q01, q11; /* sums of squares and products */
    double pos2, neg2;    /* sums of squared numbers of studies */
    double square, cube;  /* of the influence of a patient */
};

static struct totals add_up(const struct patient_sums *sums, size_t n, double n_pos,
                            double n_neg)
{
    struct totals t = {0};

    for (size_t k = 0; k < n; k++) {
        const struct patient_sums *s = &sums[k];
        double influence = s->v10 / n_pos + s->v01 / n_neg;

        t.n_pos_patients += s->pos > 0;
        t.n_neg_patients += s->neg > 0;
        t.q10 += s->v10 * s->v10;
        t.q01 += s->v01 * s->v01;
        t.q11 += s->v10 * s->v01;
        t.pos2 += s->pos * s->pos;
        t.neg2 += s->neg * s->neg;
        t.square += influence * influence;
        t.cube += influence * influence * influence;
    }
    return t;
}

/* i / ((i - 1) n) q; NaN for a single patient. */
static double component(double i, double n, double q)
{
    return i > 1 ? i / ((i - 1) * n) * q : NAN;
}

struct obuchowski obuchowski_from_clusters(const struct clusters *clusters,
                                           const struct ranked *ranked)
{
    double m = (double)ranked->n_pos, n = (double)ranked->n_neg;
    struct obuchowski o = {.auc = auc_from_ranked(ranked)};
    struct delong delong = delong_from_ranked(ranked);
    double all = (double)clusters->n_patients;
    struct patient_sums *sums;
    struct totals t;

    if (isnan(o.auc)) {
        o.s10 = o.s01 = o.s11 = o.std_error = o.design_effect = o.acceleration = NAN;
        return o;
    }
    sums = sum_patients(clusters, ranked);
    t = add_up(sums, clusters->n_patients, m, n);
    free(sums);
    o.n_pos_patients = (size_t)t.n_pos_patients;
    o.n_neg_patients = (size_t)t.n_neg_patients;
    o.s10 = component(t.n_pos_patients, m, t.q10);
    o.s01 = component(t.n_neg_patients, n, t.q01);
    o.s11 = component(all, 1, t.q11);
    o.std_error = sqrt(o.s10 / m + o.s01 / n + 2 * o.s11 / (m * n));
    o.design_effect = pow(o.std_error / delong.std_error, 2);
    o.kish_pos = m * m / t.pos2;
    o.kish_neg = n * n / t.neg2;
    o.acceleration = t.square > 0 ? t.cube / (6 * pow(t.square, 1.5)) : NAN;
    return o;
}

double *obuchowski_influence(const struct clusters *clusters,
                             const struct ranked *ranked)
{
    double *influence;
    struct patient_sums *sums;

    if (ranked->n_pos == 0 || ranked->n_neg == 0)
        return NULL;
    sums = sum_patients(clusters, ranked);
    influence = xcalloc(clusters->n_patients, sizeof *influence);
    for (size_t k = 0; k < clusters->n_patients; k++)
        influence[k] =
            sums[k].v10 / (double)ranked->n_pos + sums[k].v01 / (double)ranked->n_neg;
    free(sums);
    return influence;
}

bool obuchowski_is_degenerate(const struct obuchowski *o)
{
    return !(o->std_error > 0) || !(o->auc > 0 && o->auc < 1) ||
           o->n_pos_patients < 2 || o->n_neg_patients < 2;
}

static struct estimate newcombe_estimate(const struct obuchowski *o, double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct limits limits =
        auc_newcombe_limits(o->auc, o->kish_pos, o->kish_neg, confidence);

    estimate.value = o->auc;
    estimate.low = limits.low;
    estimate.high = limits.high;
    estimate.method = "newcombe-auc-clustered";
    estimate.note = "the variance over patients is 0 or undefined: Newcombe's method 5 "
                    "with effective sizes";
    return estimate;
}

struct estimate obuchowski_estimate(const struct obuchowski *o, double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    double logit, half;
    size_t least =
        o->n_pos_patients < o->n_neg_patients ? o->n_pos_patients : o->n_neg_patients;

    if (isnan(o->auc)) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = "one class has no studies";
        return estimate;
    }
    if (obuchowski_is_degenerate(o))
        return newcombe_estimate(o, confidence);
    logit = log(o->auc / (1 - o->auc));
    half = gsl_cdf_tdist_Pinv(0.5 + confidence / 2, (double)least - 1) * o->std_error /
           (o->auc * (1 - o->auc));
    estimate.value = o->auc;
    estimate.low = 1 / (1 + exp(half - logit));
    estimate.high = 1 / (1 + exp(-half - logit));
    estimate.std_error = o->std_error;
    estimate.df = NAN;
    estimate.method = "obuchowski-logit";
    return estimate;
}
