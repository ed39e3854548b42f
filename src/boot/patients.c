/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/patients.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"

/* A patient's studies in a wide cell. */
struct wide_part {
    size_t cell;
    uint32_t patient, studies;
};

struct patients_plan {
    struct weights_plan *weights; /* of the patients: unit i is patient i */
    size_t n_units;
    uint32_t *unit_patient; /* [n_units] of the studies */
    uint8_t *unit_is_pos;   /* [n_units] */
    size_t n_parts, n_wide;
    struct wide_part *parts; /* [n_parts] */
    uint8_t *wide_is_pos;    /* [n_wide] */
};

struct weights_plan *patients_weights(const struct clusters *clusters)
{
    size_t n = clusters->n_patients;
    struct ranked strata = {.n_blocks = n,
                            .score = xcalloc(n, sizeof *strata.score),
                            .pos = xcalloc(n, sizeof *strata.pos),
                            .neg = xcalloc(n, sizeof *strata.neg)};
    struct weights_plan *plan;

    for (size_t i = 0; i < clusters->n_cells; i++)
        if (clusters->pos[i])
            strata.pos[clusters->patient[i]] = 1;
    for (size_t i = 0; i < n; i++) {
        strata.score[i] = (double)i;
        strata.neg[i] = !strata.pos[i];
        strata.n_pos += strata.pos[i];
        strata.n_neg += strata.neg[i];
    }
    plan = weights_plan_new(&strata);
    ranked_release(&strata);
    return plan;
}

/* The cells of clusters [from, to) that make up one block and class, in the studies' layout. */
static void lay_cell(struct patients_plan *plan, const struct clusters *clusters,
                     size_t from, size_t to, bool is_pos, uint64_t studies)
{
    const uint32_t *own = is_pos ? clusters->pos : clusters->neg;
    bool wide = studies > WEIGHTS_UNIT_CELL;

    if (studies == 0)
        return;
    if (wide)
        plan->wide_is_pos[plan->n_wide] = is_pos;
    for (size_t i = from; i < to; i++) {
        if (wide && own[i])
            plan->parts[plan->n_parts++] =
                (struct wide_part){plan->n_wide, clusters->patient[i], own[i]};
        for (uint32_t j = 0; !wide && j < own[i]; j++) {
            plan->unit_is_pos[plan->n_units] = is_pos;
            plan->unit_patient[plan->n_units++] = clusters->patient[i];
        }
    }
    plan->n_wide += wide;
}

/* Follows the layout of boot/weights.h: blocks in ascending order, in each the cell
 * without the finding first. */
static void lay_out(struct patients_plan *plan, const struct clusters *clusters,
                    const struct ranked *ranked)
{
    size_t from = 0, to = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++, from = to) {
        while (to < clusters->n_cells && clusters->block[to] == b)
            to++;
        lay_cell(plan, clusters, from, to, false, ranked->neg[b]);
        lay_cell(plan, clusters, from, to, true, ranked->pos[b]);
    }
}

struct patients_plan *patients_plan_new(const struct clusters *clusters,
                                        const struct ranked *ranked,
                                        const struct weights_plan *studies)
{
    struct patients_plan *plan = xcalloc(1, sizeof *plan);

    plan->weights = patients_weights(clusters);
    plan->weights->kernel = studies->kernel;
    assert(plan->weights->n_units == clusters->n_patients);
    plan->unit_patient = xcalloc(studies->n_units, sizeof *plan->unit_patient);
    plan->unit_is_pos = xcalloc(studies->n_units, 1);
    plan->parts = xcalloc(2 * clusters->n_cells, sizeof *plan->parts);
    plan->wide_is_pos = xcalloc(studies->n_wide, 1);
    lay_out(plan, clusters, ranked);
    assert(plan->n_units == studies->n_units && plan->n_wide == studies->n_wide);
    return plan;
}

void patients_plan_free(struct patients_plan *plan)
{
    if (!plan)
        return;
    weights_plan_free(plan->weights);
    free(plan->unit_patient);
    free(plan->unit_is_pos);
    free(plan->parts);
    free(plan->wide_is_pos);
    free(plan);
}

struct weights_scratch *patients_scratch_new(const struct patients_plan *plan)
{
    return weights_scratch_new(plan->weights);
}

/* Of its own, for the compiler to keep the pointers and sums in registers. */
static void spread_units(const struct patients_plan *plan, const uint8_t *times,
                         uint8_t *unit, uint64_t drawn[2])
{
    const uint32_t *patient = plan->unit_patient;
    const uint8_t *is_pos = plan->unit_is_pos;
    size_t n = plan->n_units;
    uint64_t all = 0, pos = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t here = times[patient[i]];

        unit[i] = (uint8_t)here;
        all += here;
        pos += here & -(uint64_t)is_pos[i];
    }
    drawn[0] = all - pos;
    drawn[1] = pos;
}

static void spread(const struct patients_plan *plan, const uint8_t *times,
                   struct weights_scratch *studies)
{
    uint64_t drawn[2];

    spread_units(plan, times, studies->unit, drawn);
    for (size_t i = 0; i < plan->n_wide; i++)
        studies->wide[i] = 0;
    for (size_t i = 0; i < plan->n_parts; i++) {
        const struct wide_part *part = &plan->parts[i];
        uint64_t n = (uint64_t)times[part->patient] * part->studies;

        studies->wide[part->cell] += n;
        drawn[plan->wide_is_pos[part->cell]] += n;
    }
    studies->n_neg = drawn[0];
    studies->n_pos = drawn[1];
}

size_t patients_draw(const struct patients_plan *plan, struct weights_scratch *patients,
                     struct weights_scratch *studies, uint64_t key)
{
    size_t again = 0;

    weights_draw(plan->weights, patients, key);
    spread(plan, patients->unit, studies);
    while (studies->n_pos == 0 || studies->n_neg == 0) {
        weights_draw(plan->weights, patients, rng_key_number(key, ++again));
        spread(plan, patients->unit, studies);
    }
    return again;
}
