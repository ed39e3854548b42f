/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the values of a label column mean: finding present, absent, excluded, or no truth.
 *
 * Without options the distinct values must be one of the known pairs, in any case: 0/1 (0.0/1.0), true/false, yes/no, y/n, positive/negative, pos/neg,
 * abnormal/normal, malignant/benign, present/absent, diseased/healthy, or {-1,1}. A mixture of known words of both sides is accepted
 * (yes/no in one file, 1/0 in another), and so is one side alone. {-1,0,1} is refused (in CheXpert -1 means uncertain); anything else lists the values with counts and asks
 * for --positive. Numbers compare as numbers: 2 is 2.0. */
#ifndef PROCTOR_DATA_LABELS_H
#define PROCTOR_DATA_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "data/values.h"

enum label_class {
    LABEL_NEGATIVE = 0,
    LABEL_POSITIVE = 1,
    LABEL_MISSING = 2,
    LABEL_EXCLUDED = 3
};

/* One of --positive, --negative, --exclude: "V[,V]", "COL=V[,V]" or "COL>=V" (also > <= <; ">=V" for every label column), fields quoted as
 * in CSV. An empty value ("") stands for the empty field. */
struct label_rule {
    char *column;  /* NULL: every label column */
    char op[3];    /* "=", ">=", ">", "<=", "<" */
    char **values; /* [n_values]; exactly one for the comparisons */
    size_t n_values;
    enum label_class means; /* LABEL_POSITIVE, LABEL_NEGATIVE or LABEL_EXCLUDED */
    /* set by who has several label columns: a value that one column lacks may be in another one;
     * labels_check_used() tells afterwards */
    bool shared;
    /* [n_values] the value was in some column; filled by labels_resolve() */
    bool *used;
};

/* Parses one option value. `option` ("--positive") is for messages. A text that could be both "COL=V" and a plain value is a
 * column rule only if `is_column(ctx, name)` says that the column exists. What stands in quotes is never taken apart. */
enum err_code label_rule_parse(struct label_rule *rule, const char *option,
                               const char *text, enum label_class means,
                               bool (*is_column)(const void *ctx, const char *name),
                               const void *ctx, struct err *err);
void label_rule_release(struct label_rule *rule);

/* A distinct value of the column, how many rows have it, and (out) what it means. */
struct label_value {
    const char *text;
    uint64_t count;
    enum label_class means;
};

/* Decides for every distinct value of `column`. Rules that name this column, or none, apply: exclude before positive before negative; if --positive is given
 * and --negative is not, all other non-missing values are negative, and the other way round; if both are given a value in neither is an error, as is text where a
 * rule compares numbers. A rule value that occurs nowhere in the column is an error that names the nearest existing one ("--positive Por: column 'outcome' has no
 * such value"), unless the rule is shared. Missing words are LABEL_MISSING unless a rule names them.
 * `place` ("scores.csv") is for messages, which list at most eight values with counts, and only short ones (a label is no free text: values over 40 bytes are cut),
 * and none of a column that looks like an id. */
enum err_code labels_resolve(struct label_value *values, size_t n, const char *place,
                             const char *column, const struct label_rule *rules,
                             size_t n_rules, const struct missing_values *missing,
                             struct err *err);

/* ERR_USAGE if a value of a shared rule was in none of the columns resolved since it was parsed. */
enum err_code labels_check_used(const struct label_rule *rules, size_t n_rules,
                                struct err *err);

/* True if the values (missing words aside) would be accepted without rules: for inspect's candidates. */
bool labels_are_plain(const char *const *values, size_t n);

#endif
