/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/reading.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"

static bool is_in_points(struct reading reading, double x)
{
    return reading.kind != READING_VALUE && metric_is_percent(reading.metric) &&
           isfinite(x);
}

/* Numbers per 100 have one decimal, areas and indices four, ratios four significant digits. */
static const char *value_text(char buf[NUMFMT_SIZE], const struct metric *metric,
                              double x, int more)
{
    if (metric_is_percent(metric))
        return numfmt_percent(buf, x, 1 + more);
    if (metric->kind == METRIC_COUNT)
        return isnan(x) ? "NA" : numfmt_count(buf, (uint64_t)x);
    if (metric->scale == 100)
        return numfmt_fixed(buf, x, 1 + more);
    return metric->range_high == 1 || more ? numfmt_fixed(buf, x, 4 + more)
                                           : numfmt_people(buf, x);
}

/* Percentages differ by points with one decimal, areas by four decimals. */
static const char *difference_text(char buf[NUMFMT_SIZE], struct reading reading,
                                   double x, int more)
{
    bool is_percent = metric_is_percent(reading.metric);
    int digits = (is_percent || reading.metric->scale == 100 ? 1 : 4) + more;
    double shown = is_percent ? 100 * x : x;

    return reading.kind == READING_DISTANCE || x == 0
               ? numfmt_fixed(buf, shown, digits)
               : numfmt_signed(buf, shown, digits);
}

static const char *text_of(char buf[NUMFMT_SIZE], struct reading reading, double x,
                           int more)
{
    return reading.kind == READING_VALUE ? value_text(buf, reading.metric, x, more)
                                         : difference_text(buf, reading, x, more);
}

void reading_add_bare(struct strbuf *out, struct reading reading, double x)
{
    char text[NUMFMT_SIZE];
    const char *shown = text_of(text, reading, x, 0);

    strbuf_addf(out, "%.*s", (int)strcspn(shown, " "), shown);
}

void reading_add(struct strbuf *out, struct reading reading, double x)
{
    reading_add_apart(out, reading, x, x);
}

void reading_add_apart(struct strbuf *out, struct reading reading, double x,
                       double limit)
{
    enum { MOST = 8 };
    char text[NUMFMT_SIZE], other[NUMFMT_SIZE];
    const char *shown;
    int more = 0;

    do
        shown = text_of(text, reading, x, more);
    while (x != limit && !strcmp(shown, text_of(other, reading, limit, more)) &&
           more++ < MOST);
    strbuf_addf(out, "%s%s", shown, is_in_points(reading, x) ? " points" : "");
}

void reading_add_limit(struct strbuf *out, struct reading reading, double limit)
{
    char text[NUMFMT_SIZE];

    if (reading.metric->kind == METRIC_COUNT && limit >= 0 && limit == floor(limit))
        strbuf_adds(out, numfmt_count(text, (uint64_t)limit));
    else if (metric_is_percent(reading.metric))
        strbuf_addf(out, "%s%s", numfmt_record(text, 100 * limit),
                    reading.kind == READING_VALUE ? " %" : "");
    else
        strbuf_adds(out, numfmt_shortest(text, limit));
    if (is_in_points(reading, limit))
        strbuf_adds(out, fabs(limit) == 0.01 ? " point" : " points");
}

void reading_add_interval(struct strbuf *out, struct reading reading,
                          const struct estimate *estimate)
{
    if (isnan(estimate->low) && isnan(estimate->high))
        return;
    reading_add_bare(out, reading, estimate->low);
    strbuf_adds(out, " to ");
    reading_add(out, reading, estimate->high);
}
