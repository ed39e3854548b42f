/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "eval/probe_boot.h"
#include "gate/judge_parts.h"

void judge_add_number(struct strbuf *out, const struct claim *claim, double x)
{
    reading_add_apart(out, claim_reading(claim), x, claim->limit);
}

void judge_add_limit(struct strbuf *out, const struct claim *claim)
{
    reading_add_limit(out, claim_reading(claim), claim->limit);
}

/* ---- The record ---------------------------------------------------------------- */

static const char *name_of_level(const struct judge *judge, size_t level)
{
    return level == WHOLE ? "" : judge->group->levels[level];
}

static bool is_of_place(const struct judge *judge, const struct result *r, size_t level)
{
    return !strcmp(r->model, judge->model) && !strcmp(r->finding, judge->finding) &&
           !strcmp(r->group, level == WHOLE ? "" : judge->group->name) &&
           !strcmp(r->level, name_of_level(judge, level));
}

static bool is_of_bootstrap(const struct result *r)
{
    return r->estimate.method && !strncmp(r->estimate.method, "bootstrap", 9);
}

/* PPV and the like at the prevalence that was stated, if one was; the first of the AUC's intervals, which is the one that was asked for, unless it is
 * to go into a difference. */
const struct result *judge_find_record(const struct judge *judge, const char *metric,
                                       size_t level)
{
    const struct run *run = judge->evidence->run;
    const struct result *found = NULL;
    bool is_difference = judge->claim->subject == CLAIM_DIFFERENCE;

    for (size_t i = 0; i < run->results->n; i++) {
        const struct result *r = &run->results->items[i];
        bool is_stated = run->request->prevalence_is_stated && !isnan(r->prevalence);

        if (!is_of_place(judge, r, level) || strcmp(r->metric, metric) != 0 ||
            strcmp(r->point, judge->point) != 0 || *r->scenario ||
            (is_difference && is_of_bootstrap(r)))
            continue;
        if (is_stated)
            return r;
        if (isnan(r->prevalence) && !found)
            found = r;
    }
    return found;
}

struct result judge_empty_record(const struct judge *judge, size_t level,
                                 const char *metric)
{
    struct result record = RESULT_NONE;

    record.model = judge->model;
    record.finding = judge->finding;
    record.group = level == WHOLE ? "" : judge->group->name;
    record.level = name_of_level(judge, level);
    record.metric = metric;
    return record;
}

/* count, positives, negatives: of the studies that were evaluated. */
static struct result count_record(const struct judge *judge, size_t level)
{
    struct result record =
        judge_empty_record(judge, level, claim_subject_text(judge->claim->subject));
    const struct claim *claim = judge->claim;
    struct probe probe;

    judge_probe(&probe, judge, level, MISSING_AS_ASKED);
    record.n_pos = (double)probe.subset.ranked.n_pos;
    record.n_neg = (double)probe.subset.ranked.n_neg;
    record.n = record.n_pos + record.n_neg;
    record.estimate.value = claim->subject == CLAIM_COUNT       ? record.n
                            : claim->subject == CLAIM_POSITIVES ? record.n_pos
                                                                : record.n_neg;
    probe_release(&probe);
    return record;
}

static struct result missing_record(const struct judge *judge, size_t level)
{
    const struct result *found = judge_find_record(judge, "missing", level);
    struct result record = judge_empty_record(judge, level, "missing");

    if (found)
        return *found;
    record.estimate.value = 0;
    return record;
}

static struct result record_of(struct judge *judge, size_t level)
{
    const struct result *found;
    struct result record;

    if (judge->claim->subject == CLAIM_MISSING)
        return missing_record(judge, level);
    if (!judge->claim->metric)
        return count_record(judge, level);
    if (judge->rule->earlier)
        return judge_earlier_record(judge, level);
    if (judge->claim->subject == CLAIM_DIFFERENCE)
        return judge_difference_record(judge, level);
    found = judge_find_record(judge, judge->claim->metric->name, level);
    if (found)
        return *found;
    record = judge_empty_record(judge, level, judge->claim->metric->name);
    record.estimate.status = STATUS_UNDEFINED;
    record.estimate.note = "there is no such number for this model";
    return record;
}

/* ---- Probes --------------------------------------------------------------------- */

/* That of the record: find_record() takes the first. */
static double stated_prevalence(const struct judge *judge)
{
    const struct request *request = judge->evidence->run->request;
    bool applies =
        judge->claim->subject == CLAIM_METRIC && claim_has_prevalence(judge->claim);

    return applies && request->prevalence_is_stated && request->n_prevalences
               ? request->prevalences[0]
               : NAN;
}

struct probe_place judge_place(const struct judge *judge, size_t level,
                               enum missing_as missing)
{
    const struct run *run = judge->evidence->run;
    const struct result_set *set = run->results;
    struct probe_place place = {.cohort = run->cohort,
                                .request = run->request,
                                .pair = judge->pair,
                                .group = level == WHOLE ? NULL : judge->group,
                                .level = level,
                                .missing = missing,
                                .threshold = NAN,
                                .prevalence = stated_prevalence(judge)};

    for (size_t i = 0; i < set->n_points && *judge->point; i++)
        if (!strcmp(set->points[i].model, judge->model) &&
            !strcmp(set->points[i].finding, judge->finding) &&
            !strcmp(set->points[i].name, judge->point))
            place.threshold = set->points[i].threshold;
    return place;
}

void judge_probe(struct probe *probe, const struct judge *judge, size_t level,
                 enum missing_as missing)
{
    const struct metric *metric = judge->claim->metric;
    struct probe_place place = judge_place(judge, level, missing);

    probe_init(probe, metric ? metric : metric_find("prevalence"), &place);
}

bool judge_has_probe(const struct judge *judge)
{
    const struct metric *metric = judge->claim->metric;

    return metric && judge->claim->subject != CLAIM_DIFFERENCE &&
           !probe_is_boot(metric);
}

/* ---- Why --------------------------------------------------------------------------- */

static const char *compare_words(enum claim_op op, bool holds)
{
    static const char *const words[][2] = {
        [CLAIM_GE] = {"is below",     "is at least"},
        [CLAIM_GT] = {"is not above", "is above"   },
        [CLAIM_LE] = {"is above",     "is at most" },
        [CLAIM_LT] = {"is not below", "is below"   },
    };

    return words[op][holds];
}

/* The number that decided: its name and value. */
static double deciding_number(const struct claim *claim, const struct estimate *e,
                              enum verdict verdict, const char **name)
{
    bool low = claim_is_about_truth(claim)
                   ? claim_is_floor(claim) == (verdict == VERDICT_PASS)
                   : claim->part == CLAIM_LOWER;

    if (!claim->metric || claim->part == CLAIM_ESTIMATE) {
        *name = "";
        return e->value;
    }
    *name = low ? "the lower limit " : "the upper limit ";
    return low ? e->low : e->high;
}

/* "the estimate 0.9115 is at least 0.85, but the lower limit 0.7703 is not" */
static void add_between(struct strbuf *out, const struct claim *claim,
                        const struct estimate *e)
{
    struct claim of_estimate = *claim;
    bool keeps, is_low;

    of_estimate.part = CLAIM_ESTIMATE;
    keeps = verdict_of_claim(&of_estimate, e) == VERDICT_PASS;
    is_low = claim_is_floor(claim) == keeps;
    strbuf_adds(out, "the estimate ");
    judge_add_number(out, claim, e->value);
    strbuf_addf(out, " %s ", compare_words(claim->op, keeps));
    judge_add_limit(out, claim);
    strbuf_addf(out, ", but the %s limit ", is_low ? "lower" : "upper");
    judge_add_number(out, claim, is_low ? e->low : e->high);
    strbuf_adds(out, strncmp(compare_words(claim->op, keeps), "is not", 6) != 0
                         ? " is not"
                         : " is");
}

static void add_why_undecided(struct strbuf *out, const struct claim *claim,
                              const struct estimate *e)
{
    if (e->status == STATUS_UNDEFINED || isnan(e->value)) {
        strbuf_addf(out, "undefined: %s",
                    e->note && *e->note ? e->note : "there is no estimate");
        return;
    }
    if (isnan(e->low) || isnan(e->high)) {
        strbuf_adds(out, "there is no interval");
        return;
    }
    add_between(out, claim, e);
}

static char *explain(const struct claim *claim, const struct estimate *e,
                     enum verdict verdict)
{
    struct strbuf why = STRBUF_INIT;
    const char *name;
    double x;

    if (verdict == VERDICT_INCONCLUSIVE) {
        add_why_undecided(&why, claim, e);
        return strbuf_detach(&why);
    }
    x = deciding_number(claim, e, verdict, &name);
    strbuf_adds(&why, name);
    judge_add_number(&why, claim, x);
    strbuf_addf(&why, " %s ", compare_words(claim->op, verdict == VERDICT_PASS));
    judge_add_limit(&why, claim);
    return strbuf_detach(&why);
}

/* ---- Doubts ------------------------------------------------------------------------- */

static void decide(struct gate_case *of, enum verdict verdict, const char *why)
{
    of->verdict = verdict;
    free(of->why);
    of->why = xstrdup(why);
}

/* Whether a limit of the bootstrap that decides is too near to the claim's to be trusted. */
static bool is_noisy(const struct claim *claim, const struct estimate *e)
{
    double reach = 2 * e->monte_carlo_error;

    return claim->metric && claim->part != CLAIM_ESTIMATE && e->method &&
           !strncmp(e->method, "bootstrap", 9) && !isnan(reach) &&
           (fabs(e->low - claim->limit) <= reach ||
            fabs(e->high - claim->limit) <= reach);
}

static void doubt_noise(struct judge *judge, struct gate_case *of)
{
    if (!is_noisy(judge->claim, &of->record.estimate))
        return;
    if (!judge->evidence->is_last)
        judge->wants_more = true;
    else if (of->verdict != VERDICT_INCONCLUSIVE)
        decide(of, VERDICT_INCONCLUSIVE,
               "a limit of the bootstrap lies within two of its Monte Carlo errors of "
               "the claim's, also with ten times the replicates");
}

/* True if the claim also holds with the studies without a score counted as flagged, unflagged, all wrong and all right. */
static bool holds_whatever(const struct judge *judge, size_t level)
{
    double confidence = judge->evidence->run->request->spec.confidence;
    bool holds = true;

    for (int as = MISSING_AS_FLAGGED; as <= MISSING_AS_BEST; as++) {
        struct probe probe;
        struct estimate estimate;

        judge_probe(&probe, judge, level, (enum missing_as)as);
        estimate = probe_estimate(&probe, confidence);
        holds = holds && verdict_of_claim(judge->claim, &estimate) == VERDICT_PASS;
        probe_release(&probe);
    }
    return holds;
}

double judge_count_missing(const struct judge *judge, size_t level)
{
    const struct earlier_pair *theirs = NULL;
    struct probe with, without;
    double n;

    if (judge->evidence->missing_is_stated || judge->policy->missing != UNSTATED)
        return 0;
    if (judge->rule->earlier)
        theirs = earlier_find_pair(judge->rule->earlier, judge_earlier_model(judge),
                                   judge->finding);
    judge_probe(&with, judge, level, MISSING_AS_WORST);
    judge_probe(&without, judge, level, MISSING_AS_ASKED);
    n = (double)(with.subset.ranked.n_pos + with.subset.ranked.n_neg) -
        (double)(without.subset.ranked.n_pos + without.subset.ranked.n_neg);
    probe_release(&with);
    probe_release(&without);
    return n + (theirs ? theirs->n_without_score : 0);
}

static void doubt_missing(const struct judge *judge, struct gate_case *of, size_t level)
{
    struct strbuf why = STRBUF_INIT;
    char count[NUMFMT_SIZE], studies[NUMFMT_SIZE + 8];
    double n;

    if (of->verdict != VERDICT_PASS || !judge->claim->metric)
        return;
    n = judge_count_missing(judge, level);
    if (n == 0)
        return;
    numfmt_count(count, (uint64_t)n);
    if (n == 1)
        snprintf(studies, sizeof studies, "study");
    else
        snprintf(studies, sizeof studies, "%s studies", count);
    if (!judge_has_probe(judge))
        strbuf_addf(&why,
                    "passes, but the %s without output %s left out, and what %s could "
                    "do to it is not known",
                    studies, n == 1 ? "is" : "are", n == 1 ? "it" : "they");
    else if (!holds_whatever(judge, level))
        strbuf_addf(&why, "passes only if the %s without output %s left out", studies,
                    n == 1 ? "is" : "are");
    if (why.length)
        decide(of, VERDICT_INCONCLUSIVE, why.text);
    strbuf_release(&why);
}

/* What was chosen on these studies cannot be judged on them. */
static void refuse_chosen(struct gate_case *of)
{
    if (of->record.estimate.status == STATUS_EXPLORATORY)
        decide(of, VERDICT_ERROR,
               "the operating point was chosen on the studies that are judged");
    else if (of->record.estimate.status == STATUS_DEFAULT)
        decide(of, VERDICT_ERROR, "nobody chose an operating point");
}

struct gate_case *judge_case(struct judge *judge, size_t level)
{
    struct result record = record_of(judge, level);
    enum verdict verdict = verdict_of_claim(judge->claim, &record.estimate);
    struct gate_case *of =
        gate_outcome_add(judge->outcome, judge->rule, &record, verdict,
                         explain(judge->claim, &record.estimate, verdict));

    if (judge->rule->earlier)
        judge_keep_sides(judge, of, level);
    doubt_noise(judge, of);
    doubt_missing(judge, of, level);
    refuse_chosen(of);
    return of;
}
