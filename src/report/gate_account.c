/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/gate_account.h"

#include <string.h>

#include "base/numfmt.h"
#include "eval/account.h"

enum { MOST_LINES = 10 };

static void add_left_out(struct strbuf *line, const struct account_row *rows, size_t n)
{
    const char *before = " Left out: ";
    char count[NUMFMT_SIZE];

    for (size_t i = 2; i < n; i++) {
        if (i == ACCOUNT_IMPUTED || !(rows[i].n > 0))
            continue;
        strbuf_addf(line, "%s%s %s", before, numfmt_count(count, (uint64_t)rows[i].n),
                    rows[i].title);
        before = ", ";
    }
    if (*before == ',')
        strbuf_addc(line, '.');
}

/* Every row by what became of it, as `evaluate` accounts for them. */
static void add_pair(struct strbuf *line, const struct run *run, struct pair pair)
{
    struct account account = cohort_account(run->cohort, pair);
    struct account_row rows[ACCOUNT_MOST];
    size_t n = account_rows(rows, &account);
    char read[NUMFMT_SIZE], evaluated[NUMFMT_SIZE], imputed[NUMFMT_SIZE];

    strbuf_addf(line, "%s read, %s evaluated", numfmt_studies(read, account.read),
                numfmt_count(evaluated, (uint64_t)rows[1].n));
    if (rows[ACCOUNT_IMPUTED].n > 0)
        strbuf_addf(line, ", %s of them without score and counted as %s",
                    numfmt_count(imputed, (uint64_t)rows[ACCOUNT_IMPUTED].n),
                    run->input->missing == MISSING_POSITIVE ? "flagged"
                                                            : "not flagged");
    strbuf_addc(line, '.');
    add_left_out(line, rows, n);
}

static bool are_alike(const struct run *run)
{
    struct strbuf first = STRBUF_INIT, other = STRBUF_INIT;
    bool are = true;

    add_pair(&first, run, run->binding->pairs[0]);
    for (size_t i = 1; i < run->binding->n_pairs && are; i++) {
        strbuf_reset(&other);
        add_pair(&other, run, run->binding->pairs[i]);
        are = !strcmp(first.text, other.text);
    }
    strbuf_release(&first);
    strbuf_release(&other);
    return are;
}

static void start_line(struct strbuf *out, const char *rule)
{
    strbuf_adds(out, out->length ? "\n" : "");
    if (rule)
        strbuf_addf(out, "%s: ", rule);
}

static void add_run(struct strbuf *out, const struct run *run, const char *rule)
{
    const struct binding *binding = run->binding;
    size_t n = are_alike(run) ? 1 : binding->n_pairs;

    for (size_t i = 0; i < n && i < MOST_LINES; i++) {
        const struct pair pair = binding->pairs[i];

        start_line(out, rule);
        if (n > 1)
            strbuf_addf(out, "%s for %s: ", binding->scores[pair.score].model,
                        binding->labels[pair.label].finding);
        add_pair(out, run, pair);
    }
    if (n > MOST_LINES) {
        start_line(out, rule);
        strbuf_addf(out, "And so on for %zu more models and findings.", n - MOST_LINES);
    }
}

/* The first rule that was judged on it. */
static const char *rule_of_run(const struct gate_outcome *outcome, size_t run)
{
    for (size_t i = 0; i < outcome->n_rules; i++)
        if (outcome->rules[i].n_cases && outcome->rules[i].run == run)
            return outcome->rules[i].rule->name;
    return NULL;
}

void gate_account_add(struct strbuf *out, const struct gate_outcome *outcome)
{
    struct strbuf first = STRBUF_INIT, other = STRBUF_INIT;

    for (size_t i = 0; i < outcome->n_runs; i++) {
        strbuf_reset(&other);
        add_run(i ? &other : &first, outcome->runs[i], NULL);
        if (i && !strcmp(first.text, other.text))
            continue;
        add_run(out, outcome->runs[i], i ? rule_of_run(outcome, i) : NULL);
    }
    strbuf_release(&first);
    strbuf_release(&other);
}
