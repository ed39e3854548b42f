/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several models or findings: a table per finding, a row per model. */
#include <string.h>

#include "base/numfmt.h"
#include "report/present_parts.h"

/* The first record of the pair at an operating point, NULL if it has none. */
static const struct result *first_at_point(struct slice slice)
{
    return slice_next_point(slice, NULL);
}

/* Model; studies with + without the finding; those left out, if any. */
static void add_name(struct strbuf *out, struct slice slice)
{
    const struct result *read = slice_find(slice, "", "", "rows_read", "", NULL);
    const struct result *evaluated =
        slice_find(slice, "", "", "rows_evaluated", "", NULL);
    const struct result *folded = slice_find(slice, "", "", "rows_folded", "", NULL);
    char a[NUMFMT_SIZE], b[NUMFMT_SIZE];

    strbuf_addf(out, "%s\n  %s + %s", slice.items->model,
                numfmt_count(a, (uint64_t)evaluated->n_pos),
                numfmt_count(b, (uint64_t)evaluated->n_neg));
    if (read->n > evaluated->n + (folded ? folded->n : 0))
        strbuf_addf(out, "\n  %s left out",
                    numfmt_count(a, (uint64_t)(read->n - evaluated->n -
                                               (folded ? folded->n : 0))));
}

static void add_row(struct table *table, struct slice slice)
{
    struct strbuf name = STRBUF_INIT, auc = STRBUF_INIT, sens = STRBUF_INIT,
                  spec = STRBUF_INIT;
    const struct result *at = first_at_point(slice);

    add_name(&name, slice);
    cell_compact(&auc, metric_find("auc"), slice_find(slice, "", "", "auc", "", NULL));
    if (at) {
        cell_compact(&sens, metric_find("sensitivity"),
                     slice_find(slice, "", "", "sensitivity", at->point, NULL));
        cell_compact(&spec, metric_find("specificity"),
                     slice_find(slice, "", "", "specificity", at->point, NULL));
    }
    table_add_row(table, (const char *[]){name.text, auc.text, sens.text, spec.text});
    strbuf_release(&name);
    strbuf_release(&auc);
    strbuf_release(&sens);
    strbuf_release(&spec);
}

static void add_finding(struct report *report, const struct run *run, const char *file,
                        size_t label)
{
    const char *heads[] = {"Model", "ROC AUC", "Sensitivity", "Specificity"};
    struct table *table;
    size_t first = 0;
    char n[NUMFMT_SIZE];

    report_heading(
        report, "%s: finding %s, %s %s read", file, run->binding->labels[label].finding,
        numfmt_count(n, run->cohort->n_read),
        run->cohort->is_folded || run->cohort->of_score ? "rows" : "studies");
    table = report_table(report, "llll", heads);
    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        struct slice slice = slice_of_pair(run->results, first);

        first += slice.n;
        if (run->binding->pairs[i].label == label)
            add_row(table, slice);
    }
}

static void add_legend(struct report *report, const struct run *run)
{
    const struct result *at = NULL;
    size_t first = 0;

    for (size_t i = 0; i < run->binding->n_pairs && !at; i++) {
        struct slice slice = slice_of_pair(run->results, first);

        first += slice.n;
        at = first_at_point(slice);
    }
    report_paragraph(report, "Below each model: studies with + without the finding.");
    if (at && at->estimate.status == STATUS_DEFAULT)
        report_paragraph(report, "Sensitivity and specificity at the default operating "
                                 "point 0.5, which nobody chose.");
    else if (at && at->estimate.status == STATUS_EXPLORATORY)
        report_paragraph(report,
                         "Sensitivity and specificity at operating point %s, chosen on "
                         "this file for each row and so better here than on new "
                         "studies%s.",
                         at->point,
                         present_hint(run, "; -v shows by how much, and all points"));
    else if (at)
        report_paragraph(report, "Sensitivity and specificity at operating point %s%s.",
                         at->point, present_hint(run, "; -v shows all points"));
}

void present_overview(struct report *report, const struct run *run, const char *file)
{
    for (size_t i = 0; i < run->binding->n_labels; i++)
        add_finding(report, run, file, i);
    add_legend(report, run);
}
