/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "report/escape.h"

extern const struct figure_kind figure_roc, figure_pr, figure_sweep, figure_forest,
    figure_scores, figure_difference, figure_reliability;

enum { COHORT_COLUMNS = 28 };

const struct figure_kind *const figure_kinds[] = {
    &figure_roc,    &figure_pr,         &figure_sweep,       &figure_forest,
    &figure_scores, &figure_difference, &figure_reliability, NULL,
};

void figure_add_estimate(struct strbuf *out, const struct result *result, int digits)
{
    const struct estimate *e = &result->estimate;
    char value[NUMFMT_SIZE], low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    if (isnan(e->value)) {
        strbuf_adds(out, "not defined");
        return;
    }
    strbuf_adds(out, numfmt_fixed(value, e->value, digits));
    if (!isnan(e->low) && !isnan(e->high))
        strbuf_addf(out, " (%s–%s)", numfmt_fixed(low, e->low, digits),
                    numfmt_fixed(high, e->high, digits));
}

void figure_add_classes(struct strbuf *out, uint64_t n_pos, uint64_t n_neg,
                        bool is_small)
{
    char pos[NUMFMT_SIZE], neg[NUMFMT_SIZE];

    strbuf_addf(out, "%sn = %s + %s", is_small ? "? " : "", numfmt_count(pos, n_pos),
                numfmt_count(neg, n_neg));
}

void figure_add_interval_name(struct strbuf *out, const struct request *request)
{
    char percent[NUMFMT_SIZE];

    strbuf_addf(out, "%s %% CI",
                numfmt_record(percent, 100 * request->spec.confidence));
}

static void add_label(struct strbuf *out, const char *text, const char *x, double y,
                      const char *attributes)
{
    char at[NUMFMT_SIZE];

    if (!*text)
        return;
    strbuf_adds(out, "set label ");
    script_text(out, text);
    script_line(out, " at %s, screen %s left %s noenhanced", x, numfmt_record(at, y),
                attributes);
}

/* ---- The title ---------------------------------------------------------------------- */

/* What the figure is about: its models and findings, and how many studies they have. */
struct subject {
    const struct result **wholes; /* [n] all evaluated studies of a model and finding */
    size_t n, n_models, n_findings;
    struct figure_sizes sizes;
};

static void add_whole(struct subject *subject, const struct result *r)
{
    bool is_new_model = true, is_new_finding = true;

    for (size_t i = 0; i < subject->n; i++) {
        is_new_model &= strcmp(subject->wholes[i]->model, r->model) != 0;
        is_new_finding &= strcmp(subject->wholes[i]->finding, r->finding) != 0;
    }
    subject->n_models += is_new_model;
    subject->n_findings += is_new_finding;
    subject->wholes[subject->n++] = r;
    figure_sizes_extend(&subject->sizes, r);
}

static void find_subject(struct subject *subject, const struct result_set *set)
{
    *subject = (struct subject){.wholes = xcalloc(set->n, sizeof *subject->wholes),
                                .sizes = FIGURE_SIZES_NONE};
    for (size_t i = 0; i < set->n; i++)
        if (!*set->items[i].group && !strcmp(set->items[i].metric, "rows_evaluated"))
            add_whole(subject, &set->items[i]);
}

/* "ai_score, haemorrhage", "2 models, haemorrhage" */
static void add_names(struct strbuf *out, const struct subject *subject)
{
    const struct result *first = subject->wholes[0];
    struct strbuf names = STRBUF_INIT;
    char n[NUMFMT_SIZE];

    strbuf_adds(&names, subject->n_models == 1
                            ? first->model
                            : numfmt_things(n, subject->n_models, "model", "models"));
    strbuf_adds(&names, ", ");
    strbuf_adds(&names,
                subject->n_findings == 1
                    ? first->finding
                    : numfmt_things(n, subject->n_findings, "finding", "findings"));
    escape_shorten(out, names.text, 46);
    strbuf_release(&names);
}

/* "724", "718 to 724" */
static void add_range(struct strbuf *out, const struct figure_range *range)
{
    char n[NUMFMT_SIZE];

    strbuf_adds(out, numfmt_count(n, (uint64_t)range->low));
    if (range->high > range->low)
        strbuf_addf(out, " to %s", numfmt_count(n, (uint64_t)range->high));
}

static void extend(struct figure_range *range, double x)
{
    range->low = fmin(range->low, x);
    range->high = fmax(range->high, x);
}

void figure_sizes_extend(struct figure_sizes *sizes, const struct result *r)
{
    extend(&sizes->n, r->n);
    extend(&sizes->n_pos, r->n_pos);
}

void figure_add_sizes(struct strbuf *out, const struct figure_input *input,
                      const struct figure_sizes *sizes, const char *shared)
{
    if (input->cohort) {
        escape_shorten(out, input->cohort, COHORT_COLUMNS);
        strbuf_adds(out, ": ");
    }
    add_range(out, &sizes->n);
    strbuf_addf(out, " %s%s, ", shared, sizes->n.high == 1 ? "study" : "studies");
    add_range(out, &sizes->n_pos);
    strbuf_adds(out, " with the finding");
}

void figure_add_title(struct picture *figure, const char *x, const char *title,
                      const char *studies)
{
    add_label(&figure->body, title, x, 1 - 0.25 / figure->page.height, "font normal");
    add_label(&figure->body, studies, x, 1 - 0.5 / figure->page.height,
              "font small textcolor rgb '#555555'");
}

void figure_title(struct picture *figure, const struct figure_input *input,
                  const char *x)
{
    struct subject subject;
    struct strbuf title = STRBUF_INIT, studies = STRBUF_INIT;

    find_subject(&subject, input->results);
    if (subject.n) {
        add_names(&title, &subject);
        figure_add_sizes(&studies, input, &subject.sizes, "");
    }
    figure_add_title(figure, x, title.text, studies.text);
    strbuf_release(&title);
    strbuf_release(&studies);
    free(subject.wholes);
}
