/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several models against one baseline, a row each. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "report/present_compare_parts.h"

/* ---- AUC ------------------------------------------------------------------------ */

/* One number of all models, at a point if it has one. */
struct quantity {
    const struct metric *metric;
    const char *point; /* "" without */
};

static const struct result *find_difference(const struct duel *duel,
                                            const struct quantity *of)
{
    char name[96];

    snprintf(name, sizeof name, "%s_difference", of->metric->name);
    return duel_find(duel, (struct record_of){.metric = name, .point = of->point});
}

static void add_row(struct table *table, const struct duel *duel,
                    const struct quantity *of)
{
    const struct result *r = find_difference(duel, of);
    struct strbuf cells[4];
    char p[NUMFMT_SIZE] = "";

    if (!r)
        return;
    for (size_t i = 0; i < 4; i++)
        strbuf_init(&cells[i]);
    duel_add_own(&cells[0], duel, duel->model, of->metric, of->point);
    cell_difference(&cells[1], of->metric, r->estimate.value);
    cell_difference_interval(&cells[2], of->metric, &r->estimate);
    duel_add_p(&cells[3], r);
    if (!isnan(r->p_adjusted))
        numfmt_p(p, r->p_adjusted);
    table_add_row(table, (const char *[]){duel->model, cells[0].text, cells[1].text,
                                          cells[2].text, cells[3].text, p});
    for (size_t i = 0; i < 4; i++)
        strbuf_release(&cells[i]);
}

/* "wfns, AUC: not worse by more than 0.1: shown (lower limit 0.0104)." */
static void present_margins(struct report *report, const struct run *run,
                            const struct result *first, const struct quantity *of)
{
    for (const struct result *r = first; r;
         r = compare_next_duel(run->results, first->finding, r)) {
        struct duel duel = compare_duel_of(run, r);
        const char *verdict = duel_margin_verdict(&duel, of->metric, of->point);

        if (verdict)
            report_paragraph(report, "%s, %s: %s.", duel.model, of->metric->title,
                             verdict);
    }
}

/* The baseline, then every model that is compared with it. */
static void show_quantity(struct report *report, const struct run *run,
                          const struct result *first, const struct quantity *of)
{
    struct duel duel = compare_duel_of(run, first);
    const char *title = strcmp(of->metric->name, "auc") ? of->metric->title : "ROC AUC";
    char confidence[NUMFMT_SIZE + 8];
    struct strbuf own = STRBUF_INIT;
    struct table *table = report_table(
        report, "lrrlrr",
        (const char *[]){"Model", title, "Diff.", duel_confidence_head(run, confidence),
                         "p", "Holm p"});

    duel_add_own(&own, &duel, duel.baseline, of->metric, of->point);
    table_add_row(table,
                  (const char *[]){first->baseline, own.text, "", "baseline", "", ""});
    for (const struct result *r = first; r;
         r = compare_next_duel(run->results, first->finding, r)) {
        duel = compare_duel_of(run, r);
        add_row(table, &duel, of);
    }
    strbuf_release(&own);
    present_margins(report, run, first, of);
}

static void present_equality(struct report *report, const struct run *run,
                             const char *finding)
{
    const struct duel none = {run, "", "", finding};
    const struct result *r =
        duel_find(&none, (struct record_of){.metric = "auc_equality"});
    char statistic[NUMFMT_SIZE], df[NUMFMT_SIZE];
    struct strbuf p = STRBUF_INIT;

    if (!r || isnan(r->estimate.p))
        return;
    cell_p(&p, r->estimate.p);
    report_paragraph(report, "Are all AUCs equal? Chi-square %s on %s df, %s.",
                     numfmt_people(statistic, r->estimate.statistic),
                     numfmt_record(df, r->estimate.df), p.text);
    strbuf_release(&p);
}

void compare_present_models(struct report *report, const struct run *run,
                            const struct result *first)
{
    struct quantity auc = {metric_find("auc"), ""};

    show_quantity(report, run, first, &auc);
    present_equality(report, run, first->finding);
}

/* ---- Operating points ------------------------------------------------------------ */

/* True if no record of the finding before has this point. */
static bool is_new_point(const struct result_set *set, size_t record)
{
    const struct result *r = &set->items[record];

    for (size_t i = 0; i < record; i++)
        if (duel_is_at_point(&set->items[i]) &&
            !strcmp(set->items[i].finding, r->finding) &&
            !strcmp(set->items[i].point, r->point))
            return false;
    return duel_is_at_point(r);
}

/* The threshold, if it is the same in every comparison. */
static void head_point(struct report *report, const struct run *run,
                       const struct result *first, const char *point)
{
    struct strbuf head = STRBUF_INIT, other = STRBUF_INIT;
    bool are_alike = true;

    for (const struct result *r = first; r;
         r = compare_next_duel(run->results, first->finding, r)) {
        struct duel duel = compare_duel_of(run, r);
        const struct result *difference = find_difference(
            &duel, &(struct quantity){metric_find("sensitivity"), point});

        strbuf_reset(&other);
        if (!difference)
            continue;
        duel_add_point(&other, &duel, difference);
        if (!head.length)
            strbuf_adds(&head, other.text);
        are_alike &= !strcmp(head.text, other.text);
    }
    if (are_alike && head.length)
        report_heading(report, "%s", head.text);
    else
        report_heading(report, "At %s, each model at its own threshold", point);
    strbuf_release(&head);
    strbuf_release(&other);
}

static void show_point(struct report *report, const struct run *run,
                       const struct result *first, const char *point)
{
    static const char *const names[] = {"sensitivity", "specificity"};

    head_point(report, run, first, point);
    for (size_t i = 0; i < 2; i++) {
        struct quantity of = {metric_find(names[i]), point};

        if (request_wants(run->request, names[i]))
            show_quantity(report, run, first, &of);
    }
}

static void show_points(struct report *report, const struct run *run,
                        const struct result *first)
{
    const struct result_set *set = run->results;

    for (size_t i = 0; i < set->n; i++)
        if (!strcmp(set->items[i].finding, first->finding) && is_new_point(set, i))
            show_point(report, run, first, set->items[i].point);
}

/* ---- The whole -------------------------------------------------------------------- */

void present_compare_overview(struct report *report, const struct run *run,
                              const struct result *first)
{
    struct duel duel = compare_duel_of(run, first);

    report_heading(report, "%s: finding %s, differences to %s",
                   path_base(run->cohort->files[0].name), first->finding,
                   first->baseline);
    duel_present_studies(report, &duel);
    if (request_wants(run->request, "auc"))
        compare_present_models(report, run, first);
    show_points(report, run, first);
}
