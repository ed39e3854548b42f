/* SPDX-License-Identifier: GPL-3.0-or-later */
/* At which prevalence a claim holds that depends on it. */
#include <math.h>
#include <stdlib.h>

#include "gate/judge_parts.h"

void judge_append(char **why, const char *text)
{
    struct strbuf longer = STRBUF_INIT;

    strbuf_addf(&longer, "%s; %s", *why, text);
    free(*why);
    *why = strbuf_detach(&longer);
}

static bool is_stated(const struct gate_case *of)
{
    return !isnan(of->record.prevalence);
}

static void add_prevalence(struct strbuf *out, const struct gate_case *of)
{
    if (is_stated(of)) {
        strbuf_adds(out, "at a prevalence of ");
        reading_add_limit(out, READING_PREVALENCE, of->record.prevalence);
    } else {
        strbuf_adds(out, "at the prevalence of these studies, ");
        reading_add(out, READING_PREVALENCE, of->record.n_pos / of->record.n);
    }
}

void judge_say_prevalence(struct gate_rule *rule)
{
    struct strbuf text = STRBUF_INIT;
    bool are_stated = true;

    if (!claim_has_prevalence(&rule->rule->claim) || rule->verdict == VERDICT_ERROR)
        return;
    for (size_t i = 0; i < rule->n_cases; i++) {
        struct gate_case *of = &rule->cases[i];

        strbuf_reset(&text);
        add_prevalence(&text, of);
        are_stated &= is_stated(of);
        if (!of->is_untested && rule->rule->claim.subject != CLAIM_GAP)
            judge_append(&of->why, text.text);
    }
    if (!rule->n_cases)
        return;
    judge_append(&rule->why, rule->rule->claim.subject == CLAIM_GAP ||
                                     (rule->n_cases > 1 && !are_stated)
                                 ? "each at its own prevalence"
                                 : text.text);
    strbuf_release(&text);
}
