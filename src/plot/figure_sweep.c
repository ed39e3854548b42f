/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "base/round_step.h"
#include "plot/key.h"
#include "plot/shorten.h"
#include "plot/sweep.h"

/* Percent between ticks. */
static const double step_y = 20;

/* With more panels than this they stand in several columns. */
enum { FEW_PANELS = 4 };

/* With more than this there are no bands unless they are asked for. */
enum { MANY_PANELS = 16 };

static const char *const drawn_metrics[SWEEP_METRICS] = {"sensitivity", "specificity",
                                                         "ppv", "flags_per_100"};

/* The column of a metric, at the first stated prevalence where it depends on it. */
static size_t find_column(const struct curve_set *set, const char *metric)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < set->n_columns; i++)
        if (!strcmp(set->columns[i].metric->name, metric)) {
            if (!isnan(set->columns[i].prevalence))
                return i;
            found = i;
        }
    return found;
}

static bool is_drawn(const struct sweep *sweep, size_t m)
{
    return sweep->column[m] != SIZE_MAX;
}

/* ---- Operating points -------------------------------------------------------------- */

static bool is_in_panel(const struct sweep *sweep, const struct result_point *point,
                        size_t panel)
{
    const struct subset_names *names = &sweep->set->items[panel].names;
    const struct sweep_range *range = &sweep->ranges[panel];

    return !strcmp(point->model, names->model) &&
           !strcmp(point->finding, names->finding) && point->threshold >= range->low &&
           point->threshold <= range->high;
}

/* The line and, on the side that has more room, the name. */
static void add_point(const struct sweep *sweep, const struct result_point *point,
                      const struct sweep_range *range, const char *name, size_t nth)
{
    bool is_left = point->threshold > (range->low + range->high) / 2;
    struct strbuf *body = &sweep->picture->body, text = STRBUF_INIT;
    char x[NUMFMT_SIZE], y[NUMFMT_SIZE];

    numfmt_shortest(x, point->threshold);
    script_line(body,
                "set arrow from first %s, graph 0 to first %s, graph 1 nohead "
                "dashtype " SCRIPT_DOTTED " linecolor rgb '#555555' linewidth 1.2",
                x, x);
    strbuf_adds(&text, name);
    if (!*point->rule)
        strbuf_adds(&text, ", which nobody chose");
    strbuf_adds(body, "set label ");
    script_text(body, text.text);
    script_line(body,
                " at first %s, graph %s %s offset character %s,0 font small "
                "textcolor rgb '#555555' noenhanced",
                x, numfmt_record(y, 0.06 + 0.08 * (double)(nth % 4)),
                is_left ? "right" : "left", is_left ? "-1" : "(fmt eq 'dumb' ? 2 : 1)");
    strbuf_release(&text);
}

/* Those of the panel's model and finding. */
static void add_points(const struct sweep *sweep, size_t panel)
{
    const struct result_set *set = sweep->input->results;
    const char **full = xcalloc(set->n_points, sizeof *full);
    char **names = xcalloc(set->n_points, sizeof *names);
    size_t n = 0, nth = 0;

    for (size_t i = 0; i < set->n_points; i++)
        if (is_in_panel(sweep, &set->points[i], panel))
            full[n++] = set->points[i].name;
    shorten_apart(names, full, n, sweep->grid.columns > 1 ? 14 : 24);
    for (size_t i = 0; i < set->n_points; i++)
        if (is_in_panel(sweep, &set->points[i], panel)) {
            add_point(sweep, &set->points[i], &sweep->ranges[panel], names[nth], nth);
            free(names[nth++]);
        }
    free(names);
    free(full);
}

/* ---- A panel ------------------------------------------------------------------------ */

/* Whose panel it is and, if it is one of several, how many studies it has. */
static void add_titles(const struct sweep *sweep, size_t panel)
{
    const struct series *series = &sweep->series.items[panel];
    bool is_narrow = sweep->grid.columns > 1;
    struct strbuf *body = &sweep->picture->body, counts = STRBUF_INIT;

    if (sweep->series.n == 1)
        return;
    figure_add_classes(&counts, series->n_pos, series->n_neg, series->part->is_small);
    script_line(body, "if (fmt ne 'dumb') {");
    grid_write_above(body, &sweep->grid, is_narrow ? series->narrow : series->label,
                     0.29, "#000000");
    grid_write_above(body, &sweep->grid, counts.text, 0.12, "#555555");
    script_line(body, "}");
    strbuf_release(&counts);
}

static double step_of(const struct sweep_range *range)
{
    return round_step_times(round_step_at_least((range->high - range->low) / 5), 1);
}

/* Numbers at the edges, and at every panel if models have scores of several scales. */
static void set_axes(const struct sweep *sweep, size_t panel)
{
    const struct sweep_range *range = &sweep->ranges[panel];
    struct strbuf *body = &sweep->picture->body, name = STRBUF_INIT;
    struct grid_axis x = {range->low, range->high, step_of(range)},
                     y = {0, 100, step_y};
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE], step[NUMFMT_SIZE];

    script_line(body, "set xrange [%s:%s]; set xtics %s",
                numfmt_record(low, range->low), numfmt_record(high, range->high),
                numfmt_record(step, x.step));
    if (sweep->series.n == 1)
        return;
    strbuf_addf(&name, "grid%zu", panel + 1);
    grid_add_lines(body, name.text, &x, &y);
    script_line(body, "if (fmt ne 'dumb') {");
    grid_set_tics(body, &sweep->grid, panel, x.step, step_y);
    if (!sweep->has_one_scale)
        script_line(body, "set xtics nomirror out scale 0.6 %s font small", step);
    script_line(body, "}");
    strbuf_release(&name);
}

static void plot_panel(const struct sweep *sweep, size_t panel)
{
    bool is_small = sweep->series.items[panel].part->is_small;
    struct strbuf *body = &sweep->picture->body;
    const char *separator = "plot ";

    if (sweep->series.n > 1) {
        strbuf_addf(body, "plot $grid%zu " GRID_LINES, panel + 1);
        separator = ", \\\n  ";
    }
    for (size_t m = 0; m < SWEEP_METRICS; m++) {
        if (!is_drawn(sweep, m))
            continue;
        strbuf_adds(body, separator);
        if (sweep->band != BAND_NONE)
            strbuf_addf(body,
                        "$band%zu_%zu using 1:(fmt eq 'dumb' ? NaN : $2) with "
                        "filledcurves closed linetype %zu fillstyle transparent solid "
                        "0.18 noborder notitle, \\\n  ",
                        panel + 1, m + 1, m + 1);
        strbuf_addf(body, "$value%zu_%zu using 1:2 with lines linetype %zu%s title ",
                    panel + 1, m + 1, m + 1, is_small ? " linewidth 0.9" : "");
        script_text(body, sweep->set->columns[sweep->column[m]].metric->title);
        separator = ", \\\n  ";
    }
    strbuf_addc(body, '\n');
}

static void add_panel(const struct sweep *sweep, size_t panel)
{
    struct strbuf *body = &sweep->picture->body;
    struct script_margins margins;

    grid_margins(&margins, &sweep->grid, &sweep->picture->page, panel);
    script_margins(body, &sweep->picture->page, &margins);
    for (size_t m = 0; m < SWEEP_METRICS; m++)
        if (is_drawn(sweep, m))
            sweep_add_data(sweep, panel, m);
    set_axes(sweep, panel);
    add_points(sweep, panel);
    add_titles(sweep, panel);
    plot_panel(sweep, panel);
    script_line(body, "unset label; unset arrow; unset object");
}

/* ---- Ranges ------------------------------------------------------------------------- */

static struct sweep_range range_of(const struct curve *curve)
{
    struct sweep_range range = {INFINITY, -INFINITY};

    for (size_t row = 1; row < curve->n_rows; row++) {
        range.low = fmin(range.low, curve->threshold[row]);
        range.high = fmax(range.high, curve->threshold[row]);
    }
    return range;
}

/* From 0 to 1 where all lie within. */
static void round_range(struct sweep_range *range)
{
    if (range->low >= 0 && range->high <= 1)
        *range = (struct sweep_range){0, 1};
    else if (!(range->low < range->high))
        *range = (struct sweep_range){range->low - 1, range->high + 1};
}

/* Scores of different models may have different scales. */
static void set_ranges(struct sweep *sweep)
{
    const struct curve *curves = sweep->set->items;
    struct sweep_range *own = xcalloc(sweep->series.n, sizeof *own);

    sweep->ranges = xcalloc(sweep->series.n, sizeof *sweep->ranges);
    for (size_t i = 0; i < sweep->series.n; i++)
        own[i] = range_of(&curves[i]);
    for (size_t i = 0; i < sweep->series.n; i++) {
        struct sweep_range *range = &sweep->ranges[i];

        *range = own[i];
        for (size_t j = 0; j < sweep->series.n; j++)
            if (!strcmp(curves[j].names.model, curves[i].names.model)) {
                range->low = fmin(range->low, own[j].low);
                range->high = fmax(range->high, own[j].high);
            }
        round_range(range);
        if (!isnan(sweep->input->x_low))
            *range = (struct sweep_range){sweep->input->x_low, sweep->input->x_high};
    }
    sweep->has_one_scale = true;
    for (size_t i = 1; i < sweep->series.n; i++)
        sweep->has_one_scale &= sweep->ranges[i].low == sweep->ranges[0].low &&
                                sweep->ranges[i].high == sweep->ranges[0].high;
    free(own);
}

/* ---- The figure --------------------------------------------------------------------- */

/* "PPV, where 5 % have the finding" */
static void add_entry(struct key *key, const struct sweep *sweep, size_t m)
{
    const struct curve_column *column = &sweep->set->columns[sweep->column[m]];
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;
    char percent[NUMFMT_SIZE];

    strbuf_adds(&title, column->metric->title);
    if (!isnan(column->prevalence))
        strbuf_addf(&title, ", where %s %% have the finding",
                    numfmt_record(percent, 100 * column->prevalence));
    strbuf_addf(&look, "linetype %zu", m + 1);
    key_add(key, KEY_LINE, look.text, title.text);
    strbuf_release(&title);
    strbuf_release(&look);
}

/* What the lines are, and what the bands. */
static void add_heading(struct strbuf *heading, const struct sweep *sweep)
{
    char percent[NUMFMT_SIZE];

    strbuf_addc(heading, '%');
    if (sweep->band == BAND_SIMULTANEOUS) {
        strbuf_addf(
            heading, " (%s %% band, each curve at all thresholds)",
            numfmt_record(percent, 100 * sweep->input->request->spec.confidence));
    } else if (sweep->band == BAND_POINTWISE) {
        strbuf_adds(heading, " (");
        figure_add_interval_name(heading, sweep->input->request);
        strbuf_adds(heading, " at each threshold)");
    }
}

static struct grid grid_of(size_t n, bool has_one_scale)
{
    struct grid grid = {.n = n,
                        .columns = 1,
                        .left = 0.8,
                        .top = n == 1 ? 0.75 : 1.2,
                        .width = 5,
                        .height = n == 1 ? 3 : 2.4,
                        .gap_x = 0.3,
                        .gap_y = has_one_scale ? 0.6 : 0.9};

    if (n > FEW_PANELS) {
        grid.columns = grid_columns(n);
        grid.width = n > MANY_PANELS ? 1.9 : 2.4;
        grid.height = n > MANY_PANELS ? 1.35 : 1.7;
    }
    return grid;
}

static void add_key(const struct sweep *sweep, struct key *key)
{
    struct strbuf heading = STRBUF_INIT;

    add_heading(&heading, sweep);
    key_add(key, KEY_HEADING, "", heading.text);
    for (size_t m = 0; m < SWEEP_METRICS; m++)
        if (is_drawn(sweep, m))
            add_entry(key, sweep, m);
    if (sweep->series.n > 1)
        series_add_classes_to_key(&sweep->series, key);
    strbuf_release(&heading);
}

static void lay_out(struct sweep *sweep)
{
    const struct grid *grid = &sweep->grid;
    struct key_layout layout = {KEY_BESIDE, grid_width(grid),
                                grid_height(grid) + grid->top - 0.75};
    struct key key = {0};

    add_key(sweep, &key);
    key_lay_out(&key, sweep->picture, &layout);
    figure_title(sweep->picture, sweep->input, "graph 0");
    grid_name_axes(&sweep->picture->body, grid, &sweep->picture->page, "Threshold",
                   "%");
    key_release(&key);
}

/* As characters there is room for one panel only. */
static void draw(struct sweep *sweep)
{
    struct strbuf *body = &sweep->picture->body;

    script_line_types(body, SWEEP_METRICS);
    lay_out(sweep);
    script_line(body, "set yrange [0:100]; set ytics 20");
    script_line(body, "if (fmt eq 'dumb') set key below");
    if (sweep->series.n > 1)
        script_line(body, "unset grid; if (fmt ne 'dumb') set multiplot");
    for (size_t i = 0; i < sweep->series.n; i++) {
        if (i == 1)
            script_line(body, "if (fmt eq 'dumb') exit");
        add_panel(sweep, i);
    }
    if (sweep->series.n > 1)
        script_line(body, "unset multiplot");
}

static void build(struct picture *picture, const struct figure_input *input)
{
    struct sweep sweep = {
        .picture = picture, .input = input, .set = &input->drawing->curves};

    series_init(&sweep.series, input->drawing);
    sweep.band =
        input->bands_for_few && sweep.series.n > MANY_PANELS ? BAND_NONE : input->band;
    for (size_t m = 0; m < SWEEP_METRICS; m++)
        sweep.column[m] = find_column(sweep.set, drawn_metrics[m]);
    set_ranges(&sweep);
    sweep.grid = grid_of(sweep.series.n, sweep.has_one_scale);
    draw(&sweep);
    free(sweep.ranges);
    series_release(&sweep.series);
}

const struct figure_kind figure_sweep = {
    .name = "sweep",
    .what = "Threshold sweep",
    .metrics = "sensitivity,specificity,ppv,flags_per_100",
    .band = FIGURE_BAND_THRESHOLD,
    .takes_range = true,
    .needs_curves = true,
    .needs_columns = true,
    .build = build,
};
