/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table per subgroup column and operating point, and in sentences which levels differ from the rest. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/present_parts.h"

enum { MOST_SHOWN = 3 };

struct group_view {
    struct report *report;
    const struct run *run;
    struct slice slice;
    const char *group, *point;
    const struct metric *shown[MOST_SHOWN]; /* the columns of the table */
    size_t n_shown;
    bool verbose;
};

/* AUC, sensitivity and specificity, as far as wanted; with --metrics the first that were named. */
static void choose_columns(struct group_view *view)
{
    const struct request *request = view->run->request;
    const struct metric *const *metric = metrics_all(NULL);

    for (size_t i = 0; metric[i] && view->n_shown < MOST_SHOWN; i++) {
        const char *name = metric[i]->name;
        bool usual = !strcmp(name, "auc") || !strcmp(name, "sensitivity") ||
                     !strcmp(name, "specificity");

        if (request->wanted[i] && metric[i]->has_contrast &&
            (usual || request->metrics_are_named) && metric[i]->kind != METRIC_COHORT)
            view->shown[view->n_shown++] = metric[i];
    }
}

/* Metrics of one word read well in a sentence; others by their title. */
const char *words_in_sentence(const struct metric *metric)
{
    if (!strcmp(metric->name, "sensitivity") || !strcmp(metric->name, "specificity") ||
        !strcmp(metric->name, "accuracy"))
        return metric->name;
    return metric->title;
}

static const struct result *find(const struct group_view *view, const char *level,
                                 const struct metric *metric)
{
    bool has_point = metric->kind == METRIC_THRESHOLD;

    return slice_find(view->slice, view->group, level, metric->name,
                      has_point ? view->point : "", NULL);
}

static const struct result *find_contrast(const struct group_view *view,
                                          const char *level,
                                          const struct metric *metric)
{
    char name[96];
    bool has_point = metric->kind == METRIC_THRESHOLD;

    snprintf(name, sizeof name, "%s_vs_rest", metric->name);
    return slice_find(view->slice, view->group, level, name,
                      has_point ? view->point : "", NULL);
}

static bool excludes_zero(const struct result *contrast)
{
    return contrast && contrast->estimate.status != STATUS_TOO_FEW &&
           (contrast->estimate.low > 0 || contrast->estimate.high < 0);
}

bool contrast_is_worse(const struct metric *metric, const struct result *contrast)
{
    if (!excludes_zero(contrast) || metric->better == BETTER_NEITHER)
        return false;
    return (contrast->estimate.value < 0) == (metric->better == BETTER_HIGHER);
}

/* '!' a shown metric is worse than in the rest, '?' one of them cannot be judged. */
static char level_mark(const struct group_view *view, const char *level)
{
    char mark = ' ';

    for (size_t i = 0; i < view->n_shown; i++) {
        const struct metric *metric = view->shown[i];
        const struct result *r = find(view, level, metric);

        if (contrast_is_worse(metric, find_contrast(view, level, metric)))
            return '!';
        if (r && (r->estimate.status == STATUS_TOO_FEW ||
                  r->estimate.status == STATUS_UNDEFINED))
            mark = '?';
    }
    return mark;
}

static void add_level(struct table *table, const struct group_view *view,
                      const char *level)
{
    struct strbuf cells[1 + MOST_SHOWN];
    const char *texts[1 + MOST_SHOWN];

    for (size_t i = 0; i <= MOST_SHOWN; i++)
        strbuf_init(&cells[i]);
    strbuf_addf(&cells[0], "%c %s", level_mark(view, level), level);
    for (size_t i = 0; i < view->n_shown; i++) {
        const struct result *r = find(view, level, view->shown[i]);

        if (r)
            cell_compact(&cells[1 + i], view->shown[i], r);
    }
    if (!*view->point && request_wants(view->run->request, "auc")) {
        const struct result *r = find(view, level, metric_find("auc"));
        char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

        if (r)
            strbuf_addf(&cells[2], "%s with, %s without",
                        numfmt_count(pos, (uint64_t)r->n_pos),
                        numfmt_count(neg, (uint64_t)r->n_neg));
    }
    for (size_t i = 0; i <= MOST_SHOWN; i++)
        texts[i] = cells[i].text;
    table_add_row(table, texts);
    for (size_t i = 0; i <= MOST_SHOWN; i++)
        strbuf_release(&cells[i]);
}

/* "-28.2 points (-31.4 to -25.0)" */
static void add_difference(struct strbuf *out, const struct metric *metric,
                           const struct estimate *d)
{
    double scale = metric_is_percent(metric) ? 100 : 1;
    int digits = metric_is_percent(metric) ? 1 : 3;
    char x[NUMFMT_SIZE], low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    numfmt_signed(x, scale * d->value, digits);
    numfmt_signed(low, scale * d->low, digits);
    numfmt_signed(high, scale * d->high, digits);
    strbuf_addf(out, "%s%s (%s to %s)", x, metric_is_percent(metric) ? " points" : "",
                low, high);
}

static void add_contrast_item(const struct group_view *view, const char *level,
                              const struct metric *metric)
{
    const struct result *r = find(view, level, metric),
                        *contrast = find_contrast(view, level, metric);
    struct strbuf text = STRBUF_INIT;

    strbuf_addf(&text, "%s: %s ", level, words_in_sentence(metric));
    cell_value(&text, metric, r->estimate.value);
    strbuf_adds(&text, " against ");
    cell_value(&text, metric, r->estimate.value - contrast->estimate.value);
    strbuf_adds(&text, " in all others, ");
    add_difference(&text, metric, &contrast->estimate);
    if (!isnan(contrast->estimate.p)) {
        strbuf_adds(&text, ", ");
        cell_p(&text, contrast->estimate.p);
    }
    report_item(view->report, text.text);
    strbuf_release(&text);
}

static void present_contrasts(const struct group_view *view,
                              const struct cohort_group *group)
{
    for (size_t i = 0; i < group->n_levels; i++)
        for (size_t j = 0; j < view->n_shown; j++) {
            const struct metric *metric = view->shown[j];
            const struct result *contrast =
                find_contrast(view, group->levels[i], metric);

            if (contrast && (contrast_is_worse(metric, contrast) ||
                             (view->verbose && !isnan(contrast->estimate.low))))
                add_contrast_item(view, group->levels[i], metric);
        }
}

static void add_test(struct strbuf *text, const struct group_view *view,
                     const struct metric *metric)
{
    char name[96];
    const struct result *r;
    bool has_point = metric->kind == METRIC_THRESHOLD;

    snprintf(name, sizeof name, "%s_heterogeneity", metric->name);
    r = slice_find(view->slice, view->group, "", name, has_point ? view->point : "",
                   NULL);
    if (!r || isnan(r->p_adjusted))
        return;
    strbuf_addf(text, "%s%s ", text->length ? ", " : "", words_in_sentence(metric));
    cell_p(text, r->p_adjusted);
}

static void present_tests(const struct group_view *view)
{
    struct strbuf text = STRBUF_INIT;
    size_t n = view->run->cohort->n_groups;

    for (size_t i = 0; i < view->n_shown; i++)
        add_test(&text, view, view->shown[i]);
    if (text.length && n > 1)
        report_paragraph(view->report,
                         "Do the levels differ? %s (Holm over %zu columns).", text.text,
                         n);
    else if (text.length)
        report_paragraph(view->report, "Do the levels differ? %s.", text.text);
    strbuf_release(&text);
}

static void present_table(const struct group_view *view,
                          const struct cohort_group *group)
{
    struct table *table;
    const char *heads[1 + MOST_SHOWN] = {"", "", "", ""};

    for (size_t i = 0; i < view->n_shown; i++)
        heads[1 + i] =
            strcmp(view->shown[i]->name, "auc") ? view->shown[i]->title : "ROC AUC";
    if (!*view->point) {
        heads[2] = view->n_shown ? "Studies" : "";
        heads[3] = "";
    }
    table = report_table(view->report, "llll", heads);
    for (size_t i = 0; i < group->n_levels; i++)
        add_level(table, view, group->levels[i]);
    present_tests(view);
    present_contrasts(view, group);
}

static void present_group(struct group_view *view, const struct cohort_group *group)
{
    bool several = view->run->binding->n_pairs > 1;
    const struct result *at = NULL;

    while ((at = slice_next_point(view->slice, at))) {
        view->point = at->point;
        report_heading(
            view->report, "By %s at %s%s%s%s%s%s", group->name, at->point,
            present_point_mark(slice_point(view->run->results, view->slice, at->point)),
            several ? ": " : "", several ? at->model : "", several ? ", " : "",
            several ? at->finding : "");
        present_table(view, group);
    }
    if (slice_next_point(view->slice, NULL))
        return;
    view->point = "";
    report_heading(view->report, "By %s", group->name);
    present_table(view, group);
}

static bool has_mark(const struct run *run, struct slice slice, char mark)
{
    struct group_view view = {.run = run, .slice = slice};

    choose_columns(&view);
    for (size_t g = 0; g < run->cohort->n_groups; g++) {
        view.group = run->cohort->groups[g].name;
        for (size_t i = 0; i < slice.n; i++)
            if (*slice.items[i].point) {
                view.point = slice.items[i].point;
                break;
            }
        if (!view.point)
            view.point = "";
        for (size_t i = 0; i < run->cohort->groups[g].n_levels; i++)
            if (level_mark(&view, run->cohort->groups[g].levels[i]) == mark)
                return true;
    }
    return false;
}

/* True if a level has a number that lacking truth forbids (eval/verification.h). */
static bool has_withheld(struct slice slice)
{
    const char start[] = "not estimable";

    for (size_t i = 0; i < slice.n; i++)
        if (*slice.items[i].group &&
            !strncmp(slice.items[i].estimate.note, start, strlen(start)))
            return true;
    return false;
}

void present_groups(struct report *report, const struct run *run, struct slice slice,
                    bool verbose)
{
    struct group_view view = {
        .report = report, .run = run, .slice = slice, .verbose = verbose};

    choose_columns(&view);
    for (size_t g = 0; g < run->cohort->n_groups; g++) {
        view.group = run->cohort->groups[g].name;
        present_group(&view, &run->cohort->groups[g]);
    }
    if (has_mark(run, slice, '!'))
        report_paragraph(
            report,
            "! worse than all other studies: the interval of the difference excludes 0 "
            "(not adjusted for the number of levels%s).",
            present_hint(run, "; -v shows all differences"));
    if (has_mark(run, slice, '?'))
        report_paragraph(
            report,
            "? shown, not judged: fewer than %llu %s of a class that the "
            "number needs%s.",
            (unsigned long long)run->request->min_group,
            run->cohort->patient ? "patients" : "studies",
            has_withheld(slice) ? ", or too few studies with truth on one side" : "");
}
