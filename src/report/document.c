/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/document.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/path.h"
#include "config.h"
#include "eval/account.h"
#include "eval/pair_digest.h"
#include "eval/run_digests.h"
#include "report/curve_table.h"
#include "report/escape.h"
#include "report/records.h"

static void add_key(struct strbuf *out, const char *separator, const char *key)
{
    strbuf_adds(out, separator);
    escape_json(out, key);
    strbuf_adds(out, ": ");
}

static void add_text(struct strbuf *out, const char *separator, const char *key,
                     const char *text)
{
    add_key(out, separator, key);
    escape_json(out, text);
}

static void add_number(struct strbuf *out, const char *separator, const char *key,
                       double x)
{
    char number[NUMFMT_SIZE];

    numfmt_record(number, x);
    add_key(out, separator, key);
    strbuf_adds(out, *number ? number : "null");
}

static void add_texts(struct strbuf *out, const char *key, const struct text_list *list)
{
    add_key(out, ",\n    ", key);
    strbuf_addc(out, '[');
    for (size_t i = 0; i < list->n; i++) {
        strbuf_adds(out, i ? ", " : "");
        escape_json(out, list->texts[i]);
    }
    strbuf_addc(out, ']');
}

static const char *const file_roles[] = {[FILE_PREDICTIONS] = "predictions",
                                         [FILE_TRUTH] = "truth",
                                         [FILE_JOINED] = "joined"};

static void write_inputs(struct strbuf *out, const struct cohort *cohort)
{
    strbuf_adds(out, ",\n  \"inputs\": [");
    for (size_t i = 0; i < cohort->n_files; i++) {
        const struct cohort_file *file = &cohort->files[i];

        add_text(out, i ? ",\n    {" : "\n    {", "name", path_base(file->name));
        add_text(out, ", ", "role", file_roles[file->role]);
        add_text(out, ", ", "sha256", file->sha256);
        strbuf_addf(out, ", \"rows\": %" PRIu64 "}", file->rows);
    }
    strbuf_adds(out, "\n  ]");
}

static void write_digests(struct strbuf *out, const struct run *run)
{
    struct run_digests digests = run_digests(run);

    add_text(out, ",\n  ", "cohort_digest", digests.cohort);
    add_text(out, ",\n  ", "studies_digest", digests.studies);
}

static void write_meta(struct strbuf *out, const struct meta *meta)
{
    add_key(out, ",\n  ", "meta");
    for (size_t i = 0; i < meta->n; i++)
        add_text(out, i ? ", " : "{", meta->entries[i].key, meta->entries[i].value);
    strbuf_adds(out, meta->n ? "}" : "{}");
}

static void write_points(struct strbuf *out, const struct result_set *set)
{
    char number[NUMFMT_SIZE];

    add_key(out, ",\n    ", "points");
    strbuf_addc(out, '[');
    for (size_t i = 0; i < set->n_points; i++) {
        const struct result_point *point = &set->points[i];

        add_text(out, i ? ",\n      {" : "\n      {", "model", point->model);
        add_text(out, ", ", "finding", point->finding);
        add_text(out, ", ", "name", point->name);
        strbuf_addf(out, ", \"threshold\": %s",
                    isfinite(point->threshold)
                        ? numfmt_shortest(number, point->threshold)
                        : "null");
        add_text(out, ", ", "rule", point->rule);
        add_text(out, ", ", "source_digest", point->source_digest);
        strbuf_addc(out, '}');
    }
    strbuf_adds(out, set->n_points ? "\n    ]" : "]");
}

static void write_columns(struct strbuf *out, const struct binding *binding)
{
    add_key(out, ",\n    ", "scores");
    for (size_t i = 0; i < binding->n_scores; i++) {
        add_text(out, i ? ", {" : "[{", "model", binding->scores[i].model);
        add_text(out, ", ", "column", binding->scores[i].column);
        strbuf_addc(out, '}');
    }
    add_key(out, "],\n    ", "labels");
    for (size_t i = 0; i < binding->n_labels; i++) {
        add_text(out, i ? ", {" : "[{", "finding", binding->labels[i].finding);
        add_text(out, ", ", "column", binding->labels[i].column);
        strbuf_addc(out, '}');
    }
    strbuf_addc(out, ']');
}

/* An option that takes one word: null if it was not given. */
static void add_option(struct strbuf *out, const char *key, const char *value)
{
    add_key(out, ",\n    ", key);
    if (value)
        escape_json(out, value);
    else
        strbuf_adds(out, "null");
}

static const char *date_order_name(enum date_order order)
{
    switch (order) {
    case DATE_ORDER_DMY:
        return "dmy";
    case DATE_ORDER_MDY:
        return "mdy";
    case DATE_ORDER_UNKNOWN:
        break;
    }
    return "auto";
}

static void write_prevalences(struct strbuf *out, const struct request *request)
{
    char number[NUMFMT_SIZE];

    add_key(out, ",\n    ", "prevalences");
    strbuf_addc(out, '[');
    for (size_t i = 0; i < request->n_prevalences; i++)
        strbuf_addf(out, "%s%s", i ? ", " : "",
                    numfmt_record(number, request->prevalences[i]));
    strbuf_addc(out, ']');
}

static const char *aggregate_name(int aggregate)
{
    switch ((enum aggregate)aggregate) {
    case AGGREGATE_MAX:
        return "max";
    case AGGREGATE_MEAN:
        return "mean";
    case AGGREGATE_FIRST:
        return "first";
    case AGGREGATE_NONE:
        break;
    }
    return "none";
}

static void write_sweep_settings(struct strbuf *out, const struct sweep_request *sweep)
{
    char number[NUMFMT_SIZE];

    if (!sweep)
        return;
    add_text(out, ",\n    ", "band",
             sweep->band == BAND_NONE ? "none" : "simultaneous");
    add_key(out, ",\n    ", "thresholds");
    strbuf_addc(out, '[');
    for (size_t i = 0; i < sweep->n_thresholds; i++)
        strbuf_addf(out, "%s%s", i ? ", " : "",
                    numfmt_shortest(number, sweep->thresholds[i]));
    strbuf_addc(out, ']');
    for (size_t i = 0; i < sweep->n_windows; i++) {
        const struct roc_window *window = &sweep->windows[i];

        add_key(out, ",\n    ", window->axis == ROC_FPR ? "fpr" : "tpr");
        strbuf_addf(out, "[%s, ", numfmt_record(number, window->low));
        strbuf_addf(out, "%s]", numfmt_record(number, window->high));
    }
}

static const char *alternative_name(enum alternative alternative)
{
    switch (alternative) {
    case ALTERNATIVE_GREATER:
        return "greater";
    case ALTERNATIVE_LESS:
        return "less";
    case ALTERNATIVE_TWO_SIDED:
        break;
    }
    return "two-sided";
}

static void write_comparison(struct strbuf *out, const struct request *request)
{
    add_option(out, "baseline", request->baseline);
    add_text(out, ",\n    ", "difference_interval",
             request_interval_name(request->difference_interval));
    add_text(out, ",\n    ", "alternative", alternative_name(request->alternative));
    add_number(out, ",\n    ", "margin", request->margin);
    add_text(out, ",\n    ", "margin_alternative",
             alternative_name(request->margin_alternative));
}

static void write_settings(struct strbuf *out, const struct run *run)
{
    const struct request *request = run->request;

    strbuf_adds(out, ",\n  \"settings\": {");
    add_number(out, "\n    ", "confidence", request->spec.confidence);
    add_number(out, ",\n    ", "replicates", (double)request->replicates);
    add_key(out, ",\n    ", "seed");
    strbuf_addf(out, "%" PRIu64, request->seed);
    add_text(out, ",\n    ", "interval", request_interval_name(request->interval));
    add_text(out, ",\n    ", "proportion_interval",
             proportion_method_name(request->spec.proportion));
    add_number(out, ",\n    ", "min_group", (double)request->min_group);
    add_text(out, ",\n    ", "missing", request_missing_name(run->input->missing));
    add_text(out, ",\n    ", "score_direction",
             run->input->direction == SCORE_LOW ? "low" : "high");
    add_option(out, "id", run->input->id);
    add_option(out, "patient", run->input->patient);
    add_option(out, "freq", run->input->freq);
    add_option(out, "truth", run->input->truth ? path_base(run->input->truth) : NULL);
    add_option(out, "join", run->input->join ? path_base(run->input->join) : NULL);
    add_option(out, "model_column", run->input->model_column);
    add_option(out, "finding_column", run->input->finding_column);
    add_key(out, ",\n    ", "percent");
    strbuf_adds(out, run->input->percent ? "true" : "false");
    add_text(out, ",\n    ", "date_order", date_order_name(run->input->date_order));
    if (!strcmp(run->command, "compare"))
        write_comparison(out, request);
    write_prevalences(out, request);
    write_points(out, run->results);
    write_columns(out, run->binding);
    add_texts(out, "by", &run->input->groups);
    add_texts(out, "where", &run->input->where);
    add_texts(out, "positive", &run->input->positive);
    add_texts(out, "negative", &run->input->negative);
    add_texts(out, "exclude", &run->input->exclude);
    add_texts(out, "missing_values", &run->input->missing_values);
    if (run->input->units.n) {
        add_texts(out, "unit", &run->input->units);
        add_text(out, ",\n    ", "aggregate", aggregate_name(run->input->aggregate));
    }
    add_texts(out, "models", &run->input->models);
    add_texts(out, "findings", &run->input->findings);
    write_sweep_settings(out, run->sweep);
    strbuf_adds(out, "\n  }");
}

static void write_account(struct strbuf *out, const struct run *run, struct pair pair)
{
    struct account account = cohort_account(run->cohort, pair);
    struct account_row rows[ACCOUNT_MOST];
    size_t n = account_rows(rows, &account);
    char digest[SHA256_HEX_SIZE];

    pair_digest(digest, run->cohort, pair);
    add_text(out, "{", "model", run->binding->scores[pair.score].model);
    add_text(out, ", ", "finding", run->binding->labels[pair.label].finding);
    for (size_t i = 0; i < n; i++) {
        add_key(out, ", ", rows[i].metric);
        add_number(out, "{", "n", rows[i].n);
        add_number(out, ", ", "n_pos", rows[i].n_pos);
        add_number(out, ", ", "n_neg", rows[i].n_neg);
        strbuf_addc(out, '}');
    }
    add_text(out, ", ", "pair_digest", digest);
    strbuf_addc(out, '}');
}

static void write_cohort(struct strbuf *out, const struct run *run)
{
    const struct cohort *cohort = run->cohort;

    strbuf_adds(out, ",\n  \"cohort\": {");
    add_number(out, "\n    ", "rows_read", (double)cohort->n_read);
    add_number(out, ",\n    ", "only_in_truth", (double)cohort->n_truth_only);
    add_number(out, ",\n    ", "not_in_truth", (double)cohort->n_unmatched);
    add_key(out, ",\n    ", "pairs");
    for (size_t i = 0; i < run->binding->n_pairs; i++) {
        strbuf_adds(out, i ? ",\n      " : "[\n      ");
        write_account(out, run, run->binding->pairs[i]);
    }
    strbuf_adds(out, "\n    ]\n  }");
}

static void write_curve(struct strbuf *out, const struct run *run)
{
    if (!run->curves)
        return;
    strbuf_adds(out, ",\n  \"curve\": [\n");
    curve_write_json(out, run->curves, "    ", ",\n");
    strbuf_adds(out, "\n  ]");
}

static void write_results(struct strbuf *out, const struct run *run)
{
    strbuf_adds(out, ",\n  \"results\": [");
    for (size_t i = 0; i < run->results->n; i++) {
        strbuf_adds(out, i ? ",\n    " : "\n    ");
        records_write_json_object(out, &run->results->items[i]);
    }
    strbuf_adds(out, "\n  ]");
}

void document_open(struct strbuf *out, const struct run *run)
{
    add_text(out, "{\n  ", "schema", "proctor/1");
    add_text(out, ",\n  ", "version", PACKAGE_VERSION);
    add_text(out, ",\n  ", "command", run->command);
    if (*run->date)
        add_text(out, ",\n  ", "date", run->date);
    write_inputs(out, run->cohort);
    write_digests(out, run);
    write_meta(out, run->meta);
    write_settings(out, run);
    write_cohort(out, run);
    strbuf_adds(out, ",\n  \"notes\": [");
    for (size_t i = 0; i < run->notes->n; i++) {
        strbuf_adds(out, i ? ",\n    " : "\n    ");
        escape_json(out, run->notes->texts[i]);
    }
    strbuf_adds(out, "\n  ]");
    write_results(out, run);
    write_curve(out, run);
}

void document_write_further(struct strbuf *out, const struct run *run)
{
    add_text(out, "{", "missing", request_missing_name(run->input->missing));
    add_texts(out, "where", &run->input->where);
    write_inputs(out, run->cohort);
    write_digests(out, run);
    write_results(out, run);
    strbuf_addc(out, '}');
}

void document_write(struct strbuf *out, const struct run *run)
{
    document_open(out, run);
    strbuf_adds(out, "\n}\n");
}
