/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small file, read in one go. */
#ifndef PROCTOR_BASE_WHOLE_FILE_H
#define PROCTOR_BASE_WHOLE_FILE_H

#include <stddef.h>

#include "base/err.h"
#include "base/strbuf.h"

/* Adds the file's bytes to `bytes`, at most `most` + 1 of them: a larger file is one that got more than `most`. Errors are "PATH: why". */
enum err_code whole_file_read(struct strbuf *bytes, const char *path, size_t most,
                              struct err *err);

#endif
