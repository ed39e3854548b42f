/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many more studies of which kind would settle a case, as numbers. */
#include <math.h>
#include <string.h>

#include "gate/judge_parts.h"

static enum plan_side side_of(const struct judge *judge)
{
    return claim_is_floor(judge->claim) ? PLAN_AT_LEAST : PLAN_AT_MOST;
}

/* What the metric's denominator counts; both classes if it has none. */
static enum study_kind kind_of(const struct metric *metric)
{
    static const struct {
        const char *metric;
        enum study_kind kind;
    } kinds[] = {
        {"sensitivity", STUDIES_WITH     },
        {"specificity", STUDIES_WITHOUT  },
        {"ppv",         STUDIES_FLAGGED  },
        {"npv",         STUDIES_UNFLAGGED},
        {"auc",         STUDIES_OF_BOTH  },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (!strcmp(metric->name, kinds[i].metric))
            return kinds[i].kind;
    return STUDIES_OF_ANY;
}

/* Patients with studies of the kind; studies, if patients are not known. */
static void count_present(struct sizes *sizes, const struct subset *subset)
{
    sizes->are_patients = subset->n_patients > 0;
    sizes->present[0] = (double)subset->units_pos;
    sizes->present[1] =
        (double)(sizes->are_patients ? subset->n_patients - subset->units_pos
                                     : subset->units_neg);
}

/* From factors of the present numbers. */
static void set_factors(struct sizes *sizes, struct plan_number settle,
                        struct plan_number likely, struct plan_number fresh)
{
    for (int i = 0; i < 2; i++) {
        sizes->settle[i] = plan_more(settle, sizes->present[i]);
        sizes->likely[i] = plan_more(likely, sizes->present[i]);
        sizes->fresh[i] = plan_total(fresh, sizes->present[i]);
    }
}

/* ---- Proportions ------------------------------------------------------------------- */

static void ask_studies(struct sizes *sizes, const struct plan_proportion *rule,
                        struct proportion counted)
{
    sizes->present[0] = counted.k;
    sizes->settle[0] = plan_proportion_settle(rule, counted);
    sizes->likely[0] = plan_proportion_likely(rule, counted, counted.x / counted.k);
    sizes->fresh[0] =
        plan_proportion_likely(rule, (struct proportion){0, 0}, counted.x / counted.k);
    sizes->smallest = plan_proportion_smallest(rule);
}

static void ask_patients(struct sizes *sizes, const struct plan_proportion *rule,
                         struct proportion counted, const struct effective *worth)
{
    struct plan_patients plan = {.rule = *rule,
                                 .share = counted.x / counted.k,
                                 .n_patients = (double)worth->n_patients,
                                 .size = worth->size.k,
                                 .kish = worth->kish};

    sizes->present[0] = plan.n_patients;
    sizes->settle[0] = plan_patients_settle(&plan);
    sizes->likely[0] = plan_patients_likely(&plan);
    sizes->fresh[0] = plan_patients_fresh(&plan);
    sizes->smallest = plan_patients_smallest(&plan);
}

static bool of_proportion(struct sizes *sizes, const struct judge *judge,
                          const struct probe *probe, double chance)
{
    struct proportion counted = probe_proportion(probe);
    struct plan_proportion rule = {.limit = judge->claim->limit / probe->metric->scale,
                                   .side = side_of(judge),
                                   .method = probe->spec.proportion,
                                   .confidence = probe->spec.confidence,
                                   .design_effect = 1,
                                   .chance = chance};
    struct effective worth;

    if (!(counted.k > 0))
        return false;
    sizes->are_alike = counted.x == 0 || counted.x == counted.k;
    if (!probe->spec.patients) {
        ask_studies(sizes, &rule, counted);
        return true;
    }
    worth = probe_worth(probe);
    if (worth.n_patients < 2)
        return false;
    ask_patients(sizes, &rule, counted, &worth);
    return true;
}

/* ---- AUC ------------------------------------------------------------------------------- */

static void of_auc(struct sizes *sizes, const struct judge *judge,
                   const struct probe *probe, double chance)
{
    struct plan_level level = probe_level(probe);
    struct plan_auc rule = {.auc = level.value,
                            .std_error = level.error,
                            .n_pos = level.n_pos,
                            .n_neg = level.n_neg,
                            .limit = judge->claim->limit,
                            .side = side_of(judge),
                            .confidence = probe->spec.confidence,
                            .df = level.df,
                            .chance = chance};
    struct plan_normal normal = plan_auc_normal(&rule);

    if (level.value == (rule.side == PLAN_AT_LEAST)) { /* by Newcombe's method 5 */
        struct plan_number factor = plan_auc_smallest(&rule);

        sizes->are_alike = true;
        set_factors(sizes, factor, factor, factor);
        return;
    }
    set_factors(sizes, plan_normal_settle(&normal), plan_normal_likely(&normal),
                plan_normal_fresh(&normal));
}

/* ---- Differences and gaps ------------------------------------------------------------------ */

static bool of_difference(struct sizes *sizes, const struct judge *judge, size_t level,
                          double chance)
{
    struct plan_normal plan = {
        .limit = judge->claim->limit / judge->claim->metric->scale,
        .side = side_of(judge),
        .confidence = judge->evidence->run->request->spec.confidence,
        .chance = chance};

    sizes->is_paired = true;
    if (!judge_difference_plan(&plan, sizes, judge, level))
        return false;
    sizes->are_alike = plan.error == 0;
    set_factors(sizes, plan_normal_settle(&plan), plan_normal_likely(&plan),
                plan_normal_fresh(&plan));
    return true;
}

void judge_gap_sizes(struct sizes *sizes, const struct judge *judge,
                     const struct plan_gap *plan)
{
    sizes->kind = kind_of(judge->claim->metric);
    sizes->is_spread = true;
    sizes->are_alike = true;
    for (size_t i = 0; i < plan->n; i++)
        sizes->are_alike = sizes->are_alike && plan->levels[i].error == 0;
    sizes->smallest.status = PLAN_UNDEFINED;
    set_factors(sizes, plan_gap_settle(plan), plan_gap_likely(plan),
                plan_gap_fresh(plan));
}

bool judge_sizes(struct sizes *sizes, const struct judge *judge, size_t level,
                 double chance)
{
    const struct metric *metric = judge->claim->metric;
    bool found = true;
    struct probe probe;

    *sizes = (struct sizes){
        .kind = kind_of(metric), .smallest = {PLAN_UNDEFINED, NAN}
    };
    if (judge->claim->subject == CLAIM_DIFFERENCE)
        return of_difference(sizes, judge, level, chance);
    judge_probe(&probe, judge, level, MISSING_AS_ASKED);
    count_present(sizes, &probe.subset);
    if (metric->proportion && isnan(probe.prevalence))
        found = of_proportion(sizes, judge, &probe, chance);
    else if (!strcmp(metric->name, "auc"))
        of_auc(sizes, judge, &probe, chance);
    else
        found = false;
    probe_release(&probe);
    return found;
}
