/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/profile.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "data/profile_parts.h"

enum {
    LEVELS_COUNTED = 64,
    LEVEL_BYTES = 40, /* a longer value is text */
    MANY_COLUMNS = 256,
    SMALL_SKETCH = 256,
};

/* What is counted while rows come. */
struct profile_tally {
    struct number_reader point_numbers, comma_numbers; /* by decimal mark */
    struct sketch sketch;
    struct intern levels; /* until there are more than LEVELS_COUNTED */
    uint64_t counts[LEVELS_COUNTED];
    bool has_many_levels;
    bool has_long, has_blank;
    uint64_t n_percent, n_dicom_ages, n_dates;
    bool outside_unit;
};

/* ---- Rows ------------------------------------------------------------------ */

void profile_init(struct profile *profile, const char *const *names, size_t n,
                  char delimiter)
{
    *profile = (struct profile){.n_columns = n};
    profile->columns = xcalloc(n, sizeof *profile->columns);
    profile->tallies = xcalloc(n, sizeof *profile->tallies);
    for (size_t i = 0; i < n; i++) {
        struct profile_tally *tally = &profile->tallies[i];

        profile->columns[i].name = names[i];
        profile->columns[i].hint = column_name_hint(names[i]);
        profile->columns[i].low = profile->columns[i].high = NAN;
        profile->columns[i].is_whole = true;
        tally->point_numbers = (struct number_reader){delimiter, '.', false, NULL};
        tally->comma_numbers = (struct number_reader){delimiter, ',', false, NULL};
        sketch_init(&tally->sketch, n > MANY_COLUMNS ? SMALL_SKETCH : SKETCH_SIZE);
        intern_init(&tally->levels);
    }
}

static void count_level(struct profile_tally *tally, const struct csv_field *field)
{
    uint32_t code;

    if (tally->has_many_levels)
        return;
    tally->has_long |= field->length > LEVEL_BYTES;
    if (tally->has_long) {
        tally->has_many_levels = true;
        return;
    }
    code = intern_add(&tally->levels, field->text, field->length);
    if (code < LEVELS_COUNTED)
        tally->counts[code]++;
    else
        tally->has_many_levels = true;
}

static void widen(struct profile_column *column, double x)
{
    column->low = fmin(column->low, x);
    column->high = fmax(column->high, x);
}

static void count_number(struct profile_column *column, struct profile_tally *tally,
                         double x)
{
    column->n_numbers++;
    widen(column, x);
    column->is_whole &= x == floor(x);
    tally->outside_unit |= x < 0 || x > 1;
}

static bool is_before(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year;
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

static bool count_date(struct profile_column *column, struct profile_tally *tally,
                       const struct csv_field *field)
{
    struct date date;

    switch (value_parse_date(field->text, field->length, DATE_ORDER_UNKNOWN, &date)) {
    case DATE_BAD:
        return false;
    case DATE_AMBIGUOUS:
        column->n_ambiguous_dates++;
        break;
    case DATE_OK:
        if (date.year < 1850 || date.year > 2150)
            return false;
        if (column->first.year == 0 || is_before(date, column->first))
            column->first = date;
        if (is_before(column->last, date))
            column->last = date;
        break;
    }
    tally->n_dates++;
    return true;
}

/* With either decimal mark: what comes first in the file must not matter. */
static enum number_result read_number(struct profile_column *column,
                                      struct profile_tally *tally,
                                      const struct csv_field *field, double *x)
{
    struct number_reader *comma = &tally->comma_numbers;
    enum number_result result, again;

    result = number_read(&tally->point_numbers, field->text, field->length, x);
    if (result != NUMBER_DECIMAL_COMMA &&
        (result != NUMBER_THOUSANDS || comma->delimiter == ','))
        return result;
    again = number_read(comma, field->text, field->length, x);
    if (again != NUMBER_OK && again != NUMBER_PERCENT)
        return result;
    column->has_decimal_comma = true;
    return again;
}

/* Numbers first: a date is at least 8 characters, a DICOM age at most 4. */
static void count_value(struct profile_column *column, struct profile_tally *tally,
                        const struct csv_field *field)
{
    double x = 0;
    enum number_result result = read_number(column, tally, field, &x);

    if (result == NUMBER_PERCENT)
        tally->n_percent++;
    if (result == NUMBER_OK || result == NUMBER_PERCENT)
        count_number(column, tally, x);
    if (field->length >= 8 && count_date(column, tally, field))
        return;
    if (result == NUMBER_BAD && value_parse_age(field->text, field->length, &x)) {
        tally->n_dicom_ages++;
        widen(column, x);
    }
}

static void count_field(struct profile_column *column, struct profile_tally *tally,
                        const struct csv_field *field)
{
    if (values_is_missing(NULL, field->text, field->length)) {
        column->n_missing++;
        return;
    }
    column->n_values++;
    sketch_add(&tally->sketch, field->text, field->length);
    count_level(tally, field);
    tally->has_blank |= memchr(field->text, ' ', field->length) != NULL;
    count_value(column, tally, field);
}

void profile_append(struct profile *profile, const struct csv_batch *batch)
{
    assert(profile->tallies && batch->n_columns == profile->n_columns);
    for (size_t row = 0; row < batch->n_rows; row++) {
        const struct csv_field *fields = batch->fields + row * batch->n_columns;

        for (size_t i = 0; i < batch->n_columns; i++)
            count_field(&profile->columns[i], &profile->tallies[i], &fields[i]);
    }
    profile->n_rows += batch->n_rows;
}

/* ---- Kinds ----------------------------------------------------------------- */

static bool are_all_numbers(const struct profile_column *column)
{
    return column->n_numbers == column->n_values;
}

static bool is_label(const struct profile_column *column,
                     const struct profile_tally *tally)
{
    struct label_value values[LEVELS_COUNTED];
    bool seen[2] = {false, false};
    struct err ignored = {0};

    if (tally->has_many_levels)
        return false;
    for (size_t i = 0; i < tally->levels.n; i++)
        values[i] = (struct label_value){tally->levels.strings[i], tally->counts[i],
                                         LABEL_MISSING};
    if (labels_resolve(values, tally->levels.n, "", column->name, NULL, 0, NULL,
                       &ignored))
        return false;
    for (size_t i = 0; i < tally->levels.n; i++)
        seen[values[i].means == LABEL_POSITIVE] = true;
    return seen[0] && seen[1];
}

static bool is_category(const struct profile_column *column,
                        const struct profile_tally *tally)
{
    size_t n = tally->levels.n;

    if (tally->has_many_levels || n > PROFILE_LEVELS || n == column->n_values)
        return false;
    if (are_all_numbers(column))
        return column->is_whole;
    return column->n_values >= 20 ? 2 * n <= column->n_values : n <= 4;
}

/* Texts that hardly repeat are ids, or sentences. */
static bool is_mostly_distinct(const struct profile_column *column)
{
    return column->n_values > 1 &&
           10 * column->distinct.n_distinct >= 9 * column->n_values;
}

static bool is_age(const struct profile_column *column,
                   const struct profile_tally *tally)
{
    if (tally->n_dicom_ages > 0)
        return tally->n_dicom_ages + column->n_numbers == column->n_values;
    return are_all_numbers(column) && column->low >= 0 && column->high <= 130 &&
           column_name_is_age(column->name);
}

static enum profile_kind find_kind(const struct profile_column *column,
                                   const struct profile_tally *tally)
{
    bool named_id = column_name_is_id(column->name);

    if (column->n_values == 0)
        return PROFILE_EMPTY;
    if (tally->n_dates == column->n_values)
        return PROFILE_DATE;
    if (named_id && (column->is_whole || column->n_numbers < column->n_values))
        return PROFILE_ID;
    if (is_age(column, tally))
        return PROFILE_AGE;
    if (is_label(column, tally))
        return PROFILE_LABEL;
    if (is_category(column, tally))
        return PROFILE_CATEGORY;
    if (10 * column->n_numbers >= 9 * column->n_values)
        return PROFILE_NUMBER;
    return is_mostly_distinct(column) && !tally->has_blank ? PROFILE_ID : PROFILE_TEXT;
}

static int by_count(const void *a, const void *b)
{
    const struct profile_level *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return strcmp(x->text, y->text);
}

static void keep_levels(struct profile_column *column,
                        const struct profile_tally *tally)
{
    column->n_levels = tally->levels.n;
    column->levels = xcalloc(column->n_levels, sizeof *column->levels);
    for (size_t i = 0; i < column->n_levels; i++)
        column->levels[i] =
            (struct profile_level){xstrdup(tally->levels.strings[i]), tally->counts[i]};
    qsort(column->levels, column->n_levels, sizeof *column->levels, by_count);
}

/* What was counted on the way and means nothing for this kind: ids have no range. */
static void forget(struct profile_column *column)
{
    if (column->kind != PROFILE_DATE) {
        column->first = column->last = (struct date){0, 0, 0};
        column->n_ambiguous_dates = 0;
    }
    if (column->kind == PROFILE_DATE || column->kind == PROFILE_ID ||
        column->kind == PROFILE_TEXT)
        column->low = column->high = NAN;
}

static void finish_column(struct profile_column *column, struct profile_tally *tally)
{
    column->distinct = sketch_summarise(&tally->sketch);
    column->kind = find_kind(column, tally);
    column->is_whole &= column->n_numbers > 0;
    column->in_unit =
        column->n_values > 0 && are_all_numbers(column) && !tally->outside_unit;
    column->has_dicom_ages = tally->n_dicom_ages > 0;
    column->looks_percent =
        tally->n_percent > 0 ||
        (column->hint == COLUMN_SCORE && column->kind == PROFILE_NUMBER &&
         column->low >= 0 && column->high <= 100 && column->high > 1);
    forget(column);
    if (column->kind == PROFILE_LABEL || column->kind == PROFILE_CATEGORY)
        keep_levels(column, tally);
}

static void release_tallies(struct profile *profile)
{
    for (size_t i = 0; profile->tallies && i < profile->n_columns; i++) {
        sketch_release(&profile->tallies[i].sketch);
        intern_release(&profile->tallies[i].levels);
    }
    free(profile->tallies);
    profile->tallies = NULL;
}

void profile_finish(struct profile *profile)
{
    assert(profile->tallies);
    for (size_t i = 0; i < profile->n_columns; i++)
        finish_column(&profile->columns[i], &profile->tallies[i]);
    release_tallies(profile);
    profile_find_roles(profile);
}

void profile_release(struct profile *profile)
{
    release_tallies(profile);
    for (size_t i = 0; i < profile->n_columns; i++) {
        for (size_t j = 0; j < profile->columns[i].n_levels; j++)
            free(profile->columns[i].levels[j].text);
        free(profile->columns[i].levels);
    }
    for (size_t role = 0; role < N_PROFILE_ROLES; role++)
        free(profile->roles[role].columns);
    free(profile->columns);
    *profile = (struct profile){0};
}

const char *profile_kind_name(enum profile_kind kind)
{
    switch (kind) {
    case PROFILE_EMPTY:
        return "empty";
    case PROFILE_ID:
        return "id";
    case PROFILE_DATE:
        return "date";
    case PROFILE_AGE:
        return "age";
    case PROFILE_LABEL:
        return "label";
    case PROFILE_CATEGORY:
        return "category";
    case PROFILE_NUMBER:
        return "number";
    case PROFILE_TEXT:
        break;
    }
    return "text";
}
