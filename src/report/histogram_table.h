/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histograms of scores as a table: model, finding, group, level, score_from, score_to, n_pos, n_neg, share_pos, share_neg; after the bins of each
 * a row of its studies without score, whose scores and shares are empty. */
#ifndef PROCTOR_REPORT_HISTOGRAM_TABLE_H
#define PROCTOR_REPORT_HISTOGRAM_TABLE_H

#include "base/strbuf.h"
#include "eval/histogram.h"

/* CSV with a header line. */
void histogram_write_csv(struct strbuf *out, const struct histogram_set *set);

#endif
