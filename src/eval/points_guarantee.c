/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "eval/points_parts.h"
#include "stats/beta.h"

/* Independent units of the class at each score: studies, or patients at their lowest study with the finding, or highest without.
 * [n_blocks]; returns their number. */
static uint64_t count_units(uint64_t *units, const struct point_place *place,
                            bool of_positives)
{
    const struct clusters *clusters = place->clusters;
    const struct ranked *ranked = place->ranked;
    const uint32_t *own;
    uint64_t n = 0;
    bool *seen;

    if (!clusters) {
        for (size_t b = 0; b < ranked->n_blocks; b++)
            units[b] = of_positives ? ranked->pos[b] : ranked->neg[b];
        return of_positives ? ranked->n_pos : ranked->n_neg;
    }
    own = of_positives ? clusters->pos : clusters->neg;
    seen = xcalloc(clusters->n_patients, sizeof *seen);
    for (size_t i = 0; i < clusters->n_cells; i++) {
        size_t cell = of_positives ? i : clusters->n_cells - 1 - i;
        uint32_t patient = clusters->patient[cell];

        if (!own[cell] || seen[patient])
            continue;
        seen[patient] = true;
        units[clusters->block[cell]]++;
        n++;
    }
    free(seen);
    return n;
}

struct guarantee points_guarantee(const struct operating_rule *rule,
                                  const struct point_place *place)
{
    struct guarantee g = {
        .threshold = NAN, .cutoff = NAN, .probability = NAN, .bound = NAN};
    const struct ranked *ranked = place->ranked;
    bool of_positives = rule->criterion == CHOOSE_SENSITIVITY;
    uint64_t *units;
    size_t candidate;

    g.is_asked = of_positives || rule->criterion == CHOOSE_SPECIFICITY;
    if (!g.is_asked)
        return g;
    units = xcalloc(ranked->n_blocks, sizeof *units);
    g.units = count_units(units, place, of_positives);
    g.rank = operating_guaranteed_rank(g.units, rule->target, place->confidence);
    g.least = operating_guaranteed_minimum(rule->target, place->confidence);
    g.is_there =
        g.rank > 0 &&
        (of_positives ? operating_kth_lowest(ranked, units, g.rank, &candidate)
                      : operating_above_kth_highest(ranked, units, g.rank, &candidate));
    free(units);
    if (!g.is_there)
        return g;
    g.cutoff = operating_threshold(ranked, candidate);
    g.threshold = points_turn(g.cutoff, place->direction);
    g.probability = operating_guaranteed_probability(g.units, g.rank, rule->target);
    g.bound = beta_quantile(1 - place->confidence, (double)(g.units - g.rank + 1),
                            (double)g.rank, LOWER_TAIL);
    return g;
}
