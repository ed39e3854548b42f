/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/evaluate.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/strbuf.h"
#include "eval/account.h"
#include "eval/evaluation.h"
#include "eval/pair_digest.h"
#include "eval/verification.h"

void evaluation_add_account(struct evaluation *evaluation,
                            const struct account *account)
{
    struct account_row rows[ACCOUNT_MOST];
    size_t n = account_rows(rows, account);

    for (size_t i = 0; i < n; i++) {
        struct result result = RESULT_NONE;

        result.model = evaluation->model;
        result.finding = evaluation->finding;
        result.metric = rows[i].metric;
        result.estimate.value = rows[i].n;
        result.numerator = rows[i].n;
        result.denominator = rows[0].n;
        result.n = rows[i].n;
        result.n_pos = rows[i].n_pos;
        result.n_neg = rows[i].n_neg;
        result_set_add(evaluation->set, &result);
    }
}

/* Infinite scores are studies without output under --missing positive or negative. */
static bool scores_are_probabilities(const struct ranked *ranked,
                                     enum score_direction direction)
{
    for (size_t i = 0; i < ranked->n_blocks; i++) {
        double x = direction == SCORE_LOW ? -ranked->score[i] : ranked->score[i];

        if (isfinite(x) && (x < 0 || x > 1))
            return false;
    }
    return true;
}

static void plan_points(struct evaluation *evaluation, struct point_list *list)
{
    const struct subset *whole = &evaluation->whole;
    struct point_place place = {.model = evaluation->model,
                                .finding = evaluation->finding,
                                .direction = evaluation->cohort->direction,
                                .scores_are_probabilities =
                                    evaluation->scores_are_probabilities,
                                .ranked = &whole->ranked,
                                .clusters = whole->clusters,
                                .confidence = evaluation->request->spec.confidence,
                                .digest = evaluation->digest};

    evaluation->digest[0] = '\0';
    if (points_need_digest(&evaluation->request->points))
        pair_digest(evaluation->digest, evaluation->cohort, evaluation->pair);
    points_resolve(list, &evaluation->request->points, &place);
    evaluation->has_no_point = list->n + list->n_unmet == 0;
    evaluation->points = list->items;
    evaluation->n_points = list->n;
    evaluation->cutoffs = xcalloc(list->n, sizeof *evaluation->cutoffs);
    for (size_t i = 0; i < list->n; i++)
        evaluation->cutoffs[i] = list->items[i].cutoff;
}

/* Of a level or its rest, which all have truth if the whole cohort has. */
static void count_verified(const struct evaluation *evaluation, struct subset *subset,
                           struct cohort_choice choice, enum cohort_part part)
{
    choice.part = part;
    if (evaluation->whole.verification)
        subset->verification = verification_count(evaluation, &choice);
}

static void evaluate_group(struct evaluation *evaluation,
                           const struct cohort_group *group)
{
    struct subset *levels = xcalloc(group->n_levels, sizeof *levels);

    for (size_t i = 0; i < group->n_levels; i++) {
        struct cohort_choice choice = {
            .pair = evaluation->pair, .part = PART_LEVEL, .group = group, .level = i};
        struct subset rest;

        subset_init(&levels[i], evaluation->cohort, &choice);
        subset_init_rest(&rest, evaluation->cohort, &choice, &evaluation->whole,
                         &levels[i]);
        subset_count(&levels[i], evaluation->cutoffs, evaluation->n_points);
        subset_count(&rest, evaluation->cutoffs, evaluation->n_points);
        count_verified(evaluation, &levels[i], choice, PART_LEVEL);
        count_verified(evaluation, &rest, choice, PART_REST);
        measure_subset(evaluation, &levels[i], NULL);
        measure_contrasts(evaluation, &levels[i], &rest);
        subset_release(&rest);
    }
    measure_heterogeneity(evaluation, group->name, levels, group->n_levels);
    measure_missing_by_level(evaluation, group);
    measure_unverified_by_level(evaluation, group);
    for (size_t i = 0; i < group->n_levels; i++)
        subset_release(&levels[i]);
    free(levels);
}

static void collect_idle_points(struct evaluation *evaluation)
{
    const struct ranked *ranked = &evaluation->whole.ranked;
    bool is_low = evaluation->cohort->direction == SCORE_LOW;

    for (size_t i = 0; i < evaluation->n_points && ranked->n_blocks; i++) {
        const struct counts *c = &evaluation->whole.counts[i];
        double first = ranked->score[0], last = ranked->score[ranked->n_blocks - 1];
        char low[NUMFMT_SIZE], high[NUMFMT_SIZE];

        if ((c->tp + c->fp && c->fn + c->tn) || evaluation->points[i].selection ||
            verification_knows_both_sides(evaluation, i))
            continue;
        strbuf_addf(&evaluation->idle, "%s%s for %s at %s flags %s (scores %s to %s)",
                    evaluation->idle.length ? ", " : "", evaluation->model,
                    evaluation->finding, evaluation->points[i].name,
                    c->tp + c->fp ? "every study" : "none",
                    numfmt_people(low, is_low ? -last : first),
                    numfmt_people(high, is_low ? -first : last));
    }
}

/* A threshold on another scale than the scores gives numbers that look right and mean nothing. */
void evaluation_note_idle(const struct evaluation *evaluation, struct notes *notes)
{
    if (evaluation->idle.length)
        notes_addf(notes, "Is the threshold on the scale of the scores? %s.",
                   evaluation->idle.text);
}

enum { FEW_PATIENTS = 30 };

static void note_few_patients(const struct evaluation *evaluation, struct notes *notes)
{
    const struct subset *whole = &evaluation->whole;

    if (whole->clusters &&
        (whole->units_pos < FEW_PATIENTS || whole->units_neg < FEW_PATIENTS))
        notes_addf(notes,
                   "Few patients for '%s': %" PRIu64 " with the finding, %" PRIu64
                   " without; intervals over fewer than %d patients are rough.",
                   evaluation->finding, whole->units_pos, whole->units_neg,
                   FEW_PATIENTS);
}

void evaluation_open(struct evaluation *evaluation, struct point_list *points)
{
    struct cohort_choice all = {.pair = evaluation->pair, .part = PART_ALL};

    subset_init(&evaluation->whole, evaluation->cohort, &all);
    evaluation->scores_are_probabilities = scores_are_probabilities(
        &evaluation->whole.ranked, evaluation->cohort->direction);
    plan_points(evaluation, points);
    subset_count(&evaluation->whole, evaluation->cutoffs, evaluation->n_points);
    evaluation->whole.verification = verification_count(evaluation, &all);
}

void evaluation_close(struct evaluation *evaluation, struct point_list *points)
{
    subset_release(&evaluation->whole);
    free(evaluation->cutoffs);
    point_list_release(points);
}

void evaluation_add_notes(struct evaluation *evaluation, struct notes *notes)
{
    collect_idle_points(evaluation);
    note_few_patients(evaluation, notes);
    verification_notes(evaluation, notes);
}

/* Returns true if both classes are there. */
static bool evaluate_pair(struct evaluation *evaluation, const struct account *account,
                          struct notes *notes)
{
    const struct cohort *cohort = evaluation->cohort;
    size_t first = evaluation->set->n;
    struct point_list points;

    evaluation_add_account(evaluation, account);
    evaluation_open(evaluation, &points);
    evaluation_add_notes(evaluation, notes);
    measure_subset(evaluation, &evaluation->whole, NULL);
    measure_chosen(evaluation, &points, notes);
    remember_points(evaluation, &points);
    measure_missing(evaluation);
    measure_unverified(evaluation);
    for (size_t i = 0; i < cohort->n_groups; i++)
        evaluate_group(evaluation, &cohort->groups[i]);
    adjust_heterogeneity(evaluation->set, first);
    evaluation_close(evaluation, &points);
    return account->pos && account->neg;
}

static enum err_code one_class_error(const struct account *account, const char *finding,
                                     struct err *err)
{
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE], lost[NUMFMT_SIZE], more[64] = "";
    uint64_t n_lost = account->label_missing + account->score_missing_pos +
                      account->score_missing_neg;

    if (n_lost)
        snprintf(more, sizeof more, " (%s more lack truth or score)",
                 numfmt_count(lost, n_lost));
    err_set(err, ERR_INPUT,
            "only one class is left to evaluate for '%s': %s with the finding, "
            "%s without%s",
            finding, numfmt_studies(n, account->pos), numfmt_count(m, account->neg),
            more);
    return err_hint(err, "sensitivity and AUC need studies with the finding, "
                         "specificity and AUC studies without; check --label, "
                         "--positive and --where");
}

static uint64_t count_replicates(const struct cohort *cohort,
                                 const struct binding *binding,
                                 const struct request *request)
{
    uint64_t n_subsets = 1;

    for (size_t i = 0; i < cohort->n_groups; i++)
        n_subsets += cohort->groups[i].n_levels;
    n_subsets += points_have_rules(&request->points);
    return n_subsets * binding->n_pairs * request->replicates;
}

/* Models for which no operating point was asked, as words. */
static void collect_no_point(struct strbuf *models, const struct evaluation *evaluation)
{
    char quoted[256];

    snprintf(quoted, sizeof quoted, "%s for %s", evaluation->model,
             evaluation->finding);
    if (evaluation->has_no_point && !strstr(models->text, quoted))
        strbuf_addf(models, "%s%s", models->length ? ", " : "", quoted);
}

/* Of rules for which the prevalence matters. */
static void note_prevalence(const struct request *request, struct notes *notes)
{
    bool matters = false;

    for (size_t i = 0; i < request->points.n; i++) {
        const struct asked_point *point = &request->points.items[i];

        matters |= point->source == POINT_CHOSEN &&
                   (point->selection.criterion == CHOOSE_FLAGS ||
                    point->selection.criterion == CHOOSE_COST);
    }
    if (matters && request->prevalence_is_stated && isnan(request_prevalence(request)))
        notes_addf(notes, "Several prevalences are stated: --max-flags and --cost "
                          "choose at the file's own.");
}

static void note_no_point(const struct request *request, const struct strbuf *models,
                          struct notes *notes)
{
    if (!models->length)
        return;
    if (request->points.n)
        notes_addf(notes,
                   "No operating point: %s. The points asked for are those of other "
                   "models.",
                   models->text);
    else
        notes_addf(notes,
                   "No operating point: %s. The scores are no probabilities, so 0.5 "
                   "means nothing. Say which score counts as "
                   "positive with -t T.",
                   models->text);
}

enum err_code evaluate(struct result_set *set, const struct cohort *cohort,
                       const struct binding *binding, const struct request *request,
                       const struct eval_watch *watch, struct notes *notes,
                       struct err *err)
{
    struct evaluation evaluation = {.set = set,
                                    .cohort = cohort,
                                    .request = request,
                                    .watch = watch,
                                    .idle = STRBUF_INIT};
    struct strbuf no_point = STRBUF_INIT;
    enum err_code code = ERR_OK;
    bool any = false;

    if (cohort->patient && request->interval == AUC_STUDENTIZED) {
        err_set(
            err, ERR_USAGE,
            "--interval studentized needs a standard error in every replicate, which "
            "there is none of over patients (--patient)");
        return err_hint(err, "use --interval bca, percentile or basic");
    }
    if (points_check(&request->points, binding, notes, err))
        return err->code;
    if (watch->total)
        watch->total(watch->ctx, count_replicates(cohort, binding, request));
    for (size_t i = 0; i < binding->n_pairs; i++) {
        struct account account = cohort_account(cohort, binding->pairs[i]);

        evaluation.pair = binding->pairs[i];
        evaluation.model = binding->scores[evaluation.pair.score].model;
        evaluation.finding = binding->labels[evaluation.pair.label].finding;
        any |= evaluate_pair(&evaluation, &account, notes);
        collect_no_point(&no_point, &evaluation);
        if (i + 1 == binding->n_pairs && !any)
            code = one_class_error(&account, evaluation.finding, err);
    }
    note_prevalence(request, notes);
    note_no_point(request, &no_point, notes);
    evaluation_note_idle(&evaluation, notes);
    strbuf_release(&no_point);
    strbuf_release(&evaluation.idle);
    return code;
}
