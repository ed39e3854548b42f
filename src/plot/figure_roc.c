/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "base/numfmt.h"
#include "plot/curves.h"

/* From corner to corner. */
static void trace(struct trace *trace, const struct curves *curves,
                  const struct series *series)
{
    const struct curve *curve = series->curve;

    (void)curves;
    trace_add(trace, 0, 0);
    for (size_t i = 0; i < curve->n_rows; i++)
        if (!trace_add(trace, (double)curve->counts[i].fp / (double)series->n_neg,
                       (double)curve->counts[i].tp / (double)series->n_pos))
            return;
    trace_add(trace, 1, 1);
}

static bool place(struct curves_place *place, const struct curves *curves,
                  const struct series *series, const struct mark *mark)
{
    struct series_record record = {.metric = "sensitivity",
                                   .point = mark->name,
                                   .scenario = mark->scenario,
                                   .prevalence = NAN};
    const struct result *sens = series_find(series, curves->input, &record), *spec;

    record.metric = "specificity";
    spec = series_find(series, curves->input, &record);
    if (!sens || !spec || isnan(sens->estimate.value) || isnan(spec->estimate.value))
        return false;
    *place = (struct curves_place){1 - spec->estimate.value, 1 - spec->estimate.high,
                                   1 - spec->estimate.low,   sens->estimate.value,
                                   sens->estimate.low,       sens->estimate.high};
    return true;
}

/* ---- Bands ------------------------------------------------------------------------ */

static void add_band(struct curves *curves, size_t i)
{
    const struct roc_band *band = &curves->series.items[i].part->band;
    struct strbuf *body = &curves->figure->body;

    strbuf_addf(body, "$band%zu << EOD\n", i + 1);
    for (size_t p = 0; p < band->n; p++)
        script_row(body, (double[]){band->fpr[p], band->low[p], band->high[p]}, 3);
    script_block_end(body);
    curves_add_element(
        curves, "",
        "$band%zu using 1:(fmt eq 'dumb' ? NaN : $2):3 with filledcurves "
        "linetype %zu fillstyle transparent solid 0.2 noborder",
        i + 1, i + 1);
}

/* One band has the colour of its curve; several have a sample that is like none of them. */
static void add_bands_to_key(struct curves *curves, size_t n)
{
    struct strbuf title = STRBUF_INIT, look = STRBUF_INIT;
    char percent[NUMFMT_SIZE];

    strbuf_addf(&title, "%s %% band%s, %s",
                numfmt_record(percent, 100 * curves->input->request->spec.confidence),
                n > 1 ? "s" : "",
                curves->input->band == BAND_SIMULTANEOUS ? "simultaneous"
                                                         : "pointwise");
    strbuf_addf(&look, "fillcolor rgb '%s' fillstyle transparent solid 0.2 noborder",
                n > 1 ? "#555555" : "#0072B2");
    key_add(&curves->key, KEY_BAND, look.text, title.text);
    strbuf_release(&title);
    strbuf_release(&look);
}

static void plot_bands(struct curves *curves)
{
    size_t n = 0;

    for (size_t i = 0; i < curves->series.n; i++)
        if (curves->series.items[i].part->band.n) {
            add_band(curves, i);
            n++;
        }
    if (n)
        add_bands_to_key(curves, n);
}

/* ---- The figure ------------------------------------------------------------------- */

static void add_chance(struct strbuf *out, const struct curves *curves,
                       const struct series *series)
{
    (void)curves;
    (void)series;
    strbuf_addc(out, 'x');
}

static void add_chance_title(struct strbuf *out, const struct curves *curves)
{
    (void)curves;
    strbuf_adds(out, "chance");
}

static const struct curves_kind roc = {
    .area = "auc",
    .area_title = "AUC",
    .x_title = "1 − specificity (false positive rate)",
    .y_title = "Sensitivity (true positive rate)",
    .key_fits_inside = true,
    .trace = trace,
    .place = place,
    .add_chance = add_chance,
    .add_chance_title = add_chance_title,
    .plot_bands = plot_bands,
};

static void build(struct picture *figure, const struct figure_input *input)
{
    curves_draw(figure, input, &roc);
}

const struct figure_kind figure_roc = {
    .name = "roc",
    .what = "ROC curve",
    .metrics = "auc,sensitivity,specificity",
    .band = FIGURE_BAND_RATE,
    .takes_range = true,
    .x_is_rate = true,
    .needs_curves = true,
    .build = build,
};
