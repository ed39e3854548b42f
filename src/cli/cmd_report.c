/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/gate_plan.h"
#include "cli/gate_run.h"
#include "cli/opt_groups.h"
#include "cli/report_compare.h"
#include "cli/report_pictures.h"
#include "cli/session.h"
#include "eval/sweep.h"
#include "report/present_report.h"
#include "report/renderers.h"

/* The question; the rest is what becomes of the answer. */
static const struct opt_group *const asked[] = {
    &opt_group_columns,       &opt_group_values,         &opt_group_dialect,
    &opt_group_report_tested, &opt_group_report_compare, &opt_group_points,
    &opt_group_statistics,    &opt_group_policy,         NULL,
};

static const struct opt_group *const groups[] = {
    &opt_group_columns,        &opt_group_values,
    &opt_group_dialect,        &opt_group_report_tested,
    &opt_group_report_compare, &opt_group_points,
    &opt_group_statistics,     &opt_group_policy,
    &opt_group_report_output,  NULL,
};

/* One run of the command. */
struct reporting {
    struct session session;
    struct gate_run gate;
    struct report_comparison comparison;
    struct drawing drawing;
    struct histogram_set histograms;
    struct report_pictures pictures;
    size_t n_groups_asked; /* those after them are the policy's rules' */
    struct strbuf typed, page;
};

/* The metrics of the table over thresholds; the whole cohort only. */
static void draw_curves(struct reporting *reporting)
{
    static const char *const shown[] = {"sensitivity", "specificity", "ppv", "npv",
                                        "flags_per_100"};
    static const struct sweep_request every_score;
    size_t n;
    const struct metric *const *metric = metrics_all(&n);
    struct session *session = &reporting->session;
    struct request request = session->request;
    struct cohort whole = session->cohort;
    struct sweep_task task = {.cohort = &whole,
                              .binding = &session->binding,
                              .request = &request,
                              .sweep = &every_score,
                              .watch = &session->watch};
    struct drawing_wish wish = {
        .curves = true,
        .columns = true,
        .reliability = true,
        .consistency = request.replicates ? BAND_POINTWISE : BAND_NONE,
        .band = {request.replicates ? BAND_POINTWISE : BAND_NONE, 0, 1},
        .bands_for_few = true
    };

    request.wanted = xcalloc(n, sizeof *request.wanted);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < sizeof shown / sizeof *shown; j++)
            request.wanted[i] |= !strcmp(metric[i]->name, shown[j]);
    whole.n_groups = 0;
    drawing_init(&reporting->drawing, &wish, &task);
    histogram_set_init(&reporting->histograms, &whole, &session->binding, &request);
    free(request.wanted);
}

static void render(struct reporting *reporting)
{
    const struct session *session = &reporting->session;
    const struct policy *policy = &session->options->policy;
    struct report report = {0};
    struct report_request request = {
        .typed = reporting->typed.text,
        .policy = policy->file ? policy : NULL,
        .outcome = policy->has_rules ? &reporting->gate.outcome : NULL,
        .comparison =
            reporting->comparison.is_asked ? &reporting->comparison.run : NULL,
        .baseline = reporting->comparison.baseline,
        .pictures = reporting->pictures.items,
        .n_pictures = reporting->pictures.n,
        .drawing = &reporting->drawing,
        .histograms = &reporting->histograms,
        .undrawn = reporting->pictures.rest.text};

    present_report(&report, &session->run, &request);
    if (session->options->report_format == REPORT_MARKDOWN)
        render_markdown(&reporting->page, &report);
    else
        render_html(&reporting->page, &report, report.blocks[0].text);
    report_release(&report);
}

/* The verdict of the policy's rules, if it has any: `gate` and this are one. */
static enum err_code judge(struct gate_run *gate, struct options *options,
                           struct err *err)
{
    const struct policy *policy = &options->policy;
    struct options own;

    if (!policy->has_rules)
        return ERR_OK;
    if (gate_plan_rules(options, err))
        return err->code;
    if (gate_run_reads_pipe(options)) {
        place_err(&policy->rules[0].place, "", 0, err,
                  "a rule reads the data again, and standard input can be read once");
        return err_hint(err, "give a file");
    }
    own = *options;
    own.input.groups.n = 0; /* the report's: a rule names its own, cut as it needs */
    return gate_run(gate, &own, err);
}

/* A report in a file whose name promises another format would be opened by another program. */
static enum err_code check_output(const char *output, bool is_markdown, struct err *err)
{
    static const char *const others[] = {".pdf", ".doc", ".docx", ".svg",
                                         ".png", ".csv", ".json"};
    const char *ending = output ? strrchr(output, '.') : NULL;

    for (size_t i = 0; ending && i < sizeof others / sizeof *others; i++)
        if (!strcmp(ending, others[i])) {
            err_set(err, ERR_USAGE, "--output: '%s': a report is HTML or Markdown",
                    output);
            return err_hint(err,
                            "end it in .html, or in .md with -f markdown; a browser "
                            "prints HTML as PDF, and pandoc makes Word of Markdown");
        }
    if (ending && !is_markdown && !strcmp(ending, ".md")) {
        err_set(err, ERR_USAGE, "--output: '%s' is to be HTML", output);
        return err_hint(err, "add -f markdown, or end it in .html");
    }
    return ERR_OK;
}

/* The command that makes the same report: what a rule brings along is told by naming the policy. */
static void tell(struct reporting *reporting, const struct options *options)
{
    struct options typed = *options;

    typed.input.groups.n = reporting->n_groups_asked;
    opt_tell(&reporting->typed, asked, &typed);
}

static void draw_pictures(struct reporting *reporting, const char *output)
{
    struct session *session = &reporting->session;
    struct report_pictures_source source = {
        .session = session,
        .drawing = &reporting->drawing,
        .histograms = &reporting->histograms,
        .typed = reporting->typed.text,
        .n_groups_typed = reporting->n_groups_asked,
        .comparison =
            reporting->comparison.is_asked ? &reporting->comparison.run : NULL,
        .output = output};

    report_pictures_draw(&reporting->pictures, &source);
}

static enum err_code make(struct reporting *reporting, struct options *options,
                          struct err *err)
{
    struct session *session = &reporting->session;
    const char *output = options->output.output;
    bool is_markdown = options->report_format == REPORT_MARKDOWN;

    if (check_output(output, is_markdown, err) || report_compare_check(options, err) ||
        judge(&reporting->gate, options, err))
        return err->code;
    reporting->n_groups_asked = options->input.groups.n;
    options->input.describe_cuts = true;
    gate_plan_add_groups(&options->input.groups, &options->policy);
    if (session_load(session, "report", options, err) ||
        report_compare(&reporting->comparison, session, err) ||
        evaluate(&session->results, &session->cohort, &session->binding,
                 &session->request, &session->watch, &session->notes, err))
        return err->code;
    for (size_t i = 0; i < reporting->gate.notes.n; i++)
        notes_addf(&session->notes, "%s", reporting->gate.notes.texts[i]);
    draw_curves(reporting);
    session->run.curves = &reporting->drawing.curves;
    progress_finish(&session->progress);
    tell(reporting, options);
    if (!is_markdown || output)
        draw_pictures(reporting, is_markdown ? output : NULL);
    render(reporting);
    if (session_save_points(session, err) ||
        (is_markdown && output &&
         report_pictures_write(&reporting->pictures, output, err)))
        return err->code;
    return emit(output, &reporting->page, err);
}

static enum err_code run_report(struct options *options, struct err *err)
{
    struct reporting reporting = {
        .typed = STRBUF_INIT, .page = STRBUF_INIT, .pictures.rest = STRBUF_INIT};
    enum err_code code;

    options->output.digests = true;
    options->eval.metrics = "default";
    code = make(&reporting, options, err);
    strbuf_release(&reporting.page);
    strbuf_release(&reporting.typed);
    report_pictures_release(&reporting.pictures);
    report_comparison_release(&reporting.comparison);
    drawing_release(&reporting.drawing);
    histogram_set_release(&reporting.histograms);
    gate_run_release(&reporting.gate);
    session_release(&reporting.session);
    return code;
}

const struct command cmd_report = {
    .name = "report",
    .group = "show",
    .usage = "FILE... -s COL -l COL -o FILE [options]",
    .summary = "all that evaluate finds as one HTML page, or Markdown, to file",
    .example = "proctor report predictions.csv -s ai_score -l finding -t release=0.5 "
               "-g scanner -o report.html",
    .groups = groups,
    .run = run_report,
};
