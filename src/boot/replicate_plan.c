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

static void allocate_ways(struct replicate_plan *plan)
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
    plan->ties = xcalloc(n_ties, sizeof *plan->ties);
    plan->wide_ties = xcalloc(n_wide_ties, sizeof *plan->wide_ties);
}

static void add_tie(struct replicate_plan *plan, size_t b, size_t n_units,
                    size_t n_wide)
{
    uint64_t pos = plan->ranked->pos[b], neg = plan->ranked->neg[b];
    struct tie units = {.first = (uint32_t)n_units,
                        .n_neg = is_wide(neg) ? 0 : (uint8_t)neg,
                        .n_pos = is_wide(pos) ? 0 : (uint8_t)pos};

    if (is_wide(pos) || is_wide(neg))
        plan->wide_ties[plan->n_wide_ties++] =
            (struct wide_tie){units, is_wide(neg) ? n_wide : NO_CELL,
                              is_wide(pos) ? n_wide + is_wide(neg) : NO_CELL};
    else
        plan->ties[plan->n_ties++] = units;
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
        if (ranked->pos[b] && ranked->neg[b])
            add_tie(plan, b, n_units, n_wide);
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

struct replicate_plan *replicate_plan_new(const struct ranked *ranked,
                                          const struct boot_request *request,
                                          const struct weights_plan *weights)
{
    struct replicate_plan *plan = xcalloc(1, sizeof *plan);

    assert(ranked->n_pos > 0 && ranked->n_neg > 0);
    plan->ranked = ranked;
    plan->request = request;
    plan->weights = weights;
    plan->stop = stops_for(request);
    allocate_ways(plan);
    lay_way(plan);
    return plan;
}

void replicate_plan_free(struct replicate_plan *plan)
{
    if (!plan)
        return;
    free(plan->steps);
    free(plan->ties);
    free(plan->wide_ties);
    free(plan);
}
