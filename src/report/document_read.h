/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back: a JSON document of report/document.h as an earlier result. */
#ifndef PROCTOR_REPORT_DOCUMENT_READ_H
#define PROCTOR_REPORT_DOCUMENT_READ_H

#include "base/err.h"
#include "eval/earlier.h"

enum { DOCUMENT_MAX_BYTES = 64 << 20 };

/* Reads a document of `evaluate` or `gate`. Refused is what is no JSON, ends in the middle or is larger than DOCUMENT_MAX_BYTES; what is no result of
 * proctor, or one of another command or schema; a gate that was not evaluated; and records that do not have every column in its kind, or
 * limits that do not lie around their estimate. Every error is "PATH: what" or "PATH:LINE:COLUMN: what". Release the result also after an error. */
enum err_code document_read(struct earlier *earlier, const char *path, struct err *err);

#endif
