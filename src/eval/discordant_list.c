/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/discordant_list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strbuf.h"
#include "eval/comparison_parts.h"

static int by_id(const void *left, const void *right)
{
    const struct discordant_study *a = left, *b = right;

    return strcmp(a->id, b->id);
}

static double score_in_file(const struct evaluation *side, size_t row)
{
    return comparison_threshold(side, side->cohort->score[side->pair.score][row]);
}

static void add_study(struct discordant_list *list, const struct comparison *comparison,
                      const size_t points[2], size_t row)
{
    const struct evaluation *sides = comparison->sides;
    const struct cohort *cohort = &comparison->pairing.cohort;
    bool flagged[2];

    for (size_t k = 0; k < 2; k++) {
        double score;

        if (!cohort_counts(cohort, sides[k].pair, row, &score))
            return;
        flagged[k] = score >= sides[k].cutoffs[points[k]];
    }
    if (flagged[THE_MODEL] == flagged[THE_BASELINE])
        return;
    list->items = xgrow(list->items, &list->capacity, list->n + 1, sizeof *list->items);
    list->items[list->n++] = (struct discordant_study){
        .model = sides[THE_MODEL].model,
        .baseline = sides[THE_BASELINE].model,
        .finding = sides[THE_MODEL].finding,
        .point = sides[THE_MODEL].points[points[THE_MODEL]].name,
        .id = cohort->ids.strings[cohort->id[row]],
        .is_pos = comparison->pairing.label[row] == LABEL_POSITIVE,
        .scores = {score_in_file(&sides[THE_MODEL], row),
                   score_in_file(&sides[THE_BASELINE], row)},
        .by_model = flagged[THE_MODEL]
    };
}

void discordant_list_add(struct discordant_list *list,
                         const struct comparison *comparison)
{
    const struct evaluation *model = &comparison->sides[THE_MODEL];

    for (size_t i = 0; i < model->n_points; i++) {
        size_t points[2], first = list->n;

        if (!comparison_find_point(comparison, model->points[i].name, points))
            continue;
        for (size_t row = 0; row < comparison->pairing.cohort.n; row++)
            add_study(list, comparison, points, row);
        if (list->n > first)
            qsort(list->items + first, list->n - first, sizeof *list->items, by_id);
    }
}

void discordant_list_release(struct discordant_list *list)
{
    free(list->items);
    *list = (struct discordant_list){0};
}
