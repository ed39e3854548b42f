/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gate_cells.h"

#include <math.h>

#include "base/numfmt.h"
#include "report/cells.h"

void gate_cell_studies(struct strbuf *out, const struct policy_rule *rule,
                       const struct result *record)
{
    char n[NUMFMT_SIZE];

    /* of a difference these are the studies that disagree */
    if (!isnan(record->denominator) && rule->claim.subject != CLAIM_DIFFERENCE)
        cell_fraction(out, record);
    else if (!isnan(record->n))
        strbuf_adds(out, numfmt_studies(n, (uint64_t)record->n));
}

static void add_numbers(struct strbuf *out, const struct gate_rule *rule,
                        const struct gate_case *of)
{
    struct reading reading = claim_reading(&rule->rule->claim);

    reading_add(out, reading, of->record.estimate.value);
    if (!isnan(of->record.estimate.low)) {
        strbuf_adds(out, " (");
        reading_add_interval(out, reading, &of->record.estimate);
        strbuf_addc(out, ')');
    }
    strbuf_adds(out, ", ");
    gate_cell_studies(out, rule->rule, &of->record);
}

/* The reasons of counts and gaps are made of their numbers. */
static bool has_numbers(const struct gate_rule *rule, const struct gate_case *of)
{
    return rule->rule->claim.metric && rule->rule->claim.subject != CLAIM_GAP &&
           !of->is_untested && !isnan(of->record.estimate.value);
}

void gate_cell_case(struct strbuf *out, const struct gate_rule *rule,
                    const struct gate_case *of)
{
    if (has_numbers(rule, of)) {
        add_numbers(out, rule, of);
        strbuf_adds(out, ": ");
    }
    strbuf_adds(out, of->why);
}

void gate_cell_rule(struct strbuf *out, const struct gate_rule *rule)
{
    enum { MOST = 5 };
    size_t n = 0;

    if (gate_rule_is_one(rule)) {
        gate_cell_case(out, rule, &rule->cases[0]);
        return;
    }
    strbuf_adds(out, rule->why);
    for (size_t i = 0; i < rule->n_cases; i++) {
        const struct gate_case *of = &rule->cases[i];

        if (of->verdict != VERDICT_FAIL || !has_numbers(rule, of) || n++ == MOST)
            continue;
        strbuf_adds(out, "; ");
        if (*of->record.level)
            strbuf_addf(out, "%s: ", of->record.level);
        add_numbers(out, rule, of);
    }
}
