/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/matched.h"

#include <math.h>
#include <stdbool.h>

#include "base/wide.h"

/* a/b >= c/d */
static bool is_at_least(uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
    return (uint128)a * d >= (uint128)c * b;
}

static bool keeps_sensitivity(const struct counts *model, const struct counts *baseline)
{
    return is_at_least(model->tp, counts_pos(model), baseline->tp,
                       counts_pos(baseline));
}

static bool keeps_flags(const struct counts *model, const struct counts *baseline)
{
    return is_at_least(baseline->tp + baseline->fp, counts_all(baseline),
                       model->tp + model->fp, counts_all(model));
}

/* The table with one block more flagged. */
static struct counts flag_block(struct counts counts, const struct ranked *ranked,
                                size_t block)
{
    counts.tp += ranked->pos[block];
    counts.fn -= ranked->pos[block];
    counts.fp += ranked->neg[block];
    counts.tn -= ranked->neg[block];
    return counts;
}

struct matched matched_threshold(const struct ranked *model,
                                 const struct ranked *baseline,
                                 double baseline_threshold, enum matched_quantity keep)
{
    struct matched matched = {
        .threshold = INFINITY,
        .model = {.fn = model->n_pos, .tn = model->n_neg},
        .baseline = counts_at(baseline, baseline_threshold)
    };

    for (size_t b = model->n_blocks; b-- > 0;) {
        struct counts next = flag_block(matched.model, model, b);

        if (model->pos[b] + model->neg[b] == 0)
            continue;
        if (keep == MATCHED_SENSITIVITY
                ? keeps_sensitivity(&matched.model, &matched.baseline)
                : !keeps_flags(&next, &matched.baseline))
            break;
        matched.model = next;
        matched.threshold = model->score[b];
    }
    return matched;
}
