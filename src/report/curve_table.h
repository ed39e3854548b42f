/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Curves as tables: model, finding, group, level, threshold, tp, fp, tn, fn, then each metric with NAME_low and NAME_high, then the bands
 * as NAME_band_low and NAME_band_high. Thresholds in the shortest form that reads back, other numbers with 12 digits. Infinite numbers
 * are "inf" in CSV, null in JSON; what is undefined is empty, or null. */
#ifndef PROCTOR_REPORT_CURVE_TABLE_H
#define PROCTOR_REPORT_CURVE_TABLE_H

#include "base/strbuf.h"
#include "eval/curve.h"

/* All rows with a header line, in CSV or (delimiter tab) TSV. */
void curve_write_csv(struct strbuf *out, const struct curve_set *set, char delimiter);

/* One JSON object a row; `separator` stands between them and `indent` before each. */
void curve_write_json(struct strbuf *out, const struct curve_set *set,
                      const char *indent, const char *separator);

#endif
