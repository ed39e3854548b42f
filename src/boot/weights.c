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
    PIECE_BITS = 16,  /* of a unit's random bits that the kernel looks at */
    PADDING = KERNEL_GROUP,
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
static bool is_unsure(const uint64_t cdf[POISSON_STEPS], uint64_t piece)
{
    for (int k = 0; k < POISSON_STEPS; k++)
        if (cdf[k] >> (64 - PIECE_BITS) == piece)
            return true;
    return false;
}

/* What the kernel does with 16 bits, and 48 more where they do not decide. */
static uint8_t refine(const struct weights_class *class, uint64_t piece,
                      struct rng *rng)
{
    uint64_t u = piece << (64 - PIECE_BITS);

    if (class->lambda == 0)
        return 0;
    if (is_unsure(class->cdf, piece))
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
}

static void count_cell(struct weights_plan *plan, struct weights_class *class,
                       uint64_t studies)
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
                       uint64_t studies, unsigned place)
{
    size_t i = class->n_wide;

    plan->wide[plan->n_wide] = (struct weights_wide){
        .n_units_below = plan->n_units, .studies = studies, .place = (uint8_t)place};
    class->wide_idx[i] = (uint32_t)plan->n_wide;
    class->wide_end[i] = studies; /* cumulated when all units are placed */
    poisson_init(&class->law[i], class->lambda * 0x1p-32 * (double)studies);
    class->n_wide++;
    plan->n_wide++;
}

/* `lowest` describes the first study of the cell. */
static void place_cell(struct weights_plan *plan, unsigned is_pos, uint64_t studies,
                       unsigned lowest)
{
    struct weights_class *class = &plan->classes[is_pos];

    if (studies > WEIGHTS_UNIT_CELL) {
        place_wide(plan, class, studies, is_pos | lowest);
        return;
    }
    for (uint64_t i = 0; i < studies; i++) {
        class->unit_idx[class->n_units++] = (uint32_t)plan->n_units;
        plan->place[plan->n_units++] = (uint8_t)(is_pos | (i ? 0 : lowest));
    }
}

static void place_block(struct weights_plan *plan, uint64_t pos, uint64_t neg)
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

/* The steps that the kernel looks at; further ones would look like the last. */
static void fill_law(struct weights_plan *plan)
{
    for (int c = 0; c < 2; c++) {
        const uint64_t *cdf = plan->classes[c].cdf;

        for (int k = 0; k < KERNEL_STEPS; k++)
            plan->law.step[c][k] = (uint16_t)(cdf[k] >> (64 - PIECE_BITS));
        assert(plan->law.step[c][KERNEL_STEPS - 1] == UINT16_MAX);
    }
}

struct weights_plan *weights_plan_new(const struct ranked *ranked)
{
    struct weights_plan *plan = xcalloc(1, sizeof *plan);

    assert(ranked->n_pos + ranked->n_neg > 0);
    plan->kernel = kernel_best();
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
    fill_law(plan);
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

static void stream_init(struct kernel_stream *stream, uint64_t key)
{
    uint64_t units = rng_key_number(key, FOR_UNITS);

    for (unsigned lane = 0; lane < KERNEL_LANES; lane++) {
        struct rng rng;

        rng_init(&rng, rng_key_number(units, lane));
        for (int word = 0; word < 4; word++)
            stream->state[word][lane] = rng.s[word];
    }
}

/* Decides the units of a chunk that the kernel left open. */
static void refine_chunk(const struct weights_plan *plan,
                         struct weights_scratch *scratch, size_t from, size_t n,
                         struct rng *rng, uint64_t drawn[2])
{
    uint8_t *first = scratch->unit + from, *end = first + n, *unit = first;

    while ((unit = memchr(unit, KERNEL_UNSURE, (size_t)(end - unit)))) {
        size_t i = (size_t)(unit - first);
        unsigned is_pos = plan->place[from + i] & PLACE_POS;
        uint64_t piece = scratch->stream->words[i / 4] >> PIECE_BITS * (i % 4) & 0xffff;

        *unit = refine(&plan->classes[is_pos], piece, rng);
        drawn[is_pos] += *unit;
    }
}

static void draw_units(const struct weights_plan *plan, struct weights_scratch *scratch,
                       uint64_t key, uint64_t drawn[2])
{
    struct rng rng = stream_for(key, FOR_REFINEMENT);
    size_t n = plan->n_units;

    stream_init(scratch->stream, key);
    for (size_t from = 0; from < n; from += KERNEL_CHUNK) {
        size_t left = n - from < KERNEL_CHUNK ? n - from : KERNEL_CHUNK;
        size_t padded = (left + KERNEL_GROUP - 1) / KERNEL_GROUP * KERNEL_GROUP;

        plan->kernel->draw(scratch->stream, &plan->law, plan->place + from,
                           scratch->unit + from, padded, drawn);
        for (size_t i = from + left; i < from + padded; i++)
            drawn[0] -= scratch->unit[i] == KERNEL_UNSURE ? 0 : scratch->unit[i];
        refine_chunk(plan, scratch, from, left, &rng, drawn);
    }
    memset(scratch->unit + n, 0, PADDING);
}

static void draw_wide(const struct weights_plan *plan, struct weights_scratch *scratch,
                      uint64_t key, uint64_t drawn[2])
{
    key = rng_key_number(key, FOR_WIDE);
    for (int c = 0; c < 2; c++) {
        const struct weights_class *class = &plan->classes[c];

        for (size_t i = 0; i < class->n_wide; i++) {
            struct rng rng;

            rng_init(&rng, rng_key_number(key, class->wide_idx[i]));
            scratch->wide[class->wide_idx[i]] = poisson_draw(&class->law[i], &rng);
            drawn[c] += scratch->wide[class->wide_idx[i]];
        }
    }
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
    uint64_t drawn[2] = {0, 0};

    draw_units(plan, scratch, key, drawn);
    draw_wide(plan, scratch, key, drawn);
    for (int c = 0; c < 2; c++) {
        const struct weights_class *class = &plan->classes[c];

        if (drawn[c] < class->total)
            add_missing(class, scratch, class->total - drawn[c], &rng);
        else if (drawn[c] > class->total)
            remove_surplus(plan, class, scratch, drawn[c] - class->total, &rng);
    }
}
