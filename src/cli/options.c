/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum err_code options_default_to_pipe(struct options *options, struct err *err)
{
    struct text_list *files = &options->input.files;
    struct stat info;

    if (files->n)
        return ERR_OK;
    if (fstat(STDIN_FILENO, &info) != 0 ||
        !(S_ISFIFO(info.st_mode) || S_ISREG(info.st_mode) || S_ISSOCK(info.st_mode)))
        return err_set(err, ERR_USAGE, "no file is given");
    files->texts = xgrow(files->texts, &files->capacity, 1, sizeof *files->texts);
    files->texts[files->n++] = "-";
    return ERR_OK;
}

/* The file behind a path; false if there is none. */
static bool same_file(const char *a, const char *b)
{
    struct stat x, y;

    return a && b && stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
           x.st_ino == y.st_ino && S_ISREG(x.st_mode);
}

enum err_code options_check_files(const struct options *options, struct err *err)
{
    const struct text_list *files = &options->input.files;
    const char *output = options->output.output;

    if (same_file(output, options->input.join))
        return err_set(err, ERR_USAGE, "--output: %s is the joined file", output);
    if (same_file(output, options->input.truth))
        return err_set(err, ERR_USAGE, "--output: %s is the truth file", output);
    for (size_t i = 0; i < files->n; i++) {
        if (same_file(output, files->texts[i]))
            return err_set(err, ERR_USAGE, "--output: %s is an input file", output);
        for (size_t j = 0; j < i; j++)
            if (same_file(files->texts[i], files->texts[j]))
                return err_set(err, ERR_USAGE,
                               "%s is given twice: its studies would count twice",
                               files->texts[i]);
    }
    return ERR_OK;
}

void options_release(struct options *options)
{
    struct text_list *lists[] = {
        &options->input.files,          &options->input.scores,
        &options->input.labels,         &options->input.groups,
        &options->input.where,          &options->input.positive,
        &options->input.negative,       &options->input.exclude,
        &options->input.missing_values, &options->input.models,
        &options->input.findings,       &options->input.units,
        &options->eval.thresholds,      &options->eval.prevalences,
        &options->output.meta};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        free(lists[i]->texts);
    *options = (struct options){0};
}
