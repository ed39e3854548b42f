/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/weights.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/wide.h"
#include "boot/weights_parts.h"

enum {
    SMALL_CLASS = 32, /* fewer studies are drawn uniformly */
    REST_BITS = 64 - KERNEL_BITS,
    MOST_SURE = KERNEL_STEPS - 1, /* multiplicity that the kernel can tell */
    PADDING = KERNEL_GROUP,
};

/* ---- Poisson counts of units --------------------------------------------- */

/* What the kernel can tell of each multiplicity goes to the steps, the remainders to class->rest. */
static void fill_law(struct kernel_law *law, struct weights_class *class, int is_pos)
{
    uint64_t cdf[POISSON_STEPS], rest = 0;
    uint128 below = 0;
    unsigned step = 0; /* numbers of the multiplicities so far */

    poisson_fill_cdf(cdf, class->lambda);
    for (unsigned k = 0; k < POISSON_STEPS; k++) {
        uint128 end = cdf[k] == UINT64_MAX ? (uint128)1 << 64 : cdf[k];
        uint128 mass = end - below;
        unsigned sure = k <= MOST_SURE ? (unsigned)(mass >> REST_BITS) : 0;

        step += sure;
        rest += (uint64_t)(mass - ((uint128)sure << REST_BITS));
        class->rest[k] = rest;
        for (int bit = 0; bit < KERNEL_BITS && k < KERNEL_STEPS; bit++)
            if (!((step - 1) >> bit & 1))
                law->lacks[bit][k] |= (uint8_t)(is_pos ? 2 : 1);
        below = end;
    }
}

/* ---- Layout -------------------------------------------------------------- */

static void class_init(struct weights_class *class, uint64_t total)
{
    class->total = total;
    if (total >= SMALL_CLASS)
        class->lambda = (uint32_t)((1 - 2 / sqrt((double)total)) * 0x1p32);
}

static void count_cell(struct weights_plan *plan, struct weights_class *class,
                       uint64_t studies, size_t *n_wide)
{
    if (studies > WEIGHTS_UNIT_CELL) {
        plan->n_wide++;
        ++*n_wide;
    } else {
        plan->n_units += studies;
        class->n_units += studies;
    }
}

static void allocate(struct weights_plan *plan, const size_t n_wide[2])
{
    assert(plan->n_units < UINT32_MAX && plan->n_wide < UINT32_MAX);
    plan->place = xcalloc(plan->n_units + PADDING, 1);
    plan->is_pos = xcalloc((plan->n_units + PADDING) / 64 + 1, sizeof *plan->is_pos);
    plan->wide = xcalloc(plan->n_wide, sizeof *plan->wide);
    for (int c = 0; c < 2; c++) {
        struct weights_class *class = &plan->classes[c];

        class->unit_idx = xcalloc(class->n_units, sizeof *class->unit_idx);
        wide_cells_init(&class->wide, n_wide[c]);
        class->n_units = 0;
    }
    plan->n_units = plan->n_wide = 0;
}

static void place_wide(struct weights_plan *plan, struct weights_class *class,
                       uint64_t studies, unsigned place)
{
    plan->wide[plan->n_wide] = (struct weights_wide){
        .n_units_below = plan->n_units, .studies = studies, .place = (uint8_t)place};
    wide_cells_add(&class->wide, plan->n_wide++, studies);
}

/* `lowest` describes the first study of the cell. */
static void place_cell(struct weights_plan *plan, unsigned is_pos, uint64_t studies,
                       unsigned lowest)
{
    struct weights_class *class = &plan->classes[is_pos];

    if (studies > WEIGHTS_UNIT_CELL) {
        place_wide(plan, class, studies, is_pos | lowest);
        return;
    }
    for (uint64_t i = 0; i < studies; i++) {
        class->unit_idx[class->n_units++] = (uint32_t)plan->n_units;
        plan->is_pos[plan->n_units / 64] |= (uint64_t)is_pos << plan->n_units % 64;
        plan->place[plan->n_units++] = (uint8_t)(is_pos | (i ? 0 : lowest));
    }
}

static void place_block(struct weights_plan *plan, uint64_t pos, uint64_t neg)
{
    unsigned lowest = pos ? PLACE_LOWEST | PLACE_LOWEST_POS : PLACE_LOWEST;

    if (neg)
        place_cell(plan, 0, neg, lowest);
    if (pos)
        place_cell(plan, PLACE_POS, pos, neg ? 0 : lowest);
}

static void set_laws(struct weights_plan *plan)
{
    plan->law = (struct kernel_law){0};
    for (int c = 0; c < 2; c++) {
        struct weights_class *class = &plan->classes[c];

        fill_law(&plan->law, class, c);
        wide_cells_set_mean(&class->wide, class->lambda * 0x1p-32);
    }
}

struct weights_plan *weights_plan_new(const struct ranked *ranked)
{
    struct weights_plan *plan = xcalloc(1, sizeof *plan);
    size_t n_wide[2] = {0};

    assert(ranked->n_pos + ranked->n_neg > 0);
    plan->kernel = kernel_best();
    plan->classes = xcalloc(2, sizeof *plan->classes);
    class_init(&plan->classes[0], ranked->n_neg);
    class_init(&plan->classes[1], ranked->n_pos);
    for (size_t b = 0; b < ranked->n_blocks; b++) {
        count_cell(plan, &plan->classes[0], ranked->neg[b], &n_wide[0]);
        count_cell(plan, &plan->classes[1], ranked->pos[b], &n_wide[1]);
    }
    allocate(plan, n_wide);
    for (size_t b = 0; b < ranked->n_blocks; b++)
        place_block(plan, ranked->pos[b], ranked->neg[b]);
    set_laws(plan);
    return plan;
}

void weights_plan_free(struct weights_plan *plan)
{
    if (!plan)
        return;
    for (int c = 0; c < 2; c++) {
        free(plan->classes[c].unit_idx);
        wide_cells_release(&plan->classes[c].wide);
    }
    free(plan->classes);
    free(plan->place);
    free(plan->is_pos);
    free(plan->wide);
    free(plan);
}

struct weights_scratch *weights_scratch_new(const struct weights_plan *plan)
{
    struct weights_scratch *scratch = xcalloc(1, sizeof *scratch);

    scratch->unit = xcalloc(plan->n_units + PADDING, 1);
    memset(scratch->unit, 1, plan->n_units);
    scratch->wide = xcalloc(plan->n_wide, sizeof *scratch->wide);
    for (size_t i = 0; i < plan->n_wide; i++)
        scratch->wide[i] = plan->wide[i].studies;
    scratch->drawing = xcalloc(1, sizeof *scratch->drawing);
    scratch->n_neg = plan->classes[0].total;
    scratch->n_pos = plan->classes[1].total;
    return scratch;
}

void weights_scratch_free(struct weights_scratch *scratch)
{
    if (!scratch)
        return;
    free(scratch->unit);
    free(scratch->wide);
    free(scratch->drawing);
    free(scratch);
}
