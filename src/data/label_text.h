/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Label values in messages: listed with counts, and as one would type them. */
#ifndef PROCTOR_DATA_LABEL_TEXT_H
#define PROCTOR_DATA_LABEL_TEXT_H

#include <stddef.h>

#include "base/strbuf.h"
#include "data/labels.h"

enum { LABEL_TEXT_MOST = 8, LABEL_TEXT_BYTES = 40 };

/* The value for people: at most LABEL_TEXT_BYTES bytes, control characters as '?'. */
void label_text_add(struct strbuf *out, const char *value);

/* "Good (72), Poor (41)": the most frequent first, at most LABEL_TEXT_MOST, then "and 3 more". Sorts `values`. */
void label_text_add_list(struct strbuf *out, const struct label_value **values,
                         size_t n);

/* The value as an option's argument: in CSV's quotes if it needs them, and in the shell's. */
void label_text_add_argument(struct strbuf *out, const char *value);

/* 'COLUMN>=VALUE' as an argument. */
void label_text_add_comparison(struct strbuf *out, const char *column,
                               const char *value);

#endif
