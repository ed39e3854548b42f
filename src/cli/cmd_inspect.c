/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/opt_groups.h"
#include "report/present_profile.h"
#include "report/renderers.h"
#include "report/starter_policy.h"

static const struct opt_group *const groups[] = {
    &opt_group_inspect_dialect,
    &opt_group_inspect_output,
    NULL,
};

/* Adds what the file holds to the page or, if `policy` is not NULL, to that. */
static enum err_code add_file(struct report *report, struct strbuf *policy,
                              const struct input_options *input, const char *path,
                              struct err *err)
{
    struct source_options source_options = {.encoding = input->encoding};
    struct csv_options csv_options = {.delimiter = input->delimiter,
                                      .no_header = input->no_header};
    struct inspected inspected;
    enum err_code code =
        inspect_file(&inspected, path, &source_options, &csv_options, err);

    if (!code && policy)
        starter_policy_write(policy, &inspected);
    else if (!code)
        present_profile(report, &inspected);
    inspected_release(&inspected);
    return code;
}

static enum err_code write_page(struct report *report,
                                const struct output_options *options, struct err *err)
{
    struct strbuf out = STRBUF_INIT;
    enum err_code code;

    render_text(&out, report, emit_in_color(options));
    code = emit(options->output, &out, err);
    strbuf_release(&out);
    return code;
}

static enum err_code write_policy(struct options *options, struct err *err)
{
    struct strbuf policy = STRBUF_INIT;

    if (options->input.files.n > 1)
        return err_set(err, ERR_USAGE, "--init: a policy starts from one file");
    if (!add_file(NULL, &policy, &options->input, options->input.files.texts[0], err))
        emit(options->output.output, &policy, err);
    strbuf_release(&policy);
    return err->code;
}

static enum err_code run_inspect(struct options *options, struct err *err)
{
    struct report report = {0};
    enum err_code code = ERR_OK;

    if (options_default_to_pipe(options, err))
        return err_hint(err,
                        "proctor inspect predictions.csv; '-' reads standard input");
    if (options->init)
        return write_policy(options, err);
    for (size_t i = 0; i < options->input.files.n && !code; i++)
        code = add_file(&report, NULL, &options->input, options->input.files.texts[i],
                        err);
    if (!code)
        code = write_page(&report, &options->output, err);
    report_release(&report);
    return code;
}

const struct command cmd_inspect = {
    .name = "inspect",
    .group = "look",
    .usage = "FILE... [options]",
    .summary = "what is in a file, what it could be used for, and what to type next",
    .example = "proctor inspect predictions.csv",
    .groups = groups,
    .run = run_inspect,
};
