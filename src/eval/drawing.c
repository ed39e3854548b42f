/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/drawing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct gathering {
    struct drawing *drawing;
    const struct drawing_wish *wish;
    const struct sweep_task *task;
};

/* The band where the curve has its vertices. */
static void add_rate_band(struct curve *curve, const struct roc_band *band)
{
    curve->rate_band = xcalloc(curve->n_rows, sizeof *curve->rate_band);
    for (size_t i = 0; i < curve->n_rows; i++) {
        const struct counts *c = &curve->counts[i];

        curve->rate_band[i] = roc_band_at(band, (double)c->fp / (double)counts_neg(c));
    }
}

static void gather(void *ctx, const struct cohort_choice *choice,
                   const struct subset_names *names, const struct subset *subset)
{
    const struct gathering *gathering = ctx;
    const struct sweep_task *task = gathering->task;
    struct drawing *drawing = gathering->drawing;
    size_t at = drawing->curves.n;
    struct curve *curve =
        curve_set_add(&drawing->curves, names, subset, task->request, task->sweep,
                      task->cohort->direction == SCORE_LOW);
    struct drawing_part *part;

    drawing->parts = xrealloc(drawing->parts, at + 1, sizeof *drawing->parts);
    part = &drawing->parts[at];
    *part = (struct drawing_part){
        .is_cut = curve_is_cut(task, choice),
        .is_small = subset_is_small(subset, task->request->min_group)};
    if (gathering->wish->threshold_band == BAND_SIMULTANEOUS)
        curve_add_bands(&drawing->curves, curve, subset, task);
    if (gathering->wish->columns)
        curve_withhold(&drawing->curves, curve, task, choice);
    if (!part->is_cut)
        roc_band_init(&part->band, &gathering->wish->band, task, names, subset);
    if (part->band.n)
        add_rate_band(curve, &part->band);
    if (gathering->wish->reliability)
        reliability_init(&part->reliability,
                         part->is_cut ? BAND_NONE : gathering->wish->consistency, task,
                         names, subset);
}

static size_t count_curves(const struct sweep_task *task)
{
    size_t n = 1;

    for (size_t i = 0; i < task->cohort->n_groups; i++)
        n += task->cohort->groups[i].n_levels;
    return n * task->binding->n_pairs;
}

void drawing_init(struct drawing *drawing, const struct drawing_wish *wish,
                  const struct sweep_task *task)
{
    struct drawing_wish gathered = *wish;
    struct gathering gathering = {drawing, &gathered, task};
    size_t n = count_curves(task), runs;

    *drawing = (struct drawing){.is_low = task->cohort->direction == SCORE_LOW};
    if (!wish->curves)
        return;
    if (wish->bands_for_few && n > DRAWING_FEW)
        gathered.band.kind = BAND_NONE;
    runs = (gathered.band.kind != BAND_NONE) + (wish->consistency != BAND_NONE) +
           (wish->threshold_band == BAND_SIMULTANEOUS);
    if (task->watch->total && runs)
        task->watch->total(task->watch->ctx, n * runs * task->request->replicates);
    if (wish->columns)
        curve_set_init(&drawing->curves, task->request, wish->threshold_band);
    drawing->curves.has_rate_bands = gathered.band.kind != BAND_NONE;
    each_subset(task->cohort, task->binding, gather, &gathering);
}

void drawing_release(struct drawing *drawing)
{
    for (size_t i = 0; i < drawing->curves.n; i++) {
        roc_band_release(&drawing->parts[i].band);
        reliability_release(&drawing->parts[i].reliability);
    }
    free(drawing->parts);
    curve_set_release(&drawing->curves);
    *drawing = (struct drawing){0};
}

void drawing_init_part(struct drawing *part, const struct drawing *whole,
                       const char *model, const char *finding)
{
    size_t n = whole->curves.n;

    *part = *whole;
    part->curves.items = xcalloc(n, sizeof *part->curves.items);
    part->parts = xcalloc(n, sizeof *part->parts);
    part->curves.n = 0;
    for (size_t i = 0; i < n; i++) {
        const struct subset_names *names = &whole->curves.items[i].names;

        if (strcmp(names->finding, finding) != 0 ||
            (model && strcmp(names->model, model) != 0))
            continue;
        part->parts[part->curves.n] = whole->parts[i];
        part->curves.items[part->curves.n++] = whole->curves.items[i];
    }
}

void drawing_release_part(struct drawing *part)
{
    free(part->curves.items);
    free(part->parts);
    *part = (struct drawing){0};
}
