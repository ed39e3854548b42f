/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/opt_groups.h"
#include "cli/session.h"
#include "eval/compare.h"
#include "report/present_compare.h"

static const struct opt_group *const groups[] = {
    &opt_group_columns, &opt_group_values, &opt_group_dialect,
    &opt_group_compare, &opt_group_points, &opt_group_statistics,
    &opt_group_policy,  &opt_group_output, NULL,
};

/* One file with several models, or two files about the same studies. */
static enum err_code plan_files(struct options *options, struct err *err)
{
    size_t n = options->input.files.n;

    options->input.is_pair = n == 2;
    if (n <= 2)
        return ERR_OK;
    err_set(err, ERR_USAGE, "compare takes one file, or two, and %zu are given", n);
    return err_hint(err, "one file with several models, or: proctor compare NEW OLD "
                         "-i ID");
}

static enum err_code run_compare(struct options *options, struct err *err)
{
    struct session_writers writers = session_records;
    struct session session;
    enum err_code code = plan_files(options, err);
    struct comparison_setting setting = {&session.results, &session.cohort,
                                         &session.binding, &session.request,
                                         &session.watch};

    if (code)
        return code;
    writers.page = present_compare;
    code = session_load(&session, "compare", options, err);
    if (!code) {
        request_keep_usual(&session.request);
        code = compare(&setting, &session.notes, err);
    }
    if (!code)
        code = session_write(&session, &writers, err);
    session_release(&session);
    return code;
}

const struct command cmd_compare = {
    .name = "compare",
    .group = "measure",
    .usage = "FILE -s NEW,OLD -l COL, or: NEW OLD -i ID -s COL -l COL [options]",
    .summary = "is one model better than another, or at least not worse",
    .example = "proctor compare predictions.csv -s ai_v4,ai_v3 --baseline ai_v3 -l "
               "finding --margin 0.02",
    .groups = groups,
    .run = run_compare,
};
