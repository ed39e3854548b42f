/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_pictures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "cli/emit.h"
#include "cli/opt.h"
#include "cli/plot_files.h"
#include "plot/gnuplot.h"

/* ---- What a picture is made of ------------------------------------------------ */

/* The metric, or a difference of it. */
static bool is_of_metric(const char *name, const char *metric)
{
    size_t length = strlen(metric);

    return !strncmp(name, metric, length) &&
           (!name[length] || !strcmp(name + length, "_difference"));
}

/* A forest plot has a panel for each metric and point: one metric, at the first point. Its title counts the studies. */
static void choose_records(struct result_set *chosen, const struct result_set *all,
                           const char *metric)
{
    const char *first = all->n_points ? all->points[0].name : "";

    for (size_t i = 0; i < all->n; i++) {
        const struct result *r = &all->items[i];

        if ((is_of_metric(r->metric, metric) &&
             (!*r->point || !strcmp(r->point, first))) ||
            !strcmp(r->metric, "rows_evaluated"))
            result_set_add(chosen, r);
    }
    for (size_t i = 0; i < all->n_points; i++)
        result_set_add_point(chosen, &all->points[i]);
}

static const struct figure_kind *find_kind(const char *name)
{
    for (size_t i = 0; figure_kinds[i]; i++)
        if (!strcmp(figure_kinds[i]->name, name))
            return figure_kinds[i];
    return NULL;
}

/* ---- Drawing -------------------------------------------------------------------- */

/* "report-roc.png", "report-forest-auc.png", "report-roc-2.png" beside "report.md". */
static void set_file(struct report_picture *picture, const char *output, size_t nth)
{
    const char *name = path_base(output), *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    struct strbuf file = STRBUF_INIT;

    strbuf_add(&file, name, length);
    strbuf_addf(&file, "-%s", picture->kind);
    if (picture->metric)
        strbuf_addf(&file, "-%s", picture->metric);
    if (nth)
        strbuf_addf(&file, "-%zu", nth);
    strbuf_adds(&file, ".png");
    picture->file = strbuf_detach(&file);
}

static void draw_bytes(struct report_picture *picture, const struct figure_input *input,
                       enum picture_format format)
{
    const double scale = 96 * 1.2; /* their text is of 10 points, the page's of 12 */
    const struct figure_kind *kind = find_kind(picture->kind);
    struct picture figure = {
        .page = {.what = kind->what, .file = kind->name, .format = format}
    };
    struct strbuf script = STRBUF_INIT;
    struct err err = {0};

    strbuf_init(&figure.body);
    kind->build(&figure, input);
    plot_files_script(&script, &figure);
    picture->what = kind->what;
    picture->width = (int)lround(scale * figure.page.width);
    picture->height = (int)lround(scale * figure.page.height);
    picture->is_there = !gnuplot_draw(&picture->bytes, &script,
                                      picture_format_name(format), NULL, &err);
    strbuf_release(&figure.body);
    strbuf_release(&script);
}

/* Of what `like` says; `nth` is its number if there are several that are alike, else 0. */
static void draw(struct report_pictures *pictures, const struct report_picture *like,
                 const struct figure_input *input, const char *output, size_t nth)
{
    const struct figure_kind *kind = find_kind(like->kind);
    struct report_picture *picture;
    struct err unheard = {0};

    if (kind->check && kind->check(input, &unheard))
        return;
    pictures->items = xgrow(pictures->items, &pictures->capacity, pictures->n + 1,
                            sizeof *pictures->items);
    picture = &pictures->items[pictures->n++];
    *picture = *like;
    strbuf_init(&picture->bytes);
    picture->type = output ? "image/png" : "image/svg+xml";
    if (output)
        set_file(picture, output, nth);
    draw_bytes(picture, input, output ? PICTURE_PNG : PICTURE_SVG);
}

static const char *const forest_metrics[] = {"auc", "sensitivity", "specificity"};

/* `kind` "forest" or "difference": one picture of a metric. */
static void draw_forest(struct report_pictures *pictures, const char *kind,
                        struct figure_input input, const char *metric,
                        const char *output)
{
    struct report_picture like = {.kind = kind, .metric = metric};
    struct result_set chosen = {0};

    choose_records(&chosen, input.results, metric);
    input.results = &chosen;
    if (chosen.n)
        draw(pictures, &like, &input, output, 0);
    result_set_release(&chosen);
}

/* ---- Of one model or finding -------------------------------------------------------- */

static bool is_about(const struct report_picture *like, const char *model,
                     const char *finding)
{
    return !strcmp(finding, like->finding) &&
           (!like->model || !strcmp(model, like->model));
}

/* Records and points of what the picture is about. */
static void choose_about(struct result_set *chosen, const struct result_set *all,
                         const struct report_picture *like)
{
    for (size_t i = 0; i < all->n; i++)
        if (is_about(like, all->items[i].model, all->items[i].finding))
            result_set_add(chosen, &all->items[i]);
    for (size_t i = 0; i < all->n_points; i++)
        if (is_about(like, all->points[i].model, all->points[i].finding))
            result_set_add_point(chosen, &all->points[i]);
}

static void draw_part(struct report_pictures *pictures, struct figure_input input,
                      const struct report_picture *like, const char *output, size_t nth)
{
    struct result_set chosen = {0};
    struct drawing part;

    choose_about(&chosen, input.results, like);
    drawing_init_part(&part, input.drawing, like->model, like->finding);
    input.results = &chosen;
    input.drawing = &part;
    if (part.curves.n)
        draw(pictures, like, &input, output, nth);
    drawing_release_part(&part);
    result_set_release(&chosen);
}

/* Scores of several models need not have the same scale, and so no axis in common. */
static void draw_each(struct report_pictures *pictures, const char *kind,
                      const struct figure_input *input,
                      const struct report_pictures_source *source)
{
    const struct binding *binding = &source->session->binding;

    for (size_t i = 0; i < binding->n_pairs; i++) {
        struct report_picture like = {
            .kind = kind,
            .model = binding->scores[binding->pairs[i].score].model,
            .finding = binding->labels[binding->pairs[i].label].finding};

        draw_part(pictures, *input, &like, source->output,
                  binding->n_pairs > 1 ? i + 1 : 0);
    }
}

static void draw_all(struct report_pictures *pictures, const struct figure_input *input,
                     const struct report_pictures_source *source)
{
    static const char *const kinds[] = {"roc", "scores"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        draw(pictures, &(struct report_picture){.kind = kinds[i]}, input,
             source->output, 0);
    draw_each(pictures, "reliability", input, source);
    draw_each(pictures, "sweep", input, source);
    for (size_t i = 0; i < 3 && source->session->cohort.n_groups; i++)
        draw_forest(pictures, "forest", *input, forest_metrics[i], source->output);
}

/* Without subgroups one picture of the AUC says it all. */
static void draw_differences(struct report_pictures *pictures,
                             struct figure_input input,
                             const struct report_pictures_source *source)
{
    size_t n = source->session->cohort.n_groups ? 3 : 1;

    input.results = source->comparison->results;
    for (size_t i = 0; i < n; i++)
        draw_forest(pictures, "difference", input, forest_metrics[i], source->output);
}

/* ---- Many models and findings ------------------------------------------------------- */

enum { MOST_PAIRS = 6, MOST_FINDINGS = 24 };

static void draw_finding(struct report_pictures *pictures,
                         const struct figure_input *input,
                         const struct report_pictures_source *source, size_t label)
{
    struct report_picture like = {
        .kind = "roc", .finding = source->session->binding.labels[label].finding};

    draw_part(pictures, *input, &like, source->output, label + 1);
}

/* `plot` does not look at the rules of a policy; if the policy has a 'by', none can be added to it. */
static void tell_groups(struct strbuf *out, const struct report_pictures_source *source)
{
    const struct options *options = source->session->options;
    const struct text_list *groups = &options->input.groups;

    if (policy_find_setting(&options->policy, "data", "by"))
        return;
    for (size_t i = source->n_groups_typed; i < groups->n; i++) {
        strbuf_adds(out, " -g ");
        opt_tell_word(out, groups->texts[i]);
    }
}

/* "proctor plot sweep ... --models a --findings x -o sweep.svg" for the first pair. */
static void tell(struct strbuf *out, const struct report_pictures_source *source,
                 const char *kind, const char *options)
{
    const struct session *session = source->session;
    const struct binding *binding = &session->binding;

    strbuf_addf(out, "%sproctor plot %s%s", out->length ? "\n" : "", kind,
                source->typed);
    if (!session->options->input.models.n) {
        strbuf_adds(out, " --models ");
        opt_tell_word(out, binding->scores[binding->pairs->score].model);
    }
    if (!session->options->input.findings.n) {
        strbuf_adds(out, " --findings ");
        opt_tell_word(out, binding->labels[binding->pairs->label].finding);
    }
    strbuf_addf(out, "%s -o %s.svg", options, kind);
}

static void draw_many(struct report_pictures *pictures,
                      const struct figure_input *input,
                      const struct report_pictures_source *source)
{
    const struct session *session = source->session;
    struct strbuf options = STRBUF_INIT;

    if (session->binding.n_labels > MOST_FINDINGS)
        tell(&pictures->rest, source, "roc", "");
    for (size_t i = 0;
         i < session->binding.n_labels && session->binding.n_labels <= MOST_FINDINGS;
         i++)
        draw_finding(pictures, input, source, i);
    tell(&pictures->rest, source, "scores", "");
    tell(&pictures->rest, source, "reliability", "");
    tell(&pictures->rest, source, "sweep", "");
    if (session->cohort.n_groups) {
        tell_groups(&options, source);
        strbuf_adds(&options, " --metrics auc,sensitivity,specificity");
        tell(&pictures->rest, source, "forest", options.text);
    }
    strbuf_release(&options);
}

/* ---- All ------------------------------------------------------------------------------ */

void report_pictures_draw(struct report_pictures *pictures,
                          const struct report_pictures_source *source)
{
    struct figure_input input = {.request = &source->session->request,
                                 .results = &source->session->results,
                                 .drawing = source->drawing,
                                 .histograms = source->histograms,
                                 .x_low = NAN,
                                 .x_high = NAN};

    if (source->session->binding.n_pairs > MOST_PAIRS)
        draw_many(pictures, &input, source);
    else
        draw_all(pictures, &input, source);
    if (source->comparison)
        draw_differences(pictures, input, source);
}

enum err_code report_pictures_write(const struct report_pictures *pictures,
                                    const char *output, struct err *err)
{
    size_t folder = strlen(output) - strlen(path_base(output));
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < pictures->n && !code; i++) {
        struct strbuf path = STRBUF_INIT;

        strbuf_add(&path, output, folder);
        strbuf_adds(&path, pictures->items[i].file);
        if (pictures->items[i].is_there)
            code = emit(path.text, &pictures->items[i].bytes, err);
        strbuf_release(&path);
    }
    return code;
}

void report_pictures_release(struct report_pictures *pictures)
{
    for (size_t i = 0; i < pictures->n; i++) {
        strbuf_release(&pictures->items[i].bytes);
        free(pictures->items[i].file);
    }
    free(pictures->items);
    strbuf_release(&pictures->rest);
    pictures->items = NULL;
    pictures->n = 0;
}
