/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The studies of the input as compact columns, and what became of every row that was read.
 *
 * Filled row by row from batches (data/load.c); no copy of the file is kept. One model and one finding cost 12 bytes a row while
 * reading and 9 afterwards, a subgroup column 2 more, a declared id its text and, if it is kept, 4 bytes. */
#ifndef PROCTOR_DATA_COHORT_H
#define PROCTOR_DATA_COHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/sha256_hex.h"
#include "data/binding.h"
#include "data/labels.h"
#include "data/rounding_mark.h"

/* Most studies of a cohort: sums over pairs, and of squares of their placements, stay exact in 128 bits. */
#define COHORT_STUDIES UINT64_C(1000000000000)

enum file_role { FILE_PREDICTIONS, FILE_TRUTH, FILE_JOINED };

struct cohort_file {
    char *name;
    char sha256[SHA256_HEX_SIZE]; /* "" if not asked for */
    uint64_t rows;
    enum file_role role;
};

/* Subgroups of one --by. Codes are ranks in display order, so they do not depend on the order of rows. */
struct cohort_group {
    const char *name; /* borrowed from the binding */
    char **levels;    /* [n_levels], owned; "(missing)" last */
    size_t n_levels;
    uint16_t *code; /* [cohort.n] */
};

/* Numbers of a column as they stand in the file. */
struct cohort_number {
    const char *name; /* borrowed from the binding */
    bool is_asked;    /* --describe names it */
    double *values;   /* [n_values] NaN: missing; several may be equal */
    size_t n_values;
    uint16_t *code; /* [cohort.n] */
};

struct id_place {
    uint32_t file; /* of the cohort */
    uint64_t line; /* 0: only in the truth file */
};

struct cohort {
    /* rows kept: selected by --where, including those without score or label; with --unit the studies that they make */
    size_t n;
    double **score; /* [n_scores][n], NaN = missing; negated if --score-direction low */
    uint8_t **label;             /* [n_labels][n] enum label_class */
    struct cohort_group *groups; /* [n_groups] */
    struct cohort_number *
        numbers; /* [n_numbers] of --describe, then of cut columns of which nothing forbids it */
    size_t n_numbers;
    /* [n] rank of the patient id among the sorted ids; INTERN_NONE where it is empty:
     * a patient of its own. NULL without --patient. */
    uint32_t *patient;
    /* The texts of ids, only if the loader was asked for them (load_wish), else NULL and none. */
    char **patient_names; /* [n_patients] in the order of ranks */
    size_t n_patients;
    struct intern ids; /* study ids, also of rows that --where left out */
    uint32_t
        n_predicted_ids; /* the first of `ids`; the others are only in the truth file */
    uint32_t *id;        /* [n] code in `ids`; NULL without --id */
    struct id_place *
        id_places; /* [n_predicted_ids] lines of the ids that are kept; NULL with --unit and in long form */
    uint64_t *count; /* [n] studies that the row stands for; NULL: one each */
    size_t n_scores, n_labels, n_groups;
    struct cohort_file *files; /* as given, then the truth file, then the joined one */
    size_t n_files;
    /* rows of the prediction files and studies that only the truth file has */
    uint64_t n_read;
    uint64_t n_filtered;   /* of them, not selected by --where */
    uint64_t n_truth_only; /* of them, only in the truth file: studies without output */
    /* rows of the predictions whose id is not in the truth file */
    uint64_t n_unmatched;
    uint64_t n_folded; /* rows of a study that another row stands for (--unit) */
    bool is_folded;    /* by --unit */
    /* [n_scores] rows filtered and folded of the one pair that the score is of; NULL but in long form */
    struct pair_rows {
        uint64_t filtered, folded;
    } * of_score;
    uint32_t *
        only_score; /* [n] the only score that has the row: long form without ids, else NULL */
    struct rounding_mark rounded; /* of tables of `count` */
    bool has_truth;
    enum missing_policy missing;
    enum score_direction direction;
};

/* False if the row is of another pair (long form without ids). */
bool cohort_has_row(const struct cohort *cohort, struct pair pair, size_t row);

/* What became of the rows for one model and finding: read = evaluated + all exclusions. */
struct account {
    uint64_t read;
    uint64_t filtered;       /* not selected by --where */
    uint64_t folded;         /* a row of a study that another row stands for */
    bool is_folded;          /* by --unit: without it, `folded` is 0 */
    uint64_t label_excluded; /* by --exclude */
    uint64_t label_missing;  /* no truth (with or without score) */
    uint64_t score_missing_pos,
        score_missing_neg; /* truth but no score, excluded (--missing exclude) */
    uint64_t imputed_pos,
        imputed_neg; /* truth but no score, counted as flagged or unflagged (--missing positive|negative) */
    uint64_t pos, neg; /* evaluated, imputed ones included */
};

struct account cohort_account(const struct cohort *cohort, struct pair pair);

/* Evaluated rows of a pair. */
struct cohort_rows {
    size_t n;
    double *
        score; /* [n] never NaN: missing scores are left out, or are +inf / -inf by the missing policy */
    uint8_t *is_pos;   /* [n] */
    uint64_t *count;   /* [n], NULL without --freq */
    uint32_t *patient; /* [n], NULL without --patient */
};

enum cohort_part {
    PART_ALL,   /* every row; the group is not looked at */
    PART_LEVEL, /* rows in the level of the group */
    PART_REST,  /* all others */
};

/* What a missing score counts as. The last two are bounds: each study at its worst, or at its best. */
enum missing_as {
    MISSING_AS_ASKED, /* by --missing */
    MISSING_AS_FLAGGED,
    MISSING_AS_UNFLAGGED,
    MISSING_AS_WORST,
    MISSING_AS_BEST,
};

/* Which rows, and with which scores. */
struct cohort_choice {
    struct pair pair;
    enum cohort_part part;
    const struct cohort_group *group; /* not looked at for PART_ALL */
    size_t level;
    enum missing_as missing;
};

bool cohort_is_in_part(const struct cohort_choice *choice, size_t row);

/* Studies that a row stands for. */
static inline uint64_t cohort_studies(const struct cohort *cohort, size_t row)
{
    return cohort->count ? cohort->count[row] : 1;
}

/* True if the row is evaluated for the pair; *score is what it counts with, infinite if there is none (--missing). */
bool cohort_counts(const struct cohort *cohort, struct pair pair, size_t row,
                   double *score);

/* True if cohort_select() would gather all rows, with scores and labels as they are in the cohort: then there is no need for it. */
bool cohort_is_whole(const struct cohort *cohort, const struct cohort_choice *choice);

/* Gathers the rows of a part. Owned by the caller: cohort_rows_release(). O(cohort->n). */
void cohort_select(struct cohort_rows *rows, const struct cohort *cohort,
                   const struct cohort_choice *choice);
void cohort_rows_release(struct cohort_rows *rows);

/* Forgets the last of the numbers. */
void cohort_drop_number(struct cohort *cohort);
void cohort_release(struct cohort *cohort);

#endif
