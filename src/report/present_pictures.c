/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of a whole report: pictures, with their numbers in words for those who do not see them. */
#include <math.h>
#include <string.h>

#include "report/present_parts.h"
#include "report/present_report.h"

/* What a picture shows of one model and finding. */
struct view {
    const struct run *run;
    const struct report_request *request;
    const struct report_picture *picture;
    size_t pair;
    struct slice slice;
};

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

static void add_at_point(struct strbuf *out, struct slice slice, const char *point)
{
    static const char *const metrics[] = {"sensitivity", "specificity"};

    for (size_t i = 0; i < 2; i++)
        add_number(out, metric_find(metrics[i]),
                   slice_find(slice, "", "", metrics[i], point, NULL));
}

/* At each operating point what the figure draws, PPV and flags at the prevalence it draws them for. */
static void describe_sweep(struct strbuf *out, const struct view *view)
{
    static const char *const shares[] = {"ppv", "flags_per_100"};
    const struct result *at = NULL;
    const struct request *asked = view->run->request;
    double prevalence = asked->prevalence_is_stated ? asked->prevalences[0] : NAN;

    while ((at = slice_next_point(view->slice, at))) {
        add_at_point(out, view->slice, at->point);
        for (size_t i = 0; i < 2; i++)
            add_number(
                out, metric_find(shares[i]),
                slice_find_at(view->slice, shares[i], at->point, prevalence, ""));
    }
}

static void describe_roc(struct strbuf *out, const struct view *view)
{
    const struct result *at = NULL;

    add_number(out, metric_find("auc"),
               slice_find(view->slice, "", "", "auc", "", NULL));
    while ((at = slice_next_point(view->slice, at)))
        add_at_point(out, view->slice, at->point);
}

/* ", with the finding most often 0.95 to 1 (40.6 % of 724)"; nothing if there are no studies. */
static void add_mode(struct strbuf *out, const struct histogram *histogram,
                     const char *class,
                     double share(const struct histogram *histogram, size_t bin))
{
    char low[NUMFMT_SIZE], high[NUMFMT_SIZE], percent[NUMFMT_SIZE];
    size_t most = 0;

    for (size_t i = 1; i < histogram->scale.n; i++)
        if (share(histogram, i) > share(histogram, most))
            most = i;
    if (!(share(histogram, most) > 0))
        return;
    strbuf_addf(out, ", %s the finding most often %s to %s (%s)", class,
                numfmt_record(low, score_scale_edge(&histogram->scale, most)),
                numfmt_record(high, score_scale_edge(&histogram->scale, most + 1)),
                numfmt_percent(percent, share(histogram, most), 1));
}

static void describe_scores(struct strbuf *out, const struct view *view)
{
    const struct histogram *histogram = &view->request->histograms->items[view->pair];

    add_mode(out, histogram, "scores with", histogram_share_pos);
    add_mode(out, histogram, "without", histogram_share_neg);
}

static void add_ratio(struct strbuf *out, const char *name, const struct estimate *e)
{
    char value[NUMFMT_SIZE], low[NUMFMT_SIZE], high[NUMFMT_SIZE];

    if (isnan(e->value))
        return;
    strbuf_addf(out, ", %s %s", name, numfmt_fixed(value, e->value, 2));
    if (!isnan(e->low) && !isnan(e->high))
        strbuf_addf(out, " (%s to %s)", numfmt_fixed(low, e->low, 2),
                    numfmt_fixed(high, e->high, 2));
}

static void describe_reliability(struct strbuf *out, const struct view *view)
{
    const struct reliability *reliability =
        &view->request->drawing->parts[view->pair].reliability;

    add_number(out, metric_find("brier"),
               slice_find(view->slice, "", "", "brier", "", NULL));
    add_ratio(out, "observed over expected",
              &reliability->calibration.observed_expected);
    add_ratio(out, "calibration slope", &reliability->calibration.slope);
}

/* All studies, then every level, at the first operating point. */
static void describe_forest(struct strbuf *out, const struct view *view)
{
    const char *metric = view->picture->metric;
    const struct cohort *cohort = view->run->cohort;
    struct slice slice = view->slice;
    const struct result *at = slice_next_point(slice, NULL);
    const char *point = at && strcmp(metric, "auc") != 0 ? at->point : "";

    add_number(out, metric_find(metric),
               slice_find(slice, "", "", metric, point, NULL));
    for (size_t g = 0; g < cohort->n_groups; g++) {
        const struct cohort_group *group = &cohort->groups[g];

        for (size_t i = 0; i < group->n_levels; i++) {
            strbuf_addf(out, "; %s %s", group->name, group->levels[i]);
            add_number(
                out, metric_find(metric),
                slice_find(slice, group->name, group->levels[i], metric, point, NULL));
        }
    }
}

/* Its numbers stand in the table above it. */
static void describe_difference(struct strbuf *out, const struct view *view)
{
    strbuf_addf(out, ", %s",
                strcmp(view->slice.items->model, view->request->baseline)
                    ? "compared with the baseline"
                    : "the baseline");
}

typedef void describe_fn(struct strbuf *out, const struct view *view);

static const struct {
    const char *kind, *caption;
    describe_fn *describe;
} looks[] = {
    {"roc",
     "which share of the studies with the finding is flagged, against the share of "
     "those without, over all thresholds; points are operating points.",             describe_roc        },
    {"sweep",
     "what each threshold finds and costs; the upright line is an operating point.", describe_sweep      },
    {"scores",
     "how the scores are spread, in percent of the studies with the finding upwards "
     "and "
     "of those without downwards.",                                                  describe_scores     },
    {"reliability",
     "how often the studies with a score have the finding; the dashed line is where "
     "scores are right, the band where the line of a calibrated model would lie.",   describe_reliability},
    {"forest",
     "subgroups beside all studies, each with its interval; hollow where there are too "
     "few studies to judge.",                                                        describe_forest     },
    {"difference",
     "model minus baseline, each with its interval; hollow where there are too few "
     "studies to judge.",                                                            describe_difference },
};

static bool is_about(const struct report_picture *picture, struct slice slice)
{
    return (!picture->model || !strcmp(picture->model, slice.items->model)) &&
           (!picture->finding || !strcmp(picture->finding, slice.items->finding));
}

static void add_description(struct strbuf *out, struct view *view,
                            describe_fn *describe)
{
    const struct report_picture *picture = view->picture;
    size_t first = 0, n = 0;

    for (view->pair = 0; view->pair < view->run->binding->n_pairs; view->pair++) {
        view->slice = slice_of_pair(view->run->results, first);
        first += view->slice.n;
        if (!is_about(picture, view->slice))
            continue;
        strbuf_addf(out, "%s model %s, finding %s", n++ ? "." : "",
                    view->slice.items->model, view->slice.items->finding);
        describe(out, view);
    }
}

/* "ROC curve", "Forest plot of specificity". */
static void add_title(struct strbuf *out, const struct report_picture *picture)
{
    strbuf_adds(out, picture->what);
    if (picture->metric)
        strbuf_addf(out, " of %s",
                    strcmp(picture->metric, "auc") ? picture->metric : "ROC AUC");
    if (picture->finding && !picture->model)
        strbuf_addf(out, "s of finding %s", picture->finding);
}

static size_t count_figures(const struct report *report)
{
    size_t n = 0;

    for (size_t i = 0; i < report->n; i++)
        n += report->blocks[i].kind == BLOCK_FIGURE;
    return n;
}

static void add_caption(struct strbuf *out, const struct report *report,
                        const struct view *view, size_t look)
{
    const struct request *asked = view->run->request;
    char percent[NUMFMT_SIZE];

    strbuf_addf(out, "Figure %zu. ", count_figures(report) + 1);
    add_title(out, view->picture);
    strbuf_addf(out, ": %s", looks[look].caption);
    if (looks[look].describe == describe_sweep && asked->prevalence_is_stated)
        strbuf_addf(out, " PPV and flags where %s have the finding.",
                    numfmt_percent(percent, asked->prevalences[0], 1));
}

static void add_picture(struct report *report, struct view *view, size_t look)
{
    const struct report_picture *picture = view->picture;
    struct strbuf alt = STRBUF_INIT, caption = STRBUF_INIT;

    add_title(&alt, picture);
    strbuf_addc(&alt, ':');
    add_description(&alt, view, looks[look].describe);
    strbuf_addc(&alt, '.');
    add_caption(&caption, report, view, look);
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

static void present_view(struct report *report, struct view *view, size_t look)
{
    if (view->picture->is_there)
        add_picture(report, view, look);
    else
        report_missing(report, view->picture);
}

void present_picture(struct report *report, const struct run *run,
                     const struct report_request *request, const char *kind,
                     const struct slice *slice)
{
    bool is_alone = run->binding->n_pairs == 1;
    size_t look = 0;

    while (strcmp(looks[look].kind, kind) != 0)
        look++;
    for (size_t i = 0; i < request->n_pictures; i++) {
        struct view view = {
            .run = run, .request = request, .picture = &request->pictures[i]};
        bool is_of_one = view.picture->model || is_alone;

        if (!strcmp(view.picture->kind, kind) && is_of_one == (slice != NULL) &&
            (!slice || is_about(view.picture, *slice)))
            present_view(report, &view, look);
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
