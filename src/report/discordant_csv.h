/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of --discordant: with study ids, because it is asked for by name. */
#ifndef PROCTOR_REPORT_DISCORDANT_CSV_H
#define PROCTOR_REPORT_DISCORDANT_CSV_H

#include "base/strbuf.h"
#include "eval/discordant_list.h"

/* finding,model,baseline,point,id,label,score,baseline_score,flagged_by: label 1 or 0, scores so that they read back as the same number,
 * flagged_by the model's name or the baseline's. */
void discordant_write_csv(struct strbuf *out, const struct discordant_list *list);

#endif
