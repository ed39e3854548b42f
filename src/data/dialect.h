/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The delimiter of a CSV file, from its first line. */
#ifndef PROCTOR_DATA_DIALECT_H
#define PROCTOR_DATA_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* True if the first line is Excel's "sep=;" (any case, perhaps in quotes); *delimiter is the character it names. */
bool dialect_is_sep_line(const char *line, size_t length, char *delimiter);

/* Of comma, semicolon, tab and pipe the one that occurs most often outside quotes in `header`; a comma if none does. A tie between two
 * that occur is ERR_INPUT and asks for --delimiter. */
enum err_code dialect_detect(const char *name, const char *header, size_t length,
                             char *delimiter, struct err *err);

/* For messages: "comma", "semicolon", "tab", "pipe", or "'x'". */
const char *dialect_delimiter_name(char delimiter, char buf[4]);

#endif
