/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences in subgroups: a row for each level. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/present_compare_parts.h"

/* What the columns of the table show, at the first operating point. */
static const struct {
    const char *metric, *difference, *head;
} columns[] = {
    {"auc",         "auc_difference",         "ROC AUC"    },
    {"sensitivity", "sensitivity_difference", "Sensitivity"},
    {"specificity", "specificity_difference", "Specificity"},
};

enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* "88.1 -> 90.2 %", and below it the difference with its interval: from the baseline to the model. */
static void add_cell(struct strbuf *out, const struct duel *duel, size_t column,
                     const struct record_of *place)
{
    const struct metric *metric = metric_find(columns[column].metric);
    struct record_of what = *place;
    const struct result *difference;

    if (metric->kind != METRIC_THRESHOLD)
        what.point = "";
    what.metric = columns[column].difference;
    difference = duel_find(duel, what);
    if (!difference)
        return;
    cell_difference(out, metric, difference->estimate.value);
    if (isnan(difference->estimate.low))
        return;
    strbuf_addc(out, '\n');
    cell_difference_interval(out, metric, &difference->estimate);
    if (difference->estimate.status == STATUS_TOO_FEW)
        strbuf_adds(out, "\ntoo few");
}

static void add_level(struct table *table, const struct duel *duel,
                      const struct record_of *place, const struct result *r)
{
    struct strbuf name = STRBUF_INIT, cells[N_COLUMNS];
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    strbuf_addf(&name, "%s\n  %s + %s", r->level, numfmt_count(pos, (uint64_t)r->n_pos),
                numfmt_count(neg, (uint64_t)r->n_neg));
    for (size_t i = 0; i < N_COLUMNS; i++) {
        strbuf_init(&cells[i]);
        add_cell(&cells[i], duel, i, place);
    }
    table_add_row(table, (const char *[]){name.text, cells[0].text, cells[1].text,
                                          cells[2].text});
    strbuf_release(&name);
    for (size_t i = 0; i < N_COLUMNS; i++)
        strbuf_release(&cells[i]);
}

/* The first operating point that is compared, "" if there is none. */
static const char *first_point(const struct duel *duel)
{
    const struct result_set *set = duel->run->results;

    for (size_t i = 0; i < set->n; i++)
        if (*set->items[i].point && *set->items[i].baseline &&
            !strcmp(set->items[i].model, duel->model) &&
            !strcmp(set->items[i].finding, duel->finding) &&
            strstr(set->items[i].metric, "_difference"))
            return set->items[i].point;
    return "";
}

static void present_group(struct report *report, const struct duel *duel,
                          const struct cohort_group *group)
{
    const char *point = first_point(duel), *heads[1 + N_COLUMNS] = {"Level"};
    struct table *table;

    for (size_t i = 0; i < N_COLUMNS; i++)
        heads[1 + i] = columns[i].head;
    report_heading(report, "Differences by %s%s%s", group->name, *point ? ", at " : "",
                   point);
    table = report_table(report, "llll", heads);
    for (size_t i = 0; i < group->n_levels; i++) {
        struct record_of place = {
            .group = group->name, .level = group->levels[i], .point = point};
        struct record_of what = place;
        const struct result *r;

        what.point = "";
        what.metric = "auc_difference";
        r = duel_find(duel, what);
        if (r)
            add_level(table, duel, &place, r);
    }
}

void present_compare_groups(struct report *report, const struct duel *duel)
{
    for (size_t i = 0; i < duel->run->cohort->n_groups; i++)
        present_group(report, duel, &duel->run->cohort->groups[i]);
}
