/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON document of a run, schema "proctor/1": what was read, with which settings, and all records. No time, host, path or thread count, so that
 * two runs are equal byte for byte. data/proctor-results.schema.json describes it. */
#ifndef PROCTOR_REPORT_DOCUMENT_H
#define PROCTOR_REPORT_DOCUMENT_H

#include "base/notes.h"
#include "base/strbuf.h"
#include "data/binding.h"
#include "data/cohort.h"
#include "eval/request.h"
#include "eval/result_set.h"

/* Everything a run has to show, for document and presentation. Borrows all. */
struct run {
    const char *command; /* "evaluate" */
    const struct input_options *input;
    const struct cohort *cohort;
    const struct binding *binding;
    const struct request *request;
    const struct result_set *results;
    const struct notes *notes;
};

void document_write(struct strbuf *out, const struct run *run);

#endif
