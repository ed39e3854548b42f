/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/jackknife.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stats/pr.h"

static double acceleration(const double *values, size_t n)
{
    double mean = 0, squares = 0, cubes = 0;

    for (size_t i = 0; i < n; i++)
        mean += values[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        double d = mean - values[i];

        squares += d * d;
        cubes += d * d * d;
    }
    return squares > 0 ? cubes / (6 * pow(squares, 1.5)) : NAN;
}

double jackknife_of_counts(double (*value)(const struct counts *c),
                           const struct counts *total, const struct counts *patients,
                           size_t n_patients)
{
    double *values = xcalloc(n_patients, sizeof *values), a;

    for (size_t i = 0; i < n_patients; i++) {
        struct counts without = {
            .tp = total->tp - patients[i].tp,
            .fp = total->fp - patients[i].fp,
            .fn = total->fn - patients[i].fn,
            .tn = total->tn - patients[i].tn,
        };

        values[i] = value(&without);
    }
    a = acceleration(values, n_patients);
    free(values);
    return a;
}

/* Indices of the cells, patient by patient. */
static size_t *cells_by_patient(const struct clusters *clusters, size_t *first)
{
    size_t *cells = xcalloc(clusters->n_cells, sizeof *cells);
    size_t *next = xcalloc(clusters->n_patients + 1, sizeof *next);

    for (size_t i = 0; i < clusters->n_cells; i++)
        next[clusters->patient[i] + 1]++;
    for (size_t k = 0; k < clusters->n_patients; k++)
        next[k + 1] += next[k];
    memcpy(first, next, (clusters->n_patients + 1) * sizeof *first);
    for (size_t i = 0; i < clusters->n_cells; i++)
        cells[next[clusters->patient[i]]++] = i;
    free(next);
    return cells;
}

/* Takes a patient's studies out, or puts them back. */
static void shift(struct ranked *ranked, const struct clusters *clusters, size_t cell,
                  int back)
{
    uint32_t pos = clusters->pos[cell], neg = clusters->neg[cell];
    size_t b = clusters->block[cell];

    ranked->pos[b] = back ? ranked->pos[b] + pos : ranked->pos[b] - pos;
    ranked->neg[b] = back ? ranked->neg[b] + neg : ranked->neg[b] - neg;
    ranked->n_pos = back ? ranked->n_pos + pos : ranked->n_pos - pos;
    ranked->n_neg = back ? ranked->n_neg + neg : ranked->n_neg - neg;
}

static struct ranked copy_counts(const struct ranked *ranked)
{
    size_t bytes = ranked->n_blocks * sizeof *ranked->pos;
    struct ranked copy = *ranked;

    copy.pos = xcalloc(ranked->n_blocks, sizeof *copy.pos);
    copy.neg = xcalloc(ranked->n_blocks, sizeof *copy.neg);
    memcpy(copy.pos, ranked->pos, bytes);
    memcpy(copy.neg, ranked->neg, bytes);
    return copy;
}

/* Blocks that lose all their studies add 0 / 0 in stats/pr.c: flagged is 0 only above the
 * highest score that is left, where the patient's own blocks stood. */
static double precision_without(struct ranked *ranked, const struct clusters *clusters,
                                const size_t *cells, size_t n, double pi)
{
    struct ranked left;
    double value;
    size_t blocks;

    for (size_t i = 0; i < n; i++)
        shift(ranked, clusters, cells[i], 0);
    blocks = ranked->n_blocks;
    while (blocks > 0 && ranked->pos[blocks - 1] + ranked->neg[blocks - 1] == 0)
        blocks--;
    left = *ranked;
    left.n_blocks = blocks;
    value =
        isnan(pi) ? pr_average_precision(&left) : pr_average_precision_at(&left, pi);
    for (size_t i = 0; i < n; i++)
        shift(ranked, clusters, cells[i], 1);
    return value;
}

double jackknife_of_average_precision(const struct clusters *clusters,
                                      const struct ranked *ranked, double pi)
{
    size_t n = clusters->n_patients;
    size_t *first, *cells;
    double *values, a;
    struct ranked work;

    if (n > JACKKNIFE_PATIENTS_MAX)
        return 0;
    first = xcalloc(n + 1, sizeof *first);
    cells = cells_by_patient(clusters, first);
    values = xcalloc(n, sizeof *values);
    work = copy_counts(ranked);
    for (size_t k = 0; k < n; k++)
        values[k] = precision_without(&work, clusters, cells + first[k],
                                      first[k + 1] - first[k], pi);
    a = acceleration(values, n);
    free(work.pos);
    free(work.neg);
    free(first);
    free(cells);
    free(values);
    return a;
}
