/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "boot/replicate_parts.h"

/* ---- Layout -------------------------------------------------------------- */

enum {
    WINDOW = 1 << 14, /* units: they stay in the nearest cache */
    N_SHAPES = WEIGHTS_UNIT_CELL * WEIGHTS_UNIT_CELL,
};

static size_t number_of(const struct tie *tie)
{
    return ((size_t)tie->n_neg - 1) * WEIGHTS_UNIT_CELL + tie->n_pos - 1;
}

/* Sorts the ties [from, to) by shape, each shape in its order. */
static void sort_window(struct replicate_plan *plan, const struct tie *ties,
                        size_t from, size_t to)
{
    size_t end[N_SHAPES] = {0}, sum = from;

    for (size_t i = from; i < to; i++)
        end[number_of(&ties[i])]++;
    for (size_t s = 0; s < N_SHAPES; s++) {
        size_t n = end[s];

        end[s] = sum;
        sum += n;
        if (n == 0)
            continue;
        plan->shapes = xgrow(plan->shapes, &plan->shapes_capacity, plan->n_shapes + 1,
                             sizeof *plan->shapes);
        plan->shapes[plan->n_shapes++] =
            (struct tie_shape){.n_neg = (uint8_t)(s / WEIGHTS_UNIT_CELL + 1),
                               .n_pos = (uint8_t)(s % WEIGHTS_UNIT_CELL + 1),
                               .n = (uint32_t)n};
    }
    for (size_t i = from; i < to; i++)
        plan->ties[end[number_of(&ties[i])]++] = ties[i].first;
}

void replicate_sort_ties(struct replicate_plan *plan, const struct tie *ties, size_t n)
{
    plan->ties = xcalloc(n, sizeof *plan->ties);
    for (size_t from = 0, to = 0; from < n; from = to) {
        uint32_t window = ties[from].first / WINDOW;

        while (to < n && ties[to].first / WINDOW == window)
            to++;
        sort_window(plan, ties, from, to);
    }
}

/* ---- Pairs --------------------------------------------------------------- */

/* Of up to 16 bytes, without a branch on their number. */
static inline uint64_t sum_few_bytes(const uint8_t *bytes, unsigned n)
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

static inline uint64_t sum_bytes(const uint8_t *bytes, unsigned n)
{
    uint64_t sum = 0;

    for (; n > 16; n -= 16, bytes += 16)
        sum += sum_few_bytes(bytes, 16);
    return sum + sum_few_bytes(bytes, n);
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

/* Sum of the bytes that a mask leaves. */
static inline uint64_t sum_masked(uint64_t bytes, uint64_t mask)
{
    const uint64_t even = 0x00ff00ff00ff00ffu;

    bytes &= mask;
    return ((bytes & even) + (bytes >> 8 & even)) * 0x0001000100010001u >> 48;
}

/* One unit of each class. */
static uint64_t pairs_of_two(const uint8_t *unit, const uint32_t *first, size_t n)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (uint64_t)unit[first[i]] * unit[first[i] + 1];
    return sum;
}

/* Up to eight units. */
static uint64_t pairs_of_few(const uint8_t *unit, const uint32_t *first, size_t n,
                             const struct tie_shape *shape)
{
    uint64_t neg = UINT64_MAX >> (64 - 8 * shape->n_neg);
    uint64_t both = UINT64_MAX >> (64 - 8 * (shape->n_neg + shape->n_pos)), sum = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t bytes = replicate_bytes(unit + first[i]);

        sum += sum_masked(bytes, neg) * sum_masked(bytes, both ^ neg);
    }
    return sum;
}

static uint64_t pairs_of_many(const uint8_t *unit, const uint32_t *first, size_t n,
                              const struct tie_shape *shape)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        const uint8_t *neg = unit + first[i], *pos = neg + shape->n_neg;

        sum += sum_bytes(neg, shape->n_neg) * sum_bytes(pos, shape->n_pos);
    }
    return sum;
}

static uint64_t pairs_of_shape(const uint8_t *unit, const uint32_t *first,
                               const struct tie_shape *shape)
{
    int n_units = shape->n_neg + shape->n_pos;

    if (n_units == 2)
        return pairs_of_two(unit, first, shape->n);
    return n_units <= 8 ? pairs_of_few(unit, first, shape->n, shape)
                        : pairs_of_many(unit, first, shape->n, shape);
}

uint128 replicate_tied_pairs(const struct replicate_plan *plan,
                             const struct weights_scratch *scratch)
{
    const uint32_t *first = plan->ties;
    uint128 wide = 0;
    uint64_t sum = 0;

    for (size_t i = 0; i < plan->n_shapes; first += plan->shapes[i++].n)
        sum += pairs_of_shape(scratch->unit, first, &plan->shapes[i]);
    for (size_t i = 0; i < plan->n_wide_ties; i++)
        wide += wide_tied_pairs(scratch, &plan->wide_ties[i]);
    return wide + sum;
}
