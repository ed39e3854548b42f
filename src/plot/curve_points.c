/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points on curves. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "eval/points.h"
#include "plot/curves.h"
#include "report/escape.h"

/* ---- Which there are -------------------------------------------------------------- */

/* An operating point that no earlier model has. */
static bool is_new(const struct result_set *set, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (!strcmp(set->points[i].name, set->points[at].name))
            return false;
    return true;
}

/* Records have the guaranteed threshold of "sens90" under its name, in a scenario. */
static struct curves_mark mark_of(const struct result_set *set, size_t at)
{
    const struct result_point *point = &set->points[at];
    size_t end = strlen(POINT_GUARANTEED), length = strlen(point->name);
    struct curves_mark mark = {.point = point, .scenario = ""};
    struct strbuf name = STRBUF_INIT;

    strbuf_adds(&name, point->name);
    if (length > end && !strcmp(point->name + length - end, POINT_GUARANTEED)) {
        struct strbuf base = STRBUF_INIT;

        strbuf_add(&base, point->name, length - end);
        for (size_t i = 0; i < set->n_points; i++)
            if (!strcmp(set->points[i].name, base.text)) {
                mark.scenario = "guaranteed";
                strbuf_reset(&name);
                strbuf_adds(&name, base.text);
                break;
            }
        strbuf_release(&base);
    }
    mark.name = strbuf_detach(&name);
    return mark;
}

static bool is_anywhere(const struct curves *curves, const struct curves_mark *mark)
{
    struct curves_place place;

    for (size_t i = 0; i < curves->series.n; i++)
        if (curves->kind->place(&place, curves, &curves->series.items[i], mark))
            return true;
    return false;
}

void curves_marks_init(struct curves *curves)
{
    const struct result_set *set = curves->input->results;
    size_t number = 0;

    curves->marks = xcalloc(set->n_points, sizeof *curves->marks);
    for (size_t p = 0; p < set->n_points; p++) {
        struct curves_mark *mark = &curves->marks[curves->n_marks];

        if (!is_new(set, p))
            continue;
        *mark = mark_of(set, p);
        if (is_anywhere(curves, mark))
            mark->number = ++number;
        curves->n_marks++;
    }
}

void curves_marks_release(struct curves *curves)
{
    for (size_t i = 0; i < curves->n_marks; i++)
        free(curves->marks[i].name);
    free(curves->marks);
}

/* ---- Drawing ---------------------------------------------------------------------- */

static const char *const colors[] = {"#D55E00", "#009E73", "#CC79A7", "#000000"};
static const int shapes[] = {7, 5, 9, 13, 11};

static const char *color_of(const struct curves_mark *mark)
{
    return colors[(mark->number - 1) % (sizeof colors / sizeof *colors)];
}

static int shape_of(const struct curves_mark *mark)
{
    return shapes[(mark->number - 1) % (sizeof shapes / sizeof *shapes)];
}

/* Curves over each other lend their points their colour; a curve by itself has points of several colours. */
static bool has_own_color(const struct curves *curves)
{
    return curves->series.n == 1 || curves->series.n > CURVES_MANY;
}

bool curves_add_mark_data(struct curves *curves, size_t i,
                          const struct curves_mark *mark)
{
    struct strbuf *body = &curves->figure->body;
    struct curves_place at;

    if (!curves->kind->place(&at, curves, &curves->series.items[i], mark))
        return false;
    strbuf_addf(body, "$point%zu_%zu << EOD\n", i + 1, mark->number);
    script_row(body, (double[]){at.x, at.y, at.x_low, at.x_high, at.y_low, at.y_high},
               6);
    script_block_end(body);
    return true;
}

void curves_plot_mark(struct curves *curves, size_t i, const struct curves_mark *mark)
{
    struct strbuf color = STRBUF_INIT;
    struct curves_place at;

    if (!curves->kind->place(&at, curves, &curves->series.items[i], mark))
        return;
    if (has_own_color(curves))
        strbuf_addf(&color, "linecolor rgb '%s'", color_of(mark));
    else
        strbuf_addf(&color, "linetype %zu", i + 1);
    curves_add_element(
        curves, "",
        "$point%zu_%zu using 1:2:3:4:5:6 with xyerrorbars dashtype solid "
        "linewidth 1.2 %s pointtype %d pointsize 0.8",
        i + 1, mark->number, color.text, shape_of(mark));
    strbuf_release(&color);
}

/* ---- The key ---------------------------------------------------------------------- */

/* The models have the point's threshold in common. */
static bool is_shared(const struct result_set *set, const struct result_point *point)
{
    for (size_t i = 0; i < set->n_points; i++)
        if (!strcmp(set->points[i].name, point->name) &&
            set->points[i].threshold != point->threshold)
            return false;
    return true;
}

/* "at release (threshold 0.5)", without the threshold where the models have each their own. */
static void add_title(struct strbuf *title, const struct result_set *set,
                      const struct result_point *point)
{
    struct strbuf name = STRBUF_INIT;
    char threshold[NUMFMT_SIZE];

    escape_shorten(&name, point->name, SERIES_LABEL_COLUMNS);
    numfmt_shortest(threshold, point->threshold);
    if (!is_shared(set, point))
        strbuf_addf(title, "at %s", name.text);
    else if (!strcmp(name.text, threshold))
        strbuf_addf(title, "at threshold %s", threshold);
    else
        strbuf_addf(title, "at %s (threshold %s)", name.text, threshold);
    if (!*point->rule)
        strbuf_adds(title, ", which nobody chose");
    strbuf_release(&name);
}

void curves_add_mark_to_key(struct curves *curves, const struct curves_mark *mark)
{
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

    add_title(&title, curves->input->results, mark->point);
    strbuf_addf(&look, "linecolor rgb '%s' pointtype %d pointsize 0.8",
                has_own_color(curves) ? color_of(mark) : "black", shape_of(mark));
    curves_add_element(curves, title.text, "NaN with points %s", look.text);
    key_add(&curves->key, KEY_POINT, look.text, title.text);
    strbuf_release(&title);
    strbuf_release(&look);
}
