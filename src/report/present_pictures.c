/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: pictures, with their numbers in words for those who do not see them. */
#include <math.h>
#include <string.h>

#include "report/present_parts.h"
#include "report/present_report.h"

/* ", sensitivity at release 90.5 % (88.1 to 92.4 %)"; nothing where there is no number. */
static void add_number(struct strbuf *out, const struct metric *metric,
                       const struct result *r)
{
    if (!r || isnan(r->estimate.value))
        return;
    strbuf_adds(out, ", ");
    strbuf_adds(out,
                strcmp(metric->name, "auc") ? words_in_sentence(metric) : "ROC AUC");
    if (*r->point)
        strbuf_addf(out, " at %s", r->point);
    strbuf_addc(out, ' ');
    cell_value(out, metric, r->estimate.value);
    if (isnan(r->estimate.low))
        return;
    strbuf_adds(out, " (");
    cell_interval(out, metric, &r->estimate);
    strbuf_addc(out, ')');
}

static void add_at_point(struct strbuf *out, struct slice slice, const char *group,
                         const char *level, const char *point)
{
    static const char *const metrics[] = {"sensitivity", "specificity"};

    for (size_t i = 0; i < 2; i++)
        add_number(out, metric_find(metrics[i]),
                   slice_find(slice, group, level, metrics[i], point, NULL));
}

/* At each operating point what the figure draws, PPV and flags at the prevalence it draws them for. */
static void describe_sweep(struct strbuf *out, const struct run *run,
                           struct slice slice, const char *metric)
{
    static const char *const shares[] = {"ppv", "flags_per_100"};
    const struct result *at = NULL;
    double prevalence =
        run->request->prevalence_is_stated ? run->request->prevalences[0] : NAN;

    (void)metric;
    while ((at = slice_next_point(slice, at))) {
        add_at_point(out, slice, "", "", at->point);
        for (size_t i = 0; i < 2; i++)
            add_number(out, metric_find(shares[i]),
                       slice_find_at(slice, shares[i], at->point, prevalence, ""));
    }
}

static void describe_roc(struct strbuf *out, const struct run *run, struct slice slice,
                         const char *metric)
{
    const struct result *at = NULL;

    (void)run, (void)metric;
    add_number(out, metric_find("auc"), slice_find(slice, "", "", "auc", "", NULL));
    while ((at = slice_next_point(slice, at)))
        add_at_point(out, slice, "", "", at->point);
}

/* All studies, then every level, at the first operating point. */
static void describe_forest(struct strbuf *out, const struct run *run,
                            struct slice slice, const char *metric)
{
    const struct result *at = slice_next_point(slice, NULL);
    const char *point = at && strcmp(metric, "auc") != 0 ? at->point : "";

    add_number(out, metric_find(metric),
               slice_find(slice, "", "", metric, point, NULL));
    for (size_t g = 0; g < run->cohort->n_groups; g++) {
        const struct cohort_group *group = &run->cohort->groups[g];

        for (size_t i = 0; i < group->n_levels; i++) {
            strbuf_addf(out, "; %s %s", group->name, group->levels[i]);
            add_number(
                out, metric_find(metric),
                slice_find(slice, group->name, group->levels[i], metric, point, NULL));
        }
    }
}

typedef void describe_fn(struct strbuf *out, const struct run *run, struct slice slice,
                         const char *metric);

static const struct {
    const char *kind, *caption;
    describe_fn *describe;
} looks[] = {
    {"roc",
     "which share of the studies with the finding is flagged, against the share of "
     "those without, over all thresholds; points are operating points.",             describe_roc   },
    {"sweep",
     "what each threshold finds and costs; the upright line is an operating point.", describe_sweep },
    {"forest",
     "subgroups beside all studies, each with its interval; hollow where there are too "
     "few studies to judge.",                                                        describe_forest},
};

static void add_description(struct strbuf *out, const struct run *run,
                            describe_fn *describe, const struct report_picture *picture)
{
    size_t first = 0, n = 0;

    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        struct slice slice = slice_of_pair(run->results, first);

        first += slice.n;
        if (picture->finding && strcmp(slice.items->finding, picture->finding) != 0)
            continue;
        strbuf_addf(out, "%s model %s, finding %s", n++ ? "." : "", slice.items->model,
                    slice.items->finding);
        describe(out, run, slice, picture->metric);
    }
}

/* "ROC curve", "Forest plot of specificity". */
static void add_title(struct strbuf *out, const struct report_picture *picture)
{
    strbuf_adds(out, picture->what);
    if (picture->metric)
        strbuf_addf(out, " of %s",
                    strcmp(picture->metric, "auc") ? picture->metric : "ROC AUC");
    if (picture->finding)
        strbuf_addf(out, "s of finding %s", picture->finding);
}

static size_t count_figures(const struct report *report)
{
    size_t n = 0;

    for (size_t i = 0; i < report->n; i++)
        n += report->blocks[i].kind == BLOCK_FIGURE;
    return n;
}

static void add_picture(struct report *report, const struct run *run,
                        const struct report_picture *picture, size_t look)
{
    struct strbuf alt = STRBUF_INIT, caption = STRBUF_INIT;
    char percent[NUMFMT_SIZE];

    add_title(&alt, picture);
    strbuf_addc(&alt, ':');
    add_description(&alt, run, looks[look].describe, picture);
    strbuf_addc(&alt, '.');
    strbuf_addf(&caption, "Figure %zu. ", count_figures(report) + 1);
    add_title(&caption, picture);
    strbuf_addf(&caption, ": %s", looks[look].caption);
    if (looks[look].describe == describe_sweep && run->request->prevalence_is_stated)
        strbuf_addf(&caption, " PPV and flags where %s have the finding.",
                    numfmt_percent(percent, run->request->prevalences[0], 1));
    report_figure(report,
                  &(struct figure){.bytes = picture->bytes.text,
                                   .length = picture->bytes.length,
                                   .type = picture->type,
                                   .file = picture->file ? picture->file : (char *)"",
                                   .width = picture->width,
                                   .height = picture->height,
                                   .alt = alt.text,
                                   .caption = caption.text});
    strbuf_release(&alt);
    strbuf_release(&caption);
}

static void report_missing(struct report *report, const struct report_picture *picture)
{
    struct strbuf title = STRBUF_INIT;

    add_title(&title, picture);
    report_paragraph(report,
                     "%s: the picture needs gnuplot 5.4 or later, which is not there "
                     "or failed.",
                     title.text);
    strbuf_release(&title);
}

void present_picture(struct report *report, const struct run *run,
                     const struct report_request *request, const char *kind)
{
    size_t look = 0;

    while (strcmp(looks[look].kind, kind) != 0)
        look++;
    for (size_t i = 0; i < request->n_pictures; i++) {
        const struct report_picture *picture = &request->pictures[i];

        if (strcmp(picture->kind, kind) != 0)
            continue;
        if (picture->is_there)
            add_picture(report, run, picture, look);
        else
            report_missing(report, picture);
    }
}

void present_undrawn(struct report *report, const struct report_request *request)
{
    if (!*request->undrawn)
        return;
    report_paragraph(report, "Of so many models and findings, other pictures are left "
                             "out. These commands draw them for the first; name others "
                             "in its place:");
    report_code(report, request->undrawn);
}
