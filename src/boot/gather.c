/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/gather.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A unit or a wide cell of the joint blocks that is part of a wide cell of the model. */
struct part {
    uint32_t from, to;
};

struct gather {
    size_t n_units, n_wide;
    uint32_t *unit;   /* [n_units] its unit among the joint ones */
    bool is_in_order; /* unit[i] is i */
    size_t n_unit_parts, n_wide_parts;
    uint32_t *part;     /* [n_unit_parts] joint units in wide cells, cell by cell */
    uint32_t *part_end; /* [n_wide] parts up to the end of a cell */
    struct part *
        unit_parts; /* [n_unit_parts] the same in the joint order, until they are sorted */
    struct part *wide_parts; /* [n_wide_parts] joint wide cells in wide cells */
};

/* Studies of one block and class in a model's layout. */
struct cell {
    bool is_wide;
    uint32_t place; /* the wide cell, or the first unit that is still free */
};

/* Follows the layout of boot/weights.h: two cells a block, that without the finding first. */
static struct cell *lay_cells(const struct ranked *model)
{
    struct cell *cells = xcalloc(2 * model->n_blocks, sizeof *cells);
    uint32_t units = 0, wide = 0;

    for (size_t b = 0; b < model->n_blocks; b++)
        for (size_t c = 0; c < 2; c++) {
            uint64_t studies = c ? model->pos[b] : model->neg[b];
            struct cell *cell = &cells[2 * b + c];

            cell->is_wide = studies > WEIGHTS_UNIT_CELL;
            cell->place = cell->is_wide ? wide++ : units;
            units += cell->is_wide ? 0 : (uint32_t)studies;
        }
    return cells;
}

/* Joint units from `first` on. */
static void lay_units(struct gather *gather, struct cell *cell, uint32_t first,
                      uint32_t studies)
{
    for (uint32_t i = 0; i < studies; i++) {
        if (cell->is_wide)
            gather->unit_parts[gather->n_unit_parts++] =
                (struct part){first + i, cell->place};
        else
            gather->unit[cell->place++] = first + i;
    }
}

/* Joint blocks stand in the joint layout in their own order. What is wide there is wide in the model, too. */
static void lay_blocks(struct gather *gather, const struct paired *paired, size_t model)
{
    struct cell *cells = lay_cells(&paired->model[model]);
    const uint32_t *block = paired->block[model];
    uint32_t units = 0, wide = 0;

    for (size_t i = 0; i < paired->joint.n_blocks; i++) {
        bool is_pos = paired->joint.pos[i] > 0;
        uint64_t studies = is_pos ? paired->joint.pos[i] : paired->joint.neg[i];
        struct cell *cell = &cells[2 * (size_t)block[i] + is_pos];

        if (studies > WEIGHTS_UNIT_CELL) {
            gather->wide_parts[gather->n_wide_parts++] =
                (struct part){wide++, cell->place};
        } else {
            lay_units(gather, cell, units, (uint32_t)studies);
            units += (uint32_t)studies;
        }
    }
    free(cells);
}

/* By wide cell: so its sum is added up in a register, and written once. */
static void sort_parts(struct gather *gather)
{
    uint32_t *end = xcalloc(gather->n_wide, sizeof *end), sum = 0;

    gather->part = xcalloc(gather->n_unit_parts, sizeof *gather->part);
    for (size_t i = 0; i < gather->n_unit_parts; i++)
        end[gather->unit_parts[i].to]++;
    for (size_t i = 0; i < gather->n_wide; i++) {
        uint32_t here = end[i];

        end[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < gather->n_unit_parts; i++)
        gather->part[end[gather->unit_parts[i].to]++] = gather->unit_parts[i].from;
    gather->part_end = end;
    free(gather->unit_parts);
    gather->unit_parts = NULL;
}

static bool is_in_order(const struct gather *gather)
{
    for (size_t i = 0; i < gather->n_units; i++)
        if (gather->unit[i] != i)
            return false;
    return true;
}

struct gather *gather_new(const struct paired *paired, size_t model,
                          const struct weights_plan *joint,
                          const struct weights_plan *own)
{
    struct gather *gather = xcalloc(1, sizeof *gather);

    gather->n_units = own->n_units;
    gather->n_wide = own->n_wide;
    gather->unit = xcalloc(own->n_units, sizeof *gather->unit);
    gather->unit_parts =
        xcalloc(joint->n_units - own->n_units, sizeof *gather->unit_parts);
    gather->wide_parts = xcalloc(joint->n_wide, sizeof *gather->wide_parts);
    lay_blocks(gather, paired, model);
    sort_parts(gather);
    gather->is_in_order = is_in_order(gather);
    assert(gather->n_unit_parts == joint->n_units - own->n_units &&
           gather->n_wide_parts == joint->n_wide);
    return gather;
}

void gather_free(struct gather *gather)
{
    if (!gather)
        return;
    free(gather->unit);
    free(gather->part);
    free(gather->part_end);
    free(gather->wide_parts);
    free(gather);
}

/* Of its own, for the compiler to keep the pointers in registers. */
static void pick_units(uint8_t *own, const uint8_t *joint, const uint32_t *unit,
                       size_t n)
{
    for (size_t i = 0; i < n; i++)
        own[i] = joint[unit[i]];
}

static void add_parts(const struct gather *gather, const uint8_t *joint, uint64_t *wide)
{
    size_t at = 0;

    for (size_t cell = 0; cell < gather->n_wide; cell++) {
        uint64_t sum = 0;

        for (; at < gather->part_end[cell]; at++)
            sum += joint[gather->part[at]];
        wide[cell] = sum;
    }
}

void gather_run(const struct gather *gather, const struct weights_scratch *joint,
                struct weights_scratch *own)
{
    if (gather->is_in_order) /* of the first model: the joint blocks are sorted by it */
        memcpy(own->unit, joint->unit, gather->n_units);
    else
        pick_units(own->unit, joint->unit, gather->unit, gather->n_units);
    add_parts(gather, joint->unit, own->wide);
    for (size_t i = 0; i < gather->n_wide_parts; i++)
        own->wide[gather->wide_parts[i].to] += joint->wide[gather->wide_parts[i].from];
    own->n_pos = joint->n_pos;
    own->n_neg = joint->n_neg;
}
