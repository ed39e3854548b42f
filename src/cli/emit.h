/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output that is whole or not there. */
#ifndef PROCTOR_CLI_EMIT_H
#define PROCTOR_CLI_EMIT_H

#include "base/err.h"
#include "base/notes.h"
#include "base/strbuf.h"
#include "cli/options.h"

/* Writes the text to the path, or to standard output if it is NULL. A regular file is written beside itself and renamed, so that a
 * reader never sees half of it and a failed run leaves the old one; devices and pipes are written directly. A pipe whose reader has
 * gone is no error. */
enum err_code emit(const char *path, const struct strbuf *text, struct err *err);

/* Appends the text to the file, which is made if it is not there. */
enum err_code emit_append(const char *path, const struct strbuf *text, struct err *err);

/* Notes on standard error, for formats that have no place for them; nothing if quiet. */
void emit_notes(const struct notes *notes, const struct output_options *options);

/* Whether headings are bold: --color, NO_COLOR, and whether the text goes to a terminal. */
bool emit_in_color(const struct output_options *options);

#endif
