/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/cohort.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* +inf (flagged at every threshold), -inf, or NaN (left out). */
static double score_if_missing(const struct cohort *cohort, enum missing_as missing,
                               bool is_pos)
{
    switch (missing) {
    case MISSING_AS_FLAGGED:
        return INFINITY;
    case MISSING_AS_UNFLAGGED:
        return -INFINITY;
    case MISSING_AS_WORST:
        return is_pos ? -INFINITY : INFINITY;
    case MISSING_AS_BEST:
        return is_pos ? INFINITY : -INFINITY;
    case MISSING_AS_ASKED:
        break;
    }
    if (cohort->missing == MISSING_POSITIVE)
        return INFINITY;
    return cohort->missing == MISSING_NEGATIVE ? -INFINITY : NAN;
}

/* True if the row is evaluated, with the score it counts with. */
static inline bool row_is_evaluated(const struct cohort *cohort, struct pair pair,
                                    enum missing_as missing, size_t row, double *score)
{
    uint8_t label = cohort->label[pair.label][row];

    *score = cohort->score[pair.score][row];
    if (label > LABEL_POSITIVE)
        return false;
    if (isnan(*score))
        *score = score_if_missing(cohort, missing, label == LABEL_POSITIVE);
    return !isnan(*score);
}

bool cohort_has_row(const struct cohort *cohort, struct pair pair, size_t row)
{
    return !cohort->only_score || cohort->only_score[row] == pair.score;
}

/* Rows that never became one of the cohort's. */
static struct account account_outside(const struct cohort *cohort, struct pair pair)
{
    struct pair_rows rows = {cohort->n_filtered, cohort->n_folded};

    if (cohort->of_score)
        rows = cohort->of_score[pair.score];
    return (struct account){.read = rows.filtered + rows.folded,
                            .filtered = rows.filtered,
                            .folded = rows.folded,
                            .is_folded = cohort->is_folded};
}

struct account cohort_account(const struct cohort *cohort, struct pair pair)
{
    struct account account = account_outside(cohort, pair);
    const uint8_t *label = cohort->label[pair.label];

    for (size_t i = 0; i < cohort->n; i++) {
        bool has_score = !isnan(cohort->score[pair.score][i]), evaluated;
        uint64_t count = cohort_studies(cohort, i);
        double score;

        if (!cohort_has_row(cohort, pair, i))
            continue;
        account.read += count;
        evaluated = row_is_evaluated(cohort, pair, MISSING_AS_ASKED, i, &score);
        if (label[i] == LABEL_EXCLUDED)
            account.label_excluded += count;
        else if (label[i] == LABEL_MISSING)
            account.label_missing += count;
        else if (!evaluated)
            *(label[i] ? &account.score_missing_pos : &account.score_missing_neg) +=
                count;
        else {
            *(label[i] ? &account.pos : &account.neg) += count;
            if (!has_score)
                *(label[i] ? &account.imputed_pos : &account.imputed_neg) += count;
        }
    }
    return account;
}

bool cohort_is_in_part(const struct cohort_choice *choice, size_t row)
{
    if (choice->part == PART_ALL)
        return true;
    return (choice->group->code[row] == choice->level) == (choice->part == PART_LEVEL);
}

bool cohort_counts(const struct cohort *cohort, struct pair pair, size_t row,
                   double *score)
{
    return row_is_evaluated(cohort, pair, MISSING_AS_ASKED, row, score);
}

bool cohort_is_whole(const struct cohort *cohort, const struct cohort_choice *choice)
{
    const double *score = cohort->score[choice->pair.score];
    const uint8_t *label = cohort->label[choice->pair.label];
    bool is_whole = choice->part == PART_ALL && !cohort->only_score;

    for (size_t i = 0; i < cohort->n && is_whole; i++)
        is_whole = label[i] <= LABEL_POSITIVE && !isnan(score[i]);
    return is_whole;
}

static void allocate_rows(struct cohort_rows *rows, const struct cohort *cohort)
{
    *rows = (struct cohort_rows){
        .score = xrealloc(NULL, cohort->n, sizeof *rows->score),
        .is_pos = xrealloc(NULL, cohort->n, 1),
    };
    if (cohort->count)
        rows->count = xrealloc(NULL, cohort->n, sizeof *rows->count);
    if (cohort->patient)
        rows->patient = xrealloc(NULL, cohort->n, sizeof *rows->patient);
}

void cohort_select(struct cohort_rows *rows, const struct cohort *cohort,
                   const struct cohort_choice *choice)
{
    size_t n = 0;

    allocate_rows(rows, cohort);
    for (size_t i = 0; i < cohort->n; i++) {
        if (!cohort_is_in_part(choice, i) || !cohort_has_row(cohort, choice->pair, i) ||
            !row_is_evaluated(cohort, choice->pair, choice->missing, i,
                              &rows->score[n]))
            continue;
        rows->is_pos[n] = cohort->label[choice->pair.label][i];
        if (rows->count)
            rows->count[n] = cohort->count[i];
        if (rows->patient)
            rows->patient[n] = cohort->patient[i];
        n++;
    }
    rows->n = n;
}

void cohort_rows_release(struct cohort_rows *rows)
{
    free(rows->score);
    free(rows->is_pos);
    free(rows->count);
    free(rows->patient);
    *rows = (struct cohort_rows){0};
}

static void release_group(struct cohort_group *group)
{
    for (size_t i = 0; i < group->n_levels; i++)
        free(group->levels[i]);
    free(group->levels);
    free(group->code);
}

void cohort_drop_number(struct cohort *cohort)
{
    struct cohort_number *last = &cohort->numbers[--cohort->n_numbers];

    free(last->values);
    free(last->code);
}

void cohort_release(struct cohort *cohort)
{
    for (size_t i = 0; cohort->score && i < cohort->n_scores; i++)
        free(cohort->score[i]);
    for (size_t i = 0; cohort->label && i < cohort->n_labels; i++)
        free(cohort->label[i]);
    for (size_t i = 0; cohort->groups && i < cohort->n_groups; i++)
        release_group(&cohort->groups[i]);
    for (size_t i = 0; i < cohort->n_files; i++)
        free(cohort->files[i].name);
    for (size_t i = 0; i < cohort->n_patients; i++)
        free(cohort->patient_names[i]);
    free(cohort->patient_names);
    free(cohort->patient);
    intern_release(&cohort->ids);
    free(cohort->id_places);
    free(cohort->id);
    free(cohort->count);
    rounding_mark_release(&cohort->rounded);
    free(cohort->of_score);
    free(cohort->only_score);
    free(cohort->score);
    free(cohort->label);
    free(cohort->groups);
    while (cohort->n_numbers)
        cohort_drop_number(cohort);
    free(cohort->numbers);
    free(cohort->files);
    *cohort = (struct cohort){0};
}
