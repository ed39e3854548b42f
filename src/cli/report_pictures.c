/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_pictures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cli/emit.h"
#include "cli/plot_files.h"
#include "plot/gnuplot.h"

/* ---- What a picture is made of ------------------------------------------------ */

/* A forest plot has a panel for each metric and point: one metric, at the first point. */
static void choose_records(struct result_set *chosen, const struct result_set *all,
                           const char *metric)
{
    const char *first = all->n_points ? all->points[0].name : "";

    for (size_t i = 0; i < all->n; i++) {
        const struct result *r = &all->items[i];

        if (!strcmp(r->metric, metric) && (!*r->point || !strcmp(r->point, first)))
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

/* "report-roc.png", "report-forest-auc.png" beside "report.md". */
static void set_file(struct report_picture *picture, const char *output)
{
    const char *name = path_base(output), *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    struct strbuf file = STRBUF_INIT;

    strbuf_add(&file, name, length);
    strbuf_addf(&file, "-%s%s%s.png", picture->kind, picture->metric ? "-" : "",
                picture->metric ? picture->metric : "");
    picture->file = strbuf_detach(&file);
}

/* `metric` NULL: of all. */
static void draw(struct report_pictures *pictures, const char *name, const char *metric,
                 const struct figure_input *input, const char *output)
{
    const struct figure_kind *kind = find_kind(name);
    struct report_picture *picture = &pictures->items[pictures->n];
    enum picture_format format = output ? PICTURE_PNG : PICTURE_SVG;
    struct picture figure = {
        .page = {.what = kind->what, .file = kind->name, .format = format}
    };
    const double scale = 96 * 1.2; /* their text is of 10 points, the page's of 12 */
    struct strbuf script = STRBUF_INIT;
    struct err err = {0};

    pictures->n++;
    *picture = (struct report_picture){
        .kind = kind->name, .what = kind->what, .metric = metric, .bytes = STRBUF_INIT};
    strbuf_init(&figure.body);
    kind->build(&figure, input);
    plot_files_script(&script, &figure);
    picture->width = (int)lround(scale * figure.page.width);
    picture->height = (int)lround(scale * figure.page.height);
    picture->type = output ? "image/png" : "image/svg+xml";
    if (output)
        set_file(picture, output);
    picture->is_there =
        !gnuplot_draw(&picture->bytes, &script, picture_format_name(format), &err);
    strbuf_release(&figure.body);
    strbuf_release(&script);
}

static void draw_forest(struct report_pictures *pictures, struct figure_input input,
                        const char *metric, const char *output)
{
    struct result_set chosen = {0};

    choose_records(&chosen, input.results, metric);
    input.results = &chosen;
    if (chosen.n)
        draw(pictures, "forest", metric, &input, output);
    result_set_release(&chosen);
}

enum { MOST_PAIRS = 6 };

void report_pictures_draw(struct report_pictures *pictures,
                          const struct session *session, const struct drawing *drawing,
                          const char *output)
{
    struct figure_input input = {.request = &session->request,
                                 .results = &session->results,
                                 .drawing = drawing,
                                 .x_low = NAN,
                                 .x_high = NAN};

    if (session->binding.n_pairs > MOST_PAIRS)
        return;
    draw(pictures, "roc", NULL, &input, output);
    draw(pictures, "sweep", NULL, &input, output);
    if (!session->cohort.n_groups)
        return;
    draw_forest(pictures, input, "auc", output);
    draw_forest(pictures, input, "sensitivity", output);
    draw_forest(pictures, input, "specificity", output);
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
    pictures->n = 0;
}
