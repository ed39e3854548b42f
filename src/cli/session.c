/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/session.h"

#include <time.h>

#include "cli/emit.h"
#include "data/load.h"
#include "data/pair_files.h"
#include "report/document.h"
#include "report/points_csv.h"
#include "report/records.h"
#include "report/renderers.h"

static void on_total(void *ctx, uint64_t replicates)
{
    progress_start(ctx, "resampling", replicates);
}

static void on_replicate(void *ctx)
{
    progress_add(ctx, 1);
}

static void set_date(char *date, size_t size)
{
    time_t now = time(NULL);
    struct tm day;

    if (!gmtime_r(&now, &day) || !strftime(date, size, "%Y-%m-%d", &day))
        *date = '\0';
}

static void init(struct session *session, const char *command, struct options *options)
{
    *session = (struct session){
        .options = options, .watch = {on_total, on_replicate, &session->progress}
    };
    session->run = (struct run){.command = command,
                                .input = &options->input,
                                .cohort = &session->cohort,
                                .binding = &session->binding,
                                .request = &session->request,
                                .results = &session->results,
                                .notes = &session->notes,
                                .is_unpaired = options->unpaired,
                                .meta = &session->meta,
                                .date = session->date};
    progress_init(&session->progress,
                  !options->output.no_progress && !options->output.quiet);
}

static enum err_code load(struct session *session, struct err *err)
{
    struct options *options = session->options;
    bool digests = options->output.format == FORMAT_JSON || options->output.digests;
    struct load_watch watch = {
        progress_set_of,
        &session->progress,
        {.sha256 = digests, .ids = digests || options->discordant},
        options->eval.threads
    };

    if (options_default_to_pipe(options, err))
        return err_hint(err,
                        "proctor %s predictions.csv -s SCORE -l LABEL; '-' "
                        "reads standard input",
                        session->run.command);
    if (options_check_files(options, err))
        return err->code;
    progress_start(&session->progress, "reading", 0);
    if (options->input.is_pair)
        return cohort_load_pair(&session->cohort, &session->binding, &options->input,
                                &watch, &session->notes, err);
    return cohort_load(&session->cohort, &session->binding, &options->input, &watch,
                       &session->notes, err);
}

/* Nobody chose the default point: a file of it would look as if somebody had. */
static enum err_code check_save_points(const struct session *session, struct err *err)
{
    if (!session->options->save_points || session->request.points.n)
        return ERR_OK;
    err_set(err, ERR_USAGE, "--save-points: no operating point is asked for");
    return err_hint(err, "choose one on this file, for example --target-sensitivity "
                         "0.95, or name one: -t release=0.37");
}

/* Rounding shows in no number: it is said, or refused. */
static enum err_code check_rounding(struct session *session, struct err *err)
{
    const struct rounding_mark *rounded = &session->cohort.rounded;

    if (points_check_rounded(&session->request.points,
                             request_needs_point(&session->request), rounded, err))
        return err->code;
    if (rounded->digits)
        notes_addf(&session->notes,
                   "Scores of the table are rounded to %d digit%s: what is counted at "
                   "the operating points is that of the files; the AUC, curves and "
                   "all else that is made from scores is of the rounded ones. "
                   "'proctor count' says how far the AUC can have moved.",
                   rounded->digits, rounded->digits == 1 ? "" : "s");
    return ERR_OK;
}

enum err_code session_load(struct session *session, const char *command,
                           struct options *options, struct err *err)
{
    init(session, command, options);
    if (options->output.date)
        set_date(session->date, sizeof session->date);
    if (meta_parse(&session->meta, &options->output.meta, err) ||
        request_init(&session->request, &options->eval, err) ||
        check_save_points(session, err))
        return err->code;
    return load(session, err) ? err->code : check_rounding(session, err);
}

bool session_writes_page(const struct session *session)
{
    enum output_format format = (enum output_format)session->options->output.format;

    return format == FORMAT_TEXT || format == FORMAT_MARKDOWN;
}

static void write_page(struct strbuf *out, const struct session *session,
                       const struct session_writers *writers)
{
    const struct output_options *options = &session->options->output;
    struct report report = {0};

    writers->page(&report, &session->run, options->verbose);
    if (options->format == FORMAT_MARKDOWN)
        render_markdown(out, &report);
    else
        render_text(out, &report, emit_in_color(options));
    report_release(&report);
}

static void write_format(struct strbuf *out, const struct session *session,
                         const struct session_writers *writers)
{
    const struct run *run = &session->run;

    switch ((enum output_format)session->options->output.format) {
    case FORMAT_TEXT:
    case FORMAT_MARKDOWN:
        write_page(out, session, writers);
        break;
    case FORMAT_CSV:
        writers->csv(out, run, ',');
        break;
    case FORMAT_TSV:
        writers->csv(out, run, '\t');
        break;
    case FORMAT_JSON:
        writers->json(out, run);
        break;
    case FORMAT_NDJSON:
        writers->ndjson(out, run);
        break;
    }
}

enum err_code session_save_points(const struct session *session, struct err *err)
{
    struct strbuf out = STRBUF_INIT;
    enum err_code code;

    if (!session->options->save_points)
        return ERR_OK;
    points_write_csv(&out, &session->results);
    code = emit(session->options->save_points, &out, err);
    strbuf_release(&out);
    return code;
}

enum err_code session_write(struct session *session,
                            const struct session_writers *writers, struct err *err)
{
    const struct output_options *options = &session->options->output;
    struct strbuf out = STRBUF_INIT;
    enum err_code code;

    progress_finish(&session->progress);
    write_format(&out, session, writers);
    code = session_save_points(session, err);
    if (!code)
        code = emit(options->output, &out, err);
    strbuf_release(&out);
    if (!code && (options->format == FORMAT_CSV || options->format == FORMAT_TSV ||
                  options->format == FORMAT_NDJSON))
        emit_notes(&session->notes, options);
    return code;
}

void session_release(struct session *session)
{
    progress_finish(&session->progress);
    result_set_release(&session->results);
    cohort_release(&session->cohort);
    binding_release(&session->binding);
    request_release(&session->request);
    notes_release(&session->notes);
    meta_release(&session->meta);
}

static void write_csv(struct strbuf *out, const struct run *run, char delimiter)
{
    records_write_csv(out, run->results, delimiter);
}

static void write_ndjson(struct strbuf *out, const struct run *run)
{
    records_write_ndjson(out, run->results);
}

const struct session_writers session_records = {
    .csv = write_csv, .json = document_write, .ndjson = write_ndjson};
