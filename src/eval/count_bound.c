/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eval/count_bound.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/numfmt.h"
#include "data/labels.h"
#include "data/level.h"

enum { MOST_CLASSES = 16, NO_CLASS = MOST_CLASSES };

/* ---- What the labels mean ------------------------------------------------- */

/* Classes of the texts of a label column, [n_texts], and how many there are; NULL if too many. */
static uint8_t *classify(size_t *n_classes, const struct count_column *label)
{
    uint8_t *class_of = xcalloc(label->n_texts, sizeof *class_of), n = 0;
    struct label_value *values = xcalloc(label->n_texts, sizeof *values);
    struct err err = {0};
    bool known;

    for (size_t i = 0; i < label->n_texts; i++)
        values[i] = (struct label_value){.text = label->texts[i], .count = 1};
    known =
        !labels_resolve(values, label->n_texts, "", label->name, NULL, 0, NULL, &err);
    for (size_t i = 0; i < label->n_texts; i++) {
        if (values_is_missing(NULL, label->texts[i], strlen(label->texts[i])))
            class_of[i] = NO_CLASS;
        else if (known)
            class_of[i] = values[i].means == LABEL_POSITIVE;
        else if (n < MOST_CLASSES)
            class_of[i] = n++;
        else
            n = NO_CLASS + 1;
    }
    free(values);
    *n_classes = known ? 2 : n;
    if (n <= MOST_CLASSES)
        return class_of;
    free(class_of);
    return NULL;
}

/* ---- Pairs ---------------------------------------------------------------- */

/* A cell with a score and a class. */
struct scored_cell {
    double score;
    uint64_t studies, unchanged;
    size_t cell;
    uint8_t class;
};

static int by_score(const void *left, const void *right)
{
    const struct scored_cell *a = left, *b = right;

    return (a->score > b->score) - (a->score < b->score);
}

static struct scored_cell *collect(size_t *n, const struct count_table *table,
                                   const struct count_column *score,
                                   const struct count_column *label,
                                   const uint8_t *class_of)
{
    struct scored_cell *cells = xcalloc(table->n, sizeof *cells);

    *n = 0;
    for (size_t i = 0; i < table->n; i++) {
        uint32_t code = label->code[i];

        if (isnan(score->number[i]) || code == INTERN_NONE ||
            class_of[code] == NO_CLASS)
            continue;
        cells[(*n)++] = (struct scored_cell){score->number[i], table->count[i],
                                             score->unchanged[i], i, class_of[code]};
    }
    qsort(cells, *n, sizeof *cells, by_score);
    return cells;
}

/* By class: studies, and pairs that rounding touched. */
struct tally {
    size_t n_classes;
    uint64_t studies[MOST_CLASSES];
    uint128 touched[MOST_CLASSES][MOST_CLASSES];
};

/* What stands at one score, by class. */
struct block {
    uint64_t studies[MOST_CLASSES], unchanged[MOST_CLASSES];
};

/* Adds the block and empties it. */
static void add_block(struct tally *tally, struct block *block)
{
    for (size_t a = 0; a < tally->n_classes; a++) {
        uint64_t studies = block->studies[a], unchanged = block->unchanged[a];

        tally->studies[a] += studies;
        for (size_t b = a + 1; b < tally->n_classes && studies; b++)
            tally->touched[a][b] += (uint128)studies * block->studies[b] -
                                    (uint128)unchanged * block->unchanged[b];
        block->studies[a] = block->unchanged[a] = 0;
    }
}

/* Cells of a level of `column`, or all if it is NULL. */
struct part {
    const struct count_column *column;
    uint32_t level;
};

static struct tally count_pairs(const struct scored_cell *cells, size_t n,
                                size_t n_classes, struct part part)
{
    struct tally tally = {.n_classes = n_classes};
    struct block block = {0};

    for (size_t i = 0; i < n;) {
        double score = cells[i].score;

        for (; i < n && cells[i].score == score; i++) {
            if (part.column && part.column->code[cells[i].cell] != part.level)
                continue;
            block.studies[cells[i].class] += cells[i].studies;
            block.unchanged[cells[i].class] += cells[i].unchanged;
        }
        add_block(&tally, &block);
    }
    return tally;
}

/* The two classes between which the AUC can move furthest. */
static struct count_bound worst_of(const struct tally *tally)
{
    struct count_bound worst = {0};

    for (size_t a = 0; a < tally->n_classes; a++)
        for (size_t b = a + 1; b < tally->n_classes; b++) {
            uint128 pairs = (uint128)tally->studies[a] * tally->studies[b];
            double most = pairs ? (double)tally->touched[a][b] / (double)pairs / 2 : 0;

            if (pairs && (!worst.pairs || most > worst.most))
                worst = (struct count_bound){pairs, tally->touched[a][b], most};
        }
    worst.most *= 1 + 4 * DBL_EPSILON; /* three roundings */
    return worst;
}

static void try_levels(struct count_bound_level *worst,
                       const struct count_column *column,
                       const struct scored_cell *cells, size_t n, size_t n_classes)
{
    for (size_t i = 0; i <= column->n_texts; i++) {
        struct part part = {column, i < column->n_texts ? (uint32_t)i : INTERN_NONE};
        struct tally tally = count_pairs(cells, n, n_classes, part);
        struct count_bound bound = worst_of(&tally);

        if (bound.most > worst->bound.most)
            *worst = (struct count_bound_level){
                column->name,
                i < column->n_texts ? column->texts[i] : LEVEL_MISSING_NAME, bound};
    }
}

bool count_bound(struct count_bound *whole, struct count_bound_level *level,
                 const struct count_table *table, const struct count_column *score,
                 const struct count_column *label)
{
    size_t n, n_classes;
    uint8_t *class_of = classify(&n_classes, label);
    struct scored_cell *cells;
    struct tally tally;

    *whole = (struct count_bound){0};
    *level = (struct count_bound_level){0};
    if (!class_of)
        return false;
    cells = collect(&n, table, score, label, class_of);
    tally = count_pairs(cells, n, n_classes, (struct part){0});
    *whole = worst_of(&tally);
    level->bound = *whole;
    for (size_t i = 0; i < table->n_columns; i++)
        if (table->columns[i].role == COUNT_SUBGROUP)
            try_levels(level, &table->columns[i], cells, n, n_classes);
    free(cells);
    free(class_of);
    return true;
}

/* ---- In words ------------------------------------------------------------- */

/* Four digits, never less than the bound. */
static const char *bound_text(char buf[NUMFMT_SIZE], double bound)
{
    double rounded = bound > 0 ? numfmt_round(bound, 4) : 0;

    if (rounded < bound)
        rounded = numfmt_round(bound * (1 + 1e-3 / 2), 4);
    return numfmt_shortest(buf, rounded);
}

static const char *plural(int n)
{
    return n == 1 ? "" : "s";
}

static void note_bound(struct notes *notes, const struct count_table *table,
                       const struct count_column *score,
                       const struct count_column *label, int digits)
{
    struct count_bound whole;
    struct count_bound_level level;
    char most[NUMFMT_SIZE], touched[NUMFMT_SIZE], pairs[NUMFMT_SIZE];

    if (!count_bound(&whole, &level, table, score, label)) {
        notes_addf(notes,
                   "Scores are rounded to %d digit%s; '%s' has too many values to say "
                   "how far that can move the AUC.",
                   digits, plural(digits), label->name);
        return;
    }
    if (!whole.touched) {
        notes_addf(
            notes,
            "Rounding to %d digit%s moves no AUC of '%s' for '%s': every pair of "
            "scores keeps its order.",
            digits, plural(digits), score->name, label->name);
        return;
    }
    notes_addf(
        notes,
        "Rounding to %d digit%s moves the AUC of '%s' for '%s' by at most %s: it "
        "made the scores of at most %s of %s pairs equal, each of which counts half.",
        digits, plural(digits), score->name, label->name, bound_text(most, whole.most),
        numfmt_pairs(touched, whole.touched), numfmt_pairs(pairs, whole.pairs));
    if (level.column)
        notes_addf(notes,
                   "In subgroups it moves that AUC by at most %s ('%s' of column '%s': "
                   "at most %s of %s pairs).",
                   bound_text(most, level.bound.most), level.level, level.column,
                   numfmt_pairs(touched, level.bound.touched),
                   numfmt_pairs(pairs, level.bound.pairs));
}

void count_note_bounds(struct notes *notes, const struct count_table *table, int digits)
{
    for (size_t i = 0; i < table->n_columns; i++)
        for (size_t j = 0; j < table->n_columns && table->columns[i].unchanged; j++)
            if (table->columns[j].role == COUNT_LABEL)
                note_bound(notes, table, &table->columns[i], &table->columns[j],
                           digits);
}
