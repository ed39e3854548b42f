/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies with a score but without truth: whether that goes with the score, and what it forbids. */
#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "eval/deciles.h"
#include "report/present_parts.h"

enum { FEW_PER_CENT = 1 };

static void add_share(struct strbuf *out, const struct result *r)
{
    char percent[NUMFMT_SIZE];

    cell_fraction(out, r);
    strbuf_addf(out, " (%s)", numfmt_percent(percent, r->estimate.value, 1));
}

/* "870/1,000 (87.0 %) of the studies with a score have no truth; does that go with the score? p <0.0001." */
static void present_share(struct report *report, const struct result *whole,
                          const struct result *test)
{
    struct strbuf text = STRBUF_INIT;

    add_share(&text, whole);
    strbuf_adds(&text, " of the studies with a score have no truth");
    if (test && !isnan(test->estimate.p)) {
        strbuf_adds(&text, "; does that go with the score? ");
        cell_p(&text, test->estimate.p);
    }
    report_paragraph(report, "%s.", text.text);
    strbuf_release(&text);
}

static void add_decile(struct table *table, const struct result *r)
{
    char n[NUMFMT_SIZE], with[NUMFMT_SIZE], without[NUMFMT_SIZE], pos[NUMFMT_SIZE],
        percent[NUMFMT_SIZE];
    struct strbuf found = STRBUF_INIT;
    double verified = r->n;

    strbuf_adds(&found, numfmt_count(pos, (uint64_t)r->n_pos));
    if (verified > 0)
        strbuf_addf(&found, " (%s)", numfmt_percent(percent, r->n_pos / verified, 1));
    table_add_row(table, (const char *[]){r->level, r->estimate.note,
                                          numfmt_count(n, (uint64_t)r->denominator),
                                          numfmt_count(with, (uint64_t)verified),
                                          numfmt_count(without, (uint64_t)r->numerator),
                                          found.text});
    strbuf_release(&found);
}

static void present_deciles(struct report *report, struct slice slice)
{
    struct table *table = report_table(
        report, "rlrrrr",
        (const char *[]){"Tenth", "", "Studies", "With\ntruth", "Without\ntruth",
                         "With finding\nof those verified"});

    for (size_t i = 0; i < slice.n; i++)
        if (!strcmp(slice.items[i].group, SCORE_DECILE_GROUP))
            add_decile(table, &slice.items[i]);
}

/* The two sides of each operating point, as an item each. */
static void present_sides(struct report *report, struct slice slice)
{
    for (size_t i = 0; i < slice.n && !*slice.items[i].group; i++) {
        const struct result *r = &slice.items[i], *other;
        struct strbuf text = STRBUF_INIT;

        if (strcmp(r->metric, "unverified_flagged") != 0)
            continue;
        other = slice_find(slice, "", "", "unverified_unflagged", r->point, NULL);
        strbuf_addf(&text, "At %s, ", r->point);
        add_share(&text, r);
        strbuf_adds(&text, " of the flagged and ");
        add_share(&text, other);
        strbuf_adds(&text, " of the unflagged studies have no truth.");
        report_paragraph(report, "%s", text.text);
        strbuf_release(&text);
    }
}

static bool is_worth_a_table(const struct result *whole, const struct result *test)
{
    return 100 * whole->estimate.value >= FEW_PER_CENT ||
           (test && test->estimate.p < 0.05);
}

void present_unverified(struct report *report, struct slice slice)
{
    const struct result *whole = slice_find(slice, "", "", "unverified", "", NULL);
    const struct result *test =
        slice_find(slice, "", "", "unverified_heterogeneity", "", NULL);

    if (!whole)
        return;
    report_heading(report, "Studies without truth");
    present_share(report, whole, test);
    if (!is_worth_a_table(whole, test))
        return;
    present_sides(report, slice);
    present_deciles(report, slice);
}
