/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'over': the largest difference between levels of a column. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "gate/judge_parts.h"
#include "stats/gap.h"

struct gap_probes {
    struct probe *items; /* [n] tested levels */
    size_t *level;       /* [n] their numbers */
    size_t n;
};

static struct bounded limits_at(const void *ctx, size_t level, double confidence)
{
    const struct gap_probes *probes = ctx;
    struct estimate e = probe_estimate(&probes->items[level], confidence);

    return (struct bounded){e.value, e.low, e.high};
}

static double correlation(const void *ctx, size_t a, size_t b)
{
    const struct gap_probes *probes = ctx;

    return probe_correlation(&probes->items[a], &probes->items[b]);
}

enum { MOST_NAMED = 5 };

static void add_untested(struct strbuf *out, size_t *n, const struct judge *judge,
                         const struct probe *probe, size_t level)
{
    if ((*n)++ >= MOST_NAMED)
        return;
    strbuf_addf(out, "%s%s (", *n > 1 ? ", " : "", judge->group->levels[level]);
    if (judge_is_untested(judge, probe))
        judge_add_untested(out, judge, probe);
    else
        strbuf_addf(out, "no %s", judge->claim->metric->name);
    strbuf_addc(out, ')');
}

/* Tested levels with an estimate; the others with their reasons in `untested`. */
static size_t probe_levels(struct gap_probes *probes, const struct judge *judge,
                           struct strbuf *untested, bool *required_untested)
{
    size_t n_untested = 0;

    probes->items = xcalloc(judge->group->n_levels, sizeof *probes->items);
    probes->level = xcalloc(judge->group->n_levels, sizeof *probes->level);
    for (size_t i = 0; i < judge->group->n_levels; i++) {
        struct probe *probe = &probes->items[probes->n];
        double confidence = judge->evidence->run->request->spec.confidence;

        judge_probe(probe, judge, i, MISSING_AS_ASKED);
        if (!judge_is_untested(judge, probe) &&
            !isnan(probe_estimate(probe, confidence).value)) {
            probes->level[probes->n++] = i;
            continue;
        }
        *required_untested |= judge_is_required(judge, judge->group->levels[i]);
        add_untested(untested, &n_untested, judge, probe, i);
        probe_release(probe);
    }
    return n_untested;
}

static void release_probes(struct gap_probes *probes)
{
    for (size_t i = 0; i < probes->n; i++)
        probe_release(&probes->items[i]);
    free(probes->items);
    free(probes->level);
}

static struct result gap_record(const struct judge *judge,
                                const struct gap_probes *probes, struct gap *gap)
{
    const struct request *request = judge->evidence->run->request;
    struct gap_levels levels = {
        probes->n, limits_at,
        judge->evidence->run->cohort->patient ? correlation : NULL, probes};
    struct strbuf metric = STRBUF_INIT;
    struct result record = RESULT_NONE;

    *gap = gap_between_levels(&levels, request->spec.confidence);
    strbuf_addf(&metric, "%s_gap", judge->claim->metric->name);
    record.model = judge->model;
    record.finding = judge->finding;
    record.group = judge->group->name;
    record.level = "";
    record.metric = result_set_text(&judge->outcome->records, metric.text);
    record.point = judge->point;
    record.conf_level = request->spec.confidence;
    record.estimate = gap->estimate;
    record.n = record.n_pos = record.n_neg = probes->n ? 0 : NAN;
    for (size_t i = 0; i < probes->n; i++) {
        record.n_pos += (double)probes->items[i].subset.ranked.n_pos;
        record.n_neg += (double)probes->items[i].subset.ranked.n_neg;
        if (probes->items[i].cutoff < (double)INFINITY)
            record.threshold = judge->evidence->run->cohort->direction == SCORE_LOW
                                   ? -probes->items[i].cutoff
                                   : probes->items[i].cutoff;
    }
    record.n = record.n_pos + record.n_neg;
    strbuf_release(&metric);
    return record;
}

/* Untested levels might differ more: a gap that passes without them is open unless the policy says to ignore them. */
static enum verdict with_untested(const struct judge *judge, enum verdict verdict,
                                  bool has_required)
{
    if (verdict != VERDICT_PASS)
        return verdict;
    if (judge->policy->untested == UNTESTED_FAIL)
        return VERDICT_FAIL;
    return judge->policy->untested == UNTESTED_IGNORE && !has_required
               ? verdict
               : VERDICT_INCONCLUSIVE;
}

/* An operating point chosen here, or by nobody, spoils the levels' records as it does the whole cohort's. */
static enum verdict refuse_point(struct judge *judge, char **why)
{
    struct gate_rule scratch = {.rule = judge->policy};
    struct judge whole = *judge;
    struct gate_case *of;
    enum verdict verdict;

    whole.rule = &scratch;
    of = judge_case(&whole, WHOLE);
    verdict = of->verdict;
    if (verdict == VERDICT_ERROR)
        *why = xstrdup(of->why);
    gate_rule_forget(&scratch);
    return verdict;
}

/* Which levels differ most, by how much, between which limits. */
static void explain_gap(struct strbuf *why, const struct judge *judge,
                        const struct gap_probes *probes, const struct gap *gap)
{
    const struct claim *claim = judge->claim;

    if (probes->n < 2) {
        strbuf_addf(why, "%zu of %zu levels can be tested", probes->n,
                    judge->group->n_levels);
    } else if (gap->estimate.value == 0) {
        strbuf_adds(why, "no level differs from another: ");
        judge_add_number(why, claim, 0);
    } else {
        strbuf_addf(why, "%s and %s differ most: ",
                    judge->group->levels[probes->level[gap->highest]],
                    judge->group->levels[probes->level[gap->lowest]]);
        judge_add_number(why, claim, gap->estimate.value);
    }
    if (probes->n < 2)
        return;
    strbuf_adds(why, " (");
    reading_add_interval(why, claim_reading(claim), &gap->estimate);
    strbuf_addc(why, ')');
    if (verdict_of_claim(claim, &gap->estimate) == VERDICT_INCONCLUSIVE) {
        strbuf_adds(why, ": ");
        judge_add_limit(why, claim);
        strbuf_adds(why, " lies between these limits");
    }
}

/* ---- More studies ------------------------------------------------------------------------- */

/* Studies, or patients, of the kind that the metric counts. */
static void count_present(struct sizes *sizes, const struct metric *metric,
                          const struct gap_probes *probes)
{
    for (size_t i = 0; i < probes->n; i++) {
        const struct subset *subset = &probes->items[i].subset;
        struct proportion counted = probe_proportion(&probes->items[i]);

        sizes->are_patients = subset->n_patients > 0;
        if (!metric->proportion) {
            sizes->present[0] += (double)subset->units_pos;
            sizes->present[1] +=
                (double)(sizes->are_patients ? subset->n_patients - subset->units_pos
                                             : subset->units_neg);
        } else if (probes->items[i].spec.patients) {
            sizes->present[0] += (double)probe_worth(&probes->items[i]).n_patients;
        } else {
            sizes->present[0] += counted.k;
        }
    }
}

static void advise_gap(struct gate_case *of, const struct judge *judge,
                       const struct gap_probes *probes)
{
    const struct request *request = judge->evidence->run->request;
    const struct metric *metric = judge->claim->metric;
    size_t n = probes->n;
    struct plan_level *levels = xcalloc(n, sizeof *levels);
    double *correlations = xcalloc(n * n, sizeof *correlations);
    struct plan_gap plan = {.levels = levels,
                            .n = n,
                            .is_auc = !metric->proportion,
                            .method = request->spec.proportion,
                            .correlation = correlations,
                            .limit = judge->claim->limit / metric->scale,
                            .confidence = request->spec.confidence,
                            .chance = PLAN_CHANCE};
    struct sizes sizes = {0};

    count_present(&sizes, metric, probes);
    plan.n_studies = sizes.present[0] + sizes.present[1];
    for (size_t i = 0; i < n; i++) {
        levels[i] = probe_level(&probes->items[i]);
        for (size_t j = 0; j < n; j++)
            if (i != j && judge->evidence->run->cohort->patient)
                correlations[i * n + j] = correlation(probes, i, j);
    }
    judge_gap_sizes(&sizes, judge, &plan);
    judge_advise_sizes(of, &sizes, "to pass");
    free(levels);
    free(correlations);
}

/* Numbers are known for the upper limit of proportions and AUCs. */
static bool has_sizes(const struct judge *judge, const struct gap_probes *probes,
                      const struct gap *gap)
{
    const struct metric *metric = judge->claim->metric;

    return probes->n >= 2 && !claim_is_floor(judge->claim) &&
           claim_is_about_truth(judge->claim) &&
           verdict_of_claim(judge->claim, &gap->estimate) == VERDICT_INCONCLUSIVE &&
           (metric->proportion || !strcmp(metric->name, "auc"));
}

/* ---- The whole ---------------------------------------------------------------------------- */

struct finding_verdict judge_gap(struct judge *judge)
{
    const struct claim *claim = judge->claim;
    struct gap_probes probes = {0};
    struct strbuf untested = STRBUF_INIT, why = STRBUF_INIT;
    bool has_required = false;
    size_t n_untested = probe_levels(&probes, judge, &untested, &has_required);
    struct gap gap;
    struct gate_case *of;
    struct result record = gap_record(judge, &probes, &gap);
    enum verdict verdict = verdict_of_claim(claim, &record.estimate);
    char *refusal = NULL;

    explain_gap(&why, judge, &probes, &gap);
    if (n_untested) {
        judge->rule->n_untested += n_untested;
        verdict = with_untested(judge, verdict, has_required);
        strbuf_addf(&why, ", %zu untested: %s", n_untested, untested.text);
        if (n_untested > MOST_NAMED)
            strbuf_addf(&why, " and %zu more", n_untested - MOST_NAMED);
    }
    if (verdict == VERDICT_PASS && judge_count_missing(judge, WHOLE) > 0) {
        verdict = VERDICT_INCONCLUSIVE;
        strbuf_adds(&why, ", but studies without output are left out, and what they "
                          "could do to it is not known");
    }
    if (*judge->point && refuse_point(judge, &refusal) == VERDICT_ERROR) {
        verdict = VERDICT_ERROR;
        strbuf_reset(&why);
        strbuf_adds(&why, refusal);
    }
    free(refusal);
    of = gate_outcome_add(judge->outcome, judge->rule, &record, verdict,
                          xstrdup(why.text));
    if (verdict == VERDICT_INCONCLUSIVE && has_sizes(judge, &probes, &gap))
        advise_gap(of, judge, &probes);
    release_probes(&probes);
    strbuf_release(&untested);
    return (struct finding_verdict){verdict, strbuf_detach(&why)};
}
