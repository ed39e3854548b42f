/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A subcommand.
 *
 * To add one: cmd_x.c with `const struct command cmd_x`; its address in commands.c; the source in src/local.mk; man/proctor-x.1; at least one
 * tests/cli/x-*.t; NEWS. tests/docs/help-sync.t fails if the manual is missing or lists other options than the table. */
#ifndef PROCTOR_CLI_COMMAND_H
#define PROCTOR_CLI_COMMAND_H

#include "base/err.h"
#include "cli/opt.h"

struct command {
    const char *name;    /* "evaluate" */
    const char *group;   /* "measure": heading in the list of commands */
    const char *usage;   /* "FILE... -s COL -l COL [options]" */
    const char *summary; /* one line */
    const char *example; /* one command line to start from */
    const struct opt_group *const *groups; /* NULL-terminated */
    enum err_code (*run)(struct options *options, struct err *err);
    /* Called when options, policy or run() failed, so that no file of an earlier run can be taken for a result; NULL: nothing to do. */
    void (*fail)(struct options *options, const struct err *err);
};

/* All commands in display order, NULL-terminated. */
extern const struct command *const commands[];

/* Runs the program; returns its exit status. The only place that prints errors. */
int commands_main(int argc, char **argv);

#endif
