/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/opt_groups.h"
#include "cli/session.h"
#include "eval/compare.h"
#include "report/discordant_csv.h"
#include "report/present_compare.h"

static const struct opt_group *const groups[] = {
    &opt_group_columns, &opt_group_values, &opt_group_dialect,
    &opt_group_compare, &opt_group_points, &opt_group_statistics,
    &opt_group_policy,  &opt_group_output, NULL,
};

/* The file that a study is from is the only subgroup there can be. */
static enum err_code plan_unpaired(struct options *options, struct err *err)
{
    struct text_list *by = &options->input.groups;

    if (options->input.files.n != 2)
        return err_set(
            err, ERR_USAGE, "--unpaired compares two files, and %zu %s given",
            options->input.files.n, options->input.files.n == 1 ? "is" : "are");
    if (by->n || options->discordant)
        return err_set(err, ERR_USAGE,
                       "--unpaired knows no --by and no --discordant: the files have "
                       "no studies in common");
    by->texts = xgrow(by->texts, &by->capacity, 1, sizeof *by->texts);
    by->texts[by->n++] = "@file";
    return ERR_OK;
}

/* One file with several models, or two files about the same studies, or one model on two files. */
static enum err_code plan(struct options *options, struct err *err)
{
    size_t n = options->input.files.n;

    if (options->unpaired)
        return plan_unpaired(options, err);
    if (options->discordant && !options->input.id) {
        err_set(err, ERR_USAGE,
                "--discordant needs --id: which column is the study id?");
        return err_hint(err, "such as -i StudyInstanceUID");
    }
    options->input.is_pair = n == 2;
    if (n <= 2)
        return ERR_OK;
    err_set(err, ERR_USAGE, "compare takes one file, or two, and %zu are given", n);
    return err_hint(err, "one file with several models, or: proctor compare NEW OLD "
                         "-i ID");
}

/* The level of "@file" that the first file has. */
static const char *first_file(const struct options *options)
{
    const char *const *paths = options->input.files.texts;
    const char *base = path_base(paths[0]);

    return strcmp(base, path_base(paths[1])) ? base : paths[0];
}

static enum err_code write_discordant(const struct options *options,
                                      const struct discordant_list *list,
                                      struct err *err)
{
    struct strbuf out = STRBUF_INIT;
    enum err_code code;

    if (!options->discordant)
        return ERR_OK;
    discordant_write_csv(&out, list);
    code = emit(options->discordant, &out, err);
    strbuf_release(&out);
    return code;
}

static enum err_code run(struct session *session, struct err *err)
{
    struct options *options = session->options;
    struct session_writers writers = session_records;
    struct comparison_setting setting = {&session->results, &session->cohort,
                                         &session->binding, &session->request,
                                         &session->watch};
    struct discordant_list list = {0};
    enum err_code code;

    writers.page = present_compare;
    request_keep_usual(&session->request);
    if (options->unpaired)
        code = compare_unpaired(&setting, first_file(options), &session->notes, err);
    else
        code =
            compare(&setting, options->discordant ? &list : NULL, &session->notes, err);
    if (!code)
        code = write_discordant(options, &list, err);
    if (!code)
        code = session_write(session, &writers, err);
    discordant_list_release(&list);
    return code;
}

static enum err_code run_compare(struct options *options, struct err *err)
{
    struct session session;
    enum err_code code = plan(options, err);

    if (code)
        return code;
    code = session_load(&session, "compare", options, err);
    if (!code)
        code = run(&session, err);
    session_release(&session);
    return code;
}

const struct command cmd_compare = {
    .name = "compare",
    .group = "measure",
    .usage = "FILE -s NEW,OLD -l COL | NEW OLD -i ID -s COL -l COL [options]",
    .summary = "is one model better than another, or at least not worse",
    .example = "proctor compare predictions.csv -s ai_v4,ai_v3 --baseline ai_v3 -l "
               "finding --margin 0.02",
    .groups = groups,
    .run = run_compare,
};
