/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of counts as CSV, which `evaluate --freq` reads back as it is. */
#ifndef PROCTOR_REPORT_COUNT_CSV_H
#define PROCTOR_REPORT_COUNT_CSV_H

#include "base/strbuf.h"
#include "eval/count.h"

/* Scores in the shortest form that reads back to the same double. */
void count_write_csv(struct strbuf *out, const struct count_table *table);

#endif
