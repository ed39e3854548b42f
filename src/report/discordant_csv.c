/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/discordant_csv.h"

#include "base/numfmt.h"
#include "report/escape.h"

void discordant_write_csv(struct strbuf *out, const struct discordant_list *list)
{
    strbuf_adds(out, "finding,model,baseline,point,id,label,score,baseline_score,"
                     "flagged_by\n");
    for (size_t i = 0; i < list->n; i++) {
        const struct discordant_study *study = &list->items[i];
        char score[NUMFMT_SIZE], baseline[NUMFMT_SIZE];
        const char *fields[] = {study->finding,
                                study->model,
                                study->baseline,
                                study->point,
                                study->id,
                                study->is_pos ? "1" : "0",
                                numfmt_shortest(score, study->scores[THE_MODEL]),
                                numfmt_shortest(baseline, study->scores[THE_BASELINE]),
                                study->by_model ? study->model : study->baseline};

        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
            strbuf_adds(out, f ? "," : "");
            escape_csv(out, fields[f]);
        }
        strbuf_addc(out, '\n');
    }
}
