/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/reliability_text.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "plot/series.h"
#include "report/renderers.h"

enum { LINE_COLUMNS = 26 };

static size_t column_of(double x)
{
    return (size_t)lround(x * (LINE_COLUMNS - 1));
}

/* The band over the block's scores, and the block's frequency. */
static void draw_line(char line[LINE_COLUMNS + 1], const struct consistency *band,
                      const struct isotonic_block *block)
{
    memset(line, ' ', LINE_COLUMNS);
    line[LINE_COLUMNS] = '\0';
    for (size_t i = 0; i < band->n; i++) {
        size_t low = column_of(band->low[i]), high = column_of(band->high[i]);

        if (band->score[i] >= block->low && band->score[i] <= block->high)
            memset(line + low, '-', high - low + 1);
    }
    line[column_of((double)block->pos / (double)block->n)] = 'o';
}

static void add_block(struct table *table, const struct consistency *band,
                      const struct isotonic_block *block)
{
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE], n[NUMFMT_SIZE], pos[NUMFMT_SIZE];
    char value[NUMFMT_SIZE], line[LINE_COLUMNS + 1];
    struct strbuf scores = STRBUF_INIT;

    strbuf_adds(&scores, numfmt_people(low, block->low));
    if (block->high > block->low)
        strbuf_addf(&scores, " to %s", numfmt_people(high, block->high));
    draw_line(line, band, block);
    table_add_row(
        table,
        (const char *[]){
            scores.text, numfmt_count(n, block->n), numfmt_count(pos, block->pos),
            numfmt_fixed(value, (double)block->pos / (double)block->n, 3), line});
    strbuf_release(&scores);
}

static void add_estimate(struct strbuf *out, const char *what,
                         const struct estimate *estimate)
{
    struct result result = RESULT_NONE;

    result.estimate = *estimate;
    strbuf_adds(out, what);
    figure_add_estimate(out, &result, 3);
}

static void add_numbers(struct report *report, const struct figure_input *input,
                        const struct reliability *reliability)
{
    const struct brier_parts *brier = &reliability->brier;
    char b[NUMFMT_SIZE], m[NUMFMT_SIZE], d[NUMFMT_SIZE], u[NUMFMT_SIZE],
        most[NUMFMT_SIZE], percent[NUMFMT_SIZE];
    struct strbuf text = STRBUF_INIT;

    add_estimate(&text, "Observed/expected ",
                 &reliability->calibration.observed_expected);
    add_estimate(&text, ", calibration slope ", &reliability->calibration.slope);
    report_paragraph(report, "%s.", text.text);
    report_paragraph(report,
                     "Brier score %s = miscalibration %s - discrimination %s + "
                     "uncertainty %s.",
                     numfmt_fixed(b, brier->brier, 3),
                     numfmt_fixed(m, brier->miscalibration, 3),
                     numfmt_fixed(d, brier->discrimination, 3),
                     numfmt_fixed(u, brier->uncertainty, 3));
    if (!isnan(reliability->band.miscalibration))
        report_paragraph(report,
                         "%s %% of calibrated models have a miscalibration of %s or "
                         "less.",
                         numfmt_record(percent, 100 * input->request->spec.confidence),
                         numfmt_fixed(most, reliability->band.miscalibration, 3));
    strbuf_release(&text);
}

static void add_series(struct report *report, const struct figure_input *input,
                       const struct series *series)
{
    const struct reliability *reliability = &series->part->reliability;
    struct table *table;

    report_heading(report, "%s", *series->label ? series->label : "Reliability");
    if (series->part->is_cut) {
        report_paragraph(report, "No curve: too few studies have truth.");
        return;
    }
    table = report_table(report, "lrrrl",
                         (const char *[]){"Scores", "Studies", "Positive", "Observed",
                                          "0                        1"});
    for (size_t i = 0; i < reliability->fit.n_blocks; i++)
        add_block(table, &reliability->band, &reliability->fit.blocks[i]);
    add_numbers(report, input, reliability);
}

void reliability_write_text(struct strbuf *out, const struct figure_input *input)
{
    struct report report = {0};
    struct series_set series;

    series_init(&series, input->drawing);
    for (size_t i = 0; i < series.n; i++)
        add_series(&report, input, &series.items[i]);
    if (input->band != BAND_NONE)
        report_paragraph(&report,
                         "o observed, - where the fit of a calibrated model lies.");
    render_text(out, &report, false);
    series_release(&series);
    report_release(&report);
}
