/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/numfmt.h"
#include "base/path.h"
#include "cli/command.h"
#include "cli/emit.h"
#include "cli/opt_groups.h"
#include "cli/plot_files.h"
#include "cli/session.h"
#include "eval/compare.h"
#include "plot/gnuplot.h"
#include "report/curve_table.h"
#include "report/histogram_table.h"
#include "report/records.h"

static const struct opt_group *const groups[] = {
    &opt_group_columns,      &opt_group_values,      &opt_group_dialect,
    &opt_group_plot_compare, &opt_group_points,      &opt_group_statistics,
    &opt_group_policy,       &opt_group_plot_output, NULL,
};

/* ---- The question ----------------------------------------------------------------- */

static enum err_code hint_kinds(struct err *err)
{
    struct strbuf names = STRBUF_INIT;

    for (size_t i = 0; figure_kinds[i]; i++)
        strbuf_addf(&names, "%s%s", i ? ", " : "", figure_kinds[i]->name);
    assert(figure_kinds[0]);
    err_hint(err, "one of %s: proctor plot %s predictions.csv ...", names.text,
             figure_kinds[0]->name);
    strbuf_release(&names);
    return err->code;
}

/* The first word of the command line, which is no file. */
static enum err_code take_kind(const struct figure_kind **kind, struct options *options,
                               struct err *err)
{
    struct text_list *files = &options->input.files;
    const char *names[16], *near;
    size_t n = 0;

    if (!files->n) {
        err_set(err, ERR_USAGE, "plot: which figure?");
        return hint_kinds(err);
    }
    for (; figure_kinds[n] && n < 16; n++) {
        names[n] = figure_kinds[n]->name;
        if (!strcmp(names[n], files->texts[0])) {
            *kind = figure_kinds[n];
            files->n--;
            memmove(files->texts, files->texts + 1, files->n * sizeof *files->texts);
            return ERR_OK;
        }
    }
    near = nearest_name(files->texts[0], names, n);
    err_set(err, ERR_USAGE, "plot: there is no figure '%s'", files->texts[0]);
    return near ? err_hint(err, "did you mean 'proctor plot %s'?", near)
                : hint_kinds(err);
}

/* The first option that is about two models; NULL: none is given. */
static const char *comparing_option(const struct options *options)
{
    if (options->eval.baseline)
        return "--baseline";
    if (options->eval.margin)
        return "--margin";
    if (options->eval.alternative != CHOOSE_BY_DEFAULT)
        return "--alternative";
    return options->input.min_overlap < 1 ? "--min-overlap" : NULL;
}

/* One file with several models, or two files about the same studies. */
static enum err_code plan_comparison(const struct figure_kind *kind,
                                     struct options *options, struct err *err)
{
    const char *comparing = comparing_option(options);
    size_t n = options->input.files.n;

    if (!kind->is_comparison && comparing) {
        err_set(err, ERR_USAGE, "%s: a figure '%s' compares no models", comparing,
                kind->name);
        return err_hint(err, "did you mean 'proctor plot difference'?");
    }
    options->input.is_pair = kind->is_comparison && n == 2;
    if (kind->is_comparison && n > 2) {
        err_set(err, ERR_USAGE,
                "plot difference takes one file, or two, and %zu are given", n);
        return err_hint(err,
                        "one file with several models, or: proctor plot difference "
                        "NEW OLD -i ID");
    }
    return ERR_OK;
}

static bool needs_replicates(const struct figure_kind *kind, enum plot_band band)
{
    return band == PLOT_SIMULTANEOUS ||
           (band == PLOT_POINTWISE && kind->band != FIGURE_BAND_THRESHOLD);
}

static enum err_code check_kind(const struct figure_kind *kind,
                                const struct options *options, struct err *err)
{
    const struct plot_options *plot = &options->plot;

    assert(kind);
    if (plot->metrics && !kind->takes_metrics)
        return err_set(err, ERR_USAGE, "--metrics: a figure '%s' has its own",
                       kind->name);
    if (plot->band != PLOT_BAND_AUTO && kind->band == FIGURE_BAND_NONE)
        return err_set(err, ERR_USAGE, "--band: a figure '%s' has none", kind->name);
    if (plot->x_range && !kind->takes_range)
        return err_set(err, ERR_USAGE, "--xlim: a figure '%s' has no such axis",
                       kind->name);
    if (needs_replicates(kind, (enum plot_band)plot->band) && !options->eval.replicates)
        return err_set(err, ERR_USAGE, "--band needs replicates (-B)");
    return ERR_OK;
}

static enum err_code read_range(struct figure_input *input,
                                const struct figure_kind *kind, const char *text,
                                struct err *err)
{
    const char *colon = text ? strchr(text, ':') : NULL;

    input->x_low = input->x_high = NAN;
    if (!text)
        return ERR_OK;
    if (!colon || !numfmt_parse(text, (size_t)(colon - text), '.', &input->x_low) ||
        !numfmt_parse(colon + 1, strlen(colon + 1), '.', &input->x_high) ||
        input->x_low >= input->x_high ||
        (kind->x_is_rate && (input->x_low < 0 || input->x_high > 1))) {
        err_set(err, ERR_USAGE, "--xlim: '%s' is not a range%s", text,
                kind->x_is_rate ? " within 0 and 1" : "");
        return err_hint(err, "FROM:TO, for example --xlim 0:0.2");
    }
    return ERR_OK;
}

static enum band_kind band_of(const struct figure_kind *kind,
                              const struct options *options)
{
    enum plot_band band = (enum plot_band)options->plot.band;

    assert(kind);
    if (band == PLOT_BAND_AUTO)
        band = PLOT_POINTWISE;
    if (kind->band == FIGURE_BAND_NONE || band == PLOT_BAND_NONE ||
        (needs_replicates(kind, band) && !options->eval.replicates))
        return BAND_NONE;
    return band == PLOT_SIMULTANEOUS ? BAND_SIMULTANEOUS : BAND_POINTWISE;
}

/* ---- The answer --------------------------------------------------------------------- */

/* One run of the command. */
struct plotting {
    const struct figure_kind *kind;
    struct plot_files files;
    struct session session;
    struct drawing drawing;
    struct histogram_set histograms;
    struct figure_input input;
    struct strbuf cohort; /* its name */
};

static void draw(struct plotting *plotting)
{
    static const struct sweep_request every_score = {0};
    struct session *session = &plotting->session;
    struct sweep_task task = {.cohort = &session->cohort,
                              .binding = &session->binding,
                              .request = &session->request,
                              .sweep = &every_score,
                              .watch = &session->watch};
    enum figure_band figure_band = plotting->kind->band;
    enum band_kind band = plotting->input.band;
    struct drawing_wish wish = {
        .curves = plotting->kind->needs_curves,
        .columns = plotting->kind->needs_columns ||
                   (session->options->plot.data && !plotting->kind->write_data),
        .reliability = figure_band == FIGURE_BAND_SCORE,
        .consistency = figure_band == FIGURE_BAND_SCORE ? band : BAND_NONE,
        .threshold_band = figure_band == FIGURE_BAND_THRESHOLD ? band : BAND_NONE,
        .band = {figure_band == FIGURE_BAND_RATE ? band : BAND_NONE,
                 isnan(plotting->input.x_low) ? 0 : plotting->input.x_low,
                 isnan(plotting->input.x_high) ? 1 : plotting->input.x_high},
        .bands_for_few = plotting->input.bands_for_few
    };

    drawing_init(&plotting->drawing, &wish, &task);
}

static const char *name_of(const char *file)
{
    return strcmp(file, "-") == 0 ? "standard input" : path_base(file);
}

/* "head-ct.csv", "part of head-ct.csv", "new.csv and old.csv", "a.csv and 2 more" */
static void name_cohort(struct strbuf *out, const struct session *session)
{
    const struct text_list *files = &session->options->input.files;

    if (session->options->input.where.n)
        strbuf_adds(out, "part of ");
    strbuf_adds(out, name_of(files->texts[0]));
    if (files->n == 2)
        strbuf_addf(out, " and %s", name_of(files->texts[1]));
    else if (files->n > 2)
        strbuf_addf(out, " and %zu more", files->n - 1);
}

/* The records that the figure rests on. */
static enum err_code compute(struct plotting *plotting, struct err *err)
{
    struct session *session = &plotting->session;
    struct comparison_setting setting = {&session->results, &session->cohort,
                                         &session->binding, &session->request,
                                         &session->watch};

    if (plotting->kind->is_comparison)
        return compare(&setting, NULL, &session->notes, err);
    return evaluate(&session->results, &session->cohort, &session->binding,
                    &session->request, &session->watch, &session->notes, err);
}

static enum err_code ask(struct plotting *plotting, struct options *options,
                         struct err *err)
{
    struct session *session = &plotting->session;

    options->eval.metrics = options->plot.metrics && *options->plot.metrics
                                ? options->plot.metrics
                                : plotting->kind->metrics;
    if (session_load(session, "plot", options, err) || compute(plotting, err))
        return err->code;
    draw(plotting);
    if (plotting->kind->needs_histograms)
        histogram_set_init(&plotting->histograms, &session->cohort, &session->binding,
                           &session->request);
    progress_finish(&session->progress);
    plotting->input.request = &session->request;
    plotting->input.results = &session->results;
    plotting->input.drawing = &plotting->drawing;
    plotting->input.histograms = &plotting->histograms;
    name_cohort(&plotting->cohort, session);
    plotting->input.cohort = plotting->cohort.text;
    return plotting->kind->check ? plotting->kind->check(&plotting->input, err)
                                 : ERR_OK;
}

static enum err_code write_data(const struct plotting *plotting, struct err *err)
{
    const char *path = plotting->session.options->plot.data;
    struct strbuf text = STRBUF_INIT;
    enum err_code code = ERR_OK;

    if (path) {
        if (plotting->kind->write_data)
            plotting->kind->write_data(&text, &plotting->input);
        else if (plotting->kind->needs_curves)
            curve_write_csv(&text, &plotting->drawing.curves, ',');
        else if (plotting->kind->needs_histograms)
            histogram_write_csv(&text, &plotting->histograms);
        else
            records_write_csv(&text, &plotting->session.results, ',');
        code = emit(path, &text, err);
    }
    strbuf_release(&text);
    return code;
}

static enum err_code write_terminal(const struct plotting *plotting,
                                    const struct picture *figure, struct err *err)
{
    struct strbuf script = STRBUF_INIT, text = STRBUF_INIT;
    enum err_code code = ERR_OK;

    if (plotting->kind->write_text) {
        plotting->kind->write_text(&text, &plotting->input);
    } else {
        plot_files_script(&script, figure);
        code = gnuplot_draw(&text, &script, "dumb", NULL, err);
    }
    if (!code)
        code = emit(NULL, &text, err);
    strbuf_release(&script);
    strbuf_release(&text);
    return code;
}

static enum err_code write_all(struct plotting *plotting, struct err *err)
{
    struct picture figure = {
        .page = {.what = plotting->kind->what,
                 .file = plotting->files.name,
                 .format = plotting->files.format}
    };
    enum err_code code;

    strbuf_init(&figure.body);
    plotting->kind->build(&figure, &plotting->input);
    code = session_save_points(&plotting->session, err);
    if (!code)
        code = write_data(plotting, err);
    if (!code)
        code =
            plot_files_write(&plotting->files, &figure, &plotting->session.notes, err);
    if (!code && plotting->session.options->plot.in_terminal)
        code = write_terminal(plotting, &figure, err);
    strbuf_release(&figure.body);
    if (!code)
        emit_notes(&plotting->session.notes, &plotting->session.options->output);
    return code;
}

static enum err_code run_plot(struct options *options, struct err *err)
{
    struct plotting plotting = {.cohort = STRBUF_INIT};

    if (take_kind(&plotting.kind, options, err) ||
        check_kind(plotting.kind, options, err) ||
        plan_comparison(plotting.kind, options, err) ||
        read_range(&plotting.input, plotting.kind, options->plot.x_range, err))
        return err->code;
    plotting.input.band = band_of(plotting.kind, options);
    plotting.input.bands_for_few = options->plot.band == PLOT_BAND_AUTO;
    if (!plot_files_init(&plotting.files, options, err) &&
        !ask(&plotting, options, err))
        write_all(&plotting, err);
    drawing_release(&plotting.drawing);
    histogram_set_release(&plotting.histograms);
    session_release(&plotting.session);
    plot_files_release(&plotting.files);
    strbuf_release(&plotting.cohort);
    return err->code;
}

const struct command cmd_plot = {
    .name = "plot",
    .group = "show",
    .usage = "KIND FILE... -s COL -l COL -o FILE.svg [options]",
    .summary = "pictures: roc, pr, sweep, forest, scores, difference, reliability",
    .example = "proctor plot roc predictions.csv -s ai_score -l finding -o roc.svg",
    .groups = groups,
    .run = run_plot,
};
