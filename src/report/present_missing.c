/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that the model refused: how many of which kind, and what if they counted. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/present_parts.h"

static void add_part(struct strbuf *out, const struct result *r)
{
    char percent[NUMFMT_SIZE];

    cell_fraction(out, r);
    strbuf_addf(out, " (%s)", numfmt_percent(percent, r->estimate.value, 1));
}

/* "66/5,979 (1.1 %): 14/738 (1.9 %) with the finding, 52/5,241 (1.0 %) without, p = 0.0276" */
static void present_shares(struct report *report, struct slice slice)
{
    const struct result *test =
        slice_find(slice, "", "", "missing_heterogeneity", "", NULL);
    struct strbuf text = STRBUF_INIT;

    strbuf_adds(&text, "No score: ");
    add_part(&text, slice_find(slice, "", "", "missing", "", NULL));
    strbuf_adds(&text, " of the studies with truth: ");
    add_part(&text, slice_find(slice, "", "", "missing_with_finding", "", NULL));
    strbuf_adds(&text, " of those with the finding, ");
    add_part(&text, slice_find(slice, "", "", "missing_without_finding", "", NULL));
    strbuf_adds(&text, " of those without");
    if (test && !isnan(test->estimate.p)) {
        strbuf_adds(&text, "; do they differ? ");
        cell_p(&text, test->estimate.p);
    }
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

static const struct result *find_scenario(struct slice slice, const char *metric,
                                          const char *point, const char *scenario)
{
    return slice_find_at(slice, metric, point, NAN, scenario);
}

static void add_scenario(struct table *table, struct slice slice, const char *point,
                         const char *title, const char *scenario)
{
    static const char *const metrics[] = {"auc", "sensitivity", "specificity"};
    struct strbuf cells[3];

    for (size_t i = 0; i < 3; i++) {
        const struct result *r =
            find_scenario(slice, metrics[i], i ? point : "", scenario);

        strbuf_init(&cells[i]);
        if (r)
            cell_range(&cells[i], metric_find(metrics[i]), r);
    }
    table_add_row(table,
                  (const char *[]){title, cells[0].text, cells[1].text, cells[2].text});
    for (size_t i = 0; i < 3; i++)
        strbuf_release(&cells[i]);
}

static const char *observed_title(const struct run *run)
{
    switch (run->input->missing) {
    case MISSING_POSITIVE:
        return "flagged (above)";
    case MISSING_NEGATIVE:
        return "unflagged (above)";
    case MISSING_EXCLUDE:
    case MISSING_ERROR:
        break;
    }
    return "left out (above)";
}

void present_missing(struct report *report, const struct run *run, struct slice slice)
{
    const char *point = "";
    struct table *table;

    if (!slice_find(slice, "", "", "missing", "", NULL))
        return;
    for (size_t i = 0; i < slice.n && !*slice.items[i].group && !*point; i++)
        point = slice.items[i].point;
    report_heading(report, "Studies without a score%s%s", *point ? ", at " : "", point);
    present_shares(report, slice);
    if (!request_wants(run->request, "auc") &&
        !request_wants(run->request, "sensitivity") &&
        !request_wants(run->request, "specificity"))
        return;
    table = report_table(
        report, "llll",
        (const char *[]){"If they were", "ROC AUC", "Sensitivity", "Specificity"});
    add_scenario(table, slice, point, observed_title(run), "");
    if (run->input->missing != MISSING_POSITIVE)
        add_scenario(table, slice, point, "flagged", "missing=flagged");
    if (run->input->missing != MISSING_NEGATIVE)
        add_scenario(table, slice, point, "unflagged", "missing=unflagged");
    add_scenario(table, slice, point, "all wrong", "missing=worst");
    add_scenario(table, slice, point, "all right", "missing=best");
}
