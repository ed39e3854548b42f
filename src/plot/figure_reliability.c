/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "plot/grid.h"
#include "plot/key.h"
#include "plot/outline.h"
#include "plot/reliability_text.h"
#include "plot/series.h"
#include "plot/thin.h"
#include "report/escape.h"
#include "report/reliability_table.h"

/* Inches: squares, each over a histogram, with room for words above where there are several. */
static const double between = 0.12, top_edge = 0.75, step = 0.2;

/* With more panels than this they are as small as their words allow. */
enum { FEW_PANELS = 9 };

struct diagram {
    struct picture *picture;
    const struct figure_input *input;
    struct series_set series;
    struct grid grid; /* of the squares */
    double histogram; /* height */
};

static void set_geometry(struct diagram *diagram)
{
    size_t n = diagram->series.n;
    double words = n > 1 ? 0.62 : 0;

    diagram->histogram = n == 1 ? 1 : 0.7;
    diagram->grid = (struct grid){.n = n,
                                  .columns = n <= 4 ? 2 : grid_columns(n),
                                  .left = 0.8,
                                  .top = top_edge + words,
                                  .width = n == 1            ? 4.2
                                           : n <= FEW_PANELS ? 3
                                                             : 2.5,
                                  .gap_x = n <= FEW_PANELS ? 0.55 : 0.3};
    diagram->grid.height = diagram->grid.width;
    diagram->grid.gap_y = between + diagram->histogram + 0.35 + words;
    if (n == 1)
        diagram->grid.columns = 1;
}

/* ---- Words ------------------------------------------------------------------------- */

static void add_estimate(struct strbuf *out, const char *what, const struct estimate *e,
                         int digits)
{
    struct result result = RESULT_NONE;

    result.estimate = *e;
    strbuf_addf(out, "%s ", what);
    figure_add_estimate(out, &result, digits);
}

/* "− 0.151 discrimination" */
static void add_part(struct key *key, const char *sign, double value, const char *what)
{
    struct strbuf text = STRBUF_INIT;
    char number[NUMFMT_SIZE];

    strbuf_addf(&text, "%s%s%s", sign, numfmt_fixed(number, value, 3), what);
    key_add(key, KEY_HEADING, "", text.text);
    strbuf_release(&text);
}

static void add_with_interval(struct key *key, const struct diagram *diagram,
                              const char *what, const struct estimate *e)
{
    struct strbuf text = STRBUF_INIT;

    add_estimate(&text, what, e, 3);
    if (!isnan(e->low)) {
        strbuf_adds(&text, ", ");
        figure_add_interval_name(&text, diagram->input->request);
    }
    key_add(key, KEY_HEADING, "", text.text);
    strbuf_release(&text);
}

/* "0.036 miscalibration (if calibrated ≤ 0.052)" */
static void add_miscalibration(struct strbuf *out,
                               const struct reliability *reliability)
{
    char number[NUMFMT_SIZE];

    strbuf_addf(out, "%s", numfmt_fixed(number, reliability->brier.miscalibration, 3));
    strbuf_adds(out, " miscalibration");
    if (!isnan(reliability->band.miscalibration))
        strbuf_addf(out, " (if calibrated ≤ %s)",
                    numfmt_fixed(number, reliability->band.miscalibration, 3));
}

/* The numbers of the only panel, below the key. */
static void add_numbers(struct key *key, const struct diagram *diagram)
{
    const struct drawing_part *part = diagram->series.items[0].part;
    const struct reliability *reliability = &part->reliability;
    struct strbuf text = STRBUF_INIT;

    key_add(key, KEY_HEADING, "", " ");
    if (part->is_cut) {
        key_add(key, KEY_HEADING, "", "no curve: too few have truth");
        return;
    }
    add_with_interval(key, diagram, "observed/expected",
                      &reliability->calibration.observed_expected);
    add_with_interval(key, diagram, "calibration slope",
                      &reliability->calibration.slope);
    key_add(key, KEY_HEADING, "", " ");
    add_part(key, "Brier score ", reliability->brier.brier, "");
    strbuf_adds(&text, "= ");
    add_miscalibration(&text, reliability);
    key_add(key, KEY_HEADING, "", text.text);
    add_part(key, "− ", reliability->brier.discrimination, " discrimination");
    add_part(key, "+ ", reliability->brier.uncertainty, " uncertainty");
    strbuf_release(&text);
}

/* Above one of several panels: whose it is, studies, and the numbers. */
static void add_words(const struct diagram *diagram, const struct series *series)
{
    const struct reliability *reliability = &series->part->reliability;
    const struct grid *grid = &diagram->grid;
    struct strbuf *body = &diagram->picture->body;
    struct strbuf title = STRBUF_INIT, text = STRBUF_INIT, last = STRBUF_INIT;

    strbuf_adds(&title, series->narrow);
    escape_end_leftwards(&title, series->narrow);
    strbuf_adds(&title, ", ");
    figure_add_classes(&title, series->n_pos, series->n_neg, series->part->is_small);
    grid_write_above(body, grid, title.text, 0.5, "#000000");
    if (series->part->is_cut) {
        strbuf_adds(&text, "no curve: too few have truth");
    } else {
        add_estimate(&text, "O/E", &reliability->calibration.observed_expected, 2);
        add_estimate(&text, ", slope", &reliability->calibration.slope, 2);
        add_miscalibration(&last, reliability);
        grid_write_above(body, grid, last.text, 0.12, "#555555");
    }
    grid_write_above(body, grid, text.text, 0.31, "#555555");
    strbuf_release(&title);
    strbuf_release(&text);
    strbuf_release(&last);
}

/* ---- Data -------------------------------------------------------------------------- */

static void add_fit(const struct diagram *diagram, size_t i)
{
    const struct isotonic *fit = &diagram->series.items[i].part->reliability.fit;
    struct strbuf *body = &diagram->picture->body;

    strbuf_addf(body, "$fit%zu << EOD\n", i + 1);
    for (size_t b = 0; b < fit->n_blocks; b++) {
        const struct isotonic_block *block = &fit->blocks[b];
        double value = (double)block->pos / (double)block->n;

        script_row(body, (double[]){block->low, value}, 2);
        if (block->high > block->low)
            script_row(body, (double[]){block->high, value}, 2);
    }
    script_block_end(body);
}

static void add_band(const struct diagram *diagram, size_t i)
{
    const struct consistency *band = &diagram->series.items[i].part->reliability.band;
    struct outline_band outline = {band->score, band->low, band->high, band->n};
    struct strbuf name = STRBUF_INIT;

    strbuf_addf(&name, "band%zu", i + 1);
    outline_add_band(&diagram->picture->body, name.text, &outline,
                     thin_tolerance(diagram->grid.width, diagram->series.n));
    strbuf_release(&name);
}

static uint64_t most_of(const uint64_t *counts)
{
    uint64_t most = 1;

    for (size_t b = 0; b < reliability_scale().n; b++)
        most = counts[b] > most ? counts[b] : most;
    return most;
}

/* The block $with1 or $without1, the highest bar 1. */
static void add_bins(const struct diagram *diagram, const char *name, size_t i,
                     const uint64_t *counts)
{
    struct score_scale scale = reliability_scale();
    double *heights = xcalloc(scale.n, sizeof *heights);
    struct strbuf numbered = STRBUF_INIT;

    for (size_t b = 0; b < scale.n; b++)
        heights[b] = (double)counts[b] / (double)most_of(counts);
    strbuf_addf(&numbered, "%s%zu", name, i + 1);
    outline_add(&diagram->picture->body, numbered.text, &scale, heights);
    strbuf_release(&numbered);
    free(heights);
}

/* ---- A panel ----------------------------------------------------------------------- */

static const char ideal[] = "linecolor rgb '#999999' linewidth 1 dashtype '-'";
static const char with_look[] = "fillcolor rgb '#D55E00' fillstyle solid noborder";
static const char without_look[] = "fillcolor rgb '#B5B5B5' fillstyle solid noborder";
static const char band_look[] =
    "fillcolor rgb '#0072B2' fillstyle transparent solid 0.2 noborder";
static const char fit_look[] = "linecolor rgb '#0072B2' linewidth 2";

/* Numbers of the scores stand below the histogram. */
static void set_square_axes(const struct diagram *diagram, size_t panel)
{
    struct strbuf *body = &diagram->picture->body;

    script_line(body, "set yrange [0:1]; unset ylabel");
    grid_set_tics(body, &diagram->grid, panel, step, step);
    script_line(body, "unset xtics");
}

static void plot_square(const struct diagram *diagram, size_t panel)
{
    const struct reliability *reliability =
        &diagram->series.items[panel].part->reliability;
    const struct script_page *page = &diagram->picture->page;
    struct script_margins margins;
    struct strbuf *body = &diagram->picture->body;

    grid_margins(&margins, &diagram->grid, page, panel);
    script_margins(body, page, &margins);
    set_square_axes(diagram, panel);
    if (diagram->series.n > 1)
        add_words(diagram, &diagram->series.items[panel]);
    strbuf_adds(body, "plot $grid " GRID_LINES ", \\\n  ");
    if (reliability->band.n)
        strbuf_addf(body,
                    "$band%zu using 1:2 with " OUTLINE_FILLED " %s notitle, \\\n  ",
                    panel + 1, band_look);
    strbuf_addf(body, "x with lines %s notitle", ideal);
    if (reliability->fit.n_blocks)
        strbuf_addf(body,
                    ", \\\n  $fit%zu using 1:2 with %s %s pointtype 7 pointsize 0.5 "
                    "notitle",
                    panel + 1,
                    reliability->fit.n_blocks <= 30 && diagram->series.n <= FEW_PANELS
                        ? "linespoints"
                        : "lines",
                    fit_look);
    script_line(body, "\nunset label; unset arrow; unset object");
}

/* Upwards with the finding, downwards without, each as high as there is room: on one scale the few with the finding would not be seen. */
static void plot_histogram(const struct diagram *diagram, size_t panel)
{
    const struct score_bins *bins =
        &diagram->series.items[panel].part->reliability.bins;
    const struct script_page *page = &diagram->picture->page;
    struct strbuf *body = &diagram->picture->body;
    struct script_margins margins;
    char up[NUMFMT_SIZE], down[NUMFMT_SIZE];

    grid_margins(&margins, &diagram->grid, page, panel);
    margins.top += diagram->grid.height + between;
    margins.bottom -= between + diagram->histogram;
    script_margins(body, page, &margins);
    add_bins(diagram, "with", panel, bins->pos);
    add_bins(diagram, "without", panel, bins->neg);
    script_line(body, "set yrange [-1.05:1.05]; set ylabel '%s'",
                grid_is_first(&diagram->grid, panel) ? "Studies" : "");
    grid_set_tics(body, &diagram->grid, panel, step, 1);
    if (diagram->series.n > FEW_PANELS)
        script_line(body, "unset ytics");
    else
        script_line(
            body,
            "set ytics nomirror out scale 0.6 ('%s' 1, '0' 0, '%s' -1) font small",
            numfmt_count(up, most_of(bins->pos)),
            numfmt_count(down, most_of(bins->neg)));
    script_line(body,
                "plot $with%zu using 1:2 with " OUTLINE_FILLED " %s notitle, "
                "\\\n  $without%zu using 1:(-$2) with " OUTLINE_FILLED
                " %s notitle, \\\n  0 with lines linecolor rgb '#444444' linewidth "
                "0.8 notitle",
                panel + 1, with_look, panel + 1, without_look);
}

static void add_panel(const struct diagram *diagram, size_t panel)
{
    add_fit(diagram, panel);
    add_band(diagram, panel);
    plot_square(diagram, panel);
    plot_histogram(diagram, panel);
}

/* ---- The figure ---------------------------------------------------------------------- */

static void add_key(struct key *key, const struct diagram *diagram)
{
    const struct figure_input *input = diagram->input;
    struct strbuf band = STRBUF_INIT;
    char percent[NUMFMT_SIZE];

    key_add(key, KEY_LINE, fit_look, "observed (isotonic fit)");
    strbuf_addf(&band, "%s %% consistency band, %s",
                numfmt_record(percent, 100 * input->request->spec.confidence),
                input->band == BAND_SIMULTANEOUS ? "simultaneous" : "pointwise");
    if (input->band != BAND_NONE)
        key_add(key, KEY_BAND, band_look, band.text);
    key_add(key, KEY_LINE, ideal, "perfect calibration");
    key_add(key, KEY_BAND, with_look, "with the finding, upwards");
    key_add(key, KEY_BAND, without_look, "without, downwards");
    if (diagram->series.n == 1)
        add_numbers(key, diagram);
    else
        series_add_classes_to_key(&diagram->series, key);
    strbuf_release(&band);
}

static void lay_out(struct diagram *diagram)
{
    const struct grid *grid = &diagram->grid;
    struct key_layout layout = {KEY_BESIDE, grid_width(grid),
                                grid_height(grid) + grid->top - top_edge + between +
                                    diagram->histogram};
    struct key key = {0};

    add_key(&key, diagram);
    key_lay_out(&key, diagram->picture, &layout);
    figure_title(diagram->picture, diagram->input, "graph 0");
    grid_name_axes(&diagram->picture->body, grid, &diagram->picture->page, "Score",
                   "Observed frequency of the finding");
    key_release(&key);
}

static void build(struct picture *picture, const struct figure_input *input)
{
    struct diagram diagram = {.picture = picture, .input = input};
    struct grid_axis axis = {0, 1, step};
    struct strbuf *body = &picture->body;

    series_init(&diagram.series, input->drawing);
    set_geometry(&diagram);
    script_line_types(body, 1);
    lay_out(&diagram);
    grid_add_lines(body, "grid", &axis, &axis);
    script_line(body, "set xrange [0:1]; unset grid; set multiplot");
    for (size_t i = 0; i < diagram.series.n; i++)
        add_panel(&diagram, i);
    script_line(body, "unset multiplot");
    series_release(&diagram.series);
}

static enum err_code check(const struct figure_input *input, struct err *err)
{
    const struct drawing *drawing = input->drawing;

    for (size_t i = 0; i < drawing->curves.n; i++) {
        if (drawing->parts[i].reliability.is_probability)
            continue;
        if (drawing->is_low) {
            err_set(err, ERR_USAGE,
                    "reliability: where low scores mean the finding they are no "
                    "probabilities of it");
            return err_hint(err, "'proctor plot roc' takes scores of any kind");
        }
        err_set(err, ERR_USAGE,
                "reliability: model '%s': scores outside 0 and 1 are no probabilities",
                drawing->curves.items[i].names.model);
        return err_hint(err, "--percent reads percentages, --models draws some models "
                             "only, 'proctor plot roc' takes scores of any kind");
    }
    return ERR_OK;
}

static void write_data(struct strbuf *out, const struct figure_input *input)
{
    reliability_write_csv(out, input->drawing);
}

const struct figure_kind figure_reliability = {
    .name = "reliability",
    .what = "Reliability diagram",
    .metrics = "brier",
    .band = FIGURE_BAND_SCORE,
    .needs_curves = true,
    .build = build,
    .check = check,
    .write_data = write_data,
    .write_text = reliability_write_text,
};
