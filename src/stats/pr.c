/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pr.h"

#include <math.h>

/* Influence values that are all 0 come out at 1e-16 each. */
#define NOTHING 1e-28

double pr_average_precision(const struct ranked *ranked)
{
    uint64_t tp = 0, flagged = 0;
    double sum = 0;

    for (size_t b = ranked->n_blocks; b-- > 0;) {
        tp += ranked->pos[b];
        flagged += ranked->pos[b] + ranked->neg[b];
        sum += (double)ranked->pos[b] * ((double)tp / (double)flagged);
    }
    return ranked->n_pos > 0 ? sum / (double)ranked->n_pos : NAN;
}

double pr_average_precision_at(const struct ranked *ranked, double pi)
{
    double odds = (1 - pi) / pi * (double)ranked->n_pos / (double)ranked->n_neg;
    double tp = 0, fp = 0, sum = 0;

    if (ranked->n_pos == 0 || ranked->n_neg == 0)
        return NAN;
    for (size_t b = ranked->n_blocks; b-- > 0;) {
        tp += (double)ranked->pos[b];
        fp += (double)ranked->neg[b];
        if (ranked->pos[b])
            sum += (double)ranked->pos[b] * (tp / (tp + odds * fp));
    }
    return sum / (double)ranked->n_pos;
}

/* Moments of one class's influence values about a reference: 0 in the first walk,
 * their mean in the second. */
struct moments {
    double reference;
    double values, squares, cubes;
};

static void add_influence(struct moments *moments, double value, double studies)
{
    double deviation = value - moments->reference;

    moments->values += studies * deviation;
    moments->squares += studies * deviation * deviation;
    moments->cubes += studies * deviation * deviation * deviation;
}

/* With T and F the shares of positives and negatives at or above a score, AP is the
 * mean over positives of mT/(mT + o nF), o being 1 at the file's own prevalence. A positive with score s adds its own
 * precision and raises T, a negative raises F, at every positive at or below s. */
static void walk(const struct ranked *ranked, double odds, struct moments *positives,
                 struct moments *negatives)
{
    double n_pos = (double)ranked->n_pos, n_neg = (double)ranked->n_neg;
    double tp = n_pos, fp = n_neg, gain = 0, loss = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        double pos = (double)ranked->pos[b], neg = (double)ranked->neg[b];
        double flagged = tp + odds * fp;

        gain += pos * odds * fp / (flagged * flagged);
        loss += pos * odds * tp / (flagged * flagged) * n_neg / n_pos;
        add_influence(positives, tp / flagged + gain, pos);
        add_influence(negatives, -loss, neg);
        tp -= pos;
        fp -= neg;
    }
}

static double acceleration(const struct ranked *ranked, double odds)
{
    struct moments positives = {0}, negatives = {0};
    double n_pos = (double)ranked->n_pos, n_neg = (double)ranked->n_neg;
    double squares, cubes;

    if (ranked->n_pos == 0 || ranked->n_neg == 0)
        return NAN;
    walk(ranked, odds, &positives, &negatives);
    positives = (struct moments){.reference = positives.values / n_pos};
    negatives = (struct moments){.reference = negatives.values / n_neg};
    walk(ranked, odds, &positives, &negatives);
    squares = positives.squares / (n_pos * n_pos) + negatives.squares / (n_neg * n_neg);
    cubes = positives.cubes / (n_pos * n_pos * n_pos) +
            negatives.cubes / (n_neg * n_neg * n_neg);
    if (squares < NOTHING)
        return NAN;
    return cubes / (6 * squares * sqrt(squares));
}

double pr_acceleration(const struct ranked *ranked)
{
    return acceleration(ranked, 1);
}

double pr_acceleration_at(const struct ranked *ranked, double pi)
{
    return acceleration(ranked,
                        (1 - pi) / pi * (double)ranked->n_pos / (double)ranked->n_neg);
}
