/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "boot/replicate_parts.h"

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

/* A score that was not drawn adds 0, without a branch: which ones are drawn cannot be predicted. */
static void sum_precisions(const struct pass *pass, const double odds[SHARES],
                           double sums[SHARES])
{
    uint64_t last = pass->last.pos;
    two_shares odds_a = {odds[0], odds[1]}, odds_b = {odds[2], odds[3]};
    two_shares sum_a = {sums[0], sums[1]}, sum_b = {sums[2], sums[3]};

    for (size_t i = 0; i < pass->n_stops; i++) {
        uint64_t drawn = pass->stops[i].pos;
        double more = (double)(int64_t)(drawn - last);
        double neg = (double)(int64_t)pass->stops[i].neg;
        two_shares pos = (two_shares){0} + (double)(int64_t)(drawn + (drawn == 0));

        sum_a += more * (pos / (pos + odds_a * neg));
        sum_b += more * (pos / (pos + odds_b * neg));
        last = drawn;
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

void replicate_look_at_stops(struct pass *pass)
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
