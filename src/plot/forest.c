/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/round_step.h"
#include "plot/shorten.h"
#include "report/cells.h"

/* The metric that the name of a difference begins with. */
static const struct metric *metric_of_difference(const char *name)
{
    static const char suffix[] = "_difference";
    size_t length = strlen(name), end = sizeof suffix - 1;
    const struct metric *metric = NULL;
    struct strbuf stem = STRBUF_INIT;

    if (length > end && !strcmp(name + length - end, suffix)) {
        strbuf_add(&stem, name, length - end);
        metric = metric_find(stem.text);
    }
    strbuf_release(&stem);
    return metric;
}

/* NULL for what is no row of the forest: counts, tests, contrasts, scenarios. */
static const struct metric *metric_of(const struct forest *forest,
                                      const struct result *r)
{
    const struct metric *metric;

    if (!result_is_observed(r) ||
        forest->wish->of_differences != (*r->baseline != '\0'))
        return NULL;
    metric = forest->wish->of_differences ? metric_of_difference(r->metric)
                                          : metric_find(r->metric);
    return metric && metric->kind != METRIC_COUNT ? metric : NULL;
}

static bool same_row(const struct result *a, const struct result *b)
{
    return !strcmp(a->model, b->model) && !strcmp(a->baseline, b->baseline) &&
           !strcmp(a->finding, b->finding) && !strcmp(a->group, b->group) &&
           !strcmp(a->level, b->level);
}

const struct result *forest_result(const struct forest *forest,
                                   const struct forest_row *row,
                                   const struct forest_panel *panel)
{
    const struct result_set *set = forest->set;

    /* Records of a row follow its first one. */
    for (const struct result *r = row->r; r && r < set->items + set->n; r++) {
        if (strcmp(r->model, row->r->model) != 0 ||
            strcmp(r->finding, row->r->finding) != 0)
            break;
        if (same_row(r, row->r) && metric_of(forest, r) == panel->metric &&
            !strcmp(r->point, panel->point))
            return r;
    }
    return NULL;
}

double forest_scaled(const struct forest_panel *panel, double x)
{
    return metric_is_percent(panel->metric) ? 100 * x : x;
}

/* ---- Rows ----------------------------------------------------------------------- */

static void add_row(struct forest *forest, enum forest_row_kind kind, const char *label,
                    size_t indent, const struct result *r)
{
    forest->rows = xgrow(forest->rows, &forest->capacity, forest->n_rows + 1,
                         sizeof *forest->rows);
    forest->rows[forest->n_rows++] =
        (struct forest_row){kind, xstrdup(label), indent, r};
}

/* What tells the model and finding from the others of the figure. */
static void add_whole(struct forest *forest, const struct result *r)
{
    struct strbuf label = STRBUF_INIT;

    if (forest->has_models)
        strbuf_adds(&label, r->model);
    if (forest->has_models && forest->has_findings)
        strbuf_adds(&label, ", ");
    if (forest->has_findings)
        strbuf_adds(&label, r->finding);
    if (!label.length)
        strbuf_adds(&label, "All studies");
    add_row(forest, FOREST_WHOLE, label.text, 0, r);
    strbuf_release(&label);
}

static void add_rows(struct forest *forest)
{
    const struct result_set *set = forest->set;
    const struct result *last = NULL;

    for (size_t i = 0; i < set->n; i++) {
        const struct result *r = &set->items[i];
        bool is_new_pair = !last || strcmp(last->model, r->model) != 0 ||
                           strcmp(last->finding, r->finding) != 0;

        if (!metric_of(forest, r) || (last && same_row(last, r)))
            continue;
        if (!*r->group) {
            add_whole(forest, r);
        } else {
            if (is_new_pair || strcmp(last->group, r->group) != 0)
                add_row(forest, FOREST_HEADING, r->group, 0, NULL);
            add_row(forest, FOREST_LEVEL, r->level, 1, r);
        }
        last = r;
    }
}

/* ---- Panels --------------------------------------------------------------------- */

static void add_panel(struct forest *forest, const struct result *r)
{
    const struct metric *metric = metric_of(forest, r);

    for (size_t i = 0; i < forest->n_panels; i++)
        if (forest->panels[i].metric == metric &&
            !strcmp(forest->panels[i].point, r->point))
            return;
    if (forest->n_panels == FOREST_MAX_PANELS) {
        forest->n_panels_left_out++;
        return;
    }
    forest->panels[forest->n_panels++] = (struct forest_panel){
        .metric = metric,
        .point = r->point,
        .threshold = r->threshold,
        .is_log = !forest->wish->of_differences && !strcmp(metric->unit, "ratio") &&
                  isinf(metric->range_high)};
}

static void extend(struct forest_panel *panel, double x)
{
    if (!isfinite(x) || (panel->is_log && x <= 0))
        return;
    panel->low = fmin(panel->low, x);
    panel->high = fmax(panel->high, x);
}

/* The metric's range, or that of differences of two of its values. */
static void limit_axis(struct forest_panel *panel, bool of_differences)
{
    double low = forest_scaled(panel, panel->metric->range_low);
    double high = forest_scaled(panel, panel->metric->range_high);

    panel->low = fmax(panel->low, of_differences ? low - high : low);
    panel->high = fmin(panel->high, of_differences ? high - low : high);
}

static void round_axis(struct forest_panel *panel, bool of_differences)
{

    if (!(panel->low <= panel->high)) {
        panel->low = 0;
        panel->high = 1;
    }
    if (panel->is_log) {
        panel->step = 10;
        panel->low = pow(10, floor(log10(panel->low)));
        panel->high = pow(10, ceil(log10(panel->high)));
        if (panel->low == panel->high)
            panel->high *= 10;
        return;
    }
    if (panel->high - panel->low < 1e-9)
        panel->high = panel->low + 1e-3;
    panel->step =
        round_step_times(round_step_at_least((panel->high - panel->low) / 4), 1);
    panel->low = panel->step * floor(panel->low / panel->step + 1e-9);
    panel->high = panel->step * ceil(panel->high / panel->step - 1e-9);
    limit_axis(panel, of_differences);
}

static void set_axis(struct forest *forest, struct forest_panel *panel)
{
    panel->low = INFINITY;
    panel->high = -INFINITY;
    if (forest->wish->of_differences)
        extend(panel, 0);
    for (size_t i = 0; i < forest->wish->n_margins && forest_has_margin(panel); i++)
        extend(panel, forest_scaled(panel, forest->wish->margins[i]));
    for (size_t i = 0; i < forest->n_rows; i++) {
        const struct result *r = forest_result(forest, &forest->rows[i], panel);

        if (!r)
            continue;
        extend(panel, forest_scaled(panel, r->estimate.value));
        if (r->estimate.status == STATUS_TOO_FEW) {
            forest->has_small = true;
            continue;
        }
        extend(panel, forest_scaled(panel, r->estimate.low));
        extend(panel, forest_scaled(panel, r->estimate.high));
    }
    round_axis(panel, forest->wish->of_differences);
}

void forest_init(struct forest *forest, const struct result_set *set,
                 const struct forest_wish *wish)
{
    *forest = (struct forest){.wish = wish, .set = set};
    for (size_t i = 0; i < set->n; i++) {
        const struct result *r = &set->items[i];

        if (!metric_of(forest, r))
            continue;
        if (!forest->first)
            forest->first = r;
        forest->has_models |= strcmp(r->model, forest->first->model) != 0;
        forest->has_findings |= strcmp(r->finding, forest->first->finding) != 0;
        forest->has_levels |= *r->group != '\0';
        forest->has_patients |= !isnan(r->n_patients);
        add_panel(forest, r);
    }
    add_rows(forest);
    for (size_t i = 0; i < forest->n_panels; i++)
        set_axis(forest, &forest->panels[i]);
}

enum err_code forest_check(const struct result_set *set, const struct forest_wish *wish,
                           const char *reason, struct err *err)
{
    const struct forest forest = {.wish = wish, .set = set};

    for (size_t i = 0; i < set->n; i++)
        if (metric_of(&forest, &set->items[i]))
            return ERR_OK;
    err_set(err, ERR_USAGE, "%s: nothing to draw: %s",
            wish->of_differences ? "difference" : "forest", reason);
    return err_hint(err, "such as --metrics auc,sensitivity -t release=0.5");
}

char **forest_labels(const struct forest *forest, size_t columns)
{
    const char **full = xcalloc(forest->n_rows, sizeof *full);
    char **labels = xcalloc(forest->n_rows, sizeof *labels);

    for (size_t i = 0; i < forest->n_rows; i++)
        full[i] = forest->rows[i].label;
    shorten_apart(labels, full, forest->n_rows, columns);
    free(full);
    return labels;
}

void forest_labels_free(const struct forest *forest, char **labels)
{
    for (size_t i = 0; i < forest->n_rows; i++)
        free(labels[i]);
    free(labels);
}

void forest_release(struct forest *forest)
{
    for (size_t i = 0; i < forest->n_rows; i++)
        free(forest->rows[i].label);
    free(forest->rows);
    *forest = (struct forest){0};
}
