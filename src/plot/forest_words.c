/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a forest plot says in words and numbers. */
#include <inttypes.h>
#include <math.h>

#include "base/numfmt.h"
#include "plot/forest.h"
#include "report/cells.h"
#include "report/escape.h"

bool forest_has_margin(const struct forest_panel *panel)
{
    return panel->metric->range_high <= 1;
}

void forest_add_margin(struct strbuf *out, const struct forest *forest)
{
    const struct forest_wish *wish = forest->wish;
    double margin = wish->n_margins ? fabs(wish->margins[0]) : NAN;
    bool has_percent = false;
    char number[NUMFMT_SIZE];

    if (!wish->n_margins)
        return;
    strbuf_addf(out, "the margin of %s", numfmt_shortest(number, margin));
    for (size_t i = 0; i < forest->n_panels; i++)
        has_percent |= forest_has_margin(&forest->panels[i]) &&
                       metric_is_percent(forest->panels[i].metric);
    if (has_percent)
        strbuf_addf(out, " (%s percentage points)",
                    numfmt_record(number, 100 * margin));
    for (size_t i = 0; i < forest->n_panels; i++)
        if (!forest_has_margin(&forest->panels[i])) {
            strbuf_addf(out, ", not for %s", forest->panels[i].metric->title);
            break;
        }
}

const char *forest_head(const struct forest *forest)
{
    bool has_pairs = forest->has_models || forest->has_findings;

    if (!has_pairs)
        return forest->has_levels ? "Subgroup" : "";
    if (forest->has_models && forest->has_findings)
        return forest->has_levels ? "Model, finding, subgroup" : "Model, finding";
    if (forest->has_models)
        return forest->has_levels ? "Model, subgroup" : "Model";
    return forest->has_levels ? "Finding, subgroup" : "Finding";
}

double forest_reference(const struct forest *forest, size_t row,
                        const struct forest_panel *panel)
{
    const struct result *whole = NULL;

    if (forest->wish->of_differences)
        return 0;
    for (size_t i = row + 1; i-- > 0 && !whole;)
        if (forest->rows[i].kind == FOREST_WHOLE)
            whole = forest_result(forest, &forest->rows[i], panel);
    return whole ? whole->estimate.value : NAN;
}

void forest_panel_title(struct strbuf *out, const struct forest *forest,
                        const struct forest_panel *panel)
{
    struct strbuf name = STRBUF_INIT;

    strbuf_adds(out, panel->metric->title);
    if (*panel->point) {
        escape_shorten(&name, panel->point, 16);
        strbuf_addf(out, " at %s", name.text);
    }
    if (forest->wish->of_differences)
        strbuf_adds(out, metric_is_percent(panel->metric)
                             ? ", difference in percentage points"
                             : ", difference");
    strbuf_release(&name);
}

void forest_add_sides(struct strbuf *out, const struct forest *forest)
{
    if (!forest->first)
        return;
    escape_shorten(out, forest->has_models ? "each model" : forest->first->model, 30);
    strbuf_adds(out, " minus ");
    escape_shorten(out, forest->first->baseline, 30);
}

/* "+1.2 (−0.4 to +2.8)" */
static void add_difference(struct strbuf *out, const struct metric *metric,
                           const struct estimate *estimate)
{
    struct strbuf cell = STRBUF_INIT;

    cell_difference(&cell, metric, estimate->value);
    if (!isnan(estimate->low)) {
        strbuf_adds(&cell, " (");
        cell_difference_interval(&cell, metric, estimate);
        strbuf_addc(&cell, ')');
    }
    for (size_t i = 0; i < cell.length; i++)
        if (cell.text[i] == '-')
            strbuf_adds(out, "−");
        else
            strbuf_addc(out, cell.text[i]);
    strbuf_release(&cell);
}

void forest_cell(struct strbuf *out, const struct forest *forest,
                 const struct forest_panel *panel, const struct result *result)
{
    struct strbuf cell = STRBUF_INIT;

    if (!result)
        return;
    if (isnan(result->estimate.value)) {
        strbuf_adds(out, "not defined");
        return;
    }
    if (forest->wish->of_differences) {
        add_difference(out, panel->metric, &result->estimate);
        return;
    }
    cell_compact(&cell, panel->metric, result);
    for (size_t i = 0; i < cell.length && cell.text[i] != '\n'; i++)
        if (cell.text[i] == '-' && i > 0 && cell.text[i - 1] != '(')
            strbuf_adds(out, "–");
        else
            strbuf_addc(out, cell.text[i]);
    strbuf_release(&cell);
}

void forest_add_small(struct strbuf *out, const struct forest *forest,
                      const struct request *request)
{
    strbuf_addf(out,
                "fewer than %" PRIu64
                " %s of a class that the number needs; shown, not judged",
                request->min_group, forest->has_patients ? "patients" : "studies");
}
