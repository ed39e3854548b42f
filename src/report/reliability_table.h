/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of reliability diagrams as a table. */
#ifndef PROCTOR_REPORT_RELIABILITY_TABLE_H
#define PROCTOR_REPORT_RELIABILITY_TABLE_H

#include "base/strbuf.h"
#include "eval/drawing.h"

/* model,finding,group,level,part,from,to,n_pos,n,value,low,high: for each model, finding and level the blocks of the isotonic fit
 * ("block": scores from .. to, studies, observed frequency), the consistency band ("band": at from = to, low and high), the bins of the histogram
 * ("bin") and the measures by name ("brier", "miscalibration", ...). What does not apply is empty. */
void reliability_write_csv(struct strbuf *out, const struct drawing *drawing);

#endif
