/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two models at an operating point, and where the threshold would have to be to keep what the baseline has. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/present_compare_parts.h"

/* How many each flagged, or got right, that the other did not: "5 : 0". */
static void add_discordant(struct strbuf *out, const struct duel *duel,
                           struct record_of what)
{
    const struct result *r;
    char b[NUMFMT_SIZE], c[NUMFMT_SIZE];

    what.method = "mcnemar-mid-p";
    r = duel_find(duel, what);
    if (!r) {
        what.method = "mcnemar-clustered";
        r = duel_find(duel, what);
    }
    if (r)
        strbuf_addf(out, "%s : %s", numfmt_count(b, (uint64_t)r->numerator),
                    numfmt_count(c, (uint64_t)(r->denominator - r->numerator)));
}

void duel_add_row(struct table *table, const struct duel *duel,
                  const struct metric *metric, const char *point)
{
    struct strbuf cells[6];
    char name[96];
    struct record_of what = {.metric = name, .point = point};
    const struct result *r;

    snprintf(name, sizeof name, "%s_difference", metric->name);
    r = duel_find(duel, what);
    if (!r)
        return;
    for (size_t i = 0; i < 6; i++)
        strbuf_init(&cells[i]);
    duel_add_own(&cells[0], duel, duel->model, metric, point);
    duel_add_own(&cells[1], duel, duel->baseline, metric, point);
    cell_difference(&cells[2], metric, r->estimate.value);
    cell_difference_interval(&cells[3], metric, &r->estimate);
    duel_add_p(&cells[4], r);
    add_discordant(&cells[5], duel, what);
    table_add_row(table, (const char *[]){metric->title, cells[0].text, cells[1].text,
                                          cells[2].text, cells[3].text, cells[4].text,
                                          cells[5].text});
    for (size_t i = 0; i < 6; i++)
        strbuf_release(&cells[i]);
}

static const char *direction_sign(const struct run *run)
{
    return run->input->direction == SCORE_LOW ? "<=" : ">=";
}

/* The operating point of one of the two models. */
static const struct result_point *find_point(const struct duel *duel, const char *model,
                                             const char *name)
{
    const struct result_set *set = duel->run->results;

    for (size_t i = 0; i < set->n_points; i++)
        if (!strcmp(set->points[i].name, name) &&
            !strcmp(set->points[i].model, model) &&
            !strcmp(set->points[i].finding, duel->finding))
            return &set->points[i];
    return NULL;
}

void duel_add_point(struct strbuf *out, const struct duel *duel,
                    const struct result *difference)
{
    const char *name = difference->point, *sign = direction_sign(duel->run);
    const struct result_point *point = find_point(duel, duel->model, name);
    const struct result_point *baseline = find_point(duel, duel->baseline, name);
    bool is_default = difference->estimate.status == STATUS_DEFAULT ||
                      (point && point->status == STATUS_DEFAULT);
    char number[NUMFMT_SIZE];

    strbuf_addf(out, "At %s%s%s: flagged if score %s %s",
                is_default ? "the default operating point " : "", name,
                is_default ? ", which nobody chose" : "", sign,
                numfmt_shortest(number, difference->threshold));
    if (baseline && baseline->threshold != difference->threshold)
        strbuf_addf(out, " (baseline %s %s)", sign,
                    numfmt_shortest(number, baseline->threshold));
}

static const struct result *find_kept(const struct duel *duel, const char *point,
                                      const char *scenario, const char *metric)
{
    return duel_find(duel, (struct record_of){
                               .metric = metric, .point = point, .scenario = scenario});
}

/* "specificity then 71.2 % (-2.1 points, -8.0 to +3.9)" */
static void add_kept(struct strbuf *out, const struct duel *duel, const char *point,
                     const char *scenario, const char *name)
{
    const struct metric *metric = metric_find(name);
    char difference_name[96];
    const struct result *value = find_kept(duel, point, scenario, name), *difference;

    snprintf(difference_name, sizeof difference_name, "%s_difference", name);
    difference = find_kept(duel, point, scenario, difference_name);
    if (!value || !difference)
        return;
    strbuf_addf(out, "%s then ", name);
    cell_value(out, metric, value->estimate.value);
    strbuf_adds(out, " (");
    cell_difference(out, metric, difference->estimate.value);
    strbuf_adds(out, " points");
    if (!isnan(difference->estimate.low)) {
        strbuf_adds(out, ", ");
        cell_difference_interval(out, metric, &difference->estimate);
    }
    strbuf_addc(out, ')');
}

/* Scores as in the file if they are short. */
static void add_score(struct strbuf *out, double x)
{
    char exact[NUMFMT_SIZE], rounded[NUMFMT_SIZE];

    numfmt_shortest(exact, x);
    strbuf_adds(out, strlen(exact) <= 7 ? exact : numfmt_people(rounded, x));
}

static void add_threshold(struct strbuf *out, const struct result *r)
{
    add_score(out, r->estimate.value);
    if (isnan(r->estimate.low))
        return;
    strbuf_adds(out, " (");
    add_score(out, r->estimate.low);
    strbuf_adds(out, " to ");
    add_score(out, r->estimate.high);
    strbuf_addc(out, ')');
}

static void present_kept_sensitivity(struct report *report, const struct duel *duel,
                                     const char *point)
{
    const struct result *threshold =
        find_kept(duel, point, "keep=sensitivity", "threshold");
    struct strbuf text = STRBUF_INIT;

    if (!threshold)
        return;
    strbuf_adds(&text, "To keep the baseline's sensitivity of ");
    duel_add_own(&text, duel, duel->baseline, metric_find("sensitivity"), point);
    strbuf_addf(&text, " the threshold of %s would be ", duel->model);
    add_threshold(&text, threshold);
    strbuf_adds(&text, ": ");
    add_kept(&text, duel, point, "keep=sensitivity", "specificity");
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

static void present_kept_flags(struct report *report, const struct duel *duel,
                               const char *point)
{
    const struct result *threshold = find_kept(duel, point, "keep=flags", "threshold");
    struct strbuf text = STRBUF_INIT;

    if (!threshold)
        return;
    strbuf_adds(&text, "To flag no more than the baseline's ");
    duel_add_own(&text, duel, duel->baseline, metric_find("flags_per_100"), point);
    strbuf_adds(&text, " per 100 studies it would be ");
    add_threshold(&text, threshold);
    strbuf_adds(&text, ": ");
    add_kept(&text, duel, point, "keep=flags", "sensitivity");
    strbuf_adds(&text, ", ");
    add_kept(&text, duel, point, "keep=flags", "specificity");
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

static void show_point(struct report *report, const struct duel *duel,
                       const struct result *first)
{
    const struct metric *const *metric = metrics_all(NULL);
    char confidence[NUMFMT_SIZE + 8];
    struct strbuf head = STRBUF_INIT;
    struct table *table;

    duel_add_point(&head, duel, first);
    report_heading(report, "%s", head.text);
    strbuf_release(&head);
    table =
        report_table(report, "lrrrlrr",
                     (const char *[]){"", "Model", "Baseline", "Diff.",
                                      duel_confidence_head(duel->run, confidence), "p",
                                      duel->run->is_unpaired ? "" : "Only M:B"});
    for (size_t i = 0; metric[i]; i++)
        if (metric[i]->kind == METRIC_THRESHOLD)
            duel_add_row(table, duel, metric[i], first->point);
    for (size_t i = 0; metric[i]; i++)
        if (metric[i]->kind == METRIC_THRESHOLD)
            duel_present_margin(report, duel, metric[i], first->point);
    present_kept_sensitivity(report, duel, first->point);
    present_kept_flags(report, duel, first->point);
}

bool duel_is_at_point(const struct result *r)
{
    return *r->point && !*r->group && !*r->scenario && strstr(r->metric, "_difference");
}

static bool is_of_duel(const struct duel *duel, const struct result *r)
{
    return duel_is_at_point(r) && record_text_is(r->model, duel->model) &&
           record_text_is(r->baseline, duel->baseline) &&
           record_text_is(r->finding, duel->finding);
}

const struct result *duel_next_point(const struct duel *duel, const struct result *last)
{
    const struct result_set *set = duel->run->results;

    for (const struct result *r = last ? last + 1 : set->items;
         r && r < set->items + set->n; r++)
        if (is_of_duel(duel, r) && (!last || strcmp(last->point, r->point) != 0))
            return r;
    return NULL;
}

void present_compare_points(struct report *report, const struct duel *duel)
{
    const struct result *at = NULL;

    while ((at = duel_next_point(duel, at)))
        show_point(report, duel, at);
}
