/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/points_csv.h"

#include <math.h>

#include "base/numfmt.h"
#include "report/escape.h"

void points_write_csv(struct strbuf *out, const struct result_set *set)
{
    char number[NUMFMT_SIZE];

    strbuf_adds(out, "model,finding,point,threshold,rule,source_digest\n");
    for (size_t i = 0; i < set->n_points; i++) {
        const struct result_point *point = &set->points[i];
        const char *fields[] = {point->model, point->finding,
                                point->name,  numfmt_shortest(number, point->threshold),
                                point->rule,  point->source_digest};

        if (point->status == STATUS_DEFAULT || !isfinite(point->threshold))
            continue;
        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
            strbuf_adds(out, f ? "," : "");
            escape_csv(out, fields[f]);
        }
        strbuf_addc(out, '\n');
    }
}
