/* SPDX-License-Identifier: GPL-3.0-or-later */
/* difference(...): the record of a model minus its baseline. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "eval/comparison.h"
#include "gate/judge_parts.h"

size_t judge_find_baseline(const struct run *run, const struct policy_rule *rule)
{
    const struct binding *binding = run->binding;

    if (rule->baseline_is_result)
        return SIZE_MAX;
    for (size_t i = 0; i < binding->n_scores && rule->baseline_file.text; i++)
        if (binding->scores[i].is_second)
            return i;
    for (size_t i = 0; i < binding->n_scores && rule->baseline_score.text; i++)
        if (!strcmp(binding->scores[i].column, rule->baseline_score.text) ||
            !strcmp(binding->scores[i].model, rule->baseline_score.text))
            return i;
    return SIZE_MAX;
}

static void on_total(void *ctx, uint64_t replicates)
{
    (void)ctx;
    (void)replicates;
}

static void on_tick(void *ctx)
{
    (void)ctx;
}

static const struct eval_watch unwatched = {on_total, on_tick, NULL};

/* Both models, each with its own operating points. */
struct duel {
    struct contender model, baseline;
    struct comparison comparison;
};

static void duel_init(struct duel *duel, const struct comparison_setting *setting,
                      struct pair pair, size_t baseline)
{
    contender_init(&duel->model, setting, pair);
    contender_init(&duel->baseline, setting,
                   (struct pair){.score = baseline, .label = pair.label});
    comparison_init(&duel->comparison, &duel->model, &duel->baseline);
}

static void duel_release(struct duel *duel)
{
    comparison_release(&duel->comparison);
    contender_release(&duel->model);
    contender_release(&duel->baseline);
}

static double count_studies(const struct contender *contender)
{
    const struct ranked *ranked = &contender->evaluation.whole.ranked;

    return (double)(ranked->n_pos + ranked->n_neg);
}

/* Of the studies that either model was judged on, those that both were. */
static double overlap_of(const struct duel *duel)
{
    const struct unshared *unshared = duel->comparison.pairing.unshared;
    size_t first = duel->comparison.at[THE_MODEL];
    double alone = (double)(unshared[first].pos + unshared[first].neg);
    double model = count_studies(&duel->model), shared = model - alone;
    double all = shared + alone + (count_studies(&duel->baseline) - shared);

    return all > 0 ? shared / all : 0;
}

struct result judge_difference_record(const struct judge *judge, size_t level)
{
    const struct run *run = judge->evidence->run;
    struct comparison_setting setting = {&judge->outcome->records, run->cohort,
                                         run->binding, run->request, &unwatched};
    struct cohort_choice choice = {.pair = judge->pair,
                                   .part = level == WHOLE ? PART_ALL : PART_LEVEL,
                                   .group = level == WHOLE ? NULL : judge->group,
                                   .level = level == WHOLE ? 0 : level};
    struct comparison_part part;
    struct result record;
    struct duel duel;

    duel_init(&duel, &setting, judge->pair, judge_find_baseline(run, judge->policy));
    comparison_part_init(&part, &duel.comparison, &choice);
    comparison_difference(&record, &part, judge->claim->metric,
                          *judge->point ? judge->point : NULL);
    /* a copy whose texts outlive the comparison */
    record = *result_set_add(&judge->outcome->records, &record);
    comparison_part_release(&part);
    duel_release(&duel);
    return record;
}

enum err_code judge_check_overlap(const struct policy_rule *rule, const struct run *run,
                                  struct pair pair, struct err *err)
{
    struct result_set texts = {0};
    struct comparison_setting setting = {&texts, run->cohort, run->binding,
                                         run->request, &unwatched};
    char text[NUMFMT_SIZE], least[NUMFMT_SIZE];
    struct duel duel;
    double overlap;

    duel_init(&duel, &setting, pair, judge_find_baseline(run, rule));
    overlap = overlap_of(&duel);
    duel_release(&duel);
    result_set_release(&texts);
    if (overlap >= rule->min_overlap)
        return ERR_OK;
    place_err(&rule->place, "", 0, err,
              "model and baseline share %s of their studies, less than min_overlap: %s",
              numfmt_percent(text, overlap, 1),
              numfmt_shortest(least, rule->min_overlap));
    return err_hint(err,
                    "baseline: {%s: %s, min_overlap: %s}, if the others may be "
                    "left out",
                    rule->baseline_score.text ? "score" : "file",
                    rule->baseline_score.text ? rule->baseline_score.text
                                              : rule->baseline_file.text,
                    numfmt_fixed(text, floor(overlap * 100) / 100, 2));
}
