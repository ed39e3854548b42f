/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row into the columns of the cohort. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/loader.h"

static void reserve(struct loader *loader)
{
    struct cohort *cohort = loader->cohort;
    size_t old = loader->capacity;

    if (cohort->n < old)
        return;
    loader->capacity = old ? old + old / 2 : CSV_BATCH_ROWS;
    for (size_t i = 0; i < cohort->n_scores; i++)
        cohort->score[i] =
            xrealloc(cohort->score[i], loader->capacity, sizeof **cohort->score);
    for (size_t i = 0; i < cohort->n_labels; i++)
        loader->labels[i].codes = xrealloc(loader->labels[i].codes, loader->capacity,
                                           sizeof *loader->labels[i].codes);
    if (loader->binding->patient_slot != NO_SLOT)
        cohort->patient =
            xrealloc(cohort->patient, loader->capacity, sizeof *cohort->patient);
    if (loader->binding->is_long)
        loader->row_pair =
            xrealloc(loader->row_pair, loader->capacity, sizeof *loader->row_pair);
    if (loader_folds(loader)) {
        loader->study =
            xrealloc(loader->study, loader->capacity, sizeof *loader->study);
        loader->places =
            xrealloc(loader->places, loader->capacity, sizeof *loader->places);
    }
    if (loader_keeps_ids(loader))
        cohort->id = xrealloc(cohort->id, loader->capacity, sizeof *cohort->id);
    if (loader->binding->freq_slot != NO_SLOT || loader->table)
        cohort->count =
            xrealloc(cohort->count, loader->capacity, sizeof *cohort->count);
    for (size_t i = 0; i < loader->binding->n_factors; i++)
        loader->factors[i].codes = xrealloc(loader->factors[i].codes, loader->capacity,
                                            sizeof *loader->factors[i].codes);
}

/* Where a value stands. */
struct place {
    const char *file;
    uint64_t line;
    const char *column;
};

/* Keeps the first complaint and counts all. `value` NULL: not to be shown. */
static void complain(struct loader *loader, struct place place, const char *value,
                     const char *rule, const char *hint)
{
    struct complaint *complaint = &loader->complaint;
    struct strbuf text = STRBUF_INIT;
    bool value_is_hidden =
        value && (column_name_is_id(place.column) || strchr(value, ' '));

    if (complaint->n++)
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

static void add_scores(struct loader *loader, const struct csv_field *fields,
                       uint64_t line)
{
    struct cohort *cohort = loader->cohort;

    for (size_t i = 0; i < cohort->n_scores; i++) {
        const struct score_column *column = &loader->binding->scores[i];
        const struct csv_field *field = &fields[column->slot];
        double value = NAN;
        enum number_result result =
            number_read(&loader->scores[i], field->text, field->length, &value);

        if (result == NUMBER_OK && loader->scores[i].decimal == ',')
            look_at_comma(&loader->commas[i], field->text);
        if (result != NUMBER_OK && result != NUMBER_MISSING)
            complain(loader, (struct place){loader->file, line, column->column},
                     field->text, number_result_rule(result),
                     number_result_hint(result));
        if (result == NUMBER_MISSING && cohort->missing == MISSING_ERROR &&
            !loader->study)
            complain(loader, (struct place){loader->file, line, column->column}, NULL,
                     "has no score (--missing error)", NULL);
        cohort->score[i][cohort->n] =
            cohort->direction == SCORE_LOW && value != 0 ? -value : value;
    }
}

static void count_label(struct loader *loader, size_t label, const char *text,
                        size_t length)
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
    reader->codes[loader->cohort->n] = code;
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

static void add_labels(struct loader *loader, const struct csv_field *fields,
                       uint64_t line, uint32_t truth_row)
{
    const struct missing_values *missing = &loader->binding->missing;

    for (size_t i = 0; i < loader->binding->n_labels; i++) {
        const struct label_column *column = &loader->binding->labels[i];
        struct csv_field own =
            column->slot == NO_SLOT ? (struct csv_field){"", 0} : fields[column->slot];
        const char *truth =
            truth_row == INTERN_NONE || column->truth_slot == NO_SLOT
                ? NULL
                : lookup_text(&loader->truth, truth_row, column->truth_slot);

        if (truth && !values_is_missing(missing, truth, strlen(truth))) {
            if (!values_is_missing(missing, own.text, own.length) &&
                !values_same(own.text, truth))
                note_disagreement(loader, column, line, truth_row);
            own = (struct csv_field){truth, strlen(truth)};
        }
        count_label(loader, i, own.text, own.length);
    }
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

static struct place place_of(const struct loader *loader, const struct factor *factor,
                             uint64_t line)
{
    if (binding_is_joined(factor->slot) && loader->join_row != INTERN_NONE)
        return (struct place){loader->options->join,
                              loader->join.lines[loader->join_row], factor->column};
    return (struct place){loader->file, line, factor->column};
}

static void add_level_name(struct loader *loader, const struct factor *factor,
                           struct factor_reader *reader, const struct csv_field *fields,
                           uint64_t line)
{
    struct csv_field field = loader_field(loader, fields, factor->slot);
    enum level_result result =
        level_name(&loader->level, &factor->cut, &reader->numbers,
                   loader->options->date_order, field.text, field.length);

    if (result != LEVEL_OK)
        complain(loader, place_of(loader, factor, line), field.text,
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

static enum err_code add_levels(struct loader *loader, const struct csv_field *fields,
                                uint64_t line)
{
    for (size_t i = 0; i < loader->binding->n_factors; i++) {
        const struct factor *factor = &loader->binding->factors[i];
        struct factor_reader *reader = &loader->factors[i];
        uint32_t code;

        strbuf_reset(&loader->level);
        if (factor->slot == NO_SLOT)
            strbuf_adds(&loader->level, loader->file_level);
        else
            add_level_name(loader, factor, reader, fields, line);
        code = intern_add_level(reader, &loader->level);
        if (code >= UINT16_MAX && factor->cut.kind == CUT_VALUE) {
            reader->is_too_many = true;
            code = 0;
        } else if (code >= UINT16_MAX) {
            err_set(loader->err, ERR_INPUT,
                    "%s:%" PRIu64 ": column '%s' has more than %d levels", loader->file,
                    line, factor->column, UINT16_MAX - 1);
            return err_hint(loader->err,
                            "cut it, as in --by '%s:18,40,65', or leave it out of --by",
                            factor->column);
        }
        reader->codes[loader->cohort->n] = (uint16_t)code;
    }
    return ERR_OK;
}

/* Codes by appearance; loader_finish() turns them into ranks. */
static void add_patient(struct loader *loader, const struct csv_field *fields)
{
    struct csv_field patient =
        loader_field(loader, fields, loader->binding->patient_slot);

    loader->cohort->patient[loader->cohort->n] =
        values_is_missing(&loader->binding->missing, patient.text, patient.length)
            ? INTERN_NONE
            : intern_add(&loader->patients, patient.text, patient.length);
}

/* How many studies the row stands for; 0 and a complaint if the field does not say. */
static uint64_t read_count(struct loader *loader, const struct csv_field *fields,
                           uint64_t line)
{
    const struct csv_field *field;
    uint64_t count;

    if (loader->binding->freq_slot == NO_SLOT)
        return 1;
    field = &fields[loader->binding->freq_slot];
    if (numfmt_parse_count(field->text, field->length, &count) && count > 0 &&
        count <= COHORT_STUDIES)
        return count;
    complain(loader, (struct place){loader->file, line, loader->options->freq},
             field->text, "is not a whole number from 1 to 1000000000000 (--freq)",
             NULL);
    return 0;
}

static void count_unmatched(struct loader *loader, const char *id)
{
    loader->cohort->n_unmatched++;
    if (!loader->unmatched_id || strcmp(id, loader->unmatched_id) < 0)
        loader->unmatched_id = id;
}

/* The row of the truth file, if it has one. */
static uint32_t find_truth(struct loader *loader, const struct csv_field *fields)
{
    const struct csv_field *id;
    uint32_t row;

    if (!loader->cohort->has_truth)
        return INTERN_NONE;
    id = &fields[loader->binding->id_slot];
    row = lookup_find(&loader->truth, id->text, id->length);
    if (row == INTERN_NONE)
        count_unmatched(loader, loader->ids.strings[loader->id]);
    else
        loader->truth.used[row] = true;
    return row;
}

/* Which study, model and finding a row that is kept is of, where that is not the row itself. */
static enum err_code place_row(struct loader *loader, const struct csv_field *fields,
                               uint64_t line, uint64_t count)
{
    size_t row = loader->cohort->n;

    if (loader->row_pair && loader_keep_pair(loader, line, count))
        return loader->err->code;
    if (!loader->study)
        return ERR_OK;
    loader->places[row] =
        (struct id_place){(uint32_t)loader->cohort->n_files - 1, line};
    loader->study[row] = loader->id;
    return loader->binding->n_units
               ? loader_read_unit(loader, fields, line, &loader->study[row])
               : ERR_OK;
}

/* A study without patient id becomes a patient of its own, and patients have 32-bit codes. */
static enum err_code check_size(struct loader *loader, uint64_t line)
{
    bool patients = loader->binding->patient_slot != NO_SLOT && !loader->table;
    char n[NUMFMT_SIZE];

    if (loader->cohort->n_read <= (patients ? UINT32_MAX : COHORT_STUDIES))
        return ERR_OK;
    return err_set(loader->err, ERR_INPUT, "%s:%" PRIu64 ": more than %s studies%s",
                   loader->file, line,
                   numfmt_count(n, patients ? UINT32_MAX : COHORT_STUDIES),
                   patients ? " (with --patient)" : "");
}

enum err_code loader_add_row(struct loader *loader, const struct csv_field *fields,
                             uint64_t line)
{
    struct cohort *cohort = loader->cohort;
    uint32_t truth_row;
    uint64_t count = read_count(loader, fields, line);

    cohort->n_read += count;
    if (check_size(loader, line))
        return loader->err->code;
    loader_read_pair(loader, fields);
    if (loader_read_id(loader, fields, line))
        return loader->err->code;
    truth_row = find_truth(loader, fields);
    loader_join_row(loader, fields);
    if (!loader_selects(loader, fields)) {
        cohort->n_filtered += count;
        if (loader->binding->is_long && loader->pair != INTERN_NONE)
            loader->long_pairs[loader->pair].n_filtered += count;
        return ERR_OK;
    }
    reserve(loader);
    if (place_row(loader, fields, line, count))
        return loader->err->code;
    loader_see_ids(loader, fields);
    loader_see_counted(loader, fields);
    if (cohort->count)
        cohort->count[cohort->n] = count;
    if (cohort->id)
        cohort->id[cohort->n] = loader->id;
    if (cohort->patient)
        add_patient(loader, fields);
    add_scores(loader, fields, line);
    add_labels(loader, fields, line, truth_row);
    if (add_levels(loader, fields, line))
        return loader->err->code;
    cohort->n++;
    return loader->table ? loader_merge_row(loader) : ERR_OK;
}

/* Of a study that only the truth file has: nobody knows, unless all filters look at the joined file. */
static bool truth_only_is_selected(struct loader *loader)
{
    for (size_t i = 0; i < loader->binding->n_filters; i++)
        if (!binding_is_joined(loader->binding->filters[i].slot))
            return false;
    return loader_selects(loader, NULL);
}

static enum err_code add_truth_only(struct loader *loader, uint32_t row)
{
    struct cohort *cohort = loader->cohort;

    cohort->n_read++;
    cohort->n_truth_only++;
    loader_join_truth_only(loader, loader->truth.keys.strings[row]);
    if (!truth_only_is_selected(loader)) {
        cohort->n_filtered++;
        loader->n_truth_filtered++;
        return ERR_OK;
    }
    reserve(loader);
    if (loader->row_pair)
        loader->row_pair[cohort->n] = INTERN_NONE;
    if (loader->study) {
        uint32_t n = loader->binding->n_units ? loader->units.n : loader->ids.n;

        loader->study[cohort->n] = n + loader->n_alone++;
        loader->places[cohort->n] = (struct id_place){0};
    }
    for (size_t i = 0; i < cohort->n_scores; i++)
        cohort->score[i][cohort->n] = NAN;
    for (size_t i = 0; i < cohort->n_labels; i++) {
        size_t slot = loader->binding->labels[i].truth_slot;
        const char *text =
            slot == NO_SLOT ? "" : lookup_text(&loader->truth, row, slot);

        count_label(loader, i, text, strlen(text));
    }
    if (add_levels(loader, NULL, 0))
        return loader->err->code;
    if (cohort->count)
        cohort->count[cohort->n] = 1;
    if (cohort->id)
        cohort->id[cohort->n] = row; /* loader_keep_ids() makes it a code */
    if (cohort->patient)
        add_patient(loader, NULL);
    cohort->n++;
    return ERR_OK;
}

enum err_code loader_add_truth_only(struct loader *loader)
{
    loader->file_level = LEVEL_MISSING_NAME;
    loader->first_truth_only = loader->cohort->n;
    for (uint32_t row = 0; row < loader->truth.keys.n; row++)
        if (!loader->truth.used[row] && add_truth_only(loader, row))
            return loader->err->code;
    return ERR_OK;
}
