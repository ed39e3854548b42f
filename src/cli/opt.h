/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Option tables over getopt_long: one row is parser, default, --help and (held together by a test) manual. */
#ifndef PROCTOR_CLI_OPT_H
#define PROCTOR_CLI_OPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "cli/options.h"

enum opt_kind {
    OPT_FLAG,   /* bool */
    OPT_TEXT,   /* const char * */
    OPT_LIST,   /* struct text_list: repeats and accumulates */
    OPT_COUNT,  /* uint64_t, whole number */
    OPT_NUMBER, /* double */
    OPT_CHAR,   /* char: one character, or "tab" */
    OPT_CHOICE, /* int: index in choices */
};

struct opt {
    const char *name; /* long, without dashes */
    char letter;      /* 0 = none */
    enum opt_kind kind;
    const char *argument;       /* "COL", NULL for flags */
    const char *default_text;   /* parsed as if typed; NULL = zero */
    const char *const *choices; /* OPT_CHOICE: NULL-terminated */
    size_t offset;              /* in struct options */
    const char *
        help; /* NULL: for tests, not shown; "the model's probability; several = several models" */
};

/* Options that belong together under one heading; `rows` ends with a NULL name. */
struct opt_group {
    const char *title;
    const struct opt *rows;
};

/* Defaults, then argv. Options may stand anywhere; "--" ends them; long names in full only. Other words go to options->input.files.
 * Errors name the option and, if it does not exist, the nearest one. `groups` ends with NULL. */
enum err_code opt_parse(struct options *options, const struct opt_group *const *groups,
                        int argc, char **argv, struct err *err);

/* The row of a long name in the groups, NULL if there is none. */
const struct opt *opt_find(const struct opt_group *const *groups, const char *name);

/* Sets an option as if the value had been typed. Borrows the value. */
enum err_code opt_set(struct options *options, const struct opt *row, const char *value,
                      struct err *err);

/* True if the option stood on the command line. */
bool opt_was_typed(const struct options *options, const char *name);

/* The options as a table for people, 80 columns. */
void opt_describe(struct strbuf *out, const struct opt_group *const *groups);

/* The files (names without folders) and all options of the groups that differ from their defaults, as a shell would take them, each after
 * a blank (opt_typed.c). Threads and what else changes no result is left out, and so is what the policy states. */
/* A word for the shell, quoted if it has to be. */
void opt_tell_word(struct strbuf *out, const char *text);
void opt_tell(struct strbuf *out, const struct opt_group *const *groups,
              const struct options *options);

#endif
