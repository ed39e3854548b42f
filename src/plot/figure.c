/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/figure.h"

#include <math.h>
#include <string.h>

#include "base/numfmt.h"
#include "report/escape.h"

extern const struct figure_kind figure_roc, figure_pr, figure_sweep, figure_forest,
    figure_scores, figure_difference, figure_reliability;

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

/* True if all records but tests share the text at this offset of `struct result`. */
static bool is_shared(const struct result_set *set, size_t offset)
{
    const char *first = NULL;

    for (size_t i = 0; i < set->n; i++) {
        const char *text =
            *(const char *const *)((const char *)&set->items[i] + offset);

        if (*text && first && strcmp(text, first) != 0)
            return false;
        if (*text)
            first = text;
    }
    return true;
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

/* "5,913 studies, 724 with the finding" of the first pair, as long as it is the only one. */
static void add_studies(struct strbuf *out, const struct result_set *set)
{
    char n[NUMFMT_SIZE], n_pos[NUMFMT_SIZE];

    for (size_t i = 0; i < set->n; i++) {
        const struct result *r = &set->items[i];

        if (strcmp(r->metric, "rows_evaluated") != 0)
            continue;
        strbuf_addf(out, "%s, %s with the finding", numfmt_studies(n, (uint64_t)r->n),
                    numfmt_count(n_pos, (uint64_t)r->n_pos));
        return;
    }
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
    const struct result_set *set = input->results;
    bool one_model = is_shared(set, offsetof(struct result, model));
    bool one_finding = is_shared(set, offsetof(struct result, finding));
    struct strbuf names = STRBUF_INIT, title = STRBUF_INIT, studies = STRBUF_INIT;

    if (one_model && set->n)
        strbuf_adds(&names, set->items[0].model);
    if (one_finding && set->n)
        strbuf_addf(&names, "%s%s", names.length ? ", " : "", set->items[0].finding);
    escape_shorten(&title, names.text, 46);
    if (one_model && one_finding)
        add_studies(&studies, set);
    figure_add_title(figure, x, title.text, studies.text);
    strbuf_release(&names);
    strbuf_release(&title);
    strbuf_release(&studies);
}
