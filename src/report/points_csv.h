/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points as a file that --points reads again. */
#ifndef PROCTOR_REPORT_POINTS_CSV_H
#define PROCTOR_REPORT_POINTS_CSV_H

#include "base/strbuf.h"
#include "eval/result_set.h"

/* CSV with the columns model, finding, point, threshold, rule, source_digest. Left out are default points, which nobody chose, and those
 * that flag none, which have no threshold. */
void points_write_csv(struct strbuf *out, const struct result_set *set);

#endif
