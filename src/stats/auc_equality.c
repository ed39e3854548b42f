/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The joint test of stats/paired_auc.h. */
#include "stats/paired_auc.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stats/auc.h"
#include "stats/paired_units.h"

/* Of the correlation matrix of the differences: smaller eigenvalues are 0, smaller parts of the differences are rounding. */
#define SMALLEST_EIGENVALUE 1e-10
#define SMALLEST_PART 1e-6

/* Differences to the first model that have a variance, over their standard errors, and their correlations. */
struct contrasts {
    size_t n;
    double *standardised; /* [n] */
    gsl_matrix *correlation;
    bool is_contradicted; /* a difference is not 0 but has no variance */
};

struct quadratic_form {
    double value, rank;
    bool is_contradicted;
};

/* Rows 1 .. of `units` become differences to row 0; `row` lists those that have a variance. */
static void gather(struct contrasts *contrasts, struct units *units,
                   const struct paired *paired)
{
    size_t k = units->n_models, *row = xcalloc(k, sizeof *row);
    double *std_error = xcalloc(k, sizeof *std_error);
    double first = auc_from_ranked(&paired->model[0]);

    *contrasts = (struct contrasts){.standardised = xcalloc(k, sizeof(double))};
    for (size_t a = 1; a < k; a++) {
        double difference = auc_from_ranked(&paired->model[a]) - first;
        double error;

        units_subtract(units, a, 0);
        error = units_std_error(units, a);
        if (error > 0) {
            row[contrasts->n] = a;
            std_error[contrasts->n] = error;
            contrasts->standardised[contrasts->n++] = difference / error;
        } else if (difference != 0) {
            contrasts->is_contradicted = true;
        }
    }
    if (contrasts->n > 0)
        contrasts->correlation = gsl_matrix_alloc(contrasts->n, contrasts->n);
    for (size_t i = 0; i < contrasts->n; i++)
        for (size_t j = 0; j < contrasts->n; j++)
            gsl_matrix_set(contrasts->correlation, i, j,
                           units_covariance(units, row[i], row[j]) /
                               (std_error[i] * std_error[j]));
    free(row);
    free(std_error);
}

static double along(const struct contrasts *contrasts, const gsl_matrix *vectors,
                    size_t column)
{
    double sum = 0;

    for (size_t i = 0; i < contrasts->n; i++)
        sum += gsl_matrix_get(vectors, i, column) * contrasts->standardised[i];
    return sum;
}

static struct quadratic_form invert(struct contrasts *contrasts)
{
    struct quadratic_form form = {.is_contradicted = contrasts->is_contradicted};
    size_t n = contrasts->n;
    gsl_eigen_symmv_workspace *workspace;
    gsl_matrix *vectors;
    gsl_vector *values;

    if (n == 0)
        return form;
    workspace = gsl_eigen_symmv_alloc(n);
    vectors = gsl_matrix_alloc(n, n);
    values = gsl_vector_alloc(n);
    gsl_eigen_symmv(contrasts->correlation, values, vectors, workspace);
    for (size_t i = 0; i < n; i++) {
        double part = along(contrasts, vectors, i), value = gsl_vector_get(values, i);

        if (value > SMALLEST_EIGENVALUE) {
            form.value += part * part / value;
            form.rank++;
        } else if (fabs(part) > SMALLEST_PART) {
            form.is_contradicted = true;
        }
    }
    gsl_eigen_symmv_free(workspace);
    gsl_matrix_free(vectors);
    gsl_vector_free(values);
    return form;
}

static struct quadratic_form form_of(const struct paired *paired, double *df)
{
    size_t k = paired->n_models, *all = xcalloc(k, sizeof *all);
    struct contrasts contrasts;
    struct quadratic_form form;
    struct units units;

    for (size_t a = 0; a < k; a++)
        all[a] = a;
    units_init(&units, paired, all, k);
    *df = units.df;
    gather(&contrasts, &units, paired);
    form = invert(&contrasts);
    if (contrasts.correlation)
        gsl_matrix_free(contrasts.correlation);
    free(contrasts.standardised);
    units_release(&units);
    free(all);
    return form;
}

static bool all_rank_alike(const struct paired *paired)
{
    for (size_t a = 1; a < paired->n_models; a++)
        if (!paired_same_ranking(paired, 0, a))
            return false;
    return true;
}

static struct estimate undefined(const char *note)
{
    struct estimate estimate = ESTIMATE_NONE;

    estimate.status = STATUS_UNDEFINED;
    estimate.note = note;
    return estimate;
}

struct estimate paired_auc_equality(const struct paired *paired)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct quadratic_form form;
    double df;

    if (paired->joint.n_pos < 2 || paired->joint.n_neg < 2)
        return undefined("a class has fewer than two studies: no test");
    form = form_of(paired, &df);
    estimate.method = paired->has_patients ? "obuchowski-equality" : "delong-equality";
    estimate.statistic = form.value;
    estimate.df = form.rank;
    if (df < 1)
        return undefined("a class has fewer than two patients: no test");
    if (form.is_contradicted)
        return undefined("a difference is not 0 but has no variance: no test");
    if (form.rank > 0) {
        estimate.p = isinf(df) ? gsl_cdf_chisq_Q(form.value, form.rank)
                               : gsl_cdf_fdist_Q(form.value / form.rank, form.rank, df);
    } else if (all_rank_alike(paired)) {
        estimate.p = 1;
        estimate.note = "identical ranking";
    } else {
        return undefined("no difference has a variance: no test");
    }
    return estimate;
}
