/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/delong.h"

#include <math.h>
#include <stdint.h>

#include "base/wide.h"
#include "stats/auc.h"

/* Sums of squares and cubes of placement values about their mean. */
struct moments {
    double squares, cubes;
};

/* Placements are whole numbers when counted in half studies. Deviations are taken
 * from the whole part of their mean first: a placement that is the same for all
 * gives exact zeros, however many studies there are. */
struct centre {
    uint64_t whole;
    double fraction;
    double scale; /* 2 n of the other class: half studies per unit of placement */
};

struct pair_sums {
    uint128 wins;  /* twice the pairs won, ties counting half */
    uint128 tied;  /* pairs with equal scores */
    uint128 total; /* pairs */
};

static struct pair_sums sum_pairs(const struct ranked *ranked)
{
    struct pair_sums sums = {.total = (uint128)ranked->n_pos * ranked->n_neg};
    uint64_t neg_below = 0;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        sums.wins += (uint128)ranked->pos[b] * (2 * neg_below + ranked->neg[b]);
        sums.tied += (uint128)ranked->pos[b] * ranked->neg[b];
        neg_below += ranked->neg[b];
    }
    return sums;
}

static struct centre centre_of(uint128 wins, uint64_t n_own, uint64_t n_other)
{
    return (struct centre){
        .whole = (uint64_t)(wins / n_own),
        .fraction = (double)(uint64_t)(wins % n_own) / (double)n_own,
        .scale = 2 * (double)n_other,
    };
}

static double deviation_of(uint64_t placement, const struct centre *centre)
{
    return ((double)(int64_t)(placement - centre->whole) - centre->fraction) /
           centre->scale;
}

static void add_placement(struct moments *moments, const struct centre *centre,
                          uint64_t placement, double studies)
{
    double deviation = deviation_of(placement, centre);
    double square = deviation * deviation;

    moments->squares += studies * square;
    moments->cubes += studies * square * deviation;
}

static void sum_moments(const struct ranked *ranked, uint128 wins,
                        struct moments *positives, struct moments *negatives)
{
    struct centre of_pos = centre_of(wins, ranked->n_pos, ranked->n_neg);
    struct centre of_neg = centre_of(wins, ranked->n_neg, ranked->n_pos);
    uint64_t neg_below = 0, pos_above = ranked->n_pos;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        uint64_t pos = ranked->pos[b], neg = ranked->neg[b];

        pos_above -= pos;
        add_placement(positives, &of_pos, 2 * neg_below + neg, (double)pos);
        add_placement(negatives, &of_neg, 2 * pos_above + pos, (double)neg);
        neg_below += neg;
    }
}

static double acceleration(const struct moments *positives,
                           const struct moments *negatives, double n_pos, double n_neg)
{
    double squares =
        positives->squares / (n_pos * n_pos) + negatives->squares / (n_neg * n_neg);
    double cubes = positives->cubes / (n_pos * n_pos * n_pos) +
                   negatives->cubes / (n_neg * n_neg * n_neg);

    return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : NAN;
}

struct delong delong_from_ranked(const struct ranked *ranked)
{
    struct delong delong = {NAN, NAN, NAN, NAN, NAN, NAN};
    struct moments positives = {0}, negatives = {0};
    double n_pos = (double)ranked->n_pos, n_neg = (double)ranked->n_neg;
    struct pair_sums pairs;

    if (ranked->n_pos == 0 || ranked->n_neg == 0)
        return delong;
    pairs = sum_pairs(ranked);
    sum_moments(ranked, pairs.wins, &positives, &negatives);
    delong.auc = (double)pairs.wins / (double)(2 * pairs.total);
    if (ranked->n_pos > 1)
        delong.s10 = positives.squares / (n_pos - 1);
    if (ranked->n_neg > 1)
        delong.s01 = negatives.squares / (n_neg - 1);
    delong.std_error = sqrt(delong.s10 / n_pos + delong.s01 / n_neg);
    delong.acceleration = acceleration(&positives, &negatives, n_pos, n_neg);
    /* psi^2 is psi less a quarter for every tie. */
    delong.xi11 = delong.auc - (double)pairs.tied / (4 * (double)pairs.total) -
                  delong.auc * delong.auc;
    return delong;
}

void delong_deviations(double *pos, double *neg, const struct ranked *ranked)
{
    uint128 wins = sum_pairs(ranked).wins;
    struct centre of_pos = centre_of(wins, ranked->n_pos, ranked->n_neg);
    struct centre of_neg = centre_of(wins, ranked->n_neg, ranked->n_pos);
    uint64_t neg_below = 0, pos_above = ranked->n_pos;

    for (size_t b = 0; b < ranked->n_blocks; b++) {
        pos_above -= ranked->pos[b];
        pos[b] = deviation_of(2 * neg_below + ranked->neg[b], &of_pos);
        neg[b] = deviation_of(2 * pos_above + ranked->pos[b], &of_neg);
        neg_below += ranked->neg[b];
    }
}

double delong_ideal_bootstrap_se(const struct delong *delong,
                                 const struct ranked *ranked)
{
    double n_pos = (double)ranked->n_pos, n_neg = (double)ranked->n_neg;
    double xi10 = delong->s10 * (n_pos - 1) / n_pos;
    double xi01 = delong->s01 * (n_neg - 1) / n_neg;

    return sqrt((delong->xi11 + (n_neg - 1) * xi10 + (n_pos - 1) * xi01) /
                (n_pos * n_neg));
}

int delong_is_degenerate(const struct delong *delong)
{
    return delong->auc <= 0 || delong->auc >= 1 || !(delong->std_error > 0);
}

static const char *note_on_method_5(const struct delong *delong)
{
    if (delong->auc <= 0 || delong->auc >= 1)
        return "the classes do not overlap, so DeLong and bootstrap intervals have no "
               "width; Newcombe's method 5 has";
    if (isnan(delong->std_error))
        return "a class has one study, so DeLong's variance is undefined; Newcombe's "
               "method 5 is not";
    return "the placement values do not vary, so DeLong and bootstrap intervals have "
           "no "
           "width; Newcombe's method 5 has";
}

static struct limits logit_limits(const struct delong *delong, double confidence)
{
    double auc = delong->auc, logit = log(auc / (1 - auc));
    double half =
        normal_quantile_two_sided(confidence) * delong->std_error / (auc * (1 - auc));

    return (struct limits){
        fmin(auc, 1 / (1 + exp(half - logit))),
        fmax(auc, 1 / (1 + exp(-half - logit))),
    };
}

struct estimate delong_logit_estimate(const struct delong *delong,
                                      const struct ranked *ranked, double confidence)
{
    struct estimate estimate = ESTIMATE_NONE;
    struct limits limits;

    if (ranked->n_pos == 0 || ranked->n_neg == 0) {
        estimate.status = STATUS_UNDEFINED;
        estimate.note = auc_missing_class((double)ranked->n_pos, (double)ranked->n_neg);
        return estimate;
    }
    estimate.value = delong->auc;
    estimate.std_error = delong->std_error;
    if (delong_is_degenerate(delong)) {
        limits = auc_newcombe_limits(delong->auc, (double)ranked->n_pos,
                                     (double)ranked->n_neg, confidence);
        estimate.method = "newcombe-auc";
        estimate.note = note_on_method_5(delong);
    } else {
        limits = logit_limits(delong, confidence);
        estimate.method = "delong-logit";
    }
    estimate.low = limits.low;
    estimate.high = limits.high;
    return estimate;
}
