/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a sweep and the outlines of its bands. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "plot/sweep.h"
#include "plot/thin.h"

enum part { PART_VALUE, PART_LOW, PART_HIGH };

/* Shares and flags on one axis from 0 to 100. */
static double percent_of(const struct metric *metric, double x)
{
    return metric->scale == 100 ? x : 100 * x;
}

static double read_cell(const struct sweep *sweep, const struct curve *curve,
                        size_t row, size_t m, enum part part)
{
    const struct curve_cell *cell =
        curve_cell(sweep->set, curve, row, sweep->column[m]);
    const struct metric *metric = sweep->set->columns[sweep->column[m]].metric;

    bool at_once = sweep->band == BAND_SIMULTANEOUS;
    double low = at_once ? cell->band_low : cell->low;
    double high = at_once ? cell->band_high : cell->high;

    return percent_of(metric, part == PART_VALUE ? cell->value
                              : part == PART_LOW ? low
                                                 : high);
}

/* The height of a panel in widths. */
static double aspect_of(const struct sweep *sweep)
{
    return sweep->grid.height / sweep->grid.width;
}

/* A row holds from its threshold to the next that flags fewer, which is excluded; x rises. Places are in widths of the panel. */
static size_t gather_steps(struct place *places, const struct sweep *sweep,
                           size_t panel, size_t m, enum part part)
{
    const struct curve *curve = &sweep->set->items[panel];
    bool is_low = curve->n_rows > 1 && curve->threshold[0] < curve->threshold[1];
    double from = sweep->ranges[panel].low, last = 0;
    double span = sweep->ranges[panel].high - from;
    size_t n = 0;

    for (size_t i = 0; i < curve->n_rows; i++) {
        size_t row = is_low ? i : curve->n_rows - 1 - i;
        double y = read_cell(sweep, curve, row, m, part) / 100 * aspect_of(sweep);
        double next = is_low
                          ? (i + 1 < curve->n_rows ? curve->threshold[i + 1] : INFINITY)
                          : curve->threshold[row];
        double x = fmin(fmax((next - from) / span, 0), 1);

        if (!isnan(y)) {
            places[n++] = (struct place){last, y};
            places[n++] = (struct place){x, y};
        }
        last = x;
    }
    return n;
}

static void add_places(const struct sweep *sweep, size_t panel,
                       const struct place *places, size_t n, bool backwards)
{
    double from = sweep->ranges[panel].low, span = sweep->ranges[panel].high - from;
    double percent = 100 / aspect_of(sweep);

    for (size_t i = 0; i < n; i++) {
        const struct place *at = &places[backwards ? n - 1 - i : i];

        script_row(&sweep->picture->body,
                   (double[]){from + at->x * span, percent * at->y}, 2);
    }
}

/* The band is one closed outline: along its lower limit, and back along the upper. */
void sweep_add_data(const struct sweep *sweep, size_t panel, size_t m)
{
    struct place *places = xcalloc(2 * sweep->set->items[panel].n_rows, sizeof *places);
    struct strbuf *body = &sweep->picture->body;
    enum part last = sweep->band == BAND_NONE ? PART_VALUE : PART_HIGH;

    for (enum part part = PART_VALUE; part <= last; part++) {
        size_t n = gather_steps(places, sweep, panel, m, part);

        n = thin_line(places, n, thin_tolerance(sweep->grid.width, sweep->series.n));
        if (part != PART_HIGH)
            strbuf_addf(body, "$%s%zu_%zu << EOD\n",
                        part == PART_LOW ? "band" : "value", panel + 1, m + 1);
        add_places(sweep, panel, places, n, part == PART_HIGH);
        if (part != PART_LOW)
            script_block_end(body);
    }
    free(places);
}
