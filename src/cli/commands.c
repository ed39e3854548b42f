/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/policy_options.h"
#include "config.h"
#include "report/escape.h"

extern const struct command cmd_inspect, cmd_evaluate, cmd_sweep, cmd_compare, cmd_gate,
    cmd_plot, cmd_report, cmd_count;

const struct command *const commands[] = {&cmd_inspect, &cmd_evaluate, &cmd_sweep,
                                          &cmd_compare, &cmd_gate,     &cmd_plot,
                                          &cmd_report,  &cmd_count,    NULL};

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (!strcmp(commands[i]->name, name))
            return commands[i];
    return NULL;
}

static enum err_code unknown_command(const char *name, struct err *err)
{
    const char *names[16] = {"help"}, *near;
    size_t n = 1;

    for (size_t i = 0; commands[i] && n < 16; i++)
        names[n++] = commands[i]->name;
    near = nearest_name(name, names, n);
    err_set(err, ERR_USAGE, "unknown command '%s'", name);
    return near ? err_hint(err, "did you mean 'proctor %s'?", near)
                : err_hint(err, "'proctor help' lists the commands");
}

static void add_overview(struct strbuf *out)
{
    const char *group = "";

    strbuf_adds(
        out, "proctor judges a medical AI model by its predictions in a CSV file.\n\n"
             "Start with\n"
             "  proctor inspect predictions.csv      what is in the file, and what to "
             "type next\n"
             "  proctor evaluate predictions.csv -s score -l label\n\nCommands\n");
    for (size_t i = 0; commands[i]; i++) {
        strbuf_addf(out, "  %-9s %-10s %s\n",
                    strcmp(group, commands[i]->group) ? commands[i]->group : "",
                    commands[i]->name, commands[i]->summary);
        group = commands[i]->group;
    }
    strbuf_adds(
        out,
        "\n'proctor help COMMAND' shows its options; 'man proctor' is the manual.\n");
}

static void add_help(struct strbuf *out, const struct command *command)
{
    strbuf_addf(out, "Usage: proctor %s %s\n\n%s\n\nExample: %s\n", command->name,
                command->usage, command->summary, command->example);
    opt_describe(out, command->groups);
    strbuf_addf(out, "\n'man proctor-%s' is the manual page.\n", command->name);
}

static enum err_code print(struct strbuf *text, struct err *err)
{
    enum err_code code = emit(NULL, text, err);

    strbuf_release(text);
    return code;
}

static enum err_code run_help(const char *name, struct err *err)
{
    const struct command *command = name ? find_command(name) : NULL;
    struct strbuf text = STRBUF_INIT;

    if (name && !command)
        return unknown_command(name, err);
    if (command)
        add_help(&text, command);
    else
        add_overview(&text);
    return print(&text, err);
}

static enum err_code run_command(const struct command *command, int argc, char **argv,
                                 enum exit_status *status, struct err *err)
{
    struct options options = {0};
    enum err_code code = opt_parse(&options, command->groups, argc, argv, err);

    if (!code && options.help) {
        code = run_help(command->name, err);
    } else {
        if (!code)
            code = policy_options_apply(&options, command->groups, err);
        if (!code)
            code = command->run(&options, err);
        if (code)
            policy_options_locate(&options, err);
        if (code && command->fail)
            command->fail(&options, err);
    }
    *status = options.status;
    options_release(&options);
    return code;
}

static enum err_code list_commands(struct err *err)
{
    struct strbuf text = STRBUF_INIT;

    for (size_t i = 0; commands[i]; i++)
        strbuf_addf(&text, "%s\n", commands[i]->name);
    return print(&text, err);
}

static enum err_code print_version(struct err *err)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_adds(&text, "proctor " PACKAGE_VERSION
                       "\nLicence GPL-3.0-or-later. There is no warranty, to the "
                       "extent permitted by law.\n");
    return print(&text, err);
}

static enum err_code dispatch(int argc, char **argv, enum exit_status *status,
                              struct err *err)
{
    const char *word = argc > 1 ? argv[1] : "help";
    const struct command *command = find_command(word);

    if (command)
        return run_command(command, argc - 1, argv + 1, status, err);
    if (!strcmp(word, "help") || !strcmp(word, "--help") || !strcmp(word, "-h"))
        return run_help(argc > 2 ? argv[2] : NULL, err);
    if (!strcmp(word, "--version"))
        return print_version(err);
    if (!strcmp(word, "--list-commands"))
        return list_commands(err);
    return unknown_command(word, err);
}

/* Messages quote names and values from files: nothing in them may steer the terminal. */
static void print_error(const struct err *err)
{
    struct strbuf text = STRBUF_INIT;

    escape_terminal(&text, err->text);
    fprintf(stderr, "proctor: %s\n", text.text);
    strbuf_reset(&text);
    escape_terminal(&text, err->hint);
    if (text.length)
        fprintf(stderr, "  hint: %s\n", text.text);
    strbuf_release(&text);
}

int commands_main(int argc, char **argv)
{
    enum exit_status status = EXIT_DONE;
    struct err err = {0};

    if (!dispatch(argc, argv, &status, &err))
        return status;
    print_error(&err);
    return EXIT_NOT_EVALUATED;
}
