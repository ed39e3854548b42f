/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/records.h"

#include <math.h>

#include "report/escape.h"

#define FIELD(name, kind, member)                                                      \
    {                                                                                  \
        name, kind, offsetof(struct result, member)                                    \
    }

static const struct record_field fields[] = {
    FIELD("model", RECORD_TEXT, model),
    FIELD("baseline", RECORD_TEXT, baseline),
    FIELD("finding", RECORD_TEXT, finding),
    FIELD("group", RECORD_TEXT, group),
    FIELD("level", RECORD_TEXT, level),
    FIELD("metric", RECORD_TEXT, metric),
    FIELD("point", RECORD_TEXT, point),
    FIELD("threshold", RECORD_THRESHOLD, threshold),
    FIELD("scenario", RECORD_TEXT, scenario),
    FIELD("prevalence", RECORD_NUMBER, prevalence),
    FIELD("estimate", RECORD_NUMBER, estimate.value),
    FIELD("conf_low", RECORD_NUMBER, estimate.low),
    FIELD("conf_high", RECORD_NUMBER, estimate.high),
    FIELD("conf_level", RECORD_NUMBER, conf_level),
    FIELD("method", RECORD_TEXT, estimate.method),
    FIELD("std_error", RECORD_NUMBER, estimate.std_error),
    FIELD("statistic", RECORD_NUMBER, estimate.statistic),
    FIELD("df", RECORD_NUMBER, estimate.df),
    FIELD("p_value", RECORD_NUMBER, estimate.p),
    FIELD("p_adjusted", RECORD_NUMBER, p_adjusted),
    FIELD("numerator", RECORD_NUMBER, numerator),
    FIELD("denominator", RECORD_NUMBER, denominator),
    FIELD("n", RECORD_NUMBER, n),
    FIELD("n_pos", RECORD_NUMBER, n_pos),
    FIELD("n_neg", RECORD_NUMBER, n_neg),
    FIELD("n_patients", RECORD_NUMBER, n_patients),
    FIELD("status", RECORD_STATUS, estimate.status),
    FIELD("note", RECORD_TEXT, estimate.note),
};

enum { N_FIELDS = sizeof fields / sizeof fields[0] };

const struct record_field *record_fields(size_t *n)
{
    *n = N_FIELDS;
    return fields;
}

static double number_of(const struct record_field *field, const struct result *result)
{
    return *(const double *)(const void *)((const char *)result + field->offset);
}

const char *record_text(const struct record_field *field, const struct result *result,
                        char buf[NUMFMT_SIZE])
{
    switch (field->kind) {
    case RECORD_TEXT:
        return *(const char *const *)(const void *)((const char *)result +
                                                    field->offset);
    case RECORD_NUMBER:
        return numfmt_record(buf, number_of(field, result));
    case RECORD_THRESHOLD:
        return numfmt_shortest(buf, number_of(field, result));
    case RECORD_STATUS:
        break;
    }
    return result_status_name(result->estimate.status);
}

bool record_is_finite(const struct record_field *field, const struct result *result)
{
    return (field->kind == RECORD_NUMBER || field->kind == RECORD_THRESHOLD) &&
           isfinite(number_of(field, result));
}

void records_write_csv(struct strbuf *out, const struct result_set *set, char delimiter)
{
    void (*escape)(struct strbuf *, const char *) =
        delimiter == '\t' ? escape_tsv : escape_csv;
    char number[NUMFMT_SIZE];

    for (size_t i = 0; i < N_FIELDS; i++) {
        strbuf_adds(out, fields[i].name);
        strbuf_addc(out, i + 1 < N_FIELDS ? delimiter : '\n');
    }
    for (size_t r = 0; r < set->n; r++)
        for (size_t i = 0; i < N_FIELDS; i++) {
            escape(out, record_text(&fields[i], &set->items[r], number));
            strbuf_addc(out, i + 1 < N_FIELDS ? delimiter : '\n');
        }
}

void records_write_json_object(struct strbuf *out, const struct result *result)
{
    char number[NUMFMT_SIZE];

    for (size_t i = 0; i < N_FIELDS; i++) {
        const struct record_field *field = &fields[i];

        strbuf_adds(out, i ? ", " : "{");
        escape_json(out, field->name);
        strbuf_adds(out, ": ");
        if (field->kind == RECORD_TEXT || field->kind == RECORD_STATUS)
            escape_json(out, record_text(field, result, number));
        else
            strbuf_adds(out, record_is_finite(field, result)
                                 ? record_text(field, result, number)
                                 : "null");
    }
    strbuf_addc(out, '}');
}

void records_write_ndjson(struct strbuf *out, const struct result_set *set)
{
    for (size_t i = 0; i < set->n; i++) {
        records_write_json_object(out, &set->items[i]);
        strbuf_addc(out, '\n');
    }
}
