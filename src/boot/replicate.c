/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/replicate.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "boot/replicate_parts.h"

#define ONES 0x0101010101010101u

enum {
    CHUNK = 256, /* units between two looks at the stops where vectors do not serve */
};

/* ---- The walk ------------------------------------------------------------ */

/* At most CHUNK units, so that the pairs fit 64 bits. Branch-free: labels in score
 * order cannot be predicted. */
static void take_chunk(struct pass *pass, const uint8_t *unit, const uint8_t *place,
                       size_t n)
{
    unsigned stop = pass->plan->stop;
    struct tally drawn = pass->drawn;
    uint64_t pairs = 0;
    size_t n_stops = 0;

    while (n-- > 0) {
        uint64_t times = unit[n], pos = times & -(uint64_t)(place[n] & PLACE_POS);
        uint64_t neg = times ^ pos;

        drawn.pos += pos;
        drawn.neg += neg;
        pairs += neg * drawn.pos;
        if (stop) {
            pass->stops[n_stops] = drawn;
            n_stops += (place[n] & stop) != 0;
        }
    }
    pass->drawn = drawn;
    pass->pairs += pairs;
    pass->n_stops = n_stops;
}

/* The stops among n units below those already drawn; `words` are the kernel's sums. */
static void find_stops(struct pass *pass, const uint64_t *words, const uint8_t *unit,
                       const uint8_t *place, size_t n)
{
    struct tally above = pass->drawn;

    for (size_t w = n / 8; w-- > 0;) {
        uint64_t times = replicate_bytes(unit + 8 * w),
                 places = replicate_bytes(place + 8 * w);
        uint64_t pos = times & (places & ONES * PLACE_POS) * 0xff, neg = times ^ pos;

        for (uint64_t left = places & ONES * pass->plan->stop; left;) {
            int bit = 63 - __builtin_clzll(left), from = bit & ~7;

            pass->stops[pass->n_stops++] =
                (struct tally){above.pos + ((pos >> from) * ONES >> 56),
                               above.neg + ((neg >> from) * ONES >> 56)};
            left ^= (uint64_t)1 << bit;
        }
        above.pos += words[w] >> 32;
        above.neg += words[w] & UINT32_MAX;
    }
}

/* Takes as many units as the kernel can from the upper end; returns their number, 0 if
 * there are too few, one is too heavy, or nearly every one is a stop. */
static size_t take_vectors(struct pass *pass, size_t from, size_t to)
{
    const struct weights_plan *weights = pass->plan->weights;
    size_t n = (to - from) / 64 * 64;
    const uint8_t *unit, *place;
    uint64_t words[KERNEL_CHUNK / 8];
    struct kernel_sums sums;

    n = n < KERNEL_CHUNK ? n : KERNEL_CHUNK;
    unit = pass->scratch->unit + to - n;
    place = weights->place + to - n;
    if (n == 0 || pass->plan->stop == PLACE_LOWEST ||
        !weights->kernel->pairs(&sums, pass->plan->stop ? words : NULL, unit, place, n))
        return 0;
    if (pass->plan->stop)
        find_stops(pass, words, unit, place, n);
    pass->pairs += sums.pairs + (uint128)sums.neg * pass->drawn.pos;
    pass->drawn.pos += sums.pos;
    pass->drawn.neg += sums.neg;
    return n;
}

static void take_units(struct pass *pass, size_t from, size_t to)
{
    const uint8_t *unit = pass->scratch->unit, *place = pass->plan->weights->place;

    while (to > from) {
        size_t n = take_vectors(pass, from, to);

        to -= n;
        if (n == 0) {
            n = to - from < CHUNK ? to - from : CHUNK;
            to -= n;
            take_chunk(pass, unit + to, place + to, n);
        }
        replicate_look_at_stops(pass);
    }
}

static void take_wide(struct pass *pass, size_t idx)
{
    const struct weights_wide *cell = &pass->plan->weights->wide[idx];
    uint64_t times = pass->scratch->wide[idx];

    if (cell->place & PLACE_POS) {
        pass->drawn.pos += times;
    } else {
        pass->drawn.neg += times;
        pass->pairs += (uint128)times * pass->drawn.pos;
    }
    if (cell->place & pass->plan->stop) {
        pass->stops[0] = pass->drawn;
        pass->n_stops = 1;
        replicate_look_at_stops(pass);
    }
}

static struct counts count(const struct pass *pass)
{
    return (struct counts){
        .tp = pass->drawn.pos,
        .fp = pass->drawn.neg,
        .fn = pass->scratch->n_pos - pass->drawn.pos,
        .tn = pass->scratch->n_neg - pass->drawn.neg,
    };
}

static void walk_down(struct pass *pass)
{
    size_t at = pass->plan->weights->n_units;

    for (size_t i = pass->plan->n_steps; i-- > 0;) {
        const struct step *step = &pass->plan->steps[i];

        take_units(pass, step->n_units_below, at);
        at = step->n_units_below;
        if (step->is_threshold)
            pass->counts[step->idx] = count(pass);
        else
            take_wide(pass, step->idx);
    }
    take_units(pass, 0, at);
}

/* The pairs alone, without a look at anything on the way. Returns false if they must be taken in steps. */
static bool count_pairs(struct pass *pass)
{
    const struct weights_plan *weights = pass->plan->weights;
    const struct weights_scratch *scratch = pass->scratch;
    struct kernel_replicate replicate = {scratch->unit,    weights->place,
                                         weights->n_units, pass->plan->cells,
                                         scratch->wide,    weights->n_wide};
    struct kernel_sums sums;

    if (!pass->plan->cells || (uint128)scratch->n_pos * scratch->n_neg >> 63 ||
        !weights->kernel->walk(&sums, &replicate))
        return false;
    pass->pairs = sums.pairs;
    return true;
}

/* ---- Statistics ---------------------------------------------------------- */

/* Sum of squares about the mean; exact, so that equal values give 0, as long as the
 * products fit. */
static double centred(uint128 squares, uint128 sum, uint64_t n, uint128 largest)
{
    double mean = (double)sum / (double)n;

    if ((uint128)n * largest <= UINT64_MAX)
        return (double)(n * squares - sum * sum) / (double)n;
    return fmax(0, (double)squares - (double)sum * mean);
}

static double std_error(const struct pass *pass, uint128 wins)
{
    uint64_t n_pos = pass->scratch->n_pos, n_neg = pass->scratch->n_neg;
    double m = (double)n_pos, n = (double)n_neg;
    double of_pos = centred(pass->pos_squares, wins, n_pos, 2 * (uint128)n_neg);
    double of_neg = centred(pass->neg_squares, wins, n_neg, 2 * (uint128)n_pos);
    double s10 = of_pos / (4 * n * n) / (m - 1), s01 = of_neg / (4 * m * m) / (n - 1);

    return sqrt(s10 / m + s01 / n);
}

void replicate_evaluate(const struct replicate_plan *plan,
                        const struct weights_scratch *scratch,
                        struct boot_result *result, size_t replicate)
{
    const struct boot_request *request = plan->request;
    uint128 all = 2 * (uint128)scratch->n_pos * scratch->n_neg, wins = 0;
    struct pass pass;

    memset(&pass, 0, offsetof(struct pass, stops));
    pass.plan = plan;
    pass.scratch = scratch;
    if (request->n_thresholds > 0)
        pass.counts = &result->counts[replicate * request->n_thresholds];
    if (request->n_prevalences > 0)
        pass.precision_at = &result->precision_at[replicate * request->n_prevalences];
    if (request->n_windows > 0)
        pass.partial_areas = &result->partial_areas[replicate * request->n_windows];
    if (!count_pairs(&pass))
        walk_down(&pass);
    for (size_t i = 0; i < request->n_prevalences; i++)
        pass.precision_at[i] /= (double)scratch->n_pos;
    if (request->want_auc || request->want_auc_std_error)
        wins = 2 * pass.pairs - replicate_tied_pairs(plan, scratch);
    if (request->want_auc)
        result->auc[replicate] = (double)wins / (double)all;
    if (request->want_auc_std_error)
        result->auc_std_error[replicate] = std_error(&pass, wins);
    if (request->want_average_precision)
        result->average_precision[replicate] = pass.precision / (double)scratch->n_pos;
}
