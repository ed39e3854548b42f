/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/replicate.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/wide.h"

enum {
    CHUNK = 256, /* units between two looks at the stops where vectors do not serve */
};

/* What interrupts the walk over the units, from the highest score down. */
struct step {
    size_t n_units_below; /* it comes when all units but these are taken */
    size_t idx;           /* of the wide cell or of the threshold */
    bool is_threshold;
};

/* The units of a score that both classes share, those without the finding first. */
struct tie {
    uint32_t first;
    uint8_t n_neg, n_pos;
};

/* The same where a cell is wide. */
struct wide_tie {
    struct tie units;
    size_t neg, pos; /* wide cells, or NO_CELL */
};

#define NO_CELL SIZE_MAX

struct replicate_plan {
    const struct ranked *ranked;
    const struct boot_request *request;
    const struct weights_plan *weights;
    struct step *steps; /* ascending; walked from the end */
    size_t n_steps;
    struct tie *ties;
    size_t n_ties;
    struct wide_tie *wide_ties;
    size_t n_wide_ties;
    unsigned stop; /* places where the statistics asked for need a look; 0 if nowhere */
};

struct tally {
    uint64_t pos, neg;
};

/* One replicate on the way down. */
struct pass {
    const struct replicate_plan *plan;
    const struct weights_scratch *scratch;
    struct counts *counts;            /* row of the result, one per threshold */
    struct tally drawn;               /* at or above the present place */
    struct tally last;                /* at the last stop */
    uint128 pairs;                    /* won by the positives, ties in full */
    double precision;                 /* sum over the positives */
    double *precision_at;             /* row of the result: sums at the prevalences */
    double *partial_areas;            /* row of the result: sums in the windows */
    uint128 pos_squares, neg_squares; /* of placements in half studies */
    size_t n_stops;
    struct tally stops[KERNEL_CHUNK];
};

/* ---- The way ------------------------------------------------------------- */

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

static bool is_wide(uint32_t studies)
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
    uint32_t pos = plan->ranked->pos[b], neg = plan->ranked->neg[b];
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
            uint32_t studies = c ? ranked->pos[b] : ranked->neg[b];

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

/* ---- One replicate ------------------------------------------------------- */

/* Average precision as in stats/pr.c, in the same order of additions, at four prevalences side by side. Number 0 is the
 * file's own, where a study without the finding counts once. */
enum { SHARES = 4 };
typedef double two_shares __attribute__((vector_size(16)));

static double odds_of(const struct pass *pass, size_t number)
{
    const struct boot_request *request = pass->plan->request;
    double pi;

    if (number == 0 || number > request->n_prevalences)
        return 1;
    pi = request->prevalences[number - 1];
    return (1 - pi) / pi * (double)pass->scratch->n_pos / (double)pass->scratch->n_neg;
}

/* A score that was not drawn adds nothing. */
static void sum_precisions(const struct pass *pass, const double odds[SHARES],
                           double sums[SHARES])
{
    uint64_t last = pass->last.pos;
    two_shares odds_a = {odds[0], odds[1]}, odds_b = {odds[2], odds[3]};
    two_shares sum_a = {sums[0], sums[1]}, sum_b = {sums[2], sums[3]};

    for (size_t i = 0; i < pass->n_stops; i++) {
        two_shares pos = (two_shares){0} + (double)(int64_t)pass->stops[i].pos;
        double neg = (double)(int64_t)pass->stops[i].neg;
        double more = (double)(int64_t)(pass->stops[i].pos - last);

        if (pass->stops[i].pos == last)
            continue;
        sum_a += more * (pos / (pos + odds_a * neg));
        sum_b += more * (pos / (pos + odds_b * neg));
        last = pass->stops[i].pos;
    }
    memcpy(sums, &sum_a, sizeof sum_a);
    memcpy(sums + 2, &sum_b, sizeof sum_b);
}

static void add_precisions(struct pass *pass, size_t first)
{
    size_t n = pass->plan->request->n_prevalences + 1 - first;
    double odds[SHARES], sum[SHARES] = {0};

    n = n < SHARES ? n : SHARES;
    for (size_t i = 0; i < SHARES; i++)
        odds[i] = odds_of(pass, first + i);
    for (size_t i = 0; i < n; i++)
        sum[i] = first + i ? pass->precision_at[first + i - 1] : pass->precision;
    sum_precisions(pass, odds, sum);
    for (size_t i = 0; i < n; i++)
        *(first + i ? &pass->precision_at[first + i - 1] : &pass->precision) = sum[i];
}

/* Squares of the placements of stats/delong.h in half studies: whole numbers. */
static void add_squares(struct pass *pass, uint64_t n_neg)
{
    struct tally last = pass->last;

    for (size_t i = 0; i < pass->n_stops; i++) {
        struct tally now = pass->stops[i];
        uint64_t pos = now.pos - last.pos, neg = now.neg - last.neg;
        uint64_t of_pos = 2 * (n_neg - now.neg) + neg, of_neg = 2 * last.pos + pos;

        pass->pos_squares += (uint128)pos * of_pos * of_pos;
        pass->neg_squares += (uint128)neg * of_neg * of_neg;
        last = now;
    }
}

static struct roc_point place_on_curve(const struct pass *pass, struct tally drawn)
{
    return (struct roc_point){(double)drawn.neg / (double)pass->scratch->n_neg,
                              (double)drawn.pos / (double)pass->scratch->n_pos};
}

/* Steps that lie in the window as a whole are counted in whole studies, and most others not looked at. */
static void add_partial_area(struct pass *pass, size_t which)
{
    const struct roc_window *window = &pass->plan->request->windows[which];
    bool over_neg = window->axis == ROC_FPR;
    uint64_t n_pos = pass->scratch->n_pos, n_neg = pass->scratch->n_neg;
    double width = (double)(over_neg ? n_neg : n_pos);
    double low = window->low * width, high = window->high * width, cut = 0;
    struct tally last = pass->last;
    uint128 whole = 0;

    for (size_t i = 0; i < pass->n_stops; last = pass->stops[i++]) {
        struct tally now = pass->stops[i];
        uint64_t from = over_neg ? last.neg : last.pos;
        uint64_t to = over_neg ? now.neg : now.pos;

        if (to == from || (double)to <= low || (double)from >= high)
            continue;
        if ((double)from >= low && (double)to <= high)
            whole += (uint128)(to - from) *
                     (over_neg ? last.pos + now.pos : 2 * n_neg - last.neg - now.neg);
        else
            cut += roc_segment_area(window, place_on_curve(pass, last),
                                    place_on_curve(pass, now));
    }
    pass->partial_areas[which] +=
        cut + (double)whole / (2 * (double)n_pos * (double)n_neg);
}

static void look_at_stops(struct pass *pass)
{
    const struct replicate_plan *plan = pass->plan;

    if (pass->n_stops == 0)
        return;
    if (plan->request->want_average_precision || plan->request->n_prevalences > 0)
        for (size_t i = 0; i <= plan->request->n_prevalences; i += SHARES)
            add_precisions(pass, i);
    if (plan->request->want_auc_std_error)
        add_squares(pass, pass->scratch->n_neg);
    for (size_t i = 0; i < plan->request->n_windows; i++)
        add_partial_area(pass, i);
    pass->last = pass->stops[pass->n_stops - 1];
    pass->n_stops = 0;
}

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

#define ONES 0x0101010101010101u

/* Eight bytes, the first lowest. */
static inline uint64_t load_bytes(const uint8_t *bytes)
{
    uint64_t x;

    memcpy(&x, bytes, sizeof x);
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    return x;
}

/* The stops among n units below those already drawn; `words` are the kernel's sums. */
static void find_stops(struct pass *pass, const uint64_t *words, const uint8_t *unit,
                       const uint8_t *place, size_t n)
{
    struct tally above = pass->drawn;

    for (size_t w = n / 8; w-- > 0;) {
        uint64_t times = load_bytes(unit + 8 * w), places = load_bytes(place + 8 * w);
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
        !weights->kernel->pairs(&sums, words, unit, place, n))
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
        look_at_stops(pass);
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
        look_at_stops(pass);
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

/* ---- Ties ---------------------------------------------------------------- */

/* Sum of up to 16 bytes, without a branch on their number. */
static inline uint64_t sum_bytes(const uint8_t *bytes, unsigned n)
{
    static const uint8_t mask[32] = {255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255};
    const uint64_t even = 0x00ff00ff00ff00ffu;
    uint64_t x[2], m[2];

    memcpy(x, bytes, 16);
    memcpy(m, mask + (16 - n), 16);
    x[0] &= m[0];
    x[1] &= m[1];
    x[0] = (x[0] & even) + (x[0] >> 8 & even) + (x[1] & even) + (x[1] >> 8 & even);
    return x[0] * 0x0001000100010001u >> 48;
}

static uint128 wide_tied_pairs(const struct weights_scratch *scratch,
                               const struct wide_tie *tie)
{
    const uint8_t *unit = scratch->unit + tie->units.first;
    uint64_t neg = sum_bytes(unit, tie->units.n_neg);
    uint64_t pos = sum_bytes(unit + tie->units.n_neg, tie->units.n_pos);

    neg += tie->neg == NO_CELL ? 0 : scratch->wide[tie->neg];
    pos += tie->pos == NO_CELL ? 0 : scratch->wide[tie->pos];
    return (uint128)neg * pos;
}

static uint128 tied_pairs(const struct pass *pass)
{
    const struct replicate_plan *plan = pass->plan;
    const struct weights_scratch *scratch = pass->scratch;
    uint128 wide = 0;
    uint64_t sum = 0;

    for (size_t i = 0; i < plan->n_ties; i++) {
        const uint8_t *unit = scratch->unit + plan->ties[i].first;
        unsigned n_neg = plan->ties[i].n_neg;

        sum += sum_bytes(unit, n_neg) * sum_bytes(unit + n_neg, plan->ties[i].n_pos);
    }
    for (size_t i = 0; i < plan->n_wide_ties; i++)
        wide += wide_tied_pairs(scratch, &plan->wide_ties[i]);
    return wide + sum;
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
    walk_down(&pass);
    for (size_t i = 0; i < request->n_prevalences; i++)
        pass.precision_at[i] /= (double)scratch->n_pos;
    if (request->want_auc || request->want_auc_std_error)
        wins = 2 * pass.pairs - tied_pairs(&pass);
    if (request->want_auc)
        result->auc[replicate] = (double)wins / (double)all;
    if (request->want_auc_std_error)
        result->auc_std_error[replicate] = std_error(&pass, wins);
    if (request->want_average_precision)
        result->average_precision[replicate] = pass.precision / (double)scratch->n_pos;
}
