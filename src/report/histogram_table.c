/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/histogram_table.h"

#include <inttypes.h>

#include "base/numfmt.h"
#include "report/escape.h"

static void add_names(struct strbuf *out, const struct subset_names *names)
{
    const char *const texts[] = {names->model, names->finding, names->group,
                                 names->level};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        escape_csv(out, texts[i]);
        strbuf_addc(out, ',');
    }
}

static void add_bin(struct strbuf *out, const struct histogram *histogram, size_t bin)
{
    char from[NUMFMT_SIZE], to[NUMFMT_SIZE], pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    add_names(out, &histogram->names);
    strbuf_addf(out, "%s,%s,%" PRIu64 ",%" PRIu64 ",%s,%s\n",
                numfmt_shortest(from, score_scale_edge(&histogram->scale, bin)),
                numfmt_shortest(to, score_scale_edge(&histogram->scale, bin + 1)),
                histogram->bins.pos[bin], histogram->bins.neg[bin],
                numfmt_record(pos, histogram_share_pos(histogram, bin)),
                numfmt_record(neg, histogram_share_neg(histogram, bin)));
}

void histogram_write_csv(struct strbuf *out, const struct histogram_set *set)
{
    strbuf_adds(out, "model,finding,group,level,score_from,score_to,n_pos,n_neg,"
                     "share_pos,share_neg\n");
    for (size_t i = 0; i < set->n; i++) {
        const struct histogram *histogram = &set->items[i];

        for (size_t bin = 0; bin < histogram->scale.n; bin++)
            add_bin(out, histogram, bin);
        add_names(out, &histogram->names);
        strbuf_addf(out, ",,%" PRIu64 ",%" PRIu64 ",,\n", histogram->missing_pos,
                    histogram->missing_neg);
    }
}
