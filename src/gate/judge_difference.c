/* SPDX-License-Identifier: GPL-3.0-or-later */
/* difference(...): the record of a model minus its baseline. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "eval/comparison.h"
#include "gate/judge_parts.h"
#include "stats/margin.h"
#include "stats/tango.h"

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

/* The two models on the shared studies of everyone or of a level. */
struct contest {
    struct comparison_setting setting;
    struct duel duel;
    struct comparison_part part;
};

static void contest_init(struct contest *contest, const struct judge *judge,
                         size_t level)
{
    const struct run *run = judge->evidence->run;
    struct cohort_choice choice = {.pair = judge->pair,
                                   .part = level == WHOLE ? PART_ALL : PART_LEVEL,
                                   .group = level == WHOLE ? NULL : judge->group,
                                   .level = level == WHOLE ? 0 : level};

    contest->setting = (struct comparison_setting){
        &judge->outcome->records, run->cohort, run->binding, run->request, &unwatched};
    duel_init(&contest->duel, &contest->setting, judge->pair,
              judge_find_baseline(run, judge->policy));
    comparison_part_init(&contest->part, &contest->duel.comparison, &choice);
}

static void contest_release(struct contest *contest)
{
    comparison_part_release(&contest->part);
    duel_release(&contest->duel);
}

static const char *point_of(const struct judge *judge)
{
    return *judge->point ? judge->point : NULL;
}

struct result judge_difference_record(const struct judge *judge, size_t level)
{
    struct contest contest;
    struct result record;

    contest_init(&contest, judge, level);
    comparison_difference(&record, &contest.part, judge->claim->metric,
                          point_of(judge));
    /* a copy whose texts outlive the comparison */
    record = *result_set_add(&judge->outcome->records, &record);
    contest_release(&contest);
    return record;
}

/* ---- Alarms and sample sizes ------------------------------------------------------ */

/* How far the difference lies above the limit. */
static double deviate_above(const struct paired_difference *difference, double limit)
{
    if (!difference->table.k)
        return auc_difference_deviate(&difference->auc, limit).value;
    return limit > -1 && limit < 1 ? tango_deviate(&difference->table, limit).value
                                   : NAN;
}

double judge_difference_p(const struct judge *judge, size_t level)
{
    double limit = judge->claim->limit / judge->claim->metric->scale;
    bool at_least = claim_is_floor(judge->claim);
    struct paired_difference difference;
    struct contest contest;
    double p = NAN;

    contest_init(&contest, judge, level);
    if (comparison_basis(&difference, &contest.part, judge->claim->metric,
                         point_of(judge)))
        p = deviate_p(
            (struct deviate){deviate_above(&difference, limit),
                             difference.table.k ? (double)INFINITY : difference.auc.df},
            at_least ? ALTERNATIVE_LESS : ALTERNATIVE_GREATER);
    contest_release(&contest);
    return p;
}

/* Tango's interval has the variance at the limit, and the estimate its own. */
static void plan_table(struct plan_normal *plan, const struct discordant *d)
{
    double k = (double)d->k, disagreeing = (double)d->b + (double)d->c;
    double design = disagreeing > 0 ? fmax(1, d->squares / disagreeing) : 1;

    plan->value = ((double)d->b - (double)d->c) / k;
    plan->null_error =
        (plan->value - plan->limit) / tango_deviate(d, plan->limit).value;
    plan->error =
        sqrt(fmax(0, disagreeing / k - plan->value * plan->value) * design / k);
    plan->df = INFINITY;
    plan->n = k;
}

static void plan_auc_difference(struct plan_normal *plan,
                                const struct auc_difference *d)
{
    plan->value = d->value;
    plan->null_error = plan->error = d->std_error;
    plan->df = d->has_patients ? d->df : (double)INFINITY;
    plan->n = d->n_pos + d->n_neg;
}

/* Studies of the classes, or patients with the finding and without. */
static void count_units(struct sizes *sizes, const struct subset *subset)
{
    sizes->are_patients = subset->n_patients > 0;
    sizes->present[0] = (double)subset->units_pos;
    sizes->present[1] = sizes->are_patients
                            ? (double)(subset->n_patients - subset->units_pos)
                            : (double)subset->units_neg;
}

bool judge_difference_plan(struct plan_normal *plan, struct sizes *sizes,
                           const struct judge *judge, size_t level)
{
    struct paired_difference difference;
    struct contest contest;
    bool found;

    contest_init(&contest, judge, level);
    found = comparison_basis(&difference, &contest.part, judge->claim->metric,
                             point_of(judge)) &&
            !isnan(difference.estimate.value);
    count_units(sizes, contest.part.subsets[THE_MODEL]);
    if (found && difference.table.k) {
        plan_table(plan, &difference.table);
        sizes->present[0] = (double)(sizes->are_patients ? difference.table.n_patients
                                                         : difference.table.k);
    } else if (found) {
        plan_auc_difference(plan, &difference.auc);
    }
    contest_release(&contest);
    return found;
}

/* ---- Overlap ------------------------------------------------------------------------ */

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
