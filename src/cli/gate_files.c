/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gate_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/emit.h"
#include "report/annotations.h"
#include "report/document_gate.h"
#include "report/junit.h"
#include "report/present_gate.h"
#include "report/renderers.h"

static bool wants_annotations(const struct options *options)
{
    const char *actions = getenv("GITHUB_ACTIONS");

    if (options->gate.annotations != ANNOTATIONS_AUTO)
        return options->gate.annotations == ANNOTATIONS_GITHUB;
    return actions && !strcmp(actions, "true");
}

static void annotate(const struct options *options, const struct gate_outcome *outcome)
{
    struct strbuf text = STRBUF_INIT;

    if (wants_annotations(options))
        annotations_write(&text, outcome);
    fputs(text.text, stderr);
    strbuf_release(&text);
}

static enum err_code write_documents(const struct options *options,
                                     const struct run *run,
                                     const struct gate_outcome *outcome,
                                     struct err *err)
{
    struct strbuf json = STRBUF_INIT, junit = STRBUF_INIT;
    struct err second = {0};

    if (options->gate.json) {
        document_write_gate(&json, run, outcome);
        emit(options->gate.json, &json, err);
    }
    if (options->gate.junit) {
        junit_write(&junit, outcome);
        emit(options->gate.junit, &junit, err->code ? &second : err);
    }
    strbuf_release(&json);
    strbuf_release(&junit);
    return err->code;
}

static enum err_code append_markdown(const struct options *options,
                                     const struct report *report, struct err *err)
{
    struct strbuf text = STRBUF_INIT;

    if (options->gate.markdown) {
        render_markdown(&text, report);
        emit_append(options->gate.markdown, &text, err);
    }
    strbuf_release(&text);
    return err->code;
}

enum err_code gate_files_write(const struct options *options, const struct run *run,
                               const struct gate_outcome *outcome,
                               const struct notes *notes, struct err *err)
{
    struct report report = {0};
    struct strbuf screen = STRBUF_INIT;

    present_gate(&report, run, outcome, notes);
    if (!write_documents(options, run, outcome, err) &&
        !append_markdown(options, &report, err)) {
        annotate(options, outcome);
        render_text(&screen, &report, emit_in_color(&options->output));
        emit(options->output.output, &screen, err);
    }
    strbuf_release(&screen);
    report_release(&report);
    return err->code;
}

void gate_files_fail(const struct options *options, const struct gate_outcome *outcome)
{
    struct report report = {0};
    struct err unheard = {0};

    present_gate_error(&report, outcome);
    write_documents(options, NULL, outcome, &unheard);
    append_markdown(options, &report, &unheard);
    annotate(options, outcome);
    report_release(&report);
}
