/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/gate_files.h"
#include "cli/gate_plan.h"
#include "cli/gate_run.h"
#include "cli/opt_groups.h"
#include "report/present_gate.h"
#include "report/renderers.h"

static const struct opt_group *const groups[] = {
    &opt_group_gate,        &opt_group_policy,
    &opt_group_columns,     &opt_group_values,
    &opt_group_dialect,     &opt_group_statistics,
    &opt_group_gate_output, NULL,
};

static enum err_code explain(const struct options *options, struct err *err)
{
    struct report report = {0};
    struct strbuf text = STRBUF_INIT;
    struct request request = {0};

    if (!request_set_prevalences(&request, &options->eval.prevalences, err)) {
        present_rules(&report, &options->policy, &request);
        present_missing_stated(&report, gate_plan_missing_is_stated(options)
                                            ? &options->input.missing
                                            : NULL);
        render_text(&text, &report, emit_in_color(&options->output));
        emit(options->output.output, &text, err);
    }
    request_release(&request);
    strbuf_release(&text);
    report_release(&report);
    return err->code;
}

static enum err_code judge(struct options *options, struct err *err)
{
    struct gate_run gate = {0};

    if (!gate_run(&gate, options, err) &&
        !gate_files_write(options, gate_run_first(&gate), &gate.outcome, &gate.notes,
                          err))
        options->status = gate.outcome.status;
    options->gate.at_fault = gate.at_fault;
    gate_run_release(&gate);
    return err->code;
}

static enum err_code run_gate(struct options *options, struct err *err)
{
    if (gate_plan_rules(options, err))
        return err->code;
    return options->gate.explain ? explain(options, err) : judge(options, err);
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
    gate_outcome_fail(&outcome, err, options->gate.at_fault);
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
