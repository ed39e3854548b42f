/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/document_gate.h"

#include "base/numfmt.h"
#include "base/path.h"
#include "base/sha256_hex.h"
#include "config.h"
#include "report/document.h"
#include "report/escape.h"
#include "report/records.h"

static void add_text(struct strbuf *out, const char *before, const char *key,
                     const char *text)
{
    strbuf_addf(out, "%s\"%s\": ", before, key);
    if (text)
        escape_json(out, text);
    else
        strbuf_adds(out, "null");
}

static void add_bool(struct strbuf *out, const char *before, const char *key, bool is)
{
    strbuf_addf(out, "%s\"%s\": %s", before, key, is ? "true" : "false");
}

static void add_policy(struct strbuf *out, const struct policy *policy)
{
    char digest[SHA256_HEX_SIZE];

    if (!policy->file || !policy->bytes) {
        strbuf_adds(out, ",\n    \"policy\": null");
        return;
    }
    sha256_hex_of(digest, policy->bytes, policy->n_bytes);
    add_text(out, ",\n    \"policy\": {", "name", path_base(policy->file));
    add_text(out, ", ", "sha256", digest);
    strbuf_addc(out, '}');
}

static void add_overridden(struct strbuf *out, const struct policy *policy)
{
    size_t n = 0;

    strbuf_adds(out, ",\n    \"overridden\": [");
    for (size_t i = 0; i < policy->n_settings; i++)
        if (policy->settings[i].is_overridden) {
            strbuf_adds(out, n++ ? ", " : "");
            escape_json(out, policy->settings[i].key);
        }
    strbuf_addc(out, ']');
}

/* The earlier result that a rule is compared with; a baseline among the data is in `inputs`. */
static void add_baseline(struct strbuf *out, const struct earlier *earlier)
{
    if (!earlier) {
        strbuf_adds(out, ", \"baseline\": null");
        return;
    }
    add_text(out, ",\n       \"baseline\": {", "name", path_base(earlier->name));
    add_text(out, ", ", "sha256", earlier->sha256);
    add_text(out, ",\n         ", "cohort_digest", earlier->cohort_digest);
    add_text(out, ",\n         ", "studies_digest", earlier->studies_digest);
    add_text(out, ", ", "missing", earlier->missing);
    strbuf_addc(out, '}');
}

/* The two records that an unpaired difference is made of. */
static void add_sides(struct strbuf *out, const struct gate_case *of)
{
    for (size_t i = 0; i < 2 && of->is_unpaired; i++) {
        strbuf_adds(out,
                    i ? ",\n           " : ",\n         \"unpaired\": [\n           ");
        records_write_json_object(out, &of->sides[i]);
    }
    strbuf_adds(out, of->is_unpaired ? "]" : "");
}

static void add_case(struct strbuf *out, const struct gate_rule *rule,
                     const struct gate_case *of)
{
    struct strbuf name = STRBUF_INIT;

    gate_case_add_name(&name, rule, of);
    add_text(out, "{", "name", name.text);
    add_text(out, ", ", "verdict", verdict_name(of->verdict));
    add_bool(out, ", ", "untested", of->is_untested);
    add_text(out, ", ", "why", of->why);
    strbuf_adds(out, ",\n         \"record\": ");
    records_write_json_object(out, &of->record);
    add_sides(out, of);
    strbuf_addc(out, '}');
    strbuf_release(&name);
}

static void add_rule(struct strbuf *out, const struct gate_rule *rule)
{
    static const char *const severities[] = {"error", "warn", "off"};
    const struct policy_rule *policy = rule->rule;
    struct strbuf claim = STRBUF_INIT;
    char limit[NUMFMT_SIZE];

    claim_add_text(&claim, &policy->claim);
    add_text(out, "{", "name", policy->name);
    add_text(out, ", ", "claim", claim.text);
    strbuf_addf(out, ", \"limit\": %s", numfmt_shortest(limit, policy->claim.limit));
    strbuf_addf(out, ", \"line\": %zu", policy->place.line);
    add_text(out, ",\n       ", "severity", severities[policy->severity]);
    add_text(out, ", ", "on_inconclusive",
             policy->on_inconclusive == ON_INCONCLUSIVE_STOP   ? "inconclusive"
             : policy->on_inconclusive == ON_INCONCLUSIVE_FAIL ? "fail"
                                                               : "warn");
    add_text(out, ", ", "each", policy->each.text);
    add_text(out, ", ", "over", policy->over.text);
    if (rule->n_cases)
        strbuf_addf(out, ", \"run\": %zu", rule->run);
    else
        strbuf_adds(out, ", \"run\": null");
    add_baseline(out, rule->earlier);
    add_text(out, ",\n       ", "verdict", verdict_name(rule->verdict));
    add_bool(out, ", ", "warning", rule->effect.is_warning);
    add_text(out, ",\n       ", "why", rule->why);
    add_text(out, ",\n       ", "advice", rule->advice);
    strbuf_adds(out, ",\n       \"cases\": [");
    for (size_t i = 0; i < rule->n_cases; i++) {
        strbuf_adds(out, i ? ",\n        " : "\n        ");
        add_case(out, rule, &rule->cases[i]);
    }
    strbuf_adds(out, "]}");
    strbuf_release(&claim);
}

static void add_verdict(struct strbuf *out, const struct gate_outcome *outcome)
{
    add_text(out, ",\n  \"verdict\": {\n    ", "verdict",
             verdict_name(verdict_of_status(outcome->status)));
    strbuf_addf(out, ",\n    \"exit_status\": %d", (int)outcome->status);
    add_policy(out, outcome->policy);
    add_overridden(out, outcome->policy);
    add_text(out, ",\n    ", "error", outcome->err.code ? outcome->err.text : NULL);
    strbuf_adds(out, ",\n    \"rules\": [");
    for (size_t i = 0; i < outcome->n_rules; i++) {
        strbuf_adds(out, i ? ",\n      " : "\n      ");
        add_rule(out, &outcome->rules[i]);
    }
    strbuf_adds(out, "\n    ]\n  }");
}

/* Rules with other rows have records of the same keys: they stand apart. */
static void add_further_runs(struct strbuf *out, const struct gate_outcome *outcome)
{
    if (outcome->n_runs < 2)
        return;
    strbuf_adds(out, ",\n  \"further_runs\": [");
    for (size_t i = 1; i < outcome->n_runs; i++) {
        strbuf_adds(out, i > 1 ? ",\n  " : "\n  ");
        document_write_further(out, outcome->runs[i]);
    }
    strbuf_adds(out, "\n  ]");
}

void document_write_gate(struct strbuf *out, const struct run *run,
                         const struct gate_outcome *outcome)
{
    if (run) {
        document_open(out, run);
    } else {
        strbuf_adds(out, "{\n  \"schema\": \"proctor/1\",\n  \"version\": ");
        escape_json(out, PACKAGE_VERSION);
        strbuf_adds(out, ",\n  \"command\": \"gate\"");
    }
    add_further_runs(out, outcome);
    add_verdict(out, outcome);
    strbuf_adds(out, "\n}\n");
}
