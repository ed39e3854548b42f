/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/score_bins.h"

#include <float.h>
#include <math.h>

/* Block i in ascending order of the file's scores. */
static size_t block_at(const struct ranked *ranked, size_t i, bool is_low)
{
    return is_low ? ranked->n_blocks - 1 - i : i;
}

static double score_at(const struct ranked *ranked, size_t i, bool is_low)
{
    double score = ranked->score[block_at(ranked, i, is_low)];

    return is_low ? 0 - score : score;
}

void score_range_add(struct score_range *range, const struct ranked *ranked,
                     bool is_low)
{
    for (size_t i = 0; i < ranked->n_blocks; i++) {
        double score = score_at(ranked, i, is_low);

        if (isinf(score))
            continue;
        range->low = fmin(range->low, score);
        range->high = fmax(range->high, score);
    }
}

struct score_scale score_scale_of(struct score_range range)
{
    /* Narrower bins would have the same double as several edges. */
    double least = 1e-9 * fmax(fabs(range.low), fabs(range.high));
    double middle = range.low / 2 + range.high / 2;

    if (range.low >= 0 && range.high <= 1) /* also if there are none */
        return score_scale_between(0, 1);
    if (range.high - range.low > least)
        return score_scale_between(range.low, range.high);
    least = fmax(least, 1);
    return score_scale_between(middle - least / 2, middle + least / 2);
}

struct score_scale score_scale_between(double low, double high)
{
    double span = fmin(high - low, DBL_MAX);
    struct round_step width = round_step_at_least(span / SCORE_BINS_MAX);

    for (;; width = round_step_next(width)) {
        double first = floor(low / round_step_times(width, 1));
        double n = ceil(high / round_step_times(width, 1)) - first;

        while (round_step_times(width, first) > low)
            first--;
        while (round_step_times(width, first + n) < high)
            n++;
        while (n > 1 && round_step_times(width, first + n - 1) >= high)
            n--;
        if (n <= SCORE_BINS_MAX)
            return (struct score_scale){(size_t)n, first, width};
    }
}

double score_scale_edge(const struct score_scale *scale, size_t i)
{
    return round_step_times(scale->width, scale->first + (double)i);
}

void score_bins_count(struct score_bins *bins, const struct score_scale *scale,
                      const struct ranked *ranked, bool is_low)
{
    double low = score_scale_edge(scale, 0);
    double high = score_scale_edge(scale, scale->n);
    size_t bin = 0;

    *bins = (struct score_bins){.pos = {0}};
    for (size_t i = 0; i < ranked->n_blocks; i++) {
        size_t block = block_at(ranked, i, is_low);
        double score = score_at(ranked, i, is_low);

        if (score < low || score > high) {
            bins->pos_left_out += ranked->pos[block];
            bins->neg_left_out += ranked->neg[block];
            continue;
        }
        while (bin + 1 < scale->n && score >= score_scale_edge(scale, bin + 1))
            bin++;
        bins->pos[bin] += ranked->pos[block];
        bins->neg[bin] += ranked->neg[block];
    }
}
