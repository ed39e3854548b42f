/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "plot/key.h"
#include "plot/series.h"
#include "plot/thin.h"
#include "report/escape.h"

/* Inches of a panel, and half a pixel of 2,000. */
static const double width = 5, height = 3, half_pixel = 0.5 / 2000;

static const char *const drawn_metrics[] = {"sensitivity", "specificity", "ppv",
                                            "flags_per_100"};
enum { N_METRICS = sizeof drawn_metrics / sizeof *drawn_metrics };

struct sweep {
    struct picture *picture;
    const struct figure_input *input;
    const struct curve_set *set;
    size_t column[N_METRICS]; /* of the set */
    double x_low, x_high;     /* of the thresholds */
};

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

/* Shares and flags on one axis from 0 to 100. */
static double percent_of(const struct metric *metric, double x)
{
    return metric->scale == 100 ? x : 100 * x;
}

/* ---- Steps ------------------------------------------------------------------------ */

enum part { PART_VALUE, PART_LOW, PART_HIGH };

static double read_cell(const struct sweep *sweep, const struct curve *curve,
                        size_t row, size_t m, enum part part)
{
    const struct curve_cell *cell =
        curve_cell(sweep->set, curve, row, sweep->column[m]);
    const struct metric *metric = sweep->set->columns[sweep->column[m]].metric;

    bool at_once = sweep->input->band == BAND_SIMULTANEOUS;
    double low = at_once ? cell->band_low : cell->low;
    double high = at_once ? cell->band_high : cell->high;

    return percent_of(metric, part == PART_VALUE ? cell->value
                              : part == PART_LOW ? low
                                                 : high);
}

/* Between two scores nothing changes. A row holds from its threshold to the next that flags fewer, which is excluded; x rises. Places are
 * within 0 and 1 on both axes. */
static size_t gather_steps(struct place *places, const struct sweep *sweep,
                           const struct curve *curve, size_t m, enum part part)
{
    bool is_low = curve->n_rows > 1 && curve->threshold[0] < curve->threshold[1];
    double span = sweep->x_high - sweep->x_low, last = 0;
    size_t n = 0;

    for (size_t i = 0; i < curve->n_rows; i++) {
        size_t row = is_low ? i : curve->n_rows - 1 - i;
        double y = read_cell(sweep, curve, row, m, part) / 100;
        double next = is_low
                          ? (i + 1 < curve->n_rows ? curve->threshold[i + 1] : INFINITY)
                          : curve->threshold[row];
        double x = fmin(fmax((next - sweep->x_low) / span, 0), 1);

        if (!isnan(y)) {
            places[n++] = (struct place){last, y};
            places[n++] = (struct place){x, y};
        }
        last = x;
    }
    return n;
}

static void add_places(const struct sweep *sweep, const struct place *places, size_t n,
                       bool backwards)
{
    double span = sweep->x_high - sweep->x_low;

    for (size_t i = 0; i < n; i++) {
        const struct place *at = &places[backwards ? n - 1 - i : i];

        script_row(&sweep->picture->body,
                   (double[]){sweep->x_low + at->x * span, 100 * at->y}, 2);
    }
}

/* $value1_2 and the closed outline $band1_2 of a panel and metric. */
static void add_data(const struct sweep *sweep, size_t panel, size_t m)
{
    const struct curve *curve = &sweep->set->items[panel];
    struct place *places = xcalloc(2 * curve->n_rows, sizeof *places);
    struct strbuf *body = &sweep->picture->body;
    enum part last = sweep->input->band == BAND_NONE ? PART_VALUE : PART_HIGH;

    for (enum part part = PART_VALUE; part <= last; part++) {
        size_t n =
            thin_line(places, gather_steps(places, sweep, curve, m, part), half_pixel);

        if (part != PART_HIGH)
            strbuf_addf(body, "$%s%zu_%zu << EOD\n",
                        part == PART_LOW ? "band" : "value", panel + 1, m + 1);
        add_places(sweep, places, n, part == PART_HIGH);
        if (part != PART_LOW)
            script_block_end(body);
    }
    free(places);
}

/* ---- A panel ------------------------------------------------------------------------ */

/* The operating points of the panel's model and finding. */
static void add_points(const struct sweep *sweep, const struct subset_names *names)
{
    const struct result_set *set = sweep->input->results;
    struct strbuf *body = &sweep->picture->body;
    size_t n = 0;

    for (size_t i = 0; i < set->n_points; i++) {
        const struct result_point *point = &set->points[i];
        struct strbuf name = STRBUF_INIT;
        char x[NUMFMT_SIZE], y[NUMFMT_SIZE];

        if (strcmp(point->model, names->model) != 0 ||
            strcmp(point->finding, names->finding) != 0 ||
            point->threshold < sweep->x_low || point->threshold > sweep->x_high)
            continue;
        numfmt_shortest(x, point->threshold);
        script_line(body,
                    "set arrow from first %s, graph 0 to first %s, graph 1 nohead "
                    "dashtype '.' linecolor rgb '#555555' linewidth 1.2",
                    x, x);
        escape_shorten(&name, point->name, 20);
        if (!*point->rule)
            strbuf_adds(&name, ", which nobody chose");
        strbuf_adds(body, "set label ");
        script_text(body, name.text);
        script_line(body,
                    " at first %s, graph %s left offset character 1,0 font small "
                    "textcolor rgb '#555555' noenhanced",
                    x, numfmt_record(y, 0.06 + 0.08 * (double)(n++ % 4)));
        strbuf_release(&name);
    }
}

static void add_panel_title(const struct sweep *sweep, const struct series *series)
{
    struct strbuf *body = &sweep->picture->body;

    if (!*series->label)
        return;
    strbuf_adds(body, "if (fmt ne 'dumb') set label ");
    script_text(body, series->label);
    script_line(body, " at graph 0, graph 1.05 left font small noenhanced");
}

static void plot_panel(const struct sweep *sweep, size_t panel)
{
    struct strbuf *body = &sweep->picture->body;
    const char *separator = "plot ";

    for (size_t m = 0; m < N_METRICS; m++) {
        if (sweep->column[m] == SIZE_MAX)
            continue;
        strbuf_adds(body, separator);
        if (sweep->input->band != BAND_NONE)
            strbuf_addf(body,
                        "$band%zu_%zu using 1:(fmt eq 'dumb' ? NaN : $2) with "
                        "filledcurves closed linetype %zu fillstyle transparent solid "
                        "0.18 noborder notitle, \\\n  ",
                        panel + 1, m + 1, m + 1);
        strbuf_addf(body, "$value%zu_%zu using 1:2 with lines linetype %zu title ",
                    panel + 1, m + 1, m + 1);
        script_text(body, sweep->set->columns[sweep->column[m]].metric->title);
        separator = ", \\\n  ";
    }
    strbuf_addc(body, '\n');
}

/* ---- The figure --------------------------------------------------------------------- */

static void set_range(struct sweep *sweep)
{
    bool within_unit = true;

    sweep->x_low = INFINITY;
    sweep->x_high = -INFINITY;
    for (size_t i = 0; i < sweep->set->n; i++)
        for (size_t row = 1; row < sweep->set->items[i].n_rows; row++) {
            double t = sweep->set->items[i].threshold[row];

            sweep->x_low = fmin(sweep->x_low, t);
            sweep->x_high = fmax(sweep->x_high, t);
        }
    within_unit = sweep->x_low >= 0 && sweep->x_high <= 1;
    if (within_unit || !(sweep->x_low < sweep->x_high)) {
        sweep->x_low = within_unit ? 0 : sweep->x_low - 1;
        sweep->x_high = within_unit ? 1 : sweep->x_high + 1;
    }
    if (!isnan(sweep->input->x_low)) {
        sweep->x_low = sweep->input->x_low;
        sweep->x_high = sweep->input->x_high;
    }
}

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
    if (sweep->input->band == BAND_SIMULTANEOUS) {
        strbuf_addf(
            heading, " (%s %% band, each curve at all thresholds)",
            numfmt_record(percent, 100 * sweep->input->request->spec.confidence));
    } else if (sweep->input->band == BAND_POINTWISE) {
        strbuf_adds(heading, " (");
        figure_add_interval_name(heading, sweep->input->request);
        strbuf_adds(heading, " at each threshold)");
    }
}

/* Above the first of several panels, which have titles of their own. */
static double title_room(size_t n_panels)
{
    return n_panels > 1 ? 0.3 : 0;
}

static void lay_out(struct sweep *sweep, size_t n_panels)
{
    struct key_layout layout = {KEY_BESIDE, width, 0};
    struct key key = {0};
    struct strbuf heading = STRBUF_INIT;

    layout.height =
        title_room(n_panels) + height * (double)n_panels + 0.4 * (double)(n_panels - 1);
    add_heading(&heading, sweep);
    key_add(&key, KEY_HEADING, "", heading.text);
    for (size_t m = 0; m < N_METRICS; m++)
        if (sweep->column[m] != SIZE_MAX)
            add_entry(&key, sweep, m);
    key_lay_out(&key, sweep->picture, &layout);
    figure_title(sweep->picture, sweep->input, "graph 0");
    strbuf_release(&heading);
    key_release(&key);
}

static void add_panel(const struct sweep *sweep, const struct series_set *series,
                      size_t panel)
{
    const struct script_page *page = &sweep->picture->page;
    struct strbuf *body = &sweep->picture->body;
    double top = 0.75 + title_room(series->n) + (height + 0.4) * (double)panel;
    struct script_margins margins = {0.8, page->width - 0.8 - width, top,
                                     page->height - top - height};
    bool is_last = panel + 1 == series->n;

    script_margins(body, page, &margins);
    for (size_t m = 0; m < N_METRICS; m++)
        if (sweep->column[m] != SIZE_MAX)
            add_data(sweep, panel, m);
    add_points(sweep, &series->items[panel].curve->names);
    add_panel_title(sweep, &series->items[panel]);
    script_line(body, "set format x '%s'", is_last ? "%g" : "");
    script_line(body, "set xlabel '%s'", is_last ? "Threshold" : "");
    plot_panel(sweep, panel);
    script_line(body, "unset label; unset arrow; unset object");
}

static void build(struct picture *picture, const struct figure_input *input)
{
    struct sweep sweep = {
        .picture = picture, .input = input, .set = &input->drawing->curves};
    struct series_set series;
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    series_init(&series, input->drawing);
    for (size_t m = 0; m < N_METRICS; m++)
        sweep.column[m] = find_column(sweep.set, drawn_metrics[m]);
    set_range(&sweep);
    script_line_types(&picture->body, N_METRICS);
    lay_out(&sweep, series.n);
    script_line(&picture->body, "set xrange [%s:%s]; set yrange [0:100]; set ytics 20",
                numfmt_record(low, sweep.x_low), numfmt_record(high, sweep.x_high));
    script_line(&picture->body, "set ylabel '%%'");
    script_line(&picture->body, "if (fmt eq 'dumb') set key below");
    if (series.n > 1)
        script_line(&picture->body, "if (fmt ne 'dumb') set multiplot");
    for (size_t i = 0; i < series.n; i++) {
        if (i == 1) /* as characters there is room for one panel only */
            script_line(&picture->body, "if (fmt eq 'dumb') exit");
        add_panel(&sweep, &series, i);
    }
    if (series.n > 1)
        script_line(&picture->body, "unset multiplot");
    series_release(&series);
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
