/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/counts.h"

#include <assert.h>
#include <math.h>

size_t counts_first_flagged(const struct ranked *ranked, double threshold)
{
    size_t low = 0, high = ranked->n_blocks;

    assert(!isnan(threshold));
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ranked->score[middle] >= threshold)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

struct counts counts_at(const struct ranked *ranked, double threshold)
{
    struct counts c = {0};

    for (size_t b = counts_first_flagged(ranked, threshold); b < ranked->n_blocks;
         b++) {
        c.tp += ranked->pos[b];
        c.fp += ranked->neg[b];
    }
    c.fn = ranked->n_pos - c.tp;
    c.tn = ranked->n_neg - c.fp;
    return c;
}

void counts_at_falling(struct counts *counts, const struct ranked *ranked,
                       const double *thresholds, size_t n)
{
    struct counts c = {.fn = ranked->n_pos, .tn = ranked->n_neg};
    size_t b = ranked->n_blocks;

    for (size_t i = 0; i < n; i++) {
        for (; b > 0 && ranked->score[b - 1] >= thresholds[i]; b--) {
            c.tp += ranked->pos[b - 1];
            c.fn -= ranked->pos[b - 1];
            c.fp += ranked->neg[b - 1];
            c.tn -= ranked->neg[b - 1];
        }
        counts[i] = c;
    }
}
