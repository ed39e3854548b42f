/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
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

/* Also a file that does not exist yet, if it is named alike. */
static bool same_output(const char *a, const char *b)
{
    return a && b && strcmp(a, "-") != 0 && (!strcmp(a, b) || same_file(a, b));
}

static bool is_baseline(const struct policy *policy, const char *output)
{
    bool is = false;

    for (size_t i = 0; i < policy->n_rules && !is; i++)
        if (policy->rules[i].baseline_file.text) {
            char *path = policy_path(policy, policy->rules[i].baseline_file.text);

            is = same_file(output, path);
            free(path);
        }
    return is;
}

enum err_code options_check_output(const struct options *options, const char *option,
                                   const char *output, struct err *err)
{
    const struct text_list *files = &options->input.files;

    if (same_file(output, options->input.join))
        return err_set(err, ERR_USAGE, "%s: %s is the joined file", option, output);
    if (same_file(output, options->input.truth))
        return err_set(err, ERR_USAGE, "%s: %s is the truth file", option, output);
    if (same_file(output, options->eval.points.file))
        return err_set(err, ERR_USAGE, "%s: %s is the file of --points", option,
                       output);
    if (same_file(output, options->policy_file))
        return err_set(err, ERR_USAGE, "%s: %s is the policy", option, output);
    if (is_baseline(&options->policy, output))
        return err_set(err, ERR_USAGE, "%s: %s is a baseline of the policy", option,
                       output);
    for (size_t i = 0; i < files->n; i++)
        if (same_file(output, files->texts[i]))
            return err_set(err, ERR_USAGE, "%s: %s is an input file", option, output);
    return ERR_OK;
}

enum err_code options_check_files(const struct options *options, struct err *err)
{
    const struct text_list *files = &options->input.files;

    if (options_check_output(options, "--output", options->output.output, err) ||
        options_check_output(options, "--save-points", options->save_points, err) ||
        options_check_output(options, "--json", options->gate.json, err) ||
        options_check_output(options, "--junit", options->gate.junit, err) ||
        options_check_output(options, "--markdown", options->gate.markdown, err) ||
        options_check_output(options, "--discordant", options->discordant, err))
        return err->code;
    if (same_output(options->save_points, options->output.output))
        return err_set(err, ERR_USAGE, "--save-points: %s is the file of --output",
                       options->save_points);
    if (same_output(options->discordant, options->output.output) ||
        same_output(options->discordant, options->save_points))
        return err_set(err, ERR_USAGE,
                       "--discordant: %s is the file of --output or --save-points",
                       options->discordant);
    for (size_t i = 0; i < files->n; i++)
        for (size_t j = 0; j < i; j++)
            if (same_file(files->texts[i], files->texts[j]))
                return err_set(err, ERR_USAGE,
                               "%s is given twice: its studies would count twice",
                               files->texts[i]);
    return ERR_OK;
}

bool options_would_overwrite(const struct options *options, const char *output)
{
    struct err unheard = {0};

    return options_check_output(options, "", output, &unheard) != ERR_OK;
}

void options_release(struct options *options)
{
    struct text_list *lists[] = {&options->input.files,
                                 &options->input.scores,
                                 &options->input.labels,
                                 &options->input.groups,
                                 &options->input.described,
                                 &options->input.where,
                                 &options->input.positive,
                                 &options->input.negative,
                                 &options->input.exclude,
                                 &options->input.missing_values,
                                 &options->input.models,
                                 &options->input.findings,
                                 &options->input.units,
                                 &options->eval.points.thresholds,
                                 &options->eval.points.sensitivities,
                                 &options->eval.points.specificities,
                                 &options->eval.points.max_flags,
                                 &options->eval.points.costs,
                                 &options->eval.prevalences,
                                 &options->output.meta,
                                 &options->gate.claims,
                                 &options->typed};

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        free(lists[i]->texts);
    policy_release(&options->policy);
    *options = (struct options){0};
}
