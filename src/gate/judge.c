/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/judge.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "gate/judge_parts.h"

const struct cohort_group *judge_find_group(const struct run *run, const char *spec)
{
    const struct cohort *cohort = run->cohort;
    size_t length = strcspn(spec, ":");

    for (size_t i = 0; i < cohort->n_groups; i++)
        if (!strcmp(cohort->groups[i].name, spec))
            return &cohort->groups[i];
    for (size_t i = 0; i < cohort->n_groups; i++)
        if (strlen(cohort->groups[i].name) == length &&
            !strncmp(cohort->groups[i].name, spec, length))
            return &cohort->groups[i];
    return NULL;
}

/* The point of the claim, or, if it names none, the only one there is; "" for metrics without. */
static const char *find_point(const struct judge *judge)
{
    const struct result_set *set = judge->evidence->run->results;
    const struct metric *metric = judge->claim->metric;

    if (!metric || (metric->kind != METRIC_THRESHOLD && metric->kind != METRIC_COUNT))
        return "";
    if (judge->claim->point)
        return judge->claim->point;
    for (size_t i = 0; i < set->n_points; i++)
        if (!strcmp(set->points[i].model, judge->model) &&
            !strcmp(set->points[i].finding, judge->finding))
            return set->points[i].name;
    return "";
}

static struct finding_verdict judge_whole(struct judge *judge)
{
    struct gate_case *of = judge_case(judge, WHOLE);

    judge_advise(of, judge, WHOLE, &(struct prospect){PLAN_CHANCE, "to pass"});
    return (struct finding_verdict){of->verdict, xstrdup(of->why)};
}

static struct finding_verdict judge_pair(struct judge *judge)
{
    if (judge->policy->each.text)
        return judge_levels(judge);
    if (judge->policy->over.text)
        return judge_gap(judge);
    return judge_whole(judge);
}

/* The rule holds only if it holds for every model and finding. */
static bool is_worse(enum verdict a, enum verdict b)
{
    static const int rank[] = {[VERDICT_PASS] = 0,
                               [VERDICT_SKIPPED] = 0,
                               [VERDICT_INCONCLUSIVE] = 1,
                               [VERDICT_FAIL] = 2,
                               [VERDICT_ERROR] = 3};

    return rank[a] > rank[b];
}

static void combine(struct judge *judge, struct finding_verdict *all,
                    struct finding_verdict one, bool are_several)
{
    struct strbuf why = STRBUF_INIT;

    if (are_several)
        strbuf_addf(&why, "%s for %s: ", judge->model, judge->finding);
    strbuf_adds(&why, one.why);
    free(one.why);
    if (!all->why || is_worse(one.verdict, all->verdict)) {
        free(all->why);
        *all = (struct finding_verdict){one.verdict, strbuf_detach(&why)};
    }
    strbuf_release(&why);
}

static bool is_meant(const struct policy_rule *rule, const struct judge *judge)
{
    return (!rule->model.text || !strcmp(rule->model.text, judge->model)) &&
           (!rule->finding.text || !strcmp(rule->finding.text, judge->finding));
}

bool judge_aim(struct judge *judge, struct pair pair)
{
    const struct run *run = judge->evidence->run;

    judge->pair = pair;
    judge->model = run->binding->scores[pair.score].model;
    judge->finding = run->binding->labels[pair.label].finding;
    judge->point = find_point(judge);
    return is_meant(judge->policy, judge) &&
           pair.score != judge_find_baseline(run, judge->policy);
}

bool judge_rule(struct gate_outcome *outcome, struct gate_rule *rule,
                const struct evidence *evidence)
{
    const struct run *run = evidence->run;
    const struct binding *binding = run->binding;
    const char *spec =
        rule->rule->each.text ? rule->rule->each.text : rule->rule->over.text;
    struct judge judge = {.outcome = outcome,
                          .rule = rule,
                          .policy = rule->rule,
                          .claim = &rule->rule->claim,
                          .evidence = evidence,
                          .group = spec ? judge_find_group(run, spec) : NULL};
    struct finding_verdict all = {VERDICT_ERROR, NULL};
    size_t n_of_one = rule->rule->has_baseline && !rule->earlier ? 2 : 1;

    gate_rule_forget(rule);
    rule->run = outcome->n_runs - 1;
    for (size_t i = 0; i < binding->n_pairs; i++)
        if (judge_aim(&judge, binding->pairs[i]))
            combine(&judge, &all, judge_pair(&judge), binding->n_pairs > n_of_one);
    gate_rule_decide(rule, all.verdict,
                     all.why ? all.why
                             : xstrdup("no such model is evaluated for the finding"));
    judge_say_unpaired(rule);
    judge_say_prevalence(rule);
    if (rule->verdict == VERDICT_INCONCLUSIVE)
        judge_advise_rule(rule, run->cohort->patient != NULL);
    return !judge.wants_more;
}
