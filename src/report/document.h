/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON document of a run, schema "proctor/1": what was read, with which settings, and all records. No time (but the day with --date), host, path or thread count, so that
 * two runs are equal byte for byte. data/proctor-results.schema.json describes it. */
#ifndef PROCTOR_REPORT_DOCUMENT_H
#define PROCTOR_REPORT_DOCUMENT_H

#include "base/strbuf.h"
#include "eval/run.h"

/* The cohort must have been loaded with hashes of its files and with its ids (load_wish). */
void document_write(struct strbuf *out, const struct run *run);

/* The same without its end, "\n}\n": more may follow. */
void document_open(struct strbuf *out, const struct run *run);

/* What a further run of the command rests on, and its records, as an object of its own: one list of records holds a key once. */
void document_write_further(struct strbuf *out, const struct run *run);

#endif
