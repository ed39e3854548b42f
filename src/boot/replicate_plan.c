/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "boot/replicate_parts.h"

struct first_flagged {
    size_t block, threshold;
};

static int compare_blocks(const void *a, const void *b)
{
    const struct first_flagged *x = a, *y = b;

    return (x->block > y->block) - (x->block < y->block);
}

static struct first_flagged *find_blocks(const struct replicate_plan *plan)
{
    size_t n = plan->request->n_thresholds;
    struct first_flagged *first = xcalloc(n, sizeof *first);

    for (size_t t = 0; t < n; t++) {
        first[t].block =
            counts_first_flagged(plan->ranked, plan->request->thresholds[t]);
        first[t].threshold = t;
    }
    qsort(first, n, sizeof *first, compare_blocks);
    return first;
}

static bool is_wide(uint64_t studies)
{
    return studies > WEIGHTS_UNIT_CELL;
}

/* Returns room for the ties. */
static struct tie *allocate_ways(struct replicate_plan *plan)
{
    const struct ranked *ranked = plan->ranked;
    size_t n_steps = plan->request->n_thresholds, n_ties = 0, n_wide_ties = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        bool wide = is_wide(ranked->pos[b]) || is_wide(ranked->neg[b]);

        n_steps += is_wide(ranked->pos[b]) + is_wide(ranked->neg[b]);
        if (ranked->pos[b] && ranked->neg[b])
            ++*(wide ? &n_wide_ties : &n_ties);
    }
    plan->steps = xcalloc(n_steps, sizeof *plan->steps);
    plan->wide_ties = xcalloc(n_wide_ties, sizeof *plan->wide_ties);
    return xcalloc(n_ties, sizeof(struct tie));
}

static struct tie tie_of(const struct ranked *ranked, size_t b, size_t n_units)
{
    uint64_t pos = ranked->pos[b], neg = ranked->neg[b];

    return (struct tie){.first = (uint32_t)n_units,
                        .n_neg = is_wide(neg) ? 0 : (uint8_t)neg,
                        .n_pos = is_wide(pos) ? 0 : (uint8_t)pos};
}

static struct wide_tie wide_tie_of(const struct ranked *ranked, size_t b,
                                   size_t n_units, size_t n_wide)
{
    bool is_neg_wide = is_wide(ranked->neg[b]), is_pos_wide = is_wide(ranked->pos[b]);

    return (struct wide_tie){tie_of(ranked, b, n_units), is_neg_wide ? n_wide : NO_CELL,
                             is_pos_wide ? n_wide + is_neg_wide : NO_CELL};
}

/* Returns how many ties without wide cells there are. */
static size_t lay_ties(struct replicate_plan *plan, struct tie *ties)
{
    const struct ranked *ranked = plan->ranked;
    size_t n_units = 0, n_wide = 0, n = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        uint64_t pos = ranked->pos[b], neg = ranked->neg[b];

        if (pos && neg && (is_wide(pos) || is_wide(neg)))
            plan->wide_ties[plan->n_wide_ties++] =
                wide_tie_of(ranked, b, n_units, n_wide);
        else if (pos && neg)
            ties[n++] = tie_of(ranked, b, n_units);
        n_wide += is_wide(pos) + is_wide(neg);
        n_units += (is_wide(pos) ? 0 : pos) + (is_wide(neg) ? 0 : neg);
    }
    return n;
}

/* Follows the layout of boot/weights.h: blocks in ascending order, in each the cell
 * without the finding first. */
static void lay_way(struct replicate_plan *plan)
{
    const struct ranked *ranked = plan->ranked;
    struct first_flagged *first = find_blocks(plan);
    size_t n_units = 0, n_wide = 0, t = 0;

    for (size_t b = 0; b <= ranked->n_blocks; b++) {
        for (; t < plan->request->n_thresholds && first[t].block == b; t++)
            plan->steps[plan->n_steps++] =
                (struct step){n_units, first[t].threshold, true};
        if (b == ranked->n_blocks)
            break;
        for (int c = 0; c < 2; c++) {
            uint64_t studies = c ? ranked->pos[b] : ranked->neg[b];

            if (is_wide(studies))
                plan->steps[plan->n_steps++] = (struct step){n_units, n_wide++, false};
            else
                n_units += studies;
        }
    }
    free(first);
}

static unsigned stops_for(const struct boot_request *request)
{
    if (request->want_auc_std_error || request->n_windows)
        return PLACE_LOWEST;
    return request->want_average_precision || request->n_prevalences ? PLACE_LOWEST_POS
                                                                     : 0;
}

static void lay_cells(struct replicate_plan *plan)
{
    const struct weights_plan *weights = plan->weights;

    if (plan->stop || plan->request->n_thresholds > 0)
        return;
    plan->cells = xcalloc(weights->n_wide, sizeof *plan->cells);
    for (size_t i = 0; i < weights->n_wide; i++)
        plan->cells[i] = (struct kernel_cell){(uint32_t)weights->wide[i].n_units_below,
                                              weights->wide[i].place & PLACE_POS};
}

struct replicate_plan *replicate_plan_new(const struct ranked *ranked,
                                          const struct boot_request *request,
                                          const struct weights_plan *weights)
{
    struct replicate_plan *plan = xcalloc(1, sizeof *plan);
    struct tie *ties;

    assert(ranked->n_pos > 0 && ranked->n_neg > 0);
    plan->ranked = ranked;
    plan->request = request;
    plan->weights = weights;
    plan->stop = stops_for(request);
    ties = allocate_ways(plan);
    lay_way(plan);
    replicate_sort_ties(plan, ties, lay_ties(plan, ties));
    free(ties);
    lay_cells(plan);
    return plan;
}

void replicate_plan_free(struct replicate_plan *plan)
{
    if (!plan)
        return;
    free(plan->steps);
    free(plan->cells);
    free(plan->ties);
    free(plan->shapes);
    free(plan->wide_ties);
    free(plan);
}
