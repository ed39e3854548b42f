/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a figure goes: the picture, the script beside it, the numbers, or the terminal. */
#ifndef PROCTOR_CLI_PLOT_FILES_H
#define PROCTOR_CLI_PLOT_FILES_H

#include <stdbool.h>

#include "base/err.h"
#include "cli/options.h"
#include "plot/figure.h"

struct plot_files {
    const char *picture; /* path; NULL: standard output, or no picture */
    bool draws;          /* a picture is asked for */
    bool
        is_script; /* the script alone is asked for; without a path it goes to standard output */
    char *script; /* path; NULL: no file */
    char *name;   /* of the picture, without folder, as the script has it */
    enum picture_format format;
};

/* Reads --output, --format, --data and --term. Errors: nothing is asked for; a format that the name does not tell; an output that is an
 * input. */
enum err_code plot_files_init(struct plot_files *files, const struct options *options,
                              struct err *err);
void plot_files_release(struct plot_files *files);

/* Writes the script and, if it is asked for, the picture. A picture that cannot be drawn is an error after the script is written; what fonts
 * lack is noted. */
enum err_code plot_files_write(const struct plot_files *files,
                               const struct picture *figure, struct notes *notes,
                               struct err *err);

/* The whole script: head and body. */
void plot_files_script(struct strbuf *out, const struct picture *figure);

#endif
