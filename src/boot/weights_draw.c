/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <string.h>

#include "boot/weights_parts.h"

/* What the random bits of a replicate are for. */
enum purpose { FOR_UNITS, FOR_REFINEMENT, FOR_TOTALS, FOR_WIDE };

static struct rng stream_for(uint64_t key, enum purpose purpose)
{
    struct rng rng;

    rng_init(&rng, rng_key_number(key, purpose));
    return rng;
}

/* ---- Poisson counts of units --------------------------------------------- */

static void stream_init(struct kernel_stream *stream, uint64_t key)
{
    uint64_t units = rng_key_number(key, FOR_UNITS);

    stream->drawn[0] = stream->drawn[1] = 0;
    for (unsigned lane = 0; lane < KERNEL_LANES; lane++) {
        struct rng rng;

        rng_init(&rng, rng_key_number(units, lane));
        for (int word = 0; word < 4; word++)
            stream->state[word][lane] = rng.s[word];
    }
}

void drawing_start(struct drawing *drawing, uint64_t key)
{
    drawing->refinement = stream_for(key, FOR_REFINEMENT);
    stream_init(&drawing->stream, key);
}

/* Multiplicity of a unit that the kernel left open. */
static uint8_t refine(const struct weights_class *class, struct rng *rng)
{
    uint64_t u = rng_below(rng, class->rest[POISSON_STEPS - 1]);
    uint8_t k = 0;

    while (class->rest[k] <= u)
        k++;
    return k;
}

/* Decides the units of a chunk that the kernel left open. */
static void refine_chunk(struct drawing *drawing, const struct weights_plan *plan,
                         const uint8_t *place, uint8_t *unit, size_t n)
{
    for (size_t word = 0; word < (n + 63) / 64; word++) {
        uint64_t left = drawing->stream.unsure[word];

        for (; left; left &= left - 1) {
            size_t i = 64 * word + (size_t)__builtin_ctzll(left);
            unsigned is_pos = place[i] & PLACE_POS;

            if (i >= n)
                return;
            unit[i] = refine(&plan->classes[is_pos], &drawing->refinement);
            drawing->stream.drawn[is_pos] += unit[i];
        }
    }
}

void drawing_chunk(struct drawing *drawing, const struct weights_plan *plan,
                   size_t from, uint8_t *unit)
{
    size_t left = plan->n_units - from, n = left < KERNEL_CHUNK ? left : KERNEL_CHUNK;
    size_t padded = (n + KERNEL_GROUP - 1) / KERNEL_GROUP * KERNEL_GROUP;
    const uint8_t *place = plan->place + from;

    plan->kernel->draw(&drawing->stream, &plan->law, plan->is_pos + from / 64, place,
                       unit, padded);
    refine_chunk(drawing, plan, place, unit, n);
    for (size_t i = n; i < padded; i++) {
        drawing->stream.drawn[0] -= unit[i];
        unit[i] = 0;
    }
}

static void draw_units(const struct weights_plan *plan, struct weights_scratch *scratch,
                       uint64_t key)
{
    drawing_start(scratch->drawing, key);
    for (size_t from = 0; from < plan->n_units; from += KERNEL_CHUNK)
        drawing_chunk(scratch->drawing, plan, from, scratch->unit + from);
}

/* ---- The right total ----------------------------------------------------- */

/* One draw of a study, numbered from 0 in its class. Returns false, and nothing is drawn, if its unit has no room. */
static bool add_one(const struct weights_class *class, struct units units,
                    uint64_t *wide, uint64_t study)
{
    if (study >= class->n_units) {
        wide[class->wide.idx[wide_cells_find(&class->wide, study - class->n_units)]]++;
    } else {
        uint8_t *unit = &units.first[class->unit_idx[study] * units.step];

        if (*unit == UINT8_MAX) /* one in 1e500 */
            return false;
        ++*unit;
    }
    return true;
}

/* A few at a time, in three steps: the studies are far from each other, and so fetched side by side. */
static void add_missing(const struct weights_class *class, struct units units,
                        uint64_t *wide, uint64_t missing, struct rng *rng)
{
    enum { AT_ONCE = 64 };
    uint64_t study[AT_ONCE];

    while (missing > 0) {
        uint64_t n = missing < AT_ONCE ? missing : AT_ONCE;

        for (uint64_t i = 0; i < n; i++) {
            study[i] = rng_below(rng, class->total);
            if (study[i] < class->n_units)
                __builtin_prefetch(&class->unit_idx[study[i]]);
        }
        for (uint64_t i = 0; i < n; i++)
            if (study[i] < class->n_units)
                __builtin_prefetch(&units.first[class->unit_idx[study[i]] * units.step],
                                   1);
        for (uint64_t i = 0; i < n; i++)
            missing -= add_one(class, units, wide, study[i]);
    }
}

/* All bits that a unit has; the padding has none. */
static uint64_t bits_of(struct units units, size_t n)
{
    uint64_t seen = 0, bits = 0;

    for (size_t i = 0; units.step == 1 && i < n; i += 8) {
        uint64_t eight;

        memcpy(&eight, units.first + i, sizeof eight);
        seen |= eight;
    }
    for (size_t i = 0; units.step > 1 && i < n; i++)
        seen |= units.first[i * units.step];
    for (; seen; seen >>= 8)
        bits |= seen & 0xff;
    return bits;
}

/* No study is drawn more often. */
static uint64_t bound_of(const struct weights_plan *plan,
                         const struct weights_class *class, struct units units,
                         const uint64_t *wide)
{
    uint64_t most = 1 | bits_of(units, plan->n_units);

    for (size_t i = 0; i < class->wide.n; i++) {
        uint64_t studies = plan->wide[class->wide.idx[i]].studies;
        uint64_t each = wide[class->wide.idx[i]] / studies + 1;

        most = each > most ? each : most;
    }
    return most;
}

/* Rejection: a study, then its draws against the bound. */
static void remove_surplus(const struct weights_plan *plan,
                           const struct weights_class *class, struct units units,
                           uint64_t *wide, uint64_t surplus, struct rng *rng)
{
    uint64_t bound = bound_of(plan, class, units, wide);

    while (surplus > 0) {
        uint64_t study = rng_below(rng, class->total);

        if (study < class->n_units) {
            uint8_t *unit = &units.first[class->unit_idx[study] * units.step];

            if (rng_below(rng, bound) >= *unit)
                continue;
            --*unit;
        } else {
            size_t cell = wide_cells_find(&class->wide, study - class->n_units);
            size_t i = class->wide.idx[cell];

            if (rng_below(rng, bound * plan->wide[i].studies) >= wide[i])
                continue;
            wide[i]--;
        }
        surplus--;
    }
}

void drawing_complete(struct drawing *drawing, const struct weights_plan *plan,
                      struct units units, uint64_t *wide, uint64_t key)
{
    struct rng of_totals = stream_for(key, FOR_TOTALS);
    struct rng of_wide = stream_for(key, FOR_WIDE);

    for (int c = 0; c < 2; c++) {
        const struct weights_class *class = &plan->classes[c];
        uint64_t drawn =
            drawing->stream.drawn[c] + wide_cells_draw(&class->wide, wide, &of_wide);

        if (drawn < class->total)
            add_missing(class, units, wide, class->total - drawn, &of_totals);
        else if (drawn > class->total)
            remove_surplus(plan, class, units, wide, drawn - class->total, &of_totals);
    }
}

void weights_draw(const struct weights_plan *plan, struct weights_scratch *scratch,
                  uint64_t key)
{
    draw_units(plan, scratch, key);
    drawing_complete(scratch->drawing, plan, (struct units){scratch->unit, 1},
                     scratch->wide, key);
}
