/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of the file plays which role: resolved from the options and the header before a row is read. Only the columns bound
 * here are materialised; each gets a slot, its place in a batch. */
#ifndef PROCTOR_DATA_BINDING_H
#define PROCTOR_DATA_BINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/labels.h"
#include "data/level.h"
#include "data/values.h"

/* A repeatable option's values, as typed. Borrows the texts (argv). */
struct text_list {
    const char **texts;
    size_t n, capacity;
};

enum missing_policy {
    MISSING_EXCLUDE,
    MISSING_POSITIVE,
    MISSING_NEGATIVE,
    MISSING_ERROR
};
enum aggregate { AGGREGATE_NONE, AGGREGATE_MAX, AGGREGATE_MEAN, AGGREGATE_FIRST };
enum score_direction { SCORE_HIGH, SCORE_LOW };
enum ids_shown { IDS_NONE, IDS_PLAIN };

/* A file on its own, or one of two that are compared: of these each has some of the columns of --score, and only the first needs those of
 * --label. The id of --id A=B is B in the second. */
enum file_part { FILE_ALONE, FILE_FIRST, FILE_SECOND };

/* The input options, as typed. */
struct input_options {
    struct text_list files;
    struct text_list scores, labels, groups, where;
    struct text_list positive, negative, exclude;
    struct text_list missing_values;
    struct text_list models, findings; /* keep these pairs only; empty = all */
    const char *id;                    /* "COL" or "COL=TRUTHCOL", NULL if undeclared */
    const char *truth;                 /* path, NULL if none */
    const char *join;                  /* likewise */
    const char *model_column, *finding_column; /* long form, NULL: wide */
    const char *patient; /* column, NULL: every row is a patient of its own */
    const char *freq;    /* column: each row counts as so many studies, NULL: as one */
    struct text_list units; /* columns in which the rows of a study are alike */
    int aggregate;          /* enum aggregate: the score of such rows */
    enum missing_policy missing;
    enum score_direction direction;
    char delimiter, decimal; /* 0 = detect */
    const char *encoding;
    bool no_header, percent;
    enum date_order date_order;
    uint64_t max_levels;
    struct text_list
        described;      /* numbers to be kept as they are, beside the subgroups */
    bool describe_cuts; /* and those that --by cuts */
    enum ids_shown ids; /* may messages quote study ids? */
    enum file_part part;
    bool is_pair; /* two files about the same studies */
    /* for data/pair_files.h */
    struct text_list second_scores; /* of the second file; none: `scores` */
    double min_overlap; /* share of each file's studies that must be in the other */
};

#define NO_SLOT SIZE_MAX

/* Set in the slot of a column of the joined file. */
#define JOINED_SLOT (SIZE_MAX / 2 + 1)

static inline bool binding_is_joined(size_t slot)
{
    return slot != NO_SLOT && (slot & JOINED_SLOT);
}

struct score_column {
    size_t slot;
    char *column; /* its name in the file, for messages */
    char *model;
    bool is_second; /* of the second of two files (data/pair_files.h) */
};

struct label_column {
    size_t slot; /* in the predictions, or NO_SLOT if only the truth file has it */
    size_t truth_slot; /* in the truth file, or NO_SLOT */
    char *column;
    char *finding;
};

/* One column of a subgroup, cut or not. A crossing has several. "@file" has no slot: its level is the input file. */
struct factor {
    size_t slot;
    char *column;
    struct cut cut;
};

enum { MAX_FACTORS = 4 };

struct group {
    char *name;                  /* "scanner", "age", "scanner*sex" */
    size_t factors[MAX_FACTORS]; /* indices */
    size_t n_factors;
};

/* A column of numbers that is kept as it is. */
struct described {
    size_t factor;
    bool is_asked; /* by name; else it is kept only if nothing stands against it */
};

enum filter_op { FILTER_EQ, FILTER_NE, FILTER_LT, FILTER_LE, FILTER_GT, FILTER_GE };

/* --unit: rows that are alike in all these columns are one study. */
struct unit_column {
    size_t slot;
    char *column;
};

/* --where: alternatives among its values, all filters must hold. */
struct filter {
    size_t slot;
    char *column;
    enum filter_op op;
    char **values;
    size_t n_values;
};

/* A model judged on a finding. */
struct pair {
    size_t score, label; /* indices */
};

struct binding {
    size_t *columns; /* [n_slots] column of the predictions, 0-based */
    size_t n_slots;
    size_t *truth_columns; /* [n_truth_slots], likewise of the truth file */
    size_t n_truth_slots;
    size_t *join_columns; /* [n_join_slots], likewise of the joined file */
    size_t n_join_slots;
    struct score_column *scores;
    size_t n_scores;
    struct label_column *labels;
    size_t n_labels;
    struct factor *factors;
    size_t n_factors;
    struct group *groups;
    size_t n_groups;
    struct described *described;
    size_t n_described;
    struct filter *filters;
    size_t n_filters;
    struct unit_column *units;
    size_t n_units;
    struct pair *pairs;
    size_t n_pairs;
    struct label_rule *rules;
    size_t n_rules;
    struct missing_values missing;
    size_t id_slot, truth_id_slot;   /* NO_SLOT if undeclared */
    size_t patient_slot, freq_slot;  /* likewise */
    bool is_long;                    /* a row is about one model or one finding */
    size_t model_slot, finding_slot; /* their names, NO_SLOT: it has only one */
    /* the key in the predictions and in the joined file; NO_SLOT without --join */
    size_t join_slot, join_key_slot;
    char **absent; /* [n_absent] columns of --score that this one of two files lacks */
    size_t n_absent;
    bool joined_on_patient; /* the key is the patient, not the study id */
};

#define BINDING_NONE                                                                   \
    {                                                                                  \
        .id_slot = NO_SLOT, .truth_id_slot = NO_SLOT, .patient_slot = NO_SLOT,         \
        .freq_slot = NO_SLOT, .join_slot = NO_SLOT, .join_key_slot = NO_SLOT,          \
        .model_slot = NO_SLOT, .finding_slot = NO_SLOT                                 \
    }

/* A header: names of the columns and the file's name for messages. */
struct header {
    const char *file;
    const char *const *names;
    size_t n;
};

/* Resolves all names. `truth` and `join` are NULL without such a file. Errors name the option, the name, and the nearest one that exists. */
enum err_code binding_resolve(struct binding *binding,
                              const struct input_options *options,
                              const struct header *header, const struct header *truth,
                              const struct header *join, struct err *err);
void binding_release(struct binding *binding);

/* Gives an error about a name that no model has a hint: the nearest one, or those that there are. Returns its code. */
enum err_code binding_hint_model(const struct binding *binding, const char *name,
                                 struct err *err);

/* True if one column or more has this name. */
bool binding_has_column(const struct header *header, const char *name);

/* Column of that name ("#7" is the seventh, unless a column is called so); an unknown or ambiguous name is an error that starts with
 * `option`. */
enum err_code binding_find_column(const struct header *header, const char *option,
                                  const char *name, size_t *column, struct err *err);

enum filter_answer { FILTER_KEEPS, FILTER_DROPS, FILTER_CANNOT_COMPARE };

/* What `filter` says to a row with this field. Equality: same text or same number; empty matches empty; sets seen[i] of the values
 * [n_values] that the field is. Order: numbers, ages (DICOM) and dates (ISO or YYYYMMDD); a field that is none of these cannot be compared,
 * and is not kept. */
enum filter_answer filter_ask(const struct filter *filter, const char *text,
                              size_t length, bool *seen);

#endif
