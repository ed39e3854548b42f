/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in a rule against what was evaluated. */
#include <string.h>

#include "eval/comparison.h"
#include "gate/judge_parts.h"
#include "gate/known_names.h"

/* Sets the hint to what there is, and releases the names. */
static enum err_code hint(struct known_names *names, const char *word, struct err *err)
{
    known_names_hint(names, word, err);
    known_names_release(names);
    return err->code;
}

static enum err_code check_text(const struct policy_text *text,
                                struct known_names *names, const char *what,
                                struct err *err)
{
    if (!text->text || known_names_has(names, text->text)) {
        known_names_release(names);
        return ERR_OK;
    }
    place_err(&text->place, "", 0, err, "no %s is called '%s'", what, text->text);
    return hint(names, text->text, err);
}

static enum err_code check_pair(const struct policy_rule *rule, const struct run *run,
                                struct err *err)
{
    struct known_names models = {0}, findings = {0};

    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        known_names_add(&models,
                        run->binding->scores[run->binding->pairs[i].score].model);
        known_names_add(&findings,
                        run->binding->labels[run->binding->pairs[i].label].finding);
    }
    if (check_text(&rule->model, &models, "model", err)) {
        known_names_release(&findings);
        return err->code;
    }
    return check_text(&rule->finding, &findings, "finding", err);
}

static enum err_code check_point(const struct policy_rule *rule, const struct run *run,
                                 struct err *err)
{
    const struct metric *metric = rule->claim.metric;
    const struct result_set *set = run->results;
    struct known_names names = {0};
    bool is_at_point =
        metric && (metric->kind == METRIC_THRESHOLD || metric->kind == METRIC_COUNT);

    /* the default point, which nobody chose, has no rule */
    for (size_t i = 0; i < set->n_points && is_at_point; i++)
        if (*set->points[i].rule)
            known_names_add(&names, set->points[i].name);
    if (is_at_point && !rule->claim.point && names.n != 1) {
        place_err(&rule->claim_text.place, "", 0, err,
                  "%s needs an operating point, of which there %s", metric->name,
                  names.n ? "are several" : "is none");
        if (names.n)
            err_hint(err, "%s@%s", metric->name, names.items[0]);
        else
            err_hint(err, "%s@0.5, or name one: -t NAME=0.5, or points: {NAME: 0.5}",
                     metric->name);
        known_names_release(&names);
        return err->code;
    }
    if (!is_at_point || !rule->claim.point ||
        known_names_has(&names, rule->claim.point)) {
        known_names_release(&names);
        return ERR_OK;
    }
    place_err(&rule->claim_text.place, "", 0, err, "no operating point is called '%s'",
              rule->claim.point);
    if (!names.n)
        err_hint(err,
                 "-t %s=0.5, or points: {%s: 0.5} in the policy, with the threshold "
                 "that is in use",
                 rule->claim.point, rule->claim.point);
    return hint(&names, rule->claim.point, err);
}

static bool has_point(const struct result_set *set, const char *model,
                      const char *finding, const char *point)
{
    for (size_t i = 0; i < set->n_points; i++)
        if (!strcmp(set->points[i].model, model) &&
            !strcmp(set->points[i].finding, finding) &&
            !strcmp(set->points[i].name, point))
            return true;
    return false;
}

/* A point may be that of some models only: a rule for all of them would leave the others out. */
static enum err_code check_models(const struct policy_rule *rule, const struct run *run,
                                  struct err *err)
{
    const struct binding *binding = run->binding;

    for (size_t i = 0; i < binding->n_pairs && rule->claim.point; i++) {
        const char *model = binding->scores[binding->pairs[i].score].model;
        const char *finding = binding->labels[binding->pairs[i].label].finding;

        if ((rule->model.text && strcmp(rule->model.text, model) != 0) ||
            (rule->finding.text && strcmp(rule->finding.text, finding) != 0) ||
            has_point(run->results, model, finding, rule->claim.point))
            continue;
        place_err(&rule->claim_text.place, "", 0, err,
                  "model '%s' has no operating point '%s' for '%s'", model,
                  rule->claim.point, finding);
        return err_hint(err,
                        "give its threshold: -t %s@%s=0.5, or points: {%s: {%s: 0.5}} "
                        "in the policy; or name the model in the rule",
                        rule->claim.point, model, rule->claim.point, model);
    }
    return ERR_OK;
}

static enum err_code check_levels(const struct policy_rule *rule, const struct run *run,
                                  struct err *err)
{
    const char *spec = rule->each.text ? rule->each.text : rule->over.text;
    const struct cohort_group *group = spec ? judge_find_group(run, spec) : NULL;

    for (size_t i = 0; group && i < rule->require.n; i++) {
        struct known_names levels = {0};

        for (size_t j = 0; j < group->n_levels; j++)
            known_names_add(&levels, group->levels[j]);
        if (check_text(&rule->require.items[i], &levels, "level", err))
            return err->code;
    }
    return ERR_OK;
}

static enum err_code check_baseline(const struct policy_rule *rule,
                                    const struct run *run, struct err *err)
{
    const struct binding *binding = run->binding;
    size_t baseline = judge_find_baseline(run, rule), n_others = 0;

    if (!comparison_is_closed(rule->claim.metric)) {
        place_err(&rule->claim_text.place, "", 0, err,
                  "no interval of a paired difference is known for %s",
                  rule->claim.metric->name);
        return err_hint(err, "there are auc, sensitivity, specificity, accuracy and "
                             "flags_per_100");
    }
    for (size_t i = 0; i < binding->n_pairs; i++) {
        if (binding->pairs[i].score == baseline)
            continue;
        n_others++;
        if (judge_check_overlap(rule, run, binding->pairs[i], err))
            return err->code;
    }
    if (n_others)
        return ERR_OK;
    place_err(&rule->baseline_score.place, "", 0, err,
              "the baseline is the model itself");
    return err_hint(err,
                    "baseline: {score: COLUMN} with the score of the model in use");
}

/* For every model and finding that the rule is about. */
static enum err_code check_earlier(struct gate_rule *rule, const struct run *run,
                                   struct err *err)
{
    const struct evidence evidence = {.run = run};
    const char *each = rule->rule->each.text;
    struct run_digests digests = run_digests(run);
    struct judge judge = {.rule = rule,
                          .policy = rule->rule,
                          .claim = &rule->rule->claim,
                          .evidence = &evidence,
                          .group = each ? judge_find_group(run, each) : NULL};

    for (size_t i = 0; i < run->binding->n_pairs; i++)
        if (judge_aim(&judge, run->binding->pairs[i]) &&
            judge_check_earlier(&judge, &digests, err))
            return err->code;
    return ERR_OK;
}

enum err_code judge_check(struct gate_rule *of, const struct run *run, struct err *err)
{
    const struct policy_rule *rule = of->rule;

    if (rule->has_baseline && !of->earlier && check_baseline(rule, run, err))
        return err->code;
    if (!check_pair(rule, run, err) && !check_point(rule, run, err) &&
        !check_models(rule, run, err) && !check_levels(rule, run, err) && of->earlier)
        check_earlier(of, run, err);
    return err->code;
}
