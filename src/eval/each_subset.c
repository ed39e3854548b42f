/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/each_subset.h"

struct walk {
    const struct cohort *cohort;
    const struct binding *binding;
    subset_visit *visit;
    void *ctx;
};

static void visit_choice(const struct walk *walk, const struct cohort_choice *choice)
{
    bool is_whole = choice->part == PART_ALL;
    struct subset_names names = {
        .model = walk->binding->scores[choice->pair.score].model,
        .finding = walk->binding->labels[choice->pair.label].finding,
        .group = is_whole ? "" : choice->group->name,
        .level = is_whole ? "" : choice->group->levels[choice->level]};
    struct subset subset;

    subset_init(&subset, walk->cohort, choice);
    walk->visit(walk->ctx, choice, &names, &subset);
    subset_release(&subset);
}

void each_subset(const struct cohort *cohort, const struct binding *binding,
                 subset_visit *visit, void *ctx)
{
    struct walk walk = {cohort, binding, visit, ctx};

    for (size_t i = 0; i < binding->n_pairs; i++) {
        struct cohort_choice choice = {.pair = binding->pairs[i], .part = PART_ALL};

        visit_choice(&walk, &choice);
        choice.part = PART_LEVEL;
        for (size_t g = 0; g < cohort->n_groups; g++) {
            choice.group = &cohort->groups[g];
            for (choice.level = 0; choice.level < choice.group->n_levels;
                 choice.level++)
                visit_choice(&walk, &choice);
        }
    }
}
