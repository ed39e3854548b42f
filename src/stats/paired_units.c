/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/paired_units.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/delong.h"

/* As a share of the smallest step that a standard error can make. */
#define ROUNDING 1e-3

/* Sums the placements of one model over the studies of each unit. */
static void place_model(double *pos, double *neg, const struct paired *paired,
                        size_t model)
{
    const struct ranked *ranked = &paired->model[model];
    const struct clusters *clusters = &paired->clusters;
    const uint32_t *block = paired->block[model];
    double *of_pos = xcalloc(ranked->n_blocks, sizeof *of_pos);
    double *of_neg = xcalloc(ranked->n_blocks, sizeof *of_neg);

    delong_deviations(of_pos, of_neg, ranked);
    if (paired->has_patients) {
        for (size_t i = 0; i < clusters->n_cells; i++) {
            size_t b = block[clusters->block[i]];

            pos[clusters->patient[i]] += clusters->pos[i] * of_pos[b];
            neg[clusters->patient[i]] += clusters->neg[i] * of_neg[b];
        }
    } else {
        for (size_t i = 0; i < paired->joint.n_blocks; i++) {
            if (paired->joint.pos[i])
                pos[i] = of_pos[block[i]];
            else
                neg[i] = of_neg[block[i]];
        }
    }
    free(of_pos);
    free(of_neg);
}

/* i / (i - 1) / (m n); NaN for one unit. */
static double factor(double i, double m, double n)
{
    return i > 1 ? i / ((i - 1) * m * n) : NAN;
}

static void size_studies(struct units *units, const struct paired *paired)
{
    for (size_t i = 0; i < units->n; i++)
        units->studies[i] = (double)(paired->joint.pos[i] + paired->joint.neg[i]);
    units->pos_factor = factor(units->m, units->m, units->m);
    units->neg_factor = factor(units->n_neg, units->n_neg, units->n_neg);
    units->df = INFINITY;
    units->kish_pos = units->m;
    units->kish_neg = units->n_neg;
}

/* Patients of a class and their effective studies. */
struct class_size {
    double patients, kish;
};

static struct class_size size_class(const struct clusters *clusters,
                                    const uint32_t *studies)
{
    double *own = xcalloc(clusters->n_patients, sizeof *own);
    double patients = 0, sum = 0, squares = 0;

    for (size_t i = 0; i < clusters->n_cells; i++)
        own[clusters->patient[i]] += studies[i];
    for (size_t i = 0; i < clusters->n_patients; i++) {
        patients += own[i] > 0;
        sum += own[i];
        squares += own[i] * own[i];
    }
    free(own);
    return (struct class_size){patients, sum * sum / squares};
}

static void size_patients(struct units *units, const struct clusters *clusters)
{
    struct class_size pos = size_class(clusters, clusters->pos);
    struct class_size neg = size_class(clusters, clusters->neg);

    for (size_t i = 0; i < units->n; i++)
        units->studies[i] = 1;
    units->pos_factor = factor(pos.patients, units->m, units->m);
    units->neg_factor = factor(neg.patients, units->n_neg, units->n_neg);
    units->mixed_factor = factor((double)units->n, units->m, units->n_neg);
    units->df = fmin(pos.patients, neg.patients) - 1;
    units->kish_pos = pos.kish;
    units->kish_neg = neg.kish;
}

void units_init(struct units *units, const struct paired *paired, const size_t *models,
                size_t n_models)
{
    size_t n =
        paired->has_patients ? paired->clusters.n_patients : paired->joint.n_blocks;

    *units = (struct units){.n = n,
                            .n_models = n_models,
                            .studies = xcalloc(n, sizeof *units->studies),
                            .pos = xcalloc(n_models, sizeof(double *)),
                            .neg = xcalloc(n_models, sizeof(double *)),
                            .m = (double)paired->joint.n_pos,
                            .n_neg = (double)paired->joint.n_neg};
    if (paired->has_patients)
        size_patients(units, &paired->clusters);
    else
        size_studies(units, paired);
    for (size_t k = 0; k < n_models; k++) {
        units->pos[k] = xcalloc(n, sizeof *units->pos[k]);
        units->neg[k] = xcalloc(n, sizeof *units->neg[k]);
        place_model(units->pos[k], units->neg[k], paired, models[k]);
    }
}

void units_release(struct units *units)
{
    for (size_t k = 0; k < units->n_models; k++) {
        free(units->pos[k]);
        free(units->neg[k]);
    }
    free(units->pos);
    free(units->neg);
    free(units->studies);
    *units = (struct units){0};
}

void units_subtract(struct units *units, size_t a, size_t b)
{
    for (size_t i = 0; i < units->n; i++) {
        units->pos[a][i] -= units->pos[b][i];
        units->neg[a][i] -= units->neg[b][i];
    }
}

double units_covariance(const struct units *units, size_t a, size_t b)
{
    double pos = 0, neg = 0, mixed = 0;

    for (size_t i = 0; i < units->n; i++) {
        double w = units->studies[i];

        pos += w * units->pos[a][i] * units->pos[b][i];
        neg += w * units->neg[a][i] * units->neg[b][i];
        mixed += w * (units->pos[a][i] * units->neg[b][i] +
                      units->neg[a][i] * units->pos[b][i]);
    }
    return units->pos_factor * pos + units->neg_factor * neg +
           units->mixed_factor * mixed;
}

double units_std_error(const struct units *units, size_t a)
{
    double std_error = sqrt(fmax(0, units_covariance(units, a, a)));

    if (isnan(units->pos_factor) || isnan(units->neg_factor))
        return NAN;
    return std_error > ROUNDING / (units->m * units->n_neg) ? std_error : 0;
}

double units_acceleration(const struct units *units, size_t a)
{
    double squares = 0, cubes = 0;

    for (size_t i = 0; i < units->n; i++) {
        double influence =
            units->pos[a][i] / units->m + units->neg[a][i] / units->n_neg;
        double square = units->studies[i] * influence * influence;

        squares += square;
        cubes += square * influence;
    }
    return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : NAN;
}
