/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/calibrated.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "boot/binomial.h"

/* Studies of one score that are drawn together. */
struct cell {
    uint32_t block;
    uint32_t law; /* where it has several studies */
    uint64_t n;
    double p;
};

struct calibrated_plan {
    const struct ranked *ranked;
    double share;
    size_t n_patients;
    size_t *
        first; /* [n_patients + 1] cells of each; one "patient" if all are independent */
    struct cell *cells;
    struct binomial *laws;
    size_t n_laws, laws_capacity;
};

static void set_cell(struct calibrated_plan *plan, size_t at, size_t block, uint64_t n)
{
    double p = plan->ranked->score[block];

    plan->cells[at] = (struct cell){(uint32_t)block, (uint32_t)plan->n_laws, n, p};
    if (n == 1)
        return;
    plan->laws =
        xgrow(plan->laws, &plan->laws_capacity, plan->n_laws + 1, sizeof *plan->laws);
    binomial_init(&plan->laws[plan->n_laws++], n, p);
}

static void plan_blocks(struct calibrated_plan *plan)
{
    const struct ranked *ranked = plan->ranked;
    size_t n = 0;

    plan->n_patients = 1;
    plan->first = xcalloc(2, sizeof *plan->first);
    plan->cells = xcalloc(ranked->n_blocks, sizeof *plan->cells);
    for (size_t b = 0; b < ranked->n_blocks; b++)
        if (isfinite(ranked->score[b]))
            set_cell(plan, n++, b, ranked->pos[b] + ranked->neg[b]);
    plan->first[1] = n;
}

/* Cells come by block; here by patient, and within a patient by block. */
static void plan_patients(struct calibrated_plan *plan, const struct clusters *clusters)
{
    size_t *next;

    plan->n_patients = clusters->n_patients;
    plan->first = xcalloc(plan->n_patients + 1, sizeof *plan->first);
    plan->cells = xcalloc(clusters->n_cells, sizeof *plan->cells);
    for (size_t i = 0; i < clusters->n_cells; i++)
        if (isfinite(plan->ranked->score[clusters->block[i]]))
            plan->first[clusters->patient[i] + 1]++;
    for (size_t k = 0; k < plan->n_patients; k++)
        plan->first[k + 1] += plan->first[k];
    next = xcalloc(plan->n_patients, sizeof *next);
    for (size_t i = 0; i < clusters->n_cells; i++) {
        size_t patient = clusters->patient[i];

        if (isfinite(plan->ranked->score[clusters->block[i]]))
            set_cell(plan, plan->first[patient] + next[patient]++, clusters->block[i],
                     (uint64_t)clusters->pos[i] + clusters->neg[i]);
    }
    free(next);
}

struct calibrated_plan *calibrated_plan_new(const struct ranked *ranked,
                                            const struct clusters *clusters,
                                            double share)
{
    struct calibrated_plan *plan = xcalloc(1, sizeof *plan);

    plan->ranked = ranked;
    plan->share = clusters ? share : 0;
    if (clusters)
        plan_patients(plan, clusters);
    else
        plan_blocks(plan);
    return plan;
}

void calibrated_plan_free(struct calibrated_plan *plan)
{
    if (!plan)
        return;
    free(plan->first);
    free(plan->cells);
    free(plan->laws);
    free(plan);
}

/* ---- Drawing --------------------------------------------------------------------- */

static uint64_t draw_cell(const struct calibrated_plan *plan, const struct cell *cell,
                          struct rng *rng)
{
    if (cell->n == 1)
        return rng_uniform(rng) < cell->p;
    return binomial_draw(&plan->laws[cell->law], rng);
}

static void draw_patient(const struct calibrated_plan *plan, size_t patient,
                         struct rng *rng, uint64_t *pos)
{
    bool is_shared = plan->share > 0 && rng_uniform(rng) < plan->share;
    double u = is_shared ? rng_uniform(rng) : 0;

    for (size_t i = plan->first[patient]; i < plan->first[patient + 1]; i++) {
        const struct cell *cell = &plan->cells[i];

        if (is_shared)
            pos[cell->block] += u < cell->p ? cell->n : 0;
        else
            pos[cell->block] += draw_cell(plan, cell, rng);
    }
}

void calibrated_draw(const struct calibrated_plan *plan, struct rng *rng, uint64_t *pos,
                     uint64_t *neg)
{
    const struct ranked *ranked = plan->ranked;

    for (size_t b = 0; b < ranked->n_blocks; b++)
        pos[b] = isfinite(ranked->score[b]) ? 0 : ranked->pos[b];
    for (size_t k = 0; k < plan->n_patients; k++)
        draw_patient(plan, k, rng, pos);
    for (size_t b = 0; b < ranked->n_blocks; b++)
        neg[b] = ranked->pos[b] + ranked->neg[b] - pos[b];
}

/* ---- How much alike ---------------------------------------------------------------- */

/* Of one patient, so far. */
struct pairs {
    double rest, fit;       /* sums over its studies */
    double alike, expected; /* over its pairs */
};

/* Cells come in ascending order of score, so the smaller of two fits is the earlier one's. */
static void add_cell(struct pairs *pairs, double n, double pos, double fit)
{
    double rest = pos - n * fit, squares = pos - 2 * pos * fit + n * fit * fit;

    pairs->alike += pairs->rest * rest + (rest * rest - squares) / 2;
    pairs->expected += pairs->fit * n * (1 - fit) + n * (n - 1) / 2 * fit * (1 - fit);
    pairs->rest += rest;
    pairs->fit += n * fit;
}

double calibrated_share(const struct clusters *clusters, const struct ranked *ranked,
                        const struct isotonic *fit)
{
    struct pairs *pairs = xcalloc(clusters->n_patients, sizeof *pairs);
    double alike = 0, expected = 0;
    size_t at = 0;

    for (size_t i = 0; i < clusters->n_cells; i++) {
        double score = ranked->score[clusters->block[i]];

        if (isinf(score))
            continue;
        while (at + 1 < fit->n_blocks && fit->blocks[at].high < score)
            at++;
        add_cell(&pairs[clusters->patient[i]],
                 (double)clusters->pos[i] + clusters->neg[i], clusters->pos[i],
                 (double)fit->blocks[at].pos / (double)fit->blocks[at].n);
    }
    for (size_t k = 0; k < clusters->n_patients; k++) {
        alike += pairs[k].alike;
        expected += pairs[k].expected;
    }
    free(pairs);
    return expected > 0 ? fmin(fmax(alike / expected, 0), 1) : 0;
}
