/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What would settle an inconclusive case, in words. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "gate/judge_parts.h"

/* ---- Numbers of studies --------------------------------------------------------------- */

static const char *count_text(char buf[NUMFMT_SIZE], double n)
{
    return numfmt_count(buf, (uint64_t)n);
}

/* "flagged studies", "patients with the finding", "studies with the finding and 7 without". */
static void add_kind(struct strbuf *out, const struct sizes *sizes, double n,
                     const double *other)
{
    static const struct {
        const char *before, *after;
    } of_studies[] =
        {
            [STUDIES_OF_ANY] = {"",           ""                    },
            [STUDIES_WITH] = {"",           " with the finding"   },
            [STUDIES_WITHOUT] = {"",           " without the finding"},
            [STUDIES_FLAGGED] = {"flagged ",   ""                    },
            [STUDIES_UNFLAGGED] = {"unflagged ", ""                    },
            [STUDIES_OF_BOTH] = {"",           " with the finding"   },
    },
      of_patients[] = {
          [STUDIES_OF_ANY] = {"", ""},
          [STUDIES_WITH] = {"", " with the finding"},
          [STUDIES_WITHOUT] = {"", " without the finding"},
          [STUDIES_FLAGGED] = {"", " with flagged studies"},
          [STUDIES_UNFLAGGED] = {"", " with unflagged studies"},
          [STUDIES_OF_BOTH] = {"", " with the finding"},
      };
    char count[NUMFMT_SIZE];

    if (sizes->are_patients)
        strbuf_addf(out, "%s%s", n == 1 ? "patient" : "patients",
                    of_patients[sizes->kind].after);
    else
        strbuf_addf(out, "%s%s%s", of_studies[sizes->kind].before,
                    n == 1 ? "study" : "studies", of_studies[sizes->kind].after);
    if (sizes->kind == STUDIES_OF_BOTH && other)
        strbuf_addf(out, " and %s without", count_text(count, *other));
    if (sizes->is_paired)
        strbuf_adds(out, ", read by both models,");
    if (sizes->is_spread)
        strbuf_adds(out, ", spread over the levels as these,");
}

/* "95", or "95 and 141" of both classes; `n` has [2]. */
static void add_numbers(struct strbuf *out, const struct sizes *sizes,
                        const struct plan_number *n)
{
    char count[NUMFMT_SIZE];

    strbuf_adds(out, count_text(count, n[0].n));
    if (sizes->kind == STUDIES_OF_BOTH)
        strbuf_addf(out, " and %s", count_text(count, n[1].n));
}

/* " (728 in a fresh sample)" */
static void add_fresh(struct strbuf *out, const struct sizes *sizes)
{
    if (sizes->fresh[0].status != PLAN_FOUND)
        return;
    strbuf_adds(out, " (");
    add_numbers(out, sizes, sizes->fresh);
    strbuf_adds(out, " in a fresh sample)");
}

static void add_takes(struct strbuf *out, const struct sizes *sizes,
                      const char *to_pass)
{
    char count[NUMFMT_SIZE];
    const struct plan_number *n = sizes->settle;

    strbuf_addf(out, "It takes %s more ", count_text(count, n[0].n));
    add_kind(out, sizes, n[0].n, &n[1].n);
    strbuf_adds(out, " if the estimate stays");
    if (sizes->are_alike) {
        add_fresh(out, sizes);
        strbuf_adds(out, "; for an 80 % chance no number can be told from studies that "
                         "are all alike.");
        return;
    }
    strbuf_adds(out, ", ");
    if (sizes->likely[0].status != PLAN_FOUND)
        strbuf_adds(out, "more than a million");
    else
        add_numbers(out, sizes, sizes->likely);
    strbuf_addf(out, " for an 80 %% chance %s", to_pass);
    add_fresh(out, sizes);
    strbuf_addc(out, '.');
}

static void add_hopeless(struct strbuf *out, const struct sizes *sizes)
{
    const char *unit = sizes->are_patients ? "patients" : "studies";

    switch (sizes->settle[0].status) {
    case PLAN_ON_LIMIT:
        strbuf_addf(out, "The estimate lies on the limit: no number of %s passes.",
                    unit);
        break;
    case PLAN_WRONG_SIDE:
    case PLAN_IMPOSSIBLE:
        strbuf_addf(out, "No number of %s passes at this estimate.", unit);
        break;
    case PLAN_TOO_MANY:
        strbuf_addf(out, "It takes more than a million %s at this estimate.", unit);
        break;
    case PLAN_UNDEFINED:
        strbuf_addf(out, "How many more %s it takes cannot be told from these.", unit);
        break;
    case PLAN_FOUND:
        break;
    }
}

static void add_sizes(struct strbuf *out, const struct sizes *sizes,
                      const char *to_pass)
{
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    if (sizes->smallest.status == PLAN_FOUND && sizes->smallest.n > sizes->present[0]) {
        strbuf_addf(out, "%s ", count_text(n, sizes->present[0]));
        add_kind(out, sizes, sizes->present[0], NULL);
        strbuf_addf(out, " cannot pass, whatever they show (at least %s are needed)",
                    count_text(m, sizes->smallest.n));
        if (sizes->settle[0].status == PLAN_WRONG_SIDE) {
            strbuf_adds(out, ", and no number passes at this estimate.");
            return;
        }
        strbuf_adds(out, ". ");
    }
    if (sizes->settle[0].status == PLAN_FOUND)
        add_takes(out, sizes, to_pass);
    else
        add_hopeless(out, sizes);
}

/* ---- Cases -------------------------------------------------------------------------------- */

static void set_advice(struct gate_case *of, struct strbuf *text)
{
    free(of->advice);
    of->advice = strbuf_detach(text);
}

void judge_advise_sizes(struct gate_case *of, const struct sizes *sizes,
                        const char *to_pass)
{
    struct strbuf text = STRBUF_INIT;
    struct sizes known = *sizes;

    /* the closed form passes where another interval decides that does not */
    if (known.settle[0].status == PLAN_FOUND && known.settle[0].n < 1)
        known.settle[0].status = PLAN_UNDEFINED;
    add_sizes(&text, &known, to_pass);
    of->has_sizes = known.settle[0].status == PLAN_FOUND;
    set_advice(of, &text);
}

/* What an interval that is too wide has to do with sizes: not where it passes but for what is missing or uncertain about it. */
static bool is_wide(const struct judge *judge, const struct gate_case *of)
{
    return verdict_of_claim(judge->claim, &of->record.estimate) ==
               VERDICT_INCONCLUSIVE &&
           claim_is_about_truth(judge->claim) && !isnan(of->record.estimate.low);
}

static void advise_otherwise(struct gate_case *of, const struct judge *judge,
                             size_t level)
{
    struct strbuf text = STRBUF_INIT;
    enum verdict plain = verdict_of_claim(judge->claim, &of->record.estimate);

    if (plain == VERDICT_PASS && judge_count_missing(judge, level) > 0)
        strbuf_adds(&text, "State under data what the product does with them: missing: "
                           "exclude, positive or negative.");
    else if (plain != VERDICT_INCONCLUSIVE && !of->is_below)
        strbuf_adds(&text, "Say --replicates 100000.");
    else if (judge->rule->earlier)
        strbuf_adds(&text, "Both models on the same studies, paired, have a narrower "
                           "interval.");
    set_advice(of, &text);
}

/* Where the estimate is no hope, whatever the metric; else that its numbers are not known. */
static void advise_without_sizes(struct gate_case *of, const struct judge *judge,
                                 const struct prospect *prospect)
{
    double value = of->record.estimate.value, limit = judge->claim->limit;
    bool keeps = (value > limit) == claim_is_floor(judge->claim);
    struct sizes sizes = {.are_patients = judge->evidence->run->cohort->patient};
    struct strbuf text = STRBUF_INIT;

    sizes.settle[0].status = value == limit ? PLAN_ON_LIMIT : PLAN_WRONG_SIDE;
    if (value == limit || !keeps) {
        judge_advise_sizes(of, &sizes, prospect->words);
        return;
    }
    strbuf_addf(&text, "How many more %s it takes is not known for %s.",
                sizes.are_patients ? "patients" : "studies",
                judge->claim->metric->name);
    set_advice(of, &text);
}

void judge_advise(struct gate_case *of, const struct judge *judge, size_t level,
                  const struct prospect *prospect)
{
    struct sizes sizes;

    if (of->verdict != VERDICT_INCONCLUSIVE || of->is_untested)
        return;
    if (!of->is_below && (!is_wide(judge, of) || judge->rule->earlier))
        advise_otherwise(of, judge, level);
    else if (!of->is_below && judge_sizes(&sizes, judge, level, prospect->chance))
        judge_advise_sizes(of, &sizes, prospect->words);
    else
        advise_without_sizes(of, judge, prospect);
}

void judge_note_lacks(struct gate_case *of, const struct judge *judge,
                      const struct probe *probe)
{
    struct least least = judge_least(judge);
    double pos = (double)probe->subset.units_pos, neg = (double)probe->subset.units_neg;
    double usual = (double)judge->evidence->run->request->min_group;

    of->lacks[LACKS_WITH] = fmax(0, least.pos - pos);
    of->lacks[LACKS_WITHOUT] = fmax(0, least.neg - neg);
    if (judge->claim->metric->needs == NEEDS_NOTHING)
        of->lacks[LACKS_ANY] = fmax(0, usual - pos - neg);
}

/* ---- Rules -------------------------------------------------------------------------------- */

/* "each site [B]: it takes ...", on a line of its own; without the name if the rule is about everyone. */
static void add_case(struct strbuf *out, const struct gate_rule *rule,
                     const struct gate_case *of)
{
    char first = of->advice[0];

    strbuf_adds(out, out->length ? "\n" : "");
    if (!gate_rule_is_one(rule)) {
        gate_case_add_name(out, rule, of);
        strbuf_adds(out, ": ");
        first = (char)(first >= 'A' && first <= 'Z' ? first - 'A' + 'a' : first);
    }
    strbuf_addf(out, "%c%s", first, of->advice + 1);
}

enum { MOST = 5 };

/* Open cases with what would settle them. */
static void add_open(struct strbuf *out, const struct gate_rule *rule)
{
    size_t n = 0;

    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (of->verdict == VERDICT_INCONCLUSIVE && of->advice && *of->advice &&
            n++ < MOST)
            add_case(out, rule, of);
    }
    if (n > MOST)
        strbuf_addf(out, "\n%s: and so on for %zu more.", rule->rule->name, n - MOST);
}

/* Levels that are ignored matter only where nothing else was tested. */
static bool is_lacking(const struct gate_rule *rule, const struct gate_case *of,
                       int kind)
{
    return of->is_untested && of->lacks[kind] > 0 &&
           (of->verdict == VERDICT_INCONCLUSIVE || rule->n_untested == rule->n_cases);
}

/* "each site: to be tested, levels lack studies with the finding (D: 5, E: 12 and 3 more levels)." */
static void add_lacking(struct strbuf *out, const struct gate_rule *rule, int kind,
                        const char *unit)
{
    static const char *const kinds[N_LACKS] = {"", " with the finding",
                                               " without the finding"};
    char count[NUMFMT_SIZE];
    size_t n = 0;

    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (!is_lacking(rule, of, kind) || n++ >= MOST)
            continue;
        if (n == 1)
            strbuf_addf(out, "%s%s: to be tested, levels lack %s%s (",
                        out->length ? "\n" : "", rule->rule->name, unit, kinds[kind]);
        strbuf_addf(out, "%s%s: %s", n > 1 ? ", " : "", of->record.level,
                    count_text(count, of->lacks[kind]));
    }
    if (n > MOST)
        strbuf_addf(out, " and %zu more %s", n - MOST,
                    n - MOST == 1 ? "level" : "levels");
    if (n)
        strbuf_adds(out, ").");
}

void judge_advise_rule(struct gate_rule *rule, bool are_patients)
{
    struct strbuf text = STRBUF_INIT;

    add_open(&text, rule);
    for (int kind = 0; kind < N_LACKS; kind++)
        add_lacking(&text, rule, kind, are_patients ? "patients" : "studies");
    free(rule->advice);
    rule->advice = strbuf_detach(&text);
}
