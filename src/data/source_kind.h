/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognises files that are no CSV by their first bytes, and says how to get CSV out of them. */
#ifndef PROCTOR_DATA_SOURCE_KIND_H
#define PROCTOR_DATA_SOURCE_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

bool source_kind_is_gzip(const unsigned char *bytes, size_t length);

/* ERR_INPUT for an Excel workbook, a zip archive, Parquet, SQLite, HTML, ...; ERR_OK for what may be text. `bytes` are the first of
 * the file (after decompression), as many as there are at hand; `name` is for the message. */
enum err_code source_kind_check(const char *name, const unsigned char *bytes,
                                size_t length, struct err *err);

#endif
