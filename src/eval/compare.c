/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "eval/comparison_parts.h"
#include "eval/verification.h"
#include "stats/heterogeneity.h"

static bool has_pair(const struct binding *binding, size_t score, size_t label)
{
    for (size_t i = 0; i < binding->n_pairs; i++)
        if (binding->pairs[i].score == score && binding->pairs[i].label == label)
            return true;
    return false;
}

/* False if the finding has no baseline, or nothing to compare with it. A model may have a score column for each finding. */
static bool contest_init(struct contest *contest,
                         const struct comparison_setting *setting, size_t label,
                         const char *baseline)
{
    const struct binding *binding = setting->binding;
    bool has_baseline = false;

    *contest = (struct contest){.setting = setting};
    contest->contenders = xcalloc(binding->n_scores, sizeof *contest->contenders);
    contest->is_shown = xcalloc(binding->n_scores, sizeof *contest->is_shown);
    for (size_t i = 0; i < binding->n_scores; i++) {
        if (!has_pair(binding, i, label))
            continue;
        if (!strcmp(binding->scores[i].model, baseline)) {
            contest->baseline = contest->n;
            has_baseline = true;
        }
        contender_init(&contest->contenders[contest->n++], setting,
                       (struct pair){i, label});
    }
    return has_baseline && contest->n > 1;
}

static void contest_release(struct contest *contest)
{
    for (size_t i = 0; i < contest->n; i++)
        contender_release(&contest->contenders[i]);
    free(contest->contenders);
    free(contest->is_shown);
}

/* ---- All models of a finding ---------------------------------------------------- */

static bool any_withheld(const struct contest *contest, const struct metric *auc)
{
    const struct result at_no_point = RESULT_NONE;

    for (size_t i = 0; i < contest->n; i++) {
        const struct evaluation *evaluation = &contest->contenders[i].evaluation;

        if (verification_withholds(evaluation, &evaluation->whole, auc, &at_no_point))
            return true;
    }
    return false;
}

/* Are the AUCs of all models equal, on the studies that all of them have? */
static void test_equality(const struct contest *contest)
{
    const struct evaluation *first = &contest->contenders->evaluation;
    size_t *scores = xcalloc(contest->n, sizeof *scores);
    struct result result = RESULT_NONE;
    struct pairing pairing;
    struct paired paired;

    for (size_t i = 0; i < contest->n; i++)
        scores[i] = contest->contenders[i].evaluation.pair.score;
    pairing_init(&pairing, first->cohort, scores, contest->n, first->pair.label);
    pairing_select(&paired, &pairing, &(struct cohort_choice){.part = PART_ALL});
    result.finding = first->finding;
    result.metric = "auc_equality";
    result.n_pos = (double)paired.joint.n_pos;
    result.n_neg = (double)paired.joint.n_neg;
    result.n = result.n_pos + result.n_neg;
    if (first->cohort->patient)
        result.n_patients = (double)paired.clusters.n_patients;
    if (any_withheld(contest, metric_find("auc"))) {
        result.estimate.status = STATUS_UNDEFINED;
        result.estimate.note = "not estimable: too few studies have truth";
    } else {
        result.estimate = paired_auc_equality(&paired);
    }
    result_set_add(contest->setting->set, &result);
    paired_release(&paired);
    pairing_release(&pairing);
    free(scores);
}

static bool is_difference(const struct result *r)
{
    size_t length = strlen(r->metric), end = strlen("_difference");

    return *r->baseline && length > end &&
           !strcmp(r->metric + length - end, "_difference") && !isnan(r->estimate.p);
}

/* The same question asked of several models. Texts of a set are equal if their pointers are. */
static bool is_same_family(const struct result *a, const struct result *b)
{
    return a->metric == b->metric && a->point == b->point && a->group == b->group &&
           a->level == b->level && a->scenario == b->scenario &&
           a->estimate.method == b->estimate.method;
}

static void adjust_family(struct result *items, size_t n, size_t first)
{
    size_t *family = xcalloc(n, sizeof *family), size = 0;
    double *p = xcalloc(n, sizeof *p);

    for (size_t i = first; i < n; i++)
        if (is_difference(&items[i]) && is_same_family(&items[i], &items[first])) {
            p[size] = items[i].estimate.p;
            family[size++] = i;
        }
    heterogeneity_holm(p, p, size);
    for (size_t i = 0; i < size; i++)
        items[family[i]].p_adjusted = p[i];
    free(family);
    free(p);
}

/* Holm over the models that are compared with the baseline. */
static void adjust_for_several(struct result *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_difference(&items[i]) && isnan(items[i].p_adjusted))
            adjust_family(items, n, i);
}

static bool compare_finding(struct contest *contest)
{
    struct result_set *set = contest->setting->set;
    size_t first = set->n;
    bool has_both = false;

    for (size_t i = 0; i < contest->n; i++) {
        struct evaluation *evaluation = &contest->contenders[i].evaluation;
        struct account account = cohort_account(evaluation->cohort, evaluation->pair);

        evaluation_add_account(evaluation, &account);
        evaluation_add_notes(evaluation, contest->notes);
        evaluation_note_idle(evaluation, contest->notes);
        remember_points(evaluation, &contest->contenders[i].points);
    }
    for (size_t i = 0; i < contest->n; i++)
        if (i != contest->baseline)
            has_both |= compare_pair(contest, i);
    if (contest->n > 2) {
        if (request_wants(contest->setting->request, "auc"))
            test_equality(contest);
        adjust_for_several(set->items + first, set->n - first);
    }
    return has_both;
}

/* ---- What cannot be compared ---------------------------------------------------- */

static enum err_code unknown_baseline(const struct binding *binding, const char *name,
                                      struct err *err)
{
    err_set(err, ERR_USAGE, "--baseline: no model is called '%s'", name);
    return binding_hint_model(binding, name, err);
}

enum err_code compare_baseline(const char **baseline, const struct binding *binding,
                               const struct request *request, struct err *err)
{
    *baseline = binding->scores[0].model;
    for (size_t i = binding->n_scores; i-- > 0;)
        if (binding->scores[i].is_second)
            *baseline = binding->scores[i].model;
    if (!request->baseline)
        return ERR_OK;
    *baseline = request->baseline;
    for (size_t i = 0; i < binding->n_scores; i++)
        if (!strcmp(binding->scores[i].model, request->baseline))
            return ERR_OK;
    return unknown_baseline(binding, request->baseline, err);
}

static enum err_code check(const struct comparison_setting *setting,
                           struct notes *notes, struct err *err)
{
    const struct request *request = setting->request;

    if (setting->binding->n_scores < 2) {
        err_set(err, ERR_USAGE, "compare needs two models, and --score names one");
        return err_hint(err, "two columns: -s new,old --baseline old; two files: "
                             "proctor compare NEW OLD "
                             "-i ID");
    }
    if (request->difference_interval == AUC_BASIC ||
        request->difference_interval == AUC_STUDENTIZED) {
        err_set(err, ERR_USAGE, "--interval %s: differences have no such interval",
                request_interval_name(request->difference_interval));
        return err_hint(err,
                        "use --interval percentile (the usual one), bca or delong");
    }
    return points_check(&request->points, setting->binding, notes, err);
}

static enum err_code nothing_shared(const struct comparison_setting *setting,
                                    struct err *err)
{
    const struct result_set *set = setting->set;
    const struct result *shared = NULL;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    for (size_t i = 0; i < set->n && !shared; i++)
        if (!strcmp(set->items[i].metric, "rows_shared"))
            shared = &set->items[i];
    if (!shared) {
        err_set(err, ERR_INPUT,
                "the baseline and another model have no finding in common");
        return err_hint(err, "-v of 'proctor evaluate' shows the pairs of models and "
                             "findings");
    }
    err_set(err, ERR_INPUT,
            "%s and %s share too few studies for '%s': %s with the finding, %s without",
            shared->model, shared->baseline, shared->finding,
            numfmt_count(n, (uint64_t)shared->n_pos),
            numfmt_count(m, (uint64_t)shared->n_neg));
    return err_hint(err,
                    "only studies for which both models have a score are compared; "
                    "check --label, --positive and --where");
}

static size_t count_levels(const struct cohort *cohort)
{
    size_t n = 0;

    for (size_t i = 0; i < cohort->n_groups; i++)
        n += cohort->groups[i].n_levels;
    return n;
}

static uint64_t count_replicates(const struct comparison_setting *setting)
{
    const struct binding *binding = setting->binding;
    uint64_t n_subsets = 1 + count_levels(setting->cohort);

    return setting->request->replicates *
           (n_subsets * (2 * binding->n_pairs - binding->n_labels) + binding->n_pairs -
            binding->n_labels);
}

enum err_code compare(const struct comparison_setting *setting,
                      struct discordant_list *discordant, struct notes *notes,
                      struct err *err)
{
    const char *baseline;
    bool any = false;

    if (check(setting, notes, err) ||
        compare_baseline(&baseline, setting->binding, setting->request, err))
        return err->code;
    if (setting->watch->total)
        setting->watch->total(setting->watch->ctx, count_replicates(setting));
    for (size_t i = 0; i < setting->binding->n_labels; i++) {
        struct contest contest;

        if (contest_init(&contest, setting, i, baseline)) {
            contest.notes = notes;
            contest.discordant = discordant;
            any |= compare_finding(&contest);
        }
        contest_release(&contest);
    }
    return any ? ERR_OK : nothing_shared(setting, err);
}
