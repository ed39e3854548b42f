/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a gate's outcome goes: JSON, JUnit, Markdown, annotations and the screen. */
#ifndef PROCTOR_CLI_GATE_FILES_H
#define PROCTOR_CLI_GATE_FILES_H

#include "base/notes.h"
#include "cli/options.h"
#include "eval/run.h"
#include "gate/outcome.h"

/* Writes all that was asked for, the screen last. The first that cannot be written is the error. */
enum err_code gate_files_write(const struct options *options, const struct run *run,
                               const struct gate_outcome *outcome,
                               const struct notes *notes, struct err *err);

/* The same for a gate that could not be evaluated, as far as it can be written; nothing for the screen. */
void gate_files_fail(const struct options *options, const struct gate_outcome *outcome);

#endif
