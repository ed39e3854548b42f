/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many models or findings: one row each. */
#include <string.h>

#include "base/numfmt.h"
#include "report/present_parts.h"

/* The first operating point of the pair, "" if it has none. */
static const char *first_point(struct slice slice)
{
    for (size_t i = 0; i < slice.n && !*slice.items[i].group; i++)
        if (*slice.items[i].point)
            return slice.items[i].point;
    return "";
}

static void add_row(struct table *table, struct slice slice)
{
    struct strbuf name = STRBUF_INIT, studies = STRBUF_INIT, auc = STRBUF_INIT, sens = STRBUF_INIT, spec = STRBUF_INIT;
    const char *point = first_point(slice);
    const struct result *evaluated = slice_find(slice, "", "", "rows_evaluated", "", NULL);
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    strbuf_addf(&name, "%s\n%s", slice.items->model, slice.items->finding);
    strbuf_addf(&studies, "%s\n%s", numfmt_count(pos, (uint64_t)evaluated->n_pos), numfmt_count(neg, (uint64_t)evaluated->n_neg));
    cell_compact(&auc, metric_find("auc"), slice_find(slice, "", "", "auc", "", NULL));
    if (*point) {
        cell_compact(&sens, metric_find("sensitivity"), slice_find(slice, "", "", "sensitivity", point, NULL));
        cell_compact(&spec, metric_find("specificity"), slice_find(slice, "", "", "specificity", point, NULL));
    }
    table_add_row(table, (const char *[]){name.text, studies.text, auc.text, sens.text, spec.text});
    strbuf_release(&name);
    strbuf_release(&studies);
    strbuf_release(&auc);
    strbuf_release(&sens);
    strbuf_release(&spec);
}

static void add_points_sentence(struct report *report, struct slice slice)
{
    const char *point = first_point(slice);

    if (*point)
        report_paragraph(report,
                         "Sensitivity and specificity at operating point %s; -v or another format shows all points and the account of "
                         "the rows of each model.",
                         point);
    else
        report_paragraph(report, "-v or another format shows the account of the rows of each model.");
}

void present_overview(struct report *report, const struct run *run, const char *file)
{
    const char *heads[] = {"Model\nfinding", "with\nwithout", "ROC AUC", "Sensitivity", "Specificity"};
    struct table *table;
    size_t first = 0;

    report_heading(report, "%s: %zu models and findings", file, run->binding->n_pairs);
    table = report_table(report, "lrlll", heads);
    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        struct slice slice = slice_of_pair(run->results, first);

        first += slice.n;
        add_row(table, slice);
    }
    add_points_sentence(report, slice_of_pair(run->results, 0));
}
