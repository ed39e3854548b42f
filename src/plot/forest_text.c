/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/forest_text.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/renderers.h"

/* A difference takes more room in numbers. */
enum { LINE_COLUMNS = 17, LABEL_COLUMNS = 18, DIFFERENCE_LABEL_COLUMNS = 14 };

/* Column of a value on the line; -1 and LINE_COLUMNS lie beyond its ends. */
static int column_of(const struct forest_panel *panel, double x)
{
    double low = panel->low, high = panel->high;

    x = forest_scaled(panel, x);
    if (panel->is_log) {
        x = log(x);
        low = log(low);
        high = log(high);
    }
    x = (x - low) / (high - low);
    if (isnan(x) || x < 0)
        return -1;
    return x > 1 ? LINE_COLUMNS : (int)lround(x * (LINE_COLUMNS - 1));
}

static void put(char line[LINE_COLUMNS + 1], int column, char what)
{
    if (column >= 0 && column < LINE_COLUMNS)
        line[column] = what;
}

/* The line that a row is compared with, and the margins. */
static void draw_reference(char line[LINE_COLUMNS + 1], const struct forest *forest,
                           const struct forest_panel *panel, size_t row)
{
    const struct forest_wish *wish = forest->wish;

    memset(line, ' ', LINE_COLUMNS);
    line[LINE_COLUMNS] = '\0';
    for (size_t i = 0; i < wish->n_margins && forest_has_margin(panel); i++)
        put(line, column_of(panel, wish->margins[i]), ':');
    put(line, column_of(panel, forest_reference(forest, row, panel)), '|');
}

static void draw_interval(char line[LINE_COLUMNS + 1], const struct forest_panel *panel,
                          const struct result *r)
{
    int low, high;

    if (!r || isnan(r->estimate.value))
        return;
    low = column_of(panel, r->estimate.low);
    high = column_of(panel, r->estimate.high);
    for (int i = low < 0 ? 0 : low; !isnan(r->estimate.low) && i <= high; i++)
        if (i < LINE_COLUMNS)
            line[i] = i == low || i == high ? '+' : '-';
    if (!isnan(r->estimate.low) && low < 0)
        line[0] = '<';
    if (!isnan(r->estimate.high) && high == LINE_COLUMNS)
        line[LINE_COLUMNS - 1] = '>';
    put(line, column_of(panel, r->estimate.value), 'o');
}

static void add_row(struct table *table, const struct forest *forest,
                    const struct forest_panel *panel, size_t row, const char *name)
{
    const struct forest_row *at = &forest->rows[row];
    const struct result *r = forest_result(forest, at, panel);
    struct strbuf label = STRBUF_INIT, cell = STRBUF_INIT, sizes = STRBUF_INIT;
    char n[NUMFMT_SIZE], line[LINE_COLUMNS + 1];

    strbuf_pad(&label, ' ', 2 * at->indent);
    strbuf_adds(&label, name);
    if (r) {
        strbuf_adds(&sizes, numfmt_count(n, (uint64_t)r->n));
        if (!isnan(r->n_pos))
            strbuf_addf(&sizes, " / %s", numfmt_count(n, (uint64_t)r->n_pos));
        if (r->estimate.status == STATUS_TOO_FEW)
            strbuf_adds(&cell, "? ");
        forest_cell(&cell, forest, panel, r);
    }
    draw_reference(line, forest, panel, row);
    draw_interval(line, panel, r);
    table_add_row(table, (const char *[]){label.text, sizes.text, line, cell.text});
    strbuf_release(&label);
    strbuf_release(&cell);
    strbuf_release(&sizes);
}

/* "0.90             1.00": the ends of the line. */
static void add_ends(struct table *table, const struct forest_panel *panel)
{
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE];
    struct strbuf ends = STRBUF_INIT;

    numfmt_record(low, panel->low);
    numfmt_record(high, panel->high);
    strbuf_adds(&ends, low);
    if (strlen(low) + strlen(high) < LINE_COLUMNS)
        strbuf_pad(&ends, ' ', LINE_COLUMNS - strlen(low) - strlen(high));
    strbuf_adds(&ends, high);
    table_add_row(table, (const char *[]){"", "", ends.text, ""});
    strbuf_release(&ends);
}

static void add_footnote(struct report *report, const struct forest *forest,
                         const struct figure_input *input)
{
    struct strbuf text = STRBUF_INIT;

    forest_add_small(&text, forest, input->request);
    report_paragraph(report, "? %s.", text.text);
    strbuf_release(&text);
}

/* What "|" and ":" are. */
static void add_lines(struct report *report, const struct forest *forest)
{
    struct strbuf text = STRBUF_INIT;

    strbuf_adds(&text, "| no difference");
    if (forest->wish->n_margins)
        strbuf_adds(&text, ", : ");
    forest_add_margin(&text, forest);
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

static void add_sides(struct report *report, const struct forest *forest)
{
    struct strbuf text = STRBUF_INIT;

    forest_add_sides(&text, forest);
    report_paragraph(report, "%s", text.text);
    strbuf_release(&text);
}

void forest_write_text(struct strbuf *out, const struct figure_input *input,
                       const struct forest_wish *wish)
{
    struct report report = {0};
    struct forest forest;
    struct strbuf interval = STRBUF_INIT;
    char **labels;

    forest_init(&forest, input->results, wish);
    labels = forest_labels(&forest, wish->of_differences ? DIFFERENCE_LABEL_COLUMNS
                                                         : LABEL_COLUMNS);
    figure_add_interval_name(&interval, input->request);
    if (wish->of_differences)
        add_sides(&report, &forest);
    for (size_t p = 0; p < forest.n_panels; p++) {
        const struct forest_panel *panel = &forest.panels[p];
        struct strbuf title = STRBUF_INIT;
        struct table *table;

        forest_panel_title(&title, &forest, panel);
        report_heading(&report, "%s", title.text);
        table = report_table(&report, "lrll",
                             (const char *[]){"", "n / positive", "", interval.text});
        for (size_t i = 0; i < forest.n_rows; i++)
            add_row(table, &forest, panel, i, labels[i]);
        add_ends(table, panel);
        strbuf_release(&title);
    }
    if (wish->of_differences)
        add_lines(&report, &forest);
    if (forest.has_small)
        add_footnote(&report, &forest, input);
    render_text(out, &report, false);
    strbuf_release(&interval);
    forest_labels_free(&forest, labels);
    forest_release(&forest);
    report_release(&report);
}
