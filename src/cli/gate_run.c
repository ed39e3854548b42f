/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gate_run.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/gate_plan.h"
#include "cli/session.h"
#include "gate/judge.h"

/* Rules that are judged on the same rows, and the run that does it. */
struct gate_batch {
    struct options options; /* a copy: only its lists of conditions are owned */
    struct session session;
    const struct policy_rule *first;
};

static bool is_in_batch(const struct gate_batch *batch, const struct gate_rule *rule)
{
    return rule->rule->severity != SEVERITY_OFF &&
           gate_plan_same_rows(rule->rule, batch->first);
}

static void judge(struct gate_batch *batch, struct gate_outcome *outcome, bool is_last,
                  bool *wants_more)
{
    struct evidence evidence = {.run = &batch->session.run,
                                .missing_is_stated =
                                    gate_plan_missing_is_stated(&batch->options),
                                .is_last = is_last};

    for (size_t i = 0; i < outcome->n_rules; i++)
        if (is_in_batch(batch, &outcome->rules[i]) &&
            !judge_rule(outcome, &outcome->rules[i], &evidence))
            *wants_more = true;
}

static enum err_code check(struct gate_run *gate, struct gate_batch *batch,
                           struct err *err)
{
    for (size_t i = 0; i < gate->outcome.n_rules; i++) {
        struct gate_rule *rule = &gate->outcome.rules[i];

        if (!is_in_batch(batch, rule) || !judge_check(rule, &batch->session.run, err))
            continue;
        gate->at_fault = rule->rule;
        return err->code;
    }
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
static enum err_code run_batch(struct gate_run *gate, struct gate_batch *batch,
                               struct err *err)
{
    struct gate_outcome *outcome = &gate->outcome;
    struct session *session = &batch->session;
    bool wants_more = false;

    if (session_load(session, "gate", &batch->options, err) ||
        evaluate_batch(session, err) || check(gate, batch, err))
        return err->code;
    gate_outcome_add_run(outcome, &session->run);
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

static struct gate_batch *add_batch(struct gate_run *gate,
                                    const struct policy_rule *rule)
{
    struct gate_batch *batch = xcalloc(1, sizeof *batch);

    gate->batches =
        xrealloc(gate->batches, gate->n_batches + 1, sizeof(struct gate_batch *));
    gate->batches[gate->n_batches++] = batch;
    batch->first = rule;
    gate_plan_rows(&batch->options, &gate->planned, rule);
    return batch;
}

bool gate_run_reads_pipe(const struct options *options)
{
    for (size_t i = 0; i < options->input.files.n; i++)
        if (!strcmp(options->input.files.texts[i], "-"))
            return true;
    return !options->input.files.n;
}

static enum err_code run_batches(struct gate_run *gate, struct err *err)
{
    const struct policy *policy = &gate->planned.policy;

    for (size_t i = 0; i < policy->n_rules; i++) {
        if (!is_first_of_its_rows(policy, i))
            continue;
        if (gate->n_batches && gate_run_reads_pipe(&gate->planned)) {
            place_err(&policy->rules[i].place, "", 0, err,
                      "a rule with other rows reads the data again, and standard input "
                      "can be read once");
            gate->at_fault = &policy->rules[i];
            return err_hint(err, "give a file");
        }
        if (run_batch(gate, add_batch(gate, &policy->rules[i]), err)) {
            if (!gate->at_fault)
                gate->at_fault = gate_plan_locate(policy, &policy->rules[i], err);
            return err->code;
        }
    }
    return ERR_OK;
}

/* What cannot be judged is no verdict: an error at the rule. */
static enum err_code check_outcome(struct gate_run *gate, struct err *err)
{
    for (size_t i = 0; i < gate->outcome.n_rules; i++) {
        const struct gate_rule *rule = &gate->outcome.rules[i];

        if (rule->verdict != VERDICT_ERROR)
            continue;
        gate->at_fault = rule->rule;
        place_err(&rule->rule->place, "", 0, err, "%s", rule->why);
        return err_hint(err, "lock the point on other studies: proctor evaluate "
                             "TUNING.csv ... --save-points points.csv, then points: "
                             "{NAME: {file: points.csv}}");
    }
    return ERR_OK;
}

static void collect_notes(struct gate_run *gate)
{
    for (size_t i = 0; i < gate->n_batches; i++) {
        const struct notes *notes = &gate->batches[i]->session.notes;

        for (size_t j = 0; j < notes->n; j++)
            notes_addf(&gate->notes, "%s", notes->texts[j]);
        progress_finish(&gate->batches[i]->session.progress);
    }
}

enum err_code gate_run(struct gate_run *gate, const struct options *options,
                       struct err *err)
{
    if (gate_plan_options(&gate->planned, options, err))
        return err->code;
    gate_outcome_init(&gate->outcome, &gate->planned.policy);
    if (gate_earlier_read(&gate->earlier, &gate->outcome, &gate->at_fault, err) ||
        run_batches(gate, err))
        return err->code;
    gate_outcome_finish(&gate->outcome);
    collect_notes(gate);
    return check_outcome(gate, err);
}

const struct run *gate_run_first(const struct gate_run *gate)
{
    assert(gate->n_batches);
    return &gate->batches[0]->session.run;
}

void gate_run_release(struct gate_run *gate)
{
    for (size_t i = 0; i < gate->n_batches; i++) {
        session_release(&gate->batches[i]->session);
        gate_plan_release_rows(&gate->batches[i]->options);
        free(gate->batches[i]);
    }
    free(gate->batches);
    notes_release(&gate->notes);
    gate_outcome_release(&gate->outcome);
    gate_earlier_release(&gate->earlier);
    gate_plan_release_options(&gate->planned);
    *gate = (struct gate_run){0};
}
