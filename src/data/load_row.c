/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows into the columns of the cohort. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/numfmt.h"
#include "data/loader.h"

static void reserve(struct loader *loader, size_t n)
{
    struct cohort *cohort = loader->cohort;

    if (cohort->n + n <= loader->capacity)
        return;
    while (cohort->n + n > loader->capacity)
        loader->capacity =
            loader->capacity ? loader->capacity + loader->capacity / 2 : CSV_BATCH_ROWS;
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
    loader_complain(loader,
                    (struct field_place){loader->file, line, loader->options->freq,
                                         loader->cohort->n},
                    field->text,
                    "is not a whole number from 1 to 1000000000000 (--freq)", NULL);
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
static uint64_t most_studies(const struct loader *loader)
{
    bool patients = loader->binding->patient_slot != NO_SLOT && !loader->table;

    return patients ? UINT32_MAX : COHORT_STUDIES;
}

static enum err_code check_size(struct loader *loader, uint64_t line)
{
    uint64_t most = most_studies(loader);
    char n[NUMFMT_SIZE];

    if (loader->cohort->n_read <= most)
        return ERR_OK;
    return err_set(loader->err, ERR_INPUT, "%s:%" PRIu64 ": more than %s studies%s",
                   loader->file, line, numfmt_count(n, most),
                   most == UINT32_MAX ? " (with --patient)" : "");
}

/* The values of a row that is kept. */
static enum err_code add_values(struct loader *loader, const struct csv_field *fields,
                                uint64_t line, uint32_t truth_row)
{
    const struct binding *binding = loader->binding;
    struct file_row row = {loader->cohort->n, line};

    if (loader->cohort->patient)
        loader_add_patient(loader, fields, row.at);
    for (size_t i = 0; i < binding->n_scores; i++)
        loader_add_score(loader, i, &fields[binding->scores[i].slot], row);
    for (size_t i = 0; i < binding->n_labels; i++)
        loader_add_label(loader, i, fields, row, truth_row);
    return loader_add_levels(loader, fields, row);
}

static enum err_code add_row(struct loader *loader, const struct csv_field *fields,
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
    reserve(loader, 1);
    if (place_row(loader, fields, line, count))
        return loader->err->code;
    loader_see_ids(loader, fields);
    loader_see_counted(loader, fields);
    if (cohort->count)
        cohort->count[cohort->n] = count;
    if (cohort->id)
        cohort->id[cohort->n] = loader->id;
    if (add_values(loader, fields, line, truth_row))
        return loader->err->code;
    cohort->n++;
    return loader->table ? loader_merge_row(loader) : ERR_OK;
}

/* ---- Column by column ------------------------------------------------------ */

/* No other field than its own decides what becomes of a value. */
static bool rows_stand_alone(const struct loader *loader)
{
    const struct binding *binding = loader->binding;

    return binding->freq_slot == NO_SLOT && binding->id_slot == NO_SLOT &&
           binding->join_slot == NO_SLOT && !binding->n_filters && !binding->n_units &&
           !binding->is_long && !loader->table;
}

static void see_columns(struct loader *loader, const struct csv_batch *batch)
{
    for (size_t row = 0; row < batch->n_rows; row++)
        loader_see_ids(loader, batch->fields + row * batch->n_columns);
    if (loader->counted.mark_slot == NO_SLOT && loader->counted.count_slot == NO_SLOT)
        return;
    for (size_t row = 0; row < batch->n_rows; row++)
        loader_see_counted(loader, batch->fields + row * batch->n_columns);
}

static void add_score_column(struct loader *loader, size_t score,
                             const struct csv_batch *batch)
{
    size_t slot = loader->binding->scores[score].slot, n = loader->cohort->n;
    const struct number_reader *numbers = &loader->scores[score];
    double *out = loader->cohort->score[score] + n;
    bool keeps_sign = loader->cohort->direction != SCORE_LOW;

    for (size_t row = 0; row < batch->n_rows; row++) {
        const struct csv_field *field = &batch->fields[row * batch->n_columns + slot];

        if (keeps_sign && numbers->decimal == '.' &&
            number_reader_is_settled(numbers) &&
            decimal_read(field->text, field->length, '.', numbers->percent, &out[row]))
            continue;
        loader_add_score(loader, score, field,
                         (struct file_row){n + row, batch->lines[row]});
    }
}

static void add_label_column(struct loader *loader, size_t label,
                             const struct csv_batch *batch)
{
    size_t slot = loader->binding->labels[label].slot, n = loader->cohort->n;
    struct label_reader *reader = &loader->labels[label];

    for (size_t row = 0; row < batch->n_rows; row++) {
        const struct csv_field *field = &batch->fields[row * batch->n_columns + slot];
        uint32_t code = field->length == 1 ? intern_of_byte(&reader->values,
                                                            (unsigned char)*field->text)
                                           : INTERN_NONE;

        if (code == INTERN_NONE) {
            loader_count_label(loader, label, field->text, field->length, n + row);
            continue;
        }
        reader->counts[code]++;
        reader->codes[n + row] = code;
    }
}

static enum err_code add_columns(struct loader *loader, const struct csv_batch *batch)
{
    const struct binding *binding = loader->binding;
    size_t n = loader->cohort->n;

    reserve(loader, batch->n_rows);
    see_columns(loader, batch);
    for (size_t i = 0; i < binding->n_scores; i++)
        add_score_column(loader, i, batch);
    for (size_t i = 0; i < binding->n_labels; i++)
        add_label_column(loader, i, batch);
    for (size_t row = 0; loader->cohort->patient && row < batch->n_rows; row++)
        loader_add_patient(loader, batch->fields + row * batch->n_columns, n + row);
    for (size_t row = 0; binding->n_factors && row < batch->n_rows; row++)
        if (loader_add_levels(loader, batch->fields + row * batch->n_columns,
                              (struct file_row){n + row, batch->lines[row]}))
            return loader->err->code;
    loader->cohort->n += batch->n_rows;
    return ERR_OK;
}

enum err_code loader_add_rows(struct loader *loader, const struct csv_batch *batch)
{
    if (rows_stand_alone(loader) &&
        loader->cohort->n_read + batch->n_rows <= most_studies(loader)) {
        loader->cohort->n_read += batch->n_rows;
        return add_columns(loader, batch);
    }
    for (size_t i = 0; i < batch->n_rows; i++)
        if (add_row(loader, batch->fields + i * batch->n_columns, batch->lines[i]))
            return loader->err->code;
    return ERR_OK;
}

/* ---- Studies that only the truth file has ---------------------------------- */

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
    reserve(loader, 1);
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

        loader_count_label(loader, i, text, strlen(text), cohort->n);
    }
    if (loader_add_levels(loader, NULL, (struct file_row){cohort->n, 0}))
        return loader->err->code;
    if (cohort->count)
        cohort->count[cohort->n] = 1;
    if (cohort->id)
        cohort->id[cohort->n] = row; /* loader_keep_ids() makes it a code */
    if (cohort->patient)
        loader_add_patient(loader, NULL, cohort->n);
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
