/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operating points on curves. */
#include "plot/curves.h"

/* ---- Which there are -------------------------------------------------------------- */

static bool is_anywhere(const struct curves *curves, const struct mark *mark)
{
    struct curves_place place;

    for (size_t i = 0; i < curves->series.n; i++)
        if (curves->kind->place(&place, curves, &curves->series.items[i], mark))
            return true;
    return false;
}

void curves_number_marks(struct curves *curves)
{
    size_t number = 0;

    for (size_t m = 0; m < curves->marks.n; m++)
        if (is_anywhere(curves, &curves->marks.items[m]))
            curves->marks.items[m].number = ++number;
}

/* ---- Drawing ---------------------------------------------------------------------- */

static const char *const colors[] = {"#D55E00", "#009E73", "#CC79A7", "#000000"};
static const int shapes[] = {7, 5, 9, 13, 11};

static const char *color_of(const struct mark *mark)
{
    return colors[(mark->number - 1) % (sizeof colors / sizeof *colors)];
}

/* The shape before in gnuplot's list is the same, hollow. */
static int shape_of(const struct mark *mark)
{
    return shapes[(mark->number - 1) % (sizeof shapes / sizeof *shapes)];
}

/* Curves over each other lend their points their colour; a curve by itself has points of several colours. */
static bool has_own_color(const struct curves *curves)
{
    return curves->series.n == 1 || curves->series.n > CURVES_MANY;
}

bool curves_add_mark_data(struct curves *curves, size_t i, const struct mark *mark)
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

void curves_plot_mark(struct curves *curves, size_t i, const struct mark *mark)
{
    bool is_small = curves_is_small(curves, &curves->series.items[i]);
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
        "linewidth %s %s pointtype %d pointsize 0.8",
        i + 1, mark->number, is_small ? "0.6" : "1.2", color.text,
        shape_of(mark) - is_small);
    strbuf_release(&color);
}

/* ---- The key ---------------------------------------------------------------------- */

void curves_add_mark_to_key(struct curves *curves, const struct mark *mark)
{
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

    mark_add_title(&title, curves->input->results, mark);
    strbuf_addf(&look, "linecolor rgb '%s' pointtype %d pointsize 0.8",
                has_own_color(curves) ? color_of(mark) : "black", shape_of(mark));
    curves_add_element(curves, title.text, "NaN with points %s", look.text);
    key_add(&curves->key, KEY_POINT, look.text, title.text);
    strbuf_release(&title);
    strbuf_release(&look);
}
