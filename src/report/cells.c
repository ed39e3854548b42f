/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cells.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "eval/reading.h"

struct slice slice_of_pair(const struct result_set *set, size_t first)
{
    const struct result *start = &set->items[first];
    struct slice slice = {start, 1};

    while (first + slice.n < set->n && start[slice.n].model == start->model &&
           start[slice.n].finding == start->finding)
        slice.n++;
    return slice;
}

bool result_is_observed(const struct result *result)
{
    return !*result->scenario && isnan(result->prevalence);
}

const struct result *slice_find(struct slice slice, const char *group,
                                const char *level, const char *metric,
                                const char *point, const char *method)
{
    for (size_t i = 0; i < slice.n; i++) {
        const struct result *r = &slice.items[i];

        if (!strcmp(r->level, level) && !strcmp(r->metric, metric) &&
            !strcmp(r->point, point) && !strcmp(r->group, group) &&
            (!method || !strcmp(r->estimate.method, method)) && result_is_observed(r))
            return r;
    }
    return NULL;
}

const struct result *slice_next_point(struct slice slice, const struct result *last)
{
    const struct result *end = slice.items + slice.n;

    for (const struct result *r = last ? last + 1 : slice.items; r < end && !*r->group;
         r++)
        if (*r->point && (!last || strcmp(r->point, last->point) != 0) &&
            result_is_observed(r) && metric_find(r->metric) && !isnan(r->threshold))
            return r;
    return NULL;
}

const struct result *slice_find_at(struct slice slice, const char *metric,
                                   const char *point, double prevalence,
                                   const char *scenario)
{
    for (size_t i = 0; i < slice.n && !*slice.items[i].group; i++) {
        const struct result *r = &slice.items[i];
        bool same =
            isnan(prevalence) ? isnan(r->prevalence) : r->prevalence == prevalence;

        if (same && !strcmp(r->metric, metric) && !strcmp(r->point, point) &&
            !strcmp(r->scenario, scenario))
            return r;
    }
    return NULL;
}

const struct result_point *slice_point(const struct result_set *set, struct slice slice,
                                       const char *name)
{
    for (size_t i = 0; i < set->n_points; i++) {
        const struct result_point *point = &set->points[i];

        if (!strcmp(point->name, name) && point->model == slice.items->model &&
            point->finding == slice.items->finding)
            return point;
    }
    return NULL;
}

static struct reading value_of(const struct metric *metric)
{
    return (struct reading){metric, READING_VALUE};
}

void cell_value(struct strbuf *out, const struct metric *metric, double x)
{
    reading_add(out, value_of(metric), x);
}

void cell_interval(struct strbuf *out, const struct metric *metric,
                   const struct estimate *estimate)
{
    reading_add_interval(out, value_of(metric), estimate);
}

void cell_fraction(struct strbuf *out, const struct result *result)
{
    char x[NUMFMT_SIZE], k[NUMFMT_SIZE];

    if (isnan(result->denominator))
        return;
    strbuf_addf(out, "%s/%s", numfmt_count(x, (uint64_t)result->numerator),
                numfmt_count(k, (uint64_t)result->denominator));
}

/* For narrow columns: percentages without the sign, areas with three decimals, ratios with one or two. */
static void add_short(struct strbuf *out, const struct metric *metric, double x)
{
    char buf[NUMFMT_SIZE];

    if (metric_is_percent(metric)) {
        reading_add_bare(out, value_of(metric), x);
    } else if (metric->range_high == 1) {
        strbuf_adds(out, numfmt_fixed(buf, x, 3));
    } else if (!strcmp(metric->unit, "ratio")) {
        strbuf_adds(out, numfmt_fixed(buf, x, x < 10 ? 2 : 1));
    } else {
        cell_value(out, metric, x);
    }
}

void cell_stacked(struct strbuf *out, const struct metric *metric,
                  const struct result *result)
{
    if (!result)
        return;
    add_short(out, metric, result->estimate.value);
    if (metric_is_percent(metric) && !isnan(result->estimate.value))
        strbuf_adds(out, " %");
    if (isnan(result->estimate.low))
        return;
    strbuf_addc(out, '\n');
    add_short(out, metric, result->estimate.low);
    strbuf_addc(out, '-');
    add_short(out, metric, result->estimate.high);
}

void cell_range(struct strbuf *out, const struct metric *metric,
                const struct result *result)
{
    add_short(out, metric, result->estimate.value);
    if (metric_is_percent(metric) && !isnan(result->estimate.value))
        strbuf_adds(out, " %");
    if (!isnan(result->estimate.low)) {
        strbuf_adds(out, " (");
        add_short(out, metric, result->estimate.low);
        strbuf_addc(out, '-');
        add_short(out, metric, result->estimate.high);
        strbuf_addc(out, ')');
    }
}

void cell_compact(struct strbuf *out, const struct metric *metric,
                  const struct result *result)
{
    if (!result)
        return;
    cell_range(out, metric, result);
    if (!isnan(result->denominator)) {
        strbuf_addc(out, '\n');
        cell_fraction(out, result);
    }
}

void cell_difference(struct strbuf *out, const struct metric *metric, double x)
{
    reading_add_bare(out, (struct reading){metric, READING_DIFFERENCE}, x);
}

void cell_difference_interval(struct strbuf *out, const struct metric *metric,
                              const struct estimate *estimate)
{
    if (isnan(estimate->low))
        return;
    cell_difference(out, metric, estimate->low);
    strbuf_adds(out, " to ");
    cell_difference(out, metric, estimate->high);
}

void cell_p(struct strbuf *out, double p)
{
    char buf[NUMFMT_SIZE];

    numfmt_p(buf, p);
    strbuf_addf(out, "p %s%s", strchr("<>", *buf) ? "" : "= ", buf);
}
