/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/curves.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "report/escape.h"

/* Inches of the plot. */
static const double side = 4.2;

const char curves_chance_look[] = "linecolor rgb '#999999' linewidth 1 dashtype '-'";

bool curves_has(const struct series *series)
{
    return series->n_pos && series->n_neg && !series->part->is_cut;
}

/* ---- Data ------------------------------------------------------------------------ */

/* Vertices beyond the range only as far as a line needs them. */
bool trace_add(struct trace *trace, double x, double y)
{
    struct place at = {(x - trace->x_low) / (trace->x_high - trace->x_low), y};

    if (trace->n >= 2 && at.x < 0)
        trace->n = 1;
    trace->places[trace->n++] = at;
    return at.x <= 1;
}

void curves_add_data(struct curves *curves, size_t i, double tolerance)
{
    const struct series *series = &curves->series.items[i];
    struct trace trace = {
        .places = xcalloc(2 * series->curve->n_rows + 4, sizeof *trace.places),
        .x_low = curves->x_low,
        .x_high = curves->x_high};
    double width = trace.x_high - trace.x_low;
    struct strbuf *body = &curves->figure->body;

    curves->kind->trace(&trace, curves, series);
    trace.n = thin_line(trace.places, trace.n, tolerance);
    strbuf_addf(body, "$curve%zu << EOD\n", i + 1);
    for (size_t v = 0; v < trace.n; v++)
        script_row(
            body,
            (double[]){trace.x_low + trace.places[v].x * width, trace.places[v].y}, 2);
    script_block_end(body);
    free(trace.places);
}

/* ---- Words ------------------------------------------------------------------------ */

static const struct result *area_of(const struct curves *curves,
                                    const struct series *series)
{
    const struct curves_kind *kind = curves->kind;
    struct series_record record = {
        .metric = kind->area,
        .point = "",
        .scenario = "",
        .prevalence = kind->prevalence ? kind->prevalence(curves) : NAN};

    return series_find(series, curves->input, &record);
}

void curves_add_area(struct strbuf *out, const struct curves *curves,
                     const struct series *series)
{
    const struct result *area = area_of(curves, series);

    if (series->part->is_cut)
        strbuf_adds(out, "no curve: too few have truth");
    else if (!curves_has(series) || !area)
        strbuf_adds(out, "no curve");
    else
        figure_add_estimate(out, area, 3);
}

bool curves_is_small(const struct curves *curves, const struct series *series)
{
    const struct result *area = area_of(curves, series);

    return !curves_has(series) || (area && series_is_small(area));
}

/* "Helix One: 0.956 (0.941–0.967)" */
static void add_curve_title(struct strbuf *title, const struct curves *curves,
                            const struct series *series)
{
    char n_pos[NUMFMT_SIZE], n_neg[NUMFMT_SIZE];

    if (*series->label)
        strbuf_addf(title, "%s: ", series->label);
    else
        strbuf_addf(title, "%s ", curves->kind->area_title);
    curves_add_area(title, curves, series);
    if (!*series->label) {
        strbuf_adds(title, ", ");
        figure_add_interval_name(title, curves->input->request);
    }
    if (curves_is_small(curves, series))
        strbuf_addf(title, ", %s with, %s without finding",
                    numfmt_count(n_pos, series->n_pos),
                    numfmt_count(n_neg, series->n_neg));
}

/* ---- Elements of the plot --------------------------------------------------------- */

void curves_add_element(struct curves *curves, const char *title, const char *data, ...)
{
    va_list args;

    strbuf_adds(&curves->plot, curves->plot.length ? ", \\\n  " : "plot ");
    va_start(args, data);
    strbuf_addvf(&curves->plot, data, args);
    va_end(args);
    strbuf_adds(&curves->plot, *title ? " title " : " notitle");
    if (*title)
        script_text(&curves->plot, title);
}

static void plot_curve(struct curves *curves, size_t i)
{
    const struct series *series = &curves->series.items[i];
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

    add_curve_title(&title, curves, series);
    strbuf_addf(&look, "linetype %zu", i + 1);
    key_add(&curves->key, KEY_LINE, look.text, title.text);
    if (curves_has(series)) {
        curves_add_data(curves, i, thin_tolerance(side, 1));
        curves_add_element(curves, title.text, "$curve%zu using 1:2 with lines %s",
                           i + 1, look.text);
    } else {
        curves_add_element(curves, title.text, "NaN with lines %s", look.text);
    }
    strbuf_release(&title);
    strbuf_release(&look);
}

static bool shares_chance(const struct curves *curves)
{
    return !curves->kind->shares_chance || curves->kind->shares_chance(curves);
}

/* One line for all, or for each curve one in its colour. */
static void plot_chance(struct curves *curves)
{
    bool is_shared = shares_chance(curves);

    for (size_t i = 0; i < curves->series.n; i++) {
        const struct series *series = &curves->series.items[i];
        struct strbuf y = STRBUF_INIT;

        curves->kind->add_chance(&y, curves, series);
        if (is_shared)
            curves_add_element(curves, "", "%s with lines %s", y.text,
                               curves_chance_look);
        else if (curves_has(series))
            curves_add_element(
                curves, "",
                "%s with lines linetype %zu linewidth 1.2 dashtype " SCRIPT_DOTTED,
                y.text, i + 1);
        strbuf_release(&y);
        if (is_shared)
            return;
    }
}

static void add_chance_to_key(struct curves *curves)
{
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

    curves->kind->add_chance_title(&title, curves);
    strbuf_adds(&look,
                shares_chance(curves)
                    ? curves_chance_look
                    : "linecolor rgb '#000000' linewidth 1.2 dashtype " SCRIPT_DOTTED);
    curves_add_element(curves, title.text, "NaN with lines %s", look.text);
    key_add(&curves->key, KEY_LINE, look.text, title.text);
    strbuf_release(&title);
    strbuf_release(&look);
}

static void plot_marks(struct curves *curves)
{
    for (size_t m = 0; m < curves->marks.n; m++) {
        if (!curves->marks.items[m].number)
            continue;
        for (size_t i = 0; i < curves->series.n; i++)
            if (curves_add_mark_data(curves, i, &curves->marks.items[m]))
                curves_plot_mark(curves, i, &curves->marks.items[m]);
        curves_add_mark_to_key(curves, &curves->marks.items[m]);
    }
}

/* ---- The figure ------------------------------------------------------------------- */

static void set_range(const struct curves *curves)
{
    struct strbuf *body = &curves->figure->body;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    script_line(body, "set xrange [%s:%s]; set yrange [0:1]",
                numfmt_record(low, curves->x_low), numfmt_record(high, curves->x_high));
    if (curves->x_low == 0 && curves->x_high == 1)
        script_line(body, "set xtics 0.2");
    script_line(body, "set ytics 0.2");
    script_line(body, "set xlabel '%s'", curves->kind->x_title);
    script_line(body, "set ylabel '%s'", curves->kind->y_title);
}

static void lay_out(struct curves *curves)
{
    bool is_whole = curves->x_low == 0 && curves->x_high == 1;
    bool fits = curves->kind->key_fits_inside && curves->series.n == 1 &&
                curves->key.n <= 5 && curves->key.text_width < 0.75 * side;
    struct key_layout layout = {fits && is_whole ? KEY_INSIDE : KEY_BESIDE, side, side};

    key_lay_out(&curves->key, curves->figure, &layout);
    set_range(curves);
    figure_title(curves->figure, curves->input, "graph 0");
}

/* A heading over the key where each line has the numbers only. */
void curves_add_heading(struct curves *curves)
{
    struct strbuf title = STRBUF_INIT;

    strbuf_addf(&title, "%s (", curves->kind->area_title);
    figure_add_interval_name(&title, curves->input->request);
    strbuf_addc(&title, ')');
    key_add(&curves->key, KEY_HEADING, "", title.text);
    strbuf_release(&title);
}

static void draw_together(struct curves *curves)
{
    size_t n = curves->series.n;

    script_line_types(&curves->figure->body, n > 4 ? n : 4);
    if (n > 1)
        curves_add_heading(curves);
    if (curves->kind->plot_bands)
        curves->kind->plot_bands(curves);
    plot_chance(curves);
    for (size_t i = 0; i < n; i++)
        plot_curve(curves, i);
    plot_marks(curves);
    add_chance_to_key(curves);
    lay_out(curves);
    script_line(&curves->figure->body, "%s", curves->plot.text);
}

void curves_draw(struct picture *figure, const struct figure_input *input,
                 const struct curves_kind *kind)
{
    struct curves curves = {.figure = figure,
                            .input = input,
                            .kind = kind,
                            .x_low = isnan(input->x_low) ? 0 : input->x_low,
                            .x_high = isnan(input->x_high) ? 1 : input->x_high};

    strbuf_init(&curves.plot);
    series_init(&curves.series, input->drawing);
    marks_init(&curves.marks, input->results);
    curves_number_marks(&curves);
    if (curves.series.n > CURVES_MANY)
        curves_draw_panels(&curves);
    else
        draw_together(&curves);
    strbuf_release(&curves.plot);
    key_release(&curves.key);
    marks_release(&curves.marks);
    series_release(&curves.series);
}
