/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: who was tested, by truth: levels with their shares, numbers with their quartiles. */
#include <math.h>
#include <string.h>

#include "eval/describe.h"
#include "report/present_parts.h"

/* ---- Who was tested ------------------------------------------------------------- */

/* "1,234 (20.6 %)" of the studies in the column. */
static void add_part(struct strbuf *out, double n, double of)
{
    char count[NUMFMT_SIZE], percent[NUMFMT_SIZE];

    strbuf_adds(out, numfmt_count(count, (uint64_t)n));
    if (of > 0)
        strbuf_addf(out, " (%s)", numfmt_percent(percent, n / of, 1));
}

/* `missing` is the record of the studies without a score, NULL if the table has no column for them. */
static void add_tested_row(struct table *table, const char *title,
                           const struct result *r, const struct result *whole,
                           const struct result *missing)
{
    struct strbuf all = STRBUF_INIT, with = STRBUF_INIT, without = STRBUF_INIT,
                  lost = STRBUF_INIT;

    add_part(&all, r->n, whole->n);
    add_part(&with, r->n_pos, whole->n_pos);
    add_part(&without, r->n_neg, whole->n_neg);
    if (missing) {
        char percent[NUMFMT_SIZE];

        cell_fraction(&lost, missing);
        if (!isnan(missing->estimate.value))
            strbuf_addf(&lost, " (%s)",
                        numfmt_percent(percent, missing->estimate.value, 1));
    }
    table_add_row(
        table, (const char *[]){title, all.text, with.text, without.text, lost.text});
    strbuf_release(&all);
    strbuf_release(&with);
    strbuf_release(&without);
    strbuf_release(&lost);
}

/* ---- Numbers --------------------------------------------------------------------- */

/* As it stands if it is short: "54", "38.5", "0.0164". */
static const char *number_text(char buf[NUMFMT_SIZE], double x)
{
    return strlen(numfmt_shortest(buf, x)) <= 6 ? buf : numfmt_people(buf, x);
}

/* "54 (41 to 67)", "18 to 90"; nothing without numbers. */
static void add_spread(struct strbuf *out, const struct description *d, bool is_range)
{
    char a[NUMFMT_SIZE], b[NUMFMT_SIZE], c[NUMFMT_SIZE];

    if (!(d->n > 0))
        return;
    if (is_range)
        strbuf_addf(out, "%s to %s", number_text(a, d->low), number_text(b, d->high));
    else
        strbuf_addf(out, "%s (%s to %s)", number_text(a, d->median),
                    number_text(b, d->first_quartile),
                    number_text(c, d->third_quartile));
}

static void add_spread_row(struct table *table, const char *title,
                           const struct description descriptions[N_DESCRIPTIONS],
                           bool is_range)
{
    struct strbuf cells[N_DESCRIPTIONS];

    for (size_t i = 0; i < N_DESCRIPTIONS; i++) {
        strbuf_init(&cells[i]);
        add_spread(&cells[i], &descriptions[i], is_range);
    }
    table_add_row(table, (const char *[]){title, cells[0].text, cells[1].text,
                                          cells[2].text, ""});
    for (size_t i = 0; i < N_DESCRIPTIONS; i++)
        strbuf_release(&cells[i]);
}

/* Of a column that is not cut: where it is, (missing) is a level. */
static void add_missing_row(struct table *table,
                            const struct description descriptions[N_DESCRIPTIONS])
{
    struct strbuf cells[N_DESCRIPTIONS];

    for (size_t i = 0; i < N_DESCRIPTIONS; i++) {
        const struct description *d = &descriptions[i];

        strbuf_init(&cells[i]);
        add_part(&cells[i], d->n_missing, d->n + d->n_missing);
    }
    table_add_row(table, (const char *[]){"\u2003(missing)", cells[0].text,
                                          cells[1].text, cells[2].text, ""});
    for (size_t i = 0; i < N_DESCRIPTIONS; i++)
        strbuf_release(&cells[i]);
}

static void add_number(struct table *table, const struct cohort *cohort,
                       struct pair pair, const struct cohort_number *number,
                       bool is_cut)
{
    struct description descriptions[N_DESCRIPTIONS];

    describe(descriptions, cohort, pair, number);
    if (!is_cut)
        table_add_row(table, (const char *[]){number->name, "", "", "", ""});
    add_spread_row(table, "\u2003Median (quartiles)", descriptions, false);
    add_spread_row(table, "\u2003Range", descriptions, true);
    if (!is_cut && descriptions[DESCRIBE_ALL].n_missing > 0)
        add_missing_row(table, descriptions);
}

/* ---- Levels ---------------------------------------------------------------------- */

static void add_levels(struct table *table, struct slice slice,
                       const struct cohort_group *group, const struct result *whole)
{
    struct strbuf title = STRBUF_INIT;

    table_add_row(table, (const char *[]){group->name, "", "", "", ""});
    for (size_t i = 0; i < group->n_levels; i++) {
        const char *level = group->levels[i];
        const struct result *r =
            slice_find(slice, group->name, level, "prevalence", "", NULL);

        strbuf_reset(&title);
        strbuf_addf(&title, "\u2003%s", level);
        if (r)
            add_tested_row(table, title.text, r, whole,
                           slice_find(slice, group->name, level, "missing", "", NULL));
    }
    strbuf_release(&title);
}

static const struct cohort_group *group_named(const struct cohort *cohort,
                                              const char *name)
{
    for (size_t i = 0; i < cohort->n_groups; i++)
        if (!strcmp(cohort->groups[i].name, name))
            return &cohort->groups[i];
    return NULL;
}

/* Each subgroup column, a number that it was cut from below its levels; then the other numbers. */
static void add_columns(struct table *table, const struct cohort *cohort,
                        struct pair pair, struct slice slice,
                        const struct result *whole)
{
    for (size_t g = 0; g < cohort->n_groups; g++) {
        add_levels(table, slice, &cohort->groups[g], whole);
        for (size_t i = 0; i < cohort->n_numbers; i++)
            if (!strcmp(cohort->numbers[i].name, cohort->groups[g].name))
                add_number(table, cohort, pair, &cohort->numbers[i], true);
    }
    for (size_t i = 0; i < cohort->n_numbers; i++)
        if (!group_named(cohort, cohort->numbers[i].name))
            add_number(table, cohort, pair, &cohort->numbers[i], false);
}

void present_tested(struct report *report, const struct run *run, struct pair pair,
                    struct slice slice)
{
    const struct result *whole = slice_find(slice, "", "", "prevalence", "", NULL);
    const struct result *missing = slice_find(slice, "", "", "missing", "", NULL);
    char patients[NUMFMT_SIZE];
    struct table *table;

    report_heading(report, "Who was tested");
    table = report_table(report, missing ? "lrrrr" : "lrrr",
                         (const char *[]){"", "All", "With the\nfinding",
                                          "Without the\nfinding", "No score,\nof all"});
    add_tested_row(table, "Studies", whole, whole, missing);
    if (!isnan(whole->n_patients))
        table_add_row(
            table, (const char *[]){"Patients",
                                    numfmt_count(patients, (uint64_t)whole->n_patients),
                                    "", "", ""});
    add_columns(table, run->cohort, pair, slice, whole);
    report_paragraph(
        report, "Evaluated studies; percentages are of the column%s.%s%s",
        missing ? ", and in the last one of the studies in the row, those without a "
                  "score included"
                : "",
        run->cohort->n_groups ? "" : " No subgroups were asked for (--by).",
        run->cohort->n_numbers ? " Medians, quartiles and ranges are over studies."
                               : "");
}
