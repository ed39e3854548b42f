/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "plot/key.h"
#include "plot/series.h"
#include "plot/thin.h"
#include "report/escape.h"

/* With more curves intervals of points hide each other. */
enum { MANY = 8 };

/* Inches of the plot, and half a pixel of 2,000. */
static const double side = 4.2, half_pixel = 0.5 / 2000;

struct roc {
    struct picture *figure;
    const struct figure_input *input;
    struct series_set series;
    double x_low, x_high;
    size_t n_points; /* operating points, over all curves */
    struct key key;
    struct strbuf plot; /* the elements of the plot command */
};

static bool has_curve(const struct series *series)
{
    return series->n_pos && series->n_neg && !series->part->is_cut;
}

/* ---- Data ------------------------------------------------------------------------ */

/* The vertices from corner to corner; those beyond the range of x only as far as a line needs them. */
static size_t gather_vertices(struct place *places, const struct roc *roc,
                              const struct series *series)
{
    const struct curve *curve = series->curve;
    double width = roc->x_high - roc->x_low;
    size_t n = 0;

    places[n++] = (struct place){(0 - roc->x_low) / width, 0};
    for (size_t i = 0; i <= curve->n_rows; i++) {
        bool is_end = i == curve->n_rows;
        double fpr = is_end ? 1 : (double)curve->counts[i].fp / (double)series->n_neg;
        double tpr = is_end ? 1 : (double)curve->counts[i].tp / (double)series->n_pos;
        struct place at = {(fpr - roc->x_low) / width, tpr};

        if (n >= 2 && at.x < 0)
            n = 1;
        places[n++] = at;
        if (at.x > 1)
            break;
    }
    return n;
}

static void add_curve(struct roc *roc, size_t i)
{
    const struct series *series = &roc->series.items[i];
    struct place *places = xcalloc(series->curve->n_rows + 2, sizeof *places);
    size_t n = thin_line(places, gather_vertices(places, roc, series), half_pixel);
    struct strbuf *body = &roc->figure->body;

    strbuf_addf(body, "$curve%zu << EOD\n", i + 1);
    for (size_t v = 0; v < n; v++)
        script_row(body,
                   (double[]){roc->x_low + places[v].x * (roc->x_high - roc->x_low),
                              places[v].y},
                   2);
    script_block_end(body);
    free(places);
}

static void add_band(struct roc *roc, size_t i)
{
    const struct roc_band *band = &roc->series.items[i].part->band;
    struct strbuf *body = &roc->figure->body;

    strbuf_addf(body, "$band%zu << EOD\n", i + 1);
    for (size_t p = 0; p < band->n; p++)
        script_row(body, (double[]){band->fpr[p], band->low[p], band->high[p]}, 3);
    script_block_end(body);
}

/* ---- Elements of the plot -------------------------------------------------------- */

/* An element of the plot command: `data` and its style. The title is for gnuplot's own key. */
static void add_element(struct roc *roc, const char *title, const char *data, ...)
    __attribute__((format(printf, 3, 4)));

static void add_element(struct roc *roc, const char *title, const char *data, ...)
{
    va_list args;

    strbuf_adds(&roc->plot, roc->plot.length ? ", \\\n  " : "plot ");
    va_start(args, data);
    strbuf_addvf(&roc->plot, data, args);
    va_end(args);
    strbuf_adds(&roc->plot, *title ? " title " : " notitle");
    if (*title)
        script_text(&roc->plot, title);
}

static void plot_bands(struct roc *roc)
{
    static const char band_look[] =
        "fillcolor rgb '#0072B2' fillstyle transparent solid 0.2 noborder";
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;
    char percent[NUMFMT_SIZE];
    bool is_first = true;

    strbuf_addf(&title, "%s %% band, %s",
                numfmt_record(percent, 100 * roc->input->request->spec.confidence),
                roc->input->band == ROC_BAND_SIMULTANEOUS ? "simultaneous"
                                                          : "pointwise");
    for (size_t i = 0; i < roc->series.n; i++) {
        if (!roc->series.items[i].part->band.n)
            continue;
        add_band(roc, i);
        strbuf_reset(&look);
        strbuf_addf(&look, "linetype %zu fillstyle transparent solid 0.2 noborder",
                    i + 1);
        add_element(roc, "",
                    "$band%zu using 1:(fmt eq 'dumb' ? NaN : $2):3 with filledcurves "
                    "%s",
                    i + 1, look.text);
        key_add(&roc->key, KEY_BAND, band_look, is_first ? title.text : "");
        is_first = false;
    }
    strbuf_release(&title);
    strbuf_release(&look);
}

/* "Helix One: 0.956 (0.941–0.967)" */
static void add_curve_title(struct strbuf *title, const struct roc *roc,
                            const struct series *series)
{
    const struct result *auc = series_result(series, roc->input, "auc", "");
    char n_pos[NUMFMT_SIZE], n_neg[NUMFMT_SIZE];

    strbuf_addf(title, "%s%s", series->label, *series->label ? ": " : "AUC ");
    if (series->part->is_cut)
        strbuf_adds(title, "no curve: too few have truth");
    else if (!has_curve(series) || !auc)
        strbuf_adds(title, "no curve");
    else
        figure_add_estimate(title, auc, 3);
    if (!*series->label) {
        strbuf_adds(title, ", ");
        figure_add_interval_name(title, roc->input->request);
    }
    if (!has_curve(series) || (auc && series_is_small(auc)))
        strbuf_addf(title, ", %s with, %s without finding",
                    numfmt_count(n_pos, series->n_pos),
                    numfmt_count(n_neg, series->n_neg));
}

static void plot_curves(struct roc *roc)
{
    for (size_t i = 0; i < roc->series.n; i++) {
        const struct series *series = &roc->series.items[i];
        struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

        add_curve_title(&title, roc, series);
        strbuf_addf(&look, "linetype %zu", i + 1);
        key_add(&roc->key, KEY_LINE, look.text, title.text);
        if (has_curve(series)) {
            add_curve(roc, i);
            add_element(roc, title.text, "$curve%zu using 1:2 with lines %s", i + 1,
                        look.text);
        } else {
            add_element(roc, title.text, "NaN with lines %s", look.text);
        }
        strbuf_release(&title);
        strbuf_release(&look);
    }
}

/* False positive rate and sensitivity of an operating point with both intervals. */
static bool read_point(double row[6], const struct roc *roc,
                       const struct series *series, const char *point)
{
    const struct result *sens = series_result(series, roc->input, "sensitivity", point);
    const struct result *spec = series_result(series, roc->input, "specificity", point);

    if (!sens || !spec || isnan(sens->estimate.value) || isnan(spec->estimate.value))
        return false;
    row[0] = 1 - spec->estimate.value;
    row[1] = sens->estimate.value;
    row[2] = 1 - spec->estimate.high;
    row[3] = 1 - spec->estimate.low;
    row[4] = sens->estimate.low;
    row[5] = sens->estimate.high;
    return true;
}

static const char *const point_colors[] = {"#D55E00", "#009E73", "#CC79A7", "#000000"};
static const int point_shapes[] = {7, 5, 9, 13, 11};

static void add_look(struct strbuf *look, const struct roc *roc, size_t i,
                     size_t number)
{
    if (roc->series.n == 1)
        strbuf_addf(look, "linecolor rgb '%s'", point_colors[(number - 1) % 4]);
    else
        strbuf_addf(look, "linetype %zu", i + 1);
}

/* The series' point: coloured as its curve, or by itself if there is one curve only. False where it is not known. */
static bool plot_point(struct roc *roc, size_t i, size_t number,
                       const struct result_point *point)
{
    struct strbuf *body = &roc->figure->body, color = STRBUF_INIT;
    double row[6];

    if (!read_point(row, roc, &roc->series.items[i], point->name))
        return false;
    strbuf_addf(body, "$point%zu_%zu << EOD\n", i + 1, number);
    script_row(body, row, 6);
    script_block_end(body);
    add_look(&color, roc, i, number);
    add_element(roc, "", "$point%zu_%zu using %s %s pointtype %d pointsize 0.8", i + 1,
                number,
                roc->series.n > MANY ? "1:2 with points"
                                     : "1:2:3:4:5:6 with xyerrorbars dashtype solid "
                                       "linewidth 1.2",
                color.text, point_shapes[(number - 1) % 5]);
    strbuf_release(&color);
    return true;
}

/* An operating point that no earlier model has. */
static bool is_new(const struct result_set *set, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (!strcmp(set->points[i].name, set->points[at].name))
            return false;
    return true;
}

/* "release: score >= 0.5", without the threshold where the models have each their own. */
static void add_point_title(struct strbuf *title, const struct roc *roc, size_t at)
{
    const struct result_point *point = &roc->input->results->points[at];
    struct strbuf name = STRBUF_INIT;
    char threshold[NUMFMT_SIZE];
    bool is_shared = true;

    for (size_t i = 0; i < roc->input->results->n_points; i++)
        if (!strcmp(roc->input->results->points[i].name, point->name) &&
            roc->input->results->points[i].threshold != point->threshold)
            is_shared = false;
    escape_shorten(&name, point->name, SERIES_LABEL_COLUMNS);
    numfmt_shortest(threshold, point->threshold);
    if (!is_shared)
        strbuf_addf(title, "at %s", name.text);
    else if (!strcmp(name.text, threshold))
        strbuf_addf(title, "at threshold %s", threshold);
    else
        strbuf_addf(title, "at %s (threshold %s)", name.text, threshold);
    if (!*point->rule)
        strbuf_adds(title, ", which nobody chose");
    strbuf_release(&name);
}

static void add_point_to_key(struct roc *roc, size_t at, size_t number)
{
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;

    add_point_title(&title, roc, at);
    strbuf_addf(&look, "linecolor rgb '%s' pointtype %d pointsize 0.8",
                roc->series.n == 1 ? point_colors[(number - 1) % 4] : "black",
                point_shapes[(number - 1) % 5]);
    add_element(roc, title.text, "NaN with points %s", look.text);
    key_add(&roc->key, KEY_POINT, look.text, title.text);
    strbuf_release(&title);
    strbuf_release(&look);
}

static void plot_points(struct roc *roc)
{
    const struct result_set *set = roc->input->results;
    size_t number = 1;

    for (size_t p = 0; p < set->n_points; p++) {
        bool is_drawn = false;

        if (!is_new(set, p))
            continue;
        for (size_t i = 0; i < roc->series.n; i++)
            is_drawn |= plot_point(roc, i, number, &set->points[p]);
        if (is_drawn)
            add_point_to_key(roc, p, number++);
    }
}

/* ---- The figure ------------------------------------------------------------------- */

static void set_range(struct roc *roc)
{
    struct strbuf *body = &roc->figure->body;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    script_line(body, "set xrange [%s:%s]; set yrange [0:1]",
                numfmt_record(low, roc->x_low), numfmt_record(high, roc->x_high));
    if (roc->x_low == 0 && roc->x_high == 1)
        script_line(body, "set xtics 0.2");
    script_line(body, "set ytics 0.2");
    script_line(body, "set xlabel '1 − specificity (false positive rate)'");
    script_line(body, "set ylabel 'Sensitivity (true positive rate)'");
}

static void lay_out(struct roc *roc)
{
    bool is_zoomed = roc->x_low > 0 || roc->x_high < 1;
    bool fits =
        roc->series.n == 1 && roc->key.n <= 5 && roc->key.text_width < 0.75 * side;
    struct key_layout layout = {fits && !is_zoomed ? KEY_INSIDE : KEY_BESIDE, side,
                                side};

    key_lay_out(&roc->key, roc->figure, &layout);
    set_range(roc);
    figure_title(roc->figure, roc->input, "graph 0");
}

/* A heading over the key where each line has the numbers only. */
static void plot_heading(struct roc *roc)
{
    struct strbuf title = STRBUF_INIT;

    if (roc->series.n > 1) {
        strbuf_adds(&title, "AUC (");
        figure_add_interval_name(&title, roc->input->request);
        strbuf_addc(&title, ')');
        key_add(&roc->key, KEY_HEADING, "", title.text);
    }
    strbuf_release(&title);
}

static const char chance[] = "linecolor rgb '#999999' linewidth 1 dashtype '-'";

static void build(struct picture *figure, const struct figure_input *input)
{
    struct roc roc = {.figure = figure,
                      .input = input,
                      .x_low = isnan(input->x_low) ? 0 : input->x_low,
                      .x_high = isnan(input->x_high) ? 1 : input->x_high};
    strbuf_init(&roc.plot);
    series_init(&roc.series, input->drawing);
    script_line_types(&figure->body, roc.series.n > 4 ? roc.series.n : 4);
    plot_heading(&roc);
    plot_bands(&roc);
    add_element(&roc, "", "x with lines %s", chance);
    plot_curves(&roc);
    plot_points(&roc);
    add_element(&roc, "chance", "NaN with lines %s", chance);
    key_add(&roc.key, KEY_LINE, chance, "chance");
    lay_out(&roc);
    script_line(&figure->body, "%s", roc.plot.text);
    strbuf_release(&roc.plot);
    key_release(&roc.key);
    series_release(&roc.series);
}

const struct figure_kind figure_roc = {
    .name = "roc",
    .what = "ROC curve",
    .metrics = "auc,sensitivity,specificity",
    .takes_band = true,
    .takes_range = true,
    .x_is_rate = true,
    .needs_curves = true,
    .build = build,
};
