/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/matched.h"

#include <math.h>
#include <stdbool.h>

#include "base/wide.h"

/* Fewest true positives with which the model's sensitivity is not below the baseline's. */
static uint64_t fewest_tp(const struct ranked *model, const struct counts *baseline)
{
    uint64_t n = counts_pos(baseline);

    return n ? (uint64_t)(((uint128)baseline->tp * model->n_pos + n - 1) / n) : 0;
}

/* Most flagged studies with which the model does not flag more often than the baseline. */
static uint64_t most_flags(const struct ranked *model, const struct counts *baseline)
{
    uint64_t n = counts_all(baseline), flags = baseline->tp + baseline->fp;

    return n ? (uint64_t)((uint128)flags * (model->n_pos + model->n_neg) / n)
             : UINT64_MAX;
}

struct matched matched_threshold(const struct ranked *model,
                                 const struct ranked *baseline,
                                 double baseline_threshold, enum matched_quantity keep)
{
    struct matched matched = {.threshold = INFINITY,
                              .baseline = counts_at(baseline, baseline_threshold)};
    bool by_tp = keep == MATCHED_SENSITIVITY;
    uint64_t least = by_tp ? fewest_tp(model, &matched.baseline) : UINT64_MAX;
    uint64_t most = by_tp ? UINT64_MAX : most_flags(model, &matched.baseline);
    uint64_t tp = 0, fp = 0;

    for (size_t b = model->n_blocks; b-- > 0 && tp < least;) {
        uint64_t pos = model->pos[b], neg = model->neg[b];

        if (pos + neg == 0)
            continue;
        if (tp + fp + pos + neg > most)
            break;
        tp += pos;
        fp += neg;
        matched.threshold = model->score[b];
    }
    matched.model = (struct counts){tp, fp, model->n_pos - tp, model->n_neg - fp};
    return matched;
}
