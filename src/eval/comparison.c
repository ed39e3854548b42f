/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/comparison.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "eval/comparison_parts.h"
#include "eval/verification.h"

void contender_init(struct contender *contender,
                    const struct comparison_setting *setting, struct pair pair)
{
    *contender = (struct contender){
        .evaluation = {.set = setting->set,
                       .cohort = setting->cohort,
                       .request = setting->request,
                       .watch = setting->watch,
                       .pair = pair,
                       .model = setting->binding->scores[pair.score].model,
                       .finding = setting->binding->labels[pair.label].finding,
                       .idle = STRBUF_INIT}
    };
    evaluation_open(&contender->evaluation, &contender->points);
}

void contender_release(struct contender *contender)
{
    evaluation_close(&contender->evaluation, &contender->points);
    strbuf_release(&contender->evaluation.idle);
}

static void init_side(struct comparison *comparison, size_t side,
                      const struct contender *contender)
{
    struct evaluation *evaluation = &comparison->sides[side];
    struct cohort_choice all = {
        .pair = {contender->evaluation.pair.score, 0},
          .part = PART_ALL
    };

    *evaluation = contender->evaluation;
    evaluation->cohort = &comparison->pairing.cohort;
    evaluation->pair = all.pair;
    comparison->is_own[side] =
        pairing_keeps_all(&comparison->pairing, comparison->at[side]);
    if (comparison->is_own[side])
        return;
    subset_init(&evaluation->whole, evaluation->cohort, &all);
    subset_count(&evaluation->whole, evaluation->cutoffs, evaluation->n_points);
    evaluation->whole.verification = verification_count(evaluation, &all);
}

/* The names decide for copies alone. */
static bool stands_behind(const struct evaluation *model,
                          const struct evaluation *baseline)
{
    int order = ranked_compare(&model->whole.ranked, &baseline->whole.ranked);

    return (order ? order : strcmp(model->model, baseline->model)) > 0;
}

void comparison_init(struct comparison *comparison, const struct contender *model,
                     const struct contender *baseline)
{
    const struct evaluation *sides[] = {&model->evaluation, &baseline->evaluation};
    bool swapped = stands_behind(sides[0], sides[1]);

    assert(sides[0]->pair.label == sides[1]->pair.label);
    *comparison = (struct comparison){
        .at = {swapped, !swapped}
    };
    for (size_t side = 0; side < 2; side++)
        comparison->scores[comparison->at[side]] = sides[side]->pair.score;
    pairing_init(&comparison->pairing, sides[0]->cohort, comparison->scores, 2,
                 sides[0]->pair.label);
    init_side(comparison, THE_MODEL, model);
    init_side(comparison, THE_BASELINE, baseline);
}

void comparison_release(struct comparison *comparison)
{
    for (size_t side = 0; side < 2; side++)
        if (!comparison->is_own[side])
            subset_release(&comparison->sides[side].whole);
    pairing_release(&comparison->pairing);
    *comparison = (struct comparison){0};
}

static void init_level(struct comparison_part *part, size_t side,
                       const struct cohort_choice *choice)
{
    const struct evaluation *evaluation = &part->comparison->sides[side];
    struct subset *subset = &part->owned[side];
    struct cohort_choice own = *choice;

    own.pair = evaluation->pair;
    subset_init(subset, evaluation->cohort, &own);
    subset_count(subset, evaluation->cutoffs, evaluation->n_points);
    if (evaluation->whole.verification)
        subset->verification = verification_count(evaluation, &own);
    part->subsets[side] = subset;
}

void comparison_part_init(struct comparison_part *part,
                          const struct comparison *comparison,
                          const struct cohort_choice *choice)
{
    *part = (struct comparison_part){.comparison = comparison};
    for (size_t side = 0; side < 2; side++)
        if (choice->part == PART_ALL)
            part->subsets[side] = &comparison->sides[side].whole;
        else
            init_level(part, side, choice);
    pairing_select(&part->paired, &comparison->pairing, choice);
}

void comparison_part_release(struct comparison_part *part)
{
    for (size_t side = 0; side < 2; side++)
        if (part->subsets[side] == &part->owned[side])
            subset_release(&part->owned[side]);
    paired_release(&part->paired);
    *part = (struct comparison_part){0};
}

static bool find_point(const struct evaluation *evaluation, const char *name,
                       size_t *point)
{
    for (*point = 0; *point < evaluation->n_points; ++*point)
        if (!strcmp(evaluation->points[*point].name, name))
            return true;
    return false;
}

bool comparison_find_point(const struct comparison *comparison, const char *name,
                           size_t points[2])
{
    return find_point(&comparison->sides[THE_MODEL], name, &points[THE_MODEL]) &&
           find_point(&comparison->sides[THE_BASELINE], name, &points[THE_BASELINE]);
}

double comparison_threshold(const struct evaluation *side, double cutoff)
{
    return side->cohort->direction == SCORE_LOW && cutoff != 0 ? -cutoff : cutoff;
}

const char *comparison_method(const struct comparison_part *part, const char *method)
{
    if (!method || !paired_clusters(&part->paired))
        return method;
    return evaluation_clustered_name(part->comparison->sides, method);
}

struct boot_plan comparison_plan(const struct comparison_part *part,
                                 const char *purpose)
{
    const struct evaluation *side = part->comparison->sides;
    const struct subset *subset = part->subsets[THE_MODEL];
    const struct request *request = side->request;

    return (struct boot_plan){
        .replicates = request->replicates,
        .key = evaluation_key(side, purpose, subset->group, subset->level),
        .n_threads = request->n_threads,
        .kernel = request->kernel,
        .tick = side->watch->tick,
        .tick_ctx = side->watch->ctx};
}
