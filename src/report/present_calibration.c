/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: whether the scores are the probabilities that they look like. */
#include <math.h>

#include "report/present_parts.h"
#include "report/present_report.h"

/* One row; a number that is not defined says why. */
static void add_row(struct table *table, const char *title,
                    const struct estimate *estimate, const char *right)
{
    char value[NUMFMT_SIZE], low[NUMFMT_SIZE], high[NUMFMT_SIZE];
    struct strbuf interval = STRBUF_INIT;

    if (!isnan(estimate->low) && !isnan(estimate->high))
        strbuf_addf(&interval, "%s to %s", numfmt_fixed(low, estimate->low, 2),
                    numfmt_fixed(high, estimate->high, 2));
    else if (estimate->note)
        strbuf_adds(&interval, estimate->note);
    table_add_row(table,
                  (const char *[]){title, numfmt_fixed(value, estimate->value, 2),
                                   interval.text, right});
    strbuf_release(&interval);
}

static void present_numbers(struct report *report, const struct run *run,
                            const struct calibration *calibration)
{
    char confidence[NUMFMT_SIZE + 8];
    struct table *table = report_table(
        report, "lrll",
        (const char *[]){"", "", present_confidence(run, confidence), "Right is"});

    add_row(table, "Observed / expected", &calibration->observed_expected,
            "1; below it the scores are too high");
    add_row(table, "Intercept", &calibration->in_the_large,
            "0; below it the scores are too high");
    add_row(table, "Slope", &calibration->slope,
            "1; below it the scores are too extreme");
}

/* On which studies: those without a score have no probability, however they are counted. */
static void present_basis(struct report *report, struct slice slice)
{
    const struct result *whole = slice_find(slice, "", "", "prevalence", "", NULL);
    const struct result *scored = slice_find(slice, "", "", "brier", "", NULL);
    char n[NUMFMT_SIZE], of[NUMFMT_SIZE];

    if (!whole || !scored)
        return;
    if (scored->n < whole->n)
        report_paragraph(
            report, "On the %s of the %s evaluated studies that have a score.",
            numfmt_count(n, (uint64_t)scored->n), numfmt_count(of, (uint64_t)whole->n));
    else
        report_paragraph(report, "On all %s.", numfmt_studies(n, (uint64_t)whole->n));
}

static void explain(struct report *report, const struct reliability *reliability)
{
    report_paragraph(
        report,
        "Expected is the sum of the scores. The intercept is that of a logistic "
        "regression which takes the scores as they are, the slope that of one which "
        "may "
        "stretch them (Cox 1958). A test set that holds more studies with the finding "
        "than the practice is miscalibrated by that alone.");
    if (reliability->has_patients)
        report_paragraph(report,
                         "These three have no interval here: its formulas take "
                         "studies as independent, and patients have several. It "
                         "would be too narrow.");
}

void present_calibration(struct report *report, const struct run *run,
                         const struct report_request *request, size_t pair,
                         struct slice slice)
{
    const struct drawing_part *part = &request->drawing->parts[pair];

    if (part->is_cut)
        return;
    report_heading(report, "Calibration");
    if (!part->reliability.is_probability) {
        report_paragraph(report, "The scores are no probabilities of the finding, so "
                                 "that there is nothing to compare.");
        return;
    }
    present_basis(report, slice);
    present_numbers(report, run, &part->reliability.calibration);
    explain(report, &part->reliability);
    present_picture(report, run, request, "reliability", &slice);
}
