/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `count`: each row that was read is merged into an earlier one with the same values, so that the cohort holds cells, not rows. */
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/sort.h"
#include "data/loader.h"

static uint64_t score_key(double score)
{
    return isnan(score) ? UINT64_MAX : sort_key(score);
}

static uint64_t hash_row(const struct loader *loader, size_t row)
{
    const struct cohort *cohort = loader->cohort;
    uint64_t hash = 0;

    for (size_t i = 0; i < cohort->n_scores; i++)
        hash = hash_mix(hash ^ score_key(cohort->score[i][row]));
    for (size_t i = 0; i < loader->n_labels; i++)
        hash = hash_mix(hash ^ loader->labels[i].codes[row]);
    for (size_t i = 0; i < loader->binding->n_factors; i++)
        hash = hash_mix(hash ^ loader->factors[i].codes[row]);
    return cohort->patient ? hash_mix(hash ^ cohort->patient[row]) : hash;
}

static bool rows_are_equal(const struct loader *loader, size_t a, size_t b)
{
    const struct cohort *cohort = loader->cohort;

    for (size_t i = 0; i < cohort->n_scores; i++)
        if (score_key(cohort->score[i][a]) != score_key(cohort->score[i][b]))
            return false;
    for (size_t i = 0; i < loader->n_labels; i++)
        if (loader->labels[i].codes[a] != loader->labels[i].codes[b])
            return false;
    for (size_t i = 0; i < loader->binding->n_factors; i++)
        if (loader->factors[i].codes[a] != loader->factors[i].codes[b])
            return false;
    return !cohort->patient || cohort->patient[a] == cohort->patient[b];
}

/* The slot of the row that equals `row`, or the free one where it belongs. */
static struct row_slot *find_slot(const struct loader *loader, uint64_t hash,
                                  size_t row)
{
    const struct row_index *rows = &loader->rows;
    size_t mask = rows->n_slots - 1, at = (size_t)hash & mask;

    while (rows->slots[at].row != INTERN_NONE &&
           (rows->slots[at].hash != hash >> 32 ||
            !rows_are_equal(loader, rows->slots[at].row, row)))
        at = (at + 1) & mask;
    return &rows->slots[at];
}

static void grow(struct loader *loader, size_t n)
{
    struct row_index *rows = &loader->rows;

    rows->n_slots = rows->n_slots ? rows->n_slots * 2 : 1024;
    rows->slots = xrealloc(rows->slots, rows->n_slots, sizeof *rows->slots);
    memset(rows->slots, 0xff, rows->n_slots * sizeof *rows->slots);
    for (size_t i = 0; i < n; i++) {
        uint64_t hash = hash_row(loader, i);

        *find_slot(loader, hash, i) =
            (struct row_slot){(uint32_t)(hash >> 32), (uint32_t)i};
    }
}

/* Rounds the scores of the last row. */
static void round_scores(struct loader *loader)
{
    struct cohort *cohort = loader->cohort;
    size_t row = cohort->n - 1, n = cohort->n_scores;

    if (!loader->rounding->digits)
        return;
    if (!loader->unchanged)
        loader->unchanged = xcalloc(n, sizeof *loader->unchanged);
    if (loader->unchanged_capacity < loader->capacity) {
        loader->unchanged_capacity = loader->capacity;
        for (size_t i = 0; i < n; i++)
            loader->unchanged[i] = xrealloc(loader->unchanged[i], loader->capacity,
                                            sizeof **loader->unchanged);
    }
    for (size_t i = 0; i < n; i++) {
        double *score = &cohort->score[i][row];
        double rounded = rounding_apply(loader->rounding, *score);

        loader->unchanged[i][row] =
            rounded == *score || isnan(rounded) ? cohort->count[row] : 0;
        *score = rounded;
    }
}

static void add_to(struct loader *loader, size_t cell, size_t row)
{
    struct cohort *cohort = loader->cohort;

    cohort->count[cell] += cohort->count[row];
    for (size_t i = 0; loader->unchanged && i < cohort->n_scores; i++)
        loader->unchanged[i][cell] += loader->unchanged[i][row];
}

enum err_code loader_merge_row(struct loader *loader)
{
    struct cohort *cohort = loader->cohort;
    size_t row = cohort->n - 1;
    uint64_t hash;
    struct row_slot *slot;

    if (row >= INTERN_NONE)
        return err_set(
            loader->err, ERR_INPUT,
            "%s: more than 4294967295 different combinations of score, label "
            "and subgroups",
            loader->file);
    if (2 * cohort->n > loader->rows.n_slots)
        grow(loader, row);
    round_scores(loader);
    hash = hash_row(loader, row);
    slot = find_slot(loader, hash, row);
    if (slot->row == INTERN_NONE) {
        *slot = (struct row_slot){(uint32_t)(hash >> 32), (uint32_t)row};
        return ERR_OK;
    }
    add_to(loader, slot->row, row);
    cohort->n--;
    return ERR_OK;
}

static bool same_cut(const struct cut *a, const struct cut *b)
{
    return a->kind == b->kind && a->n_edges == b->n_edges &&
           (!a->n_edges || !memcmp(a->edges, b->edges, a->n_edges * sizeof *a->edges));
}

/* A column that is wanted for the table. One name is one column there: the same content may be wanted twice. */
struct wanted {
    const char *name;
    const struct cut *cut; /* NULL of a score */
    enum count_role role;
};

struct builder {
    struct loader *loader;
    struct wanted *wanted; /* [table->n_columns] */
};

static enum err_code refuse_twice(struct builder *builder, const char *name)
{
    err_set(builder->loader->err, ERR_USAGE,
            "column '%s' is asked for in two ways, and the table has one column of a "
            "name",
            name);
    return err_hint(builder->loader->err,
                    "count once for each, or copy the column under another name");
}

/* A new column, or NULL if it is there already; `*code` tells an error. */
static struct count_column *add_column(struct builder *builder, struct wanted wanted,
                                       enum err_code *code)
{
    struct count_table *table = builder->loader->table;
    struct count_column *column;

    assert(builder->wanted || table->n_columns == 0);
    for (size_t i = 0; i < table->n_columns; i++)
        if (!strcmp(builder->wanted[i].name, wanted.name)) {
            const struct cut *cut = builder->wanted[i].cut;
            bool same =
                cut && wanted.cut ? same_cut(cut, wanted.cut) : !cut && !wanted.cut;

            *code = same ? ERR_OK : refuse_twice(builder, wanted.name);
            return NULL;
        }
    builder->wanted = xrealloc(builder->wanted, table->n_columns + 1, sizeof wanted);
    builder->wanted[table->n_columns] = wanted;
    table->columns =
        xrealloc(table->columns, table->n_columns + 1, sizeof *table->columns);
    column = &table->columns[table->n_columns++];
    *column = (struct count_column){.name = xstrdup(wanted.name), .role = wanted.role};
    return column;
}

/* Takes the texts over; `codes` become ranks. `empty` is the text of the empty field. */
static void take_texts(struct count_column *column, struct intern *texts,
                       uint32_t *codes, size_t n, const char *empty)
{
    uint32_t none = intern_find(texts, empty, strlen(empty)), *rank;

    column->n_texts = texts->n;
    column->texts = xcalloc(texts->n, sizeof *column->texts);
    column->code = codes;
    rank = intern_rank(texts, column->texts);
    for (size_t i = 0; i < n; i++)
        codes[i] =
            codes[i] == none || codes[i] == INTERN_NONE ? INTERN_NONE : rank[codes[i]];
    free(rank);
    texts->n = 0; /* they are the column's now */
}

static enum err_code add_score(struct builder *builder, size_t index)
{
    struct cohort *cohort = builder->loader->cohort;
    enum err_code code = loader_check_commas(builder->loader, index);
    struct count_column *column;

    if (code)
        return code;
    column = add_column(builder,
                        (struct wanted){builder->loader->binding->scores[index].column,
                                        NULL, COUNT_SCORE},
                        &code);
    if (!column)
        return code;
    column->number = cohort->score[index];
    cohort->score[index] = NULL;
    if (builder->loader->unchanged) {
        column->unchanged = builder->loader->unchanged[index];
        builder->loader->unchanged[index] = NULL;
    }
    for (size_t i = 0; i < cohort->n && cohort->direction == SCORE_LOW; i++)
        if (column->number[i] != 0)
            column->number[i] = -column->number[i];
    return ERR_OK;
}

static const struct cut no_cut = {.kind = CUT_NONE};

static enum err_code add_label(struct builder *builder, size_t index)
{
    struct loader *loader = builder->loader;
    struct label_reader *reader = &loader->labels[index];
    enum err_code code = ERR_OK;
    struct count_column *column = add_column(
        builder,
        (struct wanted){loader->binding->labels[index].column, &no_cut, COUNT_LABEL},
        &code);

    if (!column)
        return code;
    take_texts(column, &reader->values, reader->codes, loader->cohort->n, "");
    reader->codes = NULL;
    return ERR_OK;
}

static enum err_code add_factor(struct builder *builder, size_t index)
{
    struct loader *loader = builder->loader;
    const struct factor *factor = &loader->binding->factors[index];
    struct factor_reader *reader = &loader->factors[index];
    size_t n = loader->cohort->n;
    enum err_code code = loader_check_levels(loader, factor->column, reader->levels.n);
    struct count_column *column;
    uint32_t *codes;

    if (code)
        return code;
    column = add_column(
        builder, (struct wanted){factor->column, &factor->cut, COUNT_SUBGROUP}, &code);
    if (!column)
        return code;
    codes = xcalloc(n, sizeof *codes);
    for (size_t i = 0; i < n; i++)
        codes[i] = reader->codes[i];
    take_texts(column, &reader->levels, codes, n, LEVEL_MISSING_NAME);
    return ERR_OK;
}

static enum err_code add_patient(struct builder *builder)
{
    struct loader *loader = builder->loader;
    struct cohort *cohort = loader->cohort;
    enum err_code code = ERR_OK;
    struct count_column *column;

    if (!cohort->patient)
        return ERR_OK;
    column = add_column(
        builder, (struct wanted){loader->options->patient, &no_cut, COUNT_PATIENT},
        &code);
    if (!column)
        return code;
    take_texts(column, &loader->patients, cohort->patient, cohort->n, "");
    cohort->patient = NULL;
    return ERR_OK;
}

static enum err_code add_columns(struct builder *builder)
{
    struct loader *loader = builder->loader;
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < loader->binding->n_scores && !code; i++)
        code = add_score(builder, i);
    for (size_t i = 0; i < loader->binding->n_labels && !code; i++)
        code = add_label(builder, i);
    for (size_t i = 0; i < loader->binding->n_factors && !code; i++)
        code = add_factor(builder, i);
    return code ? code : add_patient(builder);
}

static enum err_code check_name(struct loader *loader, const char *name,
                                const char *what)
{
    const struct count_table *table = loader->table;

    for (size_t i = 0; i < table->n_columns; i++)
        if (!strcmp(table->columns[i].name, name)) {
            err_set(loader->err, ERR_USAGE,
                    "column '%s' has the name that the column %s will have", name,
                    what);
            return err_hint(loader->err, "rename it in the file");
        }
    return ERR_OK;
}

/* What was rounded before, and what is rounded now. */
static void add_mark(struct loader *loader)
{
    rounding_mark_of(&loader->table->rounded, loader->rounding);
    rounding_mark_join(&loader->table->rounded, &loader->cohort->rounded);
}

static enum err_code add_counts(struct builder *builder)
{
    struct loader *loader = builder->loader;
    struct count_table *table = loader->table;
    const char *name = loader->options->freq ? loader->options->freq : "n";

    if (check_name(loader, name, "of counts") ||
        (table->rounded.digits &&
         check_name(loader, ROUNDING_MARK_COLUMN, "about rounding")))
        return loader->err->code;
    table->count_name = xstrdup(name);
    table->count = loader->cohort->count;
    loader->cohort->count = NULL;
    return ERR_OK;
}

enum err_code loader_finish_count(struct loader *loader)
{
    struct builder builder = {.loader = loader};
    struct count_table *table = loader->table;
    enum err_code code = loader_check_rows(loader);

    table->n = loader->cohort->n;
    table->n_read = loader->cohort->n_read;
    table->n_filtered = loader->cohort->n_filtered;
    add_mark(loader);
    if (!code)
        code = add_columns(&builder);
    if (!code)
        code = add_counts(&builder);
    free(builder.wanted);
    if (code)
        return code;
    free(loader->rows.slots); /* before the largest arrays are copied */
    loader->rows = (struct row_index){0};
    count_table_sort(table);
    loader_note_filters(loader);
    loader_note_ids(loader);
    return ERR_OK;
}

enum err_code count_table_load(struct count_table *table,
                               const struct input_options *options,
                               const struct rounding *rounding,
                               const struct load_watch *watch, struct notes *notes,
                               struct err *err)
{
    struct cohort cohort;
    struct binding binding;
    struct loader loader = {.cohort = &cohort,
                            .table = table,
                            .rounding = rounding,
                            .binding = &binding,
                            .options = options,
                            .watch = watch,
                            .notes = notes,
                            .err = err,
                            .level = STRBUF_INIT,
                            .outside = STRBUF_INIT,
                            .counted = {.last_mark = STRBUF_INIT}};
    enum err_code code;

    *table = (struct count_table){0};
    code = loader_run(&loader);
    cohort_release(&cohort);
    binding_release(&binding);
    if (code)
        count_table_release(table);
    return code;
}
