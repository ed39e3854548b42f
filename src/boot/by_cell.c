/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/by_cell.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "boot/draws.h"

/* ---- Cells between thresholds ------------------------------------------------ */

static int compare_sizes(const void *left, const void *right)
{
    size_t a = *(const size_t *)left, b = *(const size_t *)right;

    return (a > b) - (a < b);
}

/* Merges the scores that no threshold parts: their tables are the same, and there are fewer cells to draw. */
static void coarsen(struct ranked *coarse, const struct ranked *ranked,
                    const struct boot_request *request)
{
    size_t n = request->n_thresholds + 1, from = 0;
    size_t *ends = xcalloc(n, sizeof *ends);

    for (size_t t = 0; t + 1 < n; t++)
        ends[t] = counts_first_flagged(ranked, request->thresholds[t]);
    ends[n - 1] = ranked->n_blocks;
    qsort(ends, n, sizeof *ends, compare_sizes);
    *coarse = (struct ranked){.score = xcalloc(n, sizeof *coarse->score),
                              .pos = xcalloc(n, sizeof *coarse->pos),
                              .neg = xcalloc(n, sizeof *coarse->neg),
                              .n_pos = ranked->n_pos,
                              .n_neg = ranked->n_neg};
    for (size_t i = 0; i < n; i++) {
        size_t block = coarse->n_blocks;

        if (ends[i] == from)
            continue;
        coarse->score[block] = ranked->score[from];
        for (; from < ends[i]; from++) {
            coarse->pos[block] += ranked->pos[from];
            coarse->neg[block] += ranked->neg[from];
        }
        coarse->n_blocks++;
    }
    free(ends);
}

/* ---- Tables from cells --------------------------------------------------------- */

/* Studies of one block and class in the layout of boot/weights.h. */
struct cell {
    uint32_t first; /* of its units; or which wide cell */
    uint8_t n_units;
    uint8_t is_wide;
};

struct cells {
    size_t n_blocks;
    struct cell *cell; /* [2 * n_blocks], that without the finding first */
    size_t *begin;     /* [n_blocks + 2] of a block in threshold[] */
    size_t
        *threshold; /* [n_thresholds] by the first block they flag, n_blocks for none */
};

static void lay_cells(struct cells *cells, const struct ranked *ranked)
{
    uint32_t n_units = 0, n_wide = 0;

    for (size_t i = 0; i < 2 * ranked->n_blocks; i++) {
        uint64_t studies = i % 2 ? ranked->pos[i / 2] : ranked->neg[i / 2];
        bool is_wide = studies > WEIGHTS_UNIT_CELL;

        cells->cell[i] = is_wide ? (struct cell){n_wide++, 0, 1}
                                 : (struct cell){n_units, (uint8_t)studies, 0};
        n_units += is_wide ? 0 : (uint32_t)studies;
    }
}

static void sort_thresholds(struct cells *cells, const struct ranked *ranked,
                            const double *thresholds, size_t n)
{
    size_t *block = xcalloc(n, sizeof *block);

    for (size_t t = 0; t < n; t++) {
        block[t] = counts_first_flagged(ranked, thresholds[t]);
        cells->begin[block[t]]++;
    }
    for (size_t b = 0; b <= cells->n_blocks; b++)
        cells->begin[b + 1] += cells->begin[b];
    for (size_t t = n; t-- > 0;)
        cells->threshold[--cells->begin[block[t]]] = t;
    free(block);
}

static void cells_init(struct cells *cells, const struct ranked *ranked,
                       const struct boot_request *request)
{
    *cells = (struct cells){.n_blocks = ranked->n_blocks};
    cells->cell = xcalloc(2 * ranked->n_blocks, sizeof *cells->cell);
    cells->begin = xcalloc(ranked->n_blocks + 2, sizeof *cells->begin);
    cells->threshold = xcalloc(request->n_thresholds, sizeof *cells->threshold);
    lay_cells(cells, ranked);
    sort_thresholds(cells, ranked, request->thresholds, request->n_thresholds);
}

static void cells_release(struct cells *cells)
{
    free(cells->cell);
    free(cells->begin);
    free(cells->threshold);
}

static inline uint64_t drawn_of(const struct cell *cell,
                                const struct weights_scratch *drawn)
{
    uint64_t sum = 0;

    if (cell->is_wide)
        return drawn->wide[cell->first];
    for (size_t i = 0; i < cell->n_units; i++)
        sum += drawn->unit[cell->first + i];
    return sum;
}

static void count(const struct cells *cells, const struct weights_scratch *drawn,
                  struct counts *counts)
{
    struct counts c = {.fn = drawn->n_pos, .tn = drawn->n_neg};

    for (size_t b = cells->n_blocks + 1; b-- > 0;) {
        if (b < cells->n_blocks) {
            uint64_t neg = drawn_of(&cells->cell[2 * b], drawn);
            uint64_t pos = drawn_of(&cells->cell[2 * b + 1], drawn);

            c = (struct counts){
                .tp = c.tp + pos, .fp = c.fp + neg, .fn = c.fn - pos, .tn = c.tn - neg};
        }
        for (size_t i = cells->begin[b]; i < cells->begin[b + 1]; i++)
            counts[cells->threshold[i]] = c;
    }
}

/* ---- Runs ---------------------------------------------------------------------- */

/* What the threads share. */
struct engine {
    const struct boot_plan *plan;
    size_t n_thresholds;
    struct draws draws;
    struct cells cells;
    struct boot_result *result;
};

static void run_replicate(void *ctx, size_t replicate, size_t thread)
{
    const struct engine *engine = ctx;

    count(&engine->cells, draws_next(&engine->draws, replicate, thread),
          &engine->result->counts[replicate * engine->n_thresholds]);
    if (engine->plan->tick)
        engine->plan->tick(engine->plan->tick_ctx);
}

void by_cell_run(struct boot_result *result, const struct ranked *ranked,
                 const struct boot_request *request, const struct boot_plan *plan)
{
    struct engine engine = {
        .plan = plan, .n_thresholds = request->n_thresholds, .result = result};
    struct ranked coarse;

    assert(!request->want_auc && !request->want_auc_std_error && !request->n_windows &&
           !request->want_average_precision && !request->n_prevalences);
    coarsen(&coarse, ranked, request);
    draws_init(&engine.draws, &coarse, NULL, plan);
    cells_init(&engine.cells, &coarse, request);
    parallel_for(engine.draws.n_threads, plan->replicates, run_replicate, &engine);
    cells_release(&engine.cells);
    draws_release(&engine.draws);
    ranked_release(&coarse);
}
