/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: whether the scores are the probabilities that they look like. */
#include <math.h>

#include "report/present_parts.h"
#include "report/present_report.h"

/* "1.08 (95 % CI 1.01 to 1.16)"; over patients without limits. */
static void add_estimate(struct strbuf *out, const struct run *run,
                         const struct estimate *estimate)
{
    char value[NUMFMT_SIZE], low[NUMFMT_SIZE], high[NUMFMT_SIZE];
    char confidence[NUMFMT_SIZE + 8];

    strbuf_adds(out, numfmt_fixed(value, estimate->value, 2));
    if (!isnan(estimate->low) && !isnan(estimate->high))
        strbuf_addf(out, " (%s %s to %s)", present_confidence(run, confidence),
                    numfmt_fixed(low, estimate->low, 2),
                    numfmt_fixed(high, estimate->high, 2));
}

static void present_ratio(struct report *report, const struct run *run,
                          const struct estimate *ratio)
{
    struct strbuf text = STRBUF_INIT;

    if (isnan(ratio->value))
        return;
    add_estimate(&text, run, ratio);
    report_paragraph(report,
                     "The studies with the finding are %s times as many as the sum of "
                     "the scores. A test set that holds more of them than the practice "
                     "is miscalibrated by that alone.",
                     text.text);
    strbuf_release(&text);
}

static void present_slope(struct report *report, const struct run *run,
                          const struct estimate *slope)
{
    struct strbuf text = STRBUF_INIT;

    if (isnan(slope->value))
        return;
    add_estimate(&text, run, slope);
    report_paragraph(report,
                     "The calibration slope is %s: 1 is right, below 1 the scores are "
                     "too extreme, above 1 not extreme enough.",
                     text.text);
    strbuf_release(&text);
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
    present_ratio(report, run, &part->reliability.calibration.observed_expected);
    present_slope(report, run, &part->reliability.calibration.slope);
    if (part->reliability.has_patients)
        report_paragraph(report, "No intervals: patients have several studies.");
    present_picture(report, run, request, "reliability", &slice);
}
