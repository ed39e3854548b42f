/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a tidy record, fixed in name and order; new ones are only added at the end. Every record writer walks this table. */
#ifndef PROCTOR_REPORT_RECORDS_H
#define PROCTOR_REPORT_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/numfmt.h"
#include "base/strbuf.h"
#include "eval/result_set.h"

enum record_kind {
    RECORD_TEXT,
    RECORD_NUMBER,    /* 12 significant digits */
    RECORD_THRESHOLD, /* shortest that reads back */
    RECORD_STATUS,
};

struct record_field {
    const char *name;
    enum record_kind kind;
    size_t offset; /* in struct result */
};

const struct record_field *record_fields(size_t *n);

/* The field as plain text, "" if absent; numbers into `buf`. */
const char *record_text(const struct record_field *field, const struct result *result,
                        char buf[NUMFMT_SIZE]);

/* True if the field is a finite number: JSON prints all others as null. */
bool record_is_finite(const struct record_field *field, const struct result *result);

/* All records with a header line, in CSV or (delimiter tab) TSV. */
void records_write_csv(struct strbuf *out, const struct result_set *set,
                       char delimiter);

/* One JSON object a line. */
void records_write_ndjson(struct strbuf *out, const struct result_set *set);

/* One record as a JSON object on one line, no newline. */
void records_write_json_object(struct strbuf *out, const struct result *result);

#endif
