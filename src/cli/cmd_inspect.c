/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/opt_groups.h"
#include "data/csv_read.h"
#include "data/profile.h"
#include "data/source.h"
#include "report/present_profile.h"
#include "report/renderers.h"

static const struct opt_group *const groups[] = {
    &opt_group_dialect,
    &opt_group_inspect_output,
    NULL,
};

static enum err_code read_profile(struct profile *profile, struct csv_reader *reader,
                                  struct err *err)
{
    struct csv_batch batch;
    size_t n;
    const char *const *names = csv_columns(reader, &n);

    profile_init(profile, names, n, csv_delimiter(reader));
    do {
        if (csv_next(reader, &batch, err))
            return err->code;
        profile_append(profile, &batch);
    } while (batch.n_rows);
    profile_finish(profile);
    return ERR_OK;
}

static enum err_code inspect_file(struct report *report, const struct options *options,
                                  const char *path, struct err *err)
{
    struct source_options source_options = {.encoding = options->input.encoding};
    struct csv_options csv_options = {.delimiter = options->input.delimiter,
                                      .no_header = options->input.no_header};
    struct source *source = NULL;
    struct csv_reader *reader = NULL;
    struct profile profile = {0};
    struct notes notes = {0};
    enum err_code code = source_open(&source, path, &source_options, &notes, err);

    if (!code)
        code = csv_open(&reader, source, &csv_options, err);
    if (!code)
        code = read_profile(&profile, reader, err);
    if (!code) {
        struct inspected file = {.path = path,
                                 .delimiter = csv_delimiter(reader),
                                 .profile = &profile,
                                 .notes = &notes};

        present_profile(report, &file);
    }
    profile_release(&profile);
    notes_release(&notes);
    csv_close(reader);
    source_close(source);
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

static enum err_code run_inspect(struct options *options, struct err *err)
{
    struct report report = {0};
    enum err_code code = ERR_OK;

    if (options_default_to_pipe(options, err))
        return err_hint(err,
                        "proctor inspect predictions.csv; '-' reads standard input");
    for (size_t i = 0; i < options->input.files.n && !code; i++)
        code = inspect_file(&report, options, options->input.files.texts[i], err);
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
