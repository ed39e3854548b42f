/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/opt_groups.h"
#include "cli/session.h"
#include "eval/sweep.h"
#include "report/curve_table.h"
#include "report/document.h"
#include "report/present_sweep.h"

static const struct opt_group *const groups[] = {
    &opt_group_columns, &opt_group_values, &opt_group_dialect,
    &opt_group_sweep,   &opt_group_points, &opt_group_statistics,
    &opt_group_policy,  &opt_group_output, NULL,
};

static void write_csv(struct strbuf *out, const struct run *run, char delimiter)
{
    curve_write_csv(out, run->curves, delimiter);
}

static void write_ndjson(struct strbuf *out, const struct run *run)
{
    curve_write_json(out, run->curves, "", "\n");
    strbuf_addc(out, '\n');
}

static const struct session_writers writers = {
    .page = present_sweep,
    .csv = write_csv,
    .json = document_write,
    .ndjson = write_ndjson,
};

static bool is_table(const struct output_options *options)
{
    return options->format == FORMAT_CSV || options->format == FORMAT_TSV ||
           options->format == FORMAT_NDJSON;
}

static enum err_code check(const struct options *options,
                           const struct sweep_request *sweep, struct err *err)
{
    if (sweep->n_windows && is_table(&options->output)) {
        err_set(err, ERR_USAGE,
                "--fpr and --tpr: a table of the curve has no place for partial areas");
        return err_hint(err,
                        "-f json holds the curve and the areas, -f text shows both");
    }
    if (sweep->band != BAND_NONE && !options->eval.replicates)
        return err_set(err, ERR_USAGE, "--band needs replicates (-B)");
    return ERR_OK;
}

static enum err_code sweep(struct session *session, const struct sweep_request *request,
                           struct curve_set *curves, struct err *err)
{
    struct sweep_task task = {.cohort = &session->cohort,
                              .binding = &session->binding,
                              .request = &session->request,
                              .sweep = request,
                              .watch = &session->watch,
                              .curves_only = is_table(&session->options->output)};

    session->run.curves = curves;
    session->run.sweep = request;
    curve_set_init(curves, &session->request, request->band);
    return sweep_run(&session->results, curves, &task, &session->notes, err);
}

static enum err_code check_thresholds(const struct sweep_request *request,
                                      const struct session *session, struct err *err)
{
    for (size_t i = 0; i < request->n_thresholds; i++)
        if (points_check_exact(request->thresholds[i], &session->cohort.rounded, err))
            return err->code;
    return ERR_OK;
}

static enum err_code run_sweep(struct options *options, struct err *err)
{
    struct sweep_request request;
    struct curve_set curves = {0};
    struct session session;
    enum err_code code = sweep_request_init(&request, &options->sweep, err);

    if (code || check(options, &request, err)) {
        sweep_request_release(&request);
        return err->code;
    }
    code = session_load(&session, "sweep", options, err);
    if (!code)
        code = check_thresholds(&request, &session, err);
    if (!code)
        code = sweep(&session, &request, &curves, err);
    if (!code)
        code = session_write(&session, &writers, err);
    curve_set_release(&curves);
    session_release(&session);
    sweep_request_release(&request);
    return code;
}

const struct command cmd_sweep = {
    .name = "sweep",
    .group = "measure",
    .usage = "FILE... -s COL -l COL [options]",
    .summary = "sensitivity, specificity, PPV, NPV and alerts at every threshold",
    .example = "proctor sweep predictions.csv -s ai_score -l finding --band "
               "simultaneous -f csv",
    .groups = groups,
    .run = run_sweep,
};
