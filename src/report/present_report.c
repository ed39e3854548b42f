/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/present_report.h"

#include <string.h>

#include "report/present_gate.h"
#include "report/present_parts.h"

/* ---- Blocks of one model and finding ------------------------------------------ */

static void present_accuracy(struct report *report, const struct run *run,
                             struct slice slice)
{
    size_t first = report->n + 1;

    report_heading(report, "Accuracy");
    present_ranking(report, run, slice, true);
    present_points(report, run, slice, true);
    report_demote(report, first);
}

static void present_subgroups(struct report *report, const struct run *run,
                              const struct report_request *request, struct slice slice)
{
    size_t first = report->n + 1;

    if (!run->cohort->n_groups)
        return;
    report_heading(report, "Subgroups");
    present_groups(report, run, slice, false);
    present_picture(report, run, request, "forest", &slice);
    report_demote(report, first);
}

static void present_one(struct report *report, const struct run *run,
                        const struct report_request *request, size_t index,
                        struct slice slice)
{
    struct pair pair = run->binding->pairs[index];

    present_found(report, run, request, slice);
    report_heading(report, "Studies read and evaluated");
    present_account(report, run, pair, slice, true);
    present_tested(report, run, pair, slice);
    present_tables(report, run, slice);
    present_accuracy(report, run, slice);
    present_picture(report, run, request, "roc", &slice);
    present_picture(report, run, request, "scores", &slice);
    present_calibration(report, run, request, index, slice);
    present_curve(report, run, &run->curves->items[index], slice);
    present_picture(report, run, request, "sweep", &slice);
    present_subgroups(report, run, request, slice);
    present_missing(report, run, slice);
    present_unverified(report, slice);
    present_errors(report, run, pair, slice);
}

/* ---- The document --------------------------------------------------------------- */

static void present_title(struct report *report, const struct run *run)
{
    const struct binding *binding = run->binding;
    size_t n = 0;

    for (size_t i = 0; i < binding->n_scores; i++)
        n += present_is_first_of_model(binding, i);
    if (binding->n_pairs == 1)
        report_title(report, "Performance of %s in finding %s",
                     binding->scores[binding->pairs->score].model,
                     binding->labels[binding->pairs->label].finding);
    else
        report_title(report, "Performance of %zu model%s in %zu finding%s", n,
                     n > 1 ? "s" : "", binding->n_labels,
                     binding->n_labels > 1 ? "s" : "");
}

static void present_several(struct report *report, const struct run *run,
                            const struct report_request *request)
{
    size_t first_result = 0;

    if (request->outcome || request->comparison)
        report_heading(report, "What was found");
    if (request->outcome)
        present_found_gate(report, run, request->outcome);
    if (request->comparison)
        present_found_comparison(report, request->comparison);
    present_overview(report, run, present_file_name(run));
    present_picture(report, run, request, "roc", NULL);
    present_picture(report, run, request, "scores", NULL);
    present_picture(report, run, request, "forest", NULL);
    present_undrawn(report, request);
    if (request->comparison)
        present_comparison(report, run, request);
    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        struct slice slice = slice_of_pair(run->results, first_result);
        size_t first;

        first_result += slice.n;
        report_heading(report, "Model %s, finding %s", slice.items->model,
                       slice.items->finding);
        first = report->n;
        present_one(report, run, request, i, slice);
        report_demote(report, first);
    }
}

void present_report(struct report *report, const struct run *run,
                    const struct report_request *request)
{
    present_title(report, run);
    report_contents(report);
    present_identity(report, run, request);
    present_plan(report, run, request);
    if (run->binding->n_pairs > 1)
        present_several(report, run, request);
    else
        present_one(report, run, request, 0, slice_of_pair(run->results, 0));
    if (request->outcome)
        present_verdict(report, run, request->outcome);
    present_procedures(report, run, request);
    present_glossary(report, run);
    present_notes(report, run);
}
