/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields into the columns of the cohort: scores, labels, levels and patients. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/loader.h"

static bool is_earlier(size_t row, const struct complaint *complaint)
{
    return !complaint->text || row < complaint->row;
}

void loader_complain(struct loader *loader, struct field_place place, const char *value,
                     const char *rule, const char *hint)
{
    struct complaint *complaint = &loader->complaint;
    struct strbuf text = STRBUF_INIT;
    bool value_is_hidden =
        value && (column_name_is_id(place.column) || strchr(value, ' '));

    complaint->n++;
    if (!is_earlier(place.row, complaint))
        return;
    if (value_is_hidden) /* an id, or words: somebody's health data */
        value = NULL;
    strbuf_addf(&text, "%s:%" PRIu64 ": column '%s': ", place.file, place.line,
                place.column);
    if (value)
        strbuf_addf(&text, "'%.20s'%s ", value, strlen(value) > 20 ? "..." : "");
    else
        strbuf_adds(&text, value_is_hidden ? "a value " : "");
    strbuf_adds(&text, rule);
    free(complaint->text);
    free(complaint->hint);
    complaint->row = place.row;
    complaint->text = strbuf_detach(&text);
    complaint->hint = hint ? xstrdup(hint) : NULL;
}

static void look_at_comma(struct commas *commas, const char *text)
{
    const char *comma = strchr(text, ',');
    size_t before, after;

    if (!comma)
        return;
    text += strspn(text, "+-");
    before = (size_t)(comma - text);
    after = strspn(comma + 1, "0123456789");
    commas->n++;
    commas->like_thousands +=
        before >= 1 && before <= 3 && text[0] != '0' && after == 3 && !comma[4];
}

static void complain_of_score(struct loader *loader, size_t score, const char *text,
                              enum number_result result, struct file_row row)
{
    struct field_place place = {loader->file, row.line,
                                loader->binding->scores[score].column, row.at};

    if (result != NUMBER_MISSING)
        loader_complain(loader, place, text, number_result_rule(result),
                        number_result_hint(result));
    else if (loader->cohort->missing == MISSING_ERROR && !loader->study)
        loader_complain(loader, place, NULL, "has no score (--missing error)", NULL);
}

void loader_add_score(struct loader *loader, size_t score,
                      const struct csv_field *field, struct file_row row)
{
    struct cohort *cohort = loader->cohort;
    struct number_reader *numbers = &loader->scores[score];
    double value = NAN;
    enum number_result result =
        number_read(numbers, field->text, field->length, &value);

    if (result == NUMBER_OK && numbers->decimal == ',')
        look_at_comma(&loader->commas[score], field->text);
    if (result != NUMBER_OK)
        complain_of_score(loader, score, field->text, result, row);
    cohort->score[score][row.at] =
        cohort->direction == SCORE_LOW && value != 0 ? -value : value;
}

void loader_count_label(struct loader *loader, size_t label, const char *text,
                        size_t length, size_t row)
{
    struct label_reader *reader = &loader->labels[label];
    uint32_t before = reader->values.n,
             code = intern_add(&reader->values, text, length);

    if (code == before) {
        reader->counts = xgrow(reader->counts, &reader->capacity, (size_t)code + 1,
                               sizeof *reader->counts);
        reader->counts[code] = 0;
    }
    reader->counts[code]++;
    reader->codes[row] = code;
}

static void note_disagreement(struct loader *loader, const struct label_column *column,
                              uint64_t line, uint32_t truth_row)
{
    char text[512];

    if (loader->n_disagree++)
        return;
    snprintf(text, sizeof text,
             "%s:%" PRIu64 ": column '%s' differs from line %" PRIu64 " of %s",
             loader->file, line, column->column, loader->truth.lines[truth_row],
             loader->options->truth);
    loader->first_disagreement = xstrdup(text);
}

void loader_add_label(struct loader *loader, size_t label,
                      const struct csv_field *fields, struct file_row row,
                      uint32_t truth_row)
{
    const struct missing_values *missing = &loader->binding->missing;
    const struct label_column *column = &loader->binding->labels[label];
    struct csv_field own =
        column->slot == NO_SLOT ? (struct csv_field){"", 0} : fields[column->slot];
    const char *truth =
        truth_row == INTERN_NONE || column->truth_slot == NO_SLOT
            ? NULL
            : lookup_text(&loader->truth, truth_row, column->truth_slot);

    if (truth && !values_is_missing(missing, truth, strlen(truth))) {
        if (!values_is_missing(missing, own.text, own.length) &&
            !values_same(own.text, truth))
            note_disagreement(loader, column, row.line, truth_row);
        own = (struct csv_field){truth, strlen(truth)};
    }
    loader_count_label(loader, label, own.text, own.length, row.at);
}

static const char *level_rule(enum level_result result, enum cut_kind kind)
{
    switch (result) {
    case LEVEL_NOT_A_NUMBER:
        return kind == CUT_VALUE
                   ? "is not a number or an age, so it cannot be described"
                   : "is not a number or an age, so it cannot be cut";
    case LEVEL_NOT_A_DATE:
        return "is not a date (YYYY-MM-DD or YYYYMMDD)";
    case LEVEL_AMBIGUOUS_DATE:
        return "could be day first or month first";
    case LEVEL_OK:
        break;
    }
    return NULL;
}

static struct field_place place_of(const struct loader *loader,
                                   const struct factor *factor, struct file_row row)
{
    if (binding_is_joined(factor->slot) && loader->join_row != INTERN_NONE)
        return (struct field_place){loader->options->join,
                                    loader->join.lines[loader->join_row],
                                    factor->column, row.at};
    return (struct field_place){loader->file, row.line, factor->column, row.at};
}

static void add_level_name(struct loader *loader, const struct factor *factor,
                           struct factor_reader *reader, const struct csv_field *fields,
                           struct file_row row)
{
    struct csv_field field = loader_field(loader, fields, factor->slot);
    enum level_result result =
        level_name(&loader->level, &factor->cut, &reader->numbers,
                   loader->options->date_order, field.text, field.length);

    if (result != LEVEL_OK)
        loader_complain(loader, place_of(loader, factor, row), field.text,
                        level_rule(result, factor->cut.kind),
                        result == LEVEL_AMBIGUOUS_DATE
                            ? "say --date-order dmy or --date-order mdy"
                            : NULL);
}

/* Numbers that are too many to be described are not collected any more. */
static uint32_t intern_add_level(struct factor_reader *reader,
                                 const struct strbuf *level)
{
    return reader->is_too_many
               ? 0
               : intern_add(&reader->levels, level->text, level->length);
}

enum err_code loader_add_levels(struct loader *loader, const struct csv_field *fields,
                                struct file_row row)
{
    for (size_t i = 0; i < loader->binding->n_factors; i++) {
        const struct factor *factor = &loader->binding->factors[i];
        struct factor_reader *reader = &loader->factors[i];
        uint32_t code;

        strbuf_reset(&loader->level);
        if (factor->slot == NO_SLOT)
            strbuf_adds(&loader->level, loader->file_level);
        else
            add_level_name(loader, factor, reader, fields, row);
        code = intern_add_level(reader, &loader->level);
        if (code >= UINT16_MAX && factor->cut.kind == CUT_VALUE) {
            reader->is_too_many = true;
            code = 0;
        } else if (code >= UINT16_MAX) {
            err_set(loader->err, ERR_INPUT,
                    "%s:%" PRIu64 ": column '%s' has more than %d levels", loader->file,
                    row.line, factor->column, UINT16_MAX - 1);
            return err_hint(loader->err,
                            "cut it, as in --by '%s:18,40,65', or leave it out of --by",
                            factor->column);
        }
        reader->codes[row.at] = (uint16_t)code;
    }
    return ERR_OK;
}

void loader_add_patient(struct loader *loader, const struct csv_field *fields,
                        size_t row)
{
    struct csv_field patient =
        loader_field(loader, fields, loader->binding->patient_slot);

    loader->cohort->patient[row] =
        values_is_missing(&loader->binding->missing, patient.text, patient.length)
            ? INTERN_NONE
            : intern_add(&loader->patients, patient.text, patient.length);
}
