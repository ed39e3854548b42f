/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'each': a rule for every level of a column. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "eval/probe_boot.h"
#include "gate/judge_parts.h"
#include "stats/alarm.h"

/* ---- Untested levels --------------------------------------------------------------- */

struct least judge_least(const struct judge *judge)
{
    const struct metric *metric = judge->claim->metric;
    double usual = (double)judge->evidence->run->request->min_group;
    struct least least = {0, 0};

    if (!metric)
        return least;
    if (metric->needs & NEEDS_POSITIVES)
        least.pos = usual;
    if (metric->needs & NEEDS_NEGATIVES)
        least.neg = usual;
    if (judge->policy->min_positives != UNSTATED)
        least.pos = (double)judge->policy->min_positives;
    if (judge->policy->min_negatives != UNSTATED)
        least.neg = (double)judge->policy->min_negatives;
    return least;
}

bool judge_is_untested(const struct judge *judge, const struct probe *probe)
{
    struct least least = judge_least(judge);
    double pos = (double)probe->subset.units_pos, neg = (double)probe->subset.units_neg;

    if (!judge->claim->metric)
        return false;
    if (judge->claim->metric->needs == NEEDS_NOTHING &&
        pos + neg < (double)judge->evidence->run->request->min_group)
        return true;
    return pos < least.pos || neg < least.neg;
}

/* "3 of 10 studies with the finding" */
static void add_lack(struct strbuf *out, uint64_t n, double least, const char *what)
{
    char have[NUMFMT_SIZE], need[NUMFMT_SIZE];

    strbuf_addf(out, "%s of %s %s", numfmt_count(have, n),
                numfmt_count(need, (uint64_t)least), what);
}

void judge_add_untested(struct strbuf *out, const struct judge *judge,
                        const struct probe *probe)
{
    bool are_patients = probe->subset.n_patients > 0;
    uint64_t pos = probe->subset.units_pos, neg = probe->subset.units_neg;
    struct least least = judge_least(judge);
    bool lacks_pos = (double)pos < least.pos, lacks_neg = (double)neg < least.neg;

    if (lacks_pos)
        add_lack(out, pos, least.pos,
                 are_patients ? "patients with the finding"
                              : "studies with the finding");
    if (lacks_pos && lacks_neg)
        strbuf_adds(out, " and ");
    if (lacks_neg)
        add_lack(out, neg, least.neg,
                 lacks_pos      ? "without"
                 : are_patients ? "patients without the finding"
                                : "studies without the finding");
    if (!lacks_pos && !lacks_neg)
        add_lack(out, pos + neg, (double)judge->evidence->run->request->min_group,
                 are_patients ? "patients" : "studies");
}

void judge_add_levels(struct strbuf *out, const struct gate_case *cases, size_t n,
                      bool (*is_listed)(const struct gate_case *of))
{
    enum { MOST = 5 };
    size_t n_listed = 0;

    for (size_t i = 0; i < n; i++) {
        if (!is_listed(&cases[i]))
            continue;
        if (n_listed++ < MOST)
            strbuf_addf(out, "%s%s", n_listed > 1 ? ", " : "", cases[i].record.level);
    }
    if (n_listed > MOST)
        strbuf_addf(out, " and %zu more", n_listed - MOST);
}

/* ---- Alarms ------------------------------------------------------------------------- */

/* By the replicates, which show nothing below 1/(n + 1). */
static double p_of_replicates(const struct judge *judge, struct alarm_level *of,
                              const struct probe *probe,
                              const struct probe_place *place)
{
    struct probe_boot boot;
    double p;

    probe_boot_init(&boot, probe, place, judge->finding);
    of->limits_at = probe_boot_limits_at;
    of->ctx = &boot;
    p = fmax(alarm_p_value(of), 1 / ((double)boot.n + 1));
    probe_boot_release(&boot);
    return p;
}

static double p_value(const struct judge *judge, size_t level, double value)
{
    struct probe_place place = judge_place(judge, level, MISSING_AS_ASKED);
    struct alarm_level of = {.value = value,
                             .limit = judge->claim->limit,
                             .side = claim_is_floor(judge->claim) ? PLAN_AT_LEAST
                                                                  : PLAN_AT_MOST,
                             .limits_at = probe_limits_at};
    struct probe probe;
    double p;

    if (judge->claim->subject == CLAIM_DIFFERENCE)
        return judge_difference_p(judge, level);
    probe_init(&probe, judge->claim->metric, &place);
    of.ctx = &probe;
    p = probe_is_boot(judge->claim->metric)
            ? p_of_replicates(judge, &of, &probe, &place)
            : alarm_p_value(&of);
    probe_release(&probe);
    return p;
}

/* Only levels that failed may be alarms; that the others were tested is all that Holm asks of them. */
static double p_of_case(const struct judge *judge, const struct gate_case *of,
                        size_t level)
{
    if (of->is_untested || isnan(of->record.estimate.value))
        return NAN;
    /* the limits of an earlier result are known at one confidence alone */
    return of->verdict == VERDICT_FAIL && !judge->rule->earlier
               ? p_value(judge, level, of->record.estimate.value)
               : 1;
}

/* Levels that failed by themselves fail the rule if Holm's correction over the tested ones says that it is no chance. */
static void correct_alarms(struct judge *judge, struct gate_case *cases, size_t n)
{
    double *p = xcalloc(n, sizeof *p);
    bool *alarms = xcalloc(n, sizeof *alarms);

    for (size_t i = 0; i < n; i++)
        p[i] = p_of_case(judge, &cases[i], i);
    alarm_levels(p, n, judge->evidence->run->request->spec.confidence, alarms);
    for (size_t i = 0; i < n; i++) {
        struct strbuf why = STRBUF_INIT;

        if (cases[i].verdict != VERDICT_FAIL || cases[i].is_untested || alarms[i])
            continue;
        cases[i].is_below = true;
        cases[i].verdict = VERDICT_INCONCLUSIVE;
        strbuf_addf(&why, "%s, which among so many levels may be chance (Holm)",
                    cases[i].why);
        free(cases[i].why);
        cases[i].why = strbuf_detach(&why);
    }
    free(p);
    free(alarms);
}

/* ---- Each ----------------------------------------------------------------------------- */

static bool is_untested(const struct gate_case *of)
{
    return of->is_untested;
}

static bool is_failed(const struct gate_case *of)
{
    return !of->is_untested && of->verdict == VERDICT_FAIL;
}

static bool is_open(const struct gate_case *of)
{
    return !of->is_untested && of->verdict == VERDICT_INCONCLUSIVE;
}

static bool is_below(const struct gate_case *of)
{
    return of->is_below;
}

static bool is_refused(const struct gate_case *of)
{
    return of->verdict == VERDICT_ERROR;
}

static bool is_passed(const struct gate_case *of)
{
    return !of->is_untested && of->verdict == VERDICT_PASS;
}

static size_t count(const struct gate_case *cases, size_t n,
                    bool (*is_counted)(const struct gate_case *of))
{
    size_t counted = 0;

    for (size_t i = 0; i < n; i++)
        counted += is_counted(&cases[i]);
    return counted;
}

bool judge_is_required(const struct judge *judge, const char *level)
{
    for (size_t i = 0; i < judge->policy->require.n; i++)
        if (!strcmp(judge->policy->require.items[i].text, level))
            return true;
    return false;
}

static enum verdict verdict_untested(const struct judge *judge, const char *level)
{
    if (judge->policy->untested == UNTESTED_FAIL)
        return VERDICT_FAIL;
    if (judge->policy->untested == UNTESTED_IGNORE && !judge_is_required(judge, level))
        return VERDICT_SKIPPED;
    return VERDICT_INCONCLUSIVE;
}

static void judge_level(struct judge *judge, size_t level)
{
    struct gate_case *of = judge_case(judge, level);
    struct strbuf why = STRBUF_INIT;
    struct probe probe;

    judge_probe(&probe, judge, level, MISSING_AS_ASKED);
    if (judge_is_untested(judge, &probe)) {
        strbuf_adds(&why, "untested: ");
        judge_add_untested(&why, judge, &probe);
    } else if (judge->rule->earlier) {
        judge_add_earlier_untested(&why, judge, level);
    }
    if (why.length) {
        of->is_untested = true;
        of->verdict = verdict_untested(judge, of->record.level);
        free(of->why);
        of->why = xstrdup(why.text);
        judge_note_lacks(of, judge, &probe);
    }
    strbuf_release(&why);
    probe_release(&probe);
}

/* Levels that more studies could settle must all pass: the chance of each is the n-th root. */
static void advise_levels(const struct judge *judge, struct gate_case *cases, size_t n)
{
    struct prospect prospect = {PLAN_CHANCE, "to pass"};
    size_t n_open = 0;

    for (size_t i = 0; i < n; i++) {
        judge_advise(&cases[i], judge, i, &prospect);
        n_open += cases[i].has_sizes;
    }
    if (n_open < 2)
        return;
    prospect = (struct prospect){pow(PLAN_CHANCE, 1 / (double)n_open), "that all pass"};
    for (size_t i = 0; i < n; i++)
        if (cases[i].has_sizes)
            judge_advise(&cases[i], judge, i, &prospect);
}

static enum verdict verdict_of_levels(const struct gate_case *cases, size_t n)
{
    bool fails = false, is_undecided = !count(cases, n, is_passed);

    for (size_t i = 0; i < n; i++) {
        if (cases[i].verdict == VERDICT_ERROR)
            return VERDICT_ERROR;
        fails = fails || cases[i].verdict == VERDICT_FAIL;
        is_undecided = is_undecided || cases[i].verdict == VERDICT_INCONCLUSIVE;
    }
    return fails ? VERDICT_FAIL : is_undecided ? VERDICT_INCONCLUSIVE : VERDICT_PASS;
}

/* "passed on 3 of 9, 6 untested: A, B, C, D, E and 1 more" */
static char *explain_levels(const struct gate_case *cases, size_t n)
{
    static const struct {
        const char *what;
        bool (*is_listed)(const struct gate_case *of);
    } lists[] = {
        {"not to be judged",                                                          is_refused },
        {"failed",                                                                    is_failed  },
        {"inconclusive",                                                              is_open    },
        {"of these below by itself, which among so many levels may be chance (Holm)",
         is_below                                                                                },
        {"untested",                                                                  is_untested},
    };
    struct strbuf why = STRBUF_INIT;

    strbuf_addf(&why, "passed on %zu of %zu", count(cases, n, is_passed), n);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        size_t listed = count(cases, n, lists[i].is_listed);

        if (!listed)
            continue;
        strbuf_addf(&why, ", %zu %s: ", listed, lists[i].what);
        judge_add_levels(&why, cases, n, lists[i].is_listed);
    }
    return strbuf_detach(&why);
}

struct finding_verdict judge_levels(struct judge *judge)
{
    size_t first = judge->rule->n_cases, n = judge->group->n_levels;
    struct gate_case *cases;

    for (size_t i = 0; i < n; i++)
        judge_level(judge, i);
    cases = judge->rule->cases + first;
    if (claim_is_about_truth(judge->claim))
        correct_alarms(judge, cases, n);
    advise_levels(judge, cases, n);
    judge->rule->n_untested += count(cases, n, is_untested);
    return (struct finding_verdict){verdict_of_levels(cases, n),
                                    explain_levels(cases, n)};
}
