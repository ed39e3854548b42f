/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/opt_groups.h"
#include "cli/session.h"
#include "report/present.h"

static const struct opt_group *const groups[] = {
    &opt_group_columns,    &opt_group_values, &opt_group_dialect, &opt_group_points,
    &opt_group_statistics, &opt_group_policy, &opt_group_output,  NULL,
};

static enum err_code run_evaluate(struct options *options, struct err *err)
{
    struct session_writers writers = session_records;
    struct session session;
    enum err_code code = session_load(&session, "evaluate", options, err);

    writers.page = present_evaluate;
    if (!code && session_writes_page(&session) && !options->output.verbose)
        request_spare_replicates(&session.request);
    if (!code)
        code = evaluate(&session.results, &session.cohort, &session.binding,
                        &session.request, &session.watch, &session.notes, err);
    if (!code)
        code = session_write(&session, &writers, err);
    session_release(&session);
    return code;
}

const struct command cmd_evaluate = {
    .name = "evaluate",
    .group = "measure",
    .usage = "FILE... -s COL -l COL [options]",
    .summary =
        "cohort, ROC AUC, operating points and subgroups, each with its interval",
    .example = "proctor evaluate predictions.csv -s ai_score -l finding -t release=0.5 "
               "-g scanner,age:18,65",
    .groups = groups,
    .run = run_evaluate,
};
