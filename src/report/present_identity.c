/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which program, files, studies and settings a report rests on: enough to make it again. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "config.h"
#include "eval/run_digests.h"
#include "report/present_parts.h"
#include "report/present_report.h"

bool present_is_first_of_model(const struct binding *binding, size_t score)
{
    for (size_t i = 0; i < score; i++)
        if (!strcmp(binding->scores[i].model, binding->scores[score].model))
            return false;
    return true;
}

/* The columns of a model, between commas. */
static void add_model(struct strbuf *out, const struct binding *binding, size_t first)
{
    const char *model = binding->scores[first].model;
    const char *separator = " (column ";

    strbuf_addf(out, "%s%s", out->length ? "\n" : "", model);
    for (size_t i = first; i < binding->n_scores; i++)
        if (!strcmp(binding->scores[i].model, model)) {
            strbuf_addf(out, "%s%s", separator, binding->scores[i].column);
            separator = ", ";
        }
    strbuf_addc(out, ')');
}

static void add_columns(struct strbuf *models, struct strbuf *findings,
                        const struct binding *binding)
{
    for (size_t i = 0; i < binding->n_scores; i++)
        if (present_is_first_of_model(binding, i))
            add_model(models, binding, i);
    for (size_t i = 0; i < binding->n_labels; i++)
        strbuf_addf(findings, "%s%s (column %s)", i ? "\n" : "",
                    binding->labels[i].finding, binding->labels[i].column);
}

static void add_roles(struct table *table, const struct run *run)
{
    const struct binding *binding = run->binding;
    struct strbuf models = STRBUF_INIT, findings = STRBUF_INIT;

    add_columns(&models, &findings, binding);
    table_add_row(table, (const char *[]){binding->n_scores > 1 ? "Models" : "Model",
                                          models.text});
    table_add_row(table,
                  (const char *[]){binding->n_labels > 1 ? "Findings" : "Finding",
                                   findings.text});
    table_add_row(table, (const char *[]){"Unit", run->input->patient
                                                      ? "studies, with patients "
                                                        "as the independent unit"
                                                      : "studies, taken as "
                                                        "independent"});
    strbuf_release(&models);
    strbuf_release(&findings);
}

static void add_draws(struct table *table, const struct request *request)
{
    char text[96], n[NUMFMT_SIZE], seed[NUMFMT_SIZE];

    snprintf(seed, sizeof seed, "%" PRIu64, request->seed);
    table_add_row(table, (const char *[]){"Seed", seed});
    if (request->replicates)
        snprintf(text, sizeof text, "%s",
                 numfmt_things(n, request->replicates, "replicate", "replicates"));
    else
        snprintf(text, sizeof text, "none");
    table_add_row(table, (const char *[]){"Bootstrap", text});
}

static void present_files(struct report *report, const struct cohort *cohort)
{
    static const char *const roles[] = {[FILE_PREDICTIONS] = "predictions",
                                        [FILE_TRUTH] = "truth",
                                        [FILE_JOINED] = "joined"};
    struct table *table =
        report_table(report, "llr", (const char *[]){"File", "What it gives", "Rows"});
    struct strbuf sums = STRBUF_INIT;
    char rows[NUMFMT_SIZE];

    for (size_t i = 0; i < cohort->n_files; i++) {
        const struct cohort_file *file = &cohort->files[i];

        table_add_row(table, (const char *[]){path_base(file->name), roles[file->role],
                                              numfmt_count(rows, file->rows)});
        strbuf_addf(&sums, "%s%s  %s", i ? "\n" : "", file->sha256,
                    path_base(file->name));
    }
    report_paragraph(report, "Their SHA-256, as sha256sum prints it:");
    report_code(report, sums.text);
    strbuf_release(&sums);
}

static void present_meta(struct table *table, const struct run *run)
{
    if (*run->date)
        table_add_row(table, (const char *[]){"Date", run->date});
    for (size_t i = 0; i < run->meta->n; i++)
        table_add_row(table, (const char *[]){run->meta->entries[i].key,
                                              run->meta->entries[i].value});
}

void present_identity(struct report *report, const struct run *run,
                      const struct report_request *request)
{
    struct run_digests digests = run_digests(run);
    struct strbuf line = STRBUF_INIT;
    struct table *table;

    report_heading(report, "What was judged");
    table = report_table(report, "ll", NULL);
    present_meta(table, run);
    add_roles(table, run);
    table_add_row(table, (const char *[]){"Program", "proctor " PACKAGE_VERSION});
    add_draws(table, run->request);
    present_files(report, run->cohort);
    report_paragraph(report,
                     "Digest of the cohort, the same for the same studies, scores, "
                     "truth and subgroups in whatever order and dialect they come:");
    report_code(report, digests.cohort);
    report_paragraph(report, "The command, but for options that change no number:");
    strbuf_addf(&line, "proctor report%s", request->typed);
    report_code(report, line.text);
    strbuf_release(&line);
}
