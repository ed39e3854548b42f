/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would settle an inconclusive case: how many more studies of which kind. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "gate/judge_parts.h"
#include "stats/planning.h"

static enum plan_side side_of(const struct claim *claim)
{
    return claim->op == CLAIM_GE || claim->op == CLAIM_GT ? PLAN_AT_LEAST
                                                          : PLAN_AT_MOST;
}

/* What the denominator of a proportion counts. */
static const char *unit_of(const struct metric *metric)
{
    static const char *const units[][2] = {
        {"sensitivity", "studies with the finding"   },
        {"specificity", "studies without the finding"},
        {"ppv",         "flagged studies"            },
        {"npv",         "unflagged studies"          },
    };

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (!strcmp(metric->name, units[i][0]))
            return units[i][1];
    return "studies";
}

static const char *count_text(char buf[NUMFMT_SIZE], double n)
{
    return numfmt_count(buf, (uint64_t)n);
}

/* The three answers for one rule. */
struct plan {
    struct plan_number settle, likely, smallest, fresh;
    double present;
    const char *unit;
};

static void add_hopeless(struct strbuf *out, const struct plan *plan)
{
    switch (plan->settle.status) {
    case PLAN_ON_LIMIT:
        strbuf_adds(out, "The estimate lies on the limit: no number of studies would "
                         "settle it. ");
        break;
    case PLAN_WRONG_SIDE:
        strbuf_adds(out, "The estimate contradicts the claim: more studies like these "
                         "would not make it pass. ");
        break;
    case PLAN_TOO_MANY:
        strbuf_adds(out, "More than a million studies would be needed to settle it. ");
        break;
    case PLAN_FOUND:
    case PLAN_IMPOSSIBLE:
    case PLAN_UNDEFINED:
        break;
    }
}

static void add_plan(struct strbuf *out, const struct plan *plan)
{
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE], k[NUMFMT_SIZE];

    if (plan->smallest.status == PLAN_FOUND && plan->smallest.n > plan->present)
        strbuf_addf(out,
                    "With %s %s it could not pass whatever they are: it takes at least "
                    "%s. ",
                    count_text(n, plan->present), plan->unit,
                    count_text(m, plan->smallest.n));
    if (plan->settle.status != PLAN_FOUND) {
        add_hopeless(out, plan);
        return;
    }
    strbuf_addf(out, "If the estimate stays, %s more %s settle it",
                count_text(n, plan->settle.n), plan->unit);
    if (plan->likely.status == PLAN_FOUND)
        strbuf_addf(out, "; %s more give an 80 %% chance",
                    count_text(m, plan->likely.n));
    strbuf_adds(out, ". ");
    if (plan->fresh.status == PLAN_FOUND)
        strbuf_addf(out,
                    "To add studies until it passes inflates the error: better judge a "
                    "fresh sample of %s. ",
                    count_text(k, plan->fresh.n));
}

static void advise_proportion(struct strbuf *out, const struct judge *judge,
                              const struct probe *probe)
{
    const struct interval_spec *spec = &judge->evidence->run->request->spec;
    struct proportion counted = probe_proportion(probe),
                      effective = probe_effective(probe);
    struct plan_proportion rule = {.limit = judge->claim->limit,
                                   .side = side_of(judge->claim),
                                   .method = spec->proportion,
                                   .confidence = spec->confidence,
                                   .design_effect = 1};
    struct plan plan = {.present = counted.k, .unit = unit_of(judge->claim->metric)};

    if (!(counted.k > 0) || !(effective.k > 0) || judge->claim->metric->scale != 1)
        return;
    rule.design_effect = fmax(1, counted.k / effective.k);
    plan.settle = plan_proportion_settle(&rule, effective);
    plan.likely = plan_proportion_likely(&rule, effective, counted.x / counted.k);
    plan.fresh =
        plan_proportion_likely(&rule, (struct proportion){0, 0}, counted.x / counted.k);
    plan.smallest = plan_proportion_smallest(&rule);
    add_plan(out, &plan);
}

static void advise_auc(struct strbuf *out, const struct judge *judge,
                       const struct probe *probe)
{
    const struct ranked *ranked = &probe->subset.ranked;
    double confidence = judge->evidence->run->request->spec.confidence;
    struct estimate estimate = probe_estimate(probe, confidence);
    struct plan_auc rule = {.auc = estimate.value,
                            .std_error = estimate.std_error,
                            .n_pos = (double)ranked->n_pos,
                            .n_neg = (double)ranked->n_neg,
                            .limit = judge->claim->limit,
                            .side = side_of(judge->claim),
                            .confidence = confidence};
    struct plan_normal normal = plan_auc_normal(&rule);
    struct plan plan = {.present = (double)(ranked->n_pos + ranked->n_neg),
                        .unit = "studies of the present mix"};

    plan.settle = plan_more(plan_normal_settle(&normal), plan.present);
    plan.likely = plan_more(plan_normal_likely(&normal), plan.present);
    plan.fresh = plan_total(plan_normal_fresh(&normal), plan.present);
    plan.smallest.status = PLAN_UNDEFINED;
    add_plan(out, &plan);
}

static void advise_on_interval(struct strbuf *out, const struct judge *judge)
{
    struct probe probe;

    judge_probe(&probe, judge, WHOLE, MISSING_AS_ASKED);
    if (judge->claim->metric->proportion)
        advise_proportion(out, judge, &probe);
    else if (!strcmp(judge->claim->metric->name, "auc"))
        advise_auc(out, judge, &probe);
    probe_release(&probe);
    while (out->length && out->text[out->length - 1] == ' ')
        out->text[--out->length] = '\0';
}

void judge_advise(struct strbuf *out, const struct judge *judge,
                  const struct gate_case *of)
{
    const struct claim *claim = judge->claim;

    if (verdict_of_claim(claim, &of->record.estimate) == VERDICT_PASS &&
        judge_count_missing(judge, WHOLE) > 0)
        strbuf_adds(out, "State under data what the product does with them: missing: "
                         "exclude, positive or negative.");
    else if (verdict_of_claim(claim, &of->record.estimate) != VERDICT_INCONCLUSIVE)
        strbuf_adds(out, "Say --replicates 100000.");
    else if (judge->rule->earlier)
        strbuf_adds(out, "Both models on the same studies, paired, have a narrower "
                         "interval.");
    else if (claim->subject == CLAIM_METRIC && claim_is_about_truth(claim) &&
             isnan(of->record.prevalence) && !isnan(of->record.estimate.low))
        advise_on_interval(out, judge);
}
