/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/scores_text.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "plot/series.h"
#include "report/renderers.h"

enum { BAR_COLUMNS = 20 };

/* What is there is never shown as nothing; what is few may have more than fits. */
static void add_bar(struct strbuf *out, double share, double most)
{
    double columns = fmin(fmax(1, round(share / most * BAR_COLUMNS)), BAR_COLUMNS);

    if (share > 0)
        strbuf_pad(out, '#', (size_t)columns);
}

static void add_bin(struct table *table, const struct histogram *histogram, size_t bin,
                    double most)
{
    struct strbuf score = STRBUF_INIT, pos = STRBUF_INIT, neg = STRBUF_INIT;
    double share_pos = histogram_share_pos(histogram, bin);
    double share_neg = histogram_share_neg(histogram, bin);
    char from[NUMFMT_SIZE], n_pos[NUMFMT_SIZE], n_neg[NUMFMT_SIZE];

    strbuf_addf(&score, "from %s",
                numfmt_shortest(from, score_scale_edge(&histogram->scale, bin)));
    add_bar(&pos, share_pos, most);
    add_bar(&neg, share_neg, most);
    numfmt_percent(n_pos, share_pos, 1);
    numfmt_percent(n_neg, share_neg, 1);
    table_add_row(table,
                  (const char *[]){score.text, n_pos, pos.text, n_neg, neg.text});
    strbuf_release(&score);
    strbuf_release(&pos);
    strbuf_release(&neg);
}

/* "With: 724", "Without: 5,189" */
static void add_table(struct report *report, const struct histogram *histogram,
                      const char *name, double most)
{
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];
    struct table *table;

    report_heading(report, "%s", *name ? name : "Scores");
    table = report_table(report, "lrlrl",
                         (const char *[]){"Score", "With", "", "Without", ""});
    for (size_t bin = 0; bin < histogram->scale.n; bin++)
        add_bin(table, histogram, bin, most);
    report_paragraph(report, "%s studies with the finding, %s without%s.",
                     numfmt_count(pos, histogram->n_pos),
                     numfmt_count(neg, histogram->n_neg),
                     histogram->is_small ? ": few" : "");
    if (histogram->missing_pos + histogram->missing_neg)
        report_paragraph(report, "Without score: %s with the finding, %s without.",
                         numfmt_count(pos, histogram->missing_pos),
                         numfmt_count(neg, histogram->missing_neg));
}

void scores_write_text(struct strbuf *out, const struct figure_input *input)
{
    const struct histogram_set *set = input->histograms;
    const struct subset_names **names = xcalloc(set->n, sizeof *names);
    char **told = xcalloc(set->n, sizeof *told);
    double most = histogram_set_most(set);
    struct report report = {0};

    for (size_t i = 0; i < set->n; i++)
        names[i] = &set->items[i].names;
    series_tell_apart(told, names, set->n);
    for (size_t i = 0; i < set->n; i++) {
        add_table(&report, &set->items[i], told[i], most);
        free(told[i]);
    }
    render_text(out, &report, false);
    report_release(&report);
    free(names);
    free(told);
}
