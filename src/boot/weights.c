/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/weights.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "boot/poisson.h"

enum {
    SMALL_CLASS = 32, /* fewer studies are drawn uniformly */
    LANES = 8,
    STREAM_STEPS = 64,
    STREAM_WORDS = LANES * STREAM_STEPS,
    PIECES = 4, /* units that share a random word */
    PIECE_BITS = 16,
    QUICK_BITS = 12, /* a 16-bit table would fall out of the first-level cache */
    PADDING = 16,
    UNSURE = 0x80,
};

/* What the random bits of a replicate are for. */
enum purpose { FOR_UNITS, FOR_REFINEMENT, FOR_TOTALS, FOR_WIDE };

struct weights_class {
    uint64_t total;     /* studies */
    uint64_t n_units;   /* of them in small cells */
    uint32_t *unit_idx; /* [n_units] in the plan's units */
    size_t n_wide;
    uint64_t *wide_end;  /* [n_wide] n_units and all studies of wide cells up to here */
    uint32_t *wide_idx;  /* [n_wide] in the plan's wide cells */
    struct poisson *law; /* [n_wide] */
    uint32_t lambda;     /* times 2^32 */
    uint64_t cdf[POISSON_STEPS];
    uint8_t *quick; /* [2^QUICK_BITS] count by the leading bits, or UNSURE */
};

struct weights_stream {
    uint64_t state[4][LANES];
    uint64_t words[STREAM_WORDS];
};

/* ---- Poisson counts of units --------------------------------------------- */

static uint8_t count_steps(const uint64_t cdf[POISSON_STEPS], uint64_t u)
{
    uint8_t k = 0;

    while (k < POISSON_STEPS && cdf[k] <= u)
        k++;
    return k;
}

/* Whether the leading bits leave open which side of a step the number is on. */
static bool is_unsure(const uint64_t cdf[POISSON_STEPS], uint64_t leading, int bits)
{
    for (int k = 0; k < POISSON_STEPS; k++)
        if (cdf[k] >> (64 - bits) == leading)
            return true;
    return false;
}

static void fill_quick(struct weights_class *class)
{
    class->quick = xcalloc((size_t)1 << QUICK_BITS, 1);
    if (class->lambda == 0)
        return;
    for (uint64_t i = 0; i < 1 << QUICK_BITS; i++)
        class->quick[i] = is_unsure(class->cdf, i, QUICK_BITS)
                              ? UNSURE
                              : count_steps(class->cdf, i << (64 - QUICK_BITS));
}

/* The slow path: 16 bits, and 48 more where they do not decide. */
static uint8_t refine(const struct weights_class *class, uint64_t piece,
                      struct rng *rng)
{
    uint64_t u = piece << (64 - PIECE_BITS);

    if (is_unsure(class->cdf, piece, PIECE_BITS))
        u |= rng_next(rng) >> PIECE_BITS;
    return count_steps(class->cdf, u);
}

/* ---- Layout -------------------------------------------------------------- */

static void class_init(struct weights_class *class, uint64_t total)
{
    class->total = total;
    if (total >= SMALL_CLASS)
        class->lambda = (uint32_t)((1 - 4 / sqrt((double)total)) * 0x1p32);
    poisson_fill_cdf(class->cdf, class->lambda);
    fill_quick(class);
}

static void count_cell(struct weights_plan *plan, struct weights_class *class,
                       uint32_t studies)
{
    if (studies > WEIGHTS_UNIT_CELL) {
        plan->n_wide++;
        class->n_wide++;
    } else {
        plan->n_units += studies;
        class->n_units += studies;
    }
}

static void allocate(struct weights_plan *plan)
{
    assert(plan->n_units < UINT32_MAX && plan->n_wide < UINT32_MAX);
    plan->place = xcalloc(plan->n_units + PADDING, 1);
    plan->wide = xcalloc(plan->n_wide, sizeof *plan->wide);
    for (int c = 0; c < 2; c++) {
        struct weights_class *class = &plan->classes[c];

        class->unit_idx = xcalloc(class->n_units, sizeof *class->unit_idx);
        class->wide_end = xcalloc(class->n_wide, sizeof *class->wide_end);
        class->wide_idx = xcalloc(class->n_wide, sizeof *class->wide_idx);
        class->law = xcalloc(class->n_wide, sizeof *class->law);
        class->n_units = class->n_wide = 0;
    }
    plan->n_units = plan->n_wide = 0;
}

static void place_wide(struct weights_plan *plan, struct weights_class *class,
                       uint32_t studies, unsigned place)
{
    size_t i = class->n_wide;

    plan->wide[plan->n_wide] = (struct weights_wide){
        .n_units_below = plan->n_units, .studies = studies, .place = (uint8_t)place};
    class->wide_idx[i] = (uint32_t)plan->n_wide;
    class->wide_end[i] = studies; /* cumulated when all units are placed */
    poisson_init(&class->law[i], class->lambda * 0x1p-32 * studies);
    class->n_wide++;
    plan->n_wide++;
}

/* `lowest` describes the first study of the cell. */
static void place_cell(struct weights_plan *plan, unsigned is_pos, uint32_t studies,
                       unsigned lowest)
{
    struct weights_class *class = &plan->classes[is_pos];

    if (studies > WEIGHTS_UNIT_CELL) {
        place_wide(plan, class, studies, is_pos | lowest);
        return;
    }
    for (uint32_t i = 0; i < studies; i++) {
        class->unit_idx[class->n_units++] = (uint32_t)plan->n_units;
        plan->place[plan->n_units++] = (uint8_t)(is_pos | (i ? 0 : lowest));
    }
}

static void place_block(struct weights_plan *plan, uint32_t pos, uint32_t neg)
{
    unsigned lowest = pos ? PLACE_LOWEST | PLACE_LOWEST_POS : PLACE_LOWEST;

    if (neg)
        place_cell(plan, 0, neg, lowest);
    if (pos)
        place_cell(plan, PLACE_POS, pos, neg ? 0 : lowest);
}

static void cumulate_wide_ends(struct weights_class *class)
{
    uint64_t end = class->n_units;

    for (size_t i = 0; i < class->n_wide; i++) {
        uint64_t studies = class->wide_end[i];

        class->wide_end[i] = end += studies;
    }
}

struct weights_plan *weights_plan_new(const struct ranked *ranked)
{
    struct weights_plan *plan = xcalloc(1, sizeof *plan);

    assert(ranked->n_pos + ranked->n_neg > 0);
    plan->classes = xcalloc(2, sizeof *plan->classes);
    class_init(&plan->classes[0], ranked->n_neg);
    class_init(&plan->classes[1], ranked->n_pos);
    for (size_t b = 0; b < ranked->n_blocks; b++) {
        count_cell(plan, &plan->classes[0], ranked->neg[b]);
        count_cell(plan, &plan->classes[1], ranked->pos[b]);
    }
    allocate(plan);
    for (size_t b = 0; b < ranked->n_blocks; b++)
        place_block(plan, ranked->pos[b], ranked->neg[b]);
    for (int c = 0; c < 2; c++)
        cumulate_wide_ends(&plan->classes[c]);
    return plan;
}

void weights_plan_free(struct weights_plan *plan)
{
    if (!plan)
        return;
    for (int c = 0; c < 2; c++) {
        free(plan->classes[c].unit_idx);
        free(plan->classes[c].wide_end);
        free(plan->classes[c].wide_idx);
        free(plan->classes[c].law);
        free(plan->classes[c].quick);
    }
    free(plan->classes);
    free(plan->place);
    free(plan->wide);
    free(plan);
}

struct weights_scratch *weights_scratch_new(const struct weights_plan *plan)
{
    struct weights_scratch *scratch = xcalloc(1, sizeof *scratch);

    scratch->unit = xcalloc(plan->n_units + PADDING, 1);
    memset(scratch->unit, 1, plan->n_units);
    scratch->wide = xcalloc(plan->n_wide, sizeof *scratch->wide);
    for (size_t i = 0; i < plan->n_wide; i++)
        scratch->wide[i] = plan->wide[i].studies;
    scratch->stream = xcalloc(1, sizeof *scratch->stream);
    scratch->n_neg = plan->classes[0].total;
    scratch->n_pos = plan->classes[1].total;
    return scratch;
}

void weights_scratch_free(struct weights_scratch *scratch)
{
    if (!scratch)
        return;
    free(scratch->unit);
    free(scratch->wide);
    free(scratch->stream);
    free(scratch);
}

/* ---- Drawing ------------------------------------------------------------- */

static struct rng stream_for(uint64_t key, enum purpose purpose)
{
    struct rng rng;

    rng_init(&rng, rng_key_number(key, purpose));
    return rng;
}

static void stream_init(struct weights_stream *stream, uint64_t key)
{
    uint64_t units = rng_key_number(key, FOR_UNITS);

    for (unsigned lane = 0; lane < LANES; lane++) {
        struct rng rng;

        rng_init(&rng, rng_key_number(units, lane));
        for (int word = 0; word < 4; word++)
            stream->state[word][lane] = rng.s[word];
    }
}

/* Word i comes from lane i mod LANES; at least `n` words. */
static void stream_fill(struct weights_stream *stream, size_t n)
{
    size_t steps = n < STREAM_WORDS ? (n + LANES - 1) / LANES : STREAM_STEPS;

    for (int lane = 0; lane < LANES; lane++) {
        struct rng rng;

        for (int word = 0; word < 4; word++)
            rng.s[word] = stream->state[word][lane];
        for (size_t step = 0; step < steps; step++)
            stream->words[step * LANES + (size_t)lane] = rng_next(&rng);
        for (int word = 0; word < 4; word++)
            stream->state[word][lane] = rng.s[word];
    }
}

/* The four units of a random word; true if one is unsure. */
static inline bool look_up(const uint8_t *const quick[2], uint64_t word,
                           const uint8_t *place, uint8_t *unit)
{
    unsigned seen = 0;

    for (int j = 0; j < PIECES; j++) {
        uint64_t leading = word >> (PIECE_BITS * (j + 1) - QUICK_BITS);

        unit[j] = quick[place[j] & PLACE_POS][leading & ((1 << QUICK_BITS) - 1)];
        seen |= unit[j];
    }
    return seen & UNSURE;
}

static void refine_word(const struct weights_plan *plan, uint64_t word,
                        const uint8_t *place, uint8_t *unit, struct rng *rng)
{
    for (int j = 0; j < PIECES; j++)
        if (unit[j] == UNSURE)
            unit[j] = refine(&plan->classes[place[j] & PLACE_POS],
                             word >> PIECE_BITS * j & 0xffff, rng);
}

static void draw_units(const struct weights_plan *plan, struct weights_scratch *scratch,
                       uint64_t key)
{
    const uint8_t *const quick[2] = {plan->classes[0].quick, plan->classes[1].quick};
    struct rng rng = stream_for(key, FOR_REFINEMENT);
    size_t n = plan->n_units;

    stream_init(scratch->stream, key);
    for (size_t i = 0; i < n; i += PIECES) {
        size_t w = i / PIECES % STREAM_WORDS;
        uint64_t word;

        if (w == 0)
            stream_fill(scratch->stream, (n - i + PIECES - 1) / PIECES);
        word = scratch->stream->words[w];
        if (look_up(quick, word, plan->place + i, scratch->unit + i))
            refine_word(plan, word, plan->place + i, scratch->unit + i, &rng);
    }
    memset(scratch->unit + n, 0, PADDING);
}

static void draw_wide(const struct weights_plan *plan, struct weights_scratch *scratch,
                      uint64_t key)
{
    key = rng_key_number(key, FOR_WIDE);
    for (int c = 0; c < 2; c++) {
        const struct weights_class *class = &plan->classes[c];

        for (size_t i = 0; i < class->n_wide; i++) {
            struct rng rng;

            rng_init(&rng, rng_key_number(key, class->wide_idx[i]));
            scratch->wide[class->wide_idx[i]] = poisson_draw(&class->law[i], &rng);
        }
    }
}

static inline uint64_t byte_sum(uint64_t x)
{
    const uint64_t even = 0x00ff00ff00ff00ffu;

    return ((x & even) + (x >> 8 & even)) * 0x0001000100010001u >> 48;
}

static void sum_drawn(const struct weights_plan *plan,
                      const struct weights_scratch *scratch, uint64_t drawn[2])
{
    drawn[0] = drawn[1] = 0;
    for (size_t i = 0; i < plan->n_units; i += 8) {
        uint64_t unit, place, pos;

        memcpy(&unit, scratch->unit + i, 8);
        memcpy(&place, plan->place + i, 8);
        pos = unit & (place & 0x0101010101010101u) * 0xff;
        drawn[1] += byte_sum(pos);
        drawn[0] += byte_sum(unit ^ pos);
    }
    for (size_t i = 0; i < plan->n_wide; i++)
        drawn[plan->wide[i].place & PLACE_POS] += scratch->wide[i];
}

/* The wide cell, in the class, of a study beyond its units. */
static size_t find_wide(const struct weights_class *class, uint64_t study)
{
    size_t first = 0, n = class->n_wide;

    while (n > 1) {
        size_t half = n / 2;

        first += class->wide_end[first + half - 1] <= study ? half : 0;
        n -= half;
    }
    return first;
}

static void add_missing(const struct weights_class *class,
                        struct weights_scratch *scratch, uint64_t missing,
                        struct rng *rng)
{
    while (missing > 0) {
        uint64_t study = rng_below(rng, class->total);

        if (study >= class->n_units) {
            scratch->wide[class->wide_idx[find_wide(class, study)]]++;
        } else {
            uint8_t *unit = &scratch->unit[class->unit_idx[study]];

            if (*unit == UINT8_MAX) /* one in 1e500 */
                continue;
            ++*unit;
        }
        missing--;
    }
}

/* The largest multiplicity of a study, rounded up. */
static uint64_t largest(const struct weights_plan *plan,
                        const struct weights_class *class,
                        const struct weights_scratch *scratch)
{
    uint64_t most = 1;

    for (size_t i = 0; i < class->n_units; i++)
        if (scratch->unit[class->unit_idx[i]] > most)
            most = scratch->unit[class->unit_idx[i]];
    for (size_t i = 0; i < class->n_wide; i++) {
        uint64_t studies = plan->wide[class->wide_idx[i]].studies;
        uint64_t each = scratch->wide[class->wide_idx[i]] / studies + 1;

        most = each > most ? each : most;
    }
    return most;
}

/* Rejection: a study, then its draws against the bound. */
static void remove_surplus(const struct weights_plan *plan,
                           const struct weights_class *class,
                           struct weights_scratch *scratch, uint64_t surplus,
                           struct rng *rng)
{
    uint64_t bound = largest(plan, class, scratch);

    while (surplus > 0) {
        uint64_t study = rng_below(rng, class->total);

        if (study < class->n_units) {
            uint8_t *unit = &scratch->unit[class->unit_idx[study]];

            if (rng_below(rng, bound) >= *unit)
                continue;
            --*unit;
        } else {
            size_t i = class->wide_idx[find_wide(class, study)];

            if (rng_below(rng, bound * plan->wide[i].studies) >= scratch->wide[i])
                continue;
            scratch->wide[i]--;
        }
        surplus--;
    }
}

void weights_draw(const struct weights_plan *plan, struct weights_scratch *scratch,
                  uint64_t key)
{
    struct rng rng = stream_for(key, FOR_TOTALS);
    uint64_t drawn[2];

    draw_units(plan, scratch, key);
    draw_wide(plan, scratch, key);
    sum_drawn(plan, scratch, drawn);
    for (int c = 0; c < 2; c++) {
        const struct weights_class *class = &plan->classes[c];

        if (drawn[c] < class->total)
            add_missing(class, scratch, class->total - drawn[c], &rng);
        else if (drawn[c] > class->total)
            remove_surplus(plan, class, scratch, drawn[c] - class->total, &rng);
    }
}
