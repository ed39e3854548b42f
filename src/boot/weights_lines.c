/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "boot/weights_lines.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "boot/weights_parts.h"

struct weights_lines *weights_lines_new(const struct weights_plan *plan)
{
    struct weights_lines *lines = xcalloc(1, sizeof *lines);

    assert(plan->n_wide == 0);
    lines->line = xcalloc((plan->n_units + KERNEL_GROUP) / KERNEL_GROUP * KERNEL_GROUP,
                          KERNEL_ABREAST);
    lines->tile = xcalloc(KERNEL_ABREAST, KERNEL_TILE);
    lines->drawings = xcalloc(KERNEL_ABREAST, sizeof *lines->drawings);
    return lines;
}

void weights_lines_free(struct weights_lines *lines)
{
    if (!lines)
        return;
    free(lines->line);
    free(lines->tile);
    free(lines->drawings);
    free(lines);
}

/* The units from `from` on of all replicates; they are turned while they are in the cache. */
static void draw_chunk(const struct weights_plan *plan, struct weights_lines *lines,
                       size_t from, size_t n)
{
    size_t left = plan->n_units - from;
    size_t n_units = left < KERNEL_CHUNK ? left : KERNEL_CHUNK;

    for (size_t r = 0; r < n; r++)
        drawing_chunk(&lines->drawings[r], plan, from, lines->tile + r * KERNEL_TILE);
    plan->kernel->turn(lines->line + from * KERNEL_ABREAST, lines->tile,
                       (n_units + 63) / 64 * 64);
}

void weights_lines_draw(const struct weights_plan *plan, struct weights_lines *lines,
                        const uint64_t *keys, size_t n)
{
    assert(n <= KERNEL_ABREAST);
    for (size_t r = 0; r < n; r++)
        drawing_start(&lines->drawings[r], keys[r]);
    for (size_t from = 0; from < plan->n_units; from += KERNEL_CHUNK)
        draw_chunk(plan, lines, from, n);
    for (size_t r = 0; r < n; r++)
        drawing_complete(&lines->drawings[r], plan,
                         (struct units){lines->line + r, KERNEL_ABREAST}, NULL,
                         keys[r]);
}
