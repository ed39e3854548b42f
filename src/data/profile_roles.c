/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "data/profile_parts.h"

#include <stdlib.h>

#include "base/mem.h"

/* How well a column fits a role: 0 is best, NO_FIT not at all. */
enum { NO_FIT = 100 };

enum { PAIRS_MOST = 5 }; /* 0/1 columns that may be subgroups */

static int rank_id(const struct profile_column *column)
{
    if (column->kind != PROFILE_ID || column->distinct.repeats || column->n_missing > 0)
        return NO_FIT;
    return column->hint == COLUMN_STUDY_ID     ? 0
           : column->hint == COLUMN_PATIENT_ID ? 1
                                               : 2;
}

static int rank_patient(const struct profile_column *column)
{
    if (column->kind != PROFILE_ID || column->hint != COLUMN_PATIENT_ID)
        return NO_FIT;
    return column->distinct.repeats ? 0 : NO_FIT;
}

static int rank_score(const struct profile_column *column)
{
    bool named = column->hint == COLUMN_SCORE;
    bool is_number = column->kind == PROFILE_NUMBER;

    if (is_number && column->in_unit)
        return named ? 0 : 1;
    if (is_number && column->looks_percent)
        return 2;
    if (named &&
        (is_number || (column->kind == PROFILE_CATEGORY && column->n_numbers > 0)))
        return 3;
    /* a measurement: used only if there is nothing better */
    return is_number && !column->is_whole ? 4 : NO_FIT;
}

/* Good and Poor are a label too, if the name says so. */
static int rank_label(const struct profile_column *column)
{
    bool named = column->hint == COLUMN_LABEL;

    if (column->kind == PROFILE_CATEGORY)
        return named && column->n_levels == 2 ? 1 : NO_FIT;
    if (column->kind != PROFILE_LABEL)
        return NO_FIT;
    return named ? 0 : column->hint == COLUMN_SCORE ? 3 : 2;
}

static bool is_unnamed_label(const struct profile_column *column)
{
    return column->kind == PROFILE_LABEL && column->hint == COLUMN_PLAIN;
}

static int rank_group(const struct profile_column *column)
{
    switch (column->kind) {
    case PROFILE_CATEGORY:
        return column->hint == COLUMN_PLAIN && column->n_levels > 1 ? 0 : NO_FIT;
    case PROFILE_AGE:
        return 1;
    case PROFILE_DATE:
        return 2;
    case PROFILE_LABEL:
        return is_unnamed_label(column) ? 3 : NO_FIT;
    case PROFILE_EMPTY:
    case PROFILE_ID:
    case PROFILE_NUMBER:
    case PROFILE_TEXT:
        break;
    }
    return NO_FIT;
}

static int rank_column(enum profile_role role, const struct profile_column *column)
{
    switch (role) {
    case ROLE_ID:
        return rank_id(column);
    case ROLE_PATIENT:
        return rank_patient(column);
    case ROLE_SCORE:
        return rank_score(column);
    case ROLE_LABEL:
        return rank_label(column);
    case ROLE_GROUP:
        return rank_group(column);
    case N_PROFILE_ROLES:
        break;
    }
    return NO_FIT;
}

/* Pairs are subgroups only beside a column that is named like a label; and where there
 * are many of them they are findings. */
static bool pairs_are_groups(const struct profile *profile)
{
    size_t n_pairs = 0, n_labels = profile->roles[ROLE_LABEL].n;
    const size_t *labels = profile->roles[ROLE_LABEL].columns;

    for (size_t i = 0; i < profile->n_columns; i++)
        n_pairs += is_unnamed_label(&profile->columns[i]);
    return n_pairs <= PAIRS_MOST && n_labels > 0 &&
           rank_label(&profile->columns[labels[0]]) < 2;
}

static int last_rank(const struct profile *profile, enum profile_role role)
{
    return role == ROLE_GROUP && !pairs_are_groups(profile) ? 2 : NO_FIT - 1;
}

static void find_role(struct profile *profile, enum profile_role role)
{
    size_t *found = xcalloc(profile->n_columns, sizeof *found), n = 0;
    int last = last_rank(profile, role);

    for (int rank = 0; rank <= last; rank++) {
        if (role == ROLE_SCORE && rank == 4 && n > 0)
            break;
        for (size_t i = 0; i < profile->n_columns; i++)
            if (rank_column(role, &profile->columns[i]) == rank)
                found[n++] = i;
    }
    profile->roles[role].columns = found;
    profile->roles[role].n = n;
}

void profile_find_roles(struct profile *profile)
{
    for (int role = 0; role < N_PROFILE_ROLES; role++)
        find_role(profile, (enum profile_role)role);
}
