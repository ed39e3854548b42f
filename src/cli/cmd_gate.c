/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/gate_files.h"
#include "cli/gate_plan.h"
#include "cli/opt_groups.h"
#include "cli/session.h"
#include "gate/judge.h"
#include "report/present_gate.h"
#include "report/renderers.h"

static const struct opt_group *const groups[] = {
    &opt_group_gate,        &opt_group_policy,
    &opt_group_columns,     &opt_group_values,
    &opt_group_dialect,     &opt_group_statistics,
    &opt_group_gate_output, NULL,
};

/* Rules that are judged on the same rows, and the run that does it. */
struct batch {
    struct options options; /* a copy: only its lists of conditions are owned */
    struct session session;
    const struct policy_rule *first;
};

static void judge(struct batch *batch, struct gate_outcome *outcome, bool is_last,
                  bool *wants_more)
{
    struct evidence evidence = {.run = &batch->session.run,
                                .missing_is_stated =
                                    gate_plan_missing_is_stated(&batch->options),
                                .is_last = is_last};

    for (size_t i = 0; i < outcome->n_rules; i++)
        if (gate_plan_same_rows(outcome->rules[i].rule, batch->first) &&
            outcome->rules[i].rule->severity != SEVERITY_OFF &&
            !judge_rule(outcome, &outcome->rules[i], &evidence))
            *wants_more = true;
}

static enum err_code check(struct batch *batch, const struct gate_outcome *outcome,
                           struct err *err)
{
    for (size_t i = 0; i < outcome->n_rules; i++)
        if (gate_plan_same_rows(outcome->rules[i].rule, batch->first) &&
            outcome->rules[i].rule->severity != SEVERITY_OFF &&
            judge_check(outcome->rules[i].rule, &batch->session.run, err))
            return err->code;
    return ERR_OK;
}

enum { MOST_REPLICATES = 1000000 };

static enum err_code evaluate_batch(struct session *session, struct err *err)
{
    result_set_release(&session->results);
    return evaluate(&session->results, &session->cohort, &session->binding,
                    &session->request, &session->watch, &session->notes, err);
}

/* A limit of the bootstrap that is too near to the claim's gets ten times the replicates. */
static enum err_code run_batch(struct batch *batch, struct gate_outcome *outcome,
                               struct err *err)
{
    struct session *session = &batch->session;
    bool wants_more = false;

    if (session_load(session, "gate", &batch->options, err) ||
        evaluate_batch(session, err) || check(batch, outcome, err))
        return err->code;
    judge(batch, outcome, false, &wants_more);
    if (!wants_more)
        return ERR_OK;
    session->request.replicates *= 10;
    if (session->request.replicates > MOST_REPLICATES)
        session->request.replicates = MOST_REPLICATES;
    if (evaluate_batch(session, err))
        return err->code;
    judge(batch, outcome, true, &wants_more);
    return ERR_OK;
}

/* ---- The whole ------------------------------------------------------------------------ */

struct batches {
    struct batch **items;
    size_t n;
};

static bool is_first_of_its_rows(const struct policy *policy, size_t rule)
{
    if (policy->rules[rule].severity == SEVERITY_OFF)
        return false;
    for (size_t i = 0; i < rule; i++)
        if (policy->rules[i].severity != SEVERITY_OFF &&
            gate_plan_same_rows(&policy->rules[i], &policy->rules[rule]))
            return false;
    return true;
}

static struct batch *add_batch(struct batches *batches, const struct options *options,
                               const struct policy_rule *rule)
{
    struct batch *batch = xcalloc(1, sizeof *batch);

    batches->items = xrealloc(batches->items, batches->n + 1, sizeof(struct batch *));
    batches->items[batches->n++] = batch;
    batch->first = rule;
    gate_plan_rows(&batch->options, options, rule);
    return batch;
}

static bool reads_standard_input(const struct options *options)
{
    for (size_t i = 0; i < options->input.files.n; i++)
        if (!strcmp(options->input.files.texts[i], "-"))
            return true;
    return !options->input.files.n;
}

static enum err_code run_batches(struct batches *batches, struct options *options,
                                 struct gate_outcome *outcome, struct err *err)
{
    const struct policy *policy = &options->policy;

    for (size_t i = 0; i < policy->n_rules; i++) {
        struct batch *batch;

        if (!is_first_of_its_rows(policy, i))
            continue;
        if (batches->n && reads_standard_input(options)) {
            place_err(&policy->rules[i].place, "", 0, err,
                      "a rule with other rows reads the data again, and standard input "
                      "can be read once");
            return err_hint(err, "give a file");
        }
        batch = add_batch(batches, options, &policy->rules[i]);
        if (run_batch(batch, outcome, err)) {
            gate_plan_locate(policy, err);
            return err->code;
        }
    }
    return ERR_OK;
}

static void collect_notes(struct notes *notes, const struct batches *batches)
{
    for (size_t i = 0; i < batches->n; i++)
        for (size_t j = 0; j < batches->items[i]->session.notes.n; j++)
            notes_addf(notes, "%s", batches->items[i]->session.notes.texts[j]);
}

static void release(struct batches *batches)
{
    for (size_t i = 0; i < batches->n; i++) {
        session_release(&batches->items[i]->session);
        gate_plan_release_rows(&batches->items[i]->options);
        free(batches->items[i]);
    }
    free(batches->items);
}

/* What cannot be judged is no verdict: an error at the rule. */
static enum err_code check_outcome(const struct gate_outcome *outcome, struct err *err)
{
    for (size_t i = 0; i < outcome->n_rules; i++) {
        const struct gate_rule *rule = &outcome->rules[i];

        if (rule->verdict != VERDICT_ERROR)
            continue;
        place_err(&rule->rule->place, "", 0, err, "%s", rule->why);
        return err_hint(err, "lock the point on other studies: proctor evaluate "
                             "TUNING.csv ... --save-points points.csv, then points: "
                             "{NAME: {file: points.csv}}");
    }
    return ERR_OK;
}

static enum err_code run_rules(struct options *options, struct err *err)
{
    struct gate_outcome outcome;
    struct batches batches = {0};
    struct notes notes = {0};

    gate_outcome_init(&outcome, &options->policy);
    if (!run_batches(&batches, options, &outcome, err)) {
        gate_outcome_finish(&outcome);
        if (check_outcome(&outcome, err))
            goto out;
        collect_notes(&notes, &batches);
        assert(batches.items);
        progress_finish(&batches.items[0]->session.progress);
        if (!gate_files_write(options, &batches.items[0]->session.run, &outcome, &notes,
                              err))
            options->status = outcome.status;
    }
out:
    notes_release(&notes);
    release(&batches);
    gate_outcome_release(&outcome);
    return err->code;
}

static enum err_code explain(const struct options *options, struct err *err)
{
    struct report report = {0};
    struct strbuf text = STRBUF_INIT;

    present_rules(&report, &options->policy);
    render_text(&text, &report, emit_in_color(&options->output));
    emit(options->output.output, &text, err);
    strbuf_release(&text);
    report_release(&report);
    return err->code;
}

static enum err_code run_gate(struct options *options, struct err *err)
{
    if (gate_plan_rules(options, err))
        return err->code;
    if (options->gate.explain)
        return explain(options, err);
    if (gate_plan_options(options, err))
        return err->code;
    return run_rules(options, err);
}

/* A policy that could not be read leaves a rule without a name. */
static bool rules_are_whole(const struct policy *policy)
{
    return policy->n_rules == 0 || policy->rules[policy->n_rules - 1].name;
}

/* A gate that failed because it would have overwritten a file must not do it now. */
static void keep_safe(const struct options *options, const char **output)
{
    if (options_would_overwrite(options, *output))
        *output = NULL;
}

static void fail_gate(struct options *options, const struct err *err)
{
    struct policy nothing = {.file = options->policy.file,
                             .bytes = options->policy.bytes,
                             .n_bytes = options->policy.n_bytes};
    struct gate_outcome outcome;

    if (options->gate.explain)
        return;
    keep_safe(options, &options->gate.json);
    keep_safe(options, &options->gate.junit);
    keep_safe(options, &options->gate.markdown);
    gate_outcome_init(&outcome,
                      rules_are_whole(&options->policy) ? &options->policy : &nothing);
    gate_outcome_fail(&outcome, err);
    gate_files_fail(options, &outcome);
    gate_outcome_release(&outcome);
}

const struct command cmd_gate = {
    .name = "gate",
    .group = "decide",
    .usage = "FILE... --policy FILE [options]",
    .summary = "test claims from a policy; the exit status tells a CI job the verdict",
    .example =
        "proctor gate predictions.csv --policy release-gate.yaml --junit gate.xml",
    .groups = groups,
    .run = run_gate,
    .fail = fail_gate,
};
