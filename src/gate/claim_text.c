/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate/claim.h"

#include <string.h>

#include "base/numfmt.h"
#include "stats/at_prevalence.h"

static const char *const subjects[] = {
    [CLAIM_METRIC] = "",
    [CLAIM_DIFFERENCE] = "difference",
    [CLAIM_GAP] = "gap",
    [CLAIM_COUNT] = "count",
    [CLAIM_POSITIVES] = "positives",
    [CLAIM_NEGATIVES] = "negatives",
    [CLAIM_MISSING] = "missing",
};

static const char *const parts[] = {"", "estimate", "lower", "upper"};
static const char *const ops[] = {">=", ">", "<=", "<"};

const char *claim_op_text(enum claim_op op)
{
    return ops[op];
}

const char *claim_subject_text(enum claim_subject subject)
{
    return subjects[subject];
}

const char *claim_part_text(enum claim_part part)
{
    return parts[part];
}

bool claim_is_floor(const struct claim *claim)
{
    return claim->op == CLAIM_GE || claim->op == CLAIM_GT;
}

bool claim_is_about_truth(const struct claim *claim)
{
    return claim->metric && claim->part == CLAIM_TRUTH;
}

bool claim_has_prevalence(const struct claim *claim)
{
    return claim->metric && (at_prevalence_applies(claim->metric) ||
                             !strcmp(claim->metric->name, "average_precision"));
}

struct reading claim_reading(const struct claim *claim)
{
    if (!claim->metric)
        return (struct reading){
            metric_find(claim->subject == CLAIM_MISSING ? "prevalence" : "tp"),
            READING_VALUE};
    return (struct reading){claim->metric,
                            claim->subject == CLAIM_DIFFERENCE ? READING_DIFFERENCE
                            : claim->subject == CLAIM_GAP      ? READING_DISTANCE
                                                               : READING_VALUE};
}

void claim_add_quantity(struct strbuf *out, const struct claim *claim)
{
    bool in_parentheses =
        claim->subject == CLAIM_DIFFERENCE || claim->subject == CLAIM_GAP;

    strbuf_adds(out, subjects[claim->subject]);
    if (in_parentheses)
        strbuf_addc(out, '(');
    if (claim->metric)
        strbuf_adds(out, claim->metric->name);
    if (claim->point)
        strbuf_addf(out, "@%s", claim->point);
    if (in_parentheses)
        strbuf_addc(out, ')');
}

void claim_add_text(struct strbuf *out, const struct claim *claim)
{
    char buf[NUMFMT_SIZE];

    claim_add_quantity(out, claim);
    if (claim->part != CLAIM_TRUTH)
        strbuf_addf(out, ".%s", parts[claim->part]);
    strbuf_addf(out, " %s %s", ops[claim->op], numfmt_shortest(buf, claim->limit));
}

static void add_words_of_quantity(struct strbuf *out, const struct claim *claim)
{
    static const char *const before[] = {
        [CLAIM_METRIC] = "",
        [CLAIM_DIFFERENCE] = "difference to the baseline in ",
        [CLAIM_GAP] = "largest difference between levels in ",
        [CLAIM_COUNT] = "number of studies",
        [CLAIM_POSITIVES] = "number of positive studies",
        [CLAIM_NEGATIVES] = "number of negative studies",
        [CLAIM_MISSING] = "share of studies without a score",
    };

    strbuf_adds(out, before[claim->subject]);
    for (const char *c = claim->metric ? claim->metric->name : ""; *c; c++)
        strbuf_addc(out, *c == '_' ? ' ' : *c);
    if (claim->point)
        strbuf_addf(out, " at %s", claim->point);
}

static const char *words_of_op(enum claim_op op)
{
    static const char *const words[] = {"at least", "above", "at most", "below"};

    return words[op];
}

static enum claim_op opposite(enum claim_op op)
{
    static const enum claim_op opposites[] = {CLAIM_LT, CLAIM_LE, CLAIM_GT, CLAIM_GE};

    return opposites[op];
}

void claim_add_sentence(struct strbuf *out, const struct claim *claim)
{
    static const char *const of_part[] = {"", "estimated ", "lower limit of the ",
                                          "upper limit of the "};
    bool at_least = claim->op == CLAIM_GE || claim->op == CLAIM_GT;
    struct strbuf limit = STRBUF_INIT;

    reading_add_limit(&limit, claim_reading(claim), claim->limit);
    strbuf_addf(out, "the %s%s", claim_is_about_truth(claim) ? "true " : "",
                claim->metric ? of_part[claim->part] : "");
    add_words_of_quantity(out, claim);
    strbuf_addf(out, " is %s %s", words_of_op(claim->op), limit.text);
    if (claim_is_about_truth(claim))
        strbuf_addf(
            out,
            ": passed when the %s limit of its interval is %s %s, failed when the %s "
            "limit is %s %s, else inconclusive",
            at_least ? "lower" : "upper", words_of_op(claim->op), limit.text,
            at_least ? "upper" : "lower", words_of_op(opposite(claim->op)), limit.text);
    strbuf_release(&limit);
}
