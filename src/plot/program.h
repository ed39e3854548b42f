/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Other programs: found in PATH, started without a shell. */
#ifndef PROCTOR_PLOT_PROGRAM_H
#define PROCTOR_PLOT_PROGRAM_H

#include <stdbool.h>

#include "base/err.h"
#include "base/strbuf.h"

/* First executable file of that name in PATH. Empty parts, which mean the current folder, are not looked at. */
bool program_find(struct strbuf *path, const char *name);

/* Runs argv[0] to its end, with `input` on its standard input; appends its standard output. What it says on standard error goes nowhere. `status` is 0
 * if it did well. Errors: ERR_IO where it cannot be started. */
enum err_code program_run(char *const *argv, const struct strbuf *input,
                          struct strbuf *output, int *status, struct err *err);

#endif
