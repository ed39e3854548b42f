/* SPDX-License-Identifier: GPL-3.0-or-later */
/* State while a cohort is being read; shared by load*.c only. */
#ifndef PROCTOR_DATA_LOADER_H
#define PROCTOR_DATA_LOADER_H

#include "base/intern.h"
#include "base/strbuf.h"
#include "data/column_name.h"
#include "data/count_table.h"
#include "data/csv_read.h"
#include "data/load.h"
#include "data/lookup.h"
#include "data/rounding.h"
#include "data/sketch.h"

/* The first of several unusable values of one kind, and how many there are. */
struct complaint {
    size_t row; /* of the cohort: the first one's, whatever the order of the columns */
    char *text; /* "file:line: column ...", NULL if there is none */
    char *hint;
    uint64_t n;
};

/* One label column while reading: values are interned and decided at the end, when all are known. */
struct label_reader {
    struct intern values;
    uint64_t *counts; /* [values.n] rows with the value */
    size_t capacity;
    uint32_t *codes; /* [n] */
};

struct factor_reader {
    struct intern levels;
    struct number_reader numbers;
    uint16_t *codes;  /* [n] */
    bool is_too_many; /* different numbers to be told apart: they are not described */
};

/* A column that looks like an id but has no role: do its values repeat? */
struct id_watch {
    size_t slot;
    const char *column;
    enum column_hint hint;
    struct sketch sketch;
};

/* Columns as `count` writes them (load_counted.c). */
struct counted_watch {
    size_t mark_slot; /* of rounding, or NO_SLOT */
    size_t
        count_slot; /* the last column, called "n", without a role, so far whole numbers; or NO_SLOT */
    bool has_several; /* one of them above 1 */
    char *
        freq; /* the column that follows the mark: how many studies; NULL if there is none */
    struct strbuf last_mark;
};

/* Decimal commas of a column: could they all be thousands separators? */
struct commas {
    uint64_t n,
        like_thousands; /* 1,250: one to three digits, not 0 alone, then three */
};

/* Long form: names in a column, or the one name where there is no such column. */
struct long_names {
    const char *option; /* NULL: no such column */
    const char *column, *what;
    struct intern names;
    uint32_t code; /* of the row at hand */
};

struct long_pair {
    uint32_t model, finding; /* codes */
    uint64_t n_kept, n_filtered;
};

/* What became of one --where. */
struct filter_use {
    bool *seen;              /* [n_values] some row has the value */
    uint64_t n_not_compared; /* rows whose field is neither missing nor comparable */
};

/* Rows of the cohort by their values, for `count`: open addressing, at most half full. */
struct row_index {
    struct row_slot {
        uint32_t hash; /* the upper half: most rows that differ are told apart by it */
        uint32_t row;  /* INTERN_NONE = free */
    } * slots;
    size_t n_slots; /* a power of two, or 0 */
};

struct loader {
    struct cohort *cohort;
    struct count_table *table;       /* `count`: equal rows are merged; else NULL */
    struct row_index rows;           /* with `table` */
    const struct rounding *rounding; /* with `table` */
    uint64_t **
        unchanged; /* [n_scores][n] with `rounding`: studies of the row whose score is as in the file */
    size_t unchanged_capacity;
    struct binding *binding;
    const struct input_options *options;
    const struct load_watch *watch;
    struct notes *notes;
    struct err *err;
    const char *file;              /* being read */
    const char *file_level;        /* its level of "@file" */
    size_t capacity;               /* rows allocated in all columns */
    struct number_reader *scores;  /* [n_scores] */
    struct commas *commas;         /* [n_scores] */
    struct label_reader *labels;   /* [n_labels] */
    size_t n_labels;               /* that are read: in long form the cohort has more */
    struct factor_reader *factors; /* [n_factors] */
    struct intern patients;
    uint32_t *study; /* [n] code of the study that the row is of; NULL without --unit */
    struct intern
        units; /* the studies: codes of their fields in the columns of --unit */
    struct intern *unit_values; /* [n_units] */
    uint32_t n_alone;           /* studies besides these: only in the truth file */
    struct id_place *places;    /* [n] with --unit */
    struct long_names models, findings;
    struct intern pairs;          /* "model code,finding code" */
    struct long_pair *long_pairs; /* [pairs.n] */
    size_t pair_capacity;
    uint32_t pair; /* of the row at hand */
    uint32_t
        *row_pair; /* [n] INTERN_NONE: only in the truth file; NULL but in long form */
    uint32_t *row_score;    /* [n] its score, once they are known */
    struct intern id_pairs; /* "id code,pair": what must be unique in long form */
    uint32_t id;            /* code of the row at hand */
    uint64_t n_truth_filtered;
    struct intern ids;
    struct id_place *id_places; /* [ids.n] */
    size_t id_capacity;
    struct filter_use *filter_uses; /* [n_filters], NULL before the first row */
    struct id_watch *id_watches;    /* [n_id_watches] */
    size_t n_id_watches;
    struct counted_watch counted;
    struct lookup truth, join;
    const char *
        unmatched_id; /* not in the truth file, the first in the order of bytes; borrowed from `ids` */
    size_t first_truth_only; /* row of the cohort, if there is a truth file */
    uint32_t join_row;       /* of the row at hand, or INTERN_NONE */
    struct intern
        join_keys; /* of the predictions, until one was found in the joined file */
    char join_delimiter;
    const char *join_column;        /* the key, as the predictions call it */
    uint64_t n_join_rows, n_joined; /* rows of the predictions, and those found */
    struct complaint complaint;     /* about a score or a level */
    struct strbuf level;            /* scratch */
    struct strbuf outside; /* score columns with values outside [0,1], as words */
    uint64_t n_disagree;   /* labels that differ between predictions and truth */
    char *first_disagreement;
};

/* Adds rows of the predictions (load_row.c). */
enum err_code loader_add_rows(struct loader *loader, const struct csv_batch *batch);

/* A row of a file, and where it goes: row `at` of the cohort. */
struct file_row {
    size_t at;
    uint64_t line;
};

/* Where a value stands, and the row of the cohort that it is of. */
struct field_place {
    const char *file;
    uint64_t line;
    const char *column;
    size_t row;
};

/* Keeps the complaint about the first row and counts all. `value` NULL: not to be shown (load_values.c). */
void loader_complain(struct loader *loader, struct field_place place, const char *value,
                     const char *rule, const char *hint);

/* Values of a row into its place in their columns. `truth_row`: of the truth file, or INTERN_NONE (load_values.c). */
void loader_add_score(struct loader *loader, size_t score,
                      const struct csv_field *field, struct file_row row);
void loader_add_label(struct loader *loader, size_t label,
                      const struct csv_field *fields, struct file_row row,
                      uint32_t truth_row);
void loader_count_label(struct loader *loader, size_t label, const char *text,
                        size_t length, size_t row);

/* `fields` NULL: of a study that only the truth file has. Codes by appearance; loader_finish() turns them into ranks. */
enum err_code loader_add_levels(struct loader *loader, const struct csv_field *fields,
                                struct file_row row);
void loader_add_patient(struct loader *loader, const struct csv_field *fields,
                        size_t row);

/* With `table`: the last row goes into an earlier one with the same values, if there is one (load_count.c). */
enum err_code loader_merge_row(struct loader *loader);

/* With `table`: the merged rows into it, in canonical order. */
enum err_code loader_finish_count(struct loader *loader);

/* Opens and reads all files, and finishes the cohort or the table. Releases the loader. */
enum err_code loader_run(struct loader *loader);

/* After the last row: values that could not be used, and rows that are not there. */
enum err_code loader_check_rows(struct loader *loader);

/* Decimal commas that could all be thousands separators are an error; others are noted (load_scores.c). */
enum err_code loader_check_commas(struct loader *loader, size_t score);

/* A value outside [0,1] that looks like a code for "no result" is an error; scores that are no probabilities are noted. */
enum err_code loader_check_scores(struct loader *loader, size_t score);
void loader_note_scores(struct loader *loader);

/* Codes of a subgroup column, or of crossed ones, to levels in display order (load_groups.c). */
enum err_code loader_build_group(struct loader *loader, size_t index);

/* The columns that are described by numbers; one that holds others, or too many, is dropped. */
void loader_build_numbers(struct loader *loader);

/* More levels than --max-levels are an error. */
enum err_code loader_check_levels(struct loader *loader, const char *column,
                                  size_t n_levels);

/* Adds the studies that only the truth file has. */
enum err_code loader_add_truth_only(struct loader *loader);

/* Code of the study that a row is of, by the columns of --unit (load_fold.c). An empty field is an error. */
enum err_code loader_read_unit(struct loader *loader, const struct csv_field *fields,
                               uint64_t line, uint32_t *study);

/* Makes one row of all rows of a study. What must be the same in them and is not, is an error. */
enum err_code loader_fold(struct loader *loader);

/* Model and finding of the row at hand; INTERN_NONE if a name is missing, which is an error only if the row is kept (load_long.c). */
void loader_start_long(struct loader *loader, const struct header *header);
void loader_read_pair(struct loader *loader, const struct csv_field *fields);
enum err_code loader_keep_pair(struct loader *loader, uint64_t line, uint64_t count);

/* Long form: a score for each pair of model and finding, a label for each finding. */
enum err_code loader_widen(struct loader *loader);

/* True if rows become studies: by --unit, or by --id in long form. */
bool loader_folds(const struct loader *loader);

/* Finds the joined row of a row of the predictions, or of a study that only the truth file has (load_join.c). */
void loader_join_row(struct loader *loader, const struct csv_field *fields);
void loader_join_truth_only(struct loader *loader, const char *id);

/* The field of a slot: of `fields`, or of the joined file, where it is empty if no row was found. */
struct csv_field loader_field(const struct loader *loader,
                              const struct csv_field *fields, size_t slot);

/* ERR_INPUT if no key of the predictions is in the joined file. */
enum err_code loader_check_join(struct loader *loader);
void loader_note_join(struct loader *loader);

/* Labels decided, levels in canonical order, ranges and joins checked. */
enum err_code loader_finish(struct loader *loader);

/* The study id of the row at hand: empty, or repeated, it is an error. With --unit the rows of a study share it (load_ids.c). */
enum err_code loader_read_id(struct loader *loader, const struct csv_field *fields,
                             uint64_t line);

/* In long form a row that is kept must be the only one of its study for this model and finding. */
enum err_code loader_check_long_id(struct loader *loader, uint64_t line);

/* Watches the columns of the header that look like ids and have no role (load_ids.c). */
void loader_watch_ids(struct loader *loader, const struct header *header);
void loader_see_ids(struct loader *loader, const struct csv_field *fields);
void loader_note_ids(struct loader *loader);

/* Watches for tables of `count` (load_counted.c). At the end the cohort knows how scores were rounded. One that is marked and read without
 * --freq is an error; one that only looks like it is noted. */
void loader_watch_counted(struct loader *loader, const struct header *header);
void loader_see_counted(struct loader *loader, const struct csv_field *fields);
enum err_code loader_check_counted(struct loader *loader);

/* Study ids are to be kept for the caller. */
bool loader_keeps_ids(const struct loader *loader);

/* Hands the ids over to the cohort, when the joins are checked and before rows are folded. */
void loader_keep_ids(struct loader *loader);

/* Whether all --where keep the row (load_filter.c). `fields` NULL: of a study that only the truth file has. */
bool loader_selects(struct loader *loader, const struct csv_field *fields);
void loader_note_filters(struct loader *loader);
void loader_release_filters(struct loader *loader);

/* Says so if the header looks like a row of data (load_header.c). */
void loader_note_header(struct loader *loader, const struct header *header);

void loader_release(struct loader *loader);

#endif
