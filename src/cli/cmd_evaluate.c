/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/opt_groups.h"
#include "cli/progress.h"
#include "data/load.h"
#include "eval/evaluate.h"
#include "report/document.h"
#include "report/present.h"
#include "report/records.h"
#include "report/renderers.h"

static const struct opt_group *const groups[] = {
    &opt_group_columns,    &opt_group_values, &opt_group_dialect,
    &opt_group_statistics, &opt_group_output, NULL,
};

static void on_bytes(void *ctx, uint64_t done, uint64_t total)
{
    struct progress *progress = ctx;

    progress->total = total;
    progress_set(progress, done);
}

static void on_total(void *ctx, uint64_t replicates)
{
    progress_start(ctx, "resampling", replicates);
}

static void on_replicate(void *ctx)
{
    progress_add(ctx, 1);
}

static enum err_code load(struct cohort *cohort, struct binding *binding,
                          struct options *options, struct progress *progress,
                          struct notes *notes, struct err *err)
{
    struct load_watch watch = {on_bytes, progress,
                               options->output.format == FORMAT_JSON};

    if (options_default_to_pipe(options, err))
        return err_hint(err, "proctor evaluate predictions.csv -s SCORE -l LABEL; '-' "
                             "reads standard input");
    if (options_check_files(options, err))
        return err->code;
    progress_start(progress, "reading", 0);
    return cohort_load(cohort, binding, &options->input, &watch, notes, err);
}

static void write_page(struct strbuf *out, const struct run *run,
                       const struct output_options *options)
{
    struct report report = {0};

    present_evaluate(&report, run, options->verbose);
    if (options->format == FORMAT_MARKDOWN)
        render_markdown(out, &report);
    else
        render_text(out, &report, emit_in_color(options));
    report_release(&report);
}

static void write_format(struct strbuf *out, const struct run *run,
                         const struct output_options *options)
{
    switch ((enum output_format)options->format) {
    case FORMAT_TEXT:
    case FORMAT_MARKDOWN:
        write_page(out, run, options);
        break;
    case FORMAT_CSV:
        records_write_csv(out, run->results, ',');
        break;
    case FORMAT_TSV:
        records_write_csv(out, run->results, '\t');
        break;
    case FORMAT_JSON:
        document_write(out, run);
        break;
    case FORMAT_NDJSON:
        records_write_ndjson(out, run->results);
        break;
    }
}

static enum err_code write(const struct run *run, const struct output_options *options,
                           struct err *err)
{
    struct strbuf out = STRBUF_INIT;
    enum err_code code;

    write_format(&out, run, options);
    code = emit(options->output, &out, err);
    strbuf_release(&out);
    if (!code && (options->format == FORMAT_CSV || options->format == FORMAT_TSV ||
                  options->format == FORMAT_NDJSON))
        emit_notes(run->notes, options);
    return code;
}

static enum err_code run_evaluate(struct options *options, struct err *err)
{
    struct request request = {0};
    struct cohort cohort = {0};
    struct binding binding = {0};
    struct result_set results = {0};
    struct notes notes = {0};
    struct progress progress;
    struct eval_watch watch = {on_total, on_replicate, &progress};
    struct run run = {"evaluate", &options->input, &cohort, &binding,
                      &request,   &results,        &notes};
    enum err_code code;

    progress_init(&progress, !options->output.no_progress && !options->output.quiet);
    code = request_init(&request, &options->eval, err);
    if (!code)
        code = load(&cohort, &binding, options, &progress, &notes, err);
    if (!code)
        code = evaluate(&results, &cohort, &binding, &request, &watch, &notes, err);
    progress_finish(&progress);
    if (!code)
        code = write(&run, &options->output, err);
    result_set_release(&results);
    cohort_release(&cohort);
    binding_release(&binding);
    request_release(&request);
    notes_release(&notes);
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
