/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --unit: several rows, such as the images of a breast, become one study. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/numfmt.h"
#include "data/loader.h"

/* Rows by study: those of study i are order[start[i]] to order[start[i + 1] - 1], in the order of the files. */
struct fold {
    struct loader *loader;
    size_t n_studies;
    size_t *order; /* [cohort->n] */
    size_t *start; /* [n_studies + 1] */
};

/* What the rows of a study must agree in. */
struct agreed {
    const char *column;
    const char *hint, *id_hint; /* of --unit, and of --id in long form */
    void *values; /* [cohort->n] of `size` bytes each; becomes [n_studies] */
    size_t size;
    uint32_t unknown; /* contradicts nothing */
};

enum { ALL_KNOWN = UINT16_MAX + 1 };

/* Rows that contradict another row of their study: the first two, and the number of studies. */
struct contradiction {
    size_t row, other;
    uint64_t n_studies;
};

enum err_code loader_read_unit(struct loader *loader, const struct csv_field *fields,
                               uint64_t line, uint32_t *study)
{
    const struct binding *binding = loader->binding;

    strbuf_reset(&loader->level);
    for (size_t i = 0; i < binding->n_units; i++) {
        struct csv_field field = loader_field(loader, fields, binding->units[i].slot);

        if (values_is_missing(&binding->missing, field.text, field.length)) {
            err_set(loader->err, ERR_INPUT,
                    "%s:%" PRIu64 ": column '%s' is empty, so the row belongs to no "
                    "study (--unit)",
                    loader->file, line, binding->units[i].column);
            return err_hint(loader->err,
                            "fill it, or leave such rows out with --where '%s!='",
                            binding->units[i].column);
        }
        strbuf_addf(&loader->level, "%" PRIu32 ",",
                    intern_add(&loader->unit_values[i], field.text, field.length));
    }
    *study = intern_add(&loader->units, loader->level.text, loader->level.length);
    return ERR_OK;
}

bool loader_folds(const struct loader *loader)
{
    const struct binding *binding = loader->binding;

    return binding->n_units || (binding->is_long && binding->id_slot != NO_SLOT);
}

/* Codes without a row left, such as ids that --where leaves out, are closed up. */
static void number_studies(struct fold *fold)
{
    struct loader *loader = fold->loader;
    uint32_t most = 0, *number;

    for (size_t i = 0; i < loader->cohort->n; i++)
        if (loader->study[i] > most)
            most = loader->study[i];
    number = xcalloc((size_t)most + 1, sizeof *number);
    for (size_t i = 0; i < loader->cohort->n; i++) {
        if (!number[loader->study[i]])
            number[loader->study[i]] = (uint32_t)++fold->n_studies;
        loader->study[i] = number[loader->study[i]] - 1;
    }
    free(number);
}

static void sort_rows(struct fold *fold)
{
    const uint32_t *study = fold->loader->study;
    size_t n = fold->loader->cohort->n, *next;

    number_studies(fold);
    fold->order = xcalloc(n, sizeof *fold->order);
    fold->start = xcalloc(fold->n_studies + 1, sizeof *fold->start);
    for (size_t i = 0; i < n; i++)
        fold->start[study[i] + 1]++;
    for (size_t i = 0; i < fold->n_studies; i++)
        fold->start[i + 1] += fold->start[i];
    next = xcalloc(fold->n_studies, sizeof *next);
    memcpy(next, fold->start, fold->n_studies * sizeof *next);
    for (size_t i = 0; i < n; i++)
        fold->order[next[study[i]]++] = i;
    free(next);
}

static uint32_t value_at(const struct agreed *agreed, size_t i)
{
    switch (agreed->size) {
    case sizeof(uint8_t):
        return ((const uint8_t *)agreed->values)[i];
    case sizeof(uint16_t):
        return ((const uint16_t *)agreed->values)[i];
    default:
        return ((const uint32_t *)agreed->values)[i];
    }
}

/* The row whose value stands for the study; notes the first row that contradicts it. */
static size_t find_value(const struct fold *fold, size_t study,
                         const struct agreed *agreed, struct contradiction *found)
{
    const size_t *rows = fold->order + fold->start[study];
    size_t n = fold->start[study + 1] - fold->start[study], best = rows[0];

    for (size_t i = 1; i < n; i++) {
        uint32_t value = value_at(agreed, rows[i]), have = value_at(agreed, best);

        if (value == have || value == agreed->unknown)
            continue;
        if (have != agreed->unknown) {
            if (!found->n_studies++) {
                found->other = best;
                found->row = rows[i];
            }
            break;
        }
        best = rows[i];
    }
    return best;
}

static enum err_code contradicts(struct fold *fold, const struct agreed *agreed,
                                 const struct contradiction *found)
{
    const struct loader *loader = fold->loader;
    struct id_place row = loader->places[found->row],
                    other = loader->places[found->other];
    const struct cohort_file *files = loader->cohort->files;
    char n[NUMFMT_SIZE], of_file[256] = "";

    if (row.file != other.file)
        snprintf(of_file, sizeof of_file, " of %s", files[other.file].name);
    err_set(loader->err, ERR_INPUT,
            "%s:%" PRIu64 ": column '%s' differs from line %" PRIu64 "%s, which is of "
            "the same study (%s); %s %s",
            files[row.file].name, row.line, agreed->column, other.line, of_file,
            loader->binding->n_units ? "--unit" : "--id",
            numfmt_studies(n, found->n_studies),
            found->n_studies == 1 ? "contradicts itself" : "contradict themselves");
    return err_hint(loader->err, "%s",
                    loader->binding->n_units ? agreed->hint : agreed->id_hint);
}

static enum err_code fold_agreed(struct fold *fold, struct agreed agreed)
{
    struct contradiction found = {0};
    unsigned char *bytes = agreed.values,
                  *folded = xcalloc(fold->n_studies, agreed.size);
    enum err_code code = ERR_OK;

    for (size_t i = 0; i < fold->n_studies; i++)
        memcpy(folded + i * agreed.size,
               bytes + find_value(fold, i, &agreed, &found) * agreed.size, agreed.size);
    memcpy(bytes, folded, fold->n_studies * agreed.size);
    free(folded);
    if (found.n_studies)
        code = contradicts(fold, &agreed, &found);
    return code;
}

/* A number in which the rows of a study differ is an error if it is asked for by name, and else not described. */
static enum err_code fold_numbers(struct fold *fold)
{
    struct cohort *cohort = fold->loader->cohort;
    size_t n = cohort->n_numbers;

    cohort->n_numbers = 0;
    for (size_t i = 0; i < n; i++) {
        struct cohort_number number = cohort->numbers[i];

        cohort->numbers[cohort->n_numbers++] = number;
        if (!fold_agreed(fold, (struct agreed){
                                   number.name,
                                   "describe what holds for a study: leave the column "
                                   "out of --describe, or add it to --unit",
                                   "describe what holds for a study: leave the column "
                                   "out of --describe",
                                   number.code, sizeof(uint16_t), ALL_KNOWN}))
            continue;
        if (number.is_asked)
            return fold->loader->err->code;
        *fold->loader->err = (struct err){0};
        cohort_drop_number(cohort);
    }
    return ERR_OK;
}

static enum err_code fold_columns(struct fold *fold)
{
    struct cohort *cohort = fold->loader->cohort;
    const struct binding *binding = fold->loader->binding;

    for (size_t i = 0; i < cohort->n_labels; i++)
        if (fold_agreed(
                fold,
                (struct agreed){
                    binding->labels[i].column,
                    "correct it, or add a column to --unit within which it is the same",
                    "the truth of a study is the same for every model: correct it, or "
                    "say --finding-column if there are several findings",
                    cohort->label[i], sizeof(uint8_t), LABEL_MISSING}))
            return fold->loader->err->code;
    for (size_t i = 0; i < cohort->n_groups; i++)
        if (fold_agreed(
                fold, (struct agreed){
                          cohort->groups[i].name,
                          "a study belongs to one level: leave the "
                          "column out of --by, or add it to --unit",
                          "a study belongs to one level: leave the column out of --by",
                          cohort->groups[i].code, sizeof(uint16_t), ALL_KNOWN}))
            return fold->loader->err->code;
    if (fold_numbers(fold))
        return fold->loader->err->code;
    if (!cohort->patient)
        return ERR_OK;
    return fold_agreed(
        fold,
        (struct agreed){fold->loader->options->patient,
                        "a study belongs to one patient: add the column to --unit",
                        "a study belongs to one patient", cohort->patient,
                        sizeof(uint32_t), INTERN_NONE - 1});
}

/* The first id in the order of bytes stands for the study: images may have ids of their own. */
static void fold_ids(struct fold *fold)
{
    struct cohort *cohort = fold->loader->cohort;
    uint32_t *folded = xcalloc(fold->n_studies, sizeof *folded);

    for (size_t i = 0; cohort->id && i < fold->n_studies; i++) {
        folded[i] = cohort->id[fold->order[fold->start[i]]];
        for (size_t j = fold->start[i] + 1; j < fold->start[i + 1]; j++) {
            uint32_t id = cohort->id[fold->order[j]];

            if (strcmp(cohort->ids.strings[id], cohort->ids.strings[folded[i]]) < 0)
                folded[i] = id;
        }
    }
    if (cohort->id)
        memcpy(cohort->id, folded, fold->n_studies * sizeof *folded);
    free(folded);
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* Of the `n` scores that are there, in the order of the files; NaN if there are none. */
static double aggregate_scores(const struct input_options *options, double *scores,
                               size_t n)
{
    /* Stored scores are negated where low ones speak for the finding. */
    size_t highest = options->direction == SCORE_LOW ? 0 : n - 1;
    double sum = 0;

    if (n == 0)
        return NAN;
    if (n == 1 || options->aggregate == AGGREGATE_FIRST)
        return scores[0];
    qsort(scores, n, sizeof *scores,
          compare_doubles); /* the order of rows is no matter */
    if (options->aggregate == AGGREGATE_MAX)
        return scores[highest];
    for (size_t i = 0; i < n; i++)
        sum += scores[i];
    return sum / (double)n;
}

static void fold_scores(struct fold *fold, size_t index, bool *incomplete)
{
    struct cohort *cohort = fold->loader->cohort;
    double *folded = xcalloc(fold->n_studies, sizeof *folded);
    double *scores = xcalloc(cohort->n, sizeof *scores);
    const uint32_t *row_score = fold->loader->row_score;
    uint64_t n_folded = 0;

    for (size_t i = 0; i < fold->n_studies; i++) {
        size_t n = 0, n_rows = 0;

        for (size_t j = fold->start[i]; j < fold->start[i + 1]; j++) {
            double score = cohort->score[index][fold->order[j]];

            if (row_score && row_score[fold->order[j]] != index)
                continue; /* long form: it is about another pair */
            n_rows++;

            if (!isnan(score))
                scores[n++] = score;
        }
        incomplete[i] |= n > 0 && n < n_rows;
        n_folded += n_rows > 1 ? n_rows - 1 : 0;
        folded[i] = aggregate_scores(fold->loader->options, scores, n);
    }
    if (cohort->of_score)
        cohort->of_score[index].folded = n_folded;
    free(scores);
    free(cohort->score[index]);
    cohort->score[index] = folded;
}

static void note_incomplete(struct fold *fold, const bool *incomplete)
{
    uint64_t n = 0;
    char text[NUMFMT_SIZE];

    for (size_t i = 0; i < fold->n_studies; i++)
        n += incomplete[i];
    if (n)
        notes_addf(fold->loader->notes,
                   "%s %s a row without a score: the scores of the other rows "
                   "count (--aggregate).",
                   numfmt_studies(text, n), n == 1 ? "has" : "have");
}

/* --missing error is about studies: a row may lack what another row of its study has. */
static enum err_code check_scores(struct fold *fold)
{
    struct loader *loader = fold->loader;
    uint64_t n = 0;
    size_t first = 0, column = 0;
    char text[NUMFMT_SIZE];

    if (loader->cohort->missing != MISSING_ERROR)
        return ERR_OK;
    for (size_t i = 0; i < loader->cohort->n_scores; i++)
        for (size_t j = 0; j < fold->n_studies; j++)
            if (isnan(loader->cohort->score[i][j]) &&
                loader->places[fold->order[fold->start[j]]].line && !n++) {
                first = fold->order[fold->start[j]];
                column = i;
            }
    if (!n)
        return ERR_OK;
    return err_set(loader->err, ERR_INPUT,
                   "%s:%" PRIu64 ": column '%s': no row of the study has a score "
                   "(--missing error); %s such in all",
                   loader->cohort->files[loader->places[first].file].name,
                   loader->places[first].line, loader->binding->scores[column].column,
                   numfmt_count(text, n));
}

/* A patient who has several studies: only the columns of --unit can tell. */
static void note_patients(struct fold *fold)
{
    const struct loader *loader = fold->loader;
    char n[NUMFMT_SIZE], m[NUMFMT_SIZE];

    for (size_t i = 0; i < loader->binding->n_units && !loader->cohort->patient; i++) {
        const char *column = loader->binding->units[i].column;

        if (column_name_hint(column) == COLUMN_PATIENT_ID &&
            loader->unit_values[i].n < loader->units.n)
            notes_addf(loader->notes,
                       "Column '%s' looks like a patient id and has %s in %s: "
                       "without --patient they are treated as independent.",
                       column,
                       numfmt_things(n, loader->unit_values[i].n, "value", "values"),
                       numfmt_studies(m, loader->units.n));
    }
}

enum err_code loader_fold(struct loader *loader)
{
    struct fold fold = {.loader = loader};
    struct cohort *cohort = loader->cohort;
    bool *incomplete;
    enum err_code code;

    if (!loader->study)
        return ERR_OK;
    sort_rows(&fold);
    code = fold_columns(&fold);
    if (!code) {
        incomplete = xcalloc(fold.n_studies, sizeof *incomplete);
        for (size_t i = 0; i < cohort->n_scores; i++)
            fold_scores(&fold, i, incomplete);
        note_incomplete(&fold, incomplete);
        fold_ids(&fold);
        free(incomplete);
        code = check_scores(&fold);
        note_patients(&fold);
        cohort->is_folded = loader->binding->n_units > 0;
        cohort->n_folded = cohort->n - fold.n_studies;
        cohort->n = fold.n_studies;
    }
    free(fold.order);
    free(fold.start);
    return code;
}
